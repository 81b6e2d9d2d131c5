"""Coverage-guided fuzzing of what reads a stranger's dataset.

`python tools/fuzz.py CORPUS -max_total_time=600 -max_len=20000` with atheris installed; what follows the folder is
libFuzzer's. The folder is filled with the shipped clinics, one a file, where it is empty. Half of the inputs are
damaged byte by byte, half inside their records, as in tests/damage.py. One that ends in anything but exit 0, 1, 2 or 3
is a finding, and is written to the folder where this was started.
"""

import contextlib
import importlib
import io
import json
import os
import pkgutil
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import Any

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]  # installed by hand
import tomli

with atheris.instrument_imports(include=["stemfind"]):
    import stemfind

    for module in pkgutil.walk_packages(stemfind.__path__, "stemfind."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)

from stemfind.cli import app
from stemfind.dataset import bundled

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from damage import STRUCTURAL, as_line, as_toml, closure

LINES = 0x80
"""Set in an input's first byte where it is JSON Lines."""
COMMANDS = (("filter",), ("data", "check"), ("compare",), ("filter", "-f", "jsonl"))


def fill(corpus: Path) -> None:
    """Write each shipped clinic, with all that it refers to, as TOML and as a line of JSON."""
    tables: dict[str, Any] = {}
    for file in sorted(Path(str(bundled())).glob("*.toml")):
        tables = {**tables, **tomli.loads(file.read_text(encoding="utf-8"))}
    for clinic in tables["clinics"]:
        (corpus / f"{clinic['id']}.toml").write_bytes(b"\x00" + (as_toml(closure(tables, clinic)) or b""))
        (corpus / f"{clinic['id']}.jsonl").write_bytes(b"\x81" + as_line(clinic))


def mutated(data: bytes, longest: int, seed: int) -> bytes:
    """Return an input damaged inside its records where it has any, and else byte by byte."""
    chance = Random(seed)  # noqa: S311 - libFuzzer wants the same damage for the same seed
    found = None
    if chance.random() < 0.5:  # noqa: PLR2004 - half of them
        with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
            found = data[:1] + _inside(data, chance)
    return found if found and len(found) <= longest else atheris.Mutate(data, longest)


def _inside(data: bytes, chance: Random) -> bytes:
    if data[0] & LINES:
        record = json.loads(data[1:])
        chance.choice(STRUCTURAL)(chance, record, {"clinics": [], "terms": []})
        return as_line(record)
    tables = tomli.loads(data[1:].decode())
    chance.choice(STRUCTURAL)(chance, tables["clinics"][0], tables)
    return as_toml(tables) or b""


def one(data: bytes) -> None:
    """Read one input with one command; its first byte says which, and whether it is TOML or lines."""
    first = data[0] if data else 0
    path = FOLDER / ("input.jsonl" if first & LINES else "input.toml")
    path.write_bytes(data[1:])
    command = COMMANDS[first % len(COMMANDS)]
    sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO()), io.StringIO()
    code = app.run([*command, str(path)] if command[0] == "data" else [*command, "--data", str(path)])
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    if code not in (0, 1, 2, 3):
        raise AssertionError(command, code)


if __name__ == "__main__":
    os.environ["STEMFIND_DEBUG"] = "1"
    FOLDER = Path(tempfile.mkdtemp())
    inputs = Path(sys.argv[1])
    inputs.mkdir(exist_ok=True)
    if not any(inputs.iterdir()):
        fill(inputs)
    atheris.Setup(sys.argv, one, custom_mutator=mutated)
    atheris.Fuzz()
