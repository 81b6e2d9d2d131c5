"""What `filter` says on stderr: of the clinics that it does not list, and of what it read of the question.

Words for people are imported where one is said: most questions need none, and the answer is there sooner.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...cli.inputs import Choice
from ...errors import NothingFound
from ...model.base import ANY_TROUBLE
from ...model.money import BASE
from ...model.statement import TROUBLES
from .criteria import OLD_PRICE
from .result import Sieve

if TYPE_CHECKING:
    from .options import FilterOptions


def remarks(sieve: Sieve, choice: Choice, asked: "FilterOptions", *, streamed: bool) -> Iterator[str]:
    """Yield what there is to say once all matches are written. Raises NothingFound where there was none."""
    if sieve.criteria.flags or sieve.criteria.no_flags:
        yield from _untroubled(sieve.criteria.flags, sieve.criteria.no_flags)
    if parts := list(_not_listed(sieve)):
        yield "; ".join(parts)
    for option, given in (("--max-cost", asked.max_cost), ("--min-cost", asked.min_cost)):
        if given is not None and given.currency not in (None, BASE):
            from ...document.words import amount_of, rate_words

            usd = amount_of(choice.exchange.usd(given.high, given.currency), BASE)
            rate = rate_words(given.currency, choice.exchange.in_usd(), choice.dataset)
            yield f"{option} {amount_of(given.high, given.currency)} is {usd}: {rate}"
    if asked.limit is None or sieve.found < asked.limit:  # beyond a limit a stream is read no further
        for place in choice.absent(asked.country, sieve.met):
            yield f"no clinic on record is in {place} (stemfind filter lists all that are on record)"
    if asked.city is not None and not streamed and (missed := choice.no_town(asked.city)):
        yield missed
    if not sieve.found:
        raise NothingFound("no clinic on record is known to fit")


def _untroubled(wanted: tuple[str, ...], unwanted: tuple[str, ...]) -> Iterator[str]:
    """Yield what it means that nothing is on record, where that is asked for."""
    wanted, unwanted = (tuple(TROUBLES) if ANY_TROUBLE in words else words for words in (wanted, unwanted))
    from ...document.words import either

    more = "stemfind evidence --kind action lists all with what came of them"
    if unwanted:
        yield f"{either(unwanted)}: none found for these clinics, which does not say that there was none; {more}"
    else:
        yield f"that a clinic is not listed does not say that it is clean of {either(wanted)}; {more}"


def _not_listed(sieve: Sieve) -> Iterator[str]:
    """Yield how many clinics could not be judged, were left out for their standing, or have no offer."""
    if sieve.set_aside:
        reasons = ", ".join(f"{what} ({number:,})" for what, number in sieve.unknown.items())
        yield f"{_clinics(sieve.set_aside)} set aside because something isn't known: {reasons}"
    if OLD_PRICE in sieve.unknown:
        yield "--stale takes old and undated prices too"
    if sieve.left_out:
        yield _left_out(sieve.left_out)
    if number := sieve.without_offer:
        them = "it" if number == 1 else "them"
        yield f"{_clinics(number)} without an offer on record left out (--by clinic lists {them})"


def _clinics(number: int) -> str:
    from ...document.words import count

    return count(number, "clinic")


def _left_out(states: dict[str, int]) -> str:
    """Return "3 closed and 2 stopped clinics left out", with the options that show them."""
    *firsts, last = [f"{number:,} {state}" for state, number in states.items()]
    which = f"{', '.join(firsts)} and {last}" if firsts else last
    one = sum(states.values()) == 1
    shown = " ".join(f"--standing {state}" for state in states)
    return f"{which} clinic{'' if one else 's'} left out ({shown} shows {'it' if one else 'them'})"
