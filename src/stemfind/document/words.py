"""The words that every format agrees on: money, days, dates, statuses, what is not known."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from ..model.age import UNDATED
from ..model.base import donors
from ..model.money import BASE, Exchange
from ..model.span import NOT_STATED, interval
from ..model.statement import trouble_word
from .parts import Cell, Line, Run, Span, line

if TYPE_CHECKING:  # a command that words nothing of them does without
    from collections.abc import Iterable, Sequence

    from ..model.base import Trouble
    from ..model.clinic import Clinic, Dose, Price
    from ..model.dataset import Dataset
    from ..model.evidence import Alternative, Harm, Product, Study
    from ..model.source import Rate, Source
    from ..model.statement import Claim, Side
    from ..model.trial import Trial

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOT_HELD = "not held in this dataset"
"""Said of harms, evidence and what else a list of one's own has none of at all: that is no finding."""
WORDED_GRADES = {
    "complete": "complete injuries (AIS A)", "incomplete": "incomplete injuries (AIS B, C, D, E)",
    "any": "any AIS grade",
}  # fmt: skip
NOT_ADVICE = (
    "Prices are what sellers publish. A record is not a recommendation. "
    "Not medical advice: take this to your SCI doctor."
)
"""Said once, at the end of each document that shows a clinic."""
WIDEST_AMOUNT = 24
"""Characters of an amount and its conversion that stand on one line."""
EXACT, WORKED_OUT = 12, 4
"""Digits of a rate that is told as it is on record, and of one that is worked out from what was rounded."""
STATED_MARK = "✓"
"""Stands where somebody says that a thing is included."""
HARMS = {
    "infection": ("infection", "infections"), "mass": ("growth", "growths"),
    "death": ("report of death", "reports of death"), "contamination": ("contamination", "contaminations"),
    "trial-eligibility": ("kept out of trials", "kept out of trials"),
    "adverse-events": ("count of adverse events", "counts of adverse events"), "other": ("other", "others"),
}  # fmt: skip
"""Kinds of harm, one and several."""
TROUBLE_WORDS: dict[Trouble, tuple[str, str]] = {
    "enforcement": ("official action", "official actions"), "harm": ("report of harm", "reports of harm"),
    "lawsuit": ("lawsuit", "lawsuits"), "warning": ("warning", "warnings"), "criticism": ("criticism", "criticisms"),
}  # fmt: skip
"""Kinds of trouble, one and several, the gravest first."""
WHOSE_CELLS = {"autologous": "the person's own", "allogeneic": "a donor's"}
STATES = {"not-yet-recruiting": "not yet", "active-not-recruiting": "runs, full", "unknown": "state unknown"}
"""States of trials that a narrow column says in other words than their records."""
TAKING = ("recruiting", "not-yet-recruiting")
"""States that sound open; not every trial in one of them is."""


def amount_of(amount: float, currency: str) -> str:
    """Return an amount as one unbroken word: $15,000, €20,000, CHF15,000."""
    figure = f"{amount:,.0f}" if float(amount).is_integer() else f"{amount:,.2f}"
    return f"{sign(currency)}{figure}"


def money_range(low: float | None, high: float | None, currency: str) -> str:
    """Return a range; an end that isn't known is said, not left out."""
    if low is None and high is None:
        return NOT_STATED
    if low is None:
        return f"up to {amount_of(high or 0, currency)}"
    if high is None:
        return f"from {amount_of(low, currency)}"
    return amount_of(low, currency) if low == high else f"{amount_of(low, currency)} – {amount_of(high, currency)}"


def figure_words(amount: float, unit: str | None) -> str:
    """Return a figure and what it counts: 98 %, 1,500 people."""
    return " ".join(filter(None, (f"{int(amount) if float(amount).is_integer() else amount:,}", unit)))


def unit_words(price: Price) -> Line:
    """Return what one price buys: session, package; or that it is not stated."""
    return or_not_stated(None if price.unit == "unstated" else price.unit)


def price_words(price: Price, exchange: Exchange) -> Line:
    """Return a price in its own currency, what it buys, and its conversion marked as one."""
    runs = list(_own(price))
    if price.currency != exchange.target:
        runs.append(Run(f" (≈ {_converted_range(price, exchange)} converted)"))
    if price.unit != "unstated":
        runs.append(Run(f" per {price.unit}"))
    return tuple(runs)


def amount_words(price: Price, exchange: Exchange) -> Line:
    """Return a price in its own currency and converted, without what it buys."""
    own = _own(price)
    if price.currency == exchange.target:
        return own
    return (*own, Run(" ≈ "), Run(_converted_range(price, exchange), "amount"))


def _own(price: Price) -> Line:
    """Return a price in its own currency: "about $5,000", "from about $8,000", "up to €30,000"."""
    one, end = (price.low, "from") if price.high is None else (price.high, "up to")
    if price.approximate and one is not None and None in (price.low, price.high):
        return (Run(f"{end} about "), Run(amount_of(one, price.currency), "amount"))
    amount = Run(money_range(price.low, price.high, price.currency), "amount")
    return (Run("about "), amount) if price.approximate else (amount,)


def amount_cell(price: Price, exchange: Exchange) -> Cell:
    """Return the same on two lines where one would make its column too wide."""
    words = amount_words(price, exchange)
    if sum(len(run.text) for run in words) <= WIDEST_AMOUNT:
        return (words,)
    return words[:-2], (Run("≈ "), words[-1])


def dated_status(status: str, dated: object, *, old: bool | None = None) -> tuple[Run, Run]:
    """Return how far something is known and as of which year: "claimed 2025", "supported 2019, old".

    A price is old by its date, None where it has none; of a statement that is not said.
    """
    when = "" if dated is None else f" {str(dated)[:4] if dated != UNDATED else dated}"
    return (Run(status, "status"), Run(f"{when}{', old' if old and dated != UNDATED else ''}"))


def purpose_words(dataset: Dataset, indications: Iterable[str], *, whole: bool = False) -> str:
    """Return what a price is for: in a narrow column "SCI", "face", "not stated"; `whole` in the vocabulary's words."""
    terms = [(term, dataset.term(term)) for term in indications]
    return listed(((found and not whole and found.short) or dataset.label(term) for term, found in terms), lower=True)


def told_range(price: Price, exchange: Exchange) -> Span:
    """Return a price as a range to be drawn, in the currency of the reader; from 0 where no low end is known."""
    low, high = exchange.span(price, exchange.target)
    return Span(min([end for end in (low, high) if end is not None], default=0), high)


def sign(currency: str) -> str:
    """Return what stands before an amount of a currency."""
    return SYMBOLS.get(currency, currency)


def _converted_range(price: Price, exchange: Exchange) -> str:
    """Return a converted range without cents: a conversion is no nearer than that."""
    low, high = exchange.span(price, exchange.target)
    return money_range(None if low is None else round(low), None if high is None else round(high), exchange.target)


def grades_words(grades: tuple[str, ...], completeness: str | None = None) -> str:
    """Return AIS grades, or what a record says of them in words."""
    if grades:
        return f"AIS {', '.join(grades)}"
    return WORDED_GRADES.get(completeness or "", f"AIS grade {NOT_STATED}")


def dose_words(dose: Dose, item: str) -> str:
    """Return how much of what is given, under its label."""
    return f"{item}: {dose_amount(dose)}{f' ({dose.note})' if dose.note else ''}"


def dose_amount(dose: Dose) -> str:
    """Return how much of one thing is given: "about 50 million cells"."""
    return f"{'about ' if dose.approximate else ''}{interval(dose, dose.unit) or NOT_STATED}"


def date_words(date: object) -> str:
    """Return 2025-06-20 as 20 Jun 2025, in any locale; a partial date stays partial, and "undated" as it is."""
    year, *rest = str(date).split("-")
    month, day = rest[:1], rest[1:]
    return " ".join([*(str(int(number)) for number in day), *(MONTHS[int(number) - 1] for number in month), year])


def side_words(side: Side, dataset: Dataset) -> str:
    """Return what one side of a conflict says, and who: each publisher once."""
    return f"{side.says} ({', '.join(dict.fromkeys(map(dataset.publisher, side.sources)))})"


def none_published(former: Iterable[Clinic] = ()) -> str:
    """Return that no price is published, or none by open clinics where one that is gone had one for SCI."""
    once = any(offer.for_sci and offer.price for clinic in former for offer in clinic.offers)
    return "none by open clinics" if once else "none published"


def source_words(source: Source) -> str:
    """Return who said it: publisher, kind, what it earns, title, date."""
    weak = ", weak source" if source.weak else ""
    dated = date_words(source.published)
    return f"{source.publisher}, {kind_words(source.kind)}{weak}{earns(source)}: {source.title}, {dated}"


def kind_words(kind: str) -> str:
    """Return a kind of source; `other` alone would say nothing."""
    return "another kind of source" if kind == "other" else kind


def earns(source: Source) -> str:
    """Return in brackets what a source earns from what it says, to stand behind its name; empty where none is known."""
    interest = (source.interest or "").rstrip(".")
    said = interest if interest.partition(" ")[0] in source.publisher else lowered(interest)
    return f" ({said})" if said else ""


def source_address(source: Source) -> str:
    """Return where a source is to be found."""
    return f"https://doi.org/{source.doi}" if source.doi else source.url or ""


def terms_words(dataset: Dataset, terms: Iterable[str]) -> str:
    """Return terms by their labels, as they stand inside a sentence; empty where there is none."""
    return listed(dict.fromkeys(map(dataset.label, terms)), lower=True)


def listed(items: Iterable[str], *, lower: bool = False) -> str:
    """Return items parted by a middle dot, as they stand in a cell."""
    return " · ".join(lowered(item) if lower else item for item in items)


def either(words: Iterable[str]) -> str:
    """Return "A", "A or B", "A, B or C"."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


KEPT = {"Schwann"}
"""Names of people that begin a label and have no apostrophe."""


def lowered(label: str) -> str:
    """Return a label as it stands inside a sentence; abbreviations and names keep their capital."""
    first = label.partition(" ")[0]
    kept = first in KEPT or "'" in first or not (first[1:2].islower() or first == "A")
    return label if kept else label[:1].lower() + label[1:]


def count(number: int, one: str, many: str | None = None) -> str:
    """Return "1 clinic", "2 clinics"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def trouble_words(claim: Claim) -> str:
    """Return "official action", "report of harm": what a statement of trouble tells of."""
    return TROUBLE_WORDS[trouble_word(claim)][0]


def trouble_counts(claims: Sequence[Claim]) -> str:
    """Return "2 official actions, 1 criticism (1 only claimed)", the gravest kind first."""
    by_kind = {word: [claim for claim in claims if trouble_word(claim) == word] for word in TROUBLE_WORDS}
    return ", ".join(_with_claimed(*TROUBLE_WORDS[word], found) for word, found in by_kind.items() if found)


def _with_claimed(one: str, many: str, found: list[Claim]) -> str:
    alone = sum(claim.status == "claimed" for claim in found)
    return f"{count(len(found), one, many)}{f' ({alone} only claimed)' if alone else ''}"


def rates_used(currencies: Iterable[str], exchange: Exchange, dataset: Dataset) -> tuple[Line, ...]:
    """Return how each currency was converted, with the day of its rate and who set it."""
    used = sorted(set(currencies) - {exchange.target})
    return tuple(line(Run(f"≈ converted: {rate_words(one, exchange, dataset)}.", "quiet")) for one in used)


def rates_brief(currencies: Iterable[str], exchange: Exchange, dataset: Dataset) -> tuple[Line, ...]:
    """Return in one line how each currency was converted, for a short page; nothing where none was."""
    rates: dict[str, list[str]] = {}
    for one in sorted(set(currencies) - {exchange.target}):
        rates.setdefault(_bases(one, exchange, dataset), []).append(_unit_words(one, exchange))
    said = "; ".join(f"{', '.join(units)} ({bases})" for bases, units in rates.items())
    return (line(Run(f"≈ converted: {said}.", "quiet")),) if said else ()


def rates_asked(currencies: Iterable[str], exchange: Exchange, dataset: Dataset) -> tuple[Line, ...]:
    """Return the same where a currency was asked for, and nothing else: a short page has no room for more."""
    return () if exchange.target == BASE else rates_brief(currencies, exchange, dataset)


def rate_words(currency: str, exchange: Exchange, dataset: Dataset) -> str:
    """Return what a currency is in the one that amounts are told in, with the day of its rate and who set it."""
    return f"{_unit_words(currency, exchange)} ({_bases(currency, exchange, dataset)})"


def _unit_words(currency: str, exchange: Exchange) -> str:
    """Return what one unit is: as its rate is on record, or as near as what is worked out from one or two is known."""
    unit = exchange.between(currency)
    if exchange.target == BASE:
        return f"1 {currency} = {_figure(unit, EXACT)} {BASE}"
    return f"1 {currency} = about {_figure(unit, WORKED_OUT)} {exchange.target}"


def _figure(amount: float, digits: int) -> str:
    """Return an amount to so many digits, never as 3.8e-05."""
    places = digits - 1 - math.floor(math.log10(amount))
    text = f"{round(amount, places):,.{max(places, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _bases(currency: str, exchange: Exchange, dataset: Dataset) -> str:
    """Return the rates on which a conversion rests, and that it is worked out where nobody has set it as it stands."""
    rates = [exchange.basis(one)[1] for one in (currency, exchange.target) if one != BASE]
    dated = [rate for rate in rates if rate is not None]
    several = len(dated) > 1 or any(rate.worked_out for rate in dated)
    if not several and exchange.target == BASE:
        return _basis_words(rates[0], dataset, "reference rate")
    called = "the reference rates" if several else "the reference rate"
    return f"worked out from {' and '.join(dict.fromkeys(_basis_words(rate, dataset, called) for rate in rates))}"


def _basis_words(rate: Rate | None, dataset: Dataset, called: str) -> str:
    if rate is None:
        return "your own rate"
    source = dataset.source(rate.source)
    return f"{called} of {date_words(rate.date)}{f', {source.publisher}' if source else ''}"


def harm_words(harms: Iterable[Harm]) -> str:
    """Return how many harms are on record, by kind: "3: 2 infections, 1 growth"."""
    kinds = Counter(harm.kind for harm in harms)
    parts = [f"{number} {HARMS[kind][number > 1]}" for kind, number in kinds.items()]
    return f"{kinds.total()}: {', '.join(parts)}" if kinds.total() > 1 else parts[0]


def trial_state(trial: Trial, *, deep: bool = False) -> str:
    """Return whether a trial takes people and as of which month: "not yet, Jul 2025"; `deep` as its record says it."""
    status, day = trial.status.replace("-", " "), str(trial.status_date)
    said, when = (status, day) if deep else (STATES.get(trial.status, status), day[: len("2026-06")])
    closed = ", not open to new people" if trial.status in TAKING and not (trial.open or trial.pays) else ""
    return f"{said}, {date_words(when)}{closed}"


def given_words(record: Study | Trial, dataset: Dataset) -> str:
    """Return which cells are given, how and whose; empty where nothing of it is stated."""
    terms = terms_words(dataset, (*record.cells, *record.routes))
    return ", ".join(filter(None, (terms, whose_words(donors(record.donor)))))


def whose_words(whose: Iterable[str]) -> str:
    """Return "a donor's", "the person's own and a donor's"; empty where that isn't stated."""
    return " and ".join(WHOSE_CELLS[word] for word in whose)


def none_known(words: str = NOT_STATED) -> Cell:
    """Return the cell that stands where nothing is known."""
    return (line(Run(words, "unknown")),)


def none_held(held: object, words: str) -> Cell:
    """Return that nothing is on record, in words, where a dataset holds any such records; else that it holds none."""
    return none_known(words if held else NOT_HELD)


def or_not_stated(said: str | int | None) -> Line:
    """Return what is said, or that it is not stated."""
    words = f"{said:,}" if isinstance(said, int) else said or NOT_STATED
    return (Run(words, "unknown" if words == NOT_STATED else "text"),)


def named(record: Study | Product | Alternative | Trial) -> str:
    """Return the name of a record that fits a narrow column."""
    return record.short or record.name
