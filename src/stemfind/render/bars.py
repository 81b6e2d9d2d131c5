"""Range bars in characters: a column of a table, on one scale, beside the figures in words."""

import math
from collections.abc import Iterable

from ..document.parts import Span

BARE, TRACK, OPEN_END = "=", "╌", "→"
"""A column of a bar where the output has no block characters; what bars lie on; the end of one without a known top."""
HALVES = {(True, True): "█", (True, False): "▌", (False, True): "▐"}
"""A column of which the left, the right or both halves belong to the bar."""
SCALE_STEP = 10_000
"""A scale ends at a multiple of this, in whatever currency."""


def bar_beside(span: Span | None, top: float, room: int, *, blocks: bool = True) -> str:
    """Return a range as a bar on a track of `room` columns, drawn in halves of a column; nothing known is no bar."""
    track = TRACK if blocks else "-"
    if span is None:
        return ""
    halves = room * 2
    start = min(math.floor(span.low / top * halves), halves - 1)
    end = halves if span.high is None else min(max(math.ceil(span.high / top * halves), start + 1), halves)
    cells = [(start <= 2 * at < end, start <= 2 * at + 1 < end) for at in range(room)]
    if not blocks:
        return "".join(BARE if any(cell) else track for cell in cells)
    drawn = "".join(HALVES.get(cell, track) for cell in cells)
    return drawn if span.high is not None else drawn[:-1] + OPEN_END


def marks(top: float, room: int, sign: str = "$") -> str:
    """Return the ends of a scale, for the head of a column of bars."""
    start, end = f"{sign}0", f"{sign}{top / 1000:,.0f}k"
    return f"{start}{end:>{room - len(start)}}"


def rounded_top(spans: Iterable[Span]) -> float:
    """Return the next multiple of SCALE_STEP at or above the highest, so that no room of a narrow picture is wasted."""
    return max(math.ceil(max(span.high or span.low for span in spans) / SCALE_STEP), 1) * SCALE_STEP
