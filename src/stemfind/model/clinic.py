"""What a clinic is, and what it sells."""

from typing import Literal

from .base import (
    AccreditationId,
    CellsId,
    CountryId,
    Currency,
    Donor,
    Id,
    InclusionId,
    IndicationId,
    Interval,
    ItemId,
    Line,
    PartialDate,
    Record,
    RouteId,
    SourceId,
    Status,
    several,
)

PriceUnit = Literal[
    "programme",
    "package",
    "session",
    "transplant",
    "infusion",
    "injection",
    "day",
    "week",
    "course",
    "operation",
    "unstated",
]
State = Literal["operating", "closed", "stopped", "unknown"]
DoseUnit = Literal[
    "million cells",
    "million cells per site",
    "million cells per kg",
    "billion particles",
    "vials",
    "doses",
    "sessions",
    "ml",
    "injections",
]


class Price(Interval, frozen=True, kw_only=True):
    """What is asked for an offer, in the seller's own currency.

    `low` and `high` are equal for a single figure; an absent end is unknown ("from 3,000" has no `high`).
    """

    currency: Currency
    unit: PriceUnit
    """What one price buys; `unstated` where the seller does not say."""
    approximate: bool = False
    """The seller writes "about" or "around"."""
    note: Line | None = None


class Dose(Interval, frozen=True, kw_only=True):
    """How much of one thing is given: cells, vesicles, or an extra such as ozone."""

    item: ItemId
    """A term of kind `cells` or `inclusion`."""
    unit: DoseUnit
    approximate: bool = False
    note: Line | None = None


class Course(Record, frozen=True, kw_only=True):
    """What is given, how, and for how long."""

    cells: tuple[CellsId, ...] = ()
    donor: Donor | None = None
    doses: tuple[Dose, ...] = ()
    routes: tuple[RouteId, ...] = ()
    sessions: Interval | None = None
    stay: Interval | None = None
    """Days."""
    nights: Interval | None = None
    """Nights of accommodation."""
    includes: tuple[InclusionId, ...] = ()
    excludes: tuple[InclusionId, ...] = ()
    note: Line | None = None


class Offer(Course, frozen=True, kw_only=True):
    """One thing that is sold; without a published price it is still an offer."""

    id: Id
    name: Line
    indication: IndicationId | tuple[IndicationId, ...]
    """What it is for: `sci`, another term, or `unspecified`."""
    price: Price | None = None
    source: SourceId | tuple[SourceId, ...]
    dated: PartialDate | None = None
    """When the price was said to hold, where that differs from the source's date."""
    status: Status = "claimed"

    @property
    def indications(self) -> tuple[str, ...]:
        """Every term that it is for."""
        return several(self.indication)

    @property
    def sources(self) -> tuple[str, ...]:
        """Who says so."""
        return several(self.source)


class Person(Record, frozen=True, kw_only=True):
    """A named member of the team, as the source describes them."""

    name: Line
    role: Line | None = None
    specialty: Line | None = None
    years: Interval | None = None
    """Years of experience."""
    treatments: Interval | None = None
    """Treatments performed, of any kind."""
    credentials: tuple[Line, ...] = ()
    source: SourceId | tuple[SourceId, ...]
    status: Status = "claimed"
    note: Line | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """Who says so."""
        return several(self.source)


class Accreditation(Record, frozen=True, kw_only=True):
    """An accreditation or certificate that somebody says is held."""

    term: AccreditationId
    says: Line
    source: SourceId | tuple[SourceId, ...]
    status: Status = "claimed"
    note: Line | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """Who says so."""
        return several(self.source)


class Standing(Record, frozen=True, kw_only=True):
    """Whether a provider still treats people, as far as is known."""

    state: State
    dated: PartialDate
    source: SourceId | tuple[SourceId, ...]
    note: Line | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """Who says so."""
        return several(self.source)


class Clinic(Record, frozen=True, kw_only=True):
    """A provider on record. A record is not a recommendation."""

    id: Id
    name: Line
    aliases: tuple[Line, ...] = ()
    kind: Literal["clinic", "hospital", "chain", "study", "public-programme"] = "clinic"
    standing: Standing | None = None
    country: CountryId
    city: Line | tuple[Line, ...] | None = None
    """Several where sources disagree."""
    website: Line | None = None
    names_sci: bool | None = None
    """Whether the provider itself names spinal cord injury among what it treats; absent is unknown."""
    independent_record: Line | None = None
    """What was found about it that does not come from a seller, in one line."""
    source: SourceId | tuple[SourceId, ...]
    general: Course | None = None
    """What is said of all its offers."""
    offers: tuple[Offer, ...] = ()
    team: tuple[Person, ...] = ()
    accreditations: tuple[Accreditation, ...] = ()
    note: Line | None = None

    @property
    def gone(self) -> bool:
        """Whether it is known to have closed or stopped."""
        return self.standing is not None and self.standing.state in ("closed", "stopped")

    @property
    def cities(self) -> tuple[str, ...]:
        """Every place that a source names."""
        return several(self.city) if self.city else ()

    @property
    def sources(self) -> tuple[str, ...]:
        """Who says that it exists."""
        return several(self.source)
