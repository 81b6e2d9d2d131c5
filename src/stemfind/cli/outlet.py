"""Write an answer to stdout, a descriptor, a device or a pipe, or into a file, whole or not at all."""

import contextlib
import errno
import os
import re
import select
import stat
import sys
from collections.abc import Iterator
from io import RawIOBase
from pathlib import Path
from typing import IO, Any, Self

from ..errors import OutputUnwritable, PipeClosed

BLOCK = 1 << 16
"""Bytes that are gathered before they are written to a stream."""
DESCRIPTOR = r"/dev/(?:fd/(?P<number>\d{1,6})|std(?P<name>out|err))|/proc/self/fd/(?P<of_proc>\d{1,6})"
"""Names of descriptors that are open already: what `>(…)` and `/dev/stdout` stand for."""
STANDARD = {"out": 1, "err": 2}


def stdout() -> Any:  # noqa: ANN401 - whatever stands in for it in a test, or None
    """Return the real stdout, also while a stand-in gathers what Typer prints."""
    return getattr(sys.stdout, "behind", sys.stdout)


def raw(stream: Any) -> IO[bytes]:  # noqa: ANN401 - as above
    """Return what lies beneath a stream's buffer: a buffer loses the rest of a write that was cut short."""
    found: IO[bytes] = getattr(stream.buffer, "raw", stream.buffer)
    return found


def put(target: IO[bytes] | RawIOBase, data: bytes | bytearray) -> None:
    """Write every byte, however few a write takes, and wait for a pipe that is full and doesn't wait itself."""
    rest = memoryview(data)
    while rest:
        written = target.write(rest)
        if written is None:
            select.select([], [target], [])
        else:
            rest = rest[written:]


class Outlet:
    """Takes an answer piece by piece; a stream gets it as it comes, a file when it is whole.

    Raises OutputUnwritable and PipeClosed.
    """

    def __init__(self, output: str | None) -> None:
        self._output = None if output == "-" else output
        self._stream: IO[bytes] | RawIOBase | None = None
        self._held = bytearray()

    def __enter__(self) -> Self:
        with _unwritable(self._name):
            self._stream = _real_stdout() if self._output is None else _stream(self._output)
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        with _unwritable(self._name), contextlib.ExitStack() as stack:
            if self._output is not None and self._stream is not None:
                stack.callback(self._stream.close)
            if kind is None and self._stream is None:
                _write_file(str(self._output), bytes(self._held))
            elif kind is None:
                self._pass_on()

    @property
    def _name(self) -> str:
        return "stdout" if self._output is None else self._output or "''"

    def write(self, text: str) -> None:
        """Take a piece of text, which is written as UTF-8."""
        self.write_bytes(text.encode("utf-8", "backslashreplace"))

    def write_bytes(self, data: bytes) -> None:
        """Take a piece."""
        self._held += data
        if len(self._held) > BLOCK:
            self.keep_what_came()

    def keep_what_came(self) -> None:
        """Hand on to a stream what was taken so far; a file gets nothing before it is whole."""
        with _unwritable(self._name):
            self._pass_on()

    def _pass_on(self) -> None:
        if self._stream is not None:
            data, self._held = self._held, bytearray()
            put(self._stream, data)


@contextlib.contextmanager
def _unwritable(name: str) -> Iterator[None]:
    """Turn what the system says of an output into OutputUnwritable or PipeClosed."""
    try:
        yield
    except (OSError, ValueError) as error:
        if is_closed_pipe(error):
            raise PipeClosed from None
        raise OutputUnwritable(name, getattr(error, "strerror", None) or str(error)) from error


def is_closed_pipe(error: Exception) -> bool:
    """Whether nobody reads any more; Windows, which has no SIGPIPE, calls it an invalid argument."""
    return isinstance(error, BrokenPipeError) or getattr(error, "errno", None) == errno.EINVAL


def _real_stdout() -> IO[bytes]:
    if stdout() is None:
        raise OSError(errno.EBADF, "it is closed")
    return raw(stdout())


def _stream(output: str) -> RawIOBase | None:
    """Open what is there and is no file: a descriptor, a device, a pipe. Return None where a file is to be written.

    Such a thing is never replaced, nor is anything written beside it.
    """
    found = _status(output)
    number = descriptor(output)
    if number is not None:
        return os.fdopen(os.dup(number), "wb", buffering=0)
    if found is None or stat.S_ISREG(found.st_mode):
        return None
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if stat.S_ISSOCK(found.st_mode):
        raise OSError(errno.ENXIO, "it is a socket")
    return os.fdopen(os.open(output, os.O_WRONLY | getattr(os, "O_NOCTTY", 0)), "wb", buffering=0)


def _status(output: str) -> os.stat_result | None:
    """Return what stands under a name, at the end of its links, or None where a file can be made."""
    if not output:
        raise FileNotFoundError(errno.ENOENT, "the name is empty")
    if output.endswith(("/", os.sep)) and not Path(output).is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "there is no such folder")
    try:
        return Path(output).stat()
    except FileNotFoundError:
        return None


def descriptor(output: str) -> int | None:
    """Return the number of the open descriptor that a name stands for, at the end of its links."""
    name = os.path.normpath(output)
    while (named := re.fullmatch(DESCRIPTOR, name)) is None and Path(name).is_symlink():
        name = os.path.normpath(Path(name).parent / Path(name).readlink())
    if named is None:
        return None
    return STANDARD[named["name"]] if named["name"] else int(named["number"] or named["of_proc"])


def _write_file(output: str, data: bytes) -> None:
    """Write a file, at the end of its links, that keeps its mode, owner, group and further names.

    It is written beside its place and moved there. Where that would part it from its other names (hard links) or from
    its owner, or where it can't be moved, it is written in place instead.
    """
    target, old = Path(os.path.realpath(output)), _status(output)
    if old is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    if (old is not None and old.st_nlink > 1) or not _swap(target, data, old):
        _overwrite(target, data)


def _swap(target: Path, data: bytes, old: os.stat_result | None) -> bool:
    """Write beside the target and move it into place; return whether that could be done. Nothing is left beside it."""
    beside = target.with_name(f".stemfind-{os.urandom(8).hex()}")  # named first, so that it is cleared at any moment
    try:
        with _made(beside, 0o666 if old is None else 0o600) as file:
            put(file, data)
        return _moved(beside, target, old)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


def _made(beside: Path, mode: int) -> RawIOBase:
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        return os.fdopen(os.open(beside, flags, mode), "wb", buffering=0)
    except OSError as error:
        raise OSError(error.errno, f"no file can be made in its folder: {error.strerror}") from error


def _moved(beside: Path, target: Path, old: os.stat_result | None) -> bool:
    try:
        if old is not None:
            new = beside.stat()
            if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
                os.chown(beside, old.st_uid, old.st_gid)
            beside.chmod(stat.S_IMODE(old.st_mode))
        beside.replace(target)
    except OSError:
        return False
    return True


def _overwrite(target: Path, data: bytes) -> None:
    """Write into a file itself; where that fails or is broken off, put back what it held."""
    with target.open("r+b", buffering=0) as file:
        held = file.readall()
        try:
            _rewrite(file, data)
        except BaseException:
            _rewrite(file, held)
            raise


def _rewrite(file: RawIOBase, data: bytes) -> None:
    file.seek(0)
    put(file, data)
    file.truncate()
