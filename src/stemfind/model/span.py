"""A range as people say it: facts that `why` looks up and pages that show it use the same words."""

from .base import Interval
from .money import whole

PLURALS = ("days", "weeks", "nights", "months", "years", "sessions", "treatments")
"""Units that a figure of one takes without their last letter."""
NOT_STATED = "not stated"


def interval(value: Interval | None, unit: str = "") -> str | None:
    """Return "2–7 days", "1 day", "20 or more years"; None where nothing is known."""
    if value is None or not value.known:
        return None
    low, high = value.low, value.high
    if low is None:
        said = f"up to {figure(high)}"
    elif high is None:
        said = f"{figure(low)} or more"
    else:
        said = figure(low) if low == high else f"{figure(low)}–{figure(high)}"
    return f"{said} {_one(unit) if high == 1 else unit}".strip()


def figure(amount: float | None) -> str:
    """Return a figure in full, however large: 1,234,567 and never 1.23457e+06."""
    return f"{whole(amount or 0):,}"


def _one(unit: str) -> str:
    """Return "day" for "days", "year of experience" for "years of experience"."""
    first, _, rest = unit.partition(" ")
    return f"{first[:-1] if first in PLURALS else first} {rest}".strip()
