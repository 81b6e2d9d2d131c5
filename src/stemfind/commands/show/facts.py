"""What is known of one subject, a row each: first what is against it, then what it gives, then who says so."""

from collections.abc import Iterable, Iterator
from itertools import chain

from ...document.footnotes import Notes
from ...document.parts import Cell, Column, Line, Row, Run, Table, line
from ...document.words import (
    NOT_HELD,
    STATED_MARK,
    TROUBLE_WORDS,
    WHOSE_CELLS,
    count,
    date_words,
    dated_status,
    dose_amount,
    earns,
    harm_words,
    listed,
    none_held,
    none_known,
    or_not_stated,
    terms_words,
    trouble_counts,
)
from ...model.age import UNDATED
from ...model.answering import still_open
from ...model.atlas import in_words
from ...model.base import Sourced, donors
from ...model.clinic import Accreditation, Person
from ...model.country import Regulator
from ...model.course import courses, doses, stated_terms
from ...model.dataset import Dataset
from ...model.money import Exchange
from ...model.profile import Comparison
from ...model.span import interval
from ...model.statement import Claim, trouble, trouble_word
from ...model.topic import registers

FEW_TRIALS = 4
"""How many trials fit a screen."""
NamedCell = tuple[str, Cell]
"""A row: what it is called and what it says; an empty cell leaves it out."""


class Facts:
    """Words what is known of one subject: `deep` all that is on record, else what fits a screen."""

    def __init__(self, comparison: Comparison, dataset: Dataset, exchange: Exchange, *, deep: bool) -> None:
        self.comparison = comparison
        (self.profile,) = comparison.profiles
        self.subject = self.profile.record
        self.dataset = dataset
        self.exchange = exchange
        self.deep = deep
        self.notes = Notes(dataset)

    def facts(self) -> Table:
        """Return the rows that a subject of its kind has."""
        kinds = {"clinic": self._of_clinic, "country": self._of_country, "benchmark": self._of_benchmark}
        rows = tuple(Row(((line(title),), said)) for title, said in kinds[self.profile.kind]() if said)
        return Table("Facts", (Column("What is known"), Column("", grow=True)), rows)

    def _of_clinic(self) -> tuple[NamedCell, ...]:
        return (
            ("Treats SCI", self._names_sci()), ("In conflict", self._conflict_count()),
            ("Contradicted", self._contradicted()), ("Trouble", self._trouble()), ("Known harms", self._harms()),
            ("Evidence", self._evidence()), ("Licence", self._held()), ("Approved", self._approved()),
            ("People named", self._team()), ("Sells", self._sold()), ("Cells", self._cells()),
            ("Dose", self._doses()), ("Route, stay", self._routes()), ("Included", self._included()),
            ("Not included", self._excluded()),
            ("Nobody states", cell(terms_words(self.dataset, self.comparison.silent))),
            ("Still to ask", self._to_ask()), ("Open trials", self._trials() if self.deep else ()),
            ("Whose word", self._whose()),
        )  # fmt: skip

    def _of_country(self) -> tuple[NamedCell, ...]:
        return (
            ("Known harms", self._harms()), ("Licence for", self._licences()), ("Approved", self._approved()),
            ("Evidence", self._evidence()), ("Trouble", self._trouble()), ("Contradicted", self._contradicted()),
            ("In conflict", self._conflict_count()), ("Whose word", self._whose()), ("Open trials", self._trials()),
            ("To check", self._check()),
        )  # fmt: skip

    def _of_benchmark(self) -> tuple[NamedCell, ...]:
        placed = self.deep and self.subject.place
        return (
            ("Price covers", cell(self.subject.covers)), ("Known harms", self._harms() if placed else ()),
            ("In conflict", self._conflict_count()), ("Open trials", self._trials() if placed else ()),
            ("Whose word", self._whose()),
        )  # fmt: skip

    def _why(self, field: str) -> Run:
        return Run(f"stemfind why {self.subject.id} {field}", "command")

    def _where(self) -> str:
        return f" in {in_words(self.dataset.name(self.subject.place))}" if self.subject.place else ""

    def _noted(self, says: str, record: Sourced) -> Run:
        return Run(says, refs=self.notes.refs(record.sources))

    # What is against it

    def _conflict_count(self) -> Cell:
        """Return how many conflicts name it, and the one that names fewest others."""
        number = len(self.profile.conflicts) + len(self.profile.clinic_conflicts)
        if not number:
            return none_held(self.dataset.conflicts, "none on record")
        nearest = sorted(self.profile.conflicts, key=lambda c: (len(c.about), c.field != "price"))[:1]
        as_one = f": {nearest[0].says}" if nearest else ""
        return (line(Run(f"! {number}", "caution"), f"{as_one}  ", self._why("conflicts")),)

    def _contradicted(self) -> Cell:
        """Return a statement of which an independent source says otherwise, and how many more there are."""
        found = [claim for claim in self.profile.claims if claim.status == "contradicted"]
        if not found:
            return ()
        said = (f"{found[0].says}  ", Run(found[0].status, "caution", self._behind(found[0])), "  ")
        more = (f"and {len(found) - 1} more  ", self._why("contradicted")) if len(found) > 1 else ()
        return (line(*said, *more),)

    def _behind(self, claim: Claim) -> tuple[int, ...]:
        return self.notes.refs((*claim.sources, *claim.checked_by))

    def _trouble(self) -> Cell:
        """Return how many statements tell of trouble, by kind, and of a clinic the gravest with what came of it."""
        found = gravest_first(trouble(self.profile.claims))
        if not found:
            return none_held(self.dataset.claims, "none found on record")
        said: Line = ()
        if self.profile.kind == "clinic":
            worst = found[0]
            status, when = dated_status(worst.status, worst.dated)
            said = line(f": {worst.says.rstrip('.')}  ", Run(status.text, "status", self._behind(worst)), when)
        return (line(Run("! ", "caution"), trouble_counts(found), *said, "  ", self._why("trouble")),)

    def _harms(self) -> Cell:
        """Return how many harms are known in its country, by kind; `deep` each of them, too."""
        harms, where = self.profile.harms, self._where()
        none = f"none found on record{where}" if self.dataset.harms else NOT_HELD
        counted = line(f"{harm_words(harms)}{where}  ", self._why("harms")) if harms else line(Run(none, "unknown"))
        if not (self.deep and self.dataset.harms):
            return (counted,)
        each = (
            line(Run(f"{one.name} (reported {date_words(one.dated)}): ", "strong"), self._noted(one.says, one))
            for one in harms
        )
        everywhere = line("all known harms, wherever they happened: ", Run("stemfind evidence --kind harm", "command"))
        return (counted, *each, everywhere)

    # What is known

    def _names_sci(self) -> Cell:
        names = {None: "", True: "names", False: "does not name"}[self.subject.names_sci]
        offered = "an offer for spinal cord injury is on record" if self.subject.sci_offers else ""
        told = (f"it {names} spinal cord injury among what it treats" if names else "", offered)
        return (or_not_stated(listed(filter(None, told[:1] if self.subject.names_sci else told))),)

    def _evidence(self) -> Cell:
        """Return what is on record of a clinic from nobody who sells, and how many studies there are of such cells."""
        own = self.subject.independent_record
        if own is None and self.deep and self.profile.kind == "clinic":
            own = "Nothing independent was looked for."
        told = cell(own)
        if not self.profile.cells or not self.profile.studies:
            return told + none_held(self.dataset.studies, "no study of such cells is on record")
        number = count(len(self.profile.studies), "study", "studies")
        return (*told, line(f"{number} of such cells on record, {len(self.profile.controlled)} controlled"))

    def _held(self) -> Cell:
        """Return what is said to be held, each with how far that is borne out."""
        held = self.subject.accreditations
        if self.deep:
            return tuple(self._borne_out(one.says, one) for one in held) or none_known()
        said = [(Run(" · "), Run(f"{self.dataset.label(one.term)} "), Run(one.status, "status")) for one in held]
        return (tuple(chain.from_iterable(said))[1:],) if said else none_known()

    def _borne_out(self, says: str, one: Accreditation | Person) -> Line:
        """Return a statement with how far it is borne out, and by what."""
        status = Run(one.status, "status", self.notes.refs(one.sources))
        return line(f"{says}  ", status, f": {one.note}" if one.note else "")

    def _licences(self) -> Cell:
        said = tuple(told for one in self.profile.regulators for told in self._licence(one))
        return said or none_held(self.dataset.regulators, "no regulator's statement is on record")

    def _licence(self, one: Regulator) -> Iterator[Line]:
        """Yield what an authority licenses; `deep` also what that does not say, and how to check it."""
        status = Run(one.status, "status", self.notes.refs(one.sources))
        if not self.deep:
            yield line(f"{one.name}: {one.brief or one.licenses}  ", status)
            return
        full = f" ({one.full_name})" if one.full_name else ""
        yield line(Run(one.name, "strong"), f"{full}: {one.licenses}  ", status)
        yield from cell(one.does_not_license, one.approved_means, one.check)

    def _approved(self) -> Cell:
        said = tuple(
            line(self._noted(f"for SCI: {one.approved_for_sci}", one))
            for one in self.profile.regulators
            if one.approved_for_sci
        )
        none = f"nothing found on record{self._where()}" if self.dataset.regulators else NOT_HELD
        return said or (line("for SCI: ", Run(none, "unknown")),)

    def _team(self) -> Cell:
        """Return the people who are named, and what is known of what they are."""
        return tuple(map(self._person, self.subject.team)) or none_known()

    def _person(self, person: Person) -> Line:
        told = [person.name, person.role]
        if self.deep:
            worked, treated = interval(person.years, "years of experience"), interval(person.treatments, "treatments")
            told += [person.specialty, worked, treated, *person.credentials]
        return self._borne_out(", ".join(filter(None, told)), person)

    def _cells(self) -> Cell:
        cells = stated_terms(self.subject, "cells")
        if not cells:
            return none_known()
        whose = dict.fromkeys(WHOSE_CELLS[word] for course in courses(self.subject) for word in donors(course.donor))
        return (line(f"{terms_words(self.dataset, cells)}; {' or '.join(whose) or 'whose is not stated'}"),)

    def _included(self) -> Cell:
        said = terms_words(self.dataset, (term for term, of in self.profile.inclusions.items() if of.included))
        return (or_not_stated(said and f"{STATED_MARK} {said}"),)

    def _excluded(self) -> Cell:
        said = (term for term, of in self.profile.inclusions.items() if of.excluded)
        return cell(terms_words(self.dataset, said))

    def _doses(self) -> Cell:
        given: dict[str, list[str]] = {}
        for dose in doses(self.subject):
            given.setdefault(self.dataset.label(dose.item), []).append(dose_amount(dose))
        said = (f"{item} {' or '.join(dict.fromkeys(amounts))}" for item, amounts in given.items())
        return (or_not_stated(listed(said, lower=True)),)

    def _routes(self) -> Cell:
        """Return how it is given, and how long a stay is stated."""
        days = dict.fromkeys(interval(course.stay, "days") for course in courses(self.subject) if course.stay)
        stay = f"; {' or '.join(filter(None, days))}" if any(days) else ""
        return (line(*or_not_stated(terms_words(self.dataset, self.profile.routes)), stay),)

    def _sold(self) -> Cell:
        return (or_not_stated(listed(offer.name for offer in self.subject.offers)),)

    def _to_ask(self) -> Cell:
        unknown = sum(len(still_open(self.dataset, clinic)) for clinic in self.profile.clinics)
        said = f"{unknown} of {count(len(self.dataset.questions), 'question')} have no answer  "
        return (line(said, Run(f"stemfind checklist {self.subject.id}", "command")),)

    def _trials(self) -> Cell:
        if not self.dataset.trials:
            return ()
        trials = self.profile.trials
        if not trials:
            return (line(Run("none on record there", "unknown"), "; elsewhere: ", Run("stemfind trials", "command")),)
        shown = trials if self.deep else trials[:FEW_TRIALS]
        more = f" and {len(trials) - len(shown)} more" if len(trials) > len(shown) else ""
        command = Run(f"stemfind trials --country {self.subject.place}", "command")
        return (line(f"{listed(trial.registry_id for trial in shown)}{more}  ", command),)

    def _check(self) -> Cell:
        """Return where it is said how a licence is looked up there."""
        guide = Run("stemfind guide check", "command")
        if any(regulator.check for regulator in self.profile.regulators):
            return (line("a licence: ", guide, " · ", self._why("licence")),)
        here = (place for place in registers(self.dataset.topics) if place.country == self.subject.name)
        return tuple(line(f"{place.body}: {place.says}  ", guide) for place in here)

    def _whose(self) -> Cell:
        """Return who states its prices, and what they earn."""
        stating: dict[str, list[str]] = {}
        for identity in dict.fromkeys(source for offer in self.subject.offers for source in offer.sources):
            source = self.dataset.source(identity)
            who = f"{self.dataset.publisher(identity)}{earns(source) if source else ''}"
            stating.setdefault(who, []).append(identity)
        return tuple(line(Run(who, refs=self.notes.refs(sources))) for who, sources in stating.items())


def cell(*said: str | None) -> Cell:
    """Return a line for each thing that is said."""
    return tuple(line(words) for words in said if words)


def gravest_first(told: Iterable[Claim]) -> list[Claim]:
    """Return statements of trouble, the gravest kind first, what an authority did to it itself, then the newest."""
    newest = sorted(told, key=lambda one: "" if one.dated in (None, UNDATED) else str(one.dated), reverse=True)
    direct = sorted(newest, key=lambda one: one.field != "regulator_action")
    return [claim for kind in TROUBLE_WORDS for claim in direct if trouble_word(claim) == kind]
