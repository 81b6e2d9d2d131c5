"""What records call countries and terms, turned into ids as on the command line."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from ..errors import enumerated
from ..model.base import Record, Refers

if TYPE_CHECKING:
    from ..model.country import Country
    from ..model.names import Entry
    from ..model.term import Term

ITEM_KINDS = ("cells", "inclusion")
"""Kinds of term that a dose may be of."""
COUNTRY = "country"
SPELT_KINDS = (COUNTRY, "indication", "cells", "route", "inclusion", "accreditation", "item")
"""What records refer to by a name that people use, and not by an id alone."""
SPELLINGS = 4096
"""Spellings that are remembered, so that one which stands in every line is looked up once."""


class Spelling:
    """Turns what a record calls a country or a term into its id.

    A name, an alias and a code are understood, whatever their case and accents; a part of a name is not, since nobody
    sees what would come of it.
    """

    def __init__(self, countries: Sequence["Country"], terms: Sequence["Term"]) -> None:
        self._countries = countries
        self._terms = {kind: [term for term in terms if kind in kinds_of(term)] for kind in SPELT_KINDS}
        self._ids = {kind: {term.id for term in held} for kind, held in self._terms.items()}
        self._ids[COUNTRY] = {country.id for country in countries}
        self.added: list[Country] = []
        """Countries that records name and that the dataset has no record of."""
        self._id = lru_cache(SPELLINGS)(self._meant)

    def record(self, record: Record, wrong: list[str], path: str = "") -> Any:
        """Return a record with ids for what it names; what means nothing stays, and is added to `wrong`."""
        if self._has_ids(record):
            return record
        named = {
            name: self.spelled(getattr(record, name), kind, f"{path}{name}", wrong)
            for name, kind in _spelt(type(record))
            if getattr(record, name)
        }
        held = {
            name: self._within(getattr(record, name), f"{path}{name}", wrong)
            for name in _inside(type(record))
            if getattr(record, name)
        }
        return msgspec.structs.replace(record, **named, **held)

    def _has_ids(self, record: Record) -> bool:
        """Whether a record names countries and terms by nothing but ids, as nearly all do."""
        for name, kind in _spelt(type(record)):
            value, known = getattr(record, name), self._ids[kind]
            if value and not (value in known if isinstance(value, str) else known.issuperset(value)):
                return False
        for name in _inside(type(record)):
            value = getattr(record, name)
            if value and not all(map(self._has_ids, value if isinstance(value, tuple) else (value,))):
                return False
        return True

    def _within(self, value: Any, path: str, wrong: list[str]) -> Any:
        if isinstance(value, Record):
            return self.record(value, wrong, f"{path}.")
        return tuple(self.record(part, wrong, f"{path}[{index}].") for index, part in enumerate(value))

    def spelled(self, value: Any, kind: str, path: str, wrong: list[str]) -> Any:
        """Return the id that a name means, or those that several mean; what means nothing, as `record` does."""
        if not isinstance(value, str):
            return tuple(dict.fromkeys(self.spelled(one, kind, path, wrong) for one in value))
        found = self._id(value, kind)
        if found is None:
            wrong.append(f"{path}: {value!r} is no {kind} of this dataset{instead(value, kind, self._ids[kind])}")
        return found or value

    def _meant(self, given: str, kind: str) -> str | None:
        from ..model.atlas import bare_country, is_region, official
        from ..model.names import fitting

        if given in self._ids[kind]:
            return given
        found = fitting(given, self._names[kind], "same words")
        if kind == COUNTRY and not found and not is_region(given):
            found = [formal] if (formal := official(given, self._names[kind])) else []
        if len(found) != 1:
            return None
        if found[0].id not in self._ids[kind]:
            self._ids[kind].add(found[0].id)
            self.added.append(bare_country(found[0]))
        return found[0].id

    @cached_property
    def _names(self) -> dict[str, list["Entry"]]:
        from ..model.atlas import places

        terms = {kind: [term.entry for term in held] for kind, held in self._terms.items()}
        return terms | {COUNTRY: places(self._countries)}


def instead(given: str, kind: str, known: Iterable[str]) -> str:
    """Return what would work in place of a word that names no country or term."""
    from ..model.atlas import HINT, NO_COUNTRY, is_region
    from ..model.names import Entry, near

    if kind == COUNTRY and is_region(given):
        return f"; {NO_COUNTRY}"
    found = near(given, [Entry(identity, identity) for identity in sorted(known)])
    if found:
        return f"; did you mean {found[0]!r}?"
    return f"; {HINT}" if kind == COUNTRY else f"; there are {enumerated(sorted(known))}"


def kinds_of(term: "Term") -> tuple[str, ...]:
    """Return as what records may refer to a term."""
    return (term.kind, "item") if term.kind in ITEM_KINDS else (term.kind,)


@cache
def references(kind: type[Record]) -> dict[str, str]:
    """Return which fields of a record refer to what."""
    return {
        field.name: part.to
        for field in msgspec.structs.fields(kind)
        for part in _made_of(field.type)
        if isinstance(part, Refers)
    }


@cache
def _spelt(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return which fields of a record name countries or terms, and of which kind."""
    return tuple((name, to) for name, to in references(kind).items() if to in SPELT_KINDS)


@cache
def _inside(kind: type[Record]) -> tuple[str, ...]:
    """Return which fields hold records that name countries or terms."""
    return tuple(
        field.name
        for field in msgspec.structs.fields(kind)
        for held in _made_of(field.type)
        if isinstance(held, type) and issubclass(held, Record) and (_spelt(held) or _inside(held))
    )


def _made_of(annotation: Any) -> Iterator[Any]:
    """Yield a type and all that it is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from _made_of(part)
