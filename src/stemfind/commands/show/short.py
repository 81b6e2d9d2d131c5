"""`show` on one screen: its prices on one scale, then what is against it, what is known, what is not."""

from collections import Counter
from collections.abc import Callable, Iterable

from ...document.parts import Block, Cell, Column, Line, Role, Row, Run, Table, Text, line
from ...document.price_table import FOR_SCI, Named, price_table
from ...document.words import (
    NOT_HELD,
    STATED_MARK,
    amount_words,
    count,
    date_words,
    dated_status,
    harm_words,
    interest_words,
    listed,
    purpose_words,
)
from ...model.age import UNDATED
from ...model.answering import still_open
from ...model.atlas import in_words
from ...model.base import Trouble, donors
from ...model.clinic import Clinic, Dose, Person
from ...model.country import Benchmark, Country
from ...model.course import courses, doses, stated
from ...model.dataset import Dataset
from ...model.money import Exchange
from ...model.profile import Priced, compare
from ...model.span import NOT_STATED, interval
from ...model.statement import Claim, trouble, trouble_word
from .result import Dossier
from .unlisted import REGISTERS

UNPRICED, NOT_KNOWN, OPEN = 6, 2, 4
"""How many clinics without a price, unknown things, and trials are named."""
KINDS: dict[Trouble, tuple[str, str]] = {
    "enforcement": ("act of an authority", "acts of authorities"), "harm": ("report of harm", "reports of harm"),
    "lawsuit": ("lawsuit", "lawsuits"), "warning": ("warning", "warnings"),
    "criticism": ("criticism by others", "criticisms by others"),
}  # fmt: skip
"""Kinds of trouble, one and several, the gravest first."""
DOT = "."
NOT_SETTLED = "Whether it still treats people is not known"
WHOSE = {"autologous": "the person's own", "allogeneic": "a donor's"}
ShownRow = tuple[str, Callable[[], Cell]]
"""A row: what it is called, and what fills it; an empty cell leaves the row out."""


class ShortRecord:
    """Writes the short depth of one record."""

    def __init__(self, dossier: Dossier, dataset: Dataset, exchange: Exchange) -> None:
        self.dossier = dossier
        self.subject = dossier.subject
        self.dataset = dataset
        self.exchange = exchange
        self.comparison = compare(dataset, [dossier.subject], exchange)
        (self.profile,) = self.comparison.profiles

    def blocks(self) -> tuple[Block, ...]:
        """Return what fits a screen."""
        facts: dict[type, tuple[ShownRow, ...]] = {
            Clinic: self._of_clinic(), Country: self._of_country(), Benchmark: self._of_benchmark()
        }  # fmt: skip
        parts = (self._head(), self._prices(), self._facts(facts[type(self.subject)]), self._clinics(), self._rest())
        return tuple(block for part in parts for block in part)

    def _of_clinic(self) -> tuple[ShownRow, ...]:
        return (
            ("Treats SCI", self._names_sci), ("In conflict", self._conflicts), ("Contradicted", self._contradicted),
            ("Trouble", self._trouble), ("Known harms", self._harms), ("Evidence", self._evidence),
            ("Licence", self._held), ("Approved", self._approved), ("People named", self._team),
            ("Sells", self._sold), ("Cells", self._cells), ("Dose", self._doses), ("Route, stay", self._routes),
            ("Included", self._included), ("Not included", self._excluded), ("Nobody states", self._silent),
            ("Still to ask", self._to_ask), ("Whose word", self._whose),
        )  # fmt: skip

    def _of_country(self) -> tuple[ShownRow, ...]:
        return (
            ("Known harms", self._harms), ("Licence for", self._regulators), ("Approved", self._approved),
            ("Evidence", self._evidence), ("Trouble", self._trouble), ("Contradicted", self._contradicted),
            ("In conflict", self._conflicts), ("Whose word", self._whose), ("Open trials", self._trials),
            ("To check", self._check),
        )  # fmt: skip

    def _of_benchmark(self) -> tuple[ShownRow, ...]:
        return (("Price covers", self._covers), ("In conflict", self._conflicts), ("Whose word", self._whose))

    def _facts(self, facts: Iterable[ShownRow]) -> list[Block]:
        rows = tuple(Row(((line(title),), cell)) for title, fill in facts if (cell := fill()))
        return [Table("Facts", (Column("What is known"), Column("", grow=True)), rows, caption_shown=False)]

    # What it is

    def _head(self) -> list[Block]:
        """Return what it is and where, and whether it treats people: one that no longer does says so first."""
        subject = self.subject
        if not isinstance(subject, Clinic):
            return []
        place = ", ".join(filter(None, (" or ".join(subject.cities), self.dataset.country_name(subject.country))))
        what = f"{subject.kind.replace('-', ' ').capitalize()} in {place}"
        standing = subject.standing
        if standing is None:
            return [Text((line(f"{what} · ", Run(NOT_SETTLED.lower(), "unknown")),))]
        dated = "" if standing.dated == UNDATED else f", {date_words(standing.dated)}"
        if standing.state == "operating":
            return [Text((line(f"{what} · operating{dated}"),))]
        note = f": {standing.note}" if standing.note else ""
        role: Role = "caution" if subject.gone else "text"
        state = f"! {standing.state.capitalize()}" if subject.gone else NOT_SETTLED
        return [Text((line(Run(f"{state}{dated}", role), note), line(what)))]

    # Prices

    def _prices(self) -> list[Block]:
        """Return its own prices and the region's beside them; of a country those that are stated for it.

        That none is published for SCI is said only where none of a country's clinics publishes one either.
        """
        own = [price for price in self.profile.prices if price.owner == self.subject.id]
        named: list[Named] = [(self._purpose(price), "", price) for price in own]
        if not self.profile.sci:
            named.insert(0, (FOR_SCI, "", None))
        regions = [price for price in self.comparison.benchmarks if self._region(price)]
        named += [(f"{self._purpose(price)}, {self.dataset.short(price.owner)}", "", price) for price in regions]
        table = price_table(named, "Price for", self.exchange)
        others = [Text((self._elsewhere(),), close=True)] if isinstance(self.subject, Country) else []
        return [table, *others]

    def _region(self, price: Priced) -> bool:
        record = self.dataset.subjects[price.owner]
        return isinstance(record, Benchmark) and record.kind == "region"

    def _purpose(self, price: Priced) -> str:
        return purpose_words(self.dataset, price.offer.indications)

    def _elsewhere(self) -> Line:
        """Return what stands behind a country's range: its clinics' own prices, and what they are for."""
        here = [price for price in self.profile.prices if price.owner != self.subject.id]
        sci = sum(price.for_sci for price in here)
        if not here:
            return line(Run("! ", "caution"), "No clinic on record there publishes a price")
        are = "are" if sci > 1 else "is"
        return line(
            Run("! ", "caution"),
            f"{sci or 'None'} of the {count(len(here), 'price')} of its clinics {are} for SCI",
        )

    # What is against it

    def _conflicts(self) -> Cell:
        """Return how many conflicts name it, and the one that names fewest others."""
        number = len(self.profile.conflicts) + len(self.profile.clinic_conflicts)
        if not number:
            return (line(Run("none on record", "unknown")),)
        nearest = sorted(self.profile.conflicts, key=lambda c: (len(c.about), c.field != "price"))[:1]
        as_one = f": {nearest[0].says}" if nearest else ""
        return (line(Run(f"! {number}", "caution"), f"{as_one}  ", self._why("conflicts")),)

    def _why(self, field: str) -> Run:
        return Run(f"stemfind why {self.subject.id} {field}", "command")

    def _contradicted(self) -> Cell:
        """Return a statement of which an independent source says otherwise, and how many more there are."""
        found = [claim for claim in self.dossier.claims if claim.status == "contradicted"]
        if not found:
            return ()
        more: tuple[str | Run, ...] = (f"and {len(found) - 1} more  ", self._why("contradicted"))
        return (line(f"{found[0].says}  ", Run("contradicted", "caution"), "  ", *(more if len(found) > 1 else ())),)

    def _trouble(self) -> Cell:
        """Return how many statements tell of trouble, by kind, and of a clinic the gravest with what came of it."""
        found = _gravest_first(trouble(self.dossier.claims))
        if not found:
            return (line(Run("none found on record" if self.dataset.claims else NOT_HELD, "unknown")),)
        kinds = Counter(KINDS[word] for claim in found if (word := trouble_word(claim)))
        told = ", ".join(f"{number} {words[number > 1]}" for words, number in kinds.items())
        worst = found[0] if isinstance(self.subject, Clinic) else None
        said: tuple[str | Run, ...] = ()
        if worst is not None:
            said = (f": {worst.says.rstrip(DOT)}  ", *dated_status(worst.status, worst.dated, old=False))
        return (line(Run("! ", "caution"), told, *said, "  ", self._why("trouble")),)

    def _harms(self) -> Cell:
        harms, place = self.dossier.harms, self.subject.place
        where = f" in {in_words(self.dataset.country_name(place))}" if place else ""
        if not harms:
            return (line(Run(f"none found on record{where}" if self.dataset.harms else NOT_HELD, "unknown")),)
        return (line(f"{harm_words(harms)}{where}  ", self._why("harms")),)

    # What is known

    def _names_sci(self) -> Cell:
        named = self.subject.names_sci if isinstance(self.subject, Clinic) else None
        if named is None:
            return _unknown()
        return (line(f"it {'names' if named else 'does not name'} spinal cord injury among what it treats"),)

    def _evidence(self) -> Cell:
        own = self.subject.independent_record if isinstance(self.subject, Clinic) else None
        told = [line(own)] if own else []
        if not (self.dataset.studies or self.dataset.harms):
            return (*told, line(Run(NOT_HELD, "unknown")))
        if not self.profile.cells or not self.profile.studies:
            return (*told, line(Run("no study of such cells is on record", "unknown")))
        number = count(len(self.profile.studies), "study", "studies")
        return (*told, line(f"{number} of such cells on record, {len(self.profile.controlled)} controlled"))

    def _held(self) -> Cell:
        """Return what is said to be held, each with how far that is borne out."""
        said: list[Run] = []
        for held in self.subject.accreditations:
            said += [Run(f"{' · ' if said else ''}{self.dataset.label(held.term)} "), Run(held.status, "status")]
        return (tuple(said),) if said else _unknown()

    def _regulators(self) -> Cell:
        said = [line(f"{r.name}: {r.brief or r.licenses}  ", Run(r.status, "status")) for r in self.dossier.regulators]
        return tuple(said) or (line(Run("no regulator's statement is on record", "unknown")),)

    def _approved(self) -> Cell:
        said = [line(f"for SCI: {r.approved_for_sci}") for r in self.profile.regulators if r.approved_for_sci]
        place = self.subject.place
        where = f" in {in_words(self.dataset.country_name(place))}" if place else ""
        return tuple(said) or (line("for SCI: ", Run(f"nothing found on record{where}", "unknown")),)

    def _team(self) -> Cell:
        """Return the people who are named, and what is known of what they are."""
        return tuple(map(_person, self.subject.team)) or _unknown()

    def _sold(self) -> Cell:
        return (line(listed(offer.name for offer in self.subject.offers)),) if self.subject.offers else _unknown()

    def _cells(self) -> Cell:
        if not isinstance(self.subject, Clinic):
            return ()
        whose = dict.fromkeys(WHOSE[word] for course in courses(self.subject) for word in donors(course.donor))
        cells = stated(self.subject, "cells")
        if not cells:
            return _unknown()
        donor = f"; {' or '.join(whose)}" if whose else "; whose is not stated"
        return (line(f"{listed(map(self.dataset.label, cells), lower=True)}{donor}"),)

    def _doses(self) -> Cell:
        if not isinstance(self.subject, Clinic):
            return ()
        given: dict[str, list[str]] = {}
        for dose in doses(self.subject):
            given.setdefault(self.dataset.label(dose.item), []).append(_much(dose))
        return _listed(f"{item} {' or '.join(amounts)}" for item, amounts in given.items())

    def _routes(self) -> Cell:
        """Return how it is given, and how long a stay is stated."""
        if not isinstance(self.subject, Clinic):
            return ()
        days = dict.fromkeys(interval(course.stay, "days") for course in courses(self.subject) if course.stay)
        stay = f"; {' or '.join(filter(None, days))}" if any(days) else ""
        said = listed(map(self.dataset.label, self.profile.routes), lower=True)
        return (line(said or Run(NOT_STATED, "unknown"), stay),)

    def _included(self) -> Cell:
        said = [self.dataset.label(term) for term, of in self.profile.inclusions.items() if of.included]
        return (line(f"{STATED_MARK} {listed(said, lower=True)}"),) if said else _unknown()

    def _excluded(self) -> Cell:
        said = [self.dataset.label(term) for term, of in self.profile.inclusions.items() if of.excluded]
        return (line(listed(said, lower=True)),) if said else ()

    def _silent(self) -> Cell:
        """Return what a person would look for and nobody says a word of."""
        said = listed(map(self.dataset.label, self.comparison.silent), lower=True)
        return (line(said),) if said else ()

    def _to_ask(self) -> Cell:
        if not isinstance(self.subject, Clinic) or not self.dataset.questions:
            return ()
        unknown = len(still_open(self.dataset, self.subject))
        said = f"{unknown} of {count(len(self.dataset.questions), 'question')} have no answer  "
        return (line(said, Run(f"stemfind checklist {self.subject.id}", "command")),)

    def _whose(self) -> Cell:
        """Return who states its prices, and what they earn."""
        sources = dict.fromkeys(source for offer in self.subject.offers for source in offer.sources)
        return tuple(dict.fromkeys(line(self._publisher(source)) for source in sources))

    def _publisher(self, identity: str) -> str:
        source = self.dataset.source(identity)
        if source is None:
            return identity
        return f"{source.publisher} ({interest_words(source)})" if source.interest else source.publisher

    def _covers(self) -> Cell:
        return (line(self.subject.covers),) if isinstance(self.subject, Benchmark) and self.subject.covers else ()

    def _trials(self) -> Cell:
        if not self.dataset.trials:
            return ()
        if not self.dossier.trials:
            return (line(Run("none on record there", "unknown"), "; elsewhere: ", Run("stemfind trials", "command")),)
        said = listed(trial.registry_id for trial in self.dossier.trials[:OPEN])
        more = len(self.dossier.trials) - OPEN
        rest = f" and {more} more" if more > 0 else ""
        return (line(f"{said}{rest}  ", Run(f"stemfind trials --country {self.subject.id}", "command")),)

    def _check(self) -> Cell:
        """Return where it is said how a licence is looked up there."""
        guide = Run("stemfind guide check", "command")
        if not any(regulator.check for regulator in self.dossier.regulators):
            places = (place for topic in self.dataset.topics if topic.id == REGISTERS for place in topic.places)
            here = [place for place in places if place.country == self.subject.name]
            return tuple(line(f"{place.body}: {place.says}  ", guide) for place in here)
        return (line("look up a licence: ", guide, " · ", self._why("licence")),)

    # A country's clinics, and what nobody knows

    def _clinics(self) -> list[Block]:
        """Return its clinics with a price, each price with what it is for; then the names of the others."""
        priced = self.profile.publishing
        rows = tuple(self._clinic(clinic) for clinic in priced)
        columns = (
            Column("Clinic", grow=True),
            Column(f"price, in {self.exchange.target} (what it is for)"),
            Column("as of"),
        )
        others = [self.dataset.short(c.id) for c in self.profile.standing_clinics if c not in priced]
        gone = [self.dataset.short(c.id) for c in self.profile.clinics if c.gone]
        told = [
            line(f"{heading}: {', '.join(names[:UNPRICED])}{_more(names, UNPRICED)}")
            for heading, names in (("No price published", others), ("Closed or stopped", gone))
            if names
        ]
        if not isinstance(self.subject, Country):
            return []
        table = [Table("Clinics", columns, rows, caption_shown=False)] if rows else []
        return [*table, *([Text(tuple(told), close=bool(rows))] if told else [])]

    def _clinic(self, clinic: Clinic) -> Row:
        prices = [price for price in self.profile.prices if price.owner == clinic.id]
        said: list[Run] = []
        for price in prices:
            if price.offer.price is not None:
                own = amount_words(price.offer.price, self.exchange)
                purpose = self._purpose(price).replace(" · ", " and ")
                said += [*([Run(" · ")] if said else []), *own, Run(f" ({purpose})")]
        dated = dict.fromkeys(dated_status(p.offer.status, p.offer.dated, old=p.old) for p in prices)
        return Row(((line(self.dataset.short(clinic.id)),), (tuple(said),), tuple(dated)))

    def _rest(self) -> list[Block]:
        """Return what was looked for and not found."""
        unknown = self.subject.not_known
        if not unknown:
            return []
        more = len(unknown) - NOT_KNOWN
        lines = [line(text) for text in unknown[:NOT_KNOWN]]
        rest = [line(f"{more} more: ", self._why("not-known"))] if more > 0 else []
        return [Text((line(Run("Not known", "strong")), *lines, *rest))]


def _gravest_first(told: Iterable[Claim]) -> list[Claim]:
    """Return statements of trouble, the gravest kind first, what an authority did to it itself, then the newest."""
    newest = sorted(told, key=lambda one: "" if one.dated in (None, UNDATED) else str(one.dated), reverse=True)
    direct = sorted(newest, key=lambda one: one.field != "regulator_action")
    return [claim for kind in KINDS for claim in direct if trouble_word(claim) == kind]


def _person(person: Person) -> Line:
    told = ", ".join(filter(None, (person.name, person.role)))
    return line(f"{told}  ", Run(person.status, "status"), f": {person.note}" if person.note else "")


def _listed(words: Iterable[str]) -> Cell:
    said = listed(words, lower=True)
    return (line(said),) if said else _unknown()


def _much(dose: Dose) -> str:
    return f"{'about ' if dose.approximate else ''}{interval(dose, dose.unit) or NOT_STATED}"


def _more(names: list[str], shown: int) -> str:
    return f" and {len(names) - shown} more" if len(names) > shown else ""


def _unknown() -> Cell:
    return (line(Run(NOT_STATED, "unknown")),)
