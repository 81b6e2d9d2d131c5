"""What `filter` says on stderr of the clinics that it does not list."""

from collections.abc import Iterator

from ...document.words import amount_of, count, either, rate_words
from ...model.dataset import Dataset
from ...model.figure import Sum
from ...model.money import BASE, Exchange
from ...model.statement import ANY, TROUBLES
from .result import OLD_PRICE, Selection, Sieve


def _set_aside(selection: Selection) -> str | None:
    """Return the line for stderr that counts what could not be judged, or None."""
    parts = []
    if selection.set_aside:
        reasons = ", ".join(f"{what} ({number:,})" for what, number in selection.unknown.items())
        parts.append(f"{count(selection.set_aside, 'clinic')} set aside because something isn't known: {reasons}")
        if OLD_PRICE in selection.unknown:
            parts.append("--stale takes old and undated prices too")
    if selection.left_out:
        parts.append(_left_out(selection.left_out))
    if selection.without_offer:
        them = "it" if selection.without_offer == 1 else "them"
        clinics = count(selection.without_offer, "clinic")
        parts.append(f"{clinics} without an offer on record left out (--by clinic lists {them})")
    return "; ".join(parts) or None


def _left_out(states: dict[str, int]) -> str:
    """Return "3 closed and 2 stopped clinics left out", with the options that show them."""
    *firsts, last = [f"{number:,} {state}" for state, number in states.items()]
    which = f"{', '.join(firsts)} and {last}" if firsts else last
    total = sum(states.values())
    shown = " ".join(f"--standing {state}" for state in states)
    return f"{which} clinic{'s' if total != 1 else ''} left out ({shown} shows {'them' if total != 1 else 'it'})"


def converted_cost(option: str, given: Sum, exchange: Exchange, dataset: Dataset) -> str | None:
    """Return the line for stderr that says what a cost in another currency is in USD, or None for one in USD."""
    currency = given.currency or BASE
    if currency == BASE:
        return None
    usd = amount_of(exchange.usd(given.high, currency), BASE)
    return f"{option} {amount_of(given.high, currency)} is {usd}: {rate_words(currency, exchange.in_usd(), dataset)}"


def judged(sieve: Sieve) -> Iterator[str]:
    """Yield what is to be said of clinics that are not listed, and of what is not on record."""
    for remark in (_flagged(sieve.flags, sieve.no_flags), _set_aside(sieve.selection(()))):
        if remark:
            yield remark


def _flagged(wanted: tuple[str, ...], unwanted: tuple[str, ...]) -> str | None:
    """Return the line for stderr that says what it means that nothing is on record, or None where none is asked for."""
    if not wanted and not unwanted:
        return None
    wanted, unwanted = (tuple(TROUBLES) if ANY in words else words for words in (wanted, unwanted))
    more = "stemfind evidence --kind action lists all with what came of them"
    if unwanted:
        return f"{either(unwanted)}: none found for these clinics, which does not say that there was none; {more}"
    return f"of a clinic that is not listed, no {either(wanted)} was found, which does not say that it is clean; {more}"
