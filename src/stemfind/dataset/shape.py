"""Say everything that is wrong with the shape of one record, not only the first thing."""

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec

from ..model.base import Record


@cache
def _boxes(kind: type[Record]) -> dict[str, type[msgspec.Struct]]:
    """Return a one-field record for each field of `kind`.

    Fields are checked inside such a box and never as bare types: see the remark on patterns in `model.base`.
    """
    return {f.encode_name: msgspec.defstruct("Box", [("value", f.type)]) for f in msgspec.structs.fields(kind)}


def shape_problems(raw: object, kind: type[Record], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield (path, message) for each part of `raw` that does not fit `kind`.

    Descends into tables and lists of tables, so that two mistakes in one record are both named.
    """
    if not isinstance(raw, dict):
        yield path, "must be a table"
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    dot = f"{path}." if path else ""
    for key in raw:
        if key not in fields:
            yield f"{dot}{key}", f"unknown key; known are {', '.join(fields)}"
    for name, field in fields.items():
        if name in raw:
            yield from _field_problems(raw[name], kind, field, f"{dot}{name}")
        elif field.required:
            yield f"{dot}{name}", "is required and missing"


def _field_problems(raw: object, kind: type[Record], field: Any, path: str) -> Iterator[tuple[str, str]]:
    try:
        msgspec.convert({"value": raw}, _boxes(kind)[field.encode_name])
    except msgspec.ValidationError as error:
        inner = _record_in(field.type)
        if inner is not None and isinstance(raw, list) and _is_tuple(field.type):
            for index, item in enumerate(raw):
                yield from shape_problems(item, inner, f"{path}[{index}]")
        elif inner is not None and isinstance(raw, dict):
            yield from shape_problems(raw, inner, path)
        else:
            yield path, _plain(error)


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
    inside = where.rstrip("`")
    for theirs, ours in (("`object`", "a table"), ("`array`", "a list"), ("`str`", "text"), ("`null`", "nothing")):
        message = message.replace(theirs, ours)
    return f"{message[:1].lower()}{message[1:]}{f' at {inside}' if inside else ''}"
