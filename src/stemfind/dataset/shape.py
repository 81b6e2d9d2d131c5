"""Say everything that is wrong with the shape of one record, not only the first thing."""

import re
from functools import cache, lru_cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from ..errors import DatasetInvalid, cut
from ..model.base import Interval, Record
from .sections import SECTIONS

BROKEN = object()
"""Stands for a field in which nothing has the right shape."""
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
TYPE_WORDS = {
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


class Problems(list[str]):
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
    return repr(cut(text, MOST_SAID))


@lru_cache(MOST_PROBLEMS)
def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """Return a question after the known word that is spelled most like a word, or nothing."""
    from difflib import get_close_matches  # only a broken dataset pays for it

    found = get_close_matches(word.casefold(), known, n=1) if len(word) <= MOST_SAID else []
    return f"; did you mean {found[0]!r}?" if found else ""


def shaped(item: Any, kind: Any, where: str, found: Problems) -> Any:
    """Return a record of the right shape; else what is right in it, or None, and add each problem with its address."""
    try:
        return msgspec.convert(item, kind)
    except msgspec.ValidationError:
        return _salvaged(item, kind, where, found)


def _salvaged(raw: object, kind: type[Record], where: str, found: Problems, joint: str = ": ") -> Any:
    """Return as much of a record as has the right shape, or None; add each problem with its address.

    Descends into tables and lists, so that two mistakes in one record are both named, and so that what is right in it
    can still be held against the other rules. A required field that is wrong becomes None.
    """
    if not isinstance(raw, dict):
        found.append(f"{where}: must be a table")
        return None
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for key in raw:
        if key not in fields:
            known = did_you_mean(str(key), tuple(fields)) or f"; known are {', '.join(fields)}"
            found.append(f"{where}{joint}{cut(str(key), MOST_SAID)}: unknown key{known}")
    whole = True
    kept: dict[str, Any] = {name: None for name, field in fields.items() if field.required}
    for name, field in fields.items():
        if name in raw:
            part = _part(raw[name], field.type, f"{where}{joint}{name}", found)
            if part is BROKEN:
                whole = False
            else:
                kept[name] = part
        elif field.required:
            found.append(f"{where}{joint}{name}: is required and missing")
    return kind(**kept) if whole or not issubclass(kind, Interval) else None


@cache
def _box(kind: Any) -> type[msgspec.Struct]:
    """Return a one-field record for a type.

    Fields are checked inside such a box and never as bare types: see the remark on patterns in `model.base`.
    """
    return msgspec.defstruct("Box", [("value", kind)])


def _part(raw: object, kind: Any, where: str, found: Problems) -> Any:
    """Return a field's value, what is right in it, or BROKEN; add each problem with its address."""
    try:
        return msgspec.convert({"value": raw}, _box(kind)).value  # type: ignore[attr-defined]
    except msgspec.ValidationError as error:
        before, options = len(found), _allowed(kind)
        listed = next((get_args(option)[0] for option in options if get_origin(option) is tuple), None)
        parts = [
            _part(one, listed, f"{where}[{index}]", found)
            for index, one in enumerate(raw if isinstance(raw, list) and listed is not None else ())
        ]
        if len(found) > before:
            return tuple(part for part in parts if part is not BROKEN and part is not None)
        inner = next((option for option in options if isinstance(option, type) and issubclass(option, Record)), None)
        if inner is not None and (isinstance(raw, dict) or inner is kind):
            return _salvaged(raw, inner, where, found, ".")
        words = tuple(word for option in options if get_origin(option) is Literal for word in get_args(option))
        found.append(f"{where}: {_explained(raw, words, error)}")
        return BROKEN


def _allowed(kind: Any) -> list[Any]:
    """Return what a type allows, one by one, without what is annotated."""
    if get_origin(kind) is Annotated:
        return _allowed(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return [option for part in get_args(kind) for option in _allowed(part)]
    return [kind]


def _explained(raw: object, words: tuple[str, ...], error: msgspec.ValidationError) -> str:
    """Return msgspec's message in the words of a file, with what would work: words of a closed list or an example."""
    if words and isinstance(raw, str):
        return f"{clipped(raw)} is none of {', '.join(words)}{did_you_mean(raw, words)}"
    message, _, pattern = str(error).partition(" - at `$.value")[0].partition(" matching regex '")
    told = re.sub(r"`([^`]*)`", _types, message)
    told = f"{told[:1].lower()}{told[1:]}"
    if pattern:
        return f"{told}, {next((fits for begin, fits in PATTERNS if pattern.startswith(begin)), pattern)}"
    wanted = re.match(r"Expected `(\w+)[^`]*`, got ", message)
    example = f'"{words[0]}"' if words else TYPE_WORDS.get(wanted[1], ("", ""))[1] if wanted else ""
    return f"{told}; for example {example}" if example else told


def _types(quoted: re.Match[str]) -> str:
    """Return the types that a message names in the words of a file."""
    names = quoted[1].split(" | ")
    shown = [name for name in names if len(names) == 1 or not (name == "null" or (name == "int" and "float" in names))]
    return " or ".join(TYPE_WORDS.get(name, (name,))[0] for name in shown)
