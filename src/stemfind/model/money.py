"""Money in the dataset's own rates: what a price is in USD, and whether that was converted."""

from msgspec import Struct

from ..errors import UnknownCurrency
from .clinic import Price
from .source import Rate

BASE = "USD"


class Exchange:
    """The rates that conversions use: the dataset's, or the user's own in their place."""

    def __init__(self, rates: tuple[Rate, ...], own: dict[str, float] | None = None) -> None:
        self._rates = {rate.currency: rate for rate in rates}
        self._own = dict(own or {})

    def usd(self, amount: float, currency: str) -> float:
        """Return an amount in USD, to the cent. Raises UnknownCurrency."""
        if currency == BASE:
            return amount
        factor = self._own.get(currency)
        if factor is None:
            rate = self._rates.get(currency)
            if rate is None:
                raise UnknownCurrency(currency, self.known())
            factor = rate.usd
        return whole(round(amount * factor, 2))

    def span(self, price: Price) -> tuple[float | None, float | None]:
        """Return both ends of a price in USD; an unknown end stays unknown."""
        low = None if price.low is None else self.usd(price.low, price.currency)
        high = None if price.high is None else self.usd(price.high, price.currency)
        return low, high

    def known(self) -> tuple[str, ...]:
        """Return the currencies that can be converted."""
        return tuple(sorted({BASE, *self._rates, *self._own}))

    def basis(self, currency: str) -> tuple[float, Rate | None]:
        """Return the factor for a currency and the dated rate behind it, or None where it is the user's own."""
        if currency in self._own:
            return self._own[currency], None
        rate = self._rates[currency]
        return rate.usd, rate


class Span(Struct, frozen=True):
    """What several prices reach from and to, in USD, and in their own currency where they share one."""

    low: float | None
    high: float | None
    currency: str | None
    low_usd: float | None
    high_usd: float | None
    converted: bool = False
    """Whether a figure in another currency is among them."""


def span(prices: list[Price], exchange: Exchange) -> Span | None:
    """Return what prices span together, or None without any; a price without an upper end leaves the top unknown."""
    if not prices:
        return None
    currencies = {price.currency for price in prices}
    ends = [exchange.span(price) for price in prices]
    low_usd, high_usd = _lowest([low for low, _ in ends]), _highest([high for _, high in ends])
    if len(currencies) > 1:
        return Span(low_usd, high_usd, BASE, low_usd, high_usd, converted=True)
    low, high = _lowest([price.low for price in prices]), _highest([price.high for price in prices])
    return Span(low, high, prices[0].currency, low_usd, high_usd, converted=prices[0].currency != BASE)


def _lowest(ends: list[float | None]) -> float | None:
    known = [end for end in ends if end is not None]
    return min(known) if len(known) == len(ends) else None


def _highest(ends: list[float | None]) -> float | None:
    known = [end for end in ends if end is not None]
    return max(known) if len(known) == len(ends) else None


def whole(amount: float) -> float:
    """Return 23030.0 as 23030, and leave cents alone."""
    return int(amount) if float(amount).is_integer() else amount
