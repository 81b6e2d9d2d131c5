"""What `filter` says on stderr of the clinics that it does not list."""

from ..query import Selection


def set_aside(selection: Selection) -> str | None:
    """Return the line for stderr that counts what could not be judged, or None."""
    parts = []
    if selection.set_aside:
        reasons = ", ".join(f"{what} ({number:,})" for what, number in selection.unknown.items())
        parts.append(f"{_clinics(selection.set_aside)} set aside because something isn't known: {reasons}")
    if selection.gone:
        parts.append(f"{_clinics(selection.gone, 'closed or stopped ')} left out (--standing closed shows them)")
    return "; ".join(parts) or None


def _clinics(number: int, which: str = "") -> str:
    return f"{number:,} {which}clinic{'s' if number != 1 else ''}"
