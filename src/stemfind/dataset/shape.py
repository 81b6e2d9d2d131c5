"""Say everything that is wrong with the shape of one record, not only the first thing."""

import re
from functools import cache, lru_cache
from itertools import islice
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from ..errors import DatasetInvalid
from ..model.base import Interval, Record
from .sections import SECTIONS

Problem = tuple[str, str]
"""A path inside a record, and what is wrong there."""
BROKEN = object()
MOST_PROBLEMS = 1000
"""Problems after which a dataset is read no further."""
MOST_SAID = 80
"""Letters of a stranger's key, id or word that a message repeats."""
PATTERNS = (
    ("^[a-z0-9]+", "lower-case letters and digits joined by hyphens, as in liv-ulus"),
    ("^([12]", "2025, 2025-06, 2025-06-20 or undated"),
    ("^[A-Z]{3}", "three capital letters, as in USD"),
    ("^[A-Z]{2}", "two capital letters, as in MX"),
    ("^(C[1-8]", "a segment from C1 to S5"),
    ("^[a-z][a-z0-9_]*", "one lower-case word, as in price"),
    ("^[A-Za-z0-9]+", "letters and digits joined by - / or ., as in NCT04812431"),
)
"""How patterns of the model begin, and what fits them."""
WORDS = {
    "object": ("a table", ""),
    "array": ("a list", "[…]"),
    "str": ("text", '"in quotes"'),
    "int": ("a whole number", "12"),
    "float": ("a number", "12.5"),
    "bool": ("true or false", "true"),
    "date": ("a day", "2026-06-20"),
    "null": ("nothing", ""),
}
"""Types in the words of a file, each with an example."""


class Found(list[str]):
    """Problems of a dataset; too many of them end the reading."""

    def append(self, problem: str) -> None:
        """Add a problem. Raises DatasetInvalid where there are too many."""
        super().append(problem)
        if len(self) >= MOST_PROBLEMS:
            raise DatasetInvalid(tuple(self), more=True)


def record_address(where: str, section: str, item: Any, otherwise: str = "") -> str:
    """Return where a record stands, in the words a person would look for it with; `otherwise` where it has no name."""
    identity = item.get("id") or item.get("currency") or item.get("of") if isinstance(item, dict) else None
    if isinstance(identity, str) and identity.strip():
        return f"{where}: {SECTIONS[section].label} {clipped(identity)}"
    return f"{where}: {otherwise}" if otherwise else where


def clipped(text: str) -> str:
    """Return a stranger's word in quotes, cut where it is long."""
    return repr(text if len(text) <= MOST_SAID else f"{text[:MOST_SAID]}…")


@lru_cache(MOST_PROBLEMS)
def near(word: str, known: tuple[str, ...]) -> str:
    """Return a question after the known word that is spelled most like a word, or nothing."""
    from difflib import get_close_matches  # only a broken dataset pays for it

    found = get_close_matches(word.casefold(), known, n=1) if len(word) <= MOST_SAID else []
    return f"; did you mean {found[0]!r}?" if found else ""


def shaped(item: Any, kind: type[Record], where: str, found: Found) -> Any:
    """Return a record, or as much of it as has the right shape, or None; add each problem with its address."""
    try:
        return msgspec.convert(item, kind)
    except msgspec.ValidationError:
        wrong: list[Problem] = []
        record = salvage(item, kind, "", wrong)
        for path, message in wrong:
            found.append(f"{where}: {path}: {message}" if path else f"{where}: {message}")
        return record


@cache
def _box(kind: Any) -> type[msgspec.Struct]:
    """Return a one-field record for a type.

    Fields are checked inside such a box and never as bare types: see the remark on patterns in `model.base`.
    """
    return msgspec.defstruct("Box", [("value", kind)])


@cache
def _fields(kind: type[Record]) -> dict[str, msgspec.structs.FieldInfo]:
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}


def salvage(raw: object, kind: type[Record], path: str, found: list[Problem]) -> Any:
    """Return as much of a record as has the right shape, or None; add each problem to `found`.

    Descends into tables and lists, so that two mistakes in one record are both named, and so that what is right in it
    can still be held against the other rules. A required field that is wrong becomes None.
    """
    if not isinstance(raw, dict):
        found.append((path, "must be a table"))
        return None
    fields = _fields(kind)
    dot = f"{path}." if path else ""
    strange = islice((key for key in raw if key not in fields), MOST_PROBLEMS)
    found.extend((f"{dot}{_key(key)}", _unknown(key, tuple(fields))) for key in strange)
    whole = True
    kept: dict[str, Any] = {name: None for name, field in fields.items() if field.required}
    for name, field in fields.items():
        if name in raw:
            part = _part(raw[name], field.type, f"{dot}{name}", found)
            if part is BROKEN:
                whole = False
            else:
                kept[name] = part
        elif field.required:
            found.append((f"{dot}{name}", "is required and missing"))
    return kind(**kept) if whole or not issubclass(kind, Interval) else None


def _key(key: Any) -> str:
    text = str(key)
    return text if len(text) <= MOST_SAID else f"{text[:MOST_SAID]}…"


def _unknown(key: Any, known: tuple[str, ...]) -> str:
    return "unknown key" + (near(str(key), known) or f"; known are {', '.join(known)}")


def _part(raw: object, kind: Any, path: str, found: list[Problem]) -> Any:
    try:
        return msgspec.convert({"value": raw}, _box(kind)).value  # type: ignore[attr-defined]
    except msgspec.ValidationError as error:
        before = len(found)
        parts = _parts(raw, _item(kind), path, found) if isinstance(raw, list) else ()
        if len(found) > before:
            return parts
        inner = _record_in(kind)
        if inner is not None and (isinstance(raw, dict) or inner is kind):
            return salvage(raw, inner, path, found)
        found.append((path, _plain(raw, kind, error)))
        return BROKEN


def _parts(raw: list[Any], kind: Any, path: str, found: list[Problem]) -> tuple[Any, ...]:
    """Return what is right in a list; what is wrong is named, but for what comes after too many problems."""
    kept = []
    for index, one in enumerate(raw if kind is not None else ()):
        if len(found) > MOST_PROBLEMS:
            break
        part = _part(one, kind, f"{path}[{index}]", found)
        if part is not BROKEN and part is not None:
            kept.append(part)
    return tuple(kept)


def _options(kind: Any) -> list[Any]:
    """Return what a type allows, one by one, without what is annotated."""
    if get_origin(kind) is Annotated:
        return _options(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return [option for part in get_args(kind) for option in _options(part)]
    return [kind]


def _item(kind: Any) -> Any:
    """Return what a list holds, where a type allows a list."""
    return next((get_args(option)[0] for option in _options(kind) if get_origin(option) is tuple), None)


def _record_in(kind: Any) -> type[Record] | None:
    """Return the record type that an annotation holds, alone or optional."""
    return next((o for o in _options(kind) if isinstance(o, type) and issubclass(o, Record)), None)


def _words(kind: Any) -> tuple[str, ...]:
    """Return the words of a closed list."""
    return tuple(word for option in _options(kind) if get_origin(option) is Literal for word in get_args(option))


def _plain(raw: object, kind: Any, error: msgspec.ValidationError) -> str:
    """Return msgspec's message in the words of a file, with what would work."""
    words = _words(kind)
    if words and isinstance(raw, str):
        return f"{clipped(raw)} is none of {', '.join(words)}{near(raw, words)}"
    message, _, _ = str(error).partition(" - at `$.value")
    before, regex, pattern = message.partition(" matching regex '")
    if regex:
        return f"{_told(before)}, {next((told for begin, told in PATTERNS if pattern.startswith(begin)), pattern)}"
    return _told(message) + _example(message, words)


def _told(message: str) -> str:
    """Return a message with the types that it names in the words of a file."""
    named = re.sub(r"`([^`]*)`", lambda at: _types(at[1].split(" | ")), message)
    return f"{named[:1].lower()}{named[1:]}"


def _types(names: list[str]) -> str:
    shown = [name for name in names if len(names) == 1 or not (name == "null" or (name == "int" and "float" in names))]
    return " or ".join(WORDS.get(name, (name,))[0] for name in shown)


def _example(message: str, words: tuple[str, ...]) -> str:
    """Return what to write where a type is wrong."""
    wanted = re.match(r"Expected `(\w+)[^`]*`, got ", message)
    if not wanted:
        return ""
    example = f'"{words[0]}"' if words else WORDS.get(wanted[1], ("", ""))[1]
    return f"; for example {example}" if example else ""
