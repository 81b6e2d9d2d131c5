"""Which clinics fit, and which can't be judged because something isn't known."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from math import inf
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from ...model.age import is_old
from ...model.clinic import Clinic, Offer, State
from ...model.course import cells, excludes, includes, lasting, routes
from ...model.dataset import Dataset
from ...model.money import Exchange, Range, span
from ...model.names import begins, fold, holds
from ...model.statement import trouble, trouble_word

Fit = Literal["yes", "no", "unknown"]
STANDING = "standing"
"""What isn't known of a clinic whose standing is asked for and on nobody's record."""
OLD_PRICE = "price of today"
"""What isn't known of a price that is old or undated."""
Check = Callable[[Clinic, Offer | None], Fit]
Part = Callable[[Clinic, Offer | None], tuple[str, ...]]


class Criteria(Struct, frozen=True, kw_only=True):
    """What is asked for; an empty criterion asks nothing. Costs are in USD, days are days."""

    text: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    city: str | None = None
    accreditations: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    indications: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    max_cost: float | None = None
    min_cost: float | None = None
    max_days: float | None = None
    unpriced: bool = False
    """Keep what publishes no price although a cost is asked for."""
    stale: bool = False
    """Count prices that are old or undated as well."""
    every_price: bool = False
    """Let rows say prices that are old or undated as well, without counting them where a cost is asked for."""
    flags: tuple[str, ...] = ()
    """Kinds of trouble, one of which is on record."""
    no_flags: tuple[str, ...] = ()
    """Kinds of trouble, none of which is on record."""
    as_of: dt.date | None = None
    """The day against which a price is old; without one, the day on which the dataset was checked."""


class Match(Struct, frozen=True):
    """A clinic that fits, with the offers that fit and what their published prices span; or one of these offers."""

    clinic: Clinic
    offers: tuple[Offer, ...]
    price: Range | None
    conflicts: tuple[str, ...]
    old: tuple[Offer, ...] = ()
    """Those of its offers whose price is old or undated, and stays out of the span."""
    troubles: tuple[str, ...] = ()
    """What kinds of trouble are on record, where statements were read."""
    kinds: tuple[str, ...] = ()
    """Kinds of the sources that its priced offers rest on, where sources were read."""
    offer: Offer | None = None
    """The one offer that it is about, where each stands for itself."""
    aged: bool | None = None
    """Whether that offer's price is old; None where it isn't known, or has no price."""


class Selection(Struct, frozen=True):
    """What fits, and how many were set aside and why."""

    matches: tuple[Match, ...]
    unknown: dict[str, int]
    """How many clinics could not be judged, by what isn't known about them."""
    set_aside: int
    """How many clinics could not be judged, each counted once."""
    left_out: dict[str, int]
    """How many would have fitted but for their standing, by the standing that is known of them."""
    without_offer: int = 0
    """How many that fit have no offer, where each offer stands for itself."""


class Sieve:
    """Takes clinics one after another, so that a stream of any length needs no more memory than its matches."""

    def __init__(self, dataset: Dataset, criteria: Criteria, exchange: Exchange, *, by_offer: bool = False) -> None:
        self.criteria = criteria
        self.by_offer = by_offer
        """Whether each offer stands for itself."""
        self.met: set[str] = set()
        """Countries that are asked for and in which a clinic was met, whether or not it fits."""
        self._dataset = dataset
        self._exchange = exchange
        self._vague = {term.id for term in dataset.terms if term.vague}
        self._words = tuple(fold(word) for word in criteria.text)
        self._checks = self._asked()
        self._unknown: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()
        self._set_aside = self._without_offer = 0

    def matches(self, clinic: Clinic) -> Iterator[Match]:
        """Yield a clinic that is known to fit, or each of its offers that does.

        It is counted where something isn't known that would decide it, and where it fits but for its standing. What
        is known not to fit counts as neither.
        """
        if clinic.country in self.criteria.countries:
            self.met.add(clinic.country)
        if not self._eligible(clinic):
            return
        stands = self._stands(clinic)
        offers, missing = self._fitting(clinic)
        if stands == "no":
            self._left_out[_state_of(clinic)] += offers is not None
            return
        if stands == "unknown" and (offers is not None or missing):
            missing, offers = {*missing, STANDING}, None
        if offers is None:
            self._set_aside += bool(missing)
            self._unknown.update(missing)
        elif self.by_offer:
            self._without_offer += not offers
            yield from (self._alone(clinic, offer) for offer in offers)
        else:
            yield self._match(clinic, offers)

    def selection(self, matches: tuple[Match, ...]) -> Selection:
        """Return matches with what was counted."""
        unknown = {name: self._unknown[name] for name in (STANDING, *self._checks) if self._unknown[name]}
        left_out = {state: self._left_out[state] for state in get_args(State) if self._left_out[state]}
        return Selection(matches, unknown, self._set_aside, left_out, self._without_offer)

    def _eligible(self, clinic: Clinic) -> bool:
        """Whether what is always known of a clinic fits: its country, what is on record against it, its words."""
        asked = self.criteria
        if asked.countries and clinic.country not in asked.countries:
            return False
        claims = self._dataset.claims_about(clinic.id) if asked.flags or asked.no_flags else ()
        if (asked.flags and not trouble(claims, *asked.flags)) or (asked.no_flags and trouble(claims, *asked.no_flags)):
            return False
        return not self._words or self._says(clinic)

    def _says(self, clinic: Clinic) -> bool:
        told = fold(" ".join(self._texts_of(clinic)))
        return all(holds(told, word) for word in self._words)

    def _texts_of(self, clinic: Clinic) -> Iterator[str]:
        yield from (clinic.id, clinic.name, *clinic.aliases, *clinic.cities, clinic.country)
        yield from (clinic.note or "", clinic.website or "")
        country = self._dataset.country(clinic.country)
        yield from (country.name, *country.aliases, country.iso2, country.iso3) if country else ()
        used = [accreditation.term for accreditation in clinic.accreditations]
        for offer in (None, *clinic.offers):
            used += [*cells(clinic, offer), *routes(clinic, offer), *includes(clinic, offer)]
            if offer is not None:
                yield offer.name
                used += offer.indications
        yield from (person.name for person in clinic.team)
        yield from (f"{term} {self._dataset.label(term)}" for term in used if self._dataset.term(term) is not None)

    def _stands(self, clinic: Clinic) -> Fit:
        """Whether a clinic's standing fits; closed and stopped ones only where they are asked for."""
        if not self.criteria.standings:
            return "no" if clinic.gone else "yes"
        if _state_of(clinic) in self.criteria.standings:
            return "yes"
        return "unknown" if _state_of(clinic) == "unknown" else "no"

    def _fitting(self, clinic: Clinic) -> tuple[tuple[Offer, ...] | None, set[str]]:
        """Return the offers that fit, or None and what isn't known that would decide it."""
        fitting: list[Offer | None] = []
        missing: set[str] = set()
        for offer in clinic.offers or (None,):
            verdicts = {name: check(clinic, offer) for name, check in self._checks.items()}
            if "no" in verdicts.values():
                continue
            unknown = {name for name, verdict in verdicts.items() if verdict == "unknown"}
            fitting += [] if unknown else [offer]
            missing |= unknown
        return (tuple(filter(None, fitting)), set()) if fitting else (None, missing)

    # What fits

    def _match(self, clinic: Clinic, offers: tuple[Offer, ...]) -> Match:
        """Return a clinic with what its fitting offers span."""
        priced = [offer for offer in offers if offer.price is not None]
        old = tuple(offer for offer in priced if self._old(offer) is not False)
        counted = [offer for offer in priced if self.criteria.stale or self.criteria.every_price or offer not in old]
        behind = (self._dataset.source(source) for offer in priced for source in offer.sources)
        kinds = dict.fromkeys(source.kind for source in behind if source is not None)
        conflicts = tuple(conflict.id for conflict in self._dataset.conflicts_about(clinic.id))
        named = getattr(clinic, "conflicts", ())  # a line of JSON names its own
        told = trouble(self._dataset.claims_about(clinic.id)) if self._dataset.claims else ()
        troubles = tuple(dict.fromkeys(word for claim in told if (word := trouble_word(claim))))
        price = span(counted, self._exchange)
        return Match(clinic, offers, price, conflicts or named, old, troubles, tuple(kinds))

    def _alone(self, clinic: Clinic, offer: Offer) -> Match:
        """Return one offer of a clinic, with its own price, however old."""
        aged = self._old(offer) if offer.price else None
        return replace(self._match(clinic, (offer,)), price=span([offer], self._exchange), offer=offer, aged=aged)

    def _old(self, offer: Offer) -> bool | None:
        about = self._dataset.about
        return is_old(offer.dated, self.criteria.as_of or about.checked, about.recheck_months)

    # Each criterion

    def _asked(self) -> dict[str, Check]:
        """Return how each criterion that is asked for is judged, by what isn't known where that can't be decided."""
        asked = self.criteria
        costs = asked.max_cost is not None or asked.min_cost is not None
        criteria: tuple[tuple[object, str, Check], ...] = (
            (asked.city, "city", self._located),
            (asked.accreditations, "accreditation", self._accredited),
            (asked.indications, "what it is for", self._indicated),
            (costs, "price", self._affordable),
            (costs and not asked.stale, OLD_PRICE, self._dated),
            (asked.max_days is not None, "stay", partial(_lasts, "stay", asked.max_days)),
            (asked.cells, "cells", partial(self._holds, cells, asked.cells)),
            (asked.routes, "route", partial(self._holds, routes, asked.routes)),
            (asked.includes, "what is included", self._included),
            (asked.statuses, "status", self._rated),
        )
        return {name: check for wanted, name, check in criteria if wanted}

    def _located(self, clinic: Clinic, _: Offer | None) -> Fit:
        if not clinic.cities:
            return "unknown"
        return "yes" if any(begins(self.criteria.city or "", city) for city in clinic.cities) else "no"

    def _accredited(self, clinic: Clinic, _: Offer | None) -> Fit:
        stated = {accreditation.term for accreditation in clinic.accreditations}
        return "yes" if stated.issuperset(self.criteria.accreditations) else "unknown"

    def _indicated(self, _: Clinic, offer: Offer | None) -> Fit:
        if offer is None:
            return "unknown"
        if set(offer.indications) & set(self.criteria.indications):
            return "yes"
        return "unknown" if self._vague & set(offer.indications) else "no"

    def _affordable(self, _: Clinic, offer: Offer | None) -> Fit:
        if offer is None or offer.price is None:
            return "yes" if self.criteria.unpriced else "unknown"
        return _within(self._exchange.span(offer.price), self.criteria.min_cost, self.criteria.max_cost)

    def _dated(self, _: Clinic, offer: Offer | None) -> Fit:
        """An old price, or one without a date, isn't known to hold."""
        return "yes" if offer is None or offer.price is None or self._old(offer) is False else "unknown"

    def _holds(self, part: Part, asked: tuple[str, ...], clinic: Clinic, offer: Offer | None) -> Fit:
        """Whether one of the asked terms, or a narrower one, is stated; a broader one may or may not mean it."""
        stated = part(clinic, offer)
        if any(not set(asked).isdisjoint(self._dataset.line(term)) for term in stated):
            return "yes"
        may_be = self._vague.union(*(self._dataset.line(term) for term in asked))
        return "unknown" if not stated or may_be & set(stated) else "no"

    def _included(self, clinic: Clinic, offer: Offer | None) -> Fit:
        asked = set(self.criteria.includes)
        if asked & set(excludes(clinic, offer)):
            return "no"
        return "yes" if asked <= set(includes(clinic, offer)) else "unknown"

    def _rated(self, _: Clinic, offer: Offer | None) -> Fit:
        return "yes" if offer is not None and offer.status in self.criteria.statuses else "no"


def _state_of(clinic: Clinic) -> State:
    return clinic.standing.state if clinic.standing else "unknown"


def _lasts(field: str, most: float | None, clinic: Clinic, offer: Offer | None) -> Fit:
    """Whether a length of time that is stated is at most this."""
    stated = lasting(field, clinic, offer)
    return _within((stated.low, stated.high), None, most)


def _within(ends: tuple[float | None, float | None], least: float | None, most: float | None) -> Fit:
    """Whether all of a range lies between two limits; an end that isn't known may be anywhere."""
    low, high = (-inf if ends[0] is None else ends[0]), (inf if ends[1] is None else ends[1])
    least, most = (-inf if least is None else least), (inf if most is None else most)
    if high < least or low > most:
        return "no"
    return "yes" if least <= low and high <= most else "unknown"
