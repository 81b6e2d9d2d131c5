"""The controlled vocabulary: each word once, with its meaning."""

from typing import Literal

from .base import Id, NonBlank, Record
from .names import Entry

TermKind = Literal["indication", "inclusion", "cells", "route", "accreditation"]
"""What a word names: what is treated, what a price covers, cells, the way in which they are given, a certificate."""


class Term(Record, frozen=True, kw_only=True):
    """A word that records may use."""

    id: Id
    """The word that records use."""
    kind: TermKind
    """Which fields may use it: `indication`, `includes` and `excludes`, `cells`, `routes`, or accreditations."""
    label: NonBlank
    """What people are shown."""
    short: NonBlank | None = None
    """The label where a column is narrow; absent: the label."""
    definition: NonBlank
    """What it means, in one line."""
    aliases: tuple[NonBlank, ...] = ()
    """Other words for it that a person may type, as after `--route`. Example: `["drip", "into a vein"]`"""
    broader: Id | None = None
    """The term of the same kind that this one is a kind of: Wharton's-jelly MSC are umbilical-cord MSC."""
    vague: bool = False
    """Whether it says only that the kind isn't stated: what is asked for may be meant, so that fitting is unknown."""
    group: NonBlank | None = None
    """Of inclusions: `usual` what a price is said to cover as a rule, `extra` what a package may add, `add-on`
    something else that is given; absent: for other kinds."""

    @property
    def entry(self) -> Entry:
        """What it is called, and found by."""
        return Entry(self.id, self.label, self.aliases)
