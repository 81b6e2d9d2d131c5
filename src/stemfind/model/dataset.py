"""Everything on record, together."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta, Struct

from .age import is_old
from .base import NonBlank, Record, SourceId

if TYPE_CHECKING:
    from .clinic import Clinic
    from .country import Benchmark, Country, Regulator, Subject
    from .everyday import EverydayWord
    from .evidence import Alternative, Harm, Position, Product, Study
    from .question import Question, QuestionGroup, Translation
    from .source import Rate, Source
    from .statement import Claim, Conflict
    from .term import Term
    from .topic import Criterion, GlossaryEntry, Topic
    from .trial import Trial

CLAIMED = (
    "sources", "countries", "benchmarks", "clinics", "studies", "harms", "positions", "products", "alternatives",
    "trials",
)  # fmt: skip
"""Sections whose records claims and conflicts can be about."""


class About(Record, frozen=True, kw_only=True):
    """What a dataset says of itself."""

    name: NonBlank
    """What the dataset is called."""
    version: NonBlank
    """The dataset's own version, as a date."""
    checked: dt.date
    """Day on which it was last worked on; nothing in it may be dated later. A source says itself when it was read."""
    recheck_months: Annotated[int, Meta(ge=1, le=1200)] = 12
    """Months after which a dated price counts as old, 1 to 1200; absent: 12. Example: `12`"""
    undescribed: tuple[SourceId, ...] = ()
    """Ids of sources that records name and no record describes, as a list of clinics may; absent: none. Example:
    `["my-notes"]`"""

    def is_old(self, dated: str | None, as_of: dt.date | None = None) -> bool | None:
        """Whether what was said is too old to count on a day, else on that of the data; None: its date isn't known."""
        return is_old(dated, as_of or self.checked, self.recheck_months)


class Dataset(Struct, frozen=True, kw_only=True, dict=True):
    """All records, by section; a section that was not read is empty."""

    about: About
    sources: tuple[Source, ...] = ()
    terms: tuple[Term, ...] = ()
    rates: tuple[Rate, ...] = ()
    countries: tuple[Country, ...] = ()
    regulators: tuple[Regulator, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    clinics: tuple[Clinic, ...] = ()
    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    question_groups: tuple[QuestionGroup, ...] = ()
    questions: tuple[Question, ...] = ()
    translations: tuple[Translation, ...] = ()
    studies: tuple[Study, ...] = ()
    harms: tuple[Harm, ...] = ()
    positions: tuple[Position, ...] = ()
    products: tuple[Product, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    trials: tuple[Trial, ...] = ()
    topics: tuple[Topic, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    everyday: tuple[EverydayWord, ...] = ()

    @cached_property
    def _terms(self) -> dict[str, Term]:
        return {term.id: term for term in self.terms}

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def _countries(self) -> dict[str, Country]:
        return {country.id: country for country in self.countries}

    @cached_property
    def subjects(self) -> dict[str, Subject]:
        """Every country, clinic and benchmark by its id."""
        found: tuple[Subject, ...] = (*self.benchmarks, *self.clinics, *self.countries)
        return {subject.id: subject for subject in found}

    @cached_property
    def _records(self) -> dict[str, Any]:
        """Every record that a statement can be about, by its id."""
        return {record.id: record for section in CLAIMED for record in getattr(self, section)} | self.subjects

    @cached_property
    def _conflicts(self) -> dict[str, tuple[Conflict, ...]]:
        found: dict[str, tuple[Conflict, ...]] = {}
        for conflict in self.conflicts:
            for identity in dict.fromkeys(conflict.about):
                found[identity] = (*found.get(identity, ()), conflict)
        return found

    @cached_property
    def _claims(self) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.about, []).append(claim)
        return found

    def term(self, term: str) -> Term | None:
        """Return a term by its id."""
        return self._terms.get(term)

    def label(self, term: str) -> str:
        """Return what people are shown for a term: its label, or its id where the vocabulary doesn't have it."""
        found = self._terms.get(term)
        return found.label if found else term

    def lineage(self, term: str) -> tuple[str, ...]:
        """Return a term and all that it is a kind of, nearest first; terms that are kinds of each other end it."""
        lineage = [term]
        while (found := self._terms.get(lineage[-1])) and found.broader is not None and found.broader not in lineage:
            lineage.append(found.broader)
        return tuple(lineage)

    def source(self, source: str) -> Source | None:
        """Return a source by its id; None where no record describes it."""
        return self._sources.get(source)

    def publisher(self, source: str) -> str:
        """Return who published a source, or its id where no record describes it."""
        found = self._sources.get(source)
        return found.publisher if found else source

    def country(self, country: str) -> Country | None:
        """Return a country by its id; None where nothing is on record of it."""
        return self._countries.get(country)

    def name(self, record: str) -> str:
        """Return what people call any record that a statement can be about, or its id where it isn't on record."""
        found = self._records.get(record)
        return str(found.name) if found else record

    def short(self, record: str) -> str:
        """Return the name that fits a narrow column: the short one, where a record has one written by hand."""
        return getattr(self._records.get(record), "short", None) or self.name(record)

    def conflicts_about(self, record: str) -> tuple[Conflict, ...]:
        """Return the conflicts that name a record: the one way to count them, for clinic and country."""
        return self._conflicts.get(record, ())

    def claims_about(self, record: str) -> tuple[Claim, ...]:
        """Return the statements about a record."""
        return tuple(self._claims.get(record, ()))

    def regulators_in(self, place: str | None) -> tuple[Regulator, ...]:
        """Return the authorities of a country."""
        return tuple(one for one in self.regulators if one.country == place)

    def harms_in(self, place: str | None) -> tuple[Harm, ...]:
        """Return the harms that befell people in a country."""
        return tuple(harm for harm in self.harms if place in harm.countries)

    def free_trials_in(self, place: str | None) -> tuple[Trial, ...]:
        """Return the open trials in a country that cost those who take part nothing."""
        return tuple(trial for trial in self.trials if trial.free and place in trial.countries)


SECTION_NAMES = tuple(name for name in Dataset.__struct_fields__ if name != "about")
"""The lists of records that a dataset is made of, in their order."""
