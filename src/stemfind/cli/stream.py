"""stdin, stdout, stderr and what the environment says of them: who reads, how wide, in colour or not."""

import contextlib
import os
import re
import select
import sys
from io import StringIO
from pathlib import Path
from typing import Any

from ..errors import UsageError
from .outlet import Outlet, put, raw, stdout

DEFAULT_WIDTH = 80
"""Columns where nobody knows how wide the output is."""
NARROWEST = 20
"""Columns below which nothing is drawn any narrower."""
WIDEST_WINDOW = 1000
"""Columns beyond which COLUMNS is no width to draw for."""
READ_ELSEWHERE = ("COLUMNS", "LINES", "TERMINAL_WIDTH", "JUPYTER_COLUMNS", "JUPYTER_LINES")
"""Variables that Rich and Typer take for numbers: COLUMNS is put back as one, of the others stemfind needs none."""
ESCAPES = "\x1b\\[[0-9;]*m"
MOST_NAMES = 10_000
MOST_BYTES = 1 << 20
"""What is read from stdin where it names countries and clinics."""


class Spoken(StringIO):
    """Stands in for stdout while Typer runs and gathers what it prints, so that this too is written by `emit`."""

    encoding = "utf-8"

    def __init__(self, when: str) -> None:
        super().__init__()
        self.behind = stdout()
        self._colored = color(when)

    def isatty(self) -> bool:
        """Whether to colour: this is all that Typer and Rich ask it for."""
        return self._colored

    def pass_on(self) -> None:
        """Write what was gathered. Raises OutputUnwritable, PipeClosed."""
        if text := self.getvalue():
            emit(text if self._colored else re.sub(ESCAPES, "", text), None)


def tame_environment() -> None:
    """Leave in the environment only what can be read by libraries that read it on their own."""
    given = _columns_given()
    for name in READ_ELSEWHERE:
        os.environ.pop(name, None)
    if given is not None:
        os.environ["COLUMNS"] = str(given)


def on_terminal() -> bool:
    """Whether stdout is a terminal; the default format rests on this alone."""
    return stdout() is not None and bool(stdout().isatty())


def terminal_format() -> str:
    """Return the default format on a terminal: plain words where it can't place its cursor."""
    return "plain" if os.environ.get("TERM") == "dumb" else "table"


def has_blocks() -> bool:
    """Whether stdout's encoding has block characters to draw bars with."""
    try:
        "█".encode(getattr(stdout(), "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def open_page(page: str, output: str | None) -> None:
    """Write a page, to the file that was named or to a temporary one, and open it in the browser."""
    import tempfile
    import webbrowser

    if output == "-":
        raise UsageError("--open shows a page that is a file: name one with --output, or leave that out")
    if output is None:
        handle, output = tempfile.mkstemp(prefix="stemfind-", suffix=".html")
        os.close(handle)
    emit(page, output)
    if not webbrowser.open(Path(output).absolute().as_uri()):
        say(f"stemfind: no browser was found; the page is {output}")


def width(stream: Any = None) -> int:  # noqa: ANN401 - whatever stands in for a stream in a test
    """Return the columns to draw for on stdout or another stream: COLUMNS, else the terminal's, else 80."""
    given = _columns_given()
    if given is not None:
        return given
    try:
        found = os.get_terminal_size((stream or stdout()).fileno()).columns
    except (OSError, ValueError, AttributeError):
        found = 0
    return max(found or DEFAULT_WIDTH, NARROWEST)


def _columns_given() -> int | None:
    """Return COLUMNS where it is a positive number, within what can be drawn."""
    given = os.environ.get("COLUMNS", "")
    digits = given.lstrip("0")[:6] if given.isdecimal() else ""  # six are beyond the widest, and thousands no number
    return min(max(int(digits), NARROWEST), WIDEST_WINDOW) if digits else None


def color(when: str) -> bool:
    """Whether to colour: `--color` first, then NO_COLOR, CLICOLOR_FORCE and FORCE_COLOR, then the terminal."""
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "0") not in ("", "0") for name in ("CLICOLOR_FORCE", "FORCE_COLOR")):
        return True
    return on_terminal() and os.environ.get("TERM") != "dumb"


def say(text: str) -> None:
    """Write a remark to stderr, with what can't be seen written out; a closed stderr is nobody's loss."""
    if not text.isprintable():
        from ..render.escape import shown

        text = "\n".join(map(shown, text.split("\n")))
    with contextlib.suppress(OSError, ValueError, AttributeError):
        if sys.stderr.isatty():
            text = _wrapped(text, width(sys.stderr))
        put(raw(sys.stderr), f"{text}\n".encode(sys.stderr.encoding, "backslashreplace"))


def _wrapped(text: str, columns: int) -> str:
    """Return lines broken between words; a word that is longer than a line is left whole."""
    import textwrap

    wrapper = textwrap.TextWrapper(columns, break_long_words=False, break_on_hyphens=False)
    return "\n".join("\n".join(wrapper.wrap(line)) for line in text.split("\n"))


def emit(text: str, output: str | None) -> None:
    """Write the answer as UTF-8, to stdout or whole into a file. Raises OutputUnwritable, PipeClosed."""
    with Outlet(output) as outlet:
        outlet.write(text)


def emit_bytes(data: bytes, output: str | None) -> None:
    """Write bytes to stdout or whole into a file. Raises OutputUnwritable, PipeClosed."""
    with Outlet(output) as outlet:
        outlet.write_bytes(data)


def names_from(given: list[str] | None) -> list[str]:
    """Return the names of a command line, with `-` replaced by the lines of stdin.

    Raises UsageError where names were asked for and none came: nothing is answered over nothing.
    """
    names = [one for name in given or () for one in (_names_on_stdin() if name == "-" else [name])]
    if given and not names:
        raise UsageError("- reads names from stdin, and none came: name at least one clinic or country")
    return names


def _names_on_stdin() -> list[str]:
    try:
        text = _read_stdin(MOST_BYTES).decode("utf-8-sig", "replace")
    except (OSError, AttributeError) as error:
        why = f"can't be read: {error.strerror}" if isinstance(error, OSError) else "is closed"
        raise UsageError(f"- reads names from stdin, but stdin {why}") from error
    names = [line.strip() for line in text.splitlines() if line.strip()]
    if len(names) > MOST_NAMES:
        raise UsageError(f"- reads at most {MOST_NAMES:,} names from stdin, one a line, and there are more")
    return names


def _read_stdin(most: int) -> bytes:
    """Return all of stdin, also of a pipe that doesn't wait. Raises UsageError beyond `most` bytes."""
    stdin, held = raw(sys.stdin), bytearray()
    while (piece := stdin.read(1 << 16)) != b"":
        if piece is None:
            select.select([stdin], [], [])
            continue
        held += piece
        if len(held) > most:
            raise UsageError(f"- reads at most {most >> 20} MiB of names from stdin, one a line, and there is more")
    return bytes(held)
