"""Published prices in one table: whose, what for, how much, what it buys, how far and as of when, with a bar."""

from ..model.money import Exchange
from ..model.profile import Priced
from ..model.span import NOT_STATED
from .parts import Cell, Column, Row, Run, Table, line
from .words import amount_cell, dated_status, sign, told_range

SCI = "SCI"
"""What a price is for, in short, where it is for spinal cord injury."""
Named = tuple[str, str, Priced | None]
"""Whose price it is, what it is for, and the price; None where none is published."""


def price_table(
    prices: list[Named], first: str, exchange: Exchange, *, purpose: bool = True, owners: bool = False
) -> Table:
    """Return prices, a row each; `first` is the title of the column of names, `purpose` adds what each is for.

    Where the names are those of `owners`, one that has several prices is named once.
    """
    columns = [
        Column(first, grow=True), *([Column("for")] if purpose else []),
        Column(f"price, in {exchange.target}", right=True, whole=True), Column("per"), Column("as of", whole=True),
    ]  # fmt: skip
    rows = tuple(
        price_row(
            name, said if purpose else None, price, exchange, again=owners and at > 0 and prices[at - 1][0] == name
        )
        for at, (name, said, price) in enumerate(prices)
    )
    return Table("Published prices", tuple(columns), rows, caption_shown=False, bars_at=len(columns) - 1,
                 sign=sign(exchange.target))  # fmt: skip


def price_row(name: str, purpose: str | None, price: Priced | None, exchange: Exchange, *, again: bool = False) -> Row:
    """Return one price; without a `purpose` that column is left out."""
    head: tuple[Cell, ...] = ((line(Run(name, "strong")),), *(((line(purpose),),) if purpose is not None else ()))
    if price is None or price.offer.price is None:
        return Row((*head, (line(Run("none published", "unknown")),), (line(""),), (line(""),)))
    asked = price.offer.price
    unit = NOT_STATED if asked.unit == "unstated" else asked.unit
    cells: tuple[Cell, ...] = (
        amount_cell(asked, exchange),
        (line(Run(unit, "unknown" if unit == NOT_STATED else "text")),),
        (dated_status(price.offer.status, price.offer.dated, old=price.old),),
    )
    return Row((*head, *cells), span=told_range(asked, exchange), again=again)
