"""Which registered trials a person may ask about, criterion by criterion."""

from collections.abc import Callable, Iterable
from math import ceil, floor, inf
from typing import Literal

from msgspec import Struct

from .age import DAYS, Elapsed
from .base import Interval
from .dataset import Dataset
from .evidence import AisGrade
from .trial import LevelRange, Trial

Verdict = Literal["met", "near", "not met", "not stated"]
"""`near`: close to an edge of what the trial takes, or met for a part of what was told; worth asking."""
SEGMENTS = tuple(
    f"{part}{number}" for part, last in (("C", 8), ("T", 12), ("L", 5), ("S", 5)) for number in range(1, last + 1)
)
"""C1 to S5, from the head down."""
WORDED_COMPLETENESS: dict[str | None, tuple[AisGrade, ...]] = {
    "complete": ("A",), "incomplete": ("B", "C", "D", "E"), "any": ("A", "B", "C", "D", "E"),
}  # fmt: skip
"""The grades that a record means by its words."""
FEW_DAYS, MANY_DAYS, SHARE = 7, 30, 0.02
"""How close to an edge in time is near: a week, or 2 % of a longer time, but no more than 30 days."""
YOUNGER, OLDER = 0.5, 1
"""How close to an edge in age is near: half a year too young; older, but not by a year: some count whole years."""
HALF_A_DAY = 0.5
"""What rounding may have taken from a time that was told in months or years."""
WRITTEN = ((365, DAYS["year"]), (30, DAYS["month"]))
"""A trial's year or month in the days of the data, and its true length."""


class Candidate(Struct, frozen=True, kw_only=True):
    """What somebody says of themselves; what they leave out is not asked. Nothing is kept."""

    ais: tuple[AisGrade, ...] = ()
    """The grade, or those that it may be."""
    level: tuple[str, ...] = ()
    """The segment, or those that it may be, from the head down."""
    since: Elapsed | None = None
    age: float | None = None
    """Years; half a year is 0.5."""
    countries: tuple[str, ...] = ()
    prior_cells: bool | None = None
    """Whether they had cells before."""


class Timing(Struct, frozen=True):
    """When a trial opens and closes for a person, in days: a range where the date of the injury is a partial one."""

    opens: Interval | None = None
    closed: Interval | None = None
    """How long ago."""
    closes: Interval | None = None


class Matched(Struct, frozen=True):
    """A trial held against a person."""

    trial: Trial
    criteria: dict[str, Verdict]
    """Only what the person told: AIS grade, level, time since injury, age, country, earlier cells."""
    timing: Timing = Timing()
    """Empty where the trial isn't open, or no time was told."""

    @property
    def fits(self) -> bool:
        """Whether nothing is known against it: each criterion is met or not stated."""
        return set(self.criteria.values()) <= {"met", "not stated"}

    @property
    def near(self) -> bool:
        """Whether it would fit, but for a criterion that is near."""
        return not self.fits and "not met" not in self.criteria.values()

    @property
    def not_stated(self) -> tuple[str, ...]:
        """Which criteria the record doesn't state, whether or not the person told them."""
        trial = self.trial
        stated = {
            "AIS grade": trial.ais or trial.completeness, "level": trial.levels, "time since injury": trial.since,
            "age": trial.age, "country": trial.countries, "earlier cells": trial.prior_cells,
        }  # fmt: skip
        return tuple(name for name, value in stated.items() if not value)


def match(dataset: Dataset, person: Candidate, *, everything: bool = False) -> tuple[Matched, ...]:
    """Return open trials, those that fit first, those that may charge last; `everything` adds the closed ones."""
    chosen = [trial for trial in dataset.trials if everything or trial.open]
    matched = [Matched(trial, _criteria(trial, person), _timing(trial, person.since)) for trial in chosen]
    return tuple(sorted(matched, key=_rank))


def refusing_after_cells(dataset: Dataset) -> tuple[tuple[Trial, ...], int]:
    """Return the trials known to refuse people who had cells before, and how many don't state whether they do."""
    refusing = tuple(trial for trial in dataset.trials if trial.prior_cells == "excluded")
    return refusing, sum(trial.prior_cells is None for trial in dataset.trials)


def _rank(one: Matched) -> tuple[bool, bool, bool, bool, int, int]:
    """Free before paid, open before closed, fits before near before misfits; then most met, fewest not met."""
    verdicts = list(one.criteria.values())
    misfits, met = verdicts.count("not met"), verdicts.count("met")
    return one.trial.pays, not one.trial.open, not one.fits, not one.near, misfits, -met


def _criteria(trial: Trial, person: Candidate) -> dict[str, Verdict]:
    told: dict[str, Verdict | None] = {
        "AIS grade": _graded(trial, person.ais) if person.ais else None,
        "level": _levelled(trial.levels, person.level) if person.level else None,
        "time since injury": _timed(trial.since, person.since) if person.since else None,
        "age": None if person.age is None else _of_age(trial.age, person.age),
        "country": _placed(trial, person.countries) if person.countries else None,
        "earlier cells": None if person.prior_cells is None else _cells_before(trial, had=person.prior_cells),
    }
    return {name: verdict for name, verdict in told.items() if verdict}


def _graded(trial: Trial, grades: tuple[AisGrade, ...]) -> Verdict:
    taken = trial.ais or WORDED_COMPLETENESS.get(trial.completeness)
    return _all_or_some(grade in taken for grade in grades) if taken else "not stated"


def _levelled(ranges: tuple[LevelRange, ...], levels: tuple[str, ...]) -> Verdict:
    taken = {s for part in ranges for s in SEGMENTS[SEGMENTS.index(part.top) : SEGMENTS.index(part.bottom) + 1]}
    return _all_or_some(level in taken for level in levels) if taken else "not stated"


def _all_or_some(fitting: Iterable[bool]) -> Verdict:
    """Return the verdict on what may be one of several: near where some of them fit."""
    found = set(fitting)
    return "near" if len(found) > 1 else "met" if True in found else "not met"


def _timed(windows: tuple[Interval, ...], since: Elapsed) -> Verdict:
    spans = _spans(windows, since)
    if not spans:
        return "not stated"
    if any(low <= since.low and since.high <= high for low, high in spans):
        return "met"
    return "near" if any(_close(low, high, since) for low, high in spans) else "not met"


def _close(low: float, high: float, since: Elapsed) -> bool:
    """Whether a time is in a span for a part, or within a few days of an edge."""
    return since.high >= low - _few(low) and since.low <= high + _few(high)


def _few(edge: float) -> float:
    return min(max(min(FEW_DAYS, edge / 2), edge * SHARE), MANY_DAYS)


def _spans(windows: tuple[Interval, ...], since: Elapsed) -> list[tuple[float, float]]:
    """Return a trial's windows in days, in order, those that touch made one.

    The data writes a year as 365 days and a month as 30. Where a person tells months or years, such an edge is held in
    months or years as well, so that "12 months" is within "up to a year", however either was written.
    """
    spans: list[tuple[float, float]] = []
    for window in sorted(windows, key=lambda window: window.low or 0):
        low, high = window.low or 0, inf if window.high is None else window.high
        if since.rounded:
            meant = [high, *(high / days * true for days, true in WRITTEN if high % days == 0)]
            low, high = low - HALF_A_DAY, max(meant) + HALF_A_DAY
        if spans and low <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], max(high, spans[-1][1]))
        else:
            spans.append((low, high))
    return spans


def _timing(trial: Trial, since: Elapsed | None) -> Timing:
    """Return when a trial opens, closed or closes for a person; its edges in whole days."""
    if since is None or not trial.open:
        return Timing()
    spans = _spans(trial.since, since)
    within = [high for low, high in spans if low <= since.low and since.high <= high < inf]
    if within:
        return Timing(closes=_whole_days(within[0] - since.high, within[0] - since.low, floor))
    if any(low <= since.high and since.low <= high for low, high in spans):
        return Timing()
    before, after = [low for low, _ in spans if low > since.high], [high for _, high in spans if high < since.low]
    return Timing(
        _whole_days(before[0] - since.high, before[0] - since.low, ceil) if before else None,
        _whole_days(since.low - after[-1], since.high - after[-1], floor) if after else None,
    )


def _whole_days(low: float, high: float, rounded: Callable[[float], int]) -> Interval:
    return Interval(low=rounded(low), high=rounded(high))


def _of_age(taken: Interval | None, age: float) -> Verdict:
    if taken is None:
        return "not stated"
    low, high = taken.low or 0, inf if taken.high is None else taken.high
    if low <= age <= high:
        return "met"
    return "near" if low - YOUNGER <= age < high + OLDER else "not met"


def _placed(trial: Trial, countries: tuple[str, ...]) -> Verdict:
    if not trial.countries:
        return "not stated"
    return "met" if set(trial.countries) & set(countries) else "not met"


def _cells_before(trial: Trial, *, had: bool) -> Verdict:
    """Whether earlier cells stand in the way; a trial that says nothing may still ask."""
    if trial.prior_cells is None:
        return "not stated"
    return "not met" if had and trial.prior_cells == "excluded" else "met"
