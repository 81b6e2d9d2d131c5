"""stdin, stdout, stderr and files: who reads, how wide, in colour or not, and writing whole or not at all."""

import contextlib
import errno
import os
import sys
from pathlib import Path
from typing import Self

from ..errors import OutputUnwritable, PipeClosed, UsageError

DEFAULT_WIDTH = 80
NARROWEST = 20
BLOCK = 1 << 16
"""Characters that are gathered before they are written."""
NOTHING_THERE = (
    "stemfind: nothing is on record about {}: no clinic, no price, no regulator (stemfind checklist has the questions "
    "for a clinic anywhere, stemfind compare the countries on record)"
)
"""What is said of a country that exists and has no record."""


def on_terminal() -> bool:
    """Whether stdout is a terminal; the default format rests on this alone."""
    return sys.stdout is not None and sys.stdout.isatty()


def terminal_format() -> str:
    """Return the default format on a terminal: plain words where it can't place its cursor."""
    return "plain" if os.environ.get("TERM") == "dumb" else "table"


def has_blocks() -> bool:
    """Whether stdout's encoding has block characters to draw bars with."""
    try:
        "█".encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def show(page: str, output: str | None) -> None:
    """Write a page, to the file that was named or to a temporary one, and open it in the browser."""
    import tempfile
    import webbrowser

    if output is None:
        handle, output = tempfile.mkstemp(prefix="stemfind-", suffix=".html")
        os.close(handle)
    emit(page, output)
    if not webbrowser.open(Path(output).absolute().as_uri()):
        say(f"stemfind: no browser was found; the page is {output}")


def width() -> int:
    """Return the columns to draw for: COLUMNS where it is a positive number, else the terminal's, else 80."""
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given) > 0:
        return max(int(given), NARROWEST)
    try:
        return max(os.get_terminal_size(sys.stdout.fileno()).columns or DEFAULT_WIDTH, NARROWEST)
    except (OSError, ValueError, AttributeError):
        return DEFAULT_WIDTH


def color(when: str) -> bool:
    """Whether to colour: `--color` first, then NO_COLOR, CLICOLOR_FORCE and FORCE_COLOR, then the terminal."""
    if when not in ("auto", "always", "never"):
        raise UsageError(f"--color {when}: choose auto, always or never")
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
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def emit(text: str, output: str | None) -> None:
    """Write the answer as UTF-8, to stdout or whole into a file. Raises OutputUnwritable, PipeClosed."""
    emit_bytes(text.encode("utf-8", "backslashreplace"), output)


def emit_bytes(data: bytes, output: str | None) -> None:
    """Write bytes to stdout or whole into a file. Raises OutputUnwritable, PipeClosed."""
    if output is not None and output != "-":
        _replace(Path(output), data)
        return
    try:
        stream = sys.stdout.buffer
        stream.write(data)
        stream.flush()
    except (OSError, AttributeError) as error:
        if is_closed_pipe(error):
            _drop_stdout()
            raise PipeClosed from None
        raise OutputUnwritable("stdout", getattr(error, "strerror", None) or "it is closed") from error


def is_closed_pipe(error: Exception) -> bool:
    """Whether nobody reads any more; Windows, which has no SIGPIPE, calls it an invalid argument."""
    return isinstance(error, BrokenPipeError) or getattr(error, "errno", None) == errno.EINVAL


class Sink:
    """Takes text piece by piece, for stdout or for a file that is written whole or not at all."""

    def __init__(self, output: str | None) -> None:
        self._output = output if output != "-" else None
        self._pieces: list[bytes] = []
        self._held = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            emit_bytes(b"".join(self._pieces), self._output)

    def write(self, text: str) -> None:
        """Take a piece; stdout gets it when enough has come together. Raises PipeClosed, OutputUnwritable."""
        self._pieces.append(text.encode("utf-8", "backslashreplace"))
        self._held += len(text)
        if self._output is None and self._held > BLOCK:
            self.keep_what_came()

    def keep_what_came(self) -> None:
        """Hand on to stdout what was taken so far; a file gets nothing before it is whole."""
        if self._output is None:
            emit_bytes(b"".join(self._pieces), None)
            self._pieces, self._held = [], 0


def _drop_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's own flush at exit stays silent."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)


def _replace(path: Path, data: bytes) -> None:
    """Write beside the file and move it into place, so that a failure leaves the old one whole."""
    import tempfile

    temporary: str | None = None
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
        temporary = None
    except OSError as error:
        raise OutputUnwritable(str(path), error.strerror or "unknown reason") from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def names_from(given: list[str] | None) -> list[str]:
    """Return the names of a command line, with `-` replaced by the lines of stdin.

    Raises UsageError where names were asked for and none came: nothing is answered over nothing.
    """
    names: list[str] = []
    for name in given or []:
        if name != "-":
            names.append(name)
            continue
        if sys.stdin is None:
            raise UsageError("- reads names from stdin, but stdin is closed")
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
        names.extend(line.strip() for line in text.splitlines() if line.strip())
    if given and not names:
        raise UsageError("- reads names from stdin, and none came: name at least one clinic or country")
    return names
