"""From clinics that fit to text: line by line where they come as a stream, else all together in their order."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from ..errors import DatasetInvalid, PipeClosed, StemfindError, UnknownCurrency
from ..query import Match, Selection, Sieve
from ..render import values
from ..row import first, row
from .answer import WORDS, Writer, word_formats, write
from .choice import Choice
from .outlet import Outlet

if TYPE_CHECKING:
    from rich.progress import Progress

    from ..dataset.input import Input
    from ..dataset.spelling import Spelling
    from ..document import Document

LINE_FORMATS = ("tsv", "csv", "jsonl", "ids")
"""Formats that can be written line by line."""
PATIENCE = 1.0
"""Seconds before a progress bar is shown."""
STEP = 1 << 20
"""Bytes between two looks at the clock."""


class Order(NamedTuple):
    """In which order, and how many; without a field by country and name, and a stream in its own order."""

    field: str | None
    reverse: bool
    limit: int | None


class Shape(NamedTuple):
    """How the answer is written."""

    form: str
    fields: tuple[str, ...]
    header: bool
    null: bool
    output: str | None
    color: str
    show: bool = False
    mark: str = ""
    """What stands before the first line: a byte order mark, or nothing."""


def answer(sieve: Sieve, lines: "Input | None", order: Order, shape: Shape, choice: Choice) -> int:
    """Write what fits, of a stream of lines or of the dataset; return how many it is."""
    if lines is None:
        found: Iterable[Match] = (match for clinic in choice.dataset.clinics for match in sieve.matches(clinic))
        chosen = first(found, order.field, reverse=order.reverse, limit=order.limit)
    else:
        poured = order.field is None and shape.form in LINE_FORMATS
        found = streamed(lines, sieve, choice.spelling, held=not poured and order.limit is None)
        if poured:
            return _pour(islice(found, order.limit), shape)
        chosen = tuple(islice(found, order.limit)) if order.field is None else _sorted(found, order)
    writers = _writers(sieve.selection(chosen), shape, choice, bundled=lines is None)
    write(writers, shape.form, "tsv", shape.output, show=shape.show)
    return len(chosen)


def _sorted(found: Iterable[Match], order: Order) -> tuple[Match, ...]:
    return first(found, order.field, reverse=order.reverse, limit=order.limit)


def streamed(lines: "Input", sieve: Sieve, spelling: "Spelling", *, held: bool) -> Iterator[Match]:
    """Yield the clinics of a stream that fit, with a progress bar where work takes over a second.

    Matches that are `held` to the end find no room beyond a bound.
    """
    from ..dataset.input import Room
    from ..dataset.lines import clinics

    room = Room(lines.shown) if held else None
    with ExitStack() as drawing:
        for clinic, size in clinics(lines, sieve.countries, _watch(lines.size, drawing), spelling):
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
        if read - shown < STEP or monotonic() - began < PATIENCE:
            return
        if bar is None:
            from rich.console import Console
            from rich.progress import Progress

            bar = drawing.enter_context(Progress(console=Console(stderr=True), transient=True))
            bar.add_task("reading clinics", total=size)
        shown = read
        bar.update(bar.task_ids[0], completed=read)

    return watch


def _pour(found: Iterable[Match], shape: Shape) -> int:
    """Write matches as they come; return how many.

    On an error in the stream, what came before it is written to stdout, and the error raised; a file is written whole
    or not at all.
    """
    count = 0
    with Outlet(shape.output) as outlet:
        line = _liner(shape)
        try:
            for match in found:
                outlet.write(line(match) if count else _header(shape) + line(match))
                count += 1
        except PipeClosed:
            raise
        except StemfindError:
            outlet.keep_what_came()
            raise
        outlet.write("" if count else _header(shape))
    return count


def _header(shape: Shape) -> str:
    if not shape.header or shape.form not in ("tsv", "csv"):
        return shape.mark
    return shape.mark + (values.tsv_line(shape.fields) if shape.form == "tsv" else values.csv_line(shape.fields))


def _liner(shape: Shape) -> Callable[[Match], str]:
    """Return what writes one match as one line."""
    match shape.form:
        case "ids":
            end = "\0" if shape.null else "\n"
            return lambda found: found.clinic.id + end
        case "jsonl":
            return lambda found: values.to_jsonl([_row(found, shape)])
        case "csv":
            return lambda found: values.csv_line(list(_row(found, shape).values()))
        case _:
            return lambda found: values.tsv_line(list(_row(found, shape).values()))


def _row(match: Match, shape: Shape) -> dict[str, object]:
    found = row(match)
    return {field: found[field] for field in shape.fields}


def _writers(selection: Selection, shape: Shape, choice: Choice, *, bundled: bool) -> dict[str, Writer]:
    """Return a writer for each format; the formats for people say nothing where nothing fits."""

    def lines() -> str:
        return _header(shape) + "".join(map(_liner(shape), selection.matches))

    def documents() -> list["Document"]:
        from ..views.selection import selection_document

        dataset = choice.dataset
        known = replace(dataset, countries=(*dataset.countries, *choice.spelling.added))
        return [selection_document(selection, known, choice.exchange)]

    words = word_formats(documents, shape.color, about=choice.dataset.about if bundled else None)
    return {
        **{name: words[name] if selection.matches else str for name in WORDS},
        **dict.fromkeys(LINE_FORMATS, lines),
        "json": lambda: values.to_json([_row(found, shape) for found in selection.matches]),
    }
