"""How old a statement or an injury is, counted from its own date and never from the clock."""

import datetime as dt
from typing import Literal

from msgspec import Struct

UNDATED = "undated"
"""Stands for the date of a document that shows none."""
DAY = dt.timedelta(days=1)
DECEMBER = 12
Unit = Literal["year", "month", "week", "day"]
DAYS: dict[Unit, float] = {"year": 365.25, "month": 365.25 / 12, "week": 7, "day": 1}
"""Days in each unit; a month is a twelfth of a year, so that 12 months are a year."""


class Elapsed(Struct, frozen=True, kw_only=True):
    """Time since something happened, in days: a span where its date is known to a month or a year only."""

    low: float
    high: float
    told: tuple[tuple[float, Unit], ...] = ()
    """The time as it was told, largest unit first; empty where a date was told."""
    dated: str | None = None
    """The date as it was told, maybe a partial one."""
    as_of: dt.date | None = None
    """The day to which a date was counted."""

    @property
    def rounded(self) -> bool:
        """Whether it was told in months or years, which nobody counts to the day."""
        return bool(self.told) and not any(unit in ("week", "day") for _, unit in self.told)


def elapsed(told: tuple[tuple[float, Unit], ...]) -> Elapsed:
    """Return a time that was told in units."""
    days = sum(number * DAYS[unit] for number, unit in told)
    return Elapsed(low=days, high=days, told=told)


def elapsed_since(dated: str, as_of: dt.date) -> Elapsed | None:
    """Return the time from a date, maybe a partial one, to a day; None where the date lies after that day."""
    first, last = first_day(dated), min(_last_day(dated), as_of)
    if first > as_of:
        return None
    return Elapsed(low=(as_of - last).days, high=(as_of - first).days, dated=dated, as_of=as_of)


def is_old(dated: str | None, as_of: dt.date, months: int) -> bool | None:
    """Whether a statement is older than `months` on a day; None where its date isn't known.

    A partial date counts to its end: a price of 2025 may hold until 31 December 2025. A statement without a date of
    its own is as old as its source, and counts as current here.
    """
    if dated is None:
        return False
    if dated == UNDATED:
        return None
    last = _last_day(dated)
    return (_month(as_of), as_of.day) > (_month(last) + months, last.day)


def _month(day: dt.date) -> int:
    """Return the months since the year 0."""
    return day.year * 12 + day.month


def first_day(dated: str) -> dt.date:
    """Return the first day of a date, maybe a partial one. Raises ValueError where the calendar has no such day."""
    return dt.date.fromisoformat(dated + "-01" * (2 - dated.count("-")))


def _last_day(dated: str) -> dt.date:
    year, *rest = (int(part) for part in dated.split("-"))
    end = _month_end(year, rest[0] if rest else DECEMBER)
    return end.replace(day=min(rest[1], end.day)) if len(rest) > 1 else end


def _month_end(year: int, month: int) -> dt.date:
    # calendar.monthrange would take 1.5 ms of the start, for calendar imports locale
    return dt.date(year, month, 31) if month == DECEMBER else dt.date(year, month + 1, 1) - DAY
