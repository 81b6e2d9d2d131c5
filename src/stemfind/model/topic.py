"""A page of the guide."""

from collections.abc import Iterable, Iterator
from typing import Literal

from .base import Id, NonBlank, Record, Sourced, SourceId

CHECKING = "check"
"""The page on how a licence is looked up: it names a register for each country."""


class Paragraph(Record, frozen=True, kw_only=True):
    """One statement or a few, and where they come from."""

    text: NonBlank
    """The statement, in short sentences."""
    source: tuple[SourceId, ...] = ()
    """Who says so; empty only for the plain definition of a word."""
    corrects: NonBlank | None = None
    """What the seed article says otherwise, in our words."""
    more: bool = False
    """Whether it stands only in the full depth, where the page is longer than a screen; absent: no."""


class Place(Sourced, Record, frozen=True, kw_only=True):
    """Where a person in one country can turn to, or look something up."""

    country: NonBlank
    """The country's name in English; it need not be on record otherwise."""
    body: NonBlank
    """Who it is, as people say it."""
    says: NonBlank
    """What it takes or shows, and what that doesn't mean."""
    url: NonBlank | None = None
    """Its own address, as it was read; absent: none was found."""
    source: SourceId | tuple[SourceId, ...]
    """Who says so."""


class Topic(Record, frozen=True, kw_only=True):
    """Background in plain words."""

    id: Id
    """Names the page after `stemfind guide`."""
    title: NonBlank
    """What the page is about."""
    aliases: tuple[NonBlank, ...] = ()
    """Other words that a person may type to find it."""
    summary: NonBlank
    """The page in one or two sentences."""
    paragraphs: tuple[Paragraph, ...]
    """What the page says, in its order."""
    places: tuple[Place, ...] = ()
    """Where to turn to, one for each country or body; absent: the page needs none."""


def registers(topics: Iterable[Topic]) -> Iterator[Place]:
    """Yield where the guide says that something can be looked up."""
    return (place for topic in topics if topic.id == CHECKING for place in topic.places)


class GlossaryEntry(Record, frozen=True, kw_only=True):
    """A word of the field in one or two sentences."""

    id: Id
    """Names the word."""
    term: NonBlank
    """The word as it is shown."""
    aliases: tuple[NonBlank, ...] = ()
    """Other spellings and short forms that a person may type."""
    means: NonBlank
    """What it means, in one or two plain sentences."""
    source: tuple[SourceId, ...] = ()
    """Who says so; absent only for the plain definition of a word."""


class Criterion(Sourced, Record, frozen=True, kw_only=True):
    """An item of the international standard for patient decision aids, and whether this project meets it."""

    id: Id
    """Names the item."""
    group: Literal["qualifying", "certifying", "quality"]
    """Part of the standard: `qualifying` makes it a decision aid, `certifying` keeps it from misleading, `quality`
    would make it better."""
    asks: NonBlank
    """The item, in our words."""
    met: Literal["yes", "partly", "no"]
    """Whether this project meets it, as looked at by ourselves."""
    how: NonBlank
    """How it is met, or why it isn't."""
    source: SourceId | tuple[SourceId, ...]
    """Where the item stands."""
