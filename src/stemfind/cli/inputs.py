"""What the command line names: a dataset, rates, countries, terms, fields."""

import re
from collections.abc import Container, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from ..dataset import load
from ..errors import UnknownCurrency, UnknownName, UsageError, enumerated
from ..model.dataset import Dataset
from ..model.figure import Sum, UnclearFigure, plain_number
from ..model.money import BASE, Exchange
from ..model.names import Entry, begins, fold, near, resolve

if TYPE_CHECKING:
    from ..dataset.input import Input
    from ..dataset.spelling import Spelling
    from ..model.clinic import Clinic

CURRENCY = "[A-Z]{3}"
HOW_RATED = "write a currency and what one of it is in USD, as in EUR=1.10"
HIGHEST_RATE = 1e9
"""USD for one unit of anything."""
NO_QUESTION = "no question is on record"
"""What is said where a dataset of one's own has a list of questions, and it is empty."""


class Choice:
    """A dataset and how to find things in it; nothing is read before it is needed.

    `parts` are the files that are needed of the bundled one, `rates` the user's own; None: no price is converted, so
    that no currency needs one. People are told amounts in the currency `target`, programs (`told` is false) in USD.
    """

    def __init__(
        self,
        data: "str | Input | None",
        parts: tuple[str, ...],
        rates: Iterable[str] | None,
        target: str | None,
        *,
        told: bool,
    ) -> None:
        self._data, self._parts = data, parts
        self._rates = None if rates is None else _rates(rates)
        self._target, self._told = target, told

    @cached_property
    def dataset(self) -> Dataset:
        """The dataset. Raises DatasetUnreadable and DatasetInvalid."""
        return load(self._data, self._parts, self._rates)

    @cached_property
    def spelling(self) -> "Spelling":
        """What the records of a stream may call countries and terms."""
        from ..dataset.spelling import Spelling

        return Spelling(self.dataset.countries, self.dataset.terms)

    @cached_property
    def exchange(self) -> Exchange:
        """The rates, with the user's own in their place, and the currency in which people are told amounts.

        Programs get USD, whatever was asked for. Raises UsageError for a currency without a rate.
        """
        target = (self._target or BASE).strip().upper()
        found = Exchange(self.dataset.rates, self._rates, target)
        if target not in found.known():
            raise UsageError(f"--in {self._target}: {UnknownCurrency(target, found.known())}")
        return found if self._told else found.in_usd()

    def convertible(self, given: Sum, option: str) -> str:
        """Return the currency of a sum that was typed, USD where none was. Raises UsageError where it has no rate."""
        currency = given.currency or BASE
        try:
            self.exchange.usd(1, currency)
        except UnknownCurrency as error:
            raise UsageError(f"{option}: {error}") from None
        return currency

    def cost(self, given: Sum | None, option: str) -> float | None:
        """Return one sum in USD. Raises UsageError for a currency that has no rate."""
        return None if given is None else self.exchange.usd(given.high, self.convertible(given, option))

    def clinics(self, names: Iterable[str], refused: str, *, of_countries: bool = False) -> "tuple[Clinic, ...]":
        """Return the clinics that are named, and where wanted those of a country that is, each once.

        Raises UsageError for what stands for none, with what is said of it: `refused`, in which {} is its name.
        """
        from ..model.atlas import in_words
        from ..model.subject import clinics_of, find

        subjects = {name: find(self.dataset, name) for name in names}
        held = {name: clinics_of(self.dataset, subject) for name, subject in subjects.items()}
        for name, subject in subjects.items():
            if not held[name] or not (of_countries or subject in held[name]):
                raise UsageError(f"{name}: {refused.format(in_words(subject.name))}")
        return tuple(dict.fromkeys(clinic for clinics in held.values() for clinic in clinics))

    def countries(self, names: list[str] | None) -> tuple[str, ...]:
        """Return the ids of countries, whether or not anything is on record there; of the EU with its members."""
        return tuple(identity for name in names or () for identity in self._place(name)[1])

    def absent(self, names: list[str] | None, present: Container[str]) -> tuple[str, ...]:
        """Return the countries, in words, of which none is among those that are there."""
        found = [self._place(name) for name in names or ()]
        return tuple(dict.fromkeys(name for name, ids in found if not any(one in present for one in ids)))

    def _place(self, name: str) -> tuple[str, tuple[str, ...]]:
        from ..model.atlas import in_words, place, within

        found = place(name, self.dataset.countries)
        return in_words(found.name), within(found, self.dataset.countries)

    def no_town(self, name: str) -> str | None:
        """Return what to say where no clinic is in a town of this name, or None where one is."""
        towns = [Entry(town, town) for town in dict.fromkeys(t for c in self.dataset.clinics for t in c.cities)]
        if any(begins(name, town.name) for town in towns):
            return None
        meant = near(name, towns)
        way = f"; did you mean {' or '.join(meant)}?" if meant else ""
        return f"no clinic on record is known to be in a town called {name!r}{way}"

    def terms(self, names: list[str] | None, kind: str) -> tuple[str, ...]:
        """Return the ids of terms of one kind."""
        if not names:
            return ()
        entries = [term.entry for term in self.dataset.terms if term.kind == kind]
        return tuple(resolve(name, entries, f"term for {kind}").id for name in names)

    def groups(self, names: list[str] | None) -> tuple[str, ...]:
        """Return the ids of question groups. Raises UsageError for one that holds no question."""
        entries = [group.entry for group in self.dataset.question_groups]
        found = tuple(resolve(name, entries, "group of questions").id for name in names or ())
        held = {question.group for question in self.dataset.questions}
        for group in found:
            if group not in held:
                raise UsageError(f"--group {group}: no question stands in it")
        return found


def _rates(given: Iterable[str]) -> dict[str, float]:
    """Read EUR=1.10 GBP=1.30. Raises UsageError."""
    rates: dict[str, float] = {}
    for text in given:
        currency, factor = _rate(text)
        if rates.setdefault(currency, factor) != factor:
            raise UsageError(f"--rate {text}: {currency} has another rate already; give it one")
    return rates


def _rate(given: str) -> tuple[str, float]:
    name, _, amount = (part.strip() for part in given.partition("="))
    currency = name.upper()
    if not re.fullmatch(CURRENCY, currency):
        raise UsageError(f"--rate {given}: {HOW_RATED}")
    if currency == BASE:
        raise UsageError(f"--rate {given}: {BASE} is what everything is converted to; give another currency's rate")
    try:
        factor = plain_number(amount, point=True)
    except UnclearFigure as error:
        raise UsageError(f"--rate {given}: {error}; {HOW_RATED}") from None
    if not 0 < factor < HIGHEST_RATE:
        raise UsageError(f"--rate {given}: {HOW_RATED}, above 0")
    return currency, factor


def searched(words: Iterable[str] | None) -> tuple[str, ...]:
    """Return words to look for. Raises UsageError for one that has no letter and no digit: it would fit everything."""
    found = tuple(words or ())
    for word in found:
        if not fold(word):
            raise UsageError(f"{word!r} has no letter and no digit to look for")
    return found


def named_fields(given: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the fields of a comma-separated list. Raises UnknownName, which names the ones that exist."""
    names = tuple(name.strip() for name in given.split(",") if name.strip())
    for name in names:
        if name not in known:
            raise unknown_word(name, "field", known, words=False)
    if not names:
        raise UsageError(f"no field is named; known are {', '.join(known)}")
    return names


def unknown_word(word: str, kind: str, known: tuple[str, ...], *, words: bool = True) -> UnknownName:
    """Return what to say of a word that is none of those that there are; `words`: near may be one word of several."""
    meant = near(word, [Entry(one, one) for one in known], words=words)
    return UnknownName(word, kind, meant, f"there are {enumerated(known)}")
