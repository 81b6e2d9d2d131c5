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
    NonBlank,
    PartialDate,
    Record,
    RouteId,
    Short,
    Sourced,
    SourceId,
    Status,
    several,
)

PriceUnit = Literal[
    "programme", "package", "session", "transplant", "infusion", "injection", "day", "week", "course", "operation",
    "unstated",
]  # fmt: skip
"""What one price buys."""
State = Literal["operating", "closed", "stopped", "unknown"]
"""Whether a provider treats people: `closed` is gone, `stopped` no longer gives this treatment, `unknown` where no
source settles it."""
SCI = "sci"
"""The term for spinal cord injury, which the project is about."""
DoseUnit = Literal[
    "million cells", "million cells per site", "million cells per kg", "billion particles", "vials", "doses",
    "sessions", "ml", "injections",
]  # fmt: skip
"""What an amount is counted in, as the source has it."""


class Price(Interval, frozen=True, kw_only=True):
    """What is asked for an offer, in the seller's own currency.

    `low` and `high` are equal for a single figure; an absent end is unknown ("from 3,000" has no `high`).
    """

    currency: Currency
    """The currency of `low` and `high`, as the seller names the price; any but USD needs a record in `rates`."""
    unit: PriceUnit
    """What one price buys; `unstated` where the seller does not say."""
    approximate: bool = False
    """The seller writes "about" or "around"; absent: `false`."""
    note: NonBlank | None = None
    """What else the source says of the price, or does not say."""


class Dose(Interval, frozen=True, kw_only=True):
    """How much of one thing is given: cells, vesicles, or an extra such as ozone."""

    item: ItemId
    """What is given: a kind of cells, or an inclusion such as ozone."""
    unit: DoseUnit
    """What `low` and `high` count, as the source does: millions of cells, billions of particles, ml …"""
    approximate: bool = False
    """The source writes "about" or "around"; absent: `false`."""
    note: NonBlank | None = None
    """What else the source says of the amount: by which route, how often, an average."""


class Course(Record, frozen=True, kw_only=True):
    """What is given, how, and for how long."""

    cells: tuple[CellsId, ...] = ()
    """Kinds of cells given; absent: not stated or, in an offer, as in its clinic's `general`."""
    donor: Donor | None = None
    """Whose cells: `autologous` the patient's own, `allogeneic` a donor's; absent: not stated."""
    doses: tuple[Dose, ...] = ()
    """How much of what is given, one table for each amount; absent: not stated."""
    routes: tuple[RouteId, ...] = ()
    """Ways in which it is given; absent: not stated or, in an offer, as in its clinic's `general`."""
    sessions: Interval | None = None
    """Number of sessions, injections or infusions; absent: not stated."""
    stay: Interval | None = None
    """Length of the stay in days; absent: not stated or, in an offer, as in its clinic's `general`."""
    nights: Interval | None = None
    """Nights of accommodation that are included; absent: not stated."""
    includes: tuple[InclusionId, ...] = ()
    """What is stated as included, added to its clinic's `general` in an offer; what isn't named is unknown."""
    excludes: tuple[InclusionId, ...] = ()
    """What is stated as not included, added to its clinic's `general` in an offer."""
    note: NonBlank | None = None
    """Remark in our words: what the source leaves open, or what no other field holds."""


class Offer(Sourced, Course, frozen=True, kw_only=True):
    """One thing that is sold; without a published price it is still an offer."""

    id: Id
    """Names the offer within its clinic, country or benchmark."""
    name: NonBlank
    """What is sold, in a few words."""
    indication: IndicationId | tuple[IndicationId, ...]
    """What it is for: `sci`, another term, or `unspecified` where the seller names nothing; a list where it is for
    several."""
    price: Price | None = None
    """What is asked for it; absent: no price is published."""
    source: SourceId | tuple[SourceId, ...]
    """Who says so."""
    dated: PartialDate | None = None
    """When the price was said to hold; absent: as its source, and it counts as current; `undated`: nobody can tell, and
    a search by cost sets it aside."""
    status: Status = "claimed"
    """How far it can be trusted; absent: `claimed`."""

    @property
    def indications(self) -> tuple[str, ...]:
        """Every term that it is for."""
        return several(self.indication)

    @property
    def for_sci(self) -> bool:
        """Whether it is stated to be for spinal cord injury."""
        return SCI in self.indications


class Person(Sourced, Record, frozen=True, kw_only=True):
    """A named member of the team, as the source describes them."""

    name: NonBlank
    """Name as the source writes it, with the title."""
    role: NonBlank | None = None
    """What the person does there."""
    specialty: NonBlank | None = None
    """Medical specialty or field, as the source gives it."""
    years: Interval | None = None
    """Years of experience."""
    treatments: Interval | None = None
    """Number of treatments performed, of any kind."""
    credentials: tuple[NonBlank, ...] = ()
    """Degrees, certificates and memberships, as the source gives them."""
    source: SourceId | tuple[SourceId, ...]
    """Who says so."""
    status: Status = "claimed"
    """How far it can be trusted; absent: `claimed`."""
    note: NonBlank | None = None
    """What independent sources say of it, or that none was found."""

    @property
    def described(self) -> str:
        """Name, role and specialty, as far as they are known."""
        return ", ".join(filter(None, (self.name, self.role, self.specialty)))


class Accreditation(Sourced, Record, frozen=True, kw_only=True):
    """An accreditation or certificate that somebody says is held."""

    term: AccreditationId
    """What is held."""
    says: NonBlank
    """The statement, in our words."""
    source: SourceId | tuple[SourceId, ...]
    """Who says so."""
    status: Status = "claimed"
    """How far it can be trusted; absent: `claimed`."""
    note: NonBlank | None = None
    """What independent sources say of it, or that none was found."""


class Standing(Sourced, Record, frozen=True, kw_only=True):
    """Whether a provider still treats people, as far as is known."""

    state: State
    """Whether it treats people; `closed` and `stopped` ones are left out of `stemfind filter` unless asked for."""
    dated: PartialDate
    """As of when that was so: the date of the newest thing that was found."""
    source: SourceId | tuple[SourceId, ...]
    """Who says so."""
    note: NonBlank | None = None
    """How it came to that, or what was last found."""


class Common:
    """What every country, clinic and benchmark can be asked for, whatever it is; empty where its kind has none."""

    __slots__ = ()
    standing: Standing | None = None
    team: tuple[Person, ...] = ()
    accreditations: tuple[Accreditation, ...] = ()
    not_known: tuple[str, ...] = ()
    independent_record: str | None = None
    covers: str | None = None
    names_sci: bool | None = None
    general: Course | None = None
    offers: tuple[Offer, ...] = ()

    @property
    def sci_offers(self) -> tuple[Offer, ...]:
        """Those of its offers that are stated to be for spinal cord injury."""
        return tuple(offer for offer in self.offers if offer.for_sci)

    @property
    def treats_sci(self) -> bool | None:
        """Whether spinal cord injury is among what it is said to treat: an offer for it says so, too; None: unknown."""
        return True if self.sci_offers else self.names_sci

    @property
    def gone(self) -> bool:
        """Whether it is known to have closed or stopped."""
        return self.ended is not None

    @property
    def ended(self) -> Standing | None:
        """Its standing, where it is known to have closed or stopped; None where it stands or that isn't known."""
        return self.standing if self.standing is not None and self.standing.state in ("closed", "stopped") else None


class Clinic(Sourced, Common, Record, frozen=True, kw_only=True):
    """A provider on record. A record is not a recommendation."""

    id: Id
    """Names it in other records and in commands; no two records may have the same."""
    name: NonBlank
    """The provider's name."""
    short: Short | None = None
    """Name that fits a narrow column, written by hand; absent: the name."""
    aliases: tuple[NonBlank, ...] = ()
    """Other names that a person may type; case and accents don't matter."""
    kind: Literal["clinic", "hospital", "chain", "study", "public-programme"] = "clinic"
    """`chain` has several sites; `study` is on record for research; `public-programme` is run or paid for publicly;
    absent: `clinic`."""
    standing: Standing | None = None
    """Whether it still treats people, as of when, and who says so; absent: unknown."""
    country: CountryId
    """Where it treats people."""
    city: NonBlank | tuple[NonBlank, ...] | None = None
    """Town; a list where sources disagree or it treats in several; absent: not stated."""
    website: NonBlank | None = None
    """The provider's own address on the web; absent: not on record."""
    names_sci: bool | None = None
    """Whether the provider itself names spinal cord injury among what it treats; absent: unknown."""
    independent_record: NonBlank | None = None
    """What was found about it that does not come from a seller, in one line; absent: nobody looked."""
    source: SourceId | tuple[SourceId, ...]
    """Who says that it exists; `city` and `general` rest on it, too."""
    general: Course | None = None
    """What is said of all its offers together."""
    offers: tuple[Offer, ...] = ()
    """What it sells; absent: no offer is on record."""
    team: tuple[Person, ...] = ()
    """People whom a source names."""
    accreditations: tuple[Accreditation, ...] = ()
    """Accreditations and certificates that somebody says it holds; absent: none is stated."""
    note: NonBlank | None = None
    """Remark in our words: what the source leaves open, or what no other field holds."""

    @property
    def place(self) -> str:
        """The id of the country that it is in."""
        return self.country

    @property
    def cities(self) -> tuple[str, ...]:
        """Every place that a source names."""
        return several(self.city) if self.city else ()
