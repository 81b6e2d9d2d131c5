"""How old a statement is, counted from its own date and never from the clock."""

import calendar
import datetime as dt

UNDATED = "undated"


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
    month = last.year * 12 + last.month - 1 + months
    year, index = divmod(month, 12)
    if year > dt.MAXYEAR:
        return False
    limit = dt.date(year, index + 1, min(last.day, calendar.monthrange(year, index + 1)[1]))
    return as_of > limit


def _last_day(dated: str) -> dt.date:
    year, *rest = (int(part) for part in dated.split("-"))
    month = rest[0] if rest else 12
    days = calendar.monthrange(year, month)[1]
    return dt.date(year, month, min(rest[1], days) if len(rest) > 1 else days)
