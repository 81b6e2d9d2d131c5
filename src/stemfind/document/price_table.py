"""Published prices in one table: whose, what for, how much, what it buys, how far and as of when, with a bar."""

from collections.abc import Sequence

from ..model.clinic import Offer, Price
from ..model.money import Exchange
from ..model.profile import Priced
from .footnotes import Notes
from .parts import Cell, Column, Line, Row, Run, Table, line
from .words import (
    amount_cell,
    amount_words,
    date_words,
    dated_status,
    none_known,
    sign,
    told_range,
    unit_words,
)

FOR_SCI = "SCI"
"""What a price is for, in short, where it is for spinal cord injury."""
Named = tuple[str, str, Priced | str]
"""Whose price it is, what it is for, and the price, or in words that none is published."""


def price_table(
    prices: Sequence[Named], first: str, exchange: Exchange, *, owners: bool = False, notes: Notes | None = None
) -> Table:
    """Return prices, a row each; `first` is the title of the column of names, which says what they are for or another.

    Where the names are those of `owners`, one that has several prices is named once. With `notes`, each has its
    footnotes and its whole date.
    """
    columns = [
        Column(first, grow=True), *([Column("for")] if any(said for _, said, _ in prices) else []),
        Column(f"price, in {exchange.target}", right=True, whole=True), Column("per"),
        Column("as of", whole=notes is None),
    ]  # fmt: skip
    rows = tuple(
        _price_row(named, exchange, again=owners and at > 0 and prices[at - 1][0] == named[0], notes=notes)
        for at, named in enumerate(prices)
    )
    return Table("Published prices", tuple(columns), rows, bars_at=len(columns) - 1,
                 sign=sign(exchange.target))  # fmt: skip


def price_line(price: Price, purpose: str, known: Line, exchange: Exchange) -> Line:
    """Return a price on one line: how much, what it buys, what it is for, and how far and as of when it is known."""
    unit = "" if price.unit == "unstated" else f" per {price.unit}"
    return (*amount_words(price, exchange), Run(f"{unit}, for: {purpose}  "), *known)


def known_in_short(offer: Offer, *, old: bool | None, notes: Notes) -> Line:
    """Return how far a price is known and as of which year, with its footnotes."""
    return (*dated_status(offer.status, offer.dated, old=old), Run("", refs=notes.refs(offer.sources)))


def _price_row(named: Named, exchange: Exchange, *, again: bool, notes: Notes | None) -> Row:
    """Return one price; where the title of its column says what it is for, no other does."""
    name, purpose, price = named
    head: tuple[Cell, ...] = ((line(Run(name, "strong")),), *(((line(purpose),),) if purpose else ()))
    if isinstance(price, str):
        return Row((*head, none_known(price), (line(""),), (line(""),)))
    cells: tuple[Cell, ...] = (
        amount_cell(price.asked, exchange),
        (unit_words(price.asked),),
        (known_as_of(price.offer, old=price.old, notes=notes),),
    )
    return Row((*head, *cells), span=told_range(price.asked, exchange), again=again)


def known_as_of(offer: Offer, *, old: bool | None, notes: Notes | None) -> Line:
    """Return how far a price is known and as of when; with `notes`, with its footnotes and its whole date."""
    if notes is None:
        return dated_status(offer.status, offer.dated, old=old)
    dated = f" {date_words(offer.dated)}" if offer.dated else ""
    return line(Run(offer.status, "status", notes.refs(offer.sources)), f"{dated}{', old' if old else ''}")
