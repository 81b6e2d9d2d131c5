"""`estimate` as a document: every line marked as published, converted, yours, included or open."""

from ...document.footnotes import Notes
from ...document.parts import Cell, Column, Document, Heading, Line, Row, Run, Table, Text, line
from ...document.words import (
    NOT_ADVICE,
    date_words,
    dated_status,
    earns,
    kind_words,
    listed,
    money_range,
    name_with_end,
    purpose_words,
    rates_used,
)
from ...model.age import is_old
from ...model.clinic import Offer
from ...model.dataset import Dataset
from ...model.money import Exchange
from .result import NEEDS, CostLine, Estimate, MoneyRange

MEANING = (
    "published: a source states it; converted: from another currency; yours: you said so; open: nobody has a figure."
)
OPEN = Run("open", "unknown")


def estimate_document(found: tuple[Estimate, ...], dataset: Dataset, exchange: Exchange) -> Document:
    """Return estimates side by side, one line a need; in short those lines alone that hold a figure."""
    notes = Notes(dataset)
    costs = tuple(zip(*(one.lines[1:] for one in found), strict=True))
    rows = [Row(((line(_need_title(parts[0].label)),), *map(_cost_cell, parts))) for parts in costs]
    known = [row for row, parts in zip(rows, costs, strict=True) if any(part.kind != "open" for part in parts)]
    together = Row(((line(Run("Together", "strong")),), *(_total(one, dataset) for one in found)))
    prices = Row(((line("Treatment"),), *(_whole_price(one, dataset, notes) for one in found)))
    brief_prices = Row(((line("Treatment"),), *(_brief_price(one, dataset) for one in found)))
    names = [name_with_end(one.subject.name, one.subject.ended) for one in found]
    brief_names = [name_with_end(dataset.short(one.subject.id), one.subject.ended) for one in found]
    own = [amount.currency for one in found for part in one.lines for amount in part.own]
    rates = rates_used(own, exchange, dataset)
    said = tuple(line(who) for who in dict.fromkeys(who for one in found for who in _said_by(one, dataset)))
    return Document(
        f"The whole trip: {', '.join(names)}",
        (
            _cost_table(names, exchange, (prices, *rows, together)),
            Heading("What this leaves open"),
            *(Text((_still_open(one, found),)) for one in found),
        ),
        notes.references(),
        (*rates, line(Run(MEANING, "quiet")), line(Run(NOT_ADVICE, "quiet"))),
        short=(
            _cost_table(brief_names, exchange, (brief_prices, *known, together)),
            Text(tuple(line(Run("Open: ", "strong"), *_still_open(one, found)) for one in found), close=True),
            Text(said),
        ),
        brief=rates,
    )


def _cost_table(names: list[str], exchange: Exchange, rows: tuple[Row, ...]) -> Table:
    columns = (Column("", least=14), *(Column(name, least=22) for name in names))
    return Table(f"Costs in {exchange.target}", columns, rows, caption_shown=False)


def _brief_price(one: Estimate, dataset: Dataset) -> Cell:
    """Return the price with its status and date, what it is for and what it buys."""
    part, offer = one.lines[0], one.priced
    if part.amount is None or offer is None:
        return (line(OPEN, f": {part.note}"),)
    status = dated_status(offer.status, offer.dated, old=_old(offer, dataset))
    return (
        line(_roughly(part), *_amounts(part, part.amount), "  ", *status),
        line(Run(_for(one, dataset), "text" if offer.for_sci else "caution"), f"; {part.note}"),
    )


def _whole_price(one: Estimate, dataset: Dataset, notes: Notes) -> Cell:
    """Return the price, where it is from, what it is for and all that limits it."""
    part, offer = one.lines[0], one.priced
    if part.amount is None or offer is None or offer.price is None:
        return (line(OPEN), line(Run(part.note or "", "quiet")))
    purpose = listed(dataset.label(term) for term in offer.indications)
    elsewhere = "" if offer.for_sci or "unspecified" in offer.indications else ", not for spinal cord injury"
    dated = f"{f' {date_words(offer.dated)}' if offer.dated else ''}{', old' if _old(offer, dataset) else ''}"
    behind = None if one.of_clinic else offer.note  # who stands behind a range stated for a country
    return (
        *(line(_roughly(part), _amount_run(own)) for own in part.own),
        line(_roughly(part), _amount_run(part.amount), "  ", Run(part.kind, "status", notes.refs(part.sources))),
        line(Run(f"for: {purpose.lower()}{elsewhere}", "text" if offer.for_sci else "caution")),
        line(Run(f"{offer.name}; {part.note}; {offer.status}{dated}", "quiet")),
        *(line(said) for said in (offer.price.note, behind) if said),
    )


def _old(offer: Offer, dataset: Dataset) -> bool | None:
    """Whether a price is too old on the day on which the data was checked; None where it has no date."""
    return is_old(offer.dated, dataset.about.checked, dataset.about.recheck_months)


def _cost_cell(part: CostLine) -> Cell:
    note = (line(Run(part.note, "quiet")),) if part.note and part.kind != "open" else ()
    if part.amount is not None:
        return (line(*_amounts(part, part.amount), "  ", Run(part.kind, "status")), *note)
    return (line(OPEN if part.kind == "open" else Run(part.kind, "status")), *note)


def _total(one: Estimate, dataset: Dataset) -> Cell:
    """Return the sum, and in its own line what the price in it is for."""
    if one.total is None:
        return (line(OPEN),)
    words = (_roughly(one), _amount_run(one.total), f" {_for(one, dataset)}")
    if one.total.low is None:
        return (line(*words, ", and what is open" if one.open else ""),)
    return (line("at least " if one.at_least else "", *words),)


def _for(one: Estimate, dataset: Dataset) -> str:
    """Return what the price is for, and that it is not for SCI where it isn't."""
    if one.priced is None:
        return "without the treatment, which has no price"
    if one.priced.for_sci:
        return "for SCI"
    if "unspecified" in one.priced.indications:
        return "for a condition that is not stated"
    return f"for {purpose_words(dataset, one.priced.indications)}, not for SCI"


def _said_by(one: Estimate, dataset: Dataset) -> list[str]:
    """Return whose word the price is, and that no clinic stands behind a stated range."""
    if one.priced is None:
        return []
    sources = [source for identity in one.priced.sources if (source := dataset.source(identity))]
    who = "; ".join(f"{source.publisher}, {kind_words(source.kind)}{earns(source)}" for source in sources)
    behind = "" if one.of_clinic else f" No clinic stands behind the range of {one.subject.name}."
    return [f"Who states the price: {who}.{behind}"]


def _need_title(label: str) -> str:
    """Return a need with a capital, and a name of the person's own as they wrote it."""
    return label.capitalize() if label in NEEDS else label


def _still_open(one: Estimate, found: tuple[Estimate, ...]) -> Line:
    """Return what has no figure, after the name where there are several."""
    whose = (Run(f"{one.subject.name}: ", "strong"),) if len(found) > 1 else ()
    return line(*whose, ", ".join(part.label for part in one.open) or "nothing of what was looked at")


def _roughly(told: CostLine | Estimate) -> str:
    return "about " if told.approximate else ""


def _amount_run(amount: MoneyRange) -> Run:
    return Run(money_range(amount.low, amount.high, amount.currency), "amount")


def _amounts(part: CostLine, amount: MoneyRange) -> tuple[Run | str, ...]:
    """Return an amount in its own currency first, then converted."""
    if not part.own:
        return (_amount_run(amount),)
    own = [run for one in part.own for run in (" + ", _amount_run(one))][1:]
    return (*own, " (≈ ", _amount_run(amount), ")")
