"""`filter` in words: on one screen what prices are for goes before how high they are, then who publishes none."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from msgspec.structs import replace

from ...document.footnotes import Notes
from ...document.parts import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Item,
    Items,
    Line,
    Row,
    Run,
    Table,
    Text,
    line,
)
from ...document.words import (
    NOT_ADVICE,
    amount_cell,
    amount_words,
    conversions,
    count,
    date_words,
    dated_status,
    kind_words,
    listed,
    price_words,
    purpose_words,
    rates_brief,
    sign,
    status_run,
    told_range,
)
from ...model.base import Interval
from ...model.clinic import Offer, Price
from ...model.course import SPANS, includes, stay
from ...model.dataset import Dataset
from ...model.money import Exchange
from ...model.span import NOT_STATED, interval
from ...model.statement import trouble, trouble_word
from .result import Match, Selection
from .rows import AGES, PRICE, Order, age, low_end, row

SEVERAL = 4
"""As many clinics without a price stand in a table; fewer in a line."""
FOR_EVERYTHING = ("unstated", "programme", "package")
"""What a price for everything buys, or one that says nothing of it."""
SHOWN_CLINICS = ("id", "name", "country", "price", "currency", "conflicts", "dated", "status", "old")
"""How fields begin that the columns hold anyway."""
NUMBER_MISSING = "Included: how many things; no number, or ?: not stated."
NONE_SAY = "None of these says what is included."


class FittingPrice(NamedTuple):
    """One price of a clinic that fits; no two are joined, whatever they are for."""

    match: Match
    offer: Offer
    price: Price
    age: str
    included: int
    """How many things are said to be included; 0 where that isn't stated."""


def selection_document(
    selection: Selection, dataset: Dataset, exchange: Exchange, order: Order, flags: tuple[str, ...] = ()
) -> Document:
    """Return the clinics that fit, with what is on record of each kind of trouble that was asked for."""
    writer = SelectionWriter(selection.matches, dataset, exchange, order)
    whole, told = writer.whole(), writer.on_record(flags)
    return Document(
        title=writer.head(),
        blocks=(*whole, *told),
        short=(*writer.short(), *told),
        brief=writer.legend(),
        references=writer.notes.references(),
        closing=writer.closing(),
    )


class SelectionWriter:
    """Writes the parts of one selection; footnotes are numbered in reading order."""

    def __init__(self, matches: tuple[Match, ...], dataset: Dataset, exchange: Exchange, order: Order) -> None:
        self.dataset = dataset
        self.exchange = exchange
        self.order = order
        self.notes = Notes(dataset)
        self.found = [(match, list(_prices_of(match))) for match in matches]
        self.prices = [price for _, held in self.found for price in held]
        self.wanted = sorted((price for price in self.prices if self._fits(price)), key=self._place)
        """Those for what was asked."""
        self.others = [(match, rest) for match, held in self.found if (rest := [p for p in held if not self._fits(p)])]
        self.what = purpose_words(dataset, order.purposes)
        self.sorted_by = order.field if order.field and order.field.split("_")[0] not in SHOWN_CLINICS else None
        """A field that clinics were sorted by and that no other column holds."""
        self.places = {match.clinic.country for match in matches}

    def _fits(self, price: FittingPrice) -> bool:
        return not set(price.offer.indications).isdisjoint(self.order.purposes)

    def _place(self, price: FittingPrice) -> tuple[int, float]:
        """Return what a price is sorted by: its age and, where that was asked for, how high it is."""
        by_amount = self.order.field == PRICE
        low = low_end(price.price, self.exchange, reverse=self.order.reverse) if by_amount else 0
        return AGES.index(price.age), low

    # Around the clinics

    def head(self) -> str:
        """Return how many there are: with a price for what was asked, with other prices alone, with none."""
        total = {match.clinic.id for match, _ in self.found}
        asked = {price.match.clinic.id for price in self.wanted}
        other = {match.clinic.id for match, _ in self.others} - asked
        each = f"{count(len(self.found), 'offer')} of " if any(match.offer for match, _ in self.found) else ""
        where = f" in {self.dataset.country_name(next(iter(self.places)))}" if len(self.places) == 1 else ""
        ages = [f"{number} {word}" for word in AGES if (number := sum(price.age == word for price in self.wanted))]
        current = f" ({', '.join(ages)})" if ages else ""
        parts = [f"{len(asked) or 'none'} with a price for {self.what}{current}"]
        parts += [f"{len(other)} with other prices"] if other else []
        parts += [f"{number} with none"] if (number := len(total - asked - other)) else []
        return f"{each}{count(len(total), 'clinic')}{where}: {', '.join(parts)}"

    def on_record(self, flags: tuple[str, ...]) -> tuple[Block, ...]:
        """Return what was asked for by `--flag`: each statement, how far it is known and since when."""
        items = []
        for clinic in dict.fromkeys(match.clinic for match, _ in self.found) if flags else ():
            for claim in trouble(self.dataset.claims_about(clinic.id), *flags):
                head = (Run(f"{clinic.short or clinic.name}: ", "strong"), Run(f"{trouble_word(claim)}  "))
                status = dated_status(claim.status, claim.dated, old=None)
                refs = self.notes.refs((*claim.sources, *claim.checked_by))
                beneath = (line(claim.note),) if claim.note else ()
                items.append(Item((*head, *status, Run(f"  {claim.says}", refs=refs)), beneath=beneath))
        return (Heading("On record"), Items(tuple(items))) if flags else ()

    def legend(self) -> tuple[Line, ...]:
        """Return what the columns count, and how amounts were converted."""
        against = " · against: warnings, orders, harms … on record" if self.dataset.claims else ""
        words = line(Run(f"! in conflict{against}: ", "quiet"), Run("stemfind show NAME", "command"))
        return words, *rates_brief((price.price.currency for price in self.prices), self.exchange, self.dataset)

    def closing(self) -> tuple[Line, ...]:
        """Return what has to be said of a selection as a whole."""
        none = Run("None of these prices is stated to be for spinal cord injury.", "strong")
        silent = self.prices and not any(price.offer.for_sci for price in self.prices)
        converted = conversions((price.price for price in self.prices), self.exchange, self.dataset)
        return (*([line(none)] if silent else []), *converted, line(Run(NOT_ADVICE, "quiet")))

    # What all tables share

    def _table(self, columns: Sequence[Column], rows: list[Row], **more: Any) -> list[Block]:  # noqa: ANN401 - as Table
        """Return a table with what all count behind its own columns; nothing where it has no row."""
        against = [Column("against", right=True)] if self.dataset.claims else []
        every = (*columns, Column("!", least=1, right=True, spoken="in conflict"), *against)
        more = {"bars_at": len(every), **more}
        return [Table(every[0].title, every, tuple(rows), caption_shown=False, **more)] if rows else []

    def _row(self, match: Match, *cells: Cell, deep: bool = False, **more: Any) -> Row:  # noqa: ANN401 - as Row
        """Return a clinic with its cells, how many statements are in conflict, and how many tell of trouble."""
        numbers = (len(match.conflicts), *([self._against(match)] if self.dataset.claims else []))
        counts = [(line(Run(str(number), "caution") if number else "none"),) for number in numbers]
        return Row((self._name(match, deep=deep), *cells, *counts), **more)

    def _name(self, match: Match, *, deep: bool) -> Cell:
        """Return a clinic and where it is: in short its country alone, and only where not all are in the same."""
        clinic = match.clinic
        country = self.dataset.country_name(clinic.country)
        place = f", {country}" if not deep and len(self.places) > 1 else ""
        gone = [Run(f", {since}", "caution")] if (since := _gone_since(match)) else []
        head = line(Run(clinic.name if deep else clinic.short or clinic.name, "strong"), place, *gone)
        address = ", ".join(filter(None, (" or ".join(clinic.cities), country)))
        return (head, *([line(match.offer.name)] if match.offer else []), *([line(address)] if deep else []))

    def _against(self, match: Match) -> int:
        return len(trouble(self.dataset.claims_about(match.clinic.id)))

    # In full

    def whole(self) -> list[Block]:
        """Return each clinic with all its prices and what it states."""
        columns = (
            Column("Clinic", least=22), Column("Price, and what it is for", least=20),
            Column("Also stated", least=20),
        )  # fmt: skip
        rows = [
            self._row(match, self._every(match, prices), self._stated(match), deep=True) for match, prices in self.found
        ]
        return self._table(columns, rows, loose=True)

    def _every(self, match: Match, prices: list[FittingPrice]) -> Cell:
        """Return each price on a line of its own: no two are for the same unless they say so."""
        told = [self._price(one) for one in sorted(prices, key=lambda price: price.age != "current")]
        if not told:
            purposes = self._labels(match.offers)
            told = [line(Run("none published", "unknown")), *([line(f"offered for: {purposes}")] if purposes else [])]
        kinds = f"source: {', '.join(map(kind_words, match.kinds))}"
        return (*told, *([line(Run(kinds, "quiet"))] if match.kinds else []))

    def _price(self, one: FittingPrice) -> Line:
        """Return a price with what it is for, its date and how far it is known."""
        dated = f", {date_words(one.offer.dated)}{', old' * (one.age == 'old')}" if one.offer.dated else ""
        status = status_run(one.offer.status, self.notes.refs(one.offer.sources))
        return line(*price_words(one.price, self.exchange), f", for: {self._labels([one.offer])}  ", status, dated)

    def _labels(self, offers: Iterable[Offer]) -> str:
        return listed(dict.fromkeys(self.dataset.label(i) for offer in offers for i in offer.indications), lower=True)

    def _stated(self, match: Match) -> Cell:
        """Return how long it lasts, over all offers that fit, and what any of them includes."""
        values: dict[str, Any] = row(match)
        told = {
            field: interval(Interval(low=values[f"{field}_{unit}_low"], high=values[f"{field}_{unit}_high"]), unit)
            for field, unit in SPANS.items()
        }
        told["included"] = listed(map(self.dataset.label, values["includes"] or ()), lower=True)
        return tuple(line(f"{what}: ", said or Run(NOT_STATED, "unknown")) for what, said in told.items())

    # On one screen

    def short(self) -> list[Block]:
        """Return what fits a screen or two; an order that was asked for goes before the groups."""
        if self.order.field not in (None, PRICE):
            return self._inline(f"Clinics by {self.order.field}", self.found)
        unpriced = [match for match, prices in self.found if not prices]
        return [*self._asked(), *self._inline("Other prices", self.others), *self._unpriced(unpriced)]

    def _asked(self) -> list[Block]:
        """Return a row for each price for what was asked, with a bar: current, then old, then undated."""
        alike = all(set(price.offer.indications) == {*self.order.purposes} for price in self.wanted)
        stated = any(price.included for price in self.wanted)
        columns = (
            Column(f"Price for {self.what}", grow=True, least=14),
            Column(f"price, in {self.exchange.target}", right=True, whole=True),
            Column("per" if alike else "for", least=8), Column("as of", least=9),
            *([Column("included", right=True)] if stated else []),
        )  # fmt: skip
        rows: list[Row] = []
        for before, price in zip([None, *self.wanted], self.wanted, strict=False):
            unit = Run(NOT_STATED, "unknown") if price.price.unit == "unstated" else Run(price.price.unit)
            purpose = [] if alike else [f"{purpose_words(self.dataset, price.offer.indications)}, per "]
            cells: list[Cell] = [
                amount_cell(price.price, self.exchange),
                (line(*purpose, unit),),
                (dated_status(price.offer.status, price.offer.dated, old=price.age == "old"),),
                *([(line(str(price.included) if price.included else Run("?", "unknown")),)] if stated else []),
            ]
            begins = self.order.field == PRICE and (before is None or before.age != price.age)
            section = f"{price.age.capitalize()} prices" if begins else None
            again = section is None and before is not None and before.match is price.match
            span = told_range(price.price, self.exchange)
            rows.append(self._row(price.match, *cells, section=section, again=again, span=span))
        table = self._table(columns, rows, bars_at=3, sign=sign(self.exchange.target))
        return [*table, *self._silent(self.wanted)]

    def _inline(self, title: str, found: list[tuple[Match, list[FittingPrice]]]) -> list[Block]:
        """Return clinics with each price behind what it is for, one row for what is as well known and as old."""
        prices = [price for _, held in found for price in held]
        statuses = {price.offer.status for price in prices}
        alike = statuses.pop() if len(statuses) == 1 and all(held for _, held in found) else None
        by = self.sorted_by
        columns = (
            Column(title, grow=True, least=14),
            Column(f"price for each, in {self.exchange.target}", least=30 if by else 39),
            Column(alike or "as of", least=9), *([Column(by.replace("_", " "), least=4)] if by else []),
        )  # fmt: skip
        rows: list[Row] = []
        for match, held in found:
            said = [self._group(list(group), alike=alike) for _, group in groupby(held, _known_alike)]
            value = [self._value(match, by)] if by else []
            rows += [
                self._row(match, *cells, *value, again=at > 0)
                for at, cells in enumerate(said or [self._nothing(match)])
            ]
        return [*self._table(columns, rows), *self._silent(prices)]

    def _group(self, prices: list[FittingPrice], *, alike: str | None) -> tuple[Cell, Cell]:
        """Return prices behind what they are for, and how far and as of when they are known.

        No line can end inside an amount: "shoulder: about $9,879 · ALS: about $15,968 (each 5 included)".
        """
        runs: list[Run] = []
        before = None
        for number, grouped in groupby(prices, lambda price: price.included):
            held = list(grouped)
            for price in held:
                purpose = purpose_words(self.dataset, price.offer.indications).replace(" · ", ", ")
                runs.append(Run(", " if purpose == before else f"{' · ' if runs else ''}{purpose}: "))
                runs += [replace(run, text=_tight(run.text)) for run in amount_words(price.price, self.exchange)]
                runs += [] if price.price.unit in FOR_EVERYTHING else [Run(f" per {price.price.unit}")]
                before = purpose
            runs += [Run(f" ({'each ' if len(held) > 1 else ''}{number} included)")] if number else []
        dated = dated_status(prices[0].offer.status, prices[0].offer.dated, old=prices[0].age == "old")
        known = line(dated[1].text.strip() or "as its source") if alike else dated
        return (tuple(runs),), (known,)

    def _nothing(self, match: Match) -> tuple[Cell, Cell]:
        purposes = self._purposes(match)
        none = line(Run("none published", "unknown"), f", offered for: {purposes}" if purposes else "")
        return (none,), (line(Run("no price", "unknown")),)

    def _purposes(self, match: Match) -> str:
        return purpose_words(self.dataset, dict.fromkeys(i for offer in match.offers for i in offer.indications))

    def _value(self, match: Match, field: str) -> Cell:
        """Return the value that clinics were sorted by."""
        value = row(match)[field]
        words = listed(map(self.dataset.label, value)) if isinstance(value, list) else value
        return (line(Run("?", "unknown") if value is None or value == [] else str(words)),)

    def _silent(self, prices: list[FittingPrice]) -> list[Block]:
        """Return in one line what is not stated of prices."""
        stated = any(price.included for price in prices)
        said = line(Run(NUMBER_MISSING, "quiet") if stated else NONE_SAY)
        return [Text((said,), close=True)] if prices else []

    def _unpriced(self, matches: list[Match]) -> list[Block]:
        """Return a row for those of which a stay or an inclusion is stated, and the others by country in a line."""
        told = [match for match in matches if _also_stated(match)]
        told = told if len(told) >= SEVERAL else []
        columns = (
            Column("No price published", grow=True, least=14), Column("offered for", least=8),
            Column("also stated", least=8),
        )  # fmt: skip
        unknown = Run(NOT_STATED, "unknown")
        rows = [
            self._row(match, (line(self._purposes(match) or unknown),), (line(_also_stated(match)),)) for match in told
        ]
        wanted, others = list[Match](), list[Match]()
        for match in matches if not told else [match for match in matches if not _also_stated(match)]:
            purposes = {purpose for offer in match.offers for purpose in offer.indications}
            (others if purposes.isdisjoint(self.order.purposes) else wanted).append(match)
        lines = (
            *self._by_country(f"No price, offered for {self.what}", wanted),
            *self._by_country(f"No price, not said to be for {self.what}", others),
        )
        return [*self._table(columns, rows), *([Text(lines)] if lines else [])]

    def _by_country(self, title: str, matches: list[Match]) -> Iterator[Line]:
        """Yield clinics by country, in one line."""
        runs: list[str | Run] = [Run(f"{title} ({len(matches)}): ", "strong")]
        for at, (country, held) in enumerate(groupby(matches, lambda match: match.clinic.country)):
            place = f"{self.dataset.country_name(country)}: " if len(self.places) > 1 else ""
            runs.append(f"{'; ' if at else ''}{place}{listed(map(self._brief, held))}")
        if matches:
            yield line(*runs)

    def _brief(self, match: Match) -> str:
        """Return a clinic's name with what there is to say of it in brackets."""
        conflicts, against = len(match.conflicts), self._against(match)
        notes = (
            _also_stated(match), f"! {conflicts}" * (conflicts > 0), f"against: {against}" * (against > 0),
            _gone_since(match),
        )  # fmt: skip
        said = ", ".join(filter(None, notes))
        offer = f", {match.offer.name}" if match.offer else ""
        return f"{match.clinic.short or match.clinic.name}{offer}{f' ({said})' if said else ''}"


def _prices_of(match: Match) -> Iterator[FittingPrice]:
    for offer in match.offers:
        if offer.price is not None:
            number = len(includes(match.clinic, offer))
            yield FittingPrice(match, offer, offer.price, age(match, offer), number)


def _known_alike(price: FittingPrice) -> tuple[object, ...]:
    return price.offer.status, price.offer.dated, price.age


def _also_stated(match: Match) -> str:
    """Return what else is stated of a clinic: how long one stays, how many things are included."""
    first = match.offers[0] if match.offers else None
    number = len(includes(match.clinic, first))
    return ", ".join(filter(None, (interval(stay(match.clinic, first), "days"), f"{number} included" * (number > 0))))


def _gone_since(match: Match) -> str:
    standing = match.clinic.standing
    return f"{standing.state} {date_words(standing.dated)}" if match.clinic.gone and standing else ""


def _tight(amount: str) -> str:
    """Return an amount without the blanks at which a line could break."""
    return amount.replace(" – ", "–").replace("≈ ", "≈")
