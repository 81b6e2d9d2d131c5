"""What can be asked of a clinic, and whether it fits: yes, no, or not known."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from math import inf
from typing import Literal

from msgspec import Struct

from ...model.clinic import Clinic, Offer, State
from ...model.course import cells, excludes, includes, routes, stay
from ...model.dataset import Dataset
from ...model.money import Exchange
from ...model.names import begins, fold, holds
from ...model.statement import trouble

Fit = Literal["yes", "no", "unknown"]
OLD_PRICE = "price of today"
"""What isn't known of a price that is old or undated."""
Check = Callable[[Clinic, Offer | None], Fit]
"""Judges one criterion of a clinic's offer; None: of a clinic that has no offer on record."""
Part = Callable[[Clinic, Offer | None], tuple[str, ...]]
"""Returns the terms that an offer states, or its clinic for all of them."""


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


class Judge:
    """Holds clinics and their offers against criteria."""

    def __init__(self, dataset: Dataset, criteria: Criteria, exchange: Exchange) -> None:
        self.criteria = criteria
        self.dataset = dataset
        self.exchange = exchange
        self._vague = {term.id for term in dataset.terms if term.vague}
        self._words = tuple(fold(word) for word in criteria.text)
        self.checks = self._asked()

    def eligible(self, clinic: Clinic) -> bool:
        """Whether what is always known of a clinic fits: its country, what is on record against it, its words."""
        asked = self.criteria
        if asked.countries and clinic.country not in asked.countries:
            return False
        claims = self.dataset.claims_about(clinic.id) if asked.flags or asked.no_flags else ()
        if (asked.flags and not trouble(claims, *asked.flags)) or (asked.no_flags and trouble(claims, *asked.no_flags)):
            return False
        return not self._words or self._says(clinic)

    def _says(self, clinic: Clinic) -> bool:
        told = fold(" ".join(self._texts_of(clinic)))
        return all(holds(told, word) for word in self._words)

    def _texts_of(self, clinic: Clinic) -> Iterator[str]:
        yield from (clinic.id, clinic.name, *clinic.aliases, *clinic.cities, clinic.country)
        yield from (clinic.note or "", clinic.website or "")
        country = self.dataset.country(clinic.country)
        yield from (country.name, *country.aliases, country.iso2, country.iso3) if country else ()
        used = [accreditation.term for accreditation in clinic.accreditations]
        for offer in (None, *clinic.offers):
            used += [*cells(clinic, offer), *routes(clinic, offer), *includes(clinic, offer)]
            if offer is not None:
                yield offer.name
                used += offer.indications
        yield from (person.name for person in clinic.team)
        yield from (f"{term} {self.dataset.label(term)}" for term in used if self.dataset.term(term) is not None)

    def stands(self, clinic: Clinic) -> Fit:
        """Whether a clinic's standing fits; closed and stopped ones only where they are asked for."""
        if not self.criteria.standings:
            return "no" if clinic.gone else "yes"
        if state_of(clinic) in self.criteria.standings:
            return "yes"
        return "unknown" if state_of(clinic) == "unknown" else "no"

    def old(self, offer: Offer) -> bool | None:
        """Whether the price of an offer is too old to count; None where its date isn't known."""
        return self.dataset.about.is_old(offer.dated, self.criteria.as_of)

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
            (asked.max_days is not None, "stay", self._short_enough),
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
        return _within(self.exchange.span(offer.price), self.criteria.min_cost, self.criteria.max_cost)

    def _dated(self, _: Clinic, offer: Offer | None) -> Fit:
        """An old price, or one without a date, isn't known to hold."""
        return "yes" if offer is None or offer.price is None or self.old(offer) is False else "unknown"

    def _holds(self, part: Part, asked: tuple[str, ...], clinic: Clinic, offer: Offer | None) -> Fit:
        """Whether one of the asked terms, or a narrower one, is stated; a broader one may or may not mean it."""
        stated = part(clinic, offer)
        if any(not set(asked).isdisjoint(self.dataset.lineage(term)) for term in stated):
            return "yes"
        may_be = self._vague.union(*(self.dataset.lineage(term) for term in asked))
        return "unknown" if not stated or may_be & set(stated) else "no"

    def _included(self, clinic: Clinic, offer: Offer | None) -> Fit:
        asked = set(self.criteria.includes)
        if asked & set(excludes(clinic, offer)):
            return "no"
        return "yes" if asked <= set(includes(clinic, offer)) else "unknown"

    def _short_enough(self, clinic: Clinic, offer: Offer | None) -> Fit:
        days = stay(clinic, offer)
        return _within((days.low, days.high), None, self.criteria.max_days)

    def _rated(self, _: Clinic, offer: Offer | None) -> Fit:
        return "yes" if offer is not None and offer.status in self.criteria.statuses else "no"


def state_of(clinic: Clinic) -> State:
    """Return whether a clinic still treats people."""
    return clinic.standing.state if clinic.standing else "unknown"


def _within(ends: tuple[float | None, float | None], least: float | None, most: float | None) -> Fit:
    """Whether all of a range lies between two limits; an end that isn't known may be anywhere."""
    low, high = (-inf if ends[0] is None else ends[0]), (inf if ends[1] is None else ends[1])
    least, most = (-inf if least is None else least), (inf if most is None else most)
    if high < least or low > most:
        return "no"
    return "yes" if least <= low and high <= most else "unknown"
