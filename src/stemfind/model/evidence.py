"""What independent work says: studies, harms, position statements, authorised products."""

from collections.abc import Iterable
from typing import Annotated, Literal, get_args

from msgspec import Meta

from .base import (
    CellsId,
    Count,
    CountryId,
    Donor,
    Id,
    NonBlank,
    PartialDate,
    Record,
    RouteId,
    Short,
    Sourced,
    SourceId,
)

AisGrade = Literal["A", "B", "C", "D", "E"]
"""Grade of the ASIA Impairment Scale, from `A` (complete) to `E` (normal)."""
RegistryId = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9]+([./-][A-Za-z0-9]+)*$(?!\n)",
        max_length=64,
        description="As the registry writes it, without spaces.",
    ),
]
"""The number of a trial as its registry writes it: letters and digits, with `-`, `/` or `.` between them."""
Bound = Annotated[float, Meta(ge=-1e12, le=1e12)]
"""An end of an interval, which may be below zero, as of a difference."""
EvidenceKind = Literal["study", "trial", "harm", "statement", "product", "alternative", "action"]
EVIDENCE_KINDS: tuple[EvidenceKind, ...] = get_args(EvidenceKind)
"""What a record of evidence can be."""
Design = Literal[
    "randomised", "controlled", "single-arm", "case-series", "case-report", "review", "natural-history", "survey",
    "press-report",
]  # fmt: skip


class Reported(Sourced):
    """A record of evidence."""

    __slots__ = ()
    id: Id


class Figure(Record, frozen=True, kw_only=True):
    """One figure of a study, with what it counts."""

    says: NonBlank
    """What is counted, and in whom; for a difference or a ratio the figure itself."""
    count: Count | None = None
    """How many it is true of, mostly people."""
    of: Count | None = None
    """Out of how many."""
    percent: Annotated[float, Meta(ge=0, le=100)] | None = None
    """Share in percent, as the source gives it."""
    low: Bound | None = None
    """Lower end of the 95 % confidence interval or of the range, in the unit that `says` names."""
    high: Bound | None = None
    """Upper end of the same, in the same unit."""


class Study(Reported, Record, frozen=True, kw_only=True):
    """One study and what it can and can't show."""

    id: Id
    """Names it in other records and in commands; no two records may have the same."""
    name: NonBlank
    """As people call it, with its year."""
    short: Short | None = None
    """Name that fits a narrow column, written by hand; absent: the name."""
    aliases: tuple[NonBlank, ...] = ()
    """Other names that a person may type; case and accents don't matter."""
    year: Annotated[int, Meta(ge=1900, le=2999)]
    """Year in which it was published."""
    design: Design
    """How it was built; `controlled` has a comparison group without random allocation."""
    blinded: bool | None = None
    """Whether it was blinded; absent: not stated."""
    phase: NonBlank | None = None
    """Trial phase, as the source writes it."""
    place: NonBlank | None = None
    """Where it was done, in words."""
    people: Count | None = None
    """Number of people in it, those without cells among them; absent: not stated."""
    controls: Count | None = None
    """How many of them had no cells; absent: not stated."""
    ais: tuple[AisGrade, ...] = ()
    """AIS grades of the people; absent: not stated."""
    since_injury: NonBlank | None = None
    """Time since injury, in words with its unit; absent: not stated."""
    injuries: Literal["recent", "old", "both"] | None = None
    """Whether the injuries were recent (days or weeks) or old, set by hand from `since_injury`; absent: not stated."""
    cells: tuple[CellsId, ...] = ()
    """Kinds of cells given; absent: none, or not stated."""
    donor: Donor | None = None
    """Whose cells: `autologous` the patient's own, `allogeneic` a donor's; absent: not stated."""
    routes: tuple[RouteId, ...] = ()
    """Ways in which they were given; absent: not stated."""
    dose: NonBlank | None = None
    """How much was given, in words with its unit; absent: not stated."""
    follow_up: NonBlank | None = None
    """How long people were followed, in words with its unit; absent: not stated."""
    outcome: NonBlank
    """What came out, in our words."""
    left: NonBlank | None = None
    """What was left when it was last measured, in a few words, beside those without cells; absent: not stated."""
    brief: NonBlank | None = None
    """The outcome in a few words, for the one-screen answer of `evidence`."""
    figures: tuple[Figure, ...] = ()
    """Its figures, each with what it counts."""
    finding: Literal["better", "no-difference", "mixed", "not-comparable", "not-reported"] | None = None
    """Against its comparison group, as its authors report it; `not-comparable` without one; absent: not reported."""
    adverse_events: NonBlank | None = None
    """Unwanted events, in our words; absent: not stated."""
    limits: NonBlank
    """What it can't show, and why."""
    registry: tuple[RegistryId, ...] = ()
    """Numbers under which it was registered."""
    source: SourceId | tuple[SourceId, ...]
    """Where it is reported."""

    @property
    def compared(self) -> bool:
        """Whether it had a comparison group."""
        return self.design in ("randomised", "controlled")

    @property
    def pooled(self) -> bool:
        """Whether it treated nobody itself."""
        return self.design in ("review", "survey", "natural-history")


class Harm(Reported, Record, frozen=True, kw_only=True):
    """A known harm, with its figures."""

    id: Id
    """Names it in other records and in commands; no two records may have the same."""
    name: NonBlank
    """What happened after what, and where that is known, in a few words."""
    says: NonBlank
    """What is reported, in short sentences."""
    kind: Literal["infection", "mass", "death", "contamination", "trial-eligibility", "adverse-events", "other"]
    """`mass` is a growth of tissue; `trial-eligibility` is a treatment that keeps people out of later trials."""
    dated: PartialDate
    """When it was reported."""
    people: Count | None = None
    """Number of people harmed; absent: no number is given."""
    of: Count | None = None
    """Out of how many people; absent: not given."""
    countries: tuple[CountryId, ...] = ()
    """Where it happened; absent: not stated, or not in one place."""
    cells: tuple[CellsId, ...] = ()
    """Kinds of cells that were given; absent: not stated."""
    routes: tuple[RouteId, ...] = ()
    """Ways in which they were given; absent: not stated."""
    treated_for: NonBlank | None = None
    """What the people were treated for; absent: not stated."""
    fairness: NonBlank | None = None
    """What the harm does not show."""
    source: SourceId | tuple[SourceId, ...]
    """Where it is reported."""


class Position(Reported, Record, frozen=True, kw_only=True):
    """What a society, agency or group of experts says."""

    id: Id
    """Names it in other records and in commands; no two records may have the same."""
    body: NonBlank
    """Who says it."""
    dated: PartialDate
    """When it was said."""
    says: NonBlank
    """What is said, in our words."""
    brief: NonBlank | None = None
    """The same in a few words, for the one-screen answer of `evidence`."""
    countries: tuple[CountryId, ...] = ()
    """Whose body it is; absent: no one country's."""
    source: SourceId | tuple[SourceId, ...]
    """Where it is said."""

    @property
    def name(self) -> str:
        """What it is called: whose position it is."""
        return self.body


class Product(Reported, Record, frozen=True, kw_only=True):
    """A product that an authority has authorised, fully or on conditions."""

    id: Id
    """Names it in other records and in commands; no two records may have the same."""
    name: NonBlank
    """The product's name."""
    short: Short | None = None
    """Name that fits a narrow column, written by hand; absent: the name."""
    maker: NonBlank
    """Company or hospital that makes it."""
    country: CountryId
    """Where it is authorised."""
    authorised: NonBlank
    """For whom, by whom, since when, on which conditions."""
    latest: NonBlank | None = None
    """What has become of it since, with dates."""
    source: SourceId | tuple[SourceId, ...]
    """Where it is said."""


class Alternative(Reported, Record, frozen=True, kw_only=True):
    """Something else that a person could do: no cells that are sold, and how much is known of it."""

    id: Id
    """Names it in other records and in commands; no two records may have the same."""
    name: NonBlank
    """What people call it."""
    short: Short
    """The same as it fits a list, written by hand."""
    aliases: tuple[NonBlank, ...] = ()
    """Other names that a person may type; case and accents don't matter."""
    gives: NonBlank
    """What it is, in plain words."""
    for_whom: NonBlank
    """Whom it is for, or in whom it was studied."""
    evidence: NonBlank
    """How strong the evidence is: kind of study, number of people, what was found."""
    allowed: NonBlank | None = None
    """Where it is authorised, by whom, since when; absent: not stated."""
    how: NonBlank | None = None
    """How a person gets it; absent: not stated."""
    cost: NonBlank | None = None
    """What it costs, with what for and on whose word; absent: none was found."""
    harms: NonBlank
    """Known harms with their counts, or that no count was found."""
    limits: NonBlank
    """What it doesn't do, and what its evidence can't show."""
    dated: PartialDate
    """Date of the newest document that the record rests on."""
    source: SourceId | tuple[SourceId, ...]
    """Where it is said."""


def people_once(records: Iterable[Study | Harm]) -> int:
    """Return how many people records tell of, nobody twice.

    Studies under one registry number, and harms from one source, may tell of the same people: the largest alone counts.
    """
    total, told = 0, set[str]()
    for record in sorted(records, key=lambda one: one.people or 0, reverse=True):
        keys = record.registry if isinstance(record, Study) else record.sources
        total += (record.people or 0) if told.isdisjoint(keys) else 0
        told.update(keys)
    return total


def largest(studies: Iterable[Study]) -> Study | None:
    """Return the study with the most people among those that tell of unwanted events; None where none does."""
    telling = [study for study in studies if study.adverse_events and study.people and not study.pooled]
    return max(telling, key=lambda study: study.people or 0, default=None)


def harmed(people: int | None, of: int) -> str:
    """Return how many of some people a harm befell."""
    return f"{'number not stated, out' if people is None else f'{people:,}'} of {of:,} people"
