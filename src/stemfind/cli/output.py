"""A command's answer, and the one place that knows every format: who may ask for it, and how it is written."""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from inspect import Parameter, Signature, signature
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ..errors import PipeClosed, StemfindError, UsageError
from . import options as o
from . import stream
from .inputs import Choice
from .outlet import Outlet

if TYPE_CHECKING:
    from ..dataset.input import Input
    from ..document.parts import Depth, Document
    from ..model.dataset import About

WORD_FORMATS = ("table", "markdown", "plain", "html")
"""Formats for people, which name their sources in full."""
WHOLE_FORMATS = ("json",)
"""Formats for programs that hold an answer as one value."""
NESTED_FORMATS = (*WHOLE_FORMATS, "jsonl")
"""These, and those that hold it one value a line."""
DATA_FORMATS = ("tsv", "csv", *NESTED_FORMATS, "ids")
"""All formats for programs, but the one for a database."""


class Answer(Struct, frozen=True, kw_only=True):
    """What a command found, for whichever format is asked for: no page is made before that format needs it."""

    documents: Sequence[Callable[[], "Document"]] = ()
    """What makes the pages for people; where there is none, they are told nothing on stdout."""
    values: Any = ()
    """What json holds, as a list where they come one by one; sqlite the bytes of its file."""
    rows: Iterable[Any] | None = None
    """What jsonl, csv and tsv hold one a line, where that is not `values`."""
    fields: Sequence[str] = ()
    """The columns of csv and tsv."""
    ids: Iterable[str] = ()
    header: bool = True
    """Whether csv and tsv begin with the names of their columns."""
    mark: str = ""
    """What stands before that: a byte order mark, or nothing."""
    null: bool = False
    """Whether each id ends with a NUL."""
    lang: str = "en"
    legend: bool = True
    """Whether its pages end with what their abbreviations stand for: a letter, which is another's to read, does not."""
    about: "About | None" = None
    """The dataset that it rests on, for the foot of a page."""
    remarks: Iterable[str] = ()
    """What is said on stderr after it was written; what is raised on the way ends the command."""
    failed: StemfindError | None = None
    """What ends the command after all that: nothing fits, or not what was required."""


class Inputs(Struct, frozen=True, kw_only=True):
    """What the shared options say, and the formats among which they may choose."""

    formats: tuple[str, ...] = WORD_FORMATS
    piped: str = "markdown"
    """The format where none is asked for and stdout is no terminal."""
    converts: bool = False
    """Whether the command converts prices, and needs a rate for their currencies."""
    format_: str | None = None
    output: str | None = None
    data: str | None = None
    rate: Iterable[str] | None = None
    in_: str | None = None
    as_of: dt.date | None = None
    color: str = "auto"
    open_: bool = False
    full: bool = False
    sources: bool = False

    @property
    def own_list(self) -> str | None:
        """The path of a dataset that was named for this command alone and can be read again: others need it as well."""
        if self.data in (None, os.environ.get("STEMFIND_DATA")):
            return None
        from pathlib import Path

        path = Path(self.data or "")
        return self.data if path.is_file() or path.is_dir() else None

    @property
    def depth(self) -> "Depth":
        """How much of the answer is wanted. Raises UsageError where its sources are asked for among data."""
        if self.sources and self.form not in WORD_FORMATS:
            raise UsageError(f"--sources lists them in words, and {self.form} holds them all: leave one of both out")
        return "sources" if self.sources else "full" if self.full else "short"

    @property
    def form(self) -> str:
        """The format to write: the one asked for, or `table` on a terminal and `piped` elsewhere.

        Raises UsageError for one that this command has no use for, or that is no page where a page is to be shown.
        """
        given = self.format_ or ("html" if self.open_ else None)
        if given is None:
            return stream.terminal_format() if "table" in self.formats and stream.on_terminal() else self.piped
        if given not in self.formats:
            raise UsageError(f"format {given!r} is not one of this command's: {', '.join(self.formats)}")
        if self.open_ and given != "html":
            raise UsageError(f"--open shows a page: leave out --format {given}, or ask for html")
        return given

    def mark(self, *, wanted: bool) -> str:
        """Return a byte order mark, where one is wanted. Raises UsageError for a format without cells."""
        form = self.form
        if not wanted:
            return ""
        if form not in ("csv", "tsv"):
            raise UsageError(f"--bom is for csv and tsv, which a spreadsheet opens, not for {form}: add --format csv")
        from ..render.values import BOM

        return BOM

    def choice(self, *parts: str) -> Choice:
        """Return the dataset, of which these files are needed, and what the command line may name in it."""
        return self.choice_in(self.data, *parts)

    def choice_in(self, data: "str | Input | None", *parts: str) -> Choice:
        """Return the same for a dataset in the place of the one that was named; None: the bundled one."""
        rates = (self.rate or ()) if self.converts else None
        return Choice(data, parts, rates, self.in_, told=self.form in WORD_FORMATS)

    def remarks(self) -> Iterator[str]:
        """Yield what there is to say of the shared options."""
        if self.in_ is not None and self.form not in WORD_FORMATS:
            yield f"amounts in {self.form} stay in USD; --in is for {', '.join(WORD_FORMATS)}"


Answering = Callable[..., Answer | None]


def answers(
    *formats: str, piped: str = "markdown", opens: bool = False, rates: bool = False, as_of: bool = False
) -> Callable[[Answering], Callable[..., None]]:
    """Give a command the shared options, and write the answer that it returns.

    The command takes `Inputs` and its own options. In its help the shared ones follow those that it takes by position;
    what it takes by keyword alone comes last.
    """
    shared = _shared(formats, opens=opens, rates=rates, as_of=as_of)

    def complete(command: Answering) -> Callable[..., None]:
        @wraps(command)
        def run(**given: Any) -> None:  # noqa: ANN401 - whatever the options are
            options = {option.name: given.pop(option.name) for option in shared}
            inputs = Inputs(formats=formats, piped=piped, converts=rates, **options)
            answer = command(inputs, **given)
            if answer is not None:
                write(answer, inputs)

        own = tuple(signature(command).parameters.values())[1:]
        last = tuple(option for option in own if option.kind is Parameter.KEYWORD_ONLY)
        options = (*own[: len(own) - len(last)], *shared, *last)
        del vars(run)["__wrapped__"]  # so that Typer sees one function
        vars(run)["__signature__"] = Signature(options, return_annotation=None)
        run.__annotations__ = {option.name: option.annotation for option in options}
        return run

    return complete


def _shared(formats: tuple[str, ...], *, opens: bool, rates: bool, as_of: bool) -> tuple[Parameter, ...]:
    """Return the shared options that a command has, in the order of its help."""
    offered = (
        ("format_", o.format_among(formats), None, True),
        ("output", o.Output, None, True),
        ("data", o.Data, None, True),
        ("rate", o.Rates, None, rates),
        ("in_", o.In, None, rates),
        ("as_of", o.AsOf, None, as_of),
        ("color", o.Color, "auto", "table" in formats),
        ("open_", o.Open, False, opens),
        ("full", o.Full, False, "table" in formats),
        ("sources", o.Sources, False, "table" in formats),
    )
    return tuple(
        Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=option)
        for name, option, default, there in offered
        if there
    )


def write(answer: Answer, inputs: Inputs) -> None:
    """Write an answer in the format that was asked for, then what there is to say of it.

    Raises what it failed with, UsageError, OutputUnwritable, PipeClosed.
    """
    form, depth = inputs.form, inputs.depth
    if form in WORD_FORMATS:
        text = _in_words(answer, inputs, depth)
        if inputs.open_:
            stream.open_page(text, inputs.output)
        elif not _paged(text, form, inputs.output):
            stream.emit(text, inputs.output)
    elif form == "sqlite":
        if inputs.output in (None, "-") and stream.on_terminal():
            raise UsageError("an SQLite database is no text: name a file with --output")
        stream.emit_bytes(answer.values, inputs.output)
    else:
        _pour(_as_data(answer, form), inputs.output)
    for remark in chain(inputs.remarks(), answer.remarks):
        stream.say(f"stemfind: {remark}")
    if answer.failed is not None:
        raise answer.failed


def _paged(text: str, form: str, output: str | None) -> bool:
    """Whether a pager has shown the answer: a table that is longer than the window of a terminal."""
    if form != "table" or output is not None or not stream.on_terminal():
        return False
    from .pager import paged

    return paged(text)


def _in_words(answer: Answer, inputs: Inputs, depth: "Depth") -> str:
    form, color = inputs.form, inputs.color
    documents = [make().at(depth) for make in answer.documents]
    if not documents:
        return ""
    if inputs.own_list is not None and answer.legend:
        from ..document.ways import about_dataset

        documents = [about_dataset(document, inputs.own_list) for document in documents]
    if answer.legend and answer.lang == "en" and depth != "sources":
        from ..document.abbreviations import explained

        documents = [explained(document) for document in documents]
    match form:
        case "table":
            from ..render.terminal import to_table

            width, colored, blocks = stream.width(), stream.color(color), stream.has_blocks()
            return "\n\n".join(to_table(one, width=width, color=colored, blocks=blocks) for one in documents)
        case "markdown":
            from ..render.markdown import to_markdown

            return "\n".join(map(to_markdown, documents))
        case "plain":
            from ..render.plain import to_plain

            return "\n\n".join(map(to_plain, documents))
        case _:
            from ..render.html import to_html

            return to_html(documents, answer.lang, answer.about)


def _as_data(answer: Answer, form: str) -> Iterator[str]:
    """Yield json whole, and the other formats line by line."""
    from ..render import values

    rows = answer.values if answer.rows is None else answer.rows
    match form:
        case "json":
            yield values.to_json(answer.values)
        case "jsonl":
            yield from map(values.json_line, rows)
        case "csv":
            yield from _headed(answer, rows, values.csv_line)
        case "tsv":
            yield from _headed(answer, rows, values.tsv_line)
        case _:
            yield from (identity + ("\0" if answer.null else "\n") for identity in answer.ids)


def _headed(answer: Answer, rows: Iterable[dict[str, Any]], line: Callable[[Sequence[Any]], str]) -> Iterator[str]:
    """Yield a line for each row; the header comes with the first, so that none is written where that one fails."""
    lines = (line([row[field] for field in answer.fields]) for row in rows)
    first = next(lines, "")
    yield answer.mark + (line(answer.fields) if answer.header else "") + first
    yield from lines


def _pour(pieces: Iterable[str], output: str | None) -> None:
    """Write pieces as they come.

    Where they break off with an error, what came before it is written to stdout, and the error raised; a file is
    written whole or not at all.
    """
    with Outlet(output) as outlet:
        try:
            for piece in pieces:
                outlet.write(piece)
        except PipeClosed:
            raise
        except StemfindError:
            outlet.keep_what_came()
            raise
