"""A match as a row of values, and rows in order."""

from collections.abc import Iterable, Iterator
from heapq import nlargest, nsmallest
from operator import itemgetter
from typing import Any

from msgspec import Struct

from ...model.age import UNDATED
from ...model.clinic import SCI, Offer
from ...model.course import cells, includes, routes, stay
from ...model.money import Exchange, outermost
from ...model.names import fold
from .result import FittingPrice, Match

FIELDS = (
    "id", "name", "country", "city", "indications", "price_low", "price_high", "currency", "price_low_usd",
    "price_high_usd", "stay_days_low", "stay_days_high", "cells", "routes", "includes", "accreditations", "conflicts",
    "sources", "price_offers", "price_for", "price_units",
)  # fmt: skip
"""The keys of a row, in their order: JSON keys and TSV columns."""
OFFER_FIELDS = (
    "id", "name", "country", "city", "offer", "offer_name", "indications", "price_low", "price_high", "currency",
    "unit", "price_low_usd", "price_high_usd", "status", "dated", "old", "stay_days_low", "stay_days_high", "cells",
    "routes", "includes", "accreditations", "conflicts", "sources",
)  # fmt: skip
"""The keys of a row that is one offer."""
MORE_FIELDS = ("standing", "standing_date", "price_dated", "source_kinds", "flags")
"""Keys that a row has only where `--fields` names them."""
PRICE = "price"
"""What `--sort` takes beside fields: the price for what was asked, however old."""
AGES = {False: "current", True: "old", None: UNDATED}
"""What a price is by its date, in the order in which they are shown."""
OWN_ENDS = {"price_low": "price_low_usd", "price_high": "price_high_usd"}
"""What figures in several currencies are sorted by."""


class Order(Struct, frozen=True):
    """In which order, and how many; without a field by country and name, and a stream in its own order."""

    field: str | None
    reverse: bool = False
    limit: int | None = None
    purposes: tuple[str, ...] = (SCI,)
    """Whose prices come first where clinics are sorted by price."""

    def wants(self, indications: Iterable[str]) -> bool:
        """Whether what something is for is what was asked for."""
        return not set(indications).isdisjoint(self.purposes)


def row(match: Match) -> dict[str, object]:
    """Return a match as values under FIELDS, or OFFER_FIELDS where it is one offer; unknown is None."""
    clinic, offers, price = match.clinic, match.offers, match.span
    stays = [days for offer in offers or (None,) if (days := stay(clinic, offer)).known]
    return {
        "id": clinic.id,
        "name": clinic.name,
        "country": clinic.country,
        "city": list(clinic.cities) or None,
        "indications": list(match.indications) or None,
        "price_low": price.low,
        "price_high": price.high,
        "currency": price.currency,
        "price_low_usd": price.low_usd,
        "price_high_usd": price.high_usd,
        "stay_days_low": outermost(min, [days.low for days in stays]),
        "stay_days_high": outermost(max, [days.high for days in stays]),
        "cells": _distinct(cells(clinic, offer) for offer in offers or (None,)) or None,
        "routes": _distinct(routes(clinic, offer) for offer in offers or (None,)) or None,
        "includes": _distinct(includes(clinic, offer) for offer in offers or (None,)) or None,
        "accreditations": [accreditation.term for accreditation in clinic.accreditations] or None,
        "conflicts": list(match.conflicts),
        "sources": _distinct([clinic.sources, *(offer.sources for offer in offers)]),
        "price_offers": price.number or None,
        "price_for": list(price.purposes) or None,
        "price_units": list(price.units) or None,
        "standing": clinic.standing.state if clinic.standing else None,
        "standing_date": clinic.standing.dated if clinic.standing else None,
        "price_dated": _distinct([(offer.dated,) if offer.price and offer.dated else () for offer in offers]) or None,
        "source_kinds": list(match.kinds) or None,
        "flags": list(match.troubles) or None,
        **(_of_one(match, match.offer) if match.offer else {}),
    }


def _of_one(match: Match, offer: Offer) -> dict[str, object]:
    """Return what only a row of one offer says."""
    return {
        "offer": offer.id,
        "offer_name": offer.name,
        "unit": offer.price.unit if offer.price else None,
        "status": offer.status,
        "dated": offer.dated,
        "old": match.prices[0].old if match.prices else None,
    }


def _distinct(lists: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(item for items in lists for item in items))


def rows_of(matches: Iterable[Match], fields: tuple[str, ...]) -> Iterator[dict[str, object]]:
    """Yield matches as rows of these fields."""
    for match in matches:
        found = row(match)
        yield {field: found[field] for field in fields}


def first(matches: Iterable[Match], order: Order, exchange: Exchange) -> tuple[Match, ...]:
    """Return matches in order, equals as they came and unknown last; a limit also bounds what is held in memory."""
    limit, reverse = order.limit, order.reverse and order.field != PRICE
    unknown: list[Match] = []

    def known() -> Iterator[tuple[Any, Match]]:
        for match in matches:
            place = _match_place(match, order, exchange)
            if place is not None:
                yield place, match
            elif limit is None or len(unknown) < limit:
                unknown.append(match)

    if limit is None:
        held = sorted(known(), key=itemgetter(0), reverse=reverse)
    else:
        held = (nlargest if reverse else nsmallest)(limit, known(), key=itemgetter(0))
    return tuple([*(match for _, match in held), *unknown][:limit])


def _match_place(match: Match, order: Order, exchange: Exchange) -> object:
    """Return what a match is sorted by, or None where it isn't known: figures, lists by their length, or words.

    By `price` like is sorted with like: prices for what was asked come before others, current ones before old and
    undated ones, whichever way round. Other fields of prices are sorted by what they are in USD.
    """
    by_name = fold(match.clinic.country), fold(match.clinic.name)
    if order.field == PRICE:
        places = (
            (not order.wants(price.offer.indications), *price_place(price, order, exchange)) for price in match.prices
        )
        return min(places, default=(True, len(AGES), 0)), by_name
    if order.field is None:
        return by_name
    if order.field == "city":
        return fold(" ".join(match.clinic.cities)) or None
    values = row(match)
    value = values[order.field]
    if value is not None and order.field in OWN_ENDS:
        return values[OWN_ENDS[order.field]]
    if isinstance(value, list):
        return (len(value), value) if value else None
    return fold(value) if isinstance(value, str) else value


def price_place(price: FittingPrice, order: Order, exchange: Exchange) -> tuple[int, float]:
    """Return what a price is sorted by: its age and, where that was asked for, how high it is."""
    age = list(AGES).index(price.old)
    if order.field != PRICE:
        return age, 0
    low, high = exchange.span(price.price)
    end = low if low is not None else high or 0
    return age, -end if order.reverse else end
