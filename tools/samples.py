"""Find an example for each field in the shipped dataset, so that none grows old, and write it as TOML."""

import datetime as dt
import json
import textwrap
from collections.abc import Iterator
from typing import Any, get_args

import msgspec
import tomli

from stemfind.dataset.files import FILES, bundled
from stemfind.dataset.sections import record_type
from stemfind.model.base import Interval, Record
from stemfind.model.clinic import Offer
from stemfind.model.dataset import About
from stemfind.model.evidence import Figure, Harm
from stemfind.model.source import Rate
from stemfind.model.statement import Claim

BESIDE: dict[tuple[type, str], tuple[str, ...]] = {
    (Offer, "price"): ("indication",),
    (Claim, "value"): ("unit",),
    (Rate, "usd"): ("currency",),
    (Harm, "of"): ("people",),
    (Figure, "count"): ("of",),
    (Figure, "of"): ("count",),
}
"""What a figure is never shown without: a price always stands with what it is for."""
ENDS = ("low", "high")
ROOM = 70
"""Characters of one value; a longer one is cut, at a word."""
Shown = dict[str, Any]
"""A field with its value, and what has to stand beside it."""


class Samples:
    """The values that each field of each kind of record has in the shipped dataset."""

    def __init__(self) -> None:
        self._found: dict[tuple[type, str], list[Shown]] = {}
        for file in FILES:
            for section, held in tomli.loads((bundled() / f"{file}.toml").read_text(encoding="utf-8")).items():
                kind = About if section == "about" else record_type(section)
                for record in _listed(held):
                    self._take(record, kind, {})

    def _take(self, record: dict[str, Any], kind: type, around: Shown) -> None:
        """Keep the fields of a record; an end of a range is kept as the whole range, in its field."""
        types = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
        for name, value in record.items():
            beside = (name, *BESIDE.get((kind, name), ()))
            shown = {key: held for key, held in record.items() if key in beside}
            end = issubclass(kind, Interval) and name in ENDS
            self._found.setdefault((kind, name), []).append(around if end else shown)
            for inner in records(types[name]):
                for part in _listed(value):
                    self._take(part, inner, shown | {name: [part] if isinstance(value, list) else part})

    def of(self, kind: type, field: str) -> str:
        """Return an example for a table of a page: the first that fits whole, or else the first; "" without any."""
        kinds = (kind, *kind.__subclasses__())
        found = next((self._found[one, field] for one in kinds if (one, field) in self._found), [])
        whole = (shown for shown in found if all(len(toml(value)) <= ROOM for value in shown.values()))
        shown = next(whole, found[0] if found else {})
        if list(shown) == [field]:
            return _code(_cut(shown[field]))
        return ", ".join(_code(f"{key} = {_cut(value)}") for key, value in shown.items())


def _listed(held: Any) -> list[Any]:
    return held if isinstance(held, list) else [held]


def records(annotation: Any) -> Iterator[type[Record]]:
    """Yield the kinds of record that a type holds: itself, one of its choices, or what its list is of."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        yield from records(part)


def toml(value: Any) -> str:
    """Return a value as it stands after `=` in a TOML file."""
    match value:
        case dict():
            return f"{{ {', '.join(f'{key} = {toml(held)}' for key, held in value.items())} }}"
        case list():
            return f"[{', '.join(toml(held) for held in value)}]"
        case dt.date():
            return value.isoformat()
        case _:
            return json.dumps(value, ensure_ascii=False)


def _cut(value: Any, room: int = ROOM) -> str:
    """Return a value as TOML; what is too long ends in an ellipsis."""
    if len(toml(value)) <= room:
        return toml(value)
    match value:
        case dict():
            return f"{{ {_some([f'{key} = {_cut(held, room // 2)}' for key, held in value.items()], room - 4)} }}"
        case list():
            return f"[{_some([_cut(held, room - 5) for held in value], room - 2)}]"
        case _:
            return toml(textwrap.shorten(value, room - 2, placeholder=" …", break_on_hyphens=False))


def _some(parts: list[str], room: int) -> str:
    """Return the first parts that there is room for, at least one."""
    kept = next(n for n in range(len(parts), 0, -1) if n == 1 or len(", ".join(parts[:n])) + 3 <= room)
    return ", ".join([*parts[:kept], *(["…"] if kept < len(parts) else [])])


def _code(text: str) -> str:
    """Return text as code in a cell of a Markdown table."""
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}".replace("|", r"\|")
