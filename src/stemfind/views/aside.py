"""What `filter` says on stderr of the clinics that it does not list."""

from ..model.dataset import Dataset
from ..model.figure import Sum
from ..model.money import BASE, Exchange
from ..query import Selection
from .words import money, rate_words


def set_aside(selection: Selection) -> str | None:
    """Return the line for stderr that counts what could not be judged, or None."""
    parts = []
    if selection.set_aside:
        reasons = ", ".join(f"{what} ({number:,})" for what, number in selection.unknown.items())
        parts.append(f"{_clinics(selection.set_aside)} set aside because something isn't known: {reasons}")
    if selection.gone:
        parts.append(f"{_clinics(selection.gone, 'closed or stopped ')} left out (--standing closed shows them)")
    return "; ".join(parts) or None


def _clinics(number: int, which: str = "") -> str:
    return f"{number:,} {which}clinic{'s' if number != 1 else ''}"


def converted_cost(option: str, given: Sum, exchange: Exchange, dataset: Dataset) -> str | None:
    """Return the line for stderr that says what a cost in another currency is in USD, or None for one in USD."""
    currency = given.currency or BASE
    if currency == BASE:
        return None
    usd = money(exchange.usd(given.high, currency), BASE)
    return f"{option} {money(given.high, currency)} is {usd}: {rate_words(currency, exchange, dataset)}"
