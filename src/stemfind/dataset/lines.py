"""Clinics as JSON Lines: one record a line, read as a stream, one validated record in memory at a time."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import msgspec

from ..errors import DatasetInvalid, DatasetUnreadable
from ..model.clinic import Clinic
from .spelling import MeansNothing, Spelling

STDIN = "-"
ENDINGS = (".jsonl", ".ndjson")
Watch = Callable[[int], None]
"""Told how many bytes were read, after each line."""


class Place(msgspec.Struct):
    """What is always there in a line, and enough to pass over clinics of other countries."""

    country: str


def is_lines(path: str) -> bool:
    """Whether a dataset is JSON Lines: stdin, a file named so, or one that begins with a brace."""
    if path == STDIN or path.lower().endswith(ENDINGS):
        return True
    try:
        with Path(path).open("rb") as file:
            return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    except OSError:
        return False


def clinics(
    path: str, countries: tuple[str, ...] = (), watch: Watch | None = None, spelling: Spelling | None = None
) -> Iterator[Clinic]:
    """Yield the clinics of a stream in its order; with `countries` only theirs, the others read no further.

    With `spelling`, ids stand for what a line calls countries and terms; what it can't tell is named by its line.

    Raises DatasetUnreadable, and DatasetInvalid with the line of a record that can't be read; what was yielded before
    stands.
    """
    named = str if spelling is None else spelling.country
    decode, place = msgspec.json.Decoder(Clinic).decode, msgspec.json.Decoder(Place).decode
    name = "stdin" if path == STDIN else Path(path).name
    for number, line in enumerate(_lines(path), start=1):
        try:
            if watch is not None:
                watch(len(line))
            if not countries or named(place(line).country) in countries:
                yield spelling.clinic(decode(line)) if spelling is not None else decode(line)
        except MeansNothing as error:
            raise DatasetInvalid((f"{name}: line {number}: {error}",)) from error
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            if line.strip(b"\xef\xbb\xbf \t\r\n"):
                raise DatasetInvalid((f"{name}: line {number}: {_said(line, error)}",)) from error


def _lines(path: str) -> Iterator[bytes]:
    try:
        if path == STDIN:
            yield from _opened(sys.stdin)
        else:
            with Path(path).open("rb") as file:
                yield from file
    except OSError as error:
        raise DatasetUnreadable(path, (error.strerror or "can't be read").lower()) from error


def _opened(stdin: Any) -> IO[bytes]:
    if stdin is None:
        raise DatasetUnreadable("stdin", "it is closed")
    buffer: IO[bytes] = stdin.buffer
    return buffer


def _said(line: bytes, error: Exception) -> str:
    """Return all that is wrong with a line, in the words of a dataset's problems."""
    from .shape import Problem, salvage

    try:
        raw = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return f"not valid JSON: {error or 'nested too deep'}"
    found: list[Problem] = []
    salvage(raw, Clinic, "", found)
    told = [f"{path}: {message}" if path else message for path, message in found]
    return "; ".join(told) or str(error)
