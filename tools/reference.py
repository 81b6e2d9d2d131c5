"""Write docs/cli.md and docs/data.md: every command and option, every field of the dataset, from the code's own words.

`python tools/reference.py` writes the files; `--check` says whether they are current.
"""

import inspect
import re
import sys
import textwrap
from pathlib import Path
from typing import Any

import msgspec
import typer.main

from stemfind.cli.app import application
from stemfind.dataset.sections import SECTIONS, record_type

DOCS = Path(__file__).parent.parent / "docs"
CLI_HEAD = """# Every command

Written by `tools/reference.py` from the program itself.
"""
DATA_HEAD = """# Every field of the dataset

Written by `tools/reference.py` from the model's own docstrings. A dataset is one TOML file or a folder of them; any
file may hold any section. One file begins with `[about]` (`name`, `version`, `checked`, and `recheck_months`, 12 if
left out). What isn't known is left out: it is never zero and never "no". `stemfind data check` names every mistake with
its address, and each file of `data/` begins with a template record.

An editor that understands JSON Schema in TOML (Even Better TOML, Taplo) can check while you type: write
`stemfind data schema > stemfind.schema.json`, and as the first line of your file `#:schema ./stemfind.schema.json`.
"""


def commands() -> str:
    """Return docs/cli.md."""
    group: Any = typer.main.get_command(application())
    parts = [CLI_HEAD]
    for name, command in sorted(_flat(group, "stemfind")):
        text = textwrap.dedent(command.help or "").strip().replace("\n\n    ", "\n\n")
        parts.append(f"## `{name}`\n\n{text}\n")
        rows = [_row(param) for param in command.params if param.name != "help"]
        if rows:
            parts.append("| | what it does |\n|---|---|\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def _flat(command: Any, name: str) -> list[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        return [(name, command)]
    return [found for sub, held in inner.items() for found in _flat(held, f"{name} {sub}")]


def _row(param: Any) -> str:
    names = ", ".join(f"`{opt}`" for opt in (*param.opts, *param.secondary_opts) if opt.startswith("-"))
    shown = names or f"`{param.metavar or param.name}`"
    text = " ".join((getattr(param, "help", None) or "").split()).replace("|", "\\|")
    return f"| {shown} | {text} |"


def fields() -> str:
    """Return docs/data.md."""
    parts = [DATA_HEAD]
    seen: set[type] = set()
    for section in SECTIONS:
        parts.append(f"## `[[{section}]]`\n")
        parts.append(_record(record_type(section), seen))
    return "\n".join(parts)


def _record(kind: type, seen: set[type]) -> str:
    seen.add(kind)
    told = _docstrings(kind)
    rows = ["| field | type | meaning |", "|---|---|---|"]
    nested = []
    for field in msgspec.structs.fields(kind):
        required = " (required)" if field.required else ""
        rows.append(f"| `{field.encode_name}` | {_type(field.type)}{required} | {told.get(field.name, '')} |")
        nested += [inner for inner in _inner(field.type) if inner not in seen]
    doc = inspect.getdoc(kind) or ""
    tables = [f"{' '.join(doc.split())}\n\n" + "\n".join(rows) + "\n"]
    tables += [
        f"### `{inner.__name__}`\n\n{_record(inner, seen)}" for inner in dict.fromkeys(nested) if inner not in seen
    ]
    return "\n".join(tables)


def _docstrings(kind: type) -> dict[str, str]:
    """Return the string under each field, of a record and of those that it extends."""
    found: dict[str, str] = {}
    for part in reversed(kind.__mro__):
        try:
            source = inspect.getsource(part)
        except (OSError, TypeError):
            continue
        pattern = r'^    (\w+): [^\n]*(?:\n        [^\n]*)*?\n    """(.*?)"""'
        for name, text in re.findall(pattern, source, re.MULTILINE | re.DOTALL):
            found[name] = " ".join(text.split()).replace("|", "\\|")
    return found


def _type(annotation: Any) -> str:
    text = str(annotation)
    for pattern, word in (
        (r"typing\.Annotated\[str, msgspec\.Meta\([^\]]*?refers': '(\w+)'[^\]]*?\)\]", r"id of a \1"),
        (r"typing\.Annotated\[(\w+), msgspec\.Meta\(.*?\)\]", r"\1"),
        (r"typing\.Literal\[(.*?)\]", r"one of \1"),
        (r"<class '(?:\w+\.)*(\w+)'>", r"\1"),
        (r"(?:\w+\.)+(\w+)", r"\1"),
        (r"tuple\[(.*?), \.\.\.\]", r"list of \1"),
    ):
        text = re.sub(pattern, word, text)
    text = re.sub(r"Optional\[(.*)\]", r"\1", text.replace("int | float", "number"))
    text = re.sub(r"\bstr\b", "text", text).replace(" | None", "")
    return " ".join(text.split()).replace("|", "or").replace("'", "")


def _inner(annotation: Any) -> list[type]:
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return [annotation]
    return [found for part in getattr(annotation, "__args__", ()) for found in _inner(part)]


def main() -> int:
    """Write or check both pages."""
    pages = {DOCS / "cli.md": commands(), DOCS / "data.md": fields()}
    if "--check" in sys.argv:
        return int(any(path.read_text(encoding="utf-8") != text for path, text in pages.items()))
    for path, text in pages.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
