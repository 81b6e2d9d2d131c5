"""How old a statement is, counted from its own date and never from the clock."""

import datetime as dt

UNDATED = "undated"
DAY = dt.timedelta(days=1)


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
    years, month = divmod(last.month - 1 + months, 12)
    if last.year + years >= dt.MAXYEAR:
        return False
    end = _month_end(last.year + years, month + 1)
    return as_of > end.replace(day=min(last.day, end.day))


def _last_day(dated: str) -> dt.date:
    year, *rest = (int(part) for part in dated.split("-"))
    end = _month_end(year, rest[0] if rest else 12)
    return end.replace(day=min(rest[1], end.day)) if len(rest) > 1 else end


def _month_end(year: int, month: int) -> dt.date:
    return dt.date.max if (year, month) == (dt.MAXYEAR, 12) else _before(year + month // 12, month % 12 + 1)


def _before(year: int, month: int) -> dt.date:
    """Return the day before a month begins."""
    return dt.date(year, month, 1) - DAY
