"""`compare` as a document: prices on one scale, what is known beside what is said, what is said to be included."""

from collections import Counter
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from ...document.footnotes import Notes
from ...document.parts import Block, Cell, Column, Document, Line, Role, Row, Run, Table, Text, line, text
from ...document.price_table import price_table
from ...document.standing import former_prices, name_with_end
from ...document.words import (
    NOT_ADVICE,
    STATED_MARK,
    count,
    date_words,
    dose_words,
    harm_words,
    listed,
    lowered,
    none_held,
    none_known,
    none_published,
    or_not_stated,
    purpose_words,
    rates_asked,
    rates_used,
    terms_words,
    trouble_counts,
)
from ...model.atlas import in_words
from ...model.clinic import SCI, Accreditation, Clinic, Person
from ...model.country import Benchmark, Regulator
from ...model.course import doses, stay
from ...model.dataset import Dataset
from ...model.money import Exchange
from ...model.profile import Comparison, Inclusion, Priced, Profile
from ...model.span import NOT_STATED, interval
from ...model.statement import Claim, trouble

SIDE_BY_SIDE = 4
"""As many stand in columns on the first screen; more are a row each."""
UNCROWDED = 2
"""As many leave room on the first screen for their cells, for commands in full and for `MOST_INCLUDED` inclusions."""
MOST_INCLUDED, MOST_INCLUDED_OF_MANY = 6, 5
WHOLE_CELL, WHOLE_MARK = 22, 12
"""Below this many characters the whole page's cells, and its ticks, are laid out as records."""
PEOPLE = {"country": "Saving stated", "clinic": "Team", "benchmark": "Covers"}
LOOKED_FOR = {"country": "Still not known", "clinic": "Independent record", "benchmark": "Still not known"}
"""What two rows of the whole page hold of each kind."""
NOT_APPLICABLE: Cell = (line(Run("does not apply", "quiet")),)
"""What stands where a thing can't be asked of a subject."""
NOT_COUNTED = "not counted here"
"""Said of a region or a product that prices are measured against: that nothing is held under its name is no finding."""
ComparedRows = list[tuple[str, Callable[[Profile], Cell]]]
"""What each row is called, and what it says of a subject."""


def comparison_document(comparison: Comparison, dataset: Dataset, exchange: Exchange) -> Document:
    """Return subjects side by side: on a screen, and whole."""
    whole = ComparisonWriter(comparison, dataset, exchange, deep=True)
    blocks = whole.blocks()
    return Document(
        title=" · ".join(profile.name for profile in comparison.profiles),
        title_shown=False,
        blocks=blocks,
        references=whole.notes.references(),
        short=ComparisonWriter(comparison, dataset, exchange, deep=False).blocks(),
        brief=rates_asked(comparison.currencies, exchange, dataset),
        closing=(*rates_used(whole.currencies(), exchange, dataset), line(Run(NOT_ADVICE, "quiet"))),
    )


class ComparisonWriter:
    """Writes one comparison: a screen of it, or `deep` with every row and line; footnotes are numbered as it goes."""

    def __init__(self, comparison: Comparison, dataset: Dataset, exchange: Exchange, *, deep: bool) -> None:
        self.comparison = comparison
        self.profiles = comparison.profiles
        self.dataset = dataset
        self.exchange = exchange
        self.deep = deep
        self.uncrowded = len(self.profiles) <= UNCROWDED
        self.notes = Notes(dataset)

    def blocks(self) -> tuple[Block, ...]:
        """Return all that is compared at this depth."""
        if not self.deep and len(self.profiles) > SIDE_BY_SIDE:
            return self._many()
        if not self.deep:
            return (self._prices(), *self._other_prices(), self._known(), *self._included())
        first: tuple[Block, ...] = (*self._standings(), self._prices(), *self._other_prices())
        return (*first, self._known(), self._said(), *self._included(), *self._trials())

    def name(self, identity: str) -> str:
        """Return what a subject is called: in short with its end, which the whole page says first of all."""
        if self.deep:
            return self.dataset.name(identity)
        return name_with_end(self.dataset.short(identity), self.dataset.subjects[identity].ended)

    def _side_by_side(self, title: str, facts: ComparedRows) -> Table:
        """Return facts, a row each, with a column for each subject."""
        least = WHOLE_CELL if self.deep else Column("").least
        sides = (Column(self.name(p.id), least=least, grow=p is self.profiles[0]) for p in self.profiles)
        rows = (Row(((line(called),), *map(fill, self.profiles))) for called, fill in facts if self.profiles)
        return Table(title, (Column(title, least=least), *sides), tuple(rows))

    def _title_by_kind(self, titles: dict[str, str]) -> str:
        return listed(dict.fromkeys(titles[profile.kind] for profile in self.profiles))

    def _standings(self) -> Iterator[Table]:
        """Yield whether each still treats people, where one is known to have closed or stopped."""
        if any(profile.record.gone for profile in self.profiles):
            yield self._side_by_side("Whether it treats people", [("Standing", self._standing)])

    def _standing(self, profile: Profile) -> Cell:
        standing = profile.record.standing
        if standing is None:
            return none_known()
        refs = self.notes.refs(standing.sources)
        note = (line(standing.note),) if standing.note else ()
        role: Role = "caution" if profile.record.gone else "text"
        return (line(Run(f"{standing.state}, {date_words(standing.dated)}", role, refs)), *note)

    # Prices

    def _prices(self) -> Table:
        """Return published prices with what they are for, what they buy, how far each is known, and a bar."""
        prices = self._shown_prices()
        first, purposes = "Price for SCI", [""] * len(prices)
        told = [(SCI,) if isinstance(price, str) else price.offer.indications for _, price in prices]
        if any(terms != (SCI,) for terms in told):
            first, purposes = "Price", [purpose_words(self.dataset, terms, whole=self.deep) for terms in told]
        named = [(name, purpose, price) for (name, price), purpose in zip(prices, purposes, strict=True)]
        return price_table(named, first, self.exchange, owners=True, notes=self.notes if self.deep else None)

    def _shown_prices(self) -> list[tuple[str, Priced | str]]:
        return [*self._own_prices(), *((self.name(price.owner), price) for price in self.comparison.benchmarks)]

    def currencies(self) -> set[str]:
        """Return the currency of every price that is shown by itself."""
        return {price.asked.currency for _, price in self._shown_prices() if not isinstance(price, str)}

    def _own_prices(self) -> Iterator[tuple[str, Priced | str]]:
        """Yield each price that is shown by itself under whose it is; words where there is none for SCI."""
        for profile in self.profiles:
            if not profile.sci:
                yield self.name(profile.id), none_published(profile.former)
            for price in profile.sci if profile.kind == "country" else profile.prices:
                place = f"{profile.name}: " if self.deep and price.owner != profile.id else ""
                yield f"{place}{self.name(price.owner)}", price

    def _other_prices(self) -> Iterator[Text]:
        """Yield what the clinics' own prices are for, where a country's range says nothing of them."""
        lines = [self._others(profile) for profile in self.profiles if profile.kind == "country" and profile.other]
        told = [(p.name, former_prices(p.former, p.id)) for p in self.profiles]
        lines += [line(Run("! ", "caution"), f"{name}: ", *former) for name, former in told if former]
        if none := [p.name for p in self.profiles if self.deep and not (p.other or p.former)]:
            lines.append(line(f"No price is published for anything but SCI: {listed(none)}"))
        if lines:
            yield Text(tuple(lines), close=True)

    def _others(self, profile: Profile) -> Line:
        statuses = Counter(price.offer.status for price in profile.other)
        told = [
            Run(
                f", {f'{number} ' if self.deep and len(statuses) > 1 else ''}{status}",
                refs=self.notes.refs(s for p in profile.other if p.offer.status == status for s in p.offer.sources),
            )
            for status, number in statuses.items()
        ]
        purposes = terms_words(self.dataset, (term for price in profile.other for term in price.offer.indications))
        said = f"Clinics in {in_words(profile.name)} publish {count(len(profile.other), 'price')}"
        return line(Run("! ", "caution"), said, *told, ", not for SCI but for: ", purposes)

    # What is known

    def _known(self) -> Table:
        """Return what is known of each, harms first."""
        roomy = not self.deep and self.uncrowded and all(profile.kind != "country" for profile in self.profiles)
        facts: ComparedRows = [
            ("Known harms", self._harms), ("Trouble", self._trouble), ("Evidence", self._evidence),
            ("Licence for", self._licensed), *([("It does not say", self._not_licensed)] if self.deep else []),
            ("Approved for SCI", self._approved), *([("Cells", self._given)] if roomy else []),
            ("In conflict", self._conflicts),
            *([(self._title_by_kind(LOOKED_FOR), self._looked_for)] if self.deep else []),
        ]  # fmt: skip
        return self._side_by_side("What is known", facts)

    def _harms(self, profile: Profile) -> Cell:
        if not profile.harms:
            return _none_found(bool(self.dataset.harms), counted=profile.record.place is not None)
        country = profile.record.place if profile.kind == "clinic" else None
        each = [
            line(Run(f"{harm.name} (reported {date_words(harm.dated)})", refs=self.notes.refs(harm.sources)))
            for harm in profile.harms
            if self.deep
        ]
        where = f"in {in_words(self.dataset.name(country))}: " if country else ""
        return (line(where, harm_words(profile.harms)), *each)

    def _trouble(self, profile: Profile) -> Cell:
        """Return how many statements tell of trouble, `deep` of which kind; a country's clinics apart."""
        own, clinics = self._troubles(profile)
        if not own + clinics:
            return _none_found(bool(self.dataset.claims), counted=profile.kind != "benchmark")
        theirs = f"{';' if self.deep else ','} of its clinics {clinics}" if profile.kind == "country" else ""
        command = f"stemfind why {profile.id} trouble" if self.deep else f"why {profile.id}"
        way = ("  ", Run(command, "command")) if own and (self.deep or not theirs) else ()
        told = trouble_counts(trouble(profile.claims)) if self.deep and own else own or "none"
        return (line(Run(f"! {told}", "caution"), theirs, *way),)

    def _troubles(self, profile: Profile) -> tuple[int, int]:
        """Return how many tell of a subject itself, and how many of the clinics of a country."""
        others = [clinic.id for clinic in profile.clinics if clinic.id != profile.id]
        held = (claim for clinic in others for claim in self.dataset.claims_about(clinic))
        return len(trouble(profile.claims)), len(trouble(held))

    def _evidence(self, profile: Profile) -> Cell:
        if not (profile.cells and self.dataset.studies):
            none = NOT_COUNTED if profile.kind == "benchmark" else "nothing on record"
            return none_held(self.dataset.studies, none)
        of = "of such cells in SCI" if self.deep else "of such cells"
        said = line(f"{count(len(profile.studies), 'study', 'studies')} {of}, {len(profile.controlled)} controlled")
        return (said, line(Run("stemfind evidence", "command"))) if self.deep else (said,)

    def _licensed(self, profile: Profile) -> Cell:
        said = [
            self._borne_out(f"{self.dataset.label(held.term)}{f': {held.says}' if self.deep else ''}", held)
            for held in profile.record.accreditations
        ]
        for one in profile.regulators if profile.kind != "clinic" else ():
            brief = line(f"{one.name}: {one.brief or one.licenses}")
            said.append(self._borne_out(f"{one.name}: {one.licenses}", one) if self.deep else brief)
        return tuple(said) or self._unstated(profile, held=profile.kind != "country" or self.dataset.regulators)

    def _borne_out(
        self, says: str, record: Accreditation | Claim | Person | Regulator, checked_by: tuple[str, ...] = ()
    ) -> Line:
        """Return a statement with how far it is borne out."""
        return line(f"{says}  ", Run(record.status, "status", self.notes.refs((*record.sources, *checked_by))))

    def _not_licensed(self, profile: Profile) -> Cell:
        terms = dict.fromkeys(held.term for held in profile.record.accreditations)
        said = [line(f"{found.label}: {found.definition}") for found in map(self.dataset.term, terms) if found]
        said += [line(Run(one.does_not_license, refs=self.notes.refs(one.sources))) for one in profile.regulators]
        return NOT_APPLICABLE if profile.kind == "benchmark" else tuple(said) or self._no_regulator()

    def _approved(self, profile: Profile) -> Cell:
        said = tuple(
            line(Run(one.approved_for_sci, refs=self.notes.refs(one.sources)))
            for one in profile.regulators
            if one.approved_for_sci
        )
        return NOT_APPLICABLE if profile.kind == "benchmark" else said or self._no_regulator()

    def _no_regulator(self) -> Cell:
        return none_held(self.dataset.regulators, "nothing found")

    def _conflicts(self, profile: Profile) -> Cell:
        own, theirs = len(profile.conflicts), len(profile.clinic_conflicts)
        if not own + theirs:
            return none_held(self.dataset.conflicts, "none on record")
        parted = f": {own or 'none'} about it, {theirs} about its clinics" if self.deep and theirs else ""
        way = Run(f"{'stemfind ' if self.deep or self.uncrowded else ''}why {profile.id}", "command")
        return (line(Run(f"! {own + theirs}", "caution"), f"{parted}  ", way),)

    def _looked_for(self, profile: Profile) -> Cell:
        if profile.kind == "clinic":
            return (line(profile.record.independent_record or "No independent record was looked for."),)
        return tuple(map(line, profile.record.not_known)) or none_known("nothing noted")

    def _unstated(self, profile: Profile, *, held: object = True) -> Cell:
        return NOT_APPLICABLE if profile.kind == "benchmark" else none_held(held, NOT_STATED)

    # What is said

    def _said(self) -> Table:
        """Return what is offered, and on whose word."""
        facts: ComparedRows = [
            ("On record", self._on_record),
            ("Cells, dose, route", self._given),
            ("Stay", self._days),
            (self._title_by_kind(PEOPLE), self._people),
        ]
        return self._side_by_side("What is said", facts)

    def _on_record(self, profile: Profile) -> Cell:
        match profile.record:
            case Benchmark(kind=kind):
                return (line(f"{kind}, to measure prices against"),)
            case Clinic(kind=kind, cities=cities, offers=offers):
                place = f" in {' or '.join(cities)}" if cities else ""
                priced = f"{count(len(offers), 'offer')}, {len(profile.prices)} with a price"
                return (line(f"{kind.replace('-', ' ')}{place}"), line(priced))
        standing = len(profile.standing_clinics)
        gone = len(profile.clinics) - standing
        said = line(f"{count(standing, 'clinic')}, {len(profile.publishing)} with a price")
        return (said, line(f"{gone} closed or stopped")) if gone else (said,)

    def _given(self, profile: Profile) -> Cell:
        stated = (profile.cells, profile.routes) if self.deep else (profile.cells,)
        parts = [terms_words(self.dataset, terms) for terms in stated]
        if self.deep and profile.kind == "clinic":
            parts += [dose_words(dose, self.dataset.label(dose.item)) for dose in doses(profile.record)]
        return tuple(line(part) for part in parts if part) or self._unstated(profile)

    def _days(self, profile: Profile) -> Cell:
        stated = (stay(held, offer) for held in profile.standing_clinics for offer in held.offers or (None,))
        said = dict.fromkeys(words for days in stated if (words := interval(days, "days")))
        return tuple(map(line, said)) or self._unstated(profile)

    def _people(self, profile: Profile) -> Cell:
        """Return whom a clinic names, what a benchmark covers, or what is said to be saved in a country."""
        if profile.kind == "benchmark":
            return (or_not_stated(profile.record.covers),)
        if profile.kind == "clinic":
            told = [
                self._borne_out(", ".join(filter(None, (p.described, interval(p.years, "years")))), p)
                for p in profile.team
            ]
        else:
            told = [self._borne_out(c.says, c, c.checked_by) for c in profile.claims if c.field == "saving"]
        return tuple(told) or none_known()

    # What is included

    def _included(self) -> Iterator[Block]:
        """Yield what anybody states, a line each, and in one line what nobody does."""
        asked = [profile for profile in self.profiles if profile.clinics]
        crowded = self.deep and len(asked) > SIDE_BY_SIDE
        profiles = [profile for profile in asked if profile.inclusions] if crowded else asked
        most = MOST_INCLUDED if self.uncrowded else MOST_INCLUDED_OF_MANY
        shown = self.comparison.inclusions[: None if self.deep else most]
        if not profiles:
            return
        rows = tuple(
            Row(((line(self.dataset.label(term)),), *(_stated_by(p.inclusions.get(term)) for p in profiles)))
            for term in shown
        )
        if rows:
            title = "Said to be included"
            yield Table(title, (Column(title, grow=True), *map(self._among, profiles)), rows)
        more = len(self.comparison.inclusions) - len(shown)
        rest = f"{count(more, 'more is', 'more are')} stated: --full. " if more else ""
        silent = ", ".join(lowered(self.dataset.label(term)) for term in self.comparison.silent)
        if rest or silent:
            yield Text((line(rest + (f"Nobody states: {silent}." if silent else "")),), close=True)
        if unstated := [self.name(profile.id) for profile in asked if profile not in profiles]:
            yield Text((line("Nothing is stated to be included, or not: ", listed(unstated)),))

    def _among(self, profile: Profile) -> Column:
        number = f", {count(len(profile.standing_clinics), 'clinic')}" if profile.kind == "country" else ""
        least = WHOLE_MARK if self.deep else Column("").least
        return Column(f"{self.name(profile.id)}{number}", least=least)

    def _trials(self) -> Iterator[Text]:
        if self.dataset.trials:
            there = dict.fromkeys(trial.registry_id for profile in self.profiles for trial in profile.trials)
            told = f"{', '.join(there)}  " if there else "none on record; elsewhere: "
            yield Text((line(Run("Open trials there: ", "strong"), told, Run("stemfind trials", "command")),))

    # Many

    def _many(self) -> tuple[Block, ...]:
        """Return a row for each subject with a price for SCI, and the others in fewer words."""
        priced = [profile for profile in self.profiles if profile.sci]
        rest = [profile for profile in self.profiles if not profile.sci]
        head = (
            f"{len(self.profiles)} on record: {len(priced)} with a published price for spinal cord injury (SCI), "
            f"{len(rest)} without"
        )
        ours = "Trouble is that of its clinics, too. None is none on record: some may not be here."
        former = former_prices([clinic for profile in self.profiles for clinic in profile.former])
        told = (line(ours), *([line("Not counted: ", *former)] if former else []))
        return (text(head), self._many_priced(priced), self._many_unpriced(rest), Text(told, close=True))

    def _many_priced(self, profiles: list[Profile]) -> Table:
        prices = [(profile, price) for profile in profiles for price in profile.sci]
        named = [(self.name(profile.id), "", price) for profile, price in prices]
        table = price_table(named, "Price for SCI", self.exchange, owners=True)
        first, amount, *more = table.columns
        counted = (Column("harms", right=True), Column("trouble", right=True))
        rows = tuple(
            replace(row, cells=(*row.cells, *(((line(""),),) * len(counted) if row.again else self._counts(profile))))
            for row, (profile, _) in zip(table.rows, prices, strict=True)
        )
        columns = (first, replace(amount, title=f"in {self.exchange.target}"), *more, *counted)
        return replace(table, caption="Prices for SCI", columns=columns, rows=rows)

    def _many_unpriced(self, profiles: list[Profile]) -> Table:
        titles = ("clinics", "other prices", "harms", "trouble", "in conflict")
        columns = (Column("No price for SCI", grow=True), *(Column(title, right=True) for title in titles))
        rows = tuple(
            Row((
                _as_count(self.name(p.id)), _as_count(str(len(p.standing_clinics))), _as_count(len(p.other)),
                *self._counts(p), _as_count(len(p.conflicts) + len(p.clinic_conflicts), self.dataset.conflicts),
            ))
            for p in profiles
        )  # fmt: skip
        return Table("No price for SCI", columns, rows)

    def _counts(self, profile: Profile) -> tuple[Cell, Cell]:
        troubles = sum(self._troubles(profile))
        return _as_count(len(profile.harms), self.dataset.harms), _as_count(troubles, self.dataset.claims)


def _none_found(held: bool, *, counted: bool) -> Cell:
    """Return that none was found, where anything is held and would be counted under the subject's name."""
    return none_held(held, "none found on record" if counted else NOT_COUNTED)


def _stated_by(inclusion: Inclusion | None) -> Cell:
    """Return how many include or exclude a thing; a tick only where somebody states it."""
    if inclusion is None:
        return none_known()
    excluded = f", {count(inclusion.excluded, 'excludes', 'exclude')} it" if inclusion.excluded else ""
    if not inclusion.included:
        return (line(f"excluded by {inclusion.excluded}"),)
    return (line(Run(STATED_MARK, "strong"), f" {inclusion.included}{excluded}" if inclusion.of > 1 else ""),)


def _as_count(number: int | str, held: object = True) -> Cell:
    return (line(str(number or ("none" if held else "not held"))),)
