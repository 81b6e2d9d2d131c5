"""From a format's name to text on a stream: the last step of every command."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ..errors import UsageError
from . import stream

if TYPE_CHECKING:
    from ..document import Document

Writer = Callable[[], str]
WORDS = ("table", "markdown")
"""Formats for people, which name their sources in full."""
DATA = ("tsv", "csv", "json", "jsonl", "ids")
"""Formats for programs."""


def choose(given: str | None, allowed: tuple[str, ...], piped: str) -> str:
    """Return the format to write: the one asked for, or `table` on a terminal and `piped` elsewhere.

    Raises UsageError for a format that this command has no use for.
    """
    if given is None:
        return "table" if stream.on_terminal() else piped
    if given not in allowed:
        raise UsageError(f"format {given!r} is not one of this command's: {', '.join(allowed)}")
    return given


def word_formats(documents: "Callable[[], list[Document]]", color: str) -> dict[str, Writer]:
    """Return the writers of the word formats, each importing its renderer when it is called."""
    return {
        "table": lambda: "\n\n".join(_table(document, color) for document in documents()),
        "markdown": lambda: "\n".join(_markdown(document) for document in documents()),
    }


def write(writers: Mapping[str, Writer], given: str | None, piped: str, output: str | None) -> None:
    """Choose a format and write it."""
    stream.emit(writers[choose(given, tuple(writers), piped)](), output)


def _table(document: "Document", color: str) -> str:
    from ..render.terminal import to_table

    return to_table(document, width=stream.width(), color=stream.color(color))


def _markdown(document: "Document") -> str:
    from ..render.markdown import to_markdown

    return to_markdown(document)
