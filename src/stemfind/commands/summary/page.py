"""`summary` as a document: one sheet with the choices in columns, what is known of each in rows, and room to write."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from ...document.footnotes import Notes
from ...document.parts import Block, Cell, Column, Document, Heading, Item, Items, Line, Row, Run, Table, Text, line
from ...document.trial_words import days_words, told_words
from ...document.words import (
    amount_words,
    count,
    dated_status,
    listed,
    named,
    purpose_words,
    rates_asked,
    trial_state,
)
from ...model.base import donors
from ...model.dataset import Dataset
from ...model.evidence import Study, people_once
from ...model.matching import Matched
from ...model.money import Exchange
from ...model.profile import Priced
from ...model.span import NOT_STATED
from ...model.trial import Trial
from .result import Sheet, Sold

TRIAL, NEITHER = "A registered trial", "Neither for now"
LEAST = 13
"""Characters below which no column is squeezed."""
SHOWN_PRICES = 2
ALL_TRIALS = Run("stemfind trials", "command")
UNWANTED = re.compile("adverse|serious|complication")
"""What a study's figures call the events that nobody wants."""
FINDINGS = {
    "better": "better, its authors say", "no-difference": "no difference", "mixed": "mixed",
    "not-comparable": "not comparable", "not-reported": "not reported", None: "not reported",
}  # fmt: skip
"""What controlled studies found, as their authors report it."""
NO_CELLS = "No cells now. Care and training go on; a trial or a clinic stays possible."
NO_HARM = "None from cells. The injury itself stays."
RECOVERY = "How much you would regain: "
NO_PRICE = "Nothing for cells."
STAYS_OPEN = "Nothing on record."
CELLS_TOO = "The same: a trial gives cells, too. Ask."
ASK_TRIAL = "Not known: a trial is there to find out."
NO_FEE = "no charge. Ask who pays travel and stay."
TO_WRITE = ("What matters most to me: ", "What my doctor says: ")
SHEET_ADVICE = "No score, no advice: it is for you and your doctor."


class SheetRow(NamedTuple):
    """One row: its title, and what it says of a clinic, of a trial and of neither."""

    title: str
    sold: Callable[[Sold], Cell]
    trial: Callable[[], Cell]
    neither: Callable[[], Cell]


def sheet_document(found: Sheet, dataset: Dataset, exchange: Exchange) -> Document:
    """Return the choices side by side, three questions, and room to write."""
    notes = Notes(dataset)
    writer = SheetWriter(found, dataset, exchange, notes)
    told = ", ".join(told_words(found.person, dataset))
    below: tuple[Block, ...] = (*writer.questions(), *writer.to_write())
    currencies = [p.offer.price.currency for sold in found.sold for p in sold.profile.prices if p.offer.price]
    closing = (*rates_asked(currencies, exchange, dataset), line(Run(SHEET_ADVICE, "quiet")))
    whole = SheetWriter(found, dataset, exchange, notes, full=True).choices()
    return Document(
        f"My choices{f': {told}' if told else ''}",
        (whole, *below),
        notes.references(),
        closing,
        short=(writer.choices(), *writer.below(), *below),
        brief=closing,
    )


class SheetWriter:
    """Words each cell; footnotes are numbered in reading order."""

    def __init__(self, found: Sheet, dataset: Dataset, exchange: Exchange, notes: Notes, *, full: bool = False) -> None:
        self.found = found
        self.dataset = dataset
        self.exchange = exchange
        self.notes = notes
        self.full = full
        self.brief = not full and len(found.sold) > 1
        """Whether several clinics leave little room in each column."""

    def choices(self) -> Table:
        """Return a column for each choice and a row for each question that a decision rests on."""
        facts = (
            SheetRow("What it is", self._sold, self._trial, lambda: (line(NO_CELLS),)),
            SheetRow("Known gain", self._helps, self._trial_helps, self._recovery),
            SheetRow("Known harm", self._harms, self._trial_harms, lambda: (line(NO_HARM),)),
            SheetRow("Cost", self._cost, self._trial_cost, lambda: (line(NO_PRICE),)),
            SheetRow("Closes off", self._closes, lambda: (line(CELLS_TOO),), self._stays_open),
            SheetRow("Not known", self._unknown, self._trial_unknown, self._recovery_limits),
        )
        names = [self.dataset.short(sold.clinic.id) for sold in self.found.sold]
        columns = tuple(
            Column(title, least=LEAST, grow=at == len(names)) for at, title in enumerate(("", *names, TRIAL, NEITHER))
        )
        rows = [
            Row(((line(Run(fact.title, "strong")),), *map(fact.sold, self.found.sold), fact.trial(), fact.neither()))
            for fact in facts
        ]
        return Table("Choices side by side", columns, tuple(rows), caption_shown=False)

    def questions(self) -> Iterable[Block]:
        """Yield the three questions that come before all others."""
        asked = [Item(line(question.brief or question.asks), box=True) for question in self.found.questions]
        if asked:
            yield Heading("Three questions to ask a clinic first")
            yield Items(tuple(asked))

    def to_write(self) -> Iterable[Block]:
        """Yield what only the person can fill in."""
        yield Heading("My own words")
        yield Items(tuple(Item(line(said), box=True) for said in TO_WRITE))

    # A clinic

    def _sold(self, sold: Sold) -> Cell:
        clinic = sold.clinic
        where = ", ".join((*clinic.cities[:1], self.dataset.country_name(clinic.country)))
        routes = sold.profile.routes if self.full else ()
        terms = listed(map(self.dataset.label, (*sold.profile.cells, *routes)), lower=True)
        gone = clinic.standing.state if clinic.standing and clinic.gone else ""
        head = where if self.brief else f"{clinic.kind.replace('-', ' ')}, {where}"
        given = line(f"Cells: {terms}  ", Run("claimed", "status", self.notes.refs(clinic.sources)))
        return (
            line(Run(f"! {gone}: ", "caution"), head) if gone else line(head),
            given if terms else line("Cells: ", Run(NOT_STATED, "unknown")),
        )

    def _helps(self, sold: Sold) -> Cell:
        studies, controlled = sold.profile.studies, sold.profile.controlled
        told = Counter(FINDINGS[study.finding] for study in controlled)
        sources = self._behind(controlled or studies)
        if not studies:
            return (line(Run("no study of such cells on record", "unknown")), self._own_results(sold))
        what = "" if self.brief else " of such cells in SCI"
        said = f"{count(len(studies), 'study', 'studies')}{what}, {len(controlled) or 'none'} controlled"
        found = ": " + ", ".join(f"{number} {word}" for word, number in told.items()) if told else ""
        return (line(Run(said + found, refs=sources)), self._own_results(sold))

    def _own_results(self, sold: Sold) -> Line:
        return line("Own results: ", Run(sold.results, "unknown" if sold.results == "unknown" else "status"))

    def _harms(self, sold: Sold) -> Cell:
        country = self.dataset.country_name(sold.clinic.country)
        harms = sold.profile.harms
        people = people_once(harms)
        refs = self.notes.refs(source for harm in harms for source in harm.sources)
        said = f"In {country}: {count(len(harms), 'report')}" + (f", {people} people harmed" if people else "")
        there = line(Run(said, refs=refs)) if harms else line(Run(f"In {country}: none found", "unknown"))
        return (*self._events(sold.largest), there)

    def _events(self, study: Study | None) -> Cell:
        """Return the unwanted events of the largest study of such cells, in so many of so many where it counts them."""
        if study is None:
            return (line(Run("No count for such cells on record", "unknown")),)
        counted = [f for f in study.figures if f.count is not None and f.of is not None and UNWANTED.search(f.says)]
        told = "; ".join(f"{f.says}: {f.count:,} of {f.of:,}" for f in counted)
        said = told if told and not self.full else study.adverse_events
        lead = "Of" if self.brief else "Largest count, of"
        return (line(Run(f"{lead} {study.people:,} people: {said}", refs=self._behind([study]))),)

    def _cost(self, sold: Sold) -> Cell:
        prices = sorted(sold.profile.prices, key=lambda price: not price.for_sci)
        shown = [self._price(price) for price in (prices if self.full else prices[: 1 if self.brief else SHOWN_PRICES])]
        more = len(prices) - len(shown)
        if not shown:
            return (line(Run("none published", "unknown")),)
        return (*shown, *([line(f"{more} more: ", Run(f"show {sold.clinic.id}", "command"))] if more else []))

    def _price(self, price: Priced) -> Line:
        asked = price.offer.price
        if asked is None:
            return line(Run(NOT_STATED, "unknown"))
        unit = "" if asked.unit == "unstated" else f" per {asked.unit}"
        what = f"{unit}, for: {purpose_words(self.dataset, price.offer.indications)}  "
        status = dated_status(price.offer.status, price.offer.dated, old=price.old)
        marks = Run("", refs=self.notes.refs(price.offer.sources))
        return (*amount_words(asked, self.exchange), Run(what), *status, marks)

    def _closes(self, _: Sold) -> Cell:
        refusing, of = self.found.refusing, len(self.dataset.trials)
        if not of:
            return (line(Run(NOT_STATED, "unknown")),)
        refs = self.notes.refs(source for trial in refusing for source in trial.sources)
        said = f"{len(refusing)} of {count(of, 'trial')} refuse you after cells, {self.found.silent} do not say"
        return (line(Run(said, refs=refs)),)

    def _unknown(self, sold: Sold) -> Cell:
        command = Run(f"checklist {sold.clinic.id}", "command")
        number = f"{len(sold.open)} of {len(self.dataset.questions)} questions"
        return (line(f"{number} have no answer: ", command),)

    # A trial

    def _best(self) -> Matched | None:
        return next(iter(self.found.fitting), None)

    def _trial(self) -> Cell:
        number = count(len(self.found.matched), "open trial")
        one = self._best()
        if one is None:
            near = sum(matched.near for matched in self.found.matched)
            near_said = f" {near} near the edge: ask." if near else ""
            said = f"None of {number} fits what you told.{near_said}" if self.found.told else f"{number} on record."
            hint = "" if self.found.told else " --ais --level --since --age"
            return (line(said), line("Which may take you: ", Run(f"stemfind trials{hint}", "command")))
        trial = one.trial
        more = len(self.found.fitting) - 1
        return (
            line(Run(f"{named(trial)}, {trial.registry_id}", refs=self.notes.refs(trial.sources))),
            line(trial_state(trial)),
            *self._given(trial),
            *([line(f"{more} more{'' if self.brief else ' may take you'}: ", ALL_TRIALS)] if more else []),
        )

    def _given(self, trial: Trial) -> Cell:
        """Return what a trial gives, where there is room, and in which countries."""
        if not self.full:
            return ()
        where = ", ".join(map(self.dataset.country_name, trial.countries))
        terms = listed(map(self.dataset.label, (*trial.cells, *trial.routes)), lower=True)
        own = " and ".join(donors(trial.donor)) if trial.donor else ""
        return line(where), line(f"Gives: {', '.join(filter(None, (terms, own)))}"), line(trial.gives)

    def _trial_helps(self) -> Cell:
        one = self._best()
        results = [line(f"Results: {one.trial.results}")] if self.full and one and one.trial.results else []
        return (line(ASK_TRIAL), *results)

    def _trial_harms(self) -> Cell:
        if self._best() is None:
            return (line("By trial: ", Run("stemfind evidence --kind trial", "command")),)
        return self._events(self.found.largest)

    def _trial_cost(self) -> Cell:
        return (line(f"{'Its record names' if self._best() else 'Their records name'} {NO_FEE}"),)

    def _trial_unknown(self) -> Cell:
        one = self._best()
        missing = f"Not stated, so ask: {', '.join(one.not_stated)}" if self.full and one and one.not_stated else ""
        return (line("Whether it helps, and harms that show late"), *([line(missing)] if missing else []))

    # Neither

    def _recovery(self) -> Cell:
        if self.brief and self.found.natural:
            return (line("Recovery comes without cells, too: below"),)
        return tuple(line(Run(study.brief or "", refs=self._behind([study]))) for study in self.found.natural) or (
            line(Run("nothing on record", "unknown")),
        )

    def below(self) -> tuple[Text, ...]:
        """Return what a narrow column has no room for: what is known of recovery without cells."""
        briefs = [line(study.brief or "") for study in self.found.natural]
        return (Text(tuple(briefs), close=True),) if self.brief and briefs else ()

    def _recovery_limits(self) -> Cell:
        if not self.full:
            refs = self._behind(self.found.natural)
            return (line(Run(RECOVERY, refs=refs), Run("stemfind guide recovery", "command")),)
        return tuple(line(Run(study.limits, refs=self._behind([study]))) for study in self.found.natural) or (
            line(Run("nothing on record", "unknown")),
        )

    def _stays_open(self) -> Cell:
        closing = [(one.trial, one.timing.closes) for one in self.found.fitting if one.timing.closes]
        said = [f"{trial.registry_id} closes for you in {days_words(days)}" for trial, days in closing]
        return tuple(map(line, said if self.full else said[:1])) or (line(STAYS_OPEN),)

    def _behind(self, studies: Iterable[Study]) -> tuple[int, ...]:
        return self.notes.refs(source for study in studies for source in study.sources)
