"""What changed between two datasets, fact by fact; and which statements cannot all hold."""

from collections.abc import Container, Iterable
from typing import Any, Literal

from msgspec import Struct, to_builtins

from ...model.country import Country
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
            if identity not in before:
                found.append(Change(section, identity, "added"))
            else:
                found += _between(section, identity, "", before[identity], record)
    return tuple(found)


def _id(record: Any) -> str:
    identity: str | None = getattr(record, "id", None) or getattr(record, "currency", None)
    return identity or f"{record.of} ({record.lang})"


def _between(section: str, identity: str, path: str, old: Any, new: Any) -> list[Change]:
    if old == new:
        return []
    if isinstance(old, dict) and isinstance(new, dict):
        return [
            change
            for key in new
            for change in _between(section, identity, f"{path}.{key}" if path else key, old.get(key), new[key])
        ]
    if _records(old) and _records(new):
        return _lists(section, identity, path, old, new)
    return [Change(section, identity, "changed", path, old, new)]


def _records(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(item, dict) for item in value)


def _lists(section: str, identity: str, path: str, old: list[Any], new: list[Any]) -> list[Change]:
    found = [
        change
        for index, (before, after) in enumerate(zip(old, new, strict=False))
        for change in _between(section, identity, f"{path}[{index}]", before, after)
    ]
    gone = [Change(section, identity, "changed", f"{path}[{i}]", old[i], None) for i in range(len(new), len(old))]
    came = [Change(section, identity, "changed", f"{path}[{i}]", None, new[i]) for i in range(len(old), len(new))]
    return [*found, *gone, *came]


def conflicts(
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
    clinics = clinics_of(dataset, subject) if isinstance(subject, Country) else ()
    return (identity, *(clinic.id for clinic in clinics))
