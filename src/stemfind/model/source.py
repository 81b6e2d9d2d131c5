"""Who said a thing, when, and whether they earn from it."""

import datetime as dt
from typing import Annotated, Literal

from msgspec import Meta

from .base import Currency, Id, NonBlank, PartialDate, Record, SourceId

SourceKind = Literal[
    "facilitator", "clinic", "press", "paper", "registry", "regulator", "society", "reference", "other"
]
SELLERS = frozenset({"facilitator", "clinic"})
"""Kinds of source that can only ever make a statement `claimed`."""


class Source(Record, frozen=True, kw_only=True):
    """One document that statements rest on."""

    id: Id
    """Names the source in other records; no two records may have the same."""
    kind: SourceKind
    """`facilitator` earns from referrals; `clinic` sells; `other` is a forum, blog, charity or patient."""
    title: NonBlank
    """Title of the document."""
    publisher: NonBlank
    """Who published it: a journal, agency, newspaper, company or person."""
    url: NonBlank | None = None
    """The document's own address, never a mirror's; it or a `doi` is needed."""
    doi: NonBlank | None = None
    """The document's DOI, without an address before it."""
    published: PartialDate
    """The date that the document shows: of its publication or its last change."""
    retrieved: dt.date
    """The day on which it, or a stored copy of it, was read for this dataset."""
    interest: NonBlank | None = None
    """What its publisher earns from what it says; absent: nothing is known; with it the source can only make a
    statement `claimed`."""
    weak: bool = False
    """A forum copy, a blog repost or an unnamed text, shown as such; absent: `false`."""
    note: NonBlank | None = None
    """What a reader must know of the document: whose figures it gives, which part of it was read."""

    @property
    def name(self) -> str:
        """What it is called: by whom, and its title."""
        return f"{self.publisher}: {self.title}"

    @property
    def independent(self) -> bool:
        """Whether it can bear a statement out: neither a seller nor somebody who earns from it."""
        return self.kind not in SELLERS and self.interest is None


class Rate(Record, frozen=True, kw_only=True):
    """What one unit of a currency was worth on one day."""

    currency: Currency
    """The currency that is converted."""
    usd: Annotated[float, Meta(gt=0, le=1e9)]
    """USD for one unit, above 0 and at most a thousand million."""
    date: dt.date
    """The day of the rate."""
    source: SourceId
    """Who publishes the rate."""
    note: NonBlank | None = None
    """How the rate was worked out."""

    @property
    def worked_out(self) -> bool:
        """Whether it was worked out from rates that its source does publish, as its note then begins."""
        return (self.note or "").startswith("Worked out")
