"""What the record of a trial says, and what a person told of themselves, in words."""

from collections.abc import Iterator

from ..model.age import DAYS, Elapsed, Unit
from ..model.atlas import spoken
from ..model.base import Interval
from ..model.dataset import Dataset
from ..model.matching import Candidate
from ..model.span import NOT_STATED, interval
from ..model.trial import Trial
from .parts import Line, Run, line
from .words import count, date_words, either, given_words, grades_words, listed, trial_state

YEAR, MONTH = 365, 30
"""As the data writes them."""
LONG: tuple[tuple[Unit, float], ...] = (("year", 2 * DAYS["year"]), ("month", 4 * DAYS["month"]))
"""From how many days on a time is told in a larger unit."""


def levels_words(trial: Trial) -> str:
    """Return the levels that a trial takes: C5–C8 or T1–T12; empty where its record doesn't state them."""
    return " or ".join(f"{part.top}–{part.bottom}" for part in trial.levels)


def days_words(days: Interval) -> str:
    """Return days, or about how many months or years."""
    for unit, least in LONG:
        if (days.low or 0) >= least:
            return f"about {interval(_in_units(days, DAYS[unit]), f'{unit}s')}"
    return interval(days, "days") or ""


def window_words(window: Interval) -> str:
    """Return days since injury as people say them: 21–42 days, 1–5 years, 4 or more months."""
    for unit, name in ((YEAR, "years"), (MONTH, "months")):
        ends = [end for end in (window.low, window.high) if end is not None]
        if all(end % unit == 0 and end > 0 for end in ends):
            return interval(_in_units(window, unit), name) or ""
    return interval(window, "days") or ""


def _in_units(days: Interval, unit: float) -> Interval:
    low, high = (None if end is None else round(end / unit) for end in (days.low, days.high))
    return Interval(low=low, high=high)


def takes_words(trial: Trial, dataset: Dataset) -> dict[str, str]:
    """Return what a trial takes by criterion, in a few words; empty where its record doesn't state it."""
    return {
        "AIS grade": ", ".join(trial.ais) or trial.completeness or "",
        "level": levels_words(trial),
        "time since injury": " or ".join(map(window_words, trial.since)),
        "age": interval(trial.age) or "",
        "country": ", ".join(map(dataset.name, trial.countries)),
        "earlier cells": {"excluded": "refused", "allowed": "allowed"}.get(trial.prior_cells or "", ""),
    }


def trial_record(trial: Trial, dataset: Dataset) -> Iterator[Line]:
    """Yield what the record of a trial says: first whether it takes people, last where to look today."""
    takes = takes_words(trial, dataset)
    note = f" ({trial.status_note.rstrip('.')})" if trial.status_note else ""
    yield line(Run(trial_state(trial, deep=True), "status"), note)
    criteria = [f"{name} {takes[name] or NOT_STATED}" for name in ("level", "time since injury", "age")]
    criteria += [f"earlier cells {takes['earlier cells']}"] if takes["earlier cells"] else []
    yield line(f"Takes: {'; '.join((grades_words(trial.ais, trial.completeness), *criteria))}")
    if not_stated := [name for name, words in takes.items() if not words]:
        yield line(Run(f"Not stated, so ask: {', '.join(not_stated)}", "unknown"))
    if trial.criteria_note:
        yield line(Run(trial.criteria_note, "quiet"))
    given = given_words(trial, dataset)
    yield line(f"Gives: {trial.gives}{f' ({given})' if given else ''}")
    yield line(_frame(trial, takes["country"]))
    yield line(f"Results: {trial.results or 'none found'}")
    if trial.pays:
        yield line(Run("The participant pays or may pay.", "caution"))
    yield line(f"Check today: {trial.url}")


def _frame(trial: Trial, country: str) -> str:
    """Return who is responsible, where, and how it is built."""
    where = f"{country or 'country not stated'}{f' ({listed(trial.sites)})' if trial.sites else ''}"
    arms = {True: "randomised", False: "not randomised", None: "randomised or not: not stated"}[trial.randomised]
    people = count(trial.people, "person", "people") if trial.people is not None else "number of people not stated"
    phase = f"phase {trial.phase}" if trial.phase else ""
    told = (trial.sponsor or "sponsor not stated", where, phase, arms, people)
    return "; ".join(filter(None, told))


def told_words(person: Candidate, dataset: Dataset) -> Iterator[str]:
    """Yield what a person told of themselves."""
    if person.ais:
        yield f"AIS {either(person.ais)}"
    if person.level:
        yield "–".join(dict.fromkeys((person.level[0], person.level[-1])))
    if person.since:
        yield since_words(person.since)
    if person.age is not None:
        yield f"age {round(person.age, 1):g}"
    if person.countries:
        yield f"in {either(spoken(person.countries, dataset.countries))}"
    if person.prior_cells is not None:
        yield "cells before" if person.prior_cells else "no cells before"


def since_words(since: Elapsed) -> str:
    """Return a time since injury as it was told: 3 years 2 months since injury, or injured Jun 2019."""
    if since.dated is None:
        units = " ".join(f"{number:g} {unit}{'' if number == 1 else 's'}" for number, unit in since.told)
        return f"{units} since injury"
    days = days_words(Interval(low=since.low, high=since.high))
    return f"injured {date_words(since.dated)} ({days} before {date_words(since.as_of)})"
