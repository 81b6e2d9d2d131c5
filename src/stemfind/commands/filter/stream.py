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
from .rows import PRICE, Order, by_price, first

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


class Poured:
    """Matches of a stream, none of them held, and how many came."""

    def __init__(self, found: Generator[Match], limit: int | None) -> None:
        self._found, self._limit, self._count = found, limit, 0

    def __iter__(self) -> Iterator[Match]:
        with closing(self._found):
            for match in islice(self._found, self._limit):
                self._count += 1
                yield match

    def __len__(self) -> int:
        return self._count


def matching(
    sieve: Sieve, lines: "Input | None", order: Order, choice: Choice, form: str
) -> tuple[Match, ...] | Poured:
    """Return what fits, of a stream of lines or of the dataset; as it comes, where it can be written so."""
    if lines is None:
        found = (match for clinic in choice.dataset.clinics for match in sieve.matches(clinic))
    else:
        poured = order.field is None and form in LINE_FORMATS
        found = _streamed(lines, sieve, choice.spelling, held=not poured and order.limit is None)
        if order.field is None:
            return Poured(found, order.limit) if poured else tuple(islice(found, order.limit))
    if order.field == PRICE:
        return first(found, PRICE, reverse=False, limit=order.limit, key=by_price(order, choice.exchange))
    return first(found, order.field, reverse=order.reverse, limit=order.limit)


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
