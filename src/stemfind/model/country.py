"""Countries, who regulates what there, and what prices are measured against."""

from typing import Annotated, Literal

from msgspec import Meta

from .base import CountryId, Id, NonBlank, PartialDate, Record, Short, Sourced, SourceId, Status
from .clinic import Clinic, Common, Offer


class Regulator(Sourced, Record, frozen=True, kw_only=True):
    """An authority and what its licence does and does not cover."""

    id: Id
    """Names the regulator."""
    country: CountryId
    """Where it is the authority."""
    name: NonBlank
    """As people say it."""
    full_name: NonBlank | None = None
    """Its name in full."""
    licenses: NonBlank
    """What it licenses: premises, laboratory, product, use."""
    does_not_license: NonBlank
    """What its licence does not say, or what was not found."""
    brief: NonBlank | None = None
    """What it licenses, in a few words."""
    approved_for_sci: NonBlank | None = None
    """What it has approved for spinal cord injury, in a few words; absent: nothing was found."""
    approved_means: NonBlank | None = None
    """What "approved by" can and can't mean here."""
    check: NonBlank | None = None
    """How a person might check a licence."""
    source: SourceId | tuple[SourceId, ...]
    """Who says so."""
    dated: PartialDate | None = None
    """As of when that is so; absent: as its source."""
    status: Status = "claimed"
    """How far it can be trusted; absent: `claimed`."""


class Country(Common, Record, frozen=True, kw_only=True):
    """A country, the price range stated for it, and its regulators."""

    id: Id
    """Names it in other records and in commands; no two records may have the same."""
    name: NonBlank
    """The country's name in English."""
    aliases: tuple[NonBlank, ...] = ()
    """Other names that a person may type; case and accents don't matter."""
    iso2: Annotated[str, Meta(pattern=r"^[A-Z]{2}$(?!\n)")]
    """Two capital letters of ISO 3166, which a person may type as well."""
    iso3: Annotated[str, Meta(pattern=r"^[A-Z]{3}$(?!\n)")]
    """Three capital letters of ISO 3166, which a person may type as well."""
    offers: tuple[Offer, ...] = ()
    """Price ranges stated for the country as a whole, behind which no clinic stands."""
    not_known: tuple[NonBlank, ...] = ()
    """What was looked for and not found, one statement each."""
    note: NonBlank | None = None
    """Remark that stands under its name in `stemfind show`. Example: `"What a reader must know of the country as a
    whole."`"""

    @property
    def place(self) -> str:
        """Its own id."""
        return self.id


class Benchmark(Common, Record, frozen=True, kw_only=True):
    """What prices can be measured against: a region's stated range, or an authorised product's list price."""

    id: Id
    """Names it in other records and in commands; no two records may have the same."""
    name: NonBlank
    """The region's or the product's name."""
    short: Short | None = None
    """Name that fits a narrow column, written by hand; absent: the name."""
    aliases: tuple[NonBlank, ...] = ()
    """Other names that a person may type; case and accents don't matter."""
    kind: Literal["region", "product"]
    """`region` is a range stated for a region, `product` the list price of an authorised product."""
    country: CountryId | None = None
    """Where the product is authorised; absent: a region is no one country."""
    offers: tuple[Offer, ...] = ()
    """Its prices, each with what it is for."""
    covers: NonBlank | None = None
    """What its price covers, and what it does not."""
    note: NonBlank | None = None
    """Remark in our words: what the source leaves open, or what no other field holds."""

    @property
    def place(self) -> str | None:
        """The id of the country that it is in; None for a region."""
        return self.country


Subject = Country | Clinic | Benchmark
"""What can be compared, shown and asked about."""
