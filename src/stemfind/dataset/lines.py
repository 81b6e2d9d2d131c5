"""Clinics as JSON Lines: one record a line, read as a stream, one validated record in memory at a time."""

from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from ..errors import DatasetInvalid
from ..model.base import RecordId
from ..model.clinic import Clinic
from ..model.statement import Claim
from .input import BLANK, Input, not_json, section_of
from .shape import Problems, record_address, shaped
from .spelling import COUNTRY, Spelling

Watch = Callable[[int], None]
"""Told how many bytes were read, after each line."""


class ReadLine(Clinic, frozen=True, kw_only=True):
    """A clinic as `data export` writes it: with its section, its claims in full and its conflicts by id."""

    section: Literal["clinics"] = "clinics"
    claims: tuple[Claim, ...] = ()
    conflicts: tuple[RecordId, ...] = ()


class LinePlace(msgspec.Struct):
    """What is always there in a line, and enough to pass over clinics of other countries."""

    country: str


def clinics_in(
    given: Input, countries: tuple[str, ...], watch: Watch | None, spelling: Spelling
) -> Iterator[tuple[Clinic, int]]:
    """Yield the clinics of a stream in its order, each with the bytes of its line.

    With `countries` only theirs are yielded, the others read no further. Ids stand for what a line calls countries and
    terms; what means nothing is named by its line.

    Raises DatasetUnreadable, and DatasetInvalid with all that is wrong with the first record that can't be read; what
    was yielded before stands.
    """
    decode, place = msgspec.json.Decoder(ReadLine).decode, msgspec.json.Decoder(LinePlace).decode
    wrong: list[str] = []
    for number, line in enumerate(given.lines(), start=1):
        try:
            if watch is not None:
                watch(len(line))
            if not countries or spelling.spelled(place(line).country, COUNTRY, COUNTRY, wrong) in countries:
                clinic = spelling.record(decode(line), wrong)
                if not wrong:
                    yield clinic, len(line)
        except (ValueError, RecursionError) as error:
            if line.strip(BLANK) and (found := _wrong(f"{given.name}:{number}", line, error)):
                raise DatasetInvalid(found) from error
        if wrong:
            where = record_address(f"{given.name}:{number}", "clinics", msgspec.json.decode(line))
            raise DatasetInvalid(tuple(f"{where}: {one}" for one in wrong))


def _wrong(where: str, line: bytes, error: Exception) -> tuple[str, ...]:
    """Return all that is wrong with a line; nothing for a country or benchmark that `show` wrote beside clinics."""
    try:
        item = msgspec.json.decode(line)
    except (ValueError, RecursionError) as malformed:
        return (f"{where}: {not_json(malformed)}",)
    section = section_of(item)
    if section != "clinics":
        told = f"{section!r} among clinics: put lines of other sections before the first clinic"
        return (f"{where}: section: {told}",) if "section" in item else ()
    found = Problems()
    shaped(item, ReadLine, record_address(where, "clinics", item), found)
    return tuple(found) or (f"{where}: {error}",)
