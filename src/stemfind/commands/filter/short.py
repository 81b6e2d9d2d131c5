"""`filter` on one screen: what prices are for goes before how high they are, then who publishes none."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

from msgspec.structs import replace

from ...document.footnotes import Notes
from ...document.parts import Block, Cell, Column, Line, Row, Run, Table, Text, line
from ...document.standing import end_words
from ...document.words import (
    amount_cell,
    amount_words,
    count,
    dated_status,
    listed,
    none_known,
    or_not_stated,
    purpose_words,
    rates_brief,
    sign,
    told_range,
    unit_words,
)
from ...model.atlas import in_words
from ...model.clinic import SCI, Clinic
from ...model.course import includes, stay
from ...model.dataset import Dataset
from ...model.money import Exchange
from ...model.names import without_end
from ...model.span import interval
from ...model.statement import trouble
from .result import FittingPrice, Match
from .rows import AGES, PRICE, Order, price_place, row

SEVERAL = 4
"""As many clinics without a price stand in a table; fewer in a line."""
FOR_EVERYTHING = ("unstated", "programme", "package")
"""What a price for everything buys, or one that says nothing of it."""
SHOWN_CLINICS = ("id", "name", "country", "price", "currency", "conflicts", "dated", "status", "old")
"""How fields begin that the columns hold anyway."""
UNPRICED = ("offered for", "no such offer, but the clinic names", "not said to be for")
"""Groups of clinics without a price, by how they stand to what was asked."""
NUMBER_MISSING = "Included: how many things; no number, or ?: not stated."
NONE_SAY = "None of these says what is included."


class ShortSelection:
    """Writes the clinics that fit on one screen."""

    def __init__(self, matches: tuple[Match, ...], dataset: Dataset, exchange: Exchange, order: Order) -> None:
        self.matches = matches
        self.dataset = dataset
        self.exchange = exchange
        self.order = order
        self.notes = Notes(dataset)
        self.prices = [price for match in matches for price in match.prices]
        every = [(match, price) for match in matches for price in match.prices]
        wanted = [(match, price) for match, price in every if order.wants(price.offer.indications)]
        self.wanted = sorted(wanted, key=lambda found: price_place(found[1], order, exchange))
        """Prices for what was asked."""
        others = [(match, [p for p in match.prices if not order.wants(p.offer.indications)]) for match in matches]
        self.others = [(match, prices) for match, prices in others if prices]
        """Clinics with other prices."""
        self.what = purpose_words(dataset, order.purposes)
        by = order.field or PRICE
        self.sorted_by = [] if by.split("_")[0] in SHOWN_CLINICS else [by]
        """A field that clinics were sorted by and that no other column holds."""
        self.places = {match.clinic.country for match in matches}

    def head(self) -> str:
        """Return how many there are: with a price for what was asked, with other prices alone, with none."""
        total = {match.clinic.id for match in self.matches}
        asked = {match.clinic.id for match, _ in self.wanted}
        elsewhere = (match for match in self.matches if match.other_prices)
        other = {match.clinic.id for match in (*(match for match, _ in self.others), *elsewhere)} - asked
        each = f"{count(len(self.matches), 'offer')} of " if any(match.offer for match in self.matches) else ""
        where = f" in {in_words(self.dataset.name(*self.places))}" if len(self.places) == 1 else ""
        ages = [(sum(price.old is old for _, price in self.wanted), word) for old, word in AGES.items()]
        current = f" (prices: {', '.join(f'{number} {word}' for number, word in ages if number)})" if asked else ""
        parts = [f"{len(asked) or 'none'} with a price for {self.what}{current}"]
        parts += [f"{len(other)} with other prices"] if other else []
        parts += [f"{number} with none"] if (number := len(total - asked - other)) else []
        return f"{each}{count(len(total), 'clinic')}{where}: {', '.join(parts)}"

    def legend(self) -> tuple[Line, ...]:
        """Return what the columns count, and how amounts were converted."""
        against = " · against: warnings, orders, harms … on record" if self.dataset.claims else ""
        words = line(Run(f"! in conflict{against}: ", "quiet"), Run("stemfind show NAME", "command"))
        return words, *rates_brief((price.price.currency for price in self.prices), self.exchange, self.dataset)

    def blocks(self) -> tuple[Block, ...]:
        """Return what fits a screen or two; an order that was asked for goes before the groups."""
        if self.order.field not in (None, PRICE):
            every = [(match, list(match.prices)) for match in self.matches]
            return (*self._inline(f"Clinics by {self.order.field}", every),)
        unpriced = [match for match in self.matches if not match.prices]
        return (*self._asked(), *self._inline("Other prices", self.others), *self._unpriced(unpriced))

    # What all tables share

    def table(self, columns: Iterable[Column], rows: Iterable[Row], **more: Any) -> Iterator[Table]:  # noqa: ANN401 - as Table
        """Yield a table with what all count behind its own columns, where it has a row."""
        against = [Column("against", right=True)] if self.dataset.claims else []
        every = (*columns, Column("!", least=1, right=True, spoken="in conflict"), *against)
        if found := tuple(rows):
            yield Table(every[0].title, every, found, **{"bars_at": len(every), **more})

    def row(self, match: Match, *cells: Cell, deep: bool = False, **more: Any) -> Row:  # noqa: ANN401 - as Row
        """Return a clinic with its cells, how many statements are in conflict, and how many tell of trouble."""
        numbers = (len(match.conflicts), *([self._against(match)] if self.dataset.claims else []))
        counts = [(line(Run(str(number), "caution") if number else "none"),) for number in numbers]
        return Row((self._name(match, deep=deep), *cells, *counts), **more)

    def _name(self, match: Match, *, deep: bool) -> Cell:
        """Return a clinic and where it is: in short its country alone, and only where not all are in the same."""
        clinic = match.clinic
        name = _called(clinic, deep=deep)
        country = self.dataset.name(clinic.country)
        place = f", {country}" if not deep and len(self.places) > 1 and not name.endswith(country) else ""
        gone = [Run(f", {end_words(clinic.ended)}", "caution")] if clinic.gone else []
        head = line(Run(name, "strong"), place, *gone)
        address = ", ".join(filter(None, (" or ".join(clinic.cities), country)))
        return (head, *([line(match.offer.name)] if match.offer else []), *([line(address)] if deep else []))

    def value_columns(self) -> list[Column]:
        """Return the column of what clinics were sorted by, where no other holds it."""
        return [Column(field.replace("_", " "), least=4) for field in self.sorted_by]

    def values(self, match: Match) -> Iterator[Cell]:
        """Yield what stands in it."""
        for value in (row(match)[field] for field in self.sorted_by):
            words = listed(map(self.dataset.label, value)) if isinstance(value, list) else value
            yield (line(Run("?", "unknown") if value is None or value == [] else str(words)),)

    def _against(self, match: Match) -> int:
        return len(trouble(self.dataset.claims_about(match.clinic.id)))

    # With a price

    def _asked(self) -> Iterator[Block]:
        """Yield a row for each price for what was asked, with a bar: current, then old, then undated."""
        alike = all(set(price.offer.indications) == {*self.order.purposes} for _, price in self.wanted)
        stated = any(price.included for _, price in self.wanted)
        columns = (
            Column(f"Price for {self.what}", grow=True, least=14),
            Column(f"price, in {self.exchange.target}", right=True, whole=True),
            Column("per" if alike else "for", least=8), Column("as of", least=9),
            *([Column("included", right=True)] if stated else []),
        )  # fmt: skip
        rows = []
        for at, (match, price) in enumerate(self.wanted):
            before, earlier = self.wanted[at - 1]
            begins = self.order.field == PRICE and (at == 0 or earlier.old is not price.old)
            cells: tuple[Cell, ...] = (
                amount_cell(price.price, self.exchange),
                (self._unit(price, alone=alike),),
                (dated_status(price.offer.status, price.offer.dated, old=price.old),),
                *([(line(str(price.included) if price.included else Run("?", "unknown")),)] if stated else []),
            )
            rows.append(
                self.row(
                    match, *cells, section=f"{AGES[price.old].capitalize()} prices" if begins else None,
                    again=at > 0 and before is match and not begins, span=told_range(price.price, self.exchange),
                )
            )  # fmt: skip
        yield from self.table(columns, rows, bars_at=3, sign=sign(self.exchange.target))
        yield from _silent([price for _, price in self.wanted])

    def _unit(self, price: FittingPrice, *, alone: bool) -> Line:
        """Return what one price buys, behind what it is for unless that stands above."""
        unit = unit_words(price.price)
        return unit if alone else line(f"{purpose_words(self.dataset, price.offer.indications)}, per {unit[0].text}")

    def _inline(self, title: str, found: list[tuple[Match, list[FittingPrice]]]) -> Iterator[Block]:
        """Yield clinics with each price behind what it is for, one row for what is as well known and as old."""
        prices = [price for _, held in found for price in held]
        statuses = {price.offer.status for price in prices}
        alike = statuses.pop() if len(statuses) == 1 and all(held for _, held in found) else None
        columns = (
            Column(title, grow=True, least=14),
            Column(f"price for each, in {self.exchange.target}", least=30 if self.sorted_by else 39),
            Column(alike or "as of", least=9),
        )
        rows: list[Row] = []
        for match, held in found:
            groups = groupby(held, attrgetter("offer.status", "offer.dated", "old"))
            said = [self._group(list(group), alike=alike) for _, group in groups] or [self._no_price(match)]
            rows += [self.row(match, *cells, *self.values(match), again=at > 0) for at, cells in enumerate(said)]
        yield from self.table((*columns, *self.value_columns()), rows)
        yield from _silent(prices)

    def _group(self, prices: list[FittingPrice], *, alike: str | None) -> tuple[Cell, Cell]:
        """Return prices behind what they are for, and how far and as of when they are known.

        No line can end inside an amount: "shoulder: about $9,879 · ALS: about $15,968 (each 5 included)".
        """
        runs: list[Run] = []
        before = None
        for number, grouped in groupby(prices, attrgetter("included")):
            held = list(grouped)
            for price in held:
                purpose = purpose_words(self.dataset, price.offer.indications).replace(" · ", ", ")
                runs.append(Run(", " if purpose == before else f"{' · ' if runs else ''}{purpose}: "))
                amount = amount_words(price.price, self.exchange)
                runs += [replace(run, text=run.text.replace(" – ", "–").replace("≈ ", "≈")) for run in amount]
                runs += [] if price.price.unit in FOR_EVERYTHING else [Run(f" per {price.price.unit}")]
                before = purpose
            runs += [Run(f" ({'each ' if len(held) > 1 else ''}{number} included)")] if number else []
        dated = dated_status(prices[0].offer.status, prices[0].offer.dated, old=prices[0].old)
        known = line(dated[1].text.strip() or "as its source") if alike else dated
        return (tuple(runs),), (known,)

    def _no_price(self, match: Match) -> tuple[Cell, Cell]:
        purposes = purpose_words(self.dataset, match.indications)
        none = line(Run(self.none_published([match]), "unknown"), f", offered for: {purposes}" if purposes else "")
        return (none,), none_known("no price")

    def none_published(self, matches: list[Match]) -> str:
        """Return that clinics publish no price or, where one of them has prices that do not fit, none of which kind."""
        return f"none{self._lacked(matches) or ' published'}"

    def _lacked(self, matches: list[Match]) -> str:
        """Return what prices are for of which there is none here, where there are others; else nothing."""
        others = [offer for match in matches for offer in match.other_prices]
        wanted = any(self.order.wants(offer.indications) for offer in others)
        return (" for what was asked" if wanted else f" for {self.what}") if others else ""

    # Without a price

    def _unpriced(self, matches: list[Match]) -> Iterator[Block]:
        """Yield a row for those of which a stay or an inclusion is stated, and the others by country in a line."""
        told = [match for match in matches if _also_stated(match)]
        told = told if len(told) >= SEVERAL else []
        columns = (
            Column(f"No price{self._lacked(told) or ' published'}", grow=True, least=14),
            Column("offered for", least=8), Column("also stated", least=8),
        )  # fmt: skip
        rows = [
            self.row(
                match, (or_not_stated(purpose_words(self.dataset, match.indications)),), (line(_also_told(match)),)
            )
            for match in told
        ]
        yield from self.table(columns, rows)
        groups: dict[str, list[Match]] = {title: [] for title in UNPRICED}
        for match in matches:
            if not (told and _also_stated(match)):
                groups[self._unpriced_group(match)].append(match)
        lines = [self._by_country(said, held) for said, held in groups.items() if held]
        if lines:
            yield Text(tuple(lines))

    def _unpriced_group(self, match: Match) -> str:
        """Return which group a clinic is of: one that names SCI is said to be for it without an offer, too."""
        offered, named, silent = UNPRICED
        if self.order.wants(match.indications):
            return offered
        return named if SCI in self.order.purposes and match.clinic.treats_sci else silent

    def _by_country(self, said: str, matches: list[Match]) -> Line:
        """Return clinics by country, in one line."""
        lacked = self._lacked(matches)
        what = "it" if lacked.endswith(self.what) else self.what
        runs: list[str | Run] = [Run(f"No price{lacked}, {said} {what} ({len(matches)}): ", "strong")]
        for at, (country, held) in enumerate(groupby(matches, attrgetter("clinic.country"))):
            place = f"{self.dataset.name(country)}: " if len(self.places) > 1 else ""
            runs.append(f"{'; ' if at else ''}{place}{listed(map(self._brief, held))}")
        return line(*runs)

    def _brief(self, match: Match) -> str:
        """Return a clinic's name with what there is to say of it in brackets."""
        conflicts, against = len(match.conflicts), self._against(match)
        notes = (
            _also_told(match), f"! {conflicts}" * (conflicts > 0), f"against: {against}" * (against > 0),
            end_words(match.clinic.ended),
        )  # fmt: skip
        said = ", ".join(filter(None, notes))
        offer = f", {match.offer.name}" if match.offer else ""
        return f"{_called(match.clinic)}{offer}{f' ({said})' if said else ''}"


def _called(clinic: Clinic, *, deep: bool = False) -> str:
    """Return a clinic's name, in short one that fits a narrow column, without what became of it."""
    name = clinic.name if deep else clinic.short or clinic.name
    return without_end(name) if clinic.gone else name


def _silent(prices: list[FittingPrice]) -> Iterator[Text]:
    """Yield in one line what is not stated of prices."""
    if prices:
        stated = any(price.included for price in prices)
        yield Text((line(Run(NUMBER_MISSING, "quiet") if stated else NONE_SAY),), close=True)


def _also_stated(match: Match) -> str:
    """Return what else is stated of a clinic: how long one stays, how many things are included."""
    first = match.offers[0] if match.offers else None
    number = len(includes(match.clinic, first))
    days = interval(stay(match.clinic, first), "days")
    return ", ".join(filter(None, (days, f"{number} included" * (number > 0))))


def _also_told(match: Match) -> str:
    """Return the same, and that it publishes prices that do not fit."""
    return ", ".join(filter(None, (_also_stated(match), "other prices" * bool(match.other_prices))))
