"""`filter` on one screen: what prices are for goes before how high they are, then who publishes none."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from ...document.parts import Block, Cell, Column, Line, Row, Run, Table, Text, line
from ...document.words import (
    amount_cell,
    amount_words,
    count,
    date_words,
    dated_status,
    listed,
    purpose_words,
    rates_brief,
    sign,
    told_range,
)
from ...model.age import UNDATED
from ...model.clinic import SCI, Offer, Price
from ...model.course import includes, stay
from ...model.dataset import Dataset
from ...model.money import Exchange
from ...model.span import NOT_STATED, interval
from ...model.statement import trouble
from .result import Match, Selection
from .rows import PRICE, row

AGES = ("current", "old", UNDATED)
SEVERAL = 4
"""As many clinics without a price stand in a table; fewer in a line."""
WHOLE = ("unstated", "programme", "package")
"""What a price for everything buys, or one that says nothing of it."""
SHOWN_CLINICS = ("id", "name", "country", "price", "currency", "conflicts", "dated", "status", "old")
"""How fields begin that the columns hold anyway."""
NUMBER_MISSING = "Included: how many things; no number, or ?: not stated."
NONE_SAY = "None of these says what is included."


class AskedPrices(Struct, frozen=True):
    """One price of a clinic."""

    match: Match
    offer: Offer
    price: Price
    age: str
    included: int
    """How many things are said to be included; 0 where that isn't stated."""


class ShortSelection:
    """Writes the short depth of one selection."""

    def __init__(
        self,
        selection: Selection,
        dataset: Dataset,
        exchange: Exchange,
        *,
        purposes: tuple[str, ...],
        sort: str | None,
        reverse: bool,
    ) -> None:
        self.matches = selection.matches
        self.dataset = dataset
        self.exchange = exchange
        self.currency = exchange.target
        self.purposes = purposes or (SCI,)
        """What was asked for: its prices come first."""
        self.what = purpose_words(dataset, self.purposes)
        self.sort = sort
        self.reverse = reverse
        self._by = sort.replace("_", " ") if sort and sort.split("_")[0] not in SHOWN_CLINICS else ""
        """A field that clinics were sorted by and that no other column holds."""
        self.places = {match.clinic.country for match in self.matches}

    def blocks(self) -> tuple[Block, ...]:
        """Return what fits a screen or two; an order that was asked for goes before the groups."""
        prices = [price for match in self.matches for price in _prices(match)]
        wanted = sorted((price for price in prices if self._fits(price)), key=self._place)
        others = [price for price in prices if not self._fits(price)]
        none = [match for match in self.matches if not any(offer.price for offer in match.offers)]
        if self.sort and self.sort != PRICE:
            return tuple(self._inline(f"Clinics by {self.sort}", self.matches, lambda _: True))
        asking = {id(price.match) for price in others}
        asked = [match for match in self.matches if id(match) in asking]
        inline = self._inline("Other prices", asked, lambda price: not self._fits(price))
        return (*self._wanted(wanted), *inline, *self._unpriced(none))

    def legend(self) -> Line:
        """Return what the columns count."""
        against = " · against: warnings, orders, harms … on record" if self.dataset.claims else ""
        return line(Run(f"! in conflict{against}: ", "quiet"), Run("stemfind show NAME", "command"))

    def rates(self) -> tuple[Line, ...]:
        """Return how amounts were converted."""
        currencies = [price.price.currency for match in self.matches for price in _prices(match)]
        return rates_brief(currencies, self.exchange, self.dataset)

    def _place(self, price: AskedPrices) -> tuple[int, float]:
        """Return what a price is sorted by: its age and, where that was asked for, how high it is."""
        low, high = self.exchange.span(price.price)
        end = low if low is not None else high or 0
        amount = 0 if self.sort != PRICE else -end if self.reverse else end
        return AGES.index(price.age), amount

    def _fits(self, price: AskedPrices) -> bool:
        return not set(price.offer.indications).isdisjoint(self.purposes)

    def head(self) -> str:
        """Return how many there are: with a price for what was asked, with other prices alone, with none."""
        prices = [price for match in self.matches for price in _prices(match)]
        wanted = [price for price in prices if self._fits(price)]
        others = [price for price in prices if not self._fits(price)]
        asked, other = ({price.match.clinic.id for price in prices} for prices in (wanted, others))
        total = {match.clinic.id for match in self.matches}
        each = f"{count(len(self.matches), 'offer')} of " if any(match.offer for match in self.matches) else ""
        where = f" in {self.dataset.country_name(next(iter(self.places)))}" if len(self.places) == 1 else ""
        ages = [f"{number} {age}" for age in AGES if (number := sum(price.age == age for price in wanted))]
        current = f" ({', '.join(ages)})" if wanted else ""
        parts = [f"{len(asked) or 'none'} with a price for {self.what}{current}"]
        parts += [f"{number} with other prices"] if (number := len(other - asked)) else []
        parts += [f"{number} with none"] if (number := len(total - asked - other)) else []
        return f"{each}{count(len(total), 'clinic')}{where}: {', '.join(parts)}"

    # Prices

    def _wanted(self, prices: list[AskedPrices]) -> list[Block]:
        """Return a row for each price for what was asked, with a bar: current, then old, then undated."""
        if not prices:
            return []
        alike = all(set(price.offer.indications) == {*self.purposes} for price in prices)
        stated = any(price.included for price in prices)
        columns = (
            Column(f"Price for {self.what}", grow=True, least=14),
            Column(f"price, in {self.currency}", right=True, whole=True),
            Column("per" if alike else "for", least=8), Column("as of", least=9),
            *([Column("included", right=True)] if stated else []), *self._checks(),
        )  # fmt: skip
        rows: list[Row] = []
        for at, price in enumerate(prices):
            purpose = purpose_words(self.dataset, price.offer.indications)
            unit = NOT_STATED if price.price.unit == "unstated" else price.price.unit
            words = Run(unit, "unknown" if unit == NOT_STATED else "text") if alike else f"{purpose}, per {unit}"
            cells: tuple[Cell, ...] = (
                self._name(price.match),
                amount_cell(price.price, self.exchange),
                (line(words),),
                (dated_status(price.offer.status, price.offer.dated, old=price.age == "old"),),
                *([(line(str(price.included) if price.included else Run("?", "unknown")),)] if stated else []),
                *self._counts(price.match),
            )
            begins = self.sort and (at == 0 or prices[at - 1].age != price.age)
            section = f"{price.age.capitalize()} prices" if begins else None
            again = section is None and at > 0 and prices[at - 1].match is price.match
            rows.append(Row(cells, section=section, again=again, span=told_range(price.price, self.exchange)))
        unit = sign(self.currency)
        table = Table(columns[0].title, columns, tuple(rows), caption_shown=False, bars_at=3, sign=unit)
        return [table, _silent(prices)]

    def _inline(self, title: str, matches: Iterable[Match], shown: Callable[[AskedPrices], bool]) -> list[Block]:
        """Return clinics with each price behind what it is for, one row for what is as well known and as old."""
        found = [(match, [price for price in _prices(match) if shown(price)]) for match in matches]
        prices = [price for _, held in found for price in held]
        statuses = {price.offer.status for price in prices}
        alike = statuses.pop() if len(statuses) == 1 and all(held for _, held in found) else None
        columns = (
            Column(title, grow=True, least=14),
            Column(f"price for each, in {self.currency}", least=30 if self._by else 39),
            Column(alike or "as of", least=9), *([Column(self._by, least=4)] if self._by else []), *self._checks(),
        )  # fmt: skip
        rows: list[Row] = []
        for match, held in found:
            said = [self._group(list(group), alike=alike) for _, group in groupby(held, _known)]
            rows += [
                Row((self._name(match), *cells, *self._sorted(match), *self._counts(match)), again=at > 0)
                for at, cells in enumerate(said or [self._nothing(match)])
            ]
        table = Table(title, columns, tuple(rows), caption_shown=False, bars_at=len(columns))
        return [table, *([_silent(prices)] if prices else [])] if rows else []

    def _group(self, prices: list[AskedPrices], *, alike: str | None) -> tuple[Cell, Cell]:
        first = prices[0]
        dated = dated_status(first.offer.status, first.offer.dated, old=first.age == "old")
        known = line(dated[1].text.strip() or "as its source") if alike else dated
        return (self._several(prices),), (known,)

    def _nothing(self, match: Match) -> tuple[Cell, Cell]:
        offered = self._offered(match)
        return (line(Run("none published", "unknown"), f", offered for: {offered}" if offered else ""),), (
            line(Run("no price", "unknown")),
        )

    def _sorted(self, match: Match) -> tuple[Cell, ...]:
        """Return the value that clinics were sorted by."""
        if not self._by or self.sort is None:
            return ()
        value = row(match)[self.sort]
        words = listed(map(self.dataset.label, value)) if isinstance(value, list) else value
        return ((line(Run("?", "unknown") if value is None or value == [] else str(words)),),)

    def _several(self, prices: list[AskedPrices]) -> Line:
        """Return prices behind what they are for, and how many things they are said to include.

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
                runs += [] if price.price.unit in WHOLE else [Run(f" per {price.price.unit}")]
                before = purpose
            runs += [Run(f" ({'each ' if len(held) > 1 else ''}{number} included)")] if number else []
        return tuple(runs)

    # Without a price

    def _unpriced(self, matches: list[Match]) -> list[Block]:
        """Return a row for those of which a stay or an inclusion is stated, and the others by country in a line."""
        told = [match for match in matches if _told(match)]
        told = told if len(told) >= SEVERAL else []
        columns = (
            Column("No price published", grow=True, least=14), Column("offered for", least=8),
            Column("also stated", least=8), *self._checks(),
        )  # fmt: skip
        rows = tuple(
            Row(
                (
                    self._name(match),
                    (line(self._offered(match) or Run(NOT_STATED, "unknown")),),
                    (line(_told(match)),),
                    *self._counts(match),
                )
            )
            for match in told
        )
        table = Table("No price published", columns, rows, caption_shown=False, bars_at=len(columns))
        rest = [match for match in matches if not (told and _told(match))]
        offered = [not set(_indications(match)).isdisjoint(self.purposes) for match in rest]
        wanted = [match for match, fits in zip(rest, offered, strict=True) if fits]
        others = [match for match, fits in zip(rest, offered, strict=True) if not fits]
        lines = [
            *self._listed(f"No price, offered for {self.what}", wanted),
            *self._listed(f"No price, not said to be for {self.what}", others),
        ]
        return [*([table] if rows else []), *([Text(tuple(lines))] if lines else [])]

    def _listed(self, title: str, matches: list[Match]) -> Iterator[Line]:
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
        notes = (_told(match), f"! {conflicts}" * (conflicts > 0), f"against: {against}" * (against > 0), _gone(match))
        said = ", ".join(filter(None, notes))
        offer = f", {match.offer.name}" if match.offer else ""
        return f"{_called(match)}{offer}{f' ({said})' if said else ''}"

    # What all tables share

    def _name(self, match: Match) -> Cell:
        """Return a clinic with its country, where not all are in the same, and what is known of its standing."""
        place = f", {self.dataset.country_name(match.clinic.country)}" if len(self.places) > 1 else ""
        gone = _gone(match)
        name = line(Run(_called(match), "strong"), place, *([Run(f", {gone}", "caution")] if gone else []))
        return (name, *([line(match.offer.name)] if match.offer else []))

    def _checks(self) -> tuple[Column, ...]:
        against = (Column("against", right=True),) if self.dataset.claims else ()
        return (Column("!", least=1, right=True, spoken="in conflict"), *against)

    def _counts(self, match: Match) -> tuple[Cell, ...]:
        """Return how many statements are in conflict, and how many tell of trouble."""
        numbers = (len(match.conflicts), *([self._against(match)] if self.dataset.claims else []))
        return tuple((line(Run(str(number), "caution") if number else "none"),) for number in numbers)

    def _against(self, match: Match) -> int:
        return len(trouble(self.dataset.claims_about(match.clinic.id)))

    def _offered(self, match: Match) -> str:
        return purpose_words(self.dataset, _indications(match))


def _prices(match: Match) -> Iterator[AskedPrices]:
    """Yield each price of what fits; no two are joined, whatever they are for."""
    for offer in match.offers:
        if offer.price is not None:
            age = UNDATED if offer.dated == UNDATED else "old" if offer in match.old else "current"
            yield AskedPrices(match, offer, offer.price, age, len(includes(match.clinic, offer)))


def _known(price: AskedPrices) -> tuple[object, ...]:
    return price.offer.status, price.offer.dated, price.age


def _silent(prices: list[AskedPrices]) -> Text:
    """Return in one line what is not stated of prices."""
    stated = any(price.included for price in prices)
    return Text((line(Run(NUMBER_MISSING, "quiet") if stated else NONE_SAY),), close=True)


def _told(match: Match) -> str:
    """Return what else is stated of a clinic: how long one stays, how many things are included."""
    first = match.offers[0] if match.offers else None
    number = len(includes(match.clinic, first))
    return ", ".join(filter(None, (interval(stay(match.clinic, first), "days"), f"{number} included" * (number > 0))))


def _gone(match: Match) -> str:
    standing = match.clinic.standing
    return f"{standing.state} {date_words(standing.dated)}" if match.clinic.gone and standing else ""


def _called(match: Match) -> str:
    return match.clinic.short or match.clinic.name


def _indications(match: Match) -> Iterable[str]:
    return dict.fromkeys(term for offer in match.offers for term in offer.indications)


def _tight(amount: str) -> str:
    """Return an amount without the blanks at which a line could break."""
    return amount.replace(" – ", "–").replace("≈ ", "≈")
