"""From clinics to those that fit: one by one where they are written as they come, else all together in their order."""

import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, closing
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING

from ...cli.inputs import Choice
from ...cli.output import DATA_FORMATS, WHOLE_FORMATS
from ...errors import DatasetInvalid, UnknownCurrency
from .result import Match, Sieve
from .rows import Order, first

if TYPE_CHECKING:
    from rich.progress import Progress

    from ...dataset.input import Input
    from ...dataset.spelling import Spelling

LINE_FORMATS = tuple(form for form in DATA_FORMATS if form not in WHOLE_FORMATS)
"""Formats that can be written line by line."""
PATIENCE_WITH_INPUT = 1.0
"""Seconds before a progress bar is shown."""
STEP = 1 << 20
"""Bytes between two looks at the clock."""


def matching(
    sieve: Sieve, lines: "Input | None", order: Order, choice: Choice, form: str
) -> tuple[Match, ...] | Iterator[Match]:
    """Return what fits, of a stream of lines or of the dataset; as it comes, where it can be written so."""
    if lines is None:
        found = (match for clinic in choice.dataset.clinics for match in sieve.matches(clinic))
    else:
        poured = order.field is None and form in LINE_FORMATS
        found = _streamed(lines, sieve, choice.spelling, held=not poured and order.limit is None)
        if order.field is None:
            first_come = _at_most(order.limit, found)
            return first_come if poured else tuple(first_come)
    return first(found, order, choice.exchange)


def _at_most(limit: int | None, found: Generator[Match]) -> Iterator[Match]:
    with closing(found):
        yield from islice(found, limit)


def _streamed(lines: "Input", sieve: Sieve, spelling: "Spelling", *, held: bool) -> Generator[Match]:
    """Yield the clinics of a stream that fit, with a progress bar where work takes over a second.

    Matches that are `held` to the end find no room beyond a bound.
    """
    from ...dataset.input import Room
    from ...dataset.lines import clinics_in

    room = Room(lines.shown) if held else None
    with ExitStack() as drawing:
        for clinic, size in clinics_in(lines, sieve.criteria.countries, _watch(lines.size, drawing), spelling):
            try:
                found = tuple(sieve.matches(clinic))
            except UnknownCurrency as error:
                raise DatasetInvalid((f"clinic {clinic.id!r}: {error}",)) from error
            if found and room is not None:
                room.take(size)
            yield from found


def _watch(size: int | None, drawing: ExitStack) -> Callable[[int], None] | None:
    """Return what is told of bytes that were read, and draws a bar on stderr; None where nobody watches."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None
    began, read, shown = monotonic(), 0, 0
    bar: Progress | None = None

    def watch(count: int) -> None:
        nonlocal read, shown, bar
        read += count
        if read - shown < STEP or monotonic() - began < PATIENCE_WITH_INPUT:
            return
        if bar is None:
            from rich.console import Console
            from rich.progress import Progress

            bar = drawing.enter_context(Progress(console=Console(stderr=True), transient=True))
            bar.add_task("reading clinics", total=size)
        shown = read
        bar.update(bar.task_ids[0], completed=read)

    return watch
