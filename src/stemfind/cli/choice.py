"""What the command line names: a dataset, rates, countries, terms, fields."""

import datetime as dt
import re
from collections.abc import Container, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ..dataset import load
from ..errors import UnknownName, UsageError, listed
from ..model.dataset import Dataset
from ..model.money import Exchange
from ..names import Entry, begins, near, resolve

if TYPE_CHECKING:
    from ..dataset.spelling import Spelling

if TYPE_CHECKING:
    from ..dataset.input import Input

CURRENCY = re.compile("[A-Za-z]{3}")
HIGHEST_RATE = 1e9
"""USD for one unit of anything."""

NO_QUESTION = "no question is on record"
"""What is said where a dataset of one's own has a list of questions, and it is empty."""


class Choice:
    """A dataset and how to find things in it; nothing is read before it is needed."""

    def __init__(self, data: "str | Input | None", rates: list[str] | None = None, parts: Iterable[str] = ()) -> None:
        self._data = data
        self._rates = rates or []
        self._parts = tuple(parts)

    @cached_property
    def dataset(self) -> Dataset:
        """The dataset. Raises DatasetUnreadable and DatasetInvalid."""
        return load(self._data, self._parts)

    @cached_property
    def spelling(self) -> "Spelling":
        """What the records of a stream may call countries and terms."""
        from ..dataset.spelling import Spelling

        return Spelling(self.dataset.countries, self.dataset.terms)

    @cached_property
    def exchange(self) -> Exchange:
        """The rates, with the user's own in their place."""
        return Exchange(self.dataset.rates, dict(map(_rate, self._rates)))

    def countries(self, names: list[str] | None) -> tuple[str, ...]:
        """Return the ids of countries, whether or not anything is on record there; of the EU with its members."""
        return tuple(identity for name in names or () for identity in self._place(name)[1])

    def empty(self, names: list[str] | None, present: Container[str]) -> tuple[str, ...]:
        """Return the countries, in words, of which none is among those that are there."""
        found = [self._place(name) for name in names or ()]
        return tuple(dict.fromkeys(name for name, ids in found if not any(one in present for one in ids)))

    def no_town(self, name: str) -> str | None:
        """Return what to say where no clinic is in a town of this name, or None where one is."""
        towns = [Entry(town, town) for town in dict.fromkeys(t for c in self.dataset.clinics for t in c.cities)]
        if any(begins(name, town.name) for town in towns):
            return None
        meant = near(name, towns)
        way = f"; did you mean {' or '.join(meant)}?" if meant else ""
        return f"no clinic on record is known to be in a town called {name!r}{way}"

    def _place(self, name: str) -> tuple[str, tuple[str, ...]]:
        from ..atlas import in_words, place, within

        found = place(name, self.dataset.countries)
        return in_words(found.name), within(found, self.dataset.countries)

    def terms(self, names: list[str] | None, kind: str) -> tuple[str, ...]:
        """Return the ids of terms of one kind."""
        if not names:
            return ()
        entries = [Entry(t.id, t.label, t.aliases) for t in self.dataset.terms if t.kind == kind]
        return tuple(resolve(name, entries, f"term for {kind}").id for name in names)

    def groups(self, names: list[str] | None) -> tuple[str, ...]:
        """Return the ids of question groups. Raises UsageError for one that holds no question."""
        entries = [Entry(group.id, group.title) for group in self.dataset.question_groups]
        found = tuple(resolve(name, entries, "group of questions").id for name in names or ())
        held = {question.group for question in self.dataset.questions}
        for group in found:
            if group not in held:
                raise UsageError(f"--group {group}: no question stands in it")
        return found


def _rate(given: str) -> tuple[str, float]:
    """Read EUR=1.10. Raises UsageError."""
    currency, _, amount = given.partition("=")
    try:
        factor = float(amount)
    except ValueError:
        factor = 0.0
    if not (CURRENCY.fullmatch(currency) and 0 < factor < HIGHEST_RATE):
        raise UsageError(f"--rate {given}: write a currency and what one of it is in USD, as in EUR=1.10")
    return currency.upper(), factor


def day(given: str | None) -> dt.date | None:
    """Read 2026-11-22. Raises UsageError."""
    try:
        return None if given is None else dt.date.fromisoformat(given)
    except ValueError:
        raise UsageError(f"--as-of {given}: write a day as in 2026-11-22") from None


def among(given: list[str] | None, known: Sequence[str], option: str) -> tuple[str, ...]:
    """Return words of a closed list. Raises UsageError."""
    for word in given or ():
        if word not in known:
            raise UsageError(f"{option} {word}: choose {', '.join(known)}")
    return tuple(given or ())


def named_fields(given: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the fields of a comma-separated list. Raises UnknownName, which names the ones that exist."""
    names = tuple(name.strip() for name in given.split(",") if name.strip())
    for name in names:
        if name not in known:
            raise UnknownName(
                name, "field", near(name, [Entry(field, field) for field in known]), f"there are {listed(known)}"
            )
    if not names:
        raise UsageError(f"no field is named; known are {', '.join(known)}")
    return names
