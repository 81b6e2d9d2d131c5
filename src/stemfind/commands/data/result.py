"""What changed between two datasets, fact by fact, and which statements cannot all hold."""

from collections.abc import Container, Iterable, Iterator
from itertools import zip_longest
from typing import Any, Literal

from msgspec import Struct, to_builtins

from ...model.dataset import SECTION_NAMES, Dataset
from ...model.names import Entry
from ...model.statement import Conflict
from ...model.subject import Index, clinics_of


class Change(Struct, frozen=True):
    """One fact that is not as it was."""

    section: str
    id: str
    kind: Literal["added", "removed", "changed"]
    field: str | None = None
    """Path inside the record, as in `offers[0].price.low`; None for a whole record."""
    old: Any = None
    new: Any = None


def changes(old: Dataset, new: Dataset) -> tuple[Change, ...]:
    """Return every change, by section and id, in the order of the datasets."""
    found: list[Change] = []
    for section in SECTION_NAMES:
        before = {_id(record): to_builtins(record) for record in getattr(old, section)}
        after = {_id(record): to_builtins(record) for record in getattr(new, section)}
        found += [Change(section, identity, "removed") for identity in before if identity not in after]
        for identity, record in after.items():
            if identity in before:
                differences = _differences("", before[identity], record)
                found += [Change(section, identity, "changed", *difference) for difference in differences]
            else:
                found.append(Change(section, identity, "added"))
    return tuple(found)


def _id(record: Any) -> str:
    identity: str | None = getattr(record, "id", None) or getattr(record, "currency", None)
    return identity or f"{record.of} ({record.lang})"


def _differences(path: str, old: Any, new: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield each path inside a record at which two values differ, with both."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key, value in new.items():
            yield from _differences(f"{path}.{key}" if path else key, old.get(key), value)
    elif _holds_records(old) and _holds_records(new):
        for index, (before, after) in enumerate(zip_longest(old, new)):
            yield from _differences(f"{path}[{index}]", before, after)
    else:
        yield path, old, new


def _holds_records(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(item, dict) for item in value)


def conflicts_about(
    dataset: Dataset, names: Iterable[str], kinds: Container[str]
) -> tuple[tuple[Conflict, ...], tuple[str, ...]]:
    """Return the conflicts about what names mean, else all, of these kinds, else of any; and the ids behind the names.

    Raises UnknownName, AmbiguousName and NoRecord.
    """
    known = {identity for conflict in dataset.conflicts for identity in conflict.about}
    more = tuple(Entry(i, dataset.name(i)) for i in sorted(known) if i not in dataset.subjects)
    index = Index(dataset, more)
    asked = tuple(dict.fromkeys(index.find(name, "record") for name in names))
    about = {identity for name in asked for identity in _standing_for(dataset, name)}
    found = tuple(
        conflict
        for conflict in dataset.conflicts
        if (not asked or not about.isdisjoint(conflict.about)) and (not kinds or conflict.kind in kinds)
    )
    return found, asked


def _standing_for(dataset: Dataset, identity: str) -> tuple[str, ...]:
    """Return a record and, of a country, its clinics."""
    subject = dataset.subjects.get(identity)
    return (identity, *(clinic.id for clinic in (clinics_of(dataset, subject) if subject else ())))
