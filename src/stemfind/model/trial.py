"""A registered trial and who may join it."""

from typing import Annotated, Literal

from msgspec import Meta

from .base import CellsId, CountryId, Donor, Id, Interval, Line, PartialDate, Record, RouteId, SourceId, several
from .evidence import AisGrade

Segment = Annotated[str, Meta(pattern=r"^(C[1-8]|T([1-9]|1[0-2])|L[1-5]|S[1-5])$(?!\n)")]
"""A spinal segment, C1 to S5."""


class LevelRange(Record, frozen=True, kw_only=True):
    """Levels from one segment down to another, both included."""

    top: Segment
    bottom: Segment


class Trial(Record, frozen=True, kw_only=True):
    """A registered trial. Every absent criterion is *not stated*, which is neither met nor not met."""

    id: Id
    """The registry number in lower case."""
    registry_id: Line
    name: Line
    aliases: tuple[Line, ...] = ()
    sponsor: Line | None = None
    countries: tuple[CountryId, ...] = ()
    sites: tuple[Line, ...] = ()
    status: Literal[
        "recruiting",
        "not-yet-recruiting",
        "by-invitation",
        "active-not-recruiting",
        "completed",
        "stopped",
        "withdrawn",
        "suspended",
        "unknown",
    ]
    status_date: PartialDate
    """Date of the record that the status was read in."""
    status_note: Line | None = None
    open: bool = False
    """May be matched as open to newcomers, or about to open."""
    pays: bool = False
    """The participant pays or may pay, as in studies filed by a clinic that charges."""
    phase: Line | None = None
    randomised: bool | None = None
    people: int | None = None
    gives: Line
    """What is given, in our words."""
    cells: tuple[CellsId, ...] = ()
    donor: Donor | None = None
    routes: tuple[RouteId, ...] = ()
    ais: tuple[AisGrade, ...] = ()
    completeness: Literal["complete", "incomplete", "any"] | None = None
    levels: tuple[LevelRange, ...] = ()
    """Neurological levels that may join; any one range is enough."""
    since: tuple[Interval, ...] = ()
    """Days since injury; any one window is enough."""
    age: Interval | None = None
    """Years."""
    prior_cells: Literal["excluded", "allowed"] | None = None
    """Whether people who had cells before may join."""
    criteria_note: Line | None = None
    results: Line | None = None
    url: Line
    """Where the registry shows it today."""
    source: SourceId | tuple[SourceId, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Where it was read."""
        return several(self.source)
