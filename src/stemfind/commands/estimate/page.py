"""`estimate` as a document: every line marked as published, converted, yours, included or open."""

from ...document.footnotes import Notes
from ...document.parts import Block, Cell, Column, Document, Heading, Row, Run, Table, Text, line
from ...document.parts import Line as Words
from ...document.words import NOT_ADVICE, date_words, money_range, rates_used
from ...model.dataset import Dataset
from ...model.money import Exchange
from .result import NEEDS, Amount, Estimate, Line

MEANING = "published: by the seller; converted: from another currency; yours: you said so; open: nobody has a figure."
ABOUT = "about "
OPEN = Run("open", "unknown")


def estimate_document(found: tuple[Estimate, ...], dataset: Dataset, exchange: Exchange) -> Document:
    """Return reckonings side by side, one line a need."""
    notes = Notes(dataset)
    names = list(dict.fromkeys(part.label for one in found for part in one.lines[1:]))
    columns = (Column("", least=14), *(Column(one.clinic.name, least=22) for one in found))
    rows = [
        Row(((line("Treatment"),), *(_price(one, dataset, notes) for one in found))),
        *(Row(((line(_title(name)),), *(_cell(_named(one, name)) for one in found))) for name in names),
        Row(((line(Run("Together", "strong")),), *(_total(one) for one in found))),
    ]
    blocks: list[Block] = [
        Table("Costs in USD", columns, tuple(rows), caption_shown=False),
        Heading("What this leaves open"),
        *(Text((line(*_whose(one, found), _left_open(one)),)) for one in found),
    ]
    currencies = [amount.currency for one in found for part in one.lines for amount in part.own]
    closing = (*rates_used(currencies, exchange, dataset), line(Run(MEANING, "quiet")), line(Run(NOT_ADVICE, "quiet")))
    return Document(f"The whole trip: {', '.join(one.clinic.name for one in found)}", tuple(blocks),
                    notes.references(), closing)  # fmt: skip


def _title(label: str) -> str:
    """Return a need with a capital, and a name of the person's own as they wrote it."""
    return label.capitalize() if label in NEEDS else label


def _named(one: Estimate, label: str) -> Line:
    return next(part for part in one.lines if part.label == label)


def _whose(one: Estimate, found: tuple[Estimate, ...]) -> Words:
    """Return the clinic's name where there are several."""
    return line(Run(f"{one.clinic.name}: ", "strong")) if len(found) > 1 else ()


def _amount(amount: Amount) -> Run:
    return Run(money_range(amount.low, amount.high, amount.currency), "amount")


def _amounts(part: Line, amount: Amount) -> tuple[Run | str, ...]:
    """Return an amount in its own currency first, then in USD."""
    if not part.own:
        return (_amount(amount),)
    own = [run for one in part.own for run in (" + ", _amount(one))][1:]
    return (*own, " (≈ ", _amount(amount), ")")


def _price(one: Estimate, dataset: Dataset, notes: Notes) -> Cell:
    part = one.lines[0]
    if part.amount is None or one.offer is None or one.offer.price is None:
        return (line(OPEN), line(Run(part.note or "", "quiet")))
    purpose = ", ".join(dataset.label(term) for term in one.offer.indications)
    for_sci = one.offer.for_sci
    elsewhere = "" if for_sci or "unspecified" in one.offer.indications else ", not for spinal cord injury"
    about = ABOUT if part.approximate else ""
    dated = f"; {date_words(one.offer.dated)}" if one.offer.dated else ""
    return (
        *(line(about, _amount(own)) for own in part.own),
        line(about, _amount(part.amount), "  ", Run(part.kind, "status", notes.refs(part.sources))),
        line(Run(f"for: {purpose.lower()}{elsewhere}", "text" if for_sci else "caution")),
        line(Run(f"{one.offer.name}; {part.note}{dated}", "quiet")),
    )  # fmt: skip


def _cell(part: Line) -> Cell:
    note = (line(Run(part.note, "quiet")),) if part.note and part.kind != "open" else ()
    if part.amount is not None:
        return (line(*_amounts(part, part.amount), "  ", Run(part.kind, "status")), *note)
    return (line(OPEN if part.kind == "open" else Run(part.kind, "status")), *note)


def _total(one: Estimate) -> Cell:
    if one.total is None:
        return (line(OPEN),)
    about = ABOUT if one.approximate else ""
    if one.total.low is None:
        return (line(about, _amount(one.total), ", and what is open" if one.open else ""),)
    return (line("at least " if one.at_least else "", about, _amount(one.total)),)


def _left_open(one: Estimate) -> str:
    return ", ".join(part.label for part in one.open) or "nothing of what was looked at"
