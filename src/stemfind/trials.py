"""Which registered trials a person may ask about, criterion by criterion."""

from typing import Any, Literal

from msgspec import Struct, to_builtins

from .model.base import Interval
from .model.dataset import Dataset
from .model.trial import LevelRange, Trial

Verdict = Literal["met", "not met", "not stated"]
SEGMENTS = tuple(
    f"{part}{number}" for part, last in (("C", 8), ("T", 12), ("L", 5), ("S", 5)) for number in range(1, last + 1)
)
"""C1 to S5, from the head down."""
COMPLETE = {"A": "complete", "B": "incomplete", "C": "incomplete", "D": "incomplete", "E": "incomplete"}


class Person(Struct, frozen=True, kw_only=True):
    """What somebody says of themselves; what they leave out is not asked. Nothing is kept."""

    ais: str | None = None
    level: str | None = None
    since: float | None = None
    """Days since injury."""
    age: float | None = None
    """Years."""
    countries: tuple[str, ...] = ()
    prior_cells: bool | None = None
    """Whether they had cells before."""


class Matched(Struct, frozen=True):
    """A trial held against a person."""

    trial: Trial
    criteria: dict[str, Verdict]
    """Only what the person told: AIS grade, level, time since injury, age, country, earlier cells."""

    @property
    def fits(self) -> bool:
        """Whether no criterion is known not to be met."""
        return "not met" not in self.criteria.values()

    @property
    def not_stated(self) -> tuple[str, ...]:
        """Which criteria the record doesn't state, whether or not the person told them."""
        trial = self.trial
        stated = {
            "AIS grade": trial.ais or trial.completeness, "level": trial.levels, "time since injury": trial.since,
            "age": trial.age, "country": trial.countries, "earlier cells": trial.prior_cells,
        }  # fmt: skip
        return tuple(name for name, value in stated.items() if not value)

    @property
    def met(self) -> int:
        """How many criteria are known to be met."""
        return sum(verdict == "met" for verdict in self.criteria.values())


def match(dataset: Dataset, person: Person, *, everything: bool = False) -> tuple[Matched, ...]:
    """Return open trials, those that fit first, those that may charge last; `everything` adds the closed ones."""
    chosen = [trial for trial in dataset.trials if everything or trial.open]
    matched = [Matched(trial, _criteria(trial, person)) for trial in chosen]
    return tuple(sorted(matched, key=_rank))


def _rank(one: Matched) -> tuple[bool, bool, bool, int, int]:
    """Free before paid, open before closed, fits before misfits; then most met, fewest not met."""
    misfits = sum(verdict == "not met" for verdict in one.criteria.values())
    return one.trial.pays, not one.trial.open, not one.fits, misfits, -one.met


def _criteria(trial: Trial, person: Person) -> dict[str, Verdict]:
    told: dict[str, Verdict | None] = {
        "AIS grade": person.ais and _graded(trial, person.ais),  # type: ignore[dict-item]
        "level": person.level and _levelled(trial.levels, person.level),  # type: ignore[dict-item]
        "time since injury": None if person.since is None else _within(trial.since, person.since),
        "age": None if person.age is None else _within((trial.age,) if trial.age else (), person.age),
        "country": _placed(trial, person.countries) if person.countries else None,
        "earlier cells": None if person.prior_cells is None else _before(trial, had=person.prior_cells),
    }
    return {name: verdict for name, verdict in told.items() if verdict}


def _graded(trial: Trial, grade: str) -> Verdict:
    if trial.ais:
        return "met" if grade in trial.ais else "not met"
    if trial.completeness in ("complete", "incomplete"):
        return "met" if COMPLETE[grade] == trial.completeness else "not met"
    return "not stated"


def _levelled(ranges: tuple[LevelRange, ...], level: str) -> Verdict:
    if not ranges:
        return "not stated"
    place = SEGMENTS.index(level)
    inside = any(SEGMENTS.index(part.top) <= place <= SEGMENTS.index(part.bottom) for part in ranges)
    return "met" if inside else "not met"


def _within(windows: tuple[Interval, ...], value: float) -> Verdict:
    if not windows:
        return "not stated"
    inside = any(
        (window.low is None or value >= window.low) and (window.high is None or value <= window.high)
        for window in windows
    )
    return "met" if inside else "not met"


def _placed(trial: Trial, countries: tuple[str, ...]) -> Verdict:
    if not trial.countries:
        return "not stated"
    return "met" if set(trial.countries) & set(countries) else "not met"


def _before(trial: Trial, *, had: bool) -> Verdict:
    """Whether earlier cells stand in the way; a trial that says nothing may still ask."""
    if trial.prior_cells is None:
        return "not stated"
    return "not met" if had and trial.prior_cells == "excluded" else "met"


def values(matched: tuple[Matched, ...]) -> list[dict[str, Any]]:
    """Return trials as plain values with the verdict on each criterion that was told."""
    return [
        {**to_builtins(one.trial), "fits": one.fits, "criteria": one.criteria, "not_stated": one.not_stated}
        for one in matched
    ]
