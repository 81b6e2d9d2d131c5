"""A registered trial and who may join it."""

from typing import Annotated, Literal

from msgspec import Meta

from .base import (
    CellsId,
    Count,
    CountryId,
    Donor,
    Id,
    Interval,
    NonBlank,
    PartialDate,
    Record,
    RouteId,
    Sourced,
    SourceId,
)
from .evidence import AisGrade, RegistryId

Segment = Annotated[str, Meta(pattern=r"^(C[1-8]|T([1-9]|1[0-2])|L[1-5]|S[1-5])$(?!\n)")]
"""A spinal segment, C1 to S5."""
Exclusion = Literal[
    "pregnancy", "cancer", "infection", "pressure-sore", "blood-thinners", "bleeding-disorder", "ventilator",
    "implanted-device", "no-mri", "penetrating-injury", "severed-cord", "earlier-injury", "brain-injury",
    "mental-illness", "drug-use", "other-illness", "other-trial",
]  # fmt: skip
"""Whom a trial refuses, besides what its other fields say.

`pregnancy`: pregnant, in most trials also breastfeeding or without birth control. `cancer`: a tumour now, in some
trials also one of the last years. `infection`: of any kind, also a virus carried for long. `pressure-sore`: an open
sore of the skin. `blood-thinners`: medicine against blood clots. `bleeding-disorder`: blood that doesn't clot as it
should. `ventilator`: help from a machine to breathe. `implanted-device`: metal or a device in the body, such as a
pacemaker or a pump. `no-mri`: no scan by MRI can be made, or it shows what bars. `penetrating-injury`: by a knife, a
bullet or the like. `severed-cord`: a cord that is cut through, or nearly. `earlier-injury`: a second injury or an
illness of the spine. `brain-injury`: one that came with the injury or before it. `mental-illness`, `drug-use`: as the
record has them. `other-illness`: of heart, lungs, liver, kidneys, blood or the like. `other-trial`: another trial at
the same time or shortly before.
"""


class LevelRange(Record, frozen=True, kw_only=True):
    """Levels from one segment down to another, both included."""

    top: Segment
    """The uppermost segment."""
    bottom: Segment
    """The lowest segment."""


class Trial(Sourced, Record, frozen=True, kw_only=True):
    """A registered trial. Every absent criterion is *not stated*, which is neither met nor not met."""

    id: Id
    """The registry number in lower case, with `-` for `/`; no two records may have the same."""
    registry_id: RegistryId
    """The number as the registry writes it."""
    name: NonBlank
    """What it is, in plain words."""
    short: Annotated[str, Meta(min_length=1, max_length=28)] | None = None
    """Name that fits a narrow column, written by hand: what and where, at most 28 characters; absent: the name."""
    aliases: tuple[NonBlank, ...] = ()
    """Other numbers, product names and short names that a person may type."""
    sponsor: NonBlank | None = None
    """Who is responsible for it; absent: not stated."""
    countries: tuple[CountryId, ...] = ()
    """Where people are, or were to be, treated; absent: not stated."""
    sites: tuple[NonBlank, ...] = ()
    """Towns or hospitals, in words."""
    status: Literal[
        "recruiting", "not-yet-recruiting", "by-invitation", "active-not-recruiting", "completed", "stopped",
        "withdrawn", "suspended", "unknown",
    ]  # fmt: skip
    """As the newest record that was read has it; `unknown` where that shows none, or is too old to trust."""
    status_date: PartialDate
    """Date of the record that the status was read in."""
    status_note: NonBlank | None = None
    """What a reader must know of the status."""
    open: bool = False
    """A person may ask to join now or soon; absent: `false`."""
    pays: bool = False
    """The participant pays or may pay, as in studies filed by a clinic that charges; absent: `false`."""
    phase: NonBlank | None = None
    """Trial phase, as the record writes it."""
    randomised: bool | None = None
    """Whether chance decides who gets what; absent: not stated."""
    people: Count | None = None
    """Number of people who joined, or who are planned; absent: not stated."""
    gives: NonBlank
    """What is given, in our words."""
    cells: tuple[CellsId, ...] = ()
    """Kinds of cells given."""
    donor: Donor | None = None
    """Whose cells: `autologous` the patient's own, `allogeneic` a donor's; absent: not stated."""
    routes: tuple[RouteId, ...] = ()
    """Ways in which they are given; absent: not stated."""
    ais: tuple[AisGrade, ...] = ()
    """AIS grades that may join; absent: not stated."""
    completeness: Literal["complete", "incomplete", "any"] | None = None
    """Who may join, where the record says it in words: `complete` is AIS A, `incomplete` AIS B to E; absent: not
    stated."""
    levels: tuple[LevelRange, ...] = ()
    """Neurological levels that may join; any one range is enough; absent: not stated."""
    since: tuple[Interval, ...] = ()
    """Days since injury, both ends included; any one window is enough; absent: not stated."""
    age: Interval | None = None
    """Age in years, both ends included; absent: not stated."""
    prior_cells: Literal["excluded", "allowed"] | None = None
    """Whether people who had cells before may join; absent: not stated."""
    excludes: tuple[Exclusion, ...] = ()
    """Whom the part of the record that was read refuses; a word that is missing is not stated, so that they may be
    refused all the same. Example: `["pregnancy", "ventilator"]`"""
    criteria_note: NonBlank | None = None
    """The record's own wording of the times, and conditions that no other field holds."""
    results: NonBlank | None = None
    """What is known of results, or that none were found."""
    url: NonBlank
    """Where the registry shows it today."""
    source: SourceId | tuple[SourceId, ...]
    """Where it was read."""

    @property
    def free(self) -> bool:
        """Whether a person may ask to join, and does not pay."""
        return self.open and not self.pays
