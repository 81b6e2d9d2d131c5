"""The controlled vocabulary: each word once, with its meaning."""

from typing import Literal

from .base import Id, Line, Record

TermKind = Literal["indication", "inclusion", "cells", "route", "accreditation"]


class Term(Record, frozen=True, kw_only=True):
    """A word that records may use."""

    id: Id
    kind: TermKind
    label: Line
    definition: Line
    """One line."""
    aliases: tuple[Line, ...] = ()
    broader: Id | None = None
    """The term of the same kind that this one is a kind of: Wharton's-jelly MSC are umbilical-cord MSC."""
    group: Line | None = None
    """For inclusions: `usual` what a price is said to cover as a rule, `extra` what a package may add, `add-on`
    something else that is given."""
