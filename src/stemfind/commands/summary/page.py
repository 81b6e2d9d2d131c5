"""`summary` as a document: one sheet with the choices in columns, what is known of each in rows, and room to write."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ...document.footnotes import Notes
from ...document.parts import Block, Cell, Column, Document, Heading, Item, Items, Line, Row, Run, Table, Text, line
from ...document.price_table import known_in_short, price_line
from ...document.trial_words import days_words, told_words
from ...document.words import (
    NOT_HELD,
    count,
    given_words,
    named,
    none_held,
    none_known,
    none_published,
    or_not_stated,
    purpose_words,
    rates_asked,
    terms_words,
    trial_state,
)
from ...model.atlas import in_words
from ...model.base import Sourced
from ...model.dataset import Dataset
from ...model.evidence import Study, largest, people_once
from ...model.money import Exchange
from ...model.profile import Priced
from ...model.trial import Trial
from .result import Sheet, Sold

ROWS = ("What it is", "Known gain", "Known harm", "Cost", "Closes off", "Not known")
"""What a decision rests on; each choice is a column that says something to all of it."""
UNWANTED = re.compile("adverse|serious|complication")
"""What a study's figures call the events that nobody wants."""
AUTHORS_SAY = {
    "better": "better, its authors say", "no-difference": "no difference", "mixed": "mixed",
    "not-comparable": "not comparable", "not-reported": "not reported", None: "not reported",
}  # fmt: skip
"""What controlled studies found, as their authors report it."""
SHEET_ADVICE = "No score, no advice: it is for you and your doctor."


def sheet_document(found: Sheet, dataset: Dataset, exchange: Exchange) -> Document:
    """Return the choices side by side, three questions, and room to write."""
    whole, screen = (SheetWriter(found, dataset, exchange, deep=deep) for deep in (True, False))
    blocks = tuple(whole.blocks())
    told = ", ".join(told_words(found.person, dataset))
    currencies = [p.offer.price.currency for sold in found.sold for p in sold.profile.prices if p.offer.price]
    closing = (*rates_asked(currencies, exchange, dataset), line(Run(SHEET_ADVICE, "quiet")))
    title = f"My choices{f': {told}' if told else ''}"
    return Document(title, blocks, whole.notes.references(), closing, short=tuple(screen.blocks()), brief=closing)


class SheetWriter:
    """Words each cell; footnotes are numbered in reading order. `deep` tells more of what a clinic or a trial says."""

    def __init__(self, found: Sheet, dataset: Dataset, exchange: Exchange, *, deep: bool) -> None:
        self.found = found
        self.dataset = dataset
        self.exchange = exchange
        self.notes = Notes(dataset)
        self.deep = deep
        self.narrow = not deep and len(found.sold) > 1
        """Whether several clinics leave little room in each column."""

    def blocks(self) -> Iterator[Block]:
        """Yield the choices, what their columns have no room for, what to ask first, and room for own words."""
        yield self._choices()
        if self.narrow and self.found.natural:
            yield Text(tuple(line(study.brief or "") for study in self.found.natural), close=True)
        yield Heading("Three questions to ask a clinic first")
        yield _boxes(question.brief or question.asks for question in self.found.questions)
        yield Heading("My own words")
        yield _boxes(("What matters most to me: ", "What my doctor says: "))

    def _choices(self) -> Table:
        names = [self.dataset.short(sold.clinic.id) for sold in self.found.sold]
        titles = ("", *names, "A registered trial", "Neither for now")
        choices = [*map(self._clinic, self.found.sold), self._trial(), self._neither()]
        rows = [Row(((line(Run(title, "strong")),), *cells)) for title, *cells in zip(ROWS, *choices, strict=True)]
        # Below 13 characters a column is squeezed.
        columns = tuple(Column(title, least=13, grow=at == len(names)) for at, title in enumerate(titles))
        return Table("Choices side by side", columns, tuple(rows))

    def _refs(self, records: Iterable[Sourced]) -> tuple[int, ...]:
        return self.notes.refs(source for record in records for source in record.sources)

    # A clinic

    def _clinic(self, sold: Sold) -> Iterator[Cell]:
        """Yield what is known of a clinic and of the cells that it gives, row by row."""
        yield self._what_is_sold(sold)
        results = Run(sold.results, "unknown" if sold.results == "unknown" else "status")
        yield (self._studied(sold), line("Own results: ", results))
        yield (self._events(largest(sold.profile.studies)), self._harms_there(sold))
        yield self._cost(sold)
        yield (self._closes_off(),)
        number = f"{len(sold.open)} of {len(self.dataset.questions)} questions"
        yield (line(f"{number} have no answer: ", Run(f"checklist {sold.clinic.id}", "command")),)

    def _what_is_sold(self, sold: Sold) -> Cell:
        clinic = sold.clinic
        where = ", ".join((*clinic.cities[:1], self.dataset.name(clinic.country)))
        head = where if self.narrow else f"{clinic.kind.replace('-', ' ')}, {where}"
        ended = (Run(f"! {clinic.ended.state}: ", "caution"),) if clinic.ended else ()
        routes = sold.profile.routes if self.deep else ()
        terms = terms_words(self.dataset, (*sold.profile.cells, *routes))
        claimed = (Run("  "), Run("claimed", "status", self.notes.refs(clinic.sources))) if terms else ()
        return (line(*ended, head), line("Cells: ", *or_not_stated(terms), *claimed))

    def _studied(self, sold: Sold) -> Line:
        studies, controlled = sold.profile.studies, sold.profile.controlled
        refs = self._refs(controlled or studies)
        if not studies:
            return none_held(self.dataset.studies, "no study of such cells on record")[0]
        told = Counter(AUTHORS_SAY[study.finding] for study in controlled)
        what = "" if self.narrow else " of such cells in SCI"
        said = f"{count(len(studies), 'study', 'studies')}{what}, {len(controlled) or 'none'} controlled"
        found = ": " + ", ".join(f"{number} {word}" for word, number in told.items()) if told else ""
        return line(Run(said + found, refs=refs))

    def _harms_there(self, sold: Sold) -> Line:
        country = in_words(self.dataset.name(sold.clinic.country))
        harms = sold.profile.harms
        if not harms:
            return line(f"In {country}: ", *none_held(self.dataset.harms, "none found")[0])
        people = people_once(harms)
        said = f"In {country}: {count(len(harms), 'report')}" + (f", {people} people harmed" if people else "")
        return line(Run(said, refs=self._refs(harms)))

    def _events(self, study: Study | None) -> Line:
        """Return the unwanted events of the largest study of such cells, in so many of so many where it counts them."""
        if study is None:
            return none_held(self.dataset.studies, "No count for such cells on record")[0]
        counted = [f for f in study.figures if f.count is not None and f.of is not None and UNWANTED.search(f.says)]
        told = "; ".join(f"{f.says}: {f.count:,} of {f.of:,}" for f in counted)
        said = told if told and not self.deep else study.adverse_events
        lead = "Of" if self.narrow else "Largest count, of"
        return line(Run(f"{lead} {study.people:,} people: {said}", refs=self._refs([study])))

    def _cost(self, sold: Sold) -> Cell:
        """Return prices, those for SCI first: as many as there is room for."""
        prices = sorted(sold.profile.prices, key=lambda price: not price.offer.for_sci)
        shown = prices if self.deep else prices[: 1 if self.narrow else 2]
        more = len(prices) - len(shown)
        rest = [line(f"{more} more: ", Run(f"show {sold.clinic.id}", "command"))] if more else []
        return (*map(self._price, shown), *rest) or none_known(none_published())

    def _price(self, price: Priced) -> Line:
        known = known_in_short(price.offer, old=price.old, notes=self.notes)
        return price_line(price.asked, purpose_words(self.dataset, price.offer.indications), known, self.exchange)

    def _closes_off(self) -> Line:
        refusing, of = self.found.refusing, len(self.dataset.trials)
        if not of:
            return line(Run(NOT_HELD, "unknown"))
        said = f"{len(refusing)} of {count(of, 'trial')} refuse you after cells, {self.found.silent} do not say"
        return line(Run(said, refs=self._refs(refusing)))

    # A trial

    def _trial(self) -> Iterator[Cell]:
        """Yield what is known of the trial that fits best, or of all where none does, row by row."""
        one = next(iter(self.found.fitting), None)
        if not self.dataset.trials:
            yield from self._no_trials()
            return
        yield self._fitting(one.trial) if one else self._none_fits()
        results = [line(f"Results: {one.trial.results}")] if self.deep and one and one.trial.results else []
        yield (line("Not known: a trial is there to find out."), *results)
        if one:
            yield (self._events(largest(s for s in self.dataset.studies if {*one.trial.cells} & {*s.cells})),)
        else:
            yield (line("By trial: ", Run("stemfind evidence --kind trial", "command")),)
        yield (line(f"{'Its record names' if one else 'Their records name'} no charge. Ask who pays travel and stay."),)
        yield (line("The same: a trial gives cells, too. Ask."),)
        ask = f"Not stated, so ask: {', '.join(one.not_stated)}" if self.deep and one and one.not_stated else ""
        yield (line("Whether it helps, and harms that show late"), *([line(ask)] if ask else []))

    def _no_trials(self) -> Iterator[Cell]:
        """Yield the same where a list of one's own holds no trial, which is no finding."""
        not_held = none_known(NOT_HELD)
        yield from (not_held, not_held, not_held, (line("Ask who pays travel and stay."),))
        yield (line("The same: a trial gives cells, too. Ask."),)
        yield (line("Whether it helps, and harms that show late"),)

    def _none_fits(self) -> Cell:
        number = count(len(self.found.matched), "open trial")
        near = sum(matched.near for matched in self.found.matched)
        near_said = f" {near} near the edge: ask." if near else ""
        said = f"None of {number} fits what you told.{near_said}" if self.found.told else f"{number} on record."
        lead = "What stands against each" if self.found.told else "Which may take you"
        hint = "" if self.found.told else " --ais --level --since --age"
        return (line(said), line(f"{lead}: ", Run(f"stemfind trials{hint}", "command")))

    def _fitting(self, trial: Trial) -> Cell:
        """Return the trial that fits best; `deep` with what it gives, and in which countries."""
        where = ", ".join(map(self.dataset.name, trial.countries))
        given = (where, f"Gives: {given_words(trial, self.dataset)}", trial.gives) if self.deep else ()
        more = len(self.found.fitting) - 1
        others = f"{more} more{'' if self.narrow else ' may take you'}: "
        return (
            line(Run(f"{named(trial)}, {trial.registry_id}", refs=self._refs([trial]))),
            line(trial_state(trial)),
            *map(line, given),
            *([line(others, Run("stemfind trials", "command"))] if more else []),
        )

    # Neither

    def _neither(self) -> Iterator[Cell]:
        """Yield what is known of going without, row by row."""
        yield (line("No cells now. Care and training go on; a trial or a clinic stays possible."),)
        below = self.narrow and self.found.natural
        yield (line("Recovery comes without cells, too: below"),) if below else self._of_recovery("brief")
        yield (line("None from cells. The injury itself stays."),)
        yield (line("Nothing for cells."),)
        closing = [(one.trial.registry_id, one.timing.closes) for one in self.found.fitting if one.timing.closes]
        said = [line(f"{trial} closes for you in {days_words(days)}") for trial, days in closing]
        yield tuple(said if self.deep else said[:1]) or none_held(self.dataset.trials, "Nothing on record.")
        command = Run("stemfind guide recovery", "command")
        brief = line(Run("How much you would regain: ", refs=self._refs(self.found.natural)), command)
        yield self._of_recovery("limits") if self.deep else (brief,)

    def _of_recovery(self, field: str) -> Cell:
        """Return what each record of people who had no cells says in one field."""
        told = [line(Run(getattr(study, field), refs=self._refs([study]))) for study in self.found.natural]
        return tuple(told) or none_held(self.dataset.studies, "nothing on record")


def _boxes(said: Iterable[str]) -> Items:
    return Items(tuple(Item(line(words), box=True) for words in said))
