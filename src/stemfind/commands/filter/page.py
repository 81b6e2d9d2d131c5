"""`filter` as a document."""

from typing import Any

from ...document.parts import Block, Cell, Column, Document, Heading, Item, Items, Line, Run, Table, line
from ...document.price_table import known_as_of
from ...document.words import (
    NOT_ADVICE,
    dated_status,
    kind_words,
    none_published,
    or_not_stated,
    price_words,
    rates_used,
    terms_words,
    trouble_words,
)
from ...model.base import Interval
from ...model.dataset import Dataset
from ...model.money import Exchange
from ...model.span import interval
from ...model.statement import trouble
from .result import FittingPrice, Match
from .rows import Order, row
from .short import ShortSelection


def selection_document(
    matches: tuple[Match, ...], dataset: Dataset, exchange: Exchange, order: Order, flags: tuple[str, ...]
) -> Document:
    """Return the clinics that fit, with what is on record of each kind of trouble that was asked for."""
    writer = WholeSelection(matches, dataset, exchange, order)
    whole, told = writer.whole(), writer.on_record(flags) if flags else ()
    return Document(
        title=writer.head(),
        blocks=(*whole, *told),
        short=(*writer.blocks(), *told),
        brief=writer.legend(),
        references=writer.notes.references(),
        closing=writer.closing(),
    )


class WholeSelection(ShortSelection):
    """Writes all that there is to say of the clinics that fit, too; footnotes are numbered in reading order."""

    def whole(self) -> tuple[Table, ...]:
        """Return each clinic with all its prices and what it states, in fewer columns where there is little room."""
        clinic, price = Column("Clinic", least=22), Column("Price, and what it is for", least=20)
        wide = (clinic, price, Column("Source of price"), Column("Stay", least=12), Column("Included", least=12))
        few = (clinic, price, Column("What else", least=20))
        rows, merged = [], []
        for match in self.matches:
            prices, source = self._every_price(match), self._source(match)
            stay, included = self._stated(match)
            values = tuple(self.values(match))
            told = [line(Run(f"source: {source}", "quiet"))] if source else []
            named = (line("stay: ", *stay), line("included: ", *included))
            by = or_not_stated(source) if match.prices else line(Run("no price", "unknown"))
            rows.append(self.row(match, prices, (by,), (stay,), (included,), *values, deep=True))
            merged.append(self.row(match, (*prices, *told), named, *values, deep=True))
        more = self.value_columns()
        compact = next(self.table((*few, *more), merged, loose=True), None)
        return tuple(self.table((*wide, *more), rows, loose=True, compact=compact))

    def _every_price(self, match: Match) -> Cell:
        """Return each price on a line of its own: no two are for the same unless they say so."""
        purposes = or_not_stated(terms_words(self.dataset, match.indications))
        none = (line(Run(none_published(), "unknown")), line("offered for: ", *purposes))
        return tuple(map(self._price, match.prices)) or none

    def _source(self, match: Match) -> str:
        """Return what kinds of source state the prices."""
        return ", ".join(map(kind_words, match.kinds))

    def _price(self, price: FittingPrice) -> Line:
        """Return a price with what it is for, how far it is known and its date."""
        purposes = terms_words(self.dataset, price.offer.indications)
        known = known_as_of(price.offer, old=price.old, notes=self.notes)
        return line(*price_words(price.price, self.exchange), f", for: {purposes}  ", *known)

    def _stated(self, match: Match) -> tuple[Line, Line]:
        """Return how long the stay is, over all offers that fit, and what any of them includes."""
        values: dict[str, Any] = row(match)
        days = interval(Interval(low=values["stay_days_low"], high=values["stay_days_high"]), "days")
        return or_not_stated(days), or_not_stated(terms_words(self.dataset, values["includes"] or ()))

    def on_record(self, flags: tuple[str, ...]) -> tuple[Block, ...]:
        """Return what was asked for by `--flag`: each statement, how far it is known and since when."""
        items = []
        for clinic in dict.fromkeys(match.clinic for match in self.matches):
            for claim in trouble(self.dataset.claims_about(clinic.id), *flags):
                head = (Run(f"{clinic.short or clinic.name}: ", "strong"), Run(f"{trouble_words(claim)}  "))
                status = dated_status(claim.status, claim.dated)
                refs = self.notes.refs((*claim.sources, *claim.checked_by))
                beneath = (line(claim.note),) if claim.note else ()
                items.append(Item((*head, *status, Run(f"  {claim.says}", refs=refs)), beneath=beneath))
        return (Heading("On record"), Items(tuple(items)))

    def closing(self) -> tuple[Line, ...]:
        """Return what has to be said of a selection as a whole."""
        none = Run("None of these prices is stated to be for spinal cord injury.", "strong")
        silent = self.prices and not any(price.offer.for_sci for price in self.prices)
        converted = rates_used((price.price.currency for price in self.prices), self.exchange, self.dataset)
        counted = self.legend()[:1] if self.matches else ()
        return (*([line(none)] if silent else []), *counted, *converted, line(Run(NOT_ADVICE, "quiet")))
