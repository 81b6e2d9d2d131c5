"""`compare` as a document: what is said beside what is known, row for row."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ...document.footnotes import Notes
from ...document.parts import Block, Cell, Column, Document, Line, Row, Run, Table, Text, line, text
from ...document.price_bars import Scale, clinic_conflicts, purpose
from ...document.words import (
    NOT_ADVICE,
    NOT_HELD,
    SILENT_MARK,
    STATED_MARK,
    count,
    date_words,
    dose_words,
    listed,
    nearest,
    price_words,
    status_run,
)
from ...model.base import Status
from ...model.clinic import Clinic
from ...model.country import Benchmark
from ...model.course import doses, stay
from ...model.dataset import Dataset
from ...model.money import Exchange
from ...model.profile import Comparison, Inclusion, Priced, Profile
from ...model.span import NOT_STATED, interval
from ...model.statement import trouble
from ...model.term import Term
from .short import ShortComparison, not_applicable, unknown

SAID, KNOWN = "What is said", "What is known"
SHOWN_HARMS, SHOWN_UNKNOWN = 3, 2
LABEL_ROOM, CELL_ROOM = 16, 22


class ComparedRow(NamedTuple):
    """One row: what it is called, and how a profile fills it."""

    title: str
    fill: Callable[[Profile], Cell]


class Pair(NamedTuple):
    """A row of promise and the row of caution that it is never shown without."""

    said: ComparedRow
    known: ComparedRow


def comparison_document(comparison: Comparison, dataset: Dataset, exchange: Exchange) -> Document:
    """Return profiles side by side, their prices on one scale, and what is said to be included."""
    writer = ComparisonWriter(comparison, dataset, exchange)
    names = [profile.name for profile in comparison.profiles]
    blocks: list[Block] = [writer.facts(), *writer.scale.bars(), *writer.matrix()]
    if comparison.silent and any(profile.clinics for profile in comparison.profiles):
        nobody = ", ".join(dataset.label(term).lower() for term in comparison.silent)
        blocks.append(text(Run("Nobody states: ", "strong"), nobody))
    if dataset.trials:
        near = dict.fromkeys(trial for profile in comparison.profiles for trial in profile.trials)
        blocks.append(Text((nearest(tuple(near)),)))
    return Document(
        title=" · ".join(names),
        title_shown=False,
        blocks=tuple(blocks),
        references=writer.notes.references(),
        short=ShortComparison(comparison, dataset, exchange).blocks(),
        brief=writer.scale.rates(),
        closing=(*writer.scale.conversions(), line(Run(NOT_ADVICE, "quiet"))),
    )


class ComparisonWriter:
    """Writes the parts of one comparison; footnotes are numbered in reading order."""

    def __init__(self, comparison: Comparison, dataset: Dataset, exchange: Exchange) -> None:
        self.comparison = comparison
        self.dataset = dataset
        self.exchange = exchange
        self.judged = bool(dataset.studies or dataset.harms)
        self.notes = Notes(dataset)
        self.scale = Scale(comparison, dataset, exchange, self.notes)

    def facts(self) -> Table:
        """Return the main table: the same number of rows said as known."""
        profiles = self.comparison.profiles
        pairs = self.pairs()
        rows = [Row(self._row(fact), section="") for fact in self._first()]
        for section, facts in ((SAID, [p.said for p in pairs]), (KNOWN, [p.known for p in pairs])):
            rows += [Row(self._row(fact), section=None if index else section) for index, fact in enumerate(facts)]
        columns = (Column("", least=LABEL_ROOM), *(Column(p.name, least=CELL_ROOM) for p in profiles))
        return Table("Comparison", columns, tuple(rows), caption_shown=False)

    def _row(self, fact: ComparedRow) -> tuple[Cell, ...]:
        return ((line(fact.title),), *(fact.fill(profile) for profile in self.comparison.profiles))

    def pairs(self) -> tuple[Pair, ...]:
        """Return the rows that every comparison has."""
        people = {"country": "Saving stated", "clinic": "Team", "benchmark": "Covers"}
        kinds = dict.fromkeys(profile.kind for profile in self.comparison.profiles)
        return (
            Pair(ComparedRow("Price for SCI", self._sci), ComparedRow("Prices not for SCI", self._other)),
            Pair(ComparedRow("On record", self._on_record), ComparedRow("In conflict", self._conflicts)),
            Pair(
                ComparedRow("Licence, certificate", self._licensed), ComparedRow("It does not say", self._not_licensed)
            ),
            Pair(ComparedRow("Cells, dose, route", self._given), ComparedRow("Evidence", self._evidence)),
            Pair(ComparedRow("Stay", self._stay), ComparedRow("Known harms", self._harms)),
            Pair(
                ComparedRow(" · ".join(people[kind] for kind in kinds), self._people),
                ComparedRow("Not known", self._not_known),
            ),
        )

    def _first(self) -> tuple[ComparedRow, ...]:
        gone = any(profile.record.gone for profile in self.comparison.profiles)
        return (ComparedRow("Standing", self._standing),) if gone else ()

    def _standing(self, profile: Profile) -> Cell:
        standing = profile.record.standing
        if standing is None:
            return unknown()
        refs = self.notes.refs(standing.sources)
        note = (line(standing.note),) if standing.note else ()
        return (line(Run(f"{standing.state}, {date_words(standing.dated)}", "caution", refs)), *note)

    def _sci(self, profile: Profile) -> Cell:
        if not profile.sci:
            return (line(Run("none published", "unknown")),)
        return tuple(self._price(price, profile) for price in profile.sci)

    def _price(self, price: Priced, profile: Profile) -> Line:
        refs = self.notes.refs(price.offer.sources)
        owner = () if price.owner == profile.id else (f" · {self.dataset.name(price.owner)}",)
        asked = price.offer.price
        words = price_words(asked, self.exchange) if asked else ()
        dated = (f", {date_words(price.offer.dated)}{', old' if price.old else ''}",) if price.offer.dated else ()
        return line(*words, *owner, *dated, "  ", status_run(price.offer.status, refs))

    def _other(self, profile: Profile) -> Cell:
        if not profile.other:
            return (line(Run("none published", "unknown")),)
        if profile.kind != "country":
            return tuple(
                line(*self._price(price, profile), f" {SILENT_MARK} for {purpose(price, self.dataset)}")
                for price in profile.other
            )
        purposes = dict.fromkeys(self.dataset.label(i) for price in profile.other for i in price.offer.indications)
        said = line(f"{count(len(profile.other), 'price')}, for other things:")
        return (said, line(listed(purposes, lower=True), *self._statuses(profile.other)))

    def _statuses(self, prices: tuple[Priced, ...]) -> Iterator[str | Run]:
        """Yield each status that some prices have with their sources, and how many where they differ."""
        groups: dict[Status, list[Priced]] = {}
        for price in prices:
            groups.setdefault(price.offer.status, []).append(price)
        for status, group in groups.items():
            yield f"  {len(group)} " if len(groups) > 1 else "  "
            yield status_run(status, self.notes.refs(source for price in group for source in price.offer.sources))

    def _on_record(self, profile: Profile) -> Cell:
        record = profile.record
        if isinstance(record, Benchmark):
            return (line(f"{record.kind}, to measure prices against"),)
        if isinstance(record, Clinic):
            place = f" in {' or '.join(record.cities)}" if record.cities else ""
            priced = sum(offer.price is not None for offer in record.offers)
            return (
                line(f"{record.kind.replace('-', ' ')}{place}"),
                line(f"{count(len(record.offers), 'offer')}, {priced} with a price"),
            )
        standing = len(profile.standing_clinics)
        gone = len(profile.clinics) - standing
        said = f"{count(standing, 'clinic')}, {len(profile.publishing)} with a price"
        return (line(said), *((line(f"{gone} closed or stopped"),) if gone else ()))

    def _conflicts(self, profile: Profile) -> Cell:
        more = [clinic_conflicts(profile)] if profile.clinic_conflicts else []
        if number := len(trouble(profile.claims)):
            way = Run(f"stemfind why {profile.id} trouble", "command")
            more.append(line(Run(f"! {number}", "caution"), " of trouble  ", way))
        if not profile.conflicts:
            return tuple(more) or (line(Run("none on record", "quiet")),)
        own = Run(f"! {len(profile.conflicts)}", "caution")
        return (line(own, "  ", Run(f"stemfind why {profile.id}", "command")), *more)

    def _licensed(self, profile: Profile) -> Cell:
        if profile.kind == "clinic":
            held = profile.record.accreditations
            return (
                tuple(line(a.says, "  ", status_run(a.status, self.notes.refs(a.sources))) for a in held) or unknown()
            )
        return tuple(
            line(
                f"{r.name}: {r.licenses[:1].lower()}{r.licenses[1:]}  ",
                status_run(r.status, self.notes.refs(r.sources)),
            )
            for r in profile.regulators
        ) or (unknown() if profile.kind == "country" else not_applicable())

    def _not_licensed(self, profile: Profile) -> Cell:
        if profile.kind == "benchmark":
            return not_applicable()
        terms = dict.fromkeys(accreditation.term for accreditation in profile.record.accreditations)
        said = [line(f"{self.dataset.label(t)}: {_defined(self.dataset.term(t))}") for t in terms]
        said += [line(Run(r.does_not_license, refs=self.notes.refs(r.sources))) for r in profile.regulators]
        return tuple(said) or (line(Run("nothing found", "unknown")),)

    def _given(self, profile: Profile) -> Cell:
        stated = (profile.cells, profile.routes)
        parts = [listed(map(self.dataset.label, terms), lower=True) for terms in stated]
        if isinstance(profile.record, Clinic):
            parts += [dose_words(dose, self.dataset.label(dose.item)) for dose in doses(profile.record)]
        return tuple(line(part) for part in parts if part) or self._or_not_applicable(profile)

    def _evidence(self, profile: Profile) -> Cell:
        if not self.judged or not profile.cells:
            return (line(Run("nothing on record" if self.judged else NOT_HELD, "unknown")),)
        studies = count(len(profile.studies), "study", "studies")
        return (
            line(f"{studies} of such cells in SCI, {len(profile.controlled)} controlled"),
            line(Run("stemfind evidence", "command")),
        )

    def _stay(self, profile: Profile) -> Cell:
        stays = [stay(clinic, offer) for clinic in profile.standing_clinics for offer in clinic.offers or (None,)]
        known = [value for value in stays if value.known]
        if not known:
            return self._or_not_applicable(profile)
        return tuple(line(text) for text in dict.fromkeys(filter(None, (interval(v, "days") for v in known))))

    def _harms(self, profile: Profile) -> Cell:
        if not profile.harms:
            return (line(Run("none found on record" if self.dataset.harms else NOT_HELD, "unknown")),)
        shown = [
            line(Run(f"{h.name}, {date_words(h.dated)}", refs=self.notes.refs(h.sources)))
            for h in profile.harms[:SHOWN_HARMS]
        ]
        more = len(profile.harms) - SHOWN_HARMS
        return (*shown, *((line(f"and {more} more"),) if more > 0 else ()))

    def _people(self, profile: Profile) -> Cell:
        if profile.kind == "clinic":
            return (
                tuple(
                    line(
                        ", ".join(filter(None, (p.name, p.role, p.specialty, interval(p.years, "years")))),
                        " ",
                        status_run(p.status, self.notes.refs(p.sources)),
                    )
                    for p in profile.team
                )
                or unknown()
            )
        if isinstance(profile.record, Benchmark):
            return (line(profile.record.covers or NOT_STATED),)
        savings = [claim for claim in profile.claims if claim.field == "saving"]
        return (
            tuple(
                line(f"{c.says}  ", status_run(c.status, self.notes.refs((*c.sources, *c.checked_by)))) for c in savings
            )
            or unknown()
        )

    def _not_known(self, profile: Profile) -> Cell:
        record = profile.record
        if isinstance(record, Clinic):
            return (line(record.independent_record or "No independent record was looked for."),)
        if record.not_known:
            more = len(record.not_known) - SHOWN_UNKNOWN
            rest = (line(f"and {more} more  ", Run(f"stemfind show {record.id}", "command")),) if more > 0 else ()
            return (*(line(text) for text in record.not_known[:SHOWN_UNKNOWN]), *rest)
        return (line(Run("nothing noted", "unknown")),)

    def _or_not_applicable(self, profile: Profile) -> Cell:
        return not_applicable() if profile.kind == "benchmark" else unknown()

    def matrix(self) -> tuple[Table, ...]:
        """Return what is said to be included: a tick only where it is stated."""
        with_clinics = [profile for profile in self.comparison.profiles if profile.clinics]
        if not with_clinics or not self.comparison.inclusions:
            return ()
        columns = (Column("", least=LABEL_ROOM), *(Column(p.name, least=12) for p in with_clinics))
        rows = tuple(
            Row(((line(self.dataset.label(term)),), *(_mark(p.inclusions.get(term)) for p in with_clinics)))
            for term in self.comparison.inclusions
        )
        return (Table("What packages are said to include", columns, rows),)


def _defined(term: Term | None) -> str:
    return term.definition if term else ""


def _mark(inclusion: Inclusion | None) -> Cell:
    if inclusion is None:
        return (line(Run(f"{SILENT_MARK} {NOT_STATED}", "unknown")),)
    excluded = f", {inclusion.excluded} exclude it" if inclusion.excluded else ""
    if not inclusion.included:
        return (line(f"– excluded by {inclusion.excluded} of {inclusion.of}"),)
    share = f" {inclusion.included} of {inclusion.of}" if inclusion.of > 1 else " stated"
    return (line(Run(STATED_MARK, "strong"), f"{share}{excluded}"),)
