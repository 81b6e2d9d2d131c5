"""Documents on a terminal, drawn by Rich. The only room that knows a colour, a width or a border."""

import io
from collections.abc import Iterator
from typing import assert_never

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text as RichText

from .. import document as doc
from .bars import drawn
from .escape import visible
from .grid import GAP, Column, Grid

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
WIDEST = 160
"""A line longer than this is tiring to follow, whatever the window."""


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
    console.print(Group(*_parts(document, console.width, blocks=blocks)), crop=False)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    return "".join(f"{line.rstrip()}\n" if not color else f"{line}\n" for line in text.splitlines())


def _parts(document: doc.Document, width: int, *, blocks: bool) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if document.title_shown:
        parts += [_text(visible(document.title), "bold"), ""]
    above: doc.Block | None = None
    for block in document.blocks:
        parts += [] if above is None or isinstance(above, doc.Heading) else [""]
        parts.append(_block(block, width, blocks=blocks))
        above = block
    if document.references:
        parts += ["", _joined([_reference(reference) for reference in document.references])]
    if document.closing:
        parts += ["", _joined([_line(closing) for closing in document.closing])]
    return parts


def _block(block: doc.Block, width: int, *, blocks: bool) -> RenderableType:
    match block:
        case doc.Table():
            return _table(block, width)
        case doc.Bars():
            return _joined([_line(line) for line in drawn(block, width, blocks=blocks)])
        case doc.Items():
            marks = [f"{number}." if block.numbered else None for number in range(1, len(block.items) + 1)]
            return Group(*(part for m, item in zip(marks, block.items, strict=True) for part in _item(item, m)))
        case doc.Heading():
            return _text(visible(block.text), HEADINGS[block.level])
        case doc.Text():
            return Group(*(_line(line) for line in block.lines))
        case _:
            assert_never(block)


def _table(table: doc.Table, width: int) -> RenderableType:
    caption = [_text(visible(table.caption), "bold")] if table.caption_shown and table.caption else []
    for shape in (table, table.compact):
        if shape is not None and _fits(shape, columns := _columns(shape), width):
            return Group(*caption, Grid(columns, tuple(_rows(shape))))
    return Group(*caption, _records(table))


def _fits(table: doc.Table, columns: tuple[Column, ...], width: int) -> bool:
    """Whether each column gets the room it wants: its least, or less where its content is shorter."""
    wanted = (max(c.unbroken, min(of.least, c.natural)) for of, c in zip(table.columns, columns, strict=True))
    return sum(wanted) + GAP * (len(columns) - 1) <= width


def _columns(table: doc.Table) -> tuple[Column, ...]:
    return tuple(_column(column, [row.cells[at] for row in table.rows]) for at, column in enumerate(table.columns))


def _column(column: doc.Column, cells: list[doc.Cell]) -> Column:
    title = visible(column.title)
    lines = [title, *(_bare(line) for cell in cells for line in cell)]
    unbroken = max((cell_len(word) for line in lines for word in line.split()), default=0)
    return Column(max(map(cell_len, lines)), unbroken, _text(title, "bold"), column.right)


def _bare(line: doc.Line) -> str:
    return "".join(visible(run.text) + (_small(run.refs) if run.refs else "") for run in line)


def _rows(table: doc.Table) -> Iterator[tuple[RichText, ...] | RichText]:
    for index, row in enumerate(table.rows):
        if index and (table.loose or row.section):
            yield _text("", "")
        if row.section:
            yield _text(visible(row.section), "dim")
        yield tuple(_cell(cell) for cell in row.cells)


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
    label = _text(f"{visible(title)}: ", "dim")
    if len(cell) == 1:
        return label.append_text(_line(cell[0]))
    label.rstrip()
    return Group(label, *(Padding(_line(line), (0, 0, 0, INDENT)) for line in cell))


def _item(item: doc.Item, number: str | None) -> list[RenderableType]:
    mark = _text(BOX if item.box else number or BULLET, "" if item.box else "dim")
    room = INDENT if number is None else len("00. ")
    line = _line(item.line)
    hung = Grid((Column(room, room), Column(cell_len(line.plain), 1)), ((mark, line),), gap=0)
    return [hung, *(Padding(_line(line), (0, 0, 0, 2 * INDENT)) for line in item.beneath)]


def _joined(lines: list[RichText]) -> RichText:
    """Return lines as one text, which Rich lays out in one go."""
    return RichText("\n", overflow="fold").join(lines)


def _reference(reference: doc.Reference) -> RichText:
    text = _text(f"{_small((reference.number,))} ", "cyan").append(visible(reference.text), "dim")
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
