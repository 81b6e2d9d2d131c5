"""One thing on record, with all that is known of how it is known."""

from msgspec import Struct

from ...model.base import Amount, Status
from ...model.clinic import Clinic, Offer
from ...model.country import Benchmark, Country
from ...model.evidence import Alternative, Harm, Position, Product, Study
from ...model.source import Source
from ...model.statement import Conflict
from ...model.trial import Trial

Told = Study | Harm | Position | Product | Alternative | Trial
"""A record of evidence."""
RecordOfFacts = Clinic | Country | Benchmark | Told | Source


class Fact(Struct, frozen=True, kw_only=True):
    """One thing on record: its value, and all that is known of how it is known."""

    field: str
    value: Offer | str
    """An offer where the fact is a price, else words from the data."""
    status: Status | None
    sources: tuple[str, ...]
    dated: str | None = None
    checked_by: tuple[str, ...] = ()
    note: str | None = None
    check: str | None = None
    """How a person might check it, where the record says so itself."""
    terms: tuple[str, ...] = ()
    """The terms that it consists of, where it is made of the vocabulary and not of somebody's words."""
    offer: str | None = None
    """Name of the offer that states the terms; None: said of all offers together."""
    amount: Amount | None = None
    """The one figure of a statement, in `unit`."""
    unit: str | None = None


class Answer(Struct, frozen=True):
    """Facts of a record, and the conflicts that they are part of."""

    record: RecordOfFacts
    field: str | None
    facts: tuple[Fact, ...]
    conflicts: tuple[Conflict, ...]
