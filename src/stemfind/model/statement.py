"""Statements that need judging, and statements that cannot both hold."""

from typing import Annotated, Literal

from msgspec import Meta

from .base import Amount, Id, Line, PartialDate, Record, RecordId, SourceId, Status, several

Field = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$(?!\n)", max_length=40)]


class Claim(Record, frozen=True, kw_only=True):
    """One statement that needs judging."""

    id: Id
    about: RecordId
    """The record it speaks of: a clinic, country, benchmark, study, or a source."""
    field: Field
    """What it speaks of: `regulator`, `experience`, `satisfaction`, `beds` …"""
    says: Line
    """The statement, in our words."""
    status: Status = "claimed"
    source: SourceId | tuple[SourceId, ...]
    """Who says it."""
    checked_by: tuple[SourceId, ...] = ()
    """Independent sources that bear it out, limit it or say otherwise."""
    note: Line | None = None
    """What those sources say, or that none was found."""
    value: Amount | None = None
    unit: Line | None = None
    dated: PartialDate | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """Who says it."""
        return several(self.source)


class Side(Record, frozen=True, kw_only=True):
    """One of the statements in a conflict."""

    says: Line
    source: SourceId | tuple[SourceId, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Who says it."""
        return several(self.source)


class Conflict(Record, frozen=True, kw_only=True):
    """Two or more statements that cannot all hold, in one plain sentence."""

    id: Id
    kind: Literal["money", "place", "person", "number", "evidence", "method"]
    about: Annotated[tuple[RecordId, ...], Meta(min_length=1)]
    field: Field
    says: Line
    between: Annotated[tuple[Side, ...], Meta(min_length=2)]
    note: Line | None = None
