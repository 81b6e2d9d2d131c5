"""`estimate` as a document: every line marked as published, converted, yours, included or open."""

from collections.abc import Iterator

from msgspec.structs import replace

from ...document.footnotes import Notes
from ...document.parts import Block, Cell, Column, Document, Heading, Line, Row, Run, Table, Text, line
from ...document.price_table import known_in_short, price_line
from ...document.standing import ended_first
from ...document.words import (
    NOT_ADVICE,
    date_words,
    dated_status,
    earns,
    kind_words,
    money_range,
    purpose_words,
    rates_used,
    terms_words,
)
from ...model.dataset import Dataset
from ...model.money import Exchange
from .result import NEEDS, CostLine, Estimate, MoneyRange

MEANING = (
    "published: a source states it; converted: from another currency; yours: you said so; open: nobody has a figure."
)
FEW_OTHERS = 3
"""As many other prices of a clinic are told; more are counted."""
OPEN = Run("open", "unknown")


def estimate_document(found: tuple[Estimate, ...], dataset: Dataset, exchange: Exchange) -> Document:
    """Return estimates side by side, one line a need; in short those lines alone that hold a figure."""
    found = tuple(map(_without_cents, found))
    notes = Notes(dataset)
    ended = ended_first((one.subject for one in found), dataset, notes)
    costs = tuple(zip(*(one.lines[1:] for one in found), strict=True))
    rows = [Row(((line(_need_title(parts[0].label)),), *map(_cost_cell, parts))) for parts in costs]
    known = [row for row, parts in zip(rows, costs, strict=True) if any(part.kind != "open" for part in parts)]
    together = Row(((line(Run("Together", "strong")),), *(_total(one, dataset) for one in found)))
    prices = Row(((line("Treatment"),), *(_whole_price(one, dataset, notes) for one in found)))
    brief_prices = Row(((line("Treatment"),), *(_brief_price(one, dataset) for one in found)))
    names = [one.subject.name for one in found]
    rates = rates_used(_converted(found), exchange, dataset)
    choices = [block for one in found for block in _choice(one, found, dataset, exchange, notes)]
    said = tuple(_said_by(found, dataset))
    return Document(
        f"The whole trip: {', '.join(names)}",
        (
            *ended,
            _cost_table(names, exchange, (prices, *rows, together)),
            *choices,
            Heading("What this leaves open"),
            *(Text((_still_open(one, found),)) for one in found),
        ),
        notes.references(),
        (*rates, line(Run(MEANING, "quiet")), line(Run(NOT_ADVICE, "quiet"))),
        short=(
            *ended_first((one.subject for one in found), dataset),
            _cost_table([dataset.short(one.subject.id) for one in found], exchange, (brief_prices, *known, together)),
            Text(tuple(line(Run("Open: ", "strong"), *_still_open(one, found)) for one in found), close=True),
            *choices,
            *([Text(said)] if said else []),
        ),
        brief=rates,
    )


def _cost_table(names: list[str], exchange: Exchange, rows: tuple[Row, ...]) -> Table:
    columns = (Column("", least=14), *(Column(name, least=22) for name in names))
    return Table(f"Costs in {exchange.target}", columns, rows)


def _brief_price(one: Estimate, dataset: Dataset) -> Cell:
    """Return the price with its status and date, what it is for and what it buys."""
    part, offer = one.lines[0], one.priced
    if part.amount is None or offer is None:
        return (line(OPEN, f": {part.note}"),)
    status = dated_status(offer.status, offer.dated, old=dataset.about.is_old(offer.dated))
    return (
        line(_roughly(part), *_amounts(part, part.amount), "  ", *status),
        line(Run(_for(one, dataset), "text" if offer.for_sci else "caution"), f"; {part.note}"),
    )


def _whole_price(one: Estimate, dataset: Dataset, notes: Notes) -> Cell:
    """Return the price, where it is from, what it is for and all that limits it."""
    part, offer = one.lines[0], one.priced
    if part.amount is None or offer is None or offer.price is None:
        return (line(OPEN), line(Run(part.note or "", "quiet")))
    purpose = terms_words(dataset, offer.indications)
    elsewhere = "" if offer.for_sci or "unspecified" in offer.indications else ", not for spinal cord injury"
    dated = (
        f"{f' {date_words(offer.dated)}' if offer.dated else ''}{', old' if dataset.about.is_old(offer.dated) else ''}"
    )
    behind = None if one.of_clinic else offer.note  # who stands behind a range stated for a country
    return (
        *(line(_roughly(part), _amount_run(own)) for own in part.own),
        line(_roughly(part), _amount_run(part.amount), "  ", Run(part.kind, "status", notes.refs(part.sources))),
        line(Run(f"for: {purpose}{elsewhere}", "text" if offer.for_sci else "caution")),
        line(Run(f"{offer.name}; {part.note}; {offer.status}{dated}", "quiet")),
        *(line(said) for said in (offer.price.note, behind) if said),
    )


def _cost_cell(part: CostLine) -> Cell:
    note: Cell = (line(Run(part.note, "quiet")),) if part.note and part.kind != "open" else ()
    if part.kind == "included" and part.own:
        note += (line("yours, perhaps beside it: ", *_with_plus(part.own), ", not counted"),)
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


def _choice(
    one: Estimate, found: tuple[Estimate, ...], dataset: Dataset, exchange: Exchange, notes: Notes
) -> tuple[Block, ...]:
    """Return which of several prices was taken, and the others with what to type; nothing where the person chose."""
    if one.named or one.priced is None or not one.others:
        return ()
    number, sci = len(one.others) + 1, sum(offer.for_sci for offer in (one.priced, *one.others))
    which = {0: "none for SCI; this is the first", 1: "one for SCI: this one", number: "all for SCI; this is the first"}
    said = which.get(sci, f"{sci} for SCI; this is the first of those")
    others = []
    for offer, price in ((offer, offer.price) for offer in one.others[:FEW_OTHERS] if offer.price):
        known = known_in_short(offer, old=dataset.about.is_old(offer.dated), notes=notes)
        words = price_line(price, purpose_words(dataset, offer.indications), known, exchange)
        others.append((Run(f"{offer.id}: "), *words))
    more = len(one.others) - FEW_OTHERS
    rest = [line(f"{more} more: ", Run(f"stemfind show {one.subject.id}", "command"))] if more > 0 else []
    head = line(
        *_whose(one, found), f"{number} prices are on record, {said}. Others, with ", Run("--offer", "command"), ":"
    )
    return (Text((head, *others, *rest)),)


def _for(one: Estimate, dataset: Dataset) -> str:
    """Return what the price is for, and that it is not for SCI where it isn't."""
    if one.priced is None:
        return "without the treatment, which has no price"
    if one.priced.for_sci:
        return "for SCI"
    if "unspecified" in one.priced.indications:
        return "for a condition that is not stated"
    return f"for {purpose_words(dataset, one.priced.indications)}, not for SCI"


def _said_by(found: tuple[Estimate, ...], dataset: Dataset) -> Iterator[Line]:
    """Yield whose word each price is, of whom where there are several, and that no clinic stands behind a range."""
    told: dict[str, list[Estimate]] = {}
    for one in found:
        if one.priced is not None:
            told.setdefault("; ".join(dict.fromkeys(_who(each, dataset) for each in one.priced.sources)), []).append(
                one
            )
    for who, ones in told.items():
        whose = f" of {', '.join(dataset.short(one.subject.id) for one in ones)}" if len(found) > 1 else ""
        behind = [f" No clinic stands behind the range of {one.subject.name}." for one in ones if not one.of_clinic]
        yield line(f"Who states the price{whose}: {who}.{''.join(behind)}")


def _who(identity: str, dataset: Dataset) -> str:
    """Return who published a source, its kind and what it earns; its id where no record describes it."""
    source = dataset.source(identity)
    return f"{source.publisher}, {kind_words(source.kind)}{earns(source)}" if source else identity


def _converted(found: tuple[Estimate, ...]) -> set[str]:
    """Return the currency of every amount that stands beside its conversion."""
    counted = [amount.currency for one in found for part in one.lines if part.amount for amount in part.own]
    others = [offer.price.currency for one in found if not one.named for offer in one.others if offer.price]
    return {*counted, *others}


def _without_cents(one: Estimate) -> Estimate:
    """Return an estimate whose conversions are whole, and so add up as they are shown."""
    lines = (replace(part, amount=part.amount.rounded()) if part.own and part.amount else part for part in one.lines)
    return replace(one, lines=tuple(lines))


def _need_title(label: str) -> str:
    """Return a need with a capital, and a name of the person's own as they wrote it."""
    return label.capitalize() if label in NEEDS else label


def _still_open(one: Estimate, found: tuple[Estimate, ...]) -> Line:
    """Return what has no figure, after the name where there are several."""
    return line(*_whose(one, found), ", ".join(part.label for part in one.open) or "nothing of what was looked at")


def _whose(one: Estimate, found: tuple[Estimate, ...]) -> Line:
    """Return whose line it is, where there are several."""
    return (Run(f"{one.subject.name}: ", "strong"),) if len(found) > 1 else ()


def _roughly(told: CostLine | Estimate) -> str:
    return "about " if told.approximate else ""


def _amount_run(amount: MoneyRange) -> Run:
    return Run(money_range(amount.low, amount.high, amount.currency), "amount")


def _amounts(part: CostLine, amount: MoneyRange) -> tuple[Run | str, ...]:
    """Return an amount in its own currency first, then converted."""
    if not part.own:
        return (_amount_run(amount),)
    return (*_with_plus(part.own), " (≈ ", _amount_run(amount), ")")


def _with_plus(amounts: tuple[MoneyRange, ...]) -> list[Run | str]:
    return [run for one in amounts for run in (" + ", _amount_run(one))][1:]
