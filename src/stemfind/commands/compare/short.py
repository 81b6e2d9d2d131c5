"""`compare` on one screen: prices on one scale, what is known beside them, what is said to be included."""

from collections.abc import Callable, Iterable

from ...document.parts import Block, Cell, Column, Line, Row, Run, Table, Text, line
from ...document.price_bars import purpose
from ...document.price_table import SCI as SCI_WORD
from ...document.price_table import Named, price_row, price_table
from ...document.words import NOT_HELD, STATED_MARK, count, harm_words, listed, purpose_words, sign
from ...model.clinic import Clinic
from ...model.dataset import Dataset
from ...model.money import Exchange
from ...model.profile import Comparison, Inclusion, Priced, Profile
from ...model.span import NOT_STATED
from ...model.statement import trouble

SIDE_BY_SIDE = 4
"""As many stand in columns; more are a row each."""
PAIR, SHOWN_INCLUDED, SHOWN_AMONG_MANY = 2, 6, 5
"""How many inclusions are named: of two, and of more."""

NONE = "Trouble is that of its clinics, too. None is none on record: some may not be here."


class ShortComparison:
    """Writes the short depth of one comparison."""

    def __init__(self, comparison: Comparison, dataset: Dataset, exchange: Exchange) -> None:
        self.comparison = comparison
        self.profiles = comparison.profiles
        self.dataset = dataset
        self.exchange = exchange

    def blocks(self) -> tuple[Block, ...]:
        """Return what fits a screen."""
        if len(self.profiles) > SIDE_BY_SIDE:
            return self._many()
        blocks = [self._prices([*self._rows(), *self._benchmarks()]), *self._other_prices(), self._known()]
        return (*blocks, *self._included())

    # Prices

    def _rows(self) -> Iterable[tuple[str, Priced | None]]:
        """Yield each price that is shown by itself with whose it is; None where there is none for SCI."""
        for profile in self.profiles:
            shown = profile.sci if profile.kind == "country" else profile.prices
            if profile.kind == "country" or not profile.sci:
                yield from [] if profile.sci else [(profile.id, None)]
            yield from ((price.owner, price) for price in shown)

    def _benchmarks(self) -> Iterable[tuple[str, Priced]]:
        return ((price.owner, price) for price in self.comparison.benchmarks)

    def _prices(self, prices: list[tuple[str, Priced | None]]) -> Table:
        """Return published prices with what they are for, what they buy, how far each is known, and a bar."""
        purposes = {purpose(price, self.dataset) if price else SCI for _, price in prices}
        alike = purposes == {SCI}
        first = "Price for SCI" if alike else "Price"
        named = list[Named]()
        for owner, price in prices:
            named.append((self.dataset.short(owner), SCI_WORD if price is None else self._purpose(price), price))
        return price_table(named, first, self.exchange, purpose=not alike, owners=True)

    def _purpose(self, price: Priced) -> str:
        return purpose_words(self.dataset, price.offer.indications)

    def _other_prices(self) -> list[Block]:
        """Return what the clinics' own prices are for, where a country's range says nothing of them."""
        lines = [self._others(profile) for profile in self.profiles if profile.kind == "country"]
        return [Text(tuple(filter(None, lines)), close=True)] if any(lines) else []

    def _others(self, profile: Profile) -> Line:
        if not profile.other:
            return line()
        purposes = dict.fromkeys(self.dataset.label(i) for price in profile.other for i in price.offer.indications)
        number = count(len(profile.other), "price")
        statuses = ", ".join(dict.fromkeys(price.offer.status for price in profile.other))
        said = f"Clinics in {self.dataset.short(profile.id)} publish {number}, {statuses}, not for SCI but for: "
        return line(Run("! ", "caution"), said, listed(purposes, lower=True))

    # What is known

    def _known(self) -> Table:
        countries = sum(profile.kind == "country" for profile in self.profiles)
        facts: tuple[tuple[str, Callable[[Profile], Cell]], ...] = (
            ("Known harms", self._harms),
            ("Trouble", self._trouble),
            ("Evidence", self._evidence),
            ("Licence for", self._licensed),
            ("Approved for SCI", self._approved),
            *((("Cells", self._cells),) if countries == 0 and len(self.profiles) <= PAIR else ()),
            ("In conflict", self._conflicts),
        )
        columns = (
            Column("What is known"),
            *(Column(self.dataset.short(p.id), grow=p is self.profiles[0]) for p in self.profiles),
        )
        rows = [Row(((line(title),), *cells)) for title, fill in facts if (cells := [fill(p) for p in self.profiles])]
        return Table("What is known", columns, tuple(rows), caption_shown=False)

    def _licensed(self, profile: Profile) -> Cell:
        if isinstance(profile.record, Clinic):
            held = profile.record.accreditations
            return tuple(line(f"{self.dataset.label(a.term)}  ", Run(a.status, "status")) for a in held) or unknown()
        said = [line(f"{r.name}: {r.brief or r.licenses}") for r in profile.regulators]
        return tuple(said) or (not_applicable() if profile.kind == "benchmark" else unknown())

    def _approved(self, profile: Profile) -> Cell:
        if profile.kind == "benchmark":
            return not_applicable()
        said = [line(r.approved_for_sci) for r in profile.regulators if r.approved_for_sci]
        return tuple(said) or (line(Run("nothing found", "unknown")),)

    def _evidence(self, profile: Profile) -> Cell:
        if not (self.dataset.studies or self.dataset.harms) or not profile.cells:
            return (line(Run("nothing on record" if self.dataset.studies else NOT_HELD, "unknown")),)
        studies = count(len(profile.studies), "study", "studies")
        return (line(f"{studies} of such cells, {len(profile.controlled)} controlled"),)

    def _harms(self, profile: Profile) -> Cell:
        if not profile.harms:
            return (line(Run("none found on record" if self.dataset.harms else NOT_HELD, "unknown")),)
        country = profile.record.place if isinstance(profile.record, Clinic) else None
        return (line(f"in {self.dataset.country_name(country)}: " if country else "", harm_words(profile.harms)),)

    def _trouble(self, profile: Profile) -> Cell:
        """Return how many statements tell of trouble (warnings, orders, suits, harms); a country's clinics apart."""
        own, clinics = self._troubles(profile)
        if not own + clinics:
            return (line(Run("none found on record" if self.dataset.claims else NOT_HELD, "unknown")),)
        theirs = f", of its clinics {clinics}" if profile.kind == "country" else ""
        way = () if profile.kind == "country" else ("  ", Run(f"why {profile.id}", "command"))
        return (line(Run(f"! {own or 'none'}", "caution"), theirs, *way),)

    def _troubles(self, profile: Profile) -> tuple[int, int]:
        """Return how many tell of a subject itself, and how many of the clinics of a country."""
        others = [clinic.id for clinic in profile.clinics if clinic.id != profile.id]
        held = (claim for clinic in others for claim in self.dataset.claims_about(clinic))
        return len(trouble(profile.claims)), len(trouble(held))

    def _cells(self, profile: Profile) -> Cell:
        if not profile.cells:
            return not_applicable() if profile.kind == "benchmark" else unknown()
        return (line(listed(map(self.dataset.label, profile.cells), lower=True)),)

    def _conflicts(self, profile: Profile) -> Cell:
        number = len(profile.conflicts) + len(profile.clinic_conflicts)
        if not number:
            return (line(Run("none on record", "unknown")),)
        program = "stemfind " if len(self.profiles) <= PAIR else ""  # as above
        return (line(Run(f"! {number}", "caution"), "  ", Run(f"{program}why {profile.id}", "command")),)

    # What is included

    def _included(self) -> list[Block]:
        """Return what anybody states, a line each, and in one line what nobody does."""
        profiles = [profile for profile in self.profiles if profile.clinics]
        stated = [term for term in self.comparison.inclusions if any(term in p.inclusions for p in profiles)]
        if not profiles:
            return []
        shown = SHOWN_INCLUDED if len(self.profiles) <= PAIR else SHOWN_AMONG_MANY
        heads = [f"{self.dataset.short(p.id)}{_of(p)}" for p in profiles]
        columns = (Column("Said to be included", grow=True), *map(Column, heads))
        rows = [
            Row(((line(self.dataset.label(term)),), *(_mark(p.inclusions.get(term)) for p in profiles)))
            for term in stated[:shown]
        ]
        table = Table("Said to be included", columns, tuple(rows), caption_shown=False)
        more = len(stated) - shown
        silent = ", ".join(self.dataset.label(term).lower() for term in self.comparison.silent)
        rest = f"{count(more, 'more is', 'more are')} stated: --full. " if more > 0 else ""
        nobody = f"Nobody states: {silent}." if silent else ""
        return [*([table] if rows else []), *([Text((line(rest + nobody),), close=True)] if rest or nobody else [])]

    # Many

    def _many(self) -> tuple[Block, ...]:
        """Return a row for each subject with a price for SCI, and the others in fewer words."""
        priced = [profile for profile in self.profiles if profile.sci]
        rest = [profile for profile in self.profiles if not profile.sci]
        head = line(
            f"{len(self.profiles)} on record: {len(priced)} with a published price for spinal cord injury (SCI), "
            f"{len(rest)} without"
        )
        tables = (self._priced_many(priced), self._unpriced_many(rest))
        return (
            Text((head,)),
            *tables,
            Text((line(NONE),), close=True),
        )

    def _priced_many(self, priced: list[Profile]) -> Table:
        columns = (
            Column("Price for SCI", grow=True),
            Column(f"in {self.exchange.target}", right=True, whole=True), Column("per"), Column("as of", whole=True),
            Column("harms", right=True), Column("trouble", right=True),
        )  # fmt: skip
        rows = [row for profile in priced for row in self._many_rows(profile)]
        return Table(
            "Prices for SCI", columns, tuple(rows), caption_shown=False, bars_at=3, sign=sign(self.exchange.target)
        )

    def _many_rows(self, profile: Profile) -> Iterable[Row]:
        for at, price in enumerate(profile.sci):
            priced = price_row(self.dataset.short(profile.id), None, price, self.exchange)
            name, *cells = priced.cells
            counts = [] if at else [len(profile.harms), sum(self._troubles(profile))]
            told = [(line(str(number or "none")),) for number in counts] or [(line(""),), (line(""),)]
            yield Row((name, *cells, *told), span=priced.span, again=at > 0)

    def _unpriced_many(self, rest: list[Profile]) -> Table:
        columns = (
            Column("No price for SCI", grow=True), Column("clinics", right=True),
            Column("other prices", right=True), Column("harms", right=True),
            Column("trouble", right=True), Column("in conflict", right=True),
        )  # fmt: skip
        rows = tuple(
            Row(
                (
                    (line(self.dataset.short(profile.id)),),
                    (line(str(len(profile.standing_clinics))),),
                    (line(str(len(profile.other) or "none")),),
                    (line(str(len(profile.harms) or "none")),),
                    (line(str(sum(self._troubles(profile)) or "none")),),
                    (line(str(len(profile.conflicts) + len(profile.clinic_conflicts) or "none")),),
                )
            )
            for profile in rest
        )
        return Table("No price for SCI", columns, rows, caption_shown=False)


SCI = "spinal cord injury"


def _of(profile: Profile) -> str:
    return f", {count(len(profile.standing_clinics), 'clinic')}" if profile.kind == "country" else ""


def _mark(inclusion: Inclusion | None) -> Cell:
    if inclusion is None:
        return unknown()
    excluded = f", {inclusion.excluded} exclude it" if inclusion.excluded else ""
    if not inclusion.included:
        return (line(f"excluded by {inclusion.excluded}"),)
    return (line(Run(STATED_MARK, "strong"), f" {inclusion.included}{excluded}" if inclusion.of > 1 else ""),)


def unknown() -> Cell:
    """Return what stands where nobody states a thing."""
    return (line(Run(NOT_STATED, "unknown")),)


def not_applicable() -> Cell:
    """Return what stands where a thing can't be asked of a subject."""
    return (line(Run("does not apply", "quiet")),)
