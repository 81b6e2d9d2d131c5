"""Documents on a terminal, drawn by Rich. The only room that knows a colour, a width or a border."""

import io
import re
from typing import assert_never

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.measure import Measurement, measure_renderables
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as RichText

from ..document import parts as doc
from .bars import drawn
from .escape import visible

STYLES: dict[doc.Role, str] = {
    "text": "",
    "amount": "bold",
    "status": "cyan",
    "unknown": "dim italic",
    "quiet": "dim",
    "strong": "bold",
    "caution": "yellow",
    "command": "bold cyan",
}
HEADINGS = {2: "bold", 3: "underline"}
SUPERSCRIPT = str.maketrans("0123456789,-", "⁰¹²³⁴⁵⁶⁷⁸⁹ʼ⁻")
BOX, BULLET, INDENT = "☐", "–", 2
GAP = 3
"""Blank columns of the terminal between two columns of a table: the divider of the box with one blank on each side."""
WIDEST = 160
"""A line longer than this is tiring to follow, whatever the window."""
END_OF_LINE = re.compile(r" *+(\x1b\[0m)?+(?: |\x1b\[[\d;]*m)*+$", re.MULTILINE)
"""The blanks that Rich fills a line with, and the end of a style among them."""


def to_table(document: doc.Document, *, width: int, color: bool, blocks: bool = True) -> str:
    """Return a document as terminal text of at most `width` columns; without `color` not one escape sequence."""
    console = Console(
        file=io.StringIO(),
        width=min(width, WIDEST),
        color_system="standard" if color else None,
        force_terminal=color,
        no_color=False,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
        _environ={},
    )
    console.print(Group(*_parts(document, console, blocks=blocks)), crop=False)
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return END_OF_LINE.sub(r"\1", text)


def _parts(document: doc.Document, console: Console, *, blocks: bool) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if document.title_shown:
        parts += [_text(visible(document.title), "bold"), ""]
    above: doc.Block | None = None
    for block in document.blocks:
        parts += [] if above is None or isinstance(above, doc.Heading) else [""]
        parts.append(_block(block, console, blocks=blocks))
        above = block
    if document.references:
        parts += ["", _joined([_reference(reference) for reference in document.references])]
    if document.closing:
        parts += ["", _joined([_line(closing) for closing in document.closing])]
    return parts


def _block(block: doc.Block, console: Console, *, blocks: bool) -> RenderableType:
    match block:
        case doc.Table():
            return _table(block, console)
        case doc.Bars():
            return _joined([_line(line) for line in drawn(block, console.width, blocks=blocks)])
        case doc.Items():
            return _items(block)
        case doc.Heading():
            return _text(visible(block.text), HEADINGS[block.level])
        case doc.Text():
            return Group(*(_line(line) for line in block.lines))
        case _:
            assert_never(block)


def _table(table: doc.Table, console: Console) -> RenderableType:
    caption = [_text(visible(table.caption), "bold")] if table.caption_shown and table.caption else []
    for shape in (table, table.compact):
        if shape is not None and (columns := _columns(shape, console)):
            return Group(*caption, *columns)
    return Group(*caption, _records(table))


def _columns(table: doc.Table, console: Console) -> list[RenderableType]:
    """Lay a table out in columns; nothing where there is no room for them."""
    titles = [_text(visible(column.title), "bold") for column in table.columns]
    rows = [[_cell(cell) for cell in row.cells] for row in table.rows]
    extents = [measure_renderables(console, console.options, column) for column in zip(titles, *rows, strict=True)]
    widths = _widths(table, extents, console.width)
    if not widths:
        return []
    parts: list[RenderableType] = [grid := _grid(table, titles, widths)]
    for index, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        if row.section:  # it stands across all columns, which no cell of Rich's can
            grid = _grid(table, titles, widths, headed=False)
            parts += [*([""] if index else []), _text(visible(row.section), "dim"), grid]
        grid.add_row(*cells)
    return parts


def _widths(table: doc.Table, extents: list[Measurement], width: int) -> list[int]:
    """Return each column's width, the widest giving way first; nothing where a word or a column's least has no room."""
    room = width - GAP * (len(extents) - 1)
    needs = [max(word, min(column.least, line)) for column, (word, line) in zip(table.columns, extents, strict=True)]
    for most in range(room, -1, -1) if sum(needs) <= room else ():
        widths = [max(need, min(line, most)) for need, (_, line) in zip(needs, extents, strict=True)]
        if sum(widths) <= room:
            return widths
    return []


def _grid(table: doc.Table, titles: list[RichText], widths: list[int], *, headed: bool = True) -> Table:
    """Return columns without rows; nothing is drawn but one quiet rule under their titles."""
    grid = Table(
        box=SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        show_header=headed,
        header_style="",
        border_style="dim",
        leading=int(table.loose),
    )
    for column, title, width in zip(table.columns, titles, widths, strict=True):
        grid.add_column(title, width=width, justify="right" if column.right else "left", overflow="fold")
    return grid


def _records(table: doc.Table) -> RenderableType:
    """Lay a table out as one record a row: its heading, then each column with its title."""
    parts: list[RenderableType] = []
    for row in table.rows:
        if row.section:
            parts += [*([""] if parts else []), _text(visible(row.section), "dim")]
        elif parts:
            parts.append("")
        parts.append(_cell(row.cells[0]))
        for column, cell in zip(table.columns[1:], row.cells[1:], strict=True):
            parts.append(Padding(_labelled(column.title, cell), (0, 0, 0, INDENT)))
    return Group(*parts)


def _labelled(title: str, cell: doc.Cell) -> RenderableType:
    if len(cell) == 1:
        return _line((doc.Run(f"{title}: ", "quiet"), *cell[0]))
    return Group(_text(f"{visible(title)}:", "dim"), *(Padding(_line(line), (0, 0, 0, INDENT)) for line in cell))


def _items(items: doc.Items) -> RenderableType:
    """Hang each item on its mark, with the lines beneath it."""
    room = len("00. ") if items.numbered else INDENT
    grid = Table.grid()
    grid.add_column(width=room)
    grid.add_column(overflow="fold")
    for number, item in enumerate(items.items, start=1):
        mark = _text(BOX, "") if item.box else _text(f"{number}." if items.numbered else BULLET, "dim")
        beneath = (Padding(_line(line), (0, 0, 0, 2 * INDENT - room)) for line in item.beneath)
        grid.add_row(mark, Group(_line(item.line), *beneath))
    return grid


def _joined(lines: list[RichText]) -> RichText:
    """Return lines as one text, which Rich lays out in one go."""
    return RichText("\n", overflow="fold").join(lines)


def _reference(reference: doc.Reference) -> RichText:
    text = _text("", "").append(f"{_small((reference.number,))} ", "cyan").append(visible(reference.text), "dim")
    return text.append(f" {visible(reference.address)}", "dim") if reference.address else text


def _cell(cell: doc.Cell) -> RichText:
    return RichText("\n").join([_line(line) for line in cell])


def _line(line: doc.Line) -> RichText:
    text = RichText(overflow="fold")
    for run in line:
        text.append(visible(run.text), STYLES[run.role])
        if run.refs:
            text.append(_small(run.refs), "cyan")
    return text


def _small(numbers: tuple[int, ...]) -> str:
    marks = (str(low) if low == high else f"{low}-{high}" for low, high in doc.spans(numbers))
    return ",".join(marks).translate(SUPERSCRIPT)


def _text(text: str, style: str) -> RichText:
    return RichText(text, style, overflow="fold")
