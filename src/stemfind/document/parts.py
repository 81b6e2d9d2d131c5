"""A small neutral document: what every word format (table, plain, markdown, html) is made from."""

from collections.abc import Iterator
from itertools import chain, groupby
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

Role = Literal["text", "amount", "status", "unknown", "quiet", "strong", "caution", "command"]
"""What a run of text is, so that a renderer can choose how it looks. Meaning never rests on looks alone."""
Depth = Literal["short", "full", "sources"]
"""How much of an answer is wanted: what fits a screen or a sheet, everything with its footnotes, or its sources."""
NO_ADVICE = "no recommendation, no medical advice"
"""Ends the last line of a short page that says nothing of advice itself."""
NO_SOURCE = "Nothing on this page names a source."
"""What stands in the place of a list of sources that would be empty."""
PAIR = 2
"""References that are no range yet: 2, 3 is shorter than 2–3 and as plain."""


class Run(Struct, frozen=True):
    """A run of text of one role, with the numbers of the references that it rests on."""

    text: str
    role: Role = "text"
    refs: tuple[int, ...] = ()
    lang: str | None = None
    """The language of the text, where it may be another than its document's: the data is in English."""
    link: str | None = None
    """The address that the text leads to; it begins with http:// or https://."""


Line = tuple[Run, ...]
Cell = tuple[Line, ...]
"""A cell holds lines; a renderer may wrap a line but never join two."""


class Column(Struct, frozen=True):
    """A column: its heading, and how much room it would like."""

    title: str
    right: bool = False
    """Set figures flush right."""
    least: int = 8
    """Below this many characters the table is laid out as records instead."""
    grow: bool = False
    """Takes what room is left, so that tables that stand under each other are as wide."""
    whole: bool = False
    """Its lines are never broken: amounts, dates."""
    spoken: str = ""
    """What it is called in words, where its heading is a mark."""

    @property
    def name(self) -> str:
        """What it is called where its cells stand by themselves, each behind it."""
        return self.spoken or self.title


class Span(Struct, frozen=True):
    """A range in one currency, to be drawn beside the words that say it."""

    low: float
    high: float | None
    """None: the top isn't known."""


class Row(Struct, frozen=True):
    """A row; its first cell is its heading."""

    cells: tuple[Cell, ...]
    section: str | None = None
    """Starts a section with this title above the row."""
    span: Span | None = None
    """What the table's column of bars shows of the row; a picture alone, which its cells say in words."""
    again: bool = False
    """Its heading is that of the row above: columns that are looked at leave it out."""


class Table(Struct, frozen=True, tag="table"):
    """A real table: columns with headings, rows with headings."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption_shown: bool = False
    compact: "Table | None" = None
    """The same facts in fewer columns, for a window that has no room for all of them."""
    loose: bool = False
    """A blank line between rows, where rows have several lines."""
    sign: str = "$"
    """The currency of the rows' spans, as it stands before a figure."""
    bars_at: int | None = None
    """Before which column the rows' spans are drawn on one scale, where there is room for a picture."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The ranges that are drawn beside its rows, if any are."""
        return tuple(row.span for row in self.rows if row.span is not None and self.bars_at is not None)

    @property
    def heading(self) -> str:
        """What all rows are about ("Price for SCI"), where no caption says it; no one word for what they are."""
        title = self.columns[0].title
        return title if not self.caption_shown and " " in title else ""


class Item(Struct, frozen=True):
    """A line of a list, with lines beneath it."""

    line: Line
    box: bool = False
    """A box to tick."""
    beneath: tuple[Line, ...] = ()
    aside: tuple[Line, ...] = ()
    """Lines further beneath, which explain it; a printed page, where room is short, leaves them out."""


class Items(Struct, frozen=True, tag="items"):
    """A list."""

    items: tuple[Item, ...]
    numbered: bool = False


class Heading(Struct, frozen=True, tag="heading"):
    """A heading inside the document; level 2 or 3."""

    text: str
    level: Literal[2, 3] = 2
    lang: str | None = None
    """As of a run."""


class Text(Struct, frozen=True, tag="text"):
    """A paragraph: lines that stand together."""

    lines: tuple[Line, ...]
    close: bool = False
    """It belongs to what stands above it: no blank line between them."""


Block = Table | Items | Heading | Text


class Reference(Struct, frozen=True):
    """A numbered source."""

    number: int
    text: str
    address: str


class Document(Struct, frozen=True):
    """Everything that one command says on stdout."""

    title: str
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...] = ()
    closing: tuple[Line, ...] = ()
    title_shown: bool = True
    short: tuple[Block, ...] = ()
    """What fits a screen or a sheet of paper; empty where the whole does."""
    brief: tuple[Line, ...] = ()
    """What closes the short depth."""

    def at(self, depth: Depth) -> "Document":
        """Return the document as it stands at one depth: the short one has no footnotes, but says how many there are.

        A document that is no longer than a screen is the same at both.
        """
        if depth == "sources":
            listed = Items(tuple(map(_sourced, self.references)), numbered=True)
            return Document(f"Sources: {self.title}", (listed if self.references else text(Run(NO_SOURCE, "unknown")),))
        if depth == "full" or not self.short:
            return self
        number = len(self.references)
        behind = f"{number} source{'' if number == 1 else 's'}: --sources · " if number else ""
        said = any("advice" in run.text for words in self.brief for run in words)
        last = line(Run(f"{behind}all: --full{'' if said else f' · {NO_ADVICE}'}", "quiet", lang="en"))
        blocks, brief = _unmarked(self.short), _unmarked(self.brief)
        return replace(self, blocks=blocks, references=(), closing=(*brief, last), short=(), brief=())


def _sourced(reference: Reference) -> Item:
    """Return a source on a line, its address whole beneath it and a link where a screen has links."""
    beneath = (line(address_run(reference.address)),) if reference.address else ()
    return Item(line(Run(reference.text, lang="en")), beneath=beneath)


def _unmarked(part: Any) -> Any:  # noqa: ANN401 - a part of a document, of whatever kind, as it is given back
    """Return a part of a document without the numbers of its sources."""
    match part:
        case Run():
            return replace(part, refs=()) if part.refs else part
        case tuple():
            return tuple(map(_unmarked, part))
        case Struct():
            return replace(part, **{field: _unmarked(getattr(part, field)) for field in part.__struct_fields__})
        case _:
            return part


def spans(numbers: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Return references in which three or more that follow each other are one: 2, 3, 4, 7 is (2, 4) and (7, 7)."""
    runs = ([number for _, number in run] for _, run in groupby(enumerate(numbers), lambda at: at[1] - at[0]))
    return tuple(
        chain.from_iterable([(run[0], run[-1])] if len(run) > PAIR else zip(run, run, strict=True) for run in runs)
    )


def address_run(address: str) -> Run:
    """Return an address, which leads somewhere where it is one of the web."""
    return Run(address, "quiet", link=address if address.startswith(("https://", "http://")) else None)


def text(*parts: str | Run) -> Text:
    """Return a paragraph of one line."""
    return Text((line(*parts),))


def line(*parts: str | Run) -> Line:
    """Return a line from plain strings and runs."""
    return tuple(Run(part) if isinstance(part, str) else part for part in parts)


def walked(part: object) -> Iterator[str | Run]:
    """Yield every text and every run of a part of a document, in reading order."""
    match part:
        case str() | Run():
            yield part
        case tuple():
            yield from chain.from_iterable(map(walked, part))
        case Struct():
            yield from walked(tuple(getattr(part, field) for field in part.__struct_fields__))
