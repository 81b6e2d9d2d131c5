"""Which clinics fit, and which can't be judged because something isn't known."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import repeat
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from ...model.age import is_old
from ...model.base import Interval
from ...model.clinic import Clinic, Offer, State
from ...model.course import cells, excludes, includes, routes, stay
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


def select(dataset: Dataset, criteria: Criteria, exchange: Exchange) -> Selection:
    """Return the clinics that are known to fit; unknown is never a match, and is counted."""
    sieve = Sieve(dataset, criteria, exchange)
    matches = tuple(match for clinic in dataset.clinics if (match := sieve.take(clinic)) is not None)
    return sieve.selection(matches)


class Sieve:
    """Takes clinics one after another, so that a stream of any length needs no more memory than its matches."""

    def __init__(self, dataset: Dataset, criteria: Criteria, exchange: Exchange, *, by_offer: bool = False) -> None:
        self.by_offer = by_offer
        """Whether each offer stands for itself."""
        self.countries = criteria.countries
        """Countries that are asked for; clinics of others need not be offered."""
        self.flags, self.no_flags = criteria.flags, criteria.no_flags
        self.met: set[str] = set()
        """Those of them in which a clinic was met, whether or not it fits."""
        self._judge = Judge(dataset, criteria, exchange)
        self._unknown: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()
        self._set_aside = self._without_offer = 0

    def matches(self, clinic: Clinic) -> Iterator[Match]:
        """Yield a clinic that is known to fit, or each of its offers that does."""
        found = self.take(clinic)
        if found is not None and self.by_offer:
            self._without_offer += not found.offers
            yield from map(self._judge.alone, repeat(found), found.offers)
        elif found is not None:
            yield found

    def take(self, clinic: Clinic) -> Match | None:
        """Return a clinic that is known to fit, or None.

        It is counted where something isn't known that would decide it, and where it fits but for its standing. What
        is known not to fit counts as neither.
        """
        if clinic.country in self.countries:
            self.met.add(clinic.country)
        if not self._judge.place(clinic):
            return None
        stands = self._judge.stands(clinic)
        offers, missing = self._judge.offers(clinic)
        if stands == "no":
            self._left_out[_state(clinic)] += offers is not None
            return None
        if stands == "unknown" and (offers is not None or missing):
            missing, offers = {*missing, STANDING}, None
        if offers is None:
            self._set_aside += bool(missing)
            self._unknown.update(missing)
            return None
        return self._judge.match(clinic, offers)

    def selection(self, matches: tuple[Match, ...]) -> Selection:
        """Return matches with what was counted."""
        unknown = {name: self._unknown[name] for name in (STANDING, *self._judge.checks) if self._unknown[name]}
        left_out = {state: self._left_out[state] for state in get_args(State) if self._left_out[state]}
        return Selection(matches, unknown, self._set_aside, left_out, self._without_offer)


class Judge:
    """Holds clinics against criteria, one after another."""

    def __init__(self, dataset: Dataset, criteria: Criteria, exchange: Exchange) -> None:
        self.criteria = criteria
        self.exchange = exchange
        self._dataset = dataset
        self._vague = {term.id for term in dataset.terms if term.vague}
        self._words = tuple(fold(word) for word in criteria.text)
        self._as_of = criteria.as_of or dataset.about.checked
        self._months = dataset.about.recheck_months
        self.checks = self._asked()

    def place(self, clinic: Clinic) -> bool:
        """Whether what is always known of a clinic fits."""
        asked = self.criteria
        if asked.countries and clinic.country not in asked.countries:
            return False
        return self._flagged(clinic) and (not self._words or self._says(clinic))

    def _flagged(self, clinic: Clinic) -> bool:
        """Whether there is trouble on record where it is asked for, and none where none is to be."""
        asked = self.criteria
        if not (asked.flags or asked.no_flags):
            return True
        claims = self._dataset.claims_about(clinic.id)
        wanted = not asked.flags or bool(trouble(claims, *asked.flags))
        return wanted and not (asked.no_flags and trouble(claims, *asked.no_flags))

    def stands(self, clinic: Clinic) -> Fit:
        """Whether a clinic's standing fits; closed and stopped ones only where they are asked for."""
        if not self.criteria.standings:
            return "no" if clinic.gone else "yes"
        if _state(clinic) in self.criteria.standings:
            return "yes"
        return "unknown" if _state(clinic) == "unknown" else "no"

    def offers(self, clinic: Clinic) -> tuple[tuple[Offer, ...] | None, set[str]]:
        """Return the offers that fit, or None and what isn't known that would decide it."""
        if not self.checks:
            return clinic.offers, set()
        fitting: list[Offer] = []
        missing: set[str] = set()
        for offer in clinic.offers or (None,):
            verdicts = {name: check(clinic, offer) for name, check in self.checks.items()}
            if "no" in verdicts.values():
                continue
            unknown = {name for name, verdict in verdicts.items() if verdict == "unknown"}
            if not unknown and offer is None:
                return (), set()
            if not unknown and offer is not None:
                fitting.append(offer)
            missing |= unknown
        return (tuple(fitting), set()) if fitting else (None, missing)

    def match(self, clinic: Clinic, offers: tuple[Offer, ...]) -> Match:
        """Return a clinic with what its fitting offers span."""
        priced = [offer for offer in offers if offer.price is not None]
        old = tuple(offer for offer in priced if not self._current(offer))
        counted = [offer for offer in priced if self.criteria.stale or self.criteria.every_price or offer not in old]
        behind = (self._dataset.source(source) for offer in priced for source in offer.sources)
        kinds = dict.fromkeys(source.kind for source in behind if source is not None)
        conflicts = tuple(conflict.id for conflict in self._dataset.conflicts_about(clinic.id))
        named = getattr(clinic, "conflicts", ())  # a line of JSON names its own
        told = trouble(self._dataset.claims_about(clinic.id)) if self._dataset.claims else ()
        troubles = tuple(dict.fromkeys(word for claim in told if (word := trouble_word(claim))))
        price = span(counted, self.exchange)
        return Match(clinic, offers, price, conflicts or named, old, troubles, tuple(kinds))

    def alone(self, match: Match, offer: Offer) -> Match:
        """Return one offer of a match, with its own price, however old."""
        one = self.match(match.clinic, (offer,))
        aged = self._old(offer) if offer.price else None
        return replace(one, price=span([offer], self.exchange), offer=offer, aged=aged)

    def _old(self, offer: Offer) -> bool | None:
        return is_old(offer.dated, self._as_of, self._months)

    def _current(self, offer: Offer) -> bool:
        return self._old(offer) is False

    def _dated(self, offer: Offer | None) -> Fit:
        """An old price, or one without a date, isn't known to hold."""
        return "yes" if offer is None or offer.price is None or self._current(offer) else "unknown"

    def _asked(self) -> dict[str, Check]:
        """Return a check for each criterion that is asked for, by what isn't known where it can't decide."""
        asked = self.criteria
        priced = asked.max_cost is not None or asked.min_cost is not None
        checks: dict[str, tuple[bool, Check]] = {
            "city": (asked.city is not None, lambda clinic, _: self._located(clinic)),
            "accreditation": (bool(asked.accreditations), lambda clinic, _: self._accredited(clinic)),
            "what it is for": (bool(asked.indications), lambda _, offer: self._indicated(offer)),
            "price": (priced, lambda _, offer: self._affordable(offer)),
            OLD_PRICE: (priced and not asked.stale, lambda _, offer: self._dated(offer)),
            "stay": (asked.max_days is not None, lambda c, offer: _at_most(*_ends(stay(c, offer)), asked.max_days)),
            "cells": (bool(asked.cells), lambda clinic, offer: self._holds(cells(clinic, offer), asked.cells)),
            "route": (bool(asked.routes), lambda clinic, offer: self._holds(routes(clinic, offer), asked.routes)),
            "what is included": (bool(asked.includes), lambda c, offer: _included(c, offer, asked.includes)),
            "status": (bool(asked.statuses), lambda _, offer: _rated(offer, asked.statuses)),
        }
        return {name: check for name, (wanted, check) in checks.items() if wanted}

    def _located(self, clinic: Clinic) -> Fit:
        if not clinic.cities:
            return "unknown"
        return "yes" if any(begins(self.criteria.city or "", city) for city in clinic.cities) else "no"

    def _accredited(self, clinic: Clinic) -> Fit:
        stated = {accreditation.term for accreditation in clinic.accreditations}
        return "yes" if stated.issuperset(self.criteria.accreditations) else "unknown"

    def _affordable(self, offer: Offer | None) -> Fit:
        asked = self.criteria
        if offer is None or offer.price is None:
            return "yes" if asked.unpriced else "unknown"
        low, high = self.exchange.span(offer.price)
        return _both(_at_most(low, high, asked.max_cost), _at_least(low, high, asked.min_cost))

    def _indicated(self, offer: Offer | None) -> Fit:
        if offer is None:
            return "unknown"
        if set(offer.indications) & set(self.criteria.indications):
            return "yes"
        return "unknown" if self._vague & set(offer.indications) else "no"

    def _holds(self, stated: tuple[str, ...], asked: tuple[str, ...]) -> Fit:
        """Whether one of the asked terms, or a narrower one, is stated; a broader one may or may not mean it."""
        if any(not set(asked).isdisjoint(self._dataset.line(term)) for term in stated):
            return "yes"
        may_be = self._vague.union(*(self._dataset.line(term) for term in asked))
        return "unknown" if not stated or may_be & set(stated) else "no"

    def _says(self, clinic: Clinic) -> bool:
        told = fold(" ".join(self._told(clinic)))
        return all(holds(told, word) for word in self._words)

    def _told(self, clinic: Clinic) -> Iterator[str]:
        yield from (clinic.id, clinic.name, *clinic.aliases, *clinic.cities, clinic.country)
        yield from (clinic.note or "", clinic.website or "")
        country = self._dataset.country(clinic.country)
        yield from (country.name, *country.aliases, country.iso2, country.iso3) if country else ()
        used = [*cells(clinic), *routes(clinic), *includes(clinic)]
        used += [a.term for a in clinic.accreditations]
        for offer in clinic.offers:
            yield offer.name
            used += [*offer.indications, *cells(clinic, offer), *routes(clinic, offer), *includes(clinic, offer)]
        yield from (person.name for person in clinic.team)
        yield from (f"{term} {self._dataset.label(term)}" for term in used if self._dataset.term(term) is not None)


def _state(clinic: Clinic) -> State:
    return clinic.standing.state if clinic.standing else "unknown"


def _rated(offer: Offer | None, asked: tuple[str, ...]) -> Fit:
    return "yes" if offer is not None and offer.status in asked else "no"


def _at_most(low: float | None, high: float | None, limit: float | None) -> Fit:
    if limit is None or (high is not None and high <= limit):
        return "yes"
    return "no" if low is not None and low > limit else "unknown"


def _at_least(low: float | None, high: float | None, limit: float | None) -> Fit:
    if limit is None or (low is not None and low >= limit):
        return "yes"
    return "no" if high is not None and high < limit else "unknown"


def _both(one: Fit, other: Fit) -> Fit:
    if "no" in (one, other):
        return "no"
    return "unknown" if "unknown" in (one, other) else "yes"


def _ends(interval: Interval) -> tuple[float | None, float | None]:
    return interval.low, interval.high


def _included(clinic: Clinic, offer: Offer | None, asked: tuple[str, ...]) -> Fit:
    if set(asked) & set(excludes(clinic, offer)):
        return "no"
    return "yes" if set(asked) <= set(includes(clinic, offer)) else "unknown"
