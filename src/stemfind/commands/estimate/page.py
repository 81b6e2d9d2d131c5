"""`estimate` as a document: every line marked as published, converted, yours, included or open."""

from ...document.footnotes import Notes
from ...document.parts import Block, Cell, Column, Document, Heading, Row, Run, Table, Text, line
from ...document.parts import Line as Words
from ...document.words import (
    NOT_ADVICE,
    date_words,
    dated_status,
    interest_words,
    kind_words,
    money_range,
    purpose_words,
    rates_used,
)
from ...model.clinic import Clinic
from ...model.dataset import Dataset
from ...model.money import Exchange
from .result import NEEDS, CostLine, Estimate, OwnAmount

MEANING = (
    "published: a source states it; converted: from another currency; yours: you said so; open: nobody has a figure."
)
ABOUT = "about "
OPEN = Run("open", "unknown")


def estimate_document(found: tuple[Estimate, ...], dataset: Dataset, exchange: Exchange) -> Document:
    """Return estimates side by side, one line a need; in short those lines alone that hold a figure."""
    notes = Notes(dataset)
    needs = list(dict.fromkeys(part.label for one in found for part in one.lines[1:]))
    together = Row(((line(Run("Together", "strong")),), *(_total(one, dataset) for one in found)))
    rows = [Row(((line(_title(need)),), *(_cell(_named(one, need)) for one in found))) for need in needs]
    known = [
        row for need, row in zip(needs, rows, strict=True) if any(_named(one, need).kind != "open" for one in found)
    ]
    prices = Row(((line("Treatment"),), *(_price(one, dataset, notes) for one in found)))
    brief_prices = Row(((line("Treatment"),), *(_brief_price(one, dataset) for one in found)))
    blocks: list[Block] = [
        _table([one.subject.name for one in found], exchange, (prices, *rows, together)),
        Heading("What this leaves open"),
        *(Text((line(*_whose(one, found), _left_open(one)),)) for one in found),
    ]
    short_names = [dataset.short(one.subject.id) for one in found]
    currencies = [amount.currency for one in found for part in one.lines for amount in part.own]
    rates = rates_used(currencies, exchange, dataset)
    left = tuple(line(Run("Open: ", "strong"), *_whose(one, found), _left_open(one)) for one in found)
    said = tuple(line(who) for who in dict.fromkeys(who for one in found for who in _said_by(one, dataset)))
    return Document(
        f"The whole trip: {', '.join(one.subject.name for one in found)}",
        tuple(blocks),
        notes.references(),
        (*rates, line(Run(MEANING, "quiet")), line(Run(NOT_ADVICE, "quiet"))),
        short=(
            _table(short_names, exchange, (brief_prices, *known, together)),
            Text(left, close=True),
            Text(said),
        ),
        brief=rates,
    )


def _table(names: list[str], exchange: Exchange, rows: tuple[Row, ...]) -> Table:
    columns = (Column("", least=14), *(Column(name, least=22) for name in names))
    return Table(f"Costs in {exchange.target}", columns, rows, caption_shown=False)


def _brief_price(one: Estimate, dataset: Dataset) -> Cell:
    """Return the price with its status and date, what it is for and what it buys."""
    part = one.lines[0]
    if part.amount is None or one.offer is None or one.offer.price is None:
        return (line(OPEN, f": {part.note}"),)
    about = ABOUT if part.approximate else ""
    status = dated_status(one.offer.status, one.offer.dated, old=None)
    return (
        line(about, *_amounts(part, part.amount), "  ", *status),
        line(Run(_for(one, dataset), "text" if one.offer.for_sci else "caution"), f"; {part.note}"),
    )


def _for(one: Estimate, dataset: Dataset) -> str:
    """Return what the price is for, and that it is not for SCI where it isn't."""
    if one.offer is None or one.offer.price is None:
        return "without the treatment, which has no price"
    if one.offer.for_sci:
        return "for SCI"
    if "unspecified" in one.offer.indications:
        return "for a condition that is not stated"
    return f"for {purpose_words(dataset, one.offer.indications)}, not for SCI"


def _said_by(one: Estimate, dataset: Dataset) -> list[str]:
    """Return whose word the price is, and that no clinic stands behind a stated range."""
    if one.offer is None or one.offer.price is None:
        return []
    sources = [source for identity in one.offer.sources if (source := dataset.source(identity))]
    who = "; ".join(
        f"{source.publisher}, {kind_words(source.kind)}{f' ({interest_words(source)})' if source.interest else ''}"
        for source in sources
    )
    behind = "" if isinstance(one.subject, Clinic) else f" No clinic stands behind the range of {one.subject.name}."
    return [f"Who states the price: {who}.{behind}"]


def _title(label: str) -> str:
    """Return a need with a capital, and a name of the person's own as they wrote it."""
    return label.capitalize() if label in NEEDS else label


def _named(one: Estimate, label: str) -> CostLine:
    return next(part for part in one.lines if part.label == label)


def _whose(one: Estimate, found: tuple[Estimate, ...]) -> Words:
    """Return the name where there are several."""
    return line(Run(f"{one.subject.name}: ", "strong")) if len(found) > 1 else ()


def _amount(amount: OwnAmount) -> Run:
    return Run(money_range(amount.low, amount.high, amount.currency), "amount")


def _amounts(part: CostLine, amount: OwnAmount) -> tuple[Run | str, ...]:
    """Return an amount in its own currency first, then converted."""
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
    dated = f" {date_words(one.offer.dated)}" if one.offer.dated else ""
    return (
        *(line(about, _amount(own)) for own in part.own),
        line(about, _amount(part.amount), "  ", Run(part.kind, "status", notes.refs(part.sources))),
        line(Run(f"for: {purpose.lower()}{elsewhere}", "text" if for_sci else "caution")),
        line(Run(f"{one.offer.name}; {part.note}; {one.offer.status}{dated}", "quiet")),
        *(line(said) for said in _remarks(one)),
    )  # fmt: skip


def _remarks(one: Estimate) -> tuple[str, ...]:
    """Return what limits a price; of a range that is stated for a country, also who stands behind it."""
    offer = one.offer
    told = (offer.price and offer.price.note, None if isinstance(one.subject, Clinic) else offer.note) if offer else ()
    return tuple(said for said in told if said)


def _cell(part: CostLine) -> Cell:
    note = (line(Run(part.note, "quiet")),) if part.note and part.kind != "open" else ()
    if part.amount is not None:
        return (line(*_amounts(part, part.amount), "  ", Run(part.kind, "status")), *note)
    return (line(OPEN if part.kind == "open" else Run(part.kind, "status")), *note)


def _total(one: Estimate, dataset: Dataset) -> Cell:
    """Return the sum, and in its own line what the price in it is for."""
    if one.total is None:
        return (line(OPEN),)
    about = ABOUT if one.approximate else ""
    purpose = f" {_for(one, dataset)}"
    if one.total.low is None:
        return (line(about, _amount(one.total), purpose, ", and what is open" if one.open else ""),)
    return (line("at least " if one.at_least else "", about, _amount(one.total), purpose),)


def _left_open(one: Estimate) -> str:
    return ", ".join(part.label for part in one.open) or "nothing of what was looked at"
