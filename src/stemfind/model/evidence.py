"""What independent work says: studies, harms, position statements, authorised products."""

from typing import Literal

from .base import CellsId, CountryId, Donor, Id, Line, PartialDate, Record, RouteId, SourceId, several

AisGrade = Literal["A", "B", "C", "D", "E"]


Design = Literal[
    "randomised",
    "controlled",
    "single-arm",
    "case-series",
    "case-report",
    "review",
    "natural-history",
    "survey",
    "press-report",
]


class Figure(Record, frozen=True, kw_only=True):
    """One figure of a study, with what it counts."""

    says: Line
    count: int | None = None
    of: int | None = None
    percent: float | None = None
    low: float | None = None
    """Lower end of the 95 % confidence interval or of the range."""
    high: float | None = None


class Study(Record, frozen=True, kw_only=True):
    """One study and what it can and can't show."""

    id: Id
    name: Line
    """As people call it, with its year."""
    aliases: tuple[Line, ...] = ()
    year: int
    design: Design
    """`controlled` has a comparison group without random allocation."""
    blinded: bool | None = None
    phase: Line | None = None
    place: Line | None = None
    people: int | None = None
    controls: int | None = None
    """How many of them, or beside them, had no cells."""
    ais: tuple[AisGrade, ...] = ()
    since_injury: Line | None = None
    cells: tuple[CellsId, ...] = ()
    donor: Donor | None = None
    routes: tuple[RouteId, ...] = ()
    dose: Line | None = None
    follow_up: Line | None = None
    outcome: Line
    brief: Line | None = None
    """The outcome in a few words, for the one-screen answer of `evidence`."""
    figures: tuple[Figure, ...] = ()
    finding: Literal["better", "no-difference", "mixed", "not-comparable", "not-reported"] | None = None
    """Against its comparison group, as its authors report it; `not-comparable` without one."""
    adverse_events: Line | None = None
    limits: Line
    registry: tuple[Line, ...] = ()
    source: SourceId | tuple[SourceId, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Where it is reported."""
        return several(self.source)


class Harm(Record, frozen=True, kw_only=True):
    """A known harm, with its figures."""

    id: Id
    name: Line
    says: Line
    kind: Literal["infection", "mass", "death", "contamination", "trial-eligibility", "adverse-events", "other"]
    dated: PartialDate
    people: int | None = None
    """How many were harmed, where a number is given."""
    of: int | None = None
    """Out of how many, where that is given."""
    countries: tuple[CountryId, ...] = ()
    """Ids of the countries where it happened."""
    cells: tuple[CellsId, ...] = ()
    routes: tuple[RouteId, ...] = ()
    treated_for: Line | None = None
    fairness: Line | None = None
    """What the harm does not show."""
    source: SourceId | tuple[SourceId, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Where it is reported."""
        return several(self.source)


class Position(Record, frozen=True, kw_only=True):
    """What a society, agency or group of experts says."""

    id: Id
    body: Line
    dated: PartialDate
    says: Line
    brief: Line | None = None
    """The same in a few words, for the one-screen answer of `evidence`."""
    countries: tuple[CountryId, ...] = ()
    source: SourceId | tuple[SourceId, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Where it is said."""
        return several(self.source)


class Product(Record, frozen=True, kw_only=True):
    """A product that an authority has authorised, fully or on conditions."""

    id: Id
    name: Line
    maker: Line
    country: CountryId
    authorised: Line
    """For whom, by whom, since when, on which conditions."""
    latest: Line | None = None
    source: SourceId | tuple[SourceId, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Where it is said."""
        return several(self.source)
