"""A match as a row of values, and rows in order."""

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any

from ...model.age import UNDATED
from ...model.clinic import Offer, Price
from ...model.course import cells, includes, routes, stay
from ...model.money import Exchange
from ...model.names import fold
from .result import Match

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
UNPRICED = 3
"""Sorts those that publish no price behind those whose price has no date."""
OWN_ENDS = {"price_low": "price_low_usd", "price_high": "price_high_usd"}
"""What figures in several currencies are sorted by."""
ROOM_TO_SORT = 1000
"""Matches that are held beyond a limit before they are sorted and cut."""


def row(match: Match) -> dict[str, object]:
    """Return a match as values under FIELDS, or OFFER_FIELDS where it is one offer; unknown is None."""
    clinic, offers, price = match.clinic, match.offers, match.price
    stays = [held for offer in offers or (None,) if (held := stay(clinic, offer)).known]
    return {
        "id": clinic.id,
        "name": clinic.name,
        "country": clinic.country,
        "city": list(clinic.cities) or None,
        "indications": _distinct(offer.indications for offer in offers) or None,
        "price_low": price.low if price else None,
        "price_high": price.high if price else None,
        "currency": price.currency if price else None,
        "price_low_usd": price.low_usd if price else None,
        "price_high_usd": price.high_usd if price else None,
        "stay_days_low": _outermost(min, [held.low for held in stays]),
        "stay_days_high": _outermost(max, [held.high for held in stays]),
        "cells": _distinct(cells(clinic, offer) for offer in offers or (None,)) or None,
        "routes": _distinct(routes(clinic, offer) for offer in offers or (None,)) or None,
        "includes": _distinct(includes(clinic, offer) for offer in offers or (None,)) or None,
        "accreditations": [accreditation.term for accreditation in clinic.accreditations] or None,
        "conflicts": list(match.conflicts),
        "sources": _distinct([clinic.sources, *(offer.sources for offer in offers)]),
        "price_offers": price.number if price else None,
        "price_for": list(price.purposes) if price else None,
        "price_units": list(price.units) if price else None,
        "standing": clinic.standing.state if clinic.standing else None,
        "standing_date": clinic.standing.dated if clinic.standing else None,
        "price_dated": _distinct([(offer.dated,) if offer.price and offer.dated else () for offer in offers]) or None,
        "source_kinds": list(match.kinds) or None,
        "flags": list(match.troubles) or None,
        **_offered(match),
    }  # fmt: skip


def _offered(match: Match) -> dict[str, object]:
    """Return what only a row of one offer says."""
    offer = match.offer
    if offer is None:
        return {}
    return {
        "offer": offer.id,
        "offer_name": offer.name,
        "unit": offer.price.unit if offer.price else None,
        "status": offer.status,
        "dated": offer.dated,
        "old": match.aged,
    }


def _outermost(pick: Callable[..., float | None], ends: list[float | None]) -> float | None:
    """Return the least or the greatest of some ends, or None where one of them isn't known."""
    return None if None in ends else pick(ends, default=None)


def _distinct(lists: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(item for items in lists for item in items))


def first(
    matches: Iterable[Match],
    field: str | None,
    *,
    reverse: bool,
    limit: int | None,
    key: Callable[[Match], Any] | None = None,
) -> tuple[Match, ...]:
    """Return matches in order, at most `limit`, equals as they came; a limit also bounds what is held in memory."""
    held: list[tuple[Any, Match]] = []
    unknown: list[Match] = []
    for match in matches:
        place = key(match) if key else _key(match, field)
        if place is None:
            unknown.append(match)
        else:
            held.append((place, match))
        if limit is not None and len(held) > ROOM_TO_SORT + 2 * limit:
            held = sorted(held, key=itemgetter(0), reverse=reverse)[:limit]
        if limit is not None and len(unknown) > limit:
            del unknown[limit:]
    known = [match for _, match in sorted(held, key=itemgetter(0), reverse=reverse)]
    return tuple([*known, *unknown][:limit])


def by_price(purposes: tuple[str, ...], exchange: Exchange, *, reverse: bool) -> Callable[[Match], Any]:
    """Return what clinics are sorted by where `price` is asked for: like for like.

    Prices for what was asked come before others, current ones before old and undated ones, whichever way round.
    """

    def key(match: Match) -> object:
        priced = [(offer, offer.price) for offer in match.offers if offer.price is not None]
        found = (
            (set(offer.indications).isdisjoint(purposes), age(match, offer), _low(price, exchange, reverse=reverse))
            for offer, price in priced
        )
        return min(found, default=(True, UNPRICED, 0)), _key(match, None)

    return key


def age(match: Match, offer: Offer) -> int:
    """Return 0 for a current price, 1 for an old one, 2 for an undated one."""
    return 0 if offer not in match.old else 2 if offer.dated == UNDATED else 1


def _low(price: Price, exchange: Exchange, *, reverse: bool) -> float:
    low, high = exchange.span(price)
    end = low if low is not None else high or 0
    return -end if reverse else end


def _key(match: Match, field: str | None) -> object:
    """Return what a match is sorted by, or None where it isn't known: figures, lists by their length, or words.

    Prices are sorted by what they are in USD, whatever currency they are in.
    """
    if field is None:
        return fold(match.clinic.country), fold(match.clinic.name)
    if field == "city":
        return fold(" ".join(match.clinic.cities)) or None
    values = row(match)
    value = values[field]
    if value is not None and field in OWN_ENDS:
        return values[OWN_ENDS[field]]
    if isinstance(value, list):
        return (len(value), value) if value else None
    return fold(value) if isinstance(value, str) else value
