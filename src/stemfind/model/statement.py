"""Statements that need judging, and statements that cannot both hold."""

from collections.abc import Iterable
from typing import Annotated, Literal

from msgspec import Meta

from .base import (
    ANY_TROUBLE,
    Amount,
    ConflictKind,
    Id,
    NonBlank,
    PartialDate,
    Record,
    RecordId,
    Sourced,
    SourceId,
    Status,
    Trouble,
)

Field = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$(?!\n)", max_length=40)]
"""One word in lower case, with `_` between its parts."""

Need = Literal[
    "authority", "cells", "comparison", "contents", "count", "document", "dose", "equipment", "holder", "licence",
    "number", "outcome", "paper", "person", "place", "price", "procedure", "product", "risks", "route", "schedule",
    "scope", "task", "terms", "validity", "yes-no",
]  # fmt: skip
"""What a question asks for, and what a statement says in full.

`authority`: which authority, committee or court. `cells`: kind, tissue, whose. `comparison`: with whom, and who knew.
`contents`: what is in it and what is not, item by item. `count`: how many people or doses, in a figure. `document`:
the paper itself: form, certificate, contract. `dose`: how much, in a figure. `equipment`: which, by kind and size.
`holder`: whose it is, with the address. `licence`: a person's licence number and specialty. `number`: under which it
can be looked up. `outcome`: how many got better, stayed the same or got worse. `paper`: a publication that can be
looked up. `person`: who, by name. `place`: a hospital or institution by name that agrees. `price`: one sum in one
currency. `procedure`: what is done, step by step. `product`: its name and maker. `risks`: which harms, and how often.
`route`: how it is given. `schedule`: how often, when and for how long. `scope`: for what and for whom. `task`: who
does what, at night too. `terms`: what applies in which case. `validity`: from when until when. `yes-no`: a plain yes
or no.
"""


class Claim(Sourced, Record, frozen=True, kw_only=True):
    """One statement that needs judging."""

    id: Id
    """Names the claim; no two claims may have the same."""
    about: RecordId
    """The record it speaks of: a clinic, country, benchmark, study, or a source."""
    field: Field
    """What it speaks of: `regulator`, `experience`, `satisfaction`, `beds` …"""
    says: NonBlank
    """The statement, in our words."""
    status: Status = "claimed"
    """How far it holds; anything but `claimed` and `withdrawn` needs an independent source; absent: `claimed`."""
    source: SourceId | tuple[SourceId, ...]
    """Who says it."""
    checked_by: tuple[SourceId, ...] = ()
    """Independent sources that bear it out, limit it or say otherwise."""
    note: NonBlank | None = None
    """What those sources say, or that none was found."""
    value: Amount | None = None
    """The statement's one figure, in `unit`; absent: it has none."""
    unit: NonBlank | None = None
    """What `value` counts: years, people, %, USD …"""
    dated: PartialDate | None = None
    """When it was said, or as of when it holds; absent: as its source."""
    holds: tuple[Need, ...] = ()
    """What it says in full, in the words of `answer_needs`, set by hand after reading its sources; absent: nothing, so
    that it answers no question."""


class Side(Sourced, Record, frozen=True, kw_only=True):
    """One of the statements in a conflict."""

    says: NonBlank
    """What this side says, in our words."""
    source: SourceId | tuple[SourceId, ...]
    """Who says it."""


class Conflict(Record, frozen=True, kw_only=True):
    """Two or more statements that cannot all hold, in one plain sentence."""

    id: Id
    """Names the conflict; no two conflicts may have the same."""
    kind: ConflictKind
    """What sort of thing the sides disagree on."""
    about: Annotated[tuple[RecordId, ...], Meta(min_length=1)]
    """The records that it concerns."""
    field: Field
    """What it speaks of, in the words of claims: `price`, `address`, `results` …"""
    says: NonBlank
    """The disagreement, in one plain sentence."""
    between: Annotated[tuple[Side, ...], Meta(min_length=2)]
    """The sides, each with who says it."""
    note: NonBlank | None = None
    """What else is known of it, or that nothing was found."""


TROUBLES: dict[Trouble, tuple[str, ...]] = {
    "warning": ("warning",),
    "enforcement": ("enforcement", "regulator_action"),
    "lawsuit": ("lawsuit",),
    "harm": ("harm", "infection"),
    "criticism": ("criticism",),
}
"""What is on record against a provider or a country, by word, and the fields of the statements that say it.

`warning`: an authority or a specialist warned. `enforcement`: an authority ordered, fined, suspended, closed or
inquired, and what came of it. `lawsuit`: somebody went to court. `harm`: somebody came to harm; that nobody did is
`safety`. `criticism`: somebody who knows the field found fault.
"""
TYPED_TROUBLES: dict[str, str] = {
    typed: word
    for word, several in {
        ANY_TROUBLE: ("action", "trouble", "all"),
        "warning": ("warnings", "alert"),
        "enforcement": (
            "fine", "order", "ban", "suspension", "suspended", "closure", "revoked", "regulator", "regulator-action",
            "regulator_action",
        ),
        "lawsuit": ("lawsuits", "sued", "court"),
        "harm": ("harms", "death", "deaths", "injury", "infection"),
        "criticism": ("critic", "criticised", "criticized"),
    }.items()
    for typed in several
}  # fmt: skip
"""What else people type for a kind of trouble; a kind may hold more than was typed."""


def trouble(claims: Iterable[Claim], *words: str) -> tuple[Claim, ...]:
    """Return the statements that tell of trouble, of these words or of any; what was taken back is none."""
    wanted = TROUBLES if ANY_TROUBLE in words or not words else words
    fields = {field for word, held in TROUBLES.items() if word in wanted for field in held}
    return tuple(claim for claim in claims if claim.field in fields and claim.status != "withdrawn")


def trouble_word(claim: Claim) -> Trouble:
    """Return the word for the trouble that a statement tells of; it must be one of `trouble`."""
    return next(word for word, fields in TROUBLES.items() if claim.field in fields)
