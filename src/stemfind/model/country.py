"""Countries, who regulates what there, and what prices are measured against."""

from typing import Annotated, Literal

from msgspec import Meta

from .base import CountryId, Id, Line, PartialDate, Record, SourceId, Status, several
from .clinic import Offer


class Regulator(Record, frozen=True, kw_only=True):
    """An authority and what its licence does and does not cover."""

    id: Id
    country: CountryId
    name: Line
    """As people say it: `COFEPRIS`."""
    full_name: Line | None = None
    licenses: Line
    """What it licenses: premises, laboratory, product, use."""
    does_not_license: Line
    """What its licence does not say, or what was not found."""
    approved_means: Line | None = None
    """What "approved by" can and can't mean here."""
    check: Line | None = None
    """How a person might check a licence."""
    source: SourceId | tuple[SourceId, ...]
    dated: PartialDate | None = None
    status: Status = "claimed"

    @property
    def sources(self) -> tuple[str, ...]:
        """Who says so."""
        return several(self.source)


class Country(Record, frozen=True, kw_only=True):
    """A country, the price range stated for it, and its regulators."""

    id: Id
    name: Line
    aliases: tuple[Line, ...] = ()
    iso2: Annotated[str, Meta(pattern=r"^[A-Z]{2}$(?!\n)")]
    iso3: Annotated[str, Meta(pattern=r"^[A-Z]{3}$(?!\n)")]
    offers: tuple[Offer, ...] = ()
    """Price ranges stated for the country as a whole, behind which no clinic stands."""
    not_known: tuple[Line, ...] = ()
    note: Line | None = None


class Benchmark(Record, frozen=True, kw_only=True):
    """What prices can be measured against: a region's stated range, or an authorised product's list price."""

    id: Id
    name: Line
    aliases: tuple[Line, ...] = ()
    kind: Literal["region", "product"]
    country: CountryId | None = None
    offers: tuple[Offer, ...] = ()
    covers: Line | None = None
    """What its price covers, and what it does not."""
    note: Line | None = None
