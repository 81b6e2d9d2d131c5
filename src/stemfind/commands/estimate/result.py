"""The whole trip as a range that can be audited: what is published, the person's own figures, what stays open."""

from collections.abc import Iterable
from functools import reduce
from operator import add
from typing import Any, Literal

from msgspec import Struct, structs, to_builtins

from ...errors import UnknownName, enumerated
from ...model.base import Interval
from ...model.clinic import Clinic, Course, Offer
from ...model.country import Subject
from ...model.course import includes
from ...model.dataset import Dataset
from ...model.money import BASE, Exchange, whole

AmountKind = Literal["published", "converted", "yours", "included", "open"]
"""Where the amount of a line is from; the last two have none."""
NEEDS = {
    "flight": "travel-arrangements", "hotel": "accommodation", "rehabilitation": "rehabilitation",
    "companion": "companion-stay", "interpreter": "interpreter", "airport transfers": "airport-transfers",
    "follow-up": "follow-up", "emergency or longer stay": None, "time off work": None,
}  # fmt: skip
"""What a trip may need besides the treatment, and the inclusion that would cover it."""
NEVER_COVERED = ("flight",)
"""What an inclusion of the same sort does not pay for: help with a flight is not the flight."""
SOLD_ONE_BY_ONE = ("session", "infusion", "injection")
"""What a price may buy one of where a person may need several."""


class MoneyRange(Struct, frozen=True):
    """A range of money; an end that isn't known is None."""

    low: float | None
    high: float | None
    currency: str = BASE

    def __add__(self, other: "MoneyRange") -> "MoneyRange":
        """Add ends to ends, in one currency; an unknown end stays unknown."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return MoneyRange(low, high, self.currency)

    def times(self, low: float, high: float | None = None) -> "MoneyRange":
        """Multiply by a range of counts."""
        top = high if high is not None else low
        least = None if self.low is None else whole(round(self.low * low, 2))
        most = None if self.high is None else whole(round(self.high * top, 2))
        return MoneyRange(least, most, self.currency)

    def told(self, exchange: Exchange) -> "MoneyRange":
        """Convert to the currency that amounts are told in. Raises UnknownCurrency."""
        target, ends = exchange.target, (self.low, self.high)
        low, high = (None if end is None else exchange.converted(end, self.currency, target) for end in ends)
        return MoneyRange(low, high, target)

    def rounded(self) -> "MoneyRange":
        """Return it to a whole unit of its currency: a conversion is no nearer than that."""
        low, high = (None if end is None else round(end) for end in (self.low, self.high))
        return MoneyRange(low, high, self.currency)


class Plan(Struct, frozen=True, kw_only=True):
    """The person's own figures, in their own currencies; what they leave out stays open."""

    sessions: float = 1
    flight: MoneyRange | None = None
    nights: float | None = None
    hotel: MoneyRange | None = None
    """One night."""
    companion: MoneyRange | None = None
    rehab_week: MoneyRange | None = None
    rehab_weeks: float | None = None
    """One is counted, and said to be, where the person does not say."""
    extra: tuple[tuple[str, MoneyRange | None], ...] = ()
    """Names of one's own, or of what a trip may need; what is named twice is added."""


class CostLine(Struct, frozen=True):
    """One line of an estimate: the treatment, a need of a trip, or what the person added."""

    label: str
    kind: AmountKind
    amount: MoneyRange | None = None
    """In the currency that amounts are told in, which is USD for the data formats; None: included, or open."""
    note: str | None = None
    sources: tuple[str, ...] = ()
    approximate: bool = False
    """The seller writes "about" or "around"."""
    own: tuple[MoneyRange, ...] = ()
    """The same as it was published or written, one amount a currency; empty where none had to be converted.

    Of what is included: what the person may have to pay beside it, which is not counted.
    """


class Estimate(Struct, frozen=True):
    """The cost of a trip to one clinic, or to a country for which a price range is stated."""

    subject: Subject
    offer: Offer | None
    lines: tuple[CostLine, ...]
    """The treatment first, then the needs of a trip, then what the person added."""
    named: bool = False
    """Whether the person named the offer, so that none had to be chosen."""

    @property
    def others(self) -> tuple[Offer, ...]:
        """The other offers that have a price."""
        return tuple(offer for offer in self.subject.offers if offer.price is not None and offer is not self.offer)

    @property
    def of_clinic(self) -> bool:
        """Whether a clinic stands behind the price; none does behind a range that is stated for a country."""
        return isinstance(self.subject, Clinic)

    @property
    def priced(self) -> Offer | None:
        """The offer, where it has a price."""
        return self.offer if self.offer is not None and self.offer.price is not None else None

    @property
    def open(self) -> tuple[CostLine, ...]:
        """What has no figure."""
        return tuple(line for line in self.lines if line.kind == "open")

    @property
    def total(self) -> MoneyRange | None:
        """The sum of what has a figure, or None where nothing has."""
        known = [line.amount for line in self.lines if line.amount is not None]
        return reduce(add, known) if known else None

    @property
    def approximate(self) -> bool:
        """Whether a figure in the sum is only "about" what is written."""
        return any(line.approximate for line in self.lines)

    @property
    def at_least(self) -> bool:
        """Whether something is open or may come on top, so that the sum is a floor."""
        total, beside = self.total, any(line.kind == "included" and line.own for line in self.lines)
        return bool(self.open) or beside or total is None or total.high is None


NO_OFFER = "no offer is on record"


def whole_trip(
    dataset: Dataset, subject: Subject, plan: Plan, exchange: Exchange, wanted: str | None = None
) -> Estimate:
    """Work out a trip: the offer that is asked for, or the price for SCI, or else the first price.

    Raises UnknownName for an offer that is not the subject's.
    """
    offer = _offer(subject, wanted)
    covered = set(includes(subject, offer))
    nights = _nights_included(subject.general, offer, covered)
    weeks = 1 if plan.rehab_weeks is None else plan.rehab_weeks
    own = {"flight": plan.flight, "hotel": _hotel(plan, nights), "companion": plan.companion,
           "rehabilitation": plan.rehab_week.times(weeks) if plan.rehab_week else None}  # fmt: skip
    yours = _yours((*own.items(), *plan.extra), exchange)
    if plan.rehab_week and plan.rehab_weeks is None:
        yours["rehabilitation"] = structs.replace(yours["rehabilitation"], note="one week; more: --rehab-weeks")
    if nights is None and "hotel" in yours and "hotel" not in dict(plan.extra):
        yours["hotel"] = _perhaps_beside(yours["hotel"])
    needs = [
        _need(need, dataset.label(term).lower() if term in covered else None, yours.pop(need, None))
        for need, term in NEEDS.items()
    ]
    lines = (_treatment(offer, plan, exchange), *needs, *yours.values())
    return Estimate(subject, offer, lines, named=wanted is not None)


def _yours(figures: Iterable[tuple[str, MoneyRange | None]], exchange: Exchange) -> dict[str, CostLine]:
    """Return the lines of the person's own: each name once, added up in each currency, and only then converted."""
    found: dict[str, dict[str, MoneyRange]] = {}
    for label, amount in figures:
        if amount is not None:
            held = found.setdefault(label, {})
            held[amount.currency] = held[amount.currency] + amount if amount.currency in held else amount
    totals = {label: reduce(add, (one.told(exchange) for one in held.values())) for label, held in found.items()}
    return {
        label: CostLine(label, "yours", totals[label], own=_foreign(tuple(held.values()), exchange))
        for label, held in found.items()
    }


def _foreign(amounts: tuple[MoneyRange, ...], exchange: Exchange) -> tuple[MoneyRange, ...]:
    return amounts if any(amount.currency != exchange.target for amount in amounts) else ()


def _offer(subject: Subject, wanted: str | None) -> Offer | None:
    if wanted is not None:
        for offer in subject.offers:
            if offer.id == wanted:
                return offer
        offers = enumerated([offer.id for offer in subject.offers])
        raise UnknownName(wanted, "offer", (), f"of {subject.id} there are {offers}" if offers else NO_OFFER)
    priced = [offer for offer in subject.offers if offer.price is not None]
    return next((offer for offer in priced if offer.for_sci), priced[0] if priced else None)


def _treatment(offer: Offer | None, plan: Plan, exchange: Exchange) -> CostLine:
    if offer is None or offer.price is None:
        return CostLine("treatment", "open", note="no price is published")
    price = offer.price
    asked, note = MoneyRange(price.low, price.high, price.currency), f"one {price.unit}"
    if price.unit in SOLD_ONE_BY_ONE:
        asked, note = asked.times(plan.sessions), f"{plan.sessions:g} × {note}"
    elif price.unit == "unstated":
        note = "what one price buys is not stated"
    kind: AmountKind = "published" if asked.currency == exchange.target else "converted"
    told, foreign = asked.told(exchange), _foreign((asked,), exchange)
    return CostLine(f"treatment: {offer.name}", kind, told, note, offer.sources, price.approximate, foreign)


def _nights_included(general: Course | None, offer: Offer | None, covered: set[str]) -> Interval | None:
    """Return how many nights are included, 0 where no hotel is; None where one is and nobody states how many."""
    if "accommodation" not in covered:
        return Interval(high=0)
    held = (course.nights for course in (offer, general) if course is not None)
    return next((nights for nights in held if nights is not None), None)


def _hotel(plan: Plan, included: Interval | None) -> MoneyRange | None:
    """Return the nights that the offer does not cover, at the person's price: all where it is open how many it does."""
    if plan.hotel is None or plan.nights is None:
        return None
    if included is None:
        return plan.hotel.times(plan.nights)
    fewest = 0 if included.high is None else max(plan.nights - included.high, 0)
    return plan.hotel.times(fewest, max(plan.nights - (included.low or 0), 0))


def _perhaps_beside(yours: CostLine) -> CostLine:
    """Return what the person may have to pay beside what is included, which nobody can count."""
    own = yours.own or tuple(amount for amount in (yours.amount,) if amount is not None)
    return structs.replace(yours, kind="included", amount=None, own=own)


def _need(need: str, stated: str | None, yours: CostLine | None) -> CostLine:
    if yours is not None:
        if stated and need not in (*NEVER_COVERED, "hotel"):
            return CostLine(need, "included", note=f"stated as included, so your figure of {need} is not counted")
        if yours.kind == "included":
            return structs.replace(yours, note=f"stated as included: {stated}; for how many nights is not stated")
        return structs.replace(yours, note=f"beyond what is stated as included: {stated}" if stated else yours.note)
    if stated and need not in NEVER_COVERED:
        return CostLine(need, "included", note=f"stated as included: {stated}")
    return CostLine(need, "open", note="no figure")


def estimate_values(found: Estimate) -> dict[str, Any]:
    """Return an estimate as plain values for the data formats, amounts in USD; unknown is None."""
    return {
        "clinic" if found.of_clinic else "place": found.subject.id,
        "offer": found.offer.id if found.offer else None,
        "indications": list(found.offer.indications) if found.offer else None,
        "other_offers": [offer.id for offer in found.others],
        "lines": [{**to_builtins(line), "amount": _low_and_high(line.amount)} for line in found.lines],
        "total_usd": _low_and_high(found.total),
        "at_least": found.at_least,
        "approximate": found.approximate,
        "open": [line.label for line in found.open],
    }


def _low_and_high(amount: MoneyRange | None) -> dict[str, float | None] | None:
    return None if amount is None else {"low": amount.low, "high": amount.high}
