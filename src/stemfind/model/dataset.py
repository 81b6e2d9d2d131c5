"""Everything on record, together."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct

from .base import Line, Record, SourceId

if TYPE_CHECKING:
    from .clinic import Clinic
    from .country import Benchmark, Country, Regulator
    from .evidence import Harm, Position, Product, Study
    from .question import Question, QuestionGroup, Translation
    from .source import Rate, Source
    from .statement import Claim, Conflict
    from .term import Term
    from .topic import Criterion, GlossaryEntry, Topic
    from .trial import Trial


class About(Record, frozen=True, kw_only=True):
    """What a dataset says of itself."""

    name: Line
    """What the dataset is called."""
    version: Line
    """The dataset's own version, as a date."""
    checked: dt.date
    """Day on which it was last checked as a whole; nothing in it may be dated later."""
    recheck_months: Annotated[int, Meta(ge=1, le=1200)] = 12
    """Months after which a dated price counts as old, 1 to 1200; absent: 12. Example: `12`"""
    undescribed: tuple[SourceId, ...] = ()
    """Ids of sources that records name and no record describes, as a list of clinics may; absent: none. Example:
    `["my-notes"]`"""


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
    trials: tuple[Trial, ...] = ()
    topics: tuple[Topic, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    criteria: tuple[Criterion, ...] = ()

    def conflicts_about(self) -> dict[str, tuple[Conflict, ...]]:
        """Return the conflicts that name a record, by its id: the one way to count them, for clinic and country."""
        found: dict[str, tuple[Conflict, ...]] = {}
        for conflict in self.conflicts:
            for identity in dict.fromkeys(conflict.about):
                found[identity] = (*found.get(identity, ()), conflict)
        return found
