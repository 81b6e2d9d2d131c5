"""From a format's name to text on a stream: the last step of every command."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ..errors import UsageError
from . import stream

if TYPE_CHECKING:
    from ..document import Document
    from ..model.dataset import About

Writer = Callable[[], str]
WORDS = ("table", "markdown", "plain", "html")
"""Formats for people, which name their sources in full."""
DATA = ("tsv", "csv", "json", "jsonl", "ids")
"""Formats for programs."""


def choose(given: str | None, allowed: tuple[str, ...], piped: str) -> str:
    """Return the format to write: the one asked for, or `table` on a terminal and `piped` elsewhere.

    Raises UsageError for a format that this command has no use for.
    """
    if given is None:
        return stream.terminal_format() if stream.on_terminal() else piped
    if given not in allowed:
        raise UsageError(f"format {given!r} is not one of this command's: {', '.join(allowed)}")
    return given


def byte_order_mark(form: str, *, wanted: bool) -> str:
    """Return what stands before the first line, where it is wanted. Raises UsageError for a format without cells."""
    if not wanted:
        return ""
    if form not in ("csv", "tsv"):
        raise UsageError(f"--bom is for csv and tsv, which a spreadsheet opens, not for {form}: add --format csv")
    from ..render.values import BOM

    return BOM


def word_formats(
    documents: "Callable[[], list[Document]]", color: str, lang: str = "en", about: "About | None" = None
) -> dict[str, Writer]:
    """Return the writers of the word formats, each importing its renderer when it is called.

    `about` is the dataset that the documents rest on, for the foot of a page.
    """
    return {
        "table": lambda: "\n\n".join(_table(document, color) for document in documents()),
        "markdown": lambda: "\n".join(_markdown(document) for document in documents()),
        "plain": lambda: "\n\n".join(_plain(document) for document in documents()),
        "html": lambda: _html(documents(), lang, about),
    }


def write(
    writers: Mapping[str, Writer], given: str | None, piped: str, output: str | None, *, show: bool = False
) -> None:
    """Choose a format and write it; with `show` as a page in the browser."""
    chosen = choose(given or ("html" if show else None), tuple(writers), piped)
    if not show:
        stream.emit(writers[chosen](), output)
    elif chosen == "html":
        stream.show(writers[chosen](), output)
    else:
        raise UsageError(f"--open shows a page: leave out --format {chosen}, or ask for html")


def _table(document: "Document", color: str) -> str:
    from ..render.terminal import to_table

    return to_table(document, width=stream.width(), color=stream.color(color), blocks=stream.has_blocks())


def _markdown(document: "Document") -> str:
    from ..render.markdown import to_markdown

    return to_markdown(document)


def _plain(document: "Document") -> str:
    from ..render.plain import to_plain

    return to_plain(document)


def _html(documents: "list[Document]", lang: str, about: "About | None") -> str:
    from ..render.html import to_html

    return to_html(documents, lang, about)
