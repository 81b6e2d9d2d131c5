"""Damaged datasets: always exit 0, 1, 2 or 3, never a traceback, never a hang, and what is wrong has an address."""

import io
import json
import re
import resource
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import FULL, PROGRAM, SMALL, environment, sample
from damage import STRUCTURAL, as_line, as_toml, bytes_damaged, closure
from stemfind.cli import app
from stemfind.dataset import bundled

pytestmark = pytest.mark.slow

SHARE = 1 if FULL else 120
"""One case in so many is tried; the damage is the same in each run, so that these are the first of all."""
BUDGET = {
    kind: count // SHARE for kind, count in (("records", 11000), ("bytes", 6500), ("lines", 1800), ("line bytes", 700))
}
"""Generated cases of each kind: 20,000 together, and Hypothesis's own besides."""
SECONDS = 10
"""More than this for one case is a hang."""
MEBIBYTES = 250
"""What reading 50 MB of one string may take."""
COMMANDS = (
    ("filter",), ("filter", "--max-cost", "5000", "--for", "sci"), ("compare",), ("show", "{id}"), ("why", "{id}"),
    ("checklist", "{id}"), ("filter", "-f", "table"), ("compare", "-f", "plain"), ("estimate", "{id}"),
    ("filter", "-f", "html"), ("letter", "{id}"), ("evidence",), ("trials", "--ais", "A"), ("about",),
    ("data", "sources"), ("data", "conflicts"), ("data", "export"), ("show", "{id}", "-f", "table"),
)  # fmt: skip
STREAMED = (("filter",), ("filter", "-f", "jsonl"), ("filter", "--sort", "price_low"), ("filter", "-f", "plain"))
"""Commands that read lines as a stream."""
WITH_EVERYTHING_AROUND = 0.1
"""How many of the lines are read by commands that hold every rule against them, which takes ten times as long."""
ADDRESS = re.compile(r"\S+: (?:\w+ )*('[^']*'|\w+\[\d+\]|about|line \d+|\w+)", re.DOTALL)


@pytest.fixture(scope="module")
def shipped_tables():
    tables = {}
    for file in sorted(bundled().glob("*.toml")):
        for name, held in tomli.loads(file.read_text(encoding="utf-8")).items():
            if name == "about":
                tables["about"] = held
            else:
                tables.setdefault(name, []).extend(held)
    return tables


class TookTooLong(BaseException):
    """Nothing may catch it."""


def _too_long(*_):
    raise TookTooLong


@pytest.fixture
def ask(monkeypatch):
    """Return a function that runs a command in this process; a bug raises, and so does a hang."""
    monkeypatch.setenv("STEMFIND_DEBUG", "1")
    before = signal.signal(signal.SIGALRM, _too_long)

    def run(*arguments):
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO()))
        monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(io.BytesIO()))
        signal.alarm(SECONDS)
        code = app.run(list(arguments))
        signal.alarm(0)
        sys.stdout.flush()
        sys.stderr.flush()
        return code, sys.stdout.buffer.getvalue(), sys.stderr.buffer.getvalue().decode()

    yield run
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def hold_the_promise(answer, command, case):
    """Check what holds for every answer, and return its problems."""
    code, out, err = answer
    assert code in (0, 1, 2, 3), (command, case)
    if code not in (2, 3):
        return err
    assert err.startswith("stemfind: "), (command, case)
    if "-f" not in command and "export" not in command and command[0] != "filter":
        assert out == b"", (command, case)
    first, *problems = err.rstrip("\n").split("\n")
    for problem in problems if "problem" in first else ():
        assert ADDRESS.match(problem.strip()), (command, case, problem)
    return err


def chosen(chance, identity, commands=COMMANDS):
    return [word.format(id=identity) for word in chance.choice(commands)]


def test_each_clinic_with_what_it_refers_to_is_a_dataset(shipped_tables, ask, tmp_path):
    path = tmp_path / "one.toml"
    for clinic in sample(shipped_tables["clinics"], 3):
        path.write_bytes(as_toml(closure(shipped_tables, clinic)))
        assert ask("data", "check", str(path))[0] == 0, clinic["id"]


def test_records_damaged_in_the_shipped_dataset_are_refused_with_their_address(shipped_tables, ask, tmp_path):
    chance, path, refused = Random(7), tmp_path / "damaged.toml", 0  # noqa: S311 - damage that can be repeated
    for case in range(BUDGET["records"]):
        tables = closure(shipped_tables, chance.choice(shipped_tables["clinics"]))
        (clinic,) = tables["clinics"]
        identity = clinic["id"]
        damage = chance.choice(STRUCTURAL)
        record = clinic if chance.random() < 0.8 else chance.choice(tables[chance.choice(("sources", "terms"))])
        says = damage(chance, record, tables)
        written = as_toml(tables)
        if written is None:
            continue
        path.write_bytes(written)
        command = ["data", "check", str(path)] if says else [*chosen(chance, identity), "--data", str(path)]
        answer = ask(*command)
        err = hold_the_promise(answer, command, case)
        if says:
            refused += 1
            assert answer[0] == 3, (damage.__name__, case)
            assert all(part in err for part in says), (damage.__name__, case, err)
    assert refused > BUDGET["records"] / 4


def test_a_file_damaged_byte_by_byte_is_refused_or_read(shipped_tables, ask, tmp_path):
    chance, path = Random(8), tmp_path / "damaged.toml"  # noqa: S311 - as above
    wholes = [as_toml(closure(shipped_tables, clinic)) for clinic in shipped_tables["clinics"]]
    wholes.append(SMALL.read_bytes())
    for case in range(BUDGET["bytes"]):
        at = chance.randrange(len(wholes))
        path.write_bytes(bytes_damaged(wholes[at], chance))
        command = [*chosen(chance, "a"), "--data", str(path)]
        hold_the_promise(ask(*command), command, case)


@pytest.mark.parametrize("kind", ["lines", "line bytes"])
def test_damaged_lines_are_refused_with_their_number_or_read(kind, shipped_tables, ask, tmp_path):
    chance, path = Random(9), tmp_path / "damaged.jsonl"  # noqa: S311 - as above
    for case in range(BUDGET[kind]):
        clinics = json.loads(json.dumps(chance.sample(shipped_tables["clinics"], 3), default=str))
        says = None
        if kind == "lines":
            says = chance.choice(STRUCTURAL)(chance, clinics[1], {"clinics": [], "terms": []})
        whole = b"".join(map(as_line, clinics))
        path.write_bytes(whole if kind == "lines" else bytes_damaged(whole, chance))
        shaped = COMMANDS if chance.random() < WITH_EVERYTHING_AROUND else STREAMED
        command = [*chosen(chance, clinics[0]["id"], shaped), "--data", str(path)]
        answer = ask(*command)
        err = hold_the_promise(answer, command, case)
        if says and says[-1].endswith("unknown key"):
            assert answer[0] == 3, case
            assert "damaged.jsonl:2: " in err, case


KEYS = st.sampled_from(
    ("id", "name", "country", "source", "offers", "price", "low", "high", "currency", "unit", "indication", "stay")
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(max_size=5), inner, max_size=6),
    max_leaves=25,
)


@settings(max_examples=600 if FULL else 10, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(record=st.dictionaries(KEYS, ANYTHING, max_size=10))
def test_a_line_of_anything_is_refused_or_read(record, ask, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "anything.jsonl"
    path.write_bytes(as_line(record))
    hold_the_promise(ask("filter", "--data", str(path)), ("filter",), record)


@settings(max_examples=500 if FULL else 10, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    text=st.binary(max_size=200) | st.text(st.characters(), max_size=200).map(lambda t: t.encode("utf-8", "replace"))
)
def test_a_file_of_anything_is_refused(text, ask, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "anything.toml"
    path.write_bytes(text)
    code, out, err = ask("data", "check", str(path))
    assert (code, out) == (3, b"")
    assert err.startswith("stemfind: ")


LONG = "a" * 50_000_000
HUGE = {
    "brackets.toml": "[" * 5000,
    "braces.toml": "x = " + "{a = " * 5000,
    "a string.toml": f'x = "{LONG}"',
    "dots.toml": "a." * 5000 + "b = 1",
    "a NUL.toml": "[about]\nname = '\x00'",
    "brackets.jsonl": "[" * 5000,
    "nested.jsonl": '{"id":"a","name":"a","country":"mexico","source":' + "[" * 5000 + "]" * 5000 + "}",
    "a string.jsonl": f'{{"id":"a","name":"{LONG}","country":"mexico","source":"s"}}\n',
    "a surrogate.jsonl": '{"id":"a","name":5,"country":"\\ud800","source":"s"}\n',
}


@pytest.mark.parametrize("name", HUGE)
def test_deep_nesting_and_endless_text_end_in_one_clear_error_and_little_memory(tmp_path, name):
    path = Path(tmp_path) / name
    path.write_text(HUGE[name], encoding="utf-8")
    done = subprocess.run(
        [PROGRAM, "filter", "--data", str(path)],
        capture_output=True, encoding="utf-8", env=environment(), timeout=60, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (MEBIBYTES << 20,) * 2),
    )  # fmt: skip
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("stemfind: ")
    assert len(done.stderr) < 5000
