"""`trials` as a document: whom each trial takes, held against a person; in full all that its record says."""

from collections.abc import Iterator

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
    text,
)
from ...document.trial_words import days_words, takes_words, told_words, trial_record
from ...document.words import count, either, listed, named, or_not_stated, trial_state
from ...model.base import Interval
from ...model.dataset import Dataset
from ...model.matching import Candidate, Matched, refusing_after_cells
from ...model.span import interval

SHOWN_UNASKED = ("AIS grade", "level", "time since injury", "age")
"""What is shown of each trial where a person told nothing."""
CRITERION_TITLES = {"AIS grade": "AIS", "time since injury": "since injury"}
LEGEND = {
    "met": "✓ you meet it",
    "near": "~ near or in part: ask",
    "not met": "✗ what it takes instead",
    "not stated": "ask: it does not say",
}
CLOSING_SOON = 60
"""Days before its end from which a trial that is met says when it closes."""
TRIALS_ADVICE = (
    "A registered trial is not an approval and not a promise. Ask the registry for today's status; nothing is fetched."
)


def trials_document(matched: tuple[Matched, ...], person: Candidate, dataset: Dataset) -> Document:
    """Return trials, those that fit first; those in which the participant pays stand apart."""
    whole, screen = (TrialsWriter(matched, person, dataset, deep=deep) for deep in (True, False))
    blocks = whole.blocks()
    closing = (line(Run(TRIALS_ADVICE, "quiet")),)
    return Document(whole.title(), blocks, whole.notes.references(), closing, short=screen.blocks())


class TrialsWriter:
    """Writes a mark for each criterion of each trial, and `deep` beneath them what its record says."""

    def __init__(self, matched: tuple[Matched, ...], person: Candidate, dataset: Dataset, *, deep: bool) -> None:
        self.matched = matched
        self.person = person
        self.dataset = dataset
        self.deep = deep
        self.notes = Notes(dataset)
        self.told = ", ".join(told_words(person, dataset))
        self.free = [one for one in matched if one.trial.free]
        self.criteria = next((tuple(one.criteria) for one in matched if one.criteria), SHOWN_UNASKED)

    def title(self) -> str:
        """Return how many of the open trials that cost nothing may take a person, or how many trials there are."""
        if not self.told:
            number = sum(one.trial.open for one in self.matched) or "none"
            return f"{count(len(self.dataset.trials), 'registered trial')}, {number} of them open or about to open"
        if not self.free:
            return f"No open trial on record, for {self.told}"
        fitting = sum(one.fits for one in self.free)
        return f"{fitting or 'None'} of {count(len(self.free), 'open trial')} may take you: {self.told}"

    def blocks(self) -> tuple[Block, ...]:
        """Return the trials in their groups, what stands in their records, and what a paid treatment may cost."""
        rows = [(f"{title} ({len(ones)})" if at == 0 else None, one)
                for title, ones in self._groups() for at, one in enumerate(ones)]  # fmt: skip
        apart: list[Block] = [text(Run(said, "strong")) for said in self._apart()] if self.deep and self.told else []
        table: list[Block] = [self._table(rows), Text(tuple(self._notes()), close=True)] if rows else []
        items = tuple(self._item(one) for _, one in rows) if self.deep else ()
        records: list[Block] = [Heading("What each record says"), Items(items)] if items else []
        return (*apart, *table, *records, Text((self._cost(),), close=not self.deep))

    def _groups(self) -> tuple[tuple[str, list[Matched]], ...]:
        fitting = "Open, and nothing known against it" if self.told else "Open, or about to open"
        free, rest = self.free, [one for one in self.matched if not one.trial.free]
        return (
            (fitting, [one for one in free if one.fits]),
            ("Open, near the edge of what it takes: ask", [one for one in free if one.near]),
            ("Open, but a criterion is not met", [one for one in free if not one.fits and not one.near]),
            ("Not open, or of unknown fate", [one for one in rest if not one.trial.pays]),
            ("The participant pays or may pay: not a free alternative", [one for one in rest if one.trial.pays]),
        )

    def _apart(self) -> Iterator[str]:
        """Yield what has to be said of the number that may take a person: what is not stated, and what is near."""
        silent = sum(one.fits and "not stated" in one.criteria.values() for one in self.free)
        near = sum(one.near for one in self.free)
        if silent:
            yield f"Of those that may take you, {silent} {'does' if silent == 1 else 'do'} not state all that you told."
        if near:
            more = " more" if any(one.fits for one in self.free) else ""
            yield f"{near}{more} {'is' if near == 1 else 'are'} near the edge of what a trial takes: ask."

    def _cost(self) -> Line:
        """Return what a paid treatment may cost, how many trials are known to refuse, and how many are silent."""
        trials = self.dataset.trials
        refusing, silent = refusing_after_cells(self.dataset)
        counted = (
            f": of {count(len(trials), 'trial')} {len(refusing)} {'refuses' if len(refusing) == 1 else 'refuse'} "
            f"people who had cells, {silent} {'does' if silent == 1 else 'do'} not say"
        )
        names = (
            f" On record as refusing: {', '.join(trial.registry_id for trial in refusing)}."
            if self.deep and refusing
            else ""
        )
        said = f"A paid treatment may cost you a trial{counted if trials else ''}. Ask first.{names}"
        return line(Run("! ", "caution"), said)

    # Held against a person

    def _table(self, rows: list[tuple[str | None, Matched]]) -> Table:
        """Return a line a trial where there is room, else two."""
        asked = [Column(CRITERION_TITLES.get(name, name), least=4) for name in self.criteria]
        state = Column("state, as of", least=12)
        wide = (Column("Trial", grow=True, whole=True), Column("number", whole=True), *asked, state)
        narrow = (Column("Trial", whole=True), *asked, state)
        told = [
            (section, line(Run(named(one.trial), "strong")), line(one.trial.registry_id), tuple(self._cells(one)))
            for section, one in rows
        ]
        one = tuple(Row(((name,), (number,), *cells), section) for section, name, number, cells in told)
        two = tuple(Row(((name, number), *cells), section) for section, name, number, cells in told)
        return Table("Trials", wide, one, compact=Table("Trials", narrow, two))

    def _cells(self, one: Matched) -> Iterator[Cell]:
        """Yield a mark for each criterion, with what the trial takes where that is not met."""
        takes = takes_words(one.trial, self.dataset)
        for name in self.criteria:
            match one.criteria.get(name):
                case None:
                    yield (or_not_stated(takes[name]),)
                case "not stated":
                    yield (line(Run("ask", "unknown")),)
                case "met":
                    yield (line(Run("✓", "strong")),)
                case verdict:
                    yield (line(Run(LEGEND[verdict][0], "caution"), f" {takes[name]}"),)
        yield (line(trial_state(one.trial)),)

    def _notes(self) -> Iterator[Line]:
        """Yield when the next trial opens for a person, what the marks mean, and how to see one in full."""
        opening = [(one.timing.opens, named(one.trial)) for one in self.free if one.timing.opens and _only_time(one)]
        if opening:
            first = min((days for days, _ in opening), key=lambda days: days.low or 0)
            soonest = listed(name for days, name in opening if days.low == first.low)
            yield line(Run("Next to open for you: ", "strong"), f"{soonest} · in {days_words(first)}")
        used = {verdict for one in self.matched for verdict in one.criteria.values()}
        legend = " · ".join(said for verdict, said in LEGEND.items() if verdict in used)
        if legend:
            yield line(Run(legend, "quiet"))
        command = Run(f"stemfind why {self.matched[0].trial.registry_id}", "command")
        yield line("A registered trial is no approval. One in full: ", command)

    # What a record says

    def _item(self, one: Matched) -> Item:
        number = Run(one.trial.registry_id, "strong", self.notes.refs(one.trial.sources[:1]))
        return Item(line(number, f" {one.trial.name}"), beneath=tuple(self._record(one)))

    def _record(self, one: Matched) -> Iterator[Line]:
        """Yield what a trial's record says, and where a person stands near an edge of what it takes."""
        state, *said = trial_record(one.trial, self.dataset)
        yield from (state, *map(line, (*self._near(one), *_when(one))), *said)

    def _near(self, one: Matched) -> Iterator[str]:
        """Yield for each criterion that is near what the trial takes and where the person stands; ask."""
        for name, verdict in one.criteria.items():
            if verdict == "near":
                how, stands = self._stands(name)
                yield f"~ {name} {how}: it takes {takes_words(one.trial, self.dataset)[name]}; you {stands}. Ask."

    def _stands(self, criterion: str) -> tuple[str, str]:
        """Return why a criterion is near: what was left open is another thing than the edge of what a trial takes."""
        person, part, edge = self.person, "is met for a part of what you told", "is near the edge"
        if criterion == "AIS grade":
            return part, f"told {either(person.ais)}"
        if criterion == "level":
            return part, f"told {person.level[0]}–{person.level[-1]}"
        if person.since and criterion == "time since injury":
            low, high = round(person.since.low), round(person.since.high)
            days = interval(Interval(low=low, high=high), "days")
            return edge if person.since.low == person.since.high else "depends on the day", f"are at {days}"
        return edge, f"are {round(person.age or 0, 1):g}"


def _only_time(one: Matched) -> bool:
    """Whether nothing but the time since injury stands against a trial."""
    return [name for name, verdict in one.criteria.items() if verdict in {"not met", "near"}] == ["time since injury"]


def _when(one: Matched) -> Iterator[str]:
    """Yield when a trial opens, closed or soon closes for a person."""
    timing = one.timing
    if timing.closed:
        yield f"Closed for you {days_words(timing.closed)} ago."
    if timing.opens:
        yield f"Opens for you{' again' if timing.closed else ''} in {days_words(timing.opens)}."
    if timing.closes and (timing.closes.low or 0) <= CLOSING_SOON:
        yield f"Closes for you in {days_words(timing.closes)}."
