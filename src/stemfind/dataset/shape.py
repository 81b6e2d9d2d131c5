"""Say everything that is wrong with the shape of one record, not only the first thing."""

from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec

from ..model.base import Interval, Record

Problem = tuple[str, str]
"""A path inside a record, and what is wrong there."""
BROKEN = object()
PATTERNS = (
    ("^[a-z0-9]+", "lower-case letters and digits joined by hyphens, as in liv-ulus"),
    ("^([12]", "2025, 2025-06, 2025-06-20 or undated"),
    ("^[A-Z]{3}", "three capital letters, as in USD"),
    ("^[A-Z]{2}", "two capital letters, as in MX"),
    ("^(C[1-8]", "a segment from C1 to S5"),
    ("^[a-z][a-z0-9_]*", "one lower-case word, as in price"),
)
"""How patterns of the model begin, and what fits them."""


@cache
def _boxes(kind: type[Record]) -> dict[str, type[msgspec.Struct]]:
    """Return a one-field record for each field of `kind`.

    Fields are checked inside such a box and never as bare types: see the remark on patterns in `model.base`.
    """
    return {f.encode_name: msgspec.defstruct("Box", [("value", f.type)]) for f in msgspec.structs.fields(kind)}


def salvage(raw: object, kind: type[Record], path: str, found: list[Problem]) -> Any:
    """Return as much of a record as has the right shape, or None; add each problem to `found`.

    Descends into tables and lists of tables, so that two mistakes in one record are both named, and so that what is
    right in it can still be held against the other rules. A required field that is wrong becomes None.
    """
    if not isinstance(raw, dict):
        found.append((path, "must be a table"))
        return None
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    dot = f"{path}." if path else ""
    found.extend((f"{dot}{key}", f"unknown key; known are {', '.join(fields)}") for key in raw if key not in fields)
    kept: dict[str, Any] = {name: None for name, field in fields.items() if field.required}
    for name, field in fields.items():
        if name in raw:
            part = _part(raw[name], _boxes(kind)[name], field.type, f"{dot}{name}", found)
            if part is BROKEN and issubclass(kind, Interval):
                return None
            if part is not BROKEN:
                kept[name] = part
        elif field.required:
            found.append((f"{dot}{name}", "is required and missing"))
    return kind(**kept)


def _part(raw: object, box: type[msgspec.Struct], kind: Any, path: str, found: list[Problem]) -> Any:
    try:
        return msgspec.convert({"value": raw}, box).value  # type: ignore[attr-defined]
    except msgspec.ValidationError as error:
        inner = _record_in(kind)
        if inner is not None and isinstance(raw, list) and _is_tuple(kind):
            parts = [salvage(item, inner, f"{path}[{index}]", found) for index, item in enumerate(raw)]
            return tuple(part for part in parts if part is not None)
        if inner is not None and isinstance(raw, dict) and not _is_tuple(kind):
            return salvage(raw, inner, path, found)
        found.append((path, _plain(error)))
        return BROKEN


def _record_in(kind: Any) -> type[Record] | None:
    """Return the record type that an annotation holds, alone, optional or in a tuple."""
    if isinstance(kind, type) and issubclass(kind, Record):
        return kind
    if get_origin(kind) in (Annotated, Union, UnionType, tuple):
        found = [record for part in get_args(kind) if (record := _record_in(part)) is not None]
        return found[0] if found else None
    return None


def _is_tuple(kind: Any) -> bool:
    if get_origin(kind) in (Annotated, Union, UnionType):
        return any(_is_tuple(part) for part in get_args(kind))
    return get_origin(kind) is tuple


def _plain(error: msgspec.ValidationError) -> str:
    """Return msgspec's message in the words of a TOML file."""
    message, _, where = str(error).partition(" - at `$.value")
    before, regex, pattern = message.partition(" matching regex '")
    if regex:
        message = f"{before}, {next((told for begin, told in PATTERNS if pattern.startswith(begin)), pattern)}"
    inside = where.rstrip("`")
    for theirs, ours in (("`object`", "a table"), ("`array`", "a list"), ("`str`", "text"), ("`null`", "nothing")):
        message = message.replace(theirs, ours)
    return f"{message[:1].lower()}{message[1:]}{f' at {inside}' if inside else ''}"
