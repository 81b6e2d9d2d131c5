"""A range as people say it."""

from .base import Interval
from .money import whole

PLURALS = ("days", "weeks", "nights", "months", "years", "sessions", "treatments")
"""Units that a figure of one takes without their last letter."""
NOT_STATED = "not stated"


def interval(value: Interval | None, unit: str = "") -> str | None:
    """Return "2–7 days", "1 day", "20 or more years"; None where nothing is known."""
    low, high = (None, None) if value is None else (value.low, value.high)
    if low is not None and high is not None:
        said = grouped(low) if low == high else f"{grouped(low)}–{grouped(high)}"
    elif low is not None:
        said = f"{grouped(low)} or more"
    elif high is not None:
        said = f"up to {grouped(high)}"
    else:
        return None
    return f"{said} {_one(unit) if high == 1 else unit}".strip()


def grouped(amount: float) -> str:
    """Return a figure in full, with commas between thousands, however large: 1,234,567 and never 1.23457e+06."""
    return f"{whole(amount):,}"


def _one(unit: str) -> str:
    """Return "day" for "days", "year of experience" for "years of experience"."""
    first, _, rest = unit.partition(" ")
    return f"{first[:-1] if first in PLURALS else first} {rest}".strip()
