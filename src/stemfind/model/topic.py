"""A page of the guide."""

from typing import Literal

from .base import Id, Line, Record, SourceId, several


class Paragraph(Record, frozen=True, kw_only=True):
    """One statement or a few, and where they come from."""

    text: Line
    source: tuple[SourceId, ...] = ()
    """Empty only for the plain definition of a word."""
    corrects: Line | None = None
    """What the seed article says otherwise."""


class Topic(Record, frozen=True, kw_only=True):
    """Background in plain words."""

    id: Id
    title: Line
    aliases: tuple[Line, ...] = ()
    summary: Line
    paragraphs: tuple[Paragraph, ...]


class GlossaryEntry(Record, frozen=True, kw_only=True):
    """A word of the field in one or two sentences."""

    id: Id
    term: Line
    aliases: tuple[Line, ...] = ()
    means: Line
    source: tuple[SourceId, ...] = ()


class Criterion(Record, frozen=True, kw_only=True):
    """An item of the international standard for patient decision aids, and whether this project meets it."""

    id: Id
    group: Literal["qualifying", "certifying", "quality"]
    asks: Line
    """The item, in our words."""
    met: Literal["yes", "partly", "no"]
    how: Line
    """How it is met, or why it isn't."""
    source: SourceId | tuple[SourceId, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the item stands."""
        return several(self.source)
