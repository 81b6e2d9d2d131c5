"""Money: what a price is in USD or another currency, at the dataset's rates or the user's own, and what prices span."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from ..errors import UnknownCurrency
from .clinic import Offer, Price
from .source import Rate

BASE = "USD"
"""The currency in which rates are given and prices are compared."""


class Exchange:
    """The rates that conversions use: the dataset's, or the user's own in their place."""

    def __init__(self, rates: tuple[Rate, ...], own: dict[str, float] | None = None, target: str = BASE) -> None:
        self._rates = {rate.currency: rate for rate in rates}
        self._own = dict(own or {})
        self.target = target
        """The currency in which people are told amounts; what programs read, and what is asked for, stays in USD."""

    def usd(self, amount: float, currency: str) -> float:
        """Return an amount in USD, to the cent. Raises UnknownCurrency."""
        return self.converted(amount, currency, BASE)

    def converted(self, amount: float, currency: str, target: str) -> float:
        """Return an amount in another currency, to the cent, converted once. Raises UnknownCurrency."""
        if currency == target:
            return amount
        return whole(round(amount * (self._factor(currency) / self._factor(target)), 2))

    def span(self, price: Price, target: str = BASE) -> tuple[float | None, float | None]:
        """Return both ends of a price in USD or another currency; an unknown end stays unknown."""
        ends = (price.low, price.high)
        low, high = (None if end is None else self.converted(end, price.currency, target) for end in ends)
        return low, high

    def between(self, currency: str) -> float:
        """Return what one unit of a currency is in the target currency. Raises UnknownCurrency."""
        return self._factor(currency) / self._factor(self.target)

    def in_usd(self) -> "Exchange":
        """Return the same rates, for amounts in USD."""
        return Exchange(tuple(self._rates.values()), self._own)

    def known(self) -> tuple[str, ...]:
        """Return the currencies that can be converted."""
        return tuple(sorted({BASE, *self._rates, *self._own}))

    def basis(self, currency: str) -> tuple[float, Rate | None]:
        """Return what one unit of a known currency is in USD, and the dated rate behind it; None: it is the user's."""
        if currency in self._own:
            return self._own[currency], None
        rate = self._rates[currency]
        return rate.usd, rate

    def _factor(self, currency: str) -> float:
        """Return what one unit of a currency is in USD. Raises UnknownCurrency."""
        if currency == BASE:
            return 1
        if currency not in self.known():
            raise UnknownCurrency(currency, self.known())
        return self.basis(currency)[0]


class PriceRange(Struct, frozen=True):
    """What the prices of some offers reach from and to.

    Only prices that are alike, in one currency, for one unit and for the same, span in a currency of their own. Of
    others `low`, `high` and `currency` are None, and the ends in USD reach over different things.
    """

    low: float | None
    high: float | None
    currency: str | None
    low_usd: float | None
    high_usd: float | None
    purposes: tuple[str, ...]
    """What they are for, each once."""
    units: tuple[str, ...]
    """What one of them buys, each once."""
    number: int
    """How many prices they are."""


def price_range(offers: Iterable[Offer], exchange: Exchange) -> PriceRange:
    """Return what the prices of offers span; one without an upper end leaves the top unknown."""
    priced = [(offer, offer.price) for offer in offers if offer.price is not None]
    ends = [exchange.span(price) for _, price in priced]
    things = {(price.currency, price.unit, frozenset(offer.indications)) for offer, price in priced}
    alike = [price for _, price in priced] if len(things) == 1 else []
    return PriceRange(
        low=outermost(min, [price.low for price in alike]),
        high=outermost(max, [price.high for price in alike]),
        currency=alike[0].currency if alike else None,
        low_usd=outermost(min, [low for low, _ in ends]),
        high_usd=outermost(max, [high for _, high in ends]),
        purposes=tuple(dict.fromkeys(term for offer, _ in priced for term in offer.indications)),
        units=tuple(dict.fromkeys(price.unit for _, price in priced)),
        number=len(priced),
    )


def outermost(pick: Callable[..., float | None], ends: list[float | None]) -> float | None:
    """Return the lowest or the highest end, or None where one of them is unknown."""
    return None if None in ends else pick(ends, default=None)


def whole(amount: float) -> float:
    """Return 23030.0 as 23030, and leave cents alone."""
    return int(amount) if float(amount).is_integer() else amount
