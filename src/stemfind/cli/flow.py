"""From clinics to those that fit: one by one where they are written as they come, else all together in their order."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ..errors import DatasetInvalid, UnknownCurrency
from ..query import Match, Sieve
from ..row import first, row
from .choice import Choice

if TYPE_CHECKING:
    from ..dataset.input import Input
    from ..dataset.spelling import Spelling

LINE_FORMATS = ("tsv", "csv", "jsonl", "ids")
"""Formats that can be written line by line."""


class Order(NamedTuple):
    """In which order, and how many; without a field by country and name, and a stream in its own order."""

    field: str | None
    reverse: bool
    limit: int | None


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
        return _sorted((match for clinic in choice.dataset.clinics for match in sieve.matches(clinic)), order)
    poured = order.field is None and form in LINE_FORMATS
    found = streamed(lines, sieve, choice.spelling, held=not poured and order.limit is None)
    if poured:
        return Poured(found, order.limit)
    return tuple(islice(found, order.limit)) if order.field is None else _sorted(found, order)


def rows(matches: Iterable[Match], fields: tuple[str, ...]) -> Iterator[dict[str, object]]:
    """Yield matches as rows of these fields."""
    for match in matches:
        found = row(match)
        yield {field: found[field] for field in fields}


def _sorted(found: Iterable[Match], order: Order) -> tuple[Match, ...]:
    return first(found, order.field, reverse=order.reverse, limit=order.limit)


def streamed(lines: "Input", sieve: Sieve, spelling: "Spelling", *, held: bool) -> Generator[Match]:
    """Yield the clinics of a stream that fit, with a progress bar where work takes over a second.

    Matches that are `held` to the end find no room beyond a bound.
    """
    from ..dataset.input import Room
    from ..dataset.lines import clinics
    from .progress import Progress

    room = Room(lines.shown) if held else None
    with Progress(lines.size) as progress:
        for clinic, size in clinics(lines, sieve.countries, progress.watch, spelling):
            try:
                found = tuple(sieve.matches(clinic))
            except UnknownCurrency as error:
                raise DatasetInvalid((f"clinic {clinic.id!r}: {error}",)) from error
            if found and room is not None:
                room.take(size)
            yield from found
