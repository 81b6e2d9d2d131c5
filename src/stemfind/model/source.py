"""Who said a thing, when, and whether they earn from it."""

import datetime as dt
from typing import Literal

from .base import Currency, Id, Line, PartialDate, Record, SourceId

SourceKind = Literal[
    "facilitator", "clinic", "press", "paper", "registry", "regulator", "society", "reference", "other"
]
SELLERS = frozenset({"facilitator", "clinic"})
"""Kinds of source that can only ever make a statement `claimed`."""


class Source(Record, frozen=True, kw_only=True):
    """One document that statements rest on."""

    id: Id
    kind: SourceKind
    """`facilitator` earns from referrals; `clinic` sells; `other` is a forum, blog, charity or patient."""
    title: Line
    publisher: Line
    url: Line | None = None
    """The document's own address, never a mirror's."""
    doi: Line | None = None
    published: PartialDate
    retrieved: dt.date
    """The day on which it, or a stored copy of it, was read for this dataset."""
    interest: Line | None = None
    """What its publisher earns from what it says, where that is known."""
    weak: bool = False
    """A forum copy, a blog repost or an unnamed text: shown as such."""
    note: Line | None = None

    @property
    def independent(self) -> bool:
        """Whether it can bear a statement out: neither a seller nor somebody who earns from it."""
        return self.kind not in SELLERS and self.interest is None


class Rate(Record, frozen=True, kw_only=True):
    """What one unit of a currency was worth on one day."""

    currency: Currency
    usd: float
    """USD for one unit."""
    date: dt.date
    source: SourceId
    note: Line | None = None
