"""Write docs/data.md: every field of the dataset with its type, its meaning and an example.

Types and meanings come from the model, examples from the shipped dataset. `python tools/fields.py` writes the page;
`--check` says whether it is current.
"""

import ast
import datetime as dt
import inspect
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType, NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from msgspec import Meta
from msgspec.structs import fields

from samples import Samples, records
from stemfind.dataset.sections import SECTIONS, record_type
from stemfind.model import base, clinic, evidence, statement, trial
from stemfind.model.base import Record
from stemfind.model.dataset import About
from written import write

PAGE = Path(__file__).parent.parent / "docs" / "data.md"
HEAD = """# Every field of the dataset

Written by `tools/fields.py`: types and meanings from the model, examples from the shipped dataset or made up. A
dataset is one TOML file or a folder of them; any file may hold any section. One file holds `[about]`. What isn't known
is left out: it is never zero and never "no". `stemfind data check` names every mistake with its address, and each file
of `data/` begins with a template record.

An editor that understands JSON Schema in TOML (Even Better TOML, Taplo) can check while you type: write
`stemfind data schema > stemfind.schema.json`, and as the first line of your file `#:schema ./stemfind.schema.json`.
"""
Words = tuple[str, str]
"""What one value of a type is called, and what several are."""
SHARED: dict[tuple[ModuleType, str], Words] = {
    (base, "NonBlank"): ("text", "text"),
    (base, "Id"): ("id", "ids"),
    (base, "PartialDate"): ("date in quotes", "dates in quotes"),
    (base, "Amount"): ("number, 0 or more", "numbers, 0 or more"),
    (base, "Currency"): ("currency", "currencies"),
    (base, "Status"): ("status", "statuses"),
    (base, "Donor"): ("donor", "donors"),
    (clinic, "State"): ("state", "states"),
    (evidence, "AisGrade"): ("AIS grade", "AIS grades"),
    (trial, "Segment"): ("segment", "segments"),
    (statement, "Field"): ("field name", "field names"),
    (statement, "Need"): ("need", "needs"),
}
"""Types that are explained once; what they mean is the string under them in the model."""
REFERENCES: dict[str, Words] = {
    "source": ("id of a source", "ids of sources"),
    "country": ("id of a country", "ids of countries"),
    "group": ("id of a question group", "ids of question groups"),
    "asked": ("id of a question or a question group", "ids of questions or question groups"),
    "record": ("id of a record", "ids of records"),
    "item": ("id of a term of kind `cells` or `inclusion`", "ids of terms of kind `cells` or `inclusion`"),
}
"""What an id refers to; any other is a kind of term."""
PLAIN: dict[type, Words] = {
    str: ("text", "text"),
    bool: ("`true` or `false`", "`true` or `false`"),
    int: ("whole number", "whole numbers"),
    float: ("number", "numbers"),
    dt.date: ("date", "dates"),
}
UNSHARED = """\
| date | A day, without quotes: `2025-06-20`. |
| table | Fields of its own, in braces, or under a line such as `[clinics.standing]` that follows its record. |
| list of tables | The same in brackets, or each under a line such as `[[clinics.offers]]`. |
"""


def page() -> str:
    """Return docs/data.md."""
    writer = Writer(Samples())
    kinds = {"[about]": About} | {f"[[{section}]]": record_type(section) for section in SECTIONS}
    parts = [part for heading, kind in kinds.items() for part in (f"## `{heading}`\n", *writer.tables(kind))]
    return "\n".join([HEAD, shared(), *parts])


def shared() -> str:
    """Return the table of types that are explained once."""
    told = {key: strings(key[0])[key[1]] for key in SHARED}
    rows = "".join(f"| {word} | {told[key]} |\n" for key, (word, _) in SHARED.items())
    return f"## Types\n\n| type | meaning |\n|---|---|\n{rows}{UNSHARED}"


class Writer:
    """Writes each kind of record once, below the first that holds it."""

    def __init__(self, samples: Samples) -> None:
        self.samples = samples
        self.seen: set[type[Record]] = set()

    def tables(self, kind: type[Record]) -> Iterator[str]:
        """Yield the table of a kind of record, then those of the tables inside it."""
        self.seen.add(kind)
        doc = " ".join((inspect.getdoc(kind) or "").split())
        yield f"{doc}\n\n| field | type | meaning | example |\n|---|---|---|---|\n{''.join(self._rows(kind))}"
        for inner in (found for field in fields(kind) for found in records(field.type)):
            if inner not in self.seen:
                yield f"### `{inner.__name__}`\n"
                yield from self.tables(inner)

    def _rows(self, kind: type[Record]) -> Iterator[str]:
        told = {name: text for part in reversed(kind.__mro__) for name, text in strings(part).items()}
        for field in fields(kind):
            meaning, _, own = told.get(field.name, "").partition(" Example: ")
            required = " (required)" if field.required else ""
            example = self.samples.of(kind, field.encode_name) or own
            yield f"| `{field.encode_name}` | {words(field.type)}{required} | {meaning} | {example} |\n"


def strings(part: type | ModuleType) -> dict[str, str]:
    """Return the string under each name that a module or a class of the model declares, fit for a table."""
    if not (isinstance(part, ModuleType) or part.__module__.startswith("stemfind.")):
        return {}
    tree: Any = ast.parse(inspect.getsource(part))
    body = tree.body if isinstance(part, ModuleType) else tree.body[0].body
    found = {}
    for node, below in pairwise(body):
        match node, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = " ".join(text.split()).replace("|", r"\|")
    return found


def words(kind: Any, *, many: bool = False) -> str:
    """Return a type of the model in words, or what several of it are called."""
    named = next((pair[many] for (module, name), pair in SHARED.items() if getattr(module, name) == kind), "")
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        choice = f"{'any' if many else 'one'} of {', '.join(f'`{value}`' for value in parts)}"
        return f"{named}: {choice}" if named else choice
    if named or origin is None:
        return named or _plain(kind, many=many)
    if origin is Annotated:
        return _annotated(*parts, many=many)
    if origin is tuple:
        return f"list of {words(parts[0], many=True)}"
    return _union(parts)


def _plain(kind: type, *, many: bool) -> str:
    if issubclass(kind, Record):
        return f"{'tables' if many else 'table'} [{kind.__name__}](#{kind.__name__.lower()})"
    return PLAIN[kind][many]


def _annotated(kind: Any, meta: Meta, *more: base.Refers, many: bool) -> str:
    if more:
        to = more[0].to
        return REFERENCES.get(to, (f"id of a term of kind `{to}`", f"ids of terms of kind `{to}`"))[many]
    least = f", {meta.min_length} or more" if get_origin(kind) is tuple else ""
    return f"{words(kind, many=many)}{least}"


def _union(kinds: tuple[Any, ...]) -> str:
    """Return the choices of a type, without the one that it may be left out."""
    choices = tuple(kind for kind in kinds if kind is not NoneType)
    if choices == get_args(base.Amount):
        return SHARED[base, "Amount"][0]
    return ", or ".join(words(kind) for kind in choices)


if __name__ == "__main__":
    sys.exit(write({PAGE: page()}))
