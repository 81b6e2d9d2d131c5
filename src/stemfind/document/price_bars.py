"""Published prices as bars on one scale, each with what it is for, and the benchmarks under them."""

from ..model.clinic import Price
from ..model.dataset import Dataset
from ..model.money import Exchange
from ..model.profile import Comparison, Priced, Profile
from .footnotes import Notes
from .parts import Bar, Bars, Line, Run, line
from .words import date_words, price_words, rates_asked, rates_used, sign, status_run, told_range


class Scale:
    """Draws the prices of one comparison; `compare` and `show` share it."""

    def __init__(self, comparison: Comparison, dataset: Dataset, exchange: Exchange, notes: Notes) -> None:
        self.comparison = comparison
        self.dataset = dataset
        self.exchange = exchange
        self.notes = notes
        self.own = tuple(price for profile in comparison.profiles for price in _drawn(profile))

    def bars(self) -> tuple[Bars, ...]:
        """Return the bars; nothing where there is no price."""
        prices = (*self.own, *self.comparison.benchmarks)
        currency = self.exchange.target
        bars = tuple(self._bar(price, price.offer.price) for price in prices if price.offer.price is not None)
        return (Bars(f"Published prices on one scale, in {currency}", bars, sign(currency)),) if bars else ()

    def _bar(self, price: Priced, asked: Price) -> Bar:
        dated = f", {date_words(price.offer.dated)}" if price.old or price.old is None else ""
        label = f"{self.dataset.name(price.owner)}, {purpose(price, self.dataset)}{dated}"
        refs = self.notes.refs(price.offer.sources)
        says = line(*price_words(asked, self.exchange), "  ", status_run(price.offer.status, refs))
        told = told_range(asked, self.exchange)
        return Bar(label, told.low, told.high, says)

    def conversions(self) -> tuple[Line, ...]:
        """Return how each converted currency was converted, the benchmarks' too."""
        return rates_used(self._currencies(), self.exchange, self.dataset)

    def rates(self) -> tuple[Line, ...]:
        """Return the same in one line, where amounts are told in a currency that was asked for."""
        return rates_asked(self._currencies(), self.exchange, self.dataset)

    def _currencies(self) -> list[str]:
        prices = [price for profile in self.comparison.profiles for price in profile.prices]
        return [p.offer.price.currency for p in (*prices, *self.comparison.benchmarks) if p.offer.price]


def purpose(price: Priced, dataset: Dataset) -> str:
    """Return what a price is for, in the words of the vocabulary."""
    return ", ".join(dataset.label(term) for term in price.offer.indications).lower()


def clinic_conflicts(profile: Profile) -> Line:
    """Return how many conflicts name a country's clinics alone, in the words that `compare` and `show` share."""
    number = Run(f"! {len(profile.clinic_conflicts)}", "caution")
    return line(number, " about its clinics  ", Run("stemfind data conflicts", "command"))


def _drawn(profile: Profile) -> tuple[Priced, ...]:
    """Return the prices to draw: a country's for SCI, everything of a clinic; old ones only of a benchmark."""
    chosen = profile.sci if profile.kind == "country" else profile.prices
    return tuple(price for price in chosen if profile.kind == "benchmark" or price.old is False)
