"""`trials` on one screen: how many may take a person, and one or two lines a trial with a mark for each criterion."""

from collections.abc import Callable, Iterable, Iterator

from ...document.parts import Block, Cell, Column, Line, Row, Run, Table, Text, line
from ...document.trial_words import days_words, levels_words, window_words
from ...document.words import count, listed, named, trial_state
from ...model.dataset import Dataset
from ...model.matching import Candidate, Matched, Verdict
from ...model.span import NOT_STATED, interval
from ...model.trial import Trial

TAKES: dict[str, Callable[[Trial, Dataset], str]] = {
    "AIS grade": lambda trial, _: ", ".join(trial.ais) or trial.completeness or "",
    "level": lambda trial, _: levels_words(trial) if trial.levels else "",
    "time since injury": lambda trial, _: " or ".join(window_words(window) for window in trial.since),
    "age": lambda trial, _: interval(trial.age) or "",
    "country": lambda trial, dataset: ", ".join(map(dataset.country_name, trial.countries)),
    "earlier cells": lambda trial, _: {"excluded": "refused", "allowed": "allowed"}.get(trial.prior_cells or "", ""),
}
"""What a trial takes, in a few words; empty where its record doesn't state it."""
ALWAYS = ("AIS grade", "level", "time since injury", "age")
"""What is shown of each trial where a person told nothing."""
LEAST = 4
"""Columns of the terminal below which no mark is squeezed."""
TITLES = {"AIS grade": "AIS", "time since injury": "since injury"}
VERDICT_MARKS: dict[Verdict, str] = {"met": "✓", "near": "~", "not met": "✗"}
LEGEND = {
    "met": "✓ you meet it",
    "near": "~ near or in part: ask",
    "not met": "✗ what it takes instead",
    "not stated": "ask: it does not say",
}


class ShortTrials:
    """Writes the short depth of one list of trials."""

    def __init__(self, matched: Iterable[Matched], person: Candidate, dataset: Dataset) -> None:
        self.matched = tuple(matched)
        self.person = person
        self.dataset = dataset
        self.told = next((tuple(one.criteria) for one in self.matched if one.criteria), ())

    def blocks(self, groups: Iterable[tuple[str, list[Matched]]]) -> tuple[Block, ...]:
        """Return the trials in their groups, and what a paid treatment may cost."""
        members = [(f"{title} ({len(ones)})", ones) for title, ones in groups if ones]
        notes = Text(tuple(self._notes()), close=True)
        table = [self._table(members)] if members else []
        return (*table, *([notes] if notes.lines else []), Text((self._cost(),), close=True))

    def _table(self, groups: list[tuple[str, list[Matched]]]) -> Table:
        """Return a line a trial where there is room, else two."""
        asked = [Column(TITLES.get(name, name), least=LEAST) for name in self.told or ALWAYS]
        state = Column("state, as of", least=12)
        wide = (Column("Trial", grow=True, whole=True), Column("number", whole=True), *asked, state)
        narrow = (Column("Trial", whole=True), *asked, state)
        rows = [(title if at == 0 else None, one) for title, ones in groups for at, one in enumerate(ones)]
        told = [(section, _called(one.trial), tuple(self._cells(one))) for section, one in rows]
        two = tuple(Row((called, *cells), section) for section, called, cells in told)
        one = tuple(Row(((name,), (number,), *cells), section) for section, (name, number), cells in told)
        compact = Table("Trials", narrow, two, caption_shown=False)
        return Table("Trials", wide, one, caption_shown=False, compact=compact)

    def _cells(self, one: Matched) -> Iterator[Cell]:
        """Yield a mark for each criterion, with what the trial takes where that is not met."""
        for name in self.told or ALWAYS:
            takes = TAKES[name](one.trial, self.dataset)
            verdict = one.criteria.get(name)
            if verdict is None:
                yield (line(takes or Run(NOT_STATED, "unknown")),)
            elif verdict == "not stated":
                yield (line(Run("ask", "unknown")),)
            elif verdict == "met":
                yield (line(Run(VERDICT_MARKS[verdict], "strong")),)
            else:
                yield (line(Run(VERDICT_MARKS[verdict], "caution"), f" {takes}"),)
        yield (line(trial_state(one.trial)),)

    def _notes(self) -> Iterator[Line]:
        """Yield when the next trial opens for a person, what the marks mean, and how to see one in full."""
        opening = [one for one in self.matched if one.timing.opens and _only_time(one)]
        if opening:
            first = min(_opens(one) for one in opening)
            soonest = [one for one in opening if _opens(one) == first]
            when = days_words(soonest[0].timing.opens) if soonest[0].timing.opens else ""
            called = listed(named(one.trial) for one in soonest)
            yield line(Run("Next to open for you: ", "strong"), f"{called} · in {when}")
        used = {verdict for one in self.matched for verdict in one.criteria.values()}
        legend = " · ".join(said for verdict, said in LEGEND.items() if verdict in used)
        if self.matched:
            command = Run(f"stemfind why {self.matched[0].trial.registry_id}", "command")
            yield from [line(Run(legend, "quiet"))] if legend else []
            yield line("A registered trial is no approval. One in full: ", command)

    def _cost(self) -> Line:
        trials = self.dataset.trials
        refusing = sum(trial.prior_cells == "excluded" for trial in trials)
        silent = sum(trial.prior_cells is None for trial in trials)
        counted = f": of {count(len(trials), 'trial')} {refusing} refuse people who had cells, {silent} do not say"
        return line(
            Run("! ", "caution"), f"A paid treatment may cost you a trial{counted if trials else ''}. Ask first."
        )


def _called(trial: Trial) -> tuple[Line, Line]:
    """Return the short name of a trial and its registry number, which is also what to type."""
    return line(Run(named(trial), "strong")), line(trial.registry_id)


def _opens(one: Matched) -> float:
    """Return in how many days a trial opens at the soonest."""
    return (one.timing.opens and one.timing.opens.low) or 0


def _only_time(one: Matched) -> bool:
    """Whether nothing but the time since injury stands against a trial that is free."""
    against = [name for name, verdict in one.criteria.items() if verdict in {"not met", "near"}]
    return one.trial.free and against == ["time since injury"]
