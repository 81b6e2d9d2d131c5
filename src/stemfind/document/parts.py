"""A small neutral document: what every word format (table, plain, markdown, html) is made from."""

from typing import Literal

from msgspec import Struct

Role = Literal["text", "amount", "status", "unknown", "quiet", "strong", "caution", "command"]
"""What a run of text is, so that a renderer can choose how it looks. Meaning never rests on looks alone."""


PAIR = 2
"""References that are no range yet: 2, 3 is shorter than 2–3 and as plain."""


class Run(Struct, frozen=True):
    """A run of text of one role, with the numbers of the references that it rests on."""

    text: str
    role: Role = "text"
    refs: tuple[int, ...] = ()
    lang: str | None = None
    """The language of the text, where it may be another than its document's: the data is in English."""


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


class Row(Struct, frozen=True):
    """A row; its first cell is its heading."""

    cells: tuple[Cell, ...]
    section: str | None = None
    """Starts a section with this title above the row."""


class Table(Struct, frozen=True, tag="table"):
    """A real table: columns with headings, rows with headings."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption_shown: bool = True
    compact: "Table | None" = None
    """The same facts in fewer columns, for a window that has no room for all of them."""
    loose: bool = False
    """A blank line between rows, where rows have several lines."""


class Bar(Struct, frozen=True):
    """A range on the scale of its figure."""

    label: str
    low: float
    high: float | None
    """None: the top isn't known."""
    says: Line
    """The same range in words."""


class Bars(Struct, frozen=True, tag="bars"):
    """Ranges drawn on one scale, in USD."""

    caption: str
    bars: tuple[Bar, ...]


class Item(Struct, frozen=True):
    """A line of a list, with lines beneath it."""

    line: Line
    box: bool = False
    """A box to tick."""
    beneath: tuple[Line, ...] = ()


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


Block = Table | Bars | Items | Heading | Text


class Reference(Struct, frozen=True):
    """A numbered source."""

    number: int
    text: str
    address: str
    lang: str = "en"
    """The language of the text: that of the data."""


class Document(Struct, frozen=True):
    """Everything that one command says on stdout."""

    title: str
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...] = ()
    closing: tuple[Line, ...] = ()
    title_shown: bool = True


def spans(numbers: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Return references in which three or more that follow each other are one: 2, 3, 4, 7 is (2, 4) and (7, 7)."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return tuple(
        span
        for run in runs
        for span in ([(run[0], run[-1])] if len(run) > PAIR else [(number, number) for number in run])
    )


def text(*parts: str | Run) -> Text:
    """Return a paragraph of one line."""
    return Text((line(*parts),))


def line(*parts: str | Run) -> Line:
    """Return a line from plain strings and runs."""
    return tuple(Run(part) if isinstance(part, str) else part for part in parts)
