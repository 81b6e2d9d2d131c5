"""Range bars in characters: one scale, a label, the figures in words beside the picture."""

import math
from collections.abc import Iterable

from ..document.parts import Bar, Bars, Line, Run, Span, line
from .escape import cells_wide, visible

WIDEST, NARROWEST = 100, 24
FULL, BARE, OPEN = "█", "=", "…"
TRACK, OPEN_END, THOUSAND, STEP = "╌", "→", 1_000, 10_000
HALVES = {(True, True): FULL, (True, False): "▌", (False, True): "▐"}
STEPS = (1, 2, 2.5, 5, 10)
TICK_GAP = 2
"""Columns between two figures of the scale."""


def drawn(block: Bars, width: int, *, blocks: bool = True) -> tuple[Line, ...]:
    """Return a bar chart as lines of at most `width` columns; too narrow a window gets the words alone.

    Without `blocks` the bars are made of equals signs, for an encoding that has no block characters.
    """
    room = min(width, WIDEST) - 2
    lines: list[Line] = [line(Run(block.caption, "strong"))]
    if room < NARROWEST:
        return (*lines, *(line(Run(f"{bar.label} "), *bar.says) for bar in block.bars))
    top = scale_top(block.bars)
    for bar in block.bars:
        lines.append(line(Run(bar.label, "strong"), "  ", *bar.says))
        picture = _range_bar(bar, top, room)
        lines.append(line(Run(picture if blocks else picture.replace(FULL, BARE), "amount")))
    return (*lines, line(Run(_scale_line(top, room, visible(block.sign)), "quiet")))


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
    start, end = f"{sign}0", f"{sign}{top / THOUSAND:,.0f}k"
    return f"{start}{end:>{room - len(start)}}"


def rounded_top(ranges: Iterable[Bar | Span]) -> float:
    """Return the next 10,000 at or above the highest, so that no room of a narrow picture is wasted."""
    return max(math.ceil(_highest(ranges) / STEP), 1) * STEP


def scale_top(ranges: Iterable[Bar | Span]) -> float:
    """Return a round figure at or above the highest, for the end of the scale."""
    if (highest := _highest(ranges)) <= 0:
        return 1
    unit = 10 ** math.floor(math.log10(highest))
    return float(next(step * unit for step in STEPS if step * unit >= highest))


def _highest(ranges: Iterable[Bar | Span]) -> float:
    return max(one.high or one.low for one in ranges)


def _range_bar(bar: Bar, top: float, room: int) -> str:
    start = min(math.floor(bar.low / top * room), room - 1)
    if bar.high is None:
        return " " * start + FULL + OPEN
    end = max(math.ceil(bar.high / top * room), start + 1)
    return " " * start + FULL * (end - start)


def _scale_line(top: float, room: int, sign: str) -> str:
    """Return the scale: as many round figures as stand apart, the last one flush right."""
    for steps in (5, 4, 2, 1):
        figures = [f"{sign}{top * step / steps:,.0f}" for step in range(steps + 1)]
        places = [round(room * step / steps) for step in range(steps)] + [room - cells_wide(figures[-1])]
        ends = [place + cells_wide(figure) for place, figure in zip(places, figures, strict=True)]
        if all(end + TICK_GAP <= place for end, place in zip(ends, places[1:], strict=False)):
            break
    out = ""
    for place, figure in zip(places, figures, strict=True):
        out = out.ljust(place) + figure
    return out
