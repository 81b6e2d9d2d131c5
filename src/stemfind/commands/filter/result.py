"""Which clinics fit, and which can't be judged because something isn't known."""

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from msgspec import Struct

from ...model.clinic import Clinic, Offer, Price, State
from ...model.course import includes
from ...model.dataset import Dataset
from ...model.money import Exchange, PriceRange, price_range
from ...model.statement import trouble, trouble_word
from .criteria import Criteria, Judge, state_of

STANDING = "standing"
"""What isn't known of a clinic whose standing is asked for and on nobody's record."""


class FittingPrice(Struct, frozen=True):
    """The published price of an offer that fits; no two are joined, whatever they are for."""

    offer: Offer
    price: Price
    old: bool | None
    """Whether it is too old to count; None where its date isn't known."""
    included: int
    """How many things are said to be included; 0 where that isn't stated."""


class Match(Struct, frozen=True):
    """A clinic that fits, with the offers that fit and what their published prices span; or one of these offers."""

    clinic: Clinic
    offers: tuple[Offer, ...]
    prices: tuple[FittingPrice, ...]
    """Each of theirs, however old."""
    span: PriceRange
    """What those reach from and to that count; those that are old or undated stay out."""
    conflicts: tuple[str, ...]
    troubles: tuple[str, ...] = ()
    """What kinds of trouble are on record, where statements were read."""
    kinds: tuple[str, ...] = ()
    """Kinds of the sources that its prices rest on, where sources were read."""
    offer: Offer | None = None
    """The one offer that it is about, where each stands for itself."""

    @property
    def indications(self) -> tuple[str, ...]:
        """What its offers are for, each once."""
        return tuple(dict.fromkeys(term for offer in self.offers for term in offer.indications))

    @property
    def other_prices(self) -> tuple[Offer, ...]:
        """Offers of the clinic that have a price and do not fit; none where an offer stands for itself."""
        others = (offer for offer in self.clinic.offers if offer.price and offer not in self.offers)
        return () if self.offer else tuple(others)


class Sieve(Judge):
    """Takes clinics one after another, so that a stream of any length needs no more memory than its matches."""

    def __init__(self, dataset: Dataset, criteria: Criteria, exchange: Exchange, *, by_offer: bool = False) -> None:
        super().__init__(dataset, criteria, exchange)
        self.by_offer = by_offer
        """Whether each offer stands for itself."""
        self.found = 0
        """How many matches it has yielded."""
        self.met: set[str] = set()
        """Countries that are asked for and in which a clinic was met, whether or not it fits."""
        self.set_aside = 0
        """How many clinics could not be judged, each counted once."""
        self.without_offer = 0
        """How many that fit have no offer, where each offer stands for itself."""
        self._unknown: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()

    @property
    def unknown(self) -> dict[str, int]:
        """How many clinics could not be judged, by what isn't known about them."""
        return {name: self._unknown[name] for name in (STANDING, *self.checks) if self._unknown[name]}

    @property
    def left_out(self) -> dict[str, int]:
        """How many would have fitted but for their standing, by the standing that is known of them."""
        return {state: self._left_out[state] for state in get_args(State) if self._left_out[state]}

    def matches(self, clinic: Clinic) -> Iterator[Match]:
        """Yield a clinic that is known to fit, or each of its offers that does.

        It is counted where something isn't known that would decide it, and where it fits but for its standing. What
        is known not to fit counts as neither.
        """
        if clinic.country in self.criteria.countries:
            self.met.add(clinic.country)
        if not self.eligible(clinic):
            return
        stands = self.stands(clinic)
        offers, missing = self._fitting(clinic)
        if stands == "no":
            self._left_out[state_of(clinic)] += offers is not None
            return
        if stands == "unknown" and (offers is not None or missing):
            missing, offers = {*missing, STANDING}, None
        if offers is None:
            self.set_aside += bool(missing)
            self._unknown.update(missing)
        elif self.by_offer:
            self.without_offer += not offers
            self.found += len(offers)
            yield from (self._match(clinic, (offer,), alone=True) for offer in offers)
        else:
            self.found += 1
            yield self._match(clinic, offers)

    def _fitting(self, clinic: Clinic) -> tuple[tuple[Offer, ...] | None, set[str]]:
        """Return the offers that fit, or None and what isn't known that would decide it."""
        fitting: list[Offer | None] = []
        missing: set[str] = set()
        for offer in clinic.offers or (None,):
            verdicts = {name: check(clinic, offer) for name, check in self.checks.items()}
            if "no" in verdicts.values():
                continue
            unknown = {name for name, verdict in verdicts.items() if verdict == "unknown"}
            fitting += [] if unknown else [offer]
            missing |= unknown
        return (tuple(filter(None, fitting)), set()) if fitting else (None, missing)

    def _match(self, clinic: Clinic, offers: tuple[Offer, ...], *, alone: bool = False) -> Match:
        """Return a clinic with what its fitting offers span; an offer that stands alone counts however old."""
        prices = tuple(
            FittingPrice(offer, offer.price, self.old(offer), len(includes(clinic, offer)))
            for offer in offers
            if offer.price is not None
        )
        every = alone or self.criteria.stale or self.criteria.every_price
        counted = [price.offer for price in prices if every or price.old is False]
        behind = (self.dataset.source(source) for price in prices for source in price.offer.sources)
        conflicts = tuple(conflict.id for conflict in self.dataset.conflicts_about(clinic.id))
        named = getattr(clinic, "conflicts", ())  # a line of JSON names its own
        told = trouble(self.dataset.claims_about(clinic.id)) if self.dataset.claims else ()
        return Match(
            clinic, offers, prices, price_range(counted, self.exchange), conflicts or named,
            troubles=tuple(dict.fromkeys(map(trouble_word, told))),
            kinds=tuple(dict.fromkeys(source.kind for source in behind if source is not None)),
            offer=offers[0] if alone else None,
        )  # fmt: skip
