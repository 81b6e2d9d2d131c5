"""A file or stdin, opened once: the first bytes say what it holds, and no more is read than the bounds allow."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

import msgspec

from ..errors import DatasetUnreadable
from .sections import SECTIONS

if TYPE_CHECKING:
    from .files import Place

Form = Literal["lines", "json", "toml"]
"""`lines` is JSON Lines, `json` one JSON document: a dataset, a list of records, or a record."""
STDIN = "-"
"""What stands for stdin where a file can be named."""
DOCUMENT_BYTES = 16 << 20
"""The most that is read of one TOML file or one JSON document, and of all files of a folder together."""
LINE_BYTES = 1 << 20
"""The most that is read of one line of JSON Lines."""
LIST_BYTES = 128 << 20
"""The most of JSON Lines that a command holds at once."""
LIST_RECORDS = 200_000
"""The most lines that a command holds at once."""
FOLDER_FILES = 1000
"""The most TOML files in a folder."""
MARK = b"\xef\xbb\xbf"
"""The byte order mark that some editors and spreadsheets write before UTF-8."""
BLANK = MARK + b" \t\r\n"
"""What may stand before the first byte that counts."""
NOT_UTF_8 = "not UTF-8 text: save it as UTF-8"
SIGNATURES = (
    (re.compile(rb"\xff\xfe|\xfe\xff|[^\0]\0|\0[^\0]"),
     "not UTF-8 but UTF-16 text: save it as UTF-8, or convert it with iconv -f UTF-16 -t UTF-8"),
    (re.compile(rb"\x1f\x8b"), "compressed with gzip: unpack it first, as with gunzip"),
    (re.compile(rb"PK\x03\x04"), "a ZIP archive or a spreadsheet: save what is in it as TOML or JSON Lines"),
    (re.compile(rb"SQLite format 3"), "an SQLite database: data export -f jsonl writes what can be read again"),
    (re.compile(rb"\0"), "not text: it begins with a NUL byte"),
)  # fmt: skip
"""How files begin that are no text in UTF-8, and what would work."""


class Input:
    """A dataset that was named on the command line, or a file of answers."""

    def __init__(self, path: "str | Place") -> None:
        self._place = Path(path) if isinstance(path, str) else path
        self._stdin = path == STDIN
        self.shown = "stdin" if self._stdin else str(path)
        """What an error about the whole calls it."""
        self.name = self.shown if self._stdin or self.shown.startswith("/dev/") else self._place.name
        """What the address of a record in it begins with."""

    @cached_property
    def folder(self) -> bool:
        """Whether it is a folder."""
        return not self._stdin and os.path.isdir(self.shown)  # noqa: PTH112 - Path.is_dir raises on some names

    @cached_property
    def size(self) -> int | None:
        """Bytes of a regular file; None where that can't be known before it is read."""
        return None if self._stdin else os.fstat(self._file.fileno()).st_size or None

    @cached_property
    def form(self) -> Form:
        """What it holds, by its first line that isn't blank. Raises DatasetUnreadable."""
        text, name = self._head.lstrip(BLANK), self.shown.lower()
        named_lines = name.endswith((".jsonl", ".ndjson"))
        if text.startswith(b"{"):
            first, wrong = self._first
            goes_on = text.strip() == b"{" or (not named_lines and "truncated" in wrong)
            return "json" if (is_dataset(first) if isinstance(first, dict) else goes_on) else "lines"
        if text.startswith(b"[") and (name.endswith(".json") or text[1:].lstrip()[:1] in (b"{", b"]", b"")):
            return "json"
        return "lines" if named_lines or (not text and self._stdin) else "toml"

    @property
    def streams(self) -> bool:
        """Whether it is lines of clinics alone, as far as its first line tells."""
        return not self.folder and self.form == "lines" and section_of(self._first[0]) == "clinics"

    def read(self, before: int = 0) -> bytes:
        """Return all that it holds. Raises DatasetUnreadable beyond DOCUMENT_BYTES, `before` of them read already."""
        whole = self._head + self._got(self._file.read, max(DOCUMENT_BYTES + 1 - before - len(self._head), 1))
        self._close()
        if before + len(whole) > DOCUMENT_BYTES:
            most = f"more than {DOCUMENT_BYTES >> 20} MiB, the most that is read of a file or a folder"
            raise DatasetUnreadable(self.shown, f"{most}; JSON Lines may be longer")
        return whole

    def lines(self) -> Iterator[bytes]:
        """Yield its lines, none longer than LINE_BYTES. Raises DatasetUnreadable."""
        rest = iter(partial(self._got, self._file.readline, LINE_BYTES + 1), b"")
        try:
            for number, line in enumerate(chain(BytesIO(self._head), rest), start=1):
                if len(line) > LINE_BYTES:
                    raise DatasetUnreadable(f"{self.shown}:{number}", f"the line is longer than {LINE_BYTES >> 20} MiB")
                yield line.removeprefix(MARK)
        finally:
            self._close()

    def _close(self) -> None:
        if not self._stdin:
            self._file.close()

    @cached_property
    def _first(self) -> tuple[Any, str]:
        """Return the value of the first line, or None and why it has none; a truncated one may go on in the next."""
        try:
            return msgspec.json.decode(self._head.lstrip(BLANK)), ""
        except (ValueError, RecursionError) as error:
            return None, str(error)

    @cached_property
    def _file(self) -> IO[bytes]:
        if self._stdin:
            if sys.stdin is None:
                raise DatasetUnreadable("stdin", "it is closed")
            return sys.stdin.buffer
        try:
            return self._place.open("rb")
        except (OSError, ValueError) as error:
            raise self._unreadable(error) from error

    @cached_property
    def _head(self) -> bytes:
        """Return the first line that isn't blank, with what stands before it, at most a line's length."""
        head = bytearray()
        while len(head) <= LINE_BYTES and (piece := self._got(self._file.readline, LINE_BYTES + 1 - len(head))):
            head += piece
            if piece.strip(BLANK):
                break
        for begins, what in SIGNATURES:
            if begins.match(head):
                raise DatasetUnreadable(self.shown, what)
        return bytes(head)

    def _got(self, read: Callable[[int], bytes], size: int) -> bytes:
        try:
            return read(size)
        except OSError as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: Exception) -> DatasetUnreadable:
        return DatasetUnreadable(self.shown, (getattr(error, "strerror", None) or "can't be read").lower())


class Room:
    """Counts what a command holds of a list."""

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._bytes = self._lines = 0

    def take(self, size: int) -> None:
        """Count a line that is held. Raises DatasetUnreadable where there are too many."""
        self._bytes += size
        self._lines += 1
        if self._bytes > LIST_BYTES or self._lines > LIST_RECORDS:
            most = f"more than {LIST_RECORDS:,} records or {LIST_BYTES >> 20} MiB, the most that is held at once"
            way = "filter with -f ids, tsv, csv or jsonl, or with --limit, reads a list of any length"
            raise DatasetUnreadable(self._shown, f"{most}; {way}")


def is_dataset(value: dict[str, Any]) -> bool:
    """Whether a JSON object is a whole dataset, and no record of one."""
    if value.keys() & {"section", "id", "name"}:
        return False
    return isinstance(value.get("about"), dict) or any(isinstance(value.get(section), list) for section in SECTIONS)


def not_json(error: Exception) -> str:
    """Return what is wrong with JSON."""
    if isinstance(error, UnicodeDecodeError) or "UTF-8" in str(error):  # the same of msgspec before 0.23 and since
        return NOT_UTF_8
    said = str(error).removeprefix("JSON is malformed: ").partition(" - at `$")[0]
    return f"not valid JSON: {said or 'nested too deep'}"


def section_of(item: Any) -> Any:
    """Return the section of a record that stands alone: the one that it names, or the one that its keys tell."""
    if not isinstance(item, dict):
        return "clinics"
    if "section" in item:
        return item["section"]
    if "iso2" in item:
        return "countries"
    return "benchmarks" if item.get("kind") in ("region", "product") else "clinics"
