"""Documents on a terminal, drawn by Rich: the one renderer that knows a colour, a width or a border."""

import io
import re
from collections.abc import Iterable
from typing import assert_never

from msgspec import Struct
from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.measure import Measurement, measure_renderables
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text as RichText

from ..document import parts as doc
from .bars import TRACK, bar_beside, marks, rounded_top
from .escape import visible

STYLES: dict[doc.Role, str] = {
    "text": "",
    "amount": "bold",
    "status": "color(29)",
    "unknown": "italic",
    "quiet": "color(243)",
    "strong": "bold",
    "caution": "color(131)",
    "command": "color(63)",
}
"""Colours of the 256 that stand out from black and from white by 4.5 to 1 or more; no meaning rests on them alone."""
QUIET, MARK = STYLES["quiet"], STYLES["command"]
HEADINGS = {2: "bold", 3: "underline"}
SUPERSCRIPT = str.maketrans("0123456789,-", "⁰¹²³⁴⁵⁶⁷⁸⁹·⁻")
BOX, BULLET, INDENT = "☐", "–", 2
GAP = 2
"""Blank columns of the terminal between two columns of a table: a blank and the divider of the box."""
TIGHT = 1
"""The same in a table with bars, which need the room where a window is narrower than `ROOMY`."""
ROOMY = 100
LEAST_PICTURE, MOST_PICTURE = 8, 48
"""Columns within which a picture of ranges says something."""
WIDEST_LINE = 160
"""A line longer than this is tiring to follow, whatever the window."""
END_OF_LINE = re.compile(r" *+(\x1b\[0m)?+(?: |\x1b\[[\d;]*m)*+$", re.MULTILINE)
"""The blanks that Rich fills a line with, and the end of a style among them."""
HARD = "\ue000"
"""A blank at which no line ends; Rich breaks at any other, a no-break space among them."""
HELD = re.compile(
    r"(?<=≈) (?=[^\w\s]?\d)| (?=[·–](?: |$))|(?<=\d) (?=%)"  # what belongs to a figure; a mark between two ends a line
    r"|\b(?<=about|.from|.. to) (?=[^\w\s]?[\d,.]{1,7}(?![\d,.–]))"
    r"|(?<=\d) (?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4})"
    r"|(?<=Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?=\d{4}\b)|(?<=\d{4},) (?=old\b)"
    r"|(?<=\d) (?=(?:more|included)\))"
)
"""Blanks at which a line that ended there would be hard to read: "≈ $23,030", "4.2 %", "Jun 2026", "2019, old"."""
LINK_ID = re.compile("\x1b\\]8;id=\\d+;")
"""The number that Rich gives to a link by chance: without it, the same input is the same bytes."""


def to_table(document: doc.Document, *, width: int, color: bool, blocks: bool = True) -> str:
    """Return a document as terminal text of at most `width` columns; without `color` not one escape sequence."""
    console = Console(
        file=io.StringIO(),
        width=min(width, WIDEST_LINE),
        color_system="256" if color else None,
        force_terminal=color,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
        _environ={},
    )
    console.print(Group(*_drawn_parts(document, console, blocks=blocks)), crop=False)
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return END_OF_LINE.sub(r"\1", LINK_ID.sub("\x1b]8;;", text.replace(HARD, " ")))


def _drawn_parts(document: doc.Document, console: Console, *, blocks: bool) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if document.title_shown:
        parts += [_rich_text(document.title, "bold"), ""]
    above: doc.Block | None = None
    for block in document.blocks:
        close = isinstance(block, doc.Text) and block.close
        parts += [] if above is None or close or isinstance(above, doc.Heading) else [""]
        parts.append(_drawn_block(block, console, blocks=blocks))
        above = block
    if document.references:
        parts += ["", RichText("\n", overflow="fold").join(map(_drawn_reference, document.references))]
    if document.closing:
        parts += ["", _rich_lines(document.closing)]
    return parts


def _drawn_block(block: doc.Block, console: Console, *, blocks: bool) -> RenderableType:
    match block:
        case doc.Table():
            return _drawn_table(block, console, blocks=blocks)
        case doc.Items():
            return _drawn_items(block)
        case doc.Heading():
            return _rich_text(block.text, HEADINGS[block.level])
        case doc.Text():
            return _rich_lines(block.lines)
        case _:
            assert_never(block)


def _drawn_table(table: doc.Table, console: Console, *, blocks: bool) -> RenderableType:
    caption = [_rich_text(table.caption, "bold")] if table.caption_shown and table.caption else []
    for shape in (table, table.compact):
        if shape is not None and (columns := _drawn_columns(shape, console, blocks=blocks)):
            return Group(*caption, *columns)
    return Group(*caption, _drawn_records(table))


def _drawn_columns(table: doc.Table, console: Console, *, blocks: bool) -> list[RenderableType]:
    """Lay a table out in columns; nothing where there is no room for them."""
    titles = [_rich_text(column.title, "bold") for column in table.columns]
    shown = (((), *row.cells[1:]) if row.again else row.cells for row in table.rows)
    rows = [list(map(_rich_lines, cells)) for cells in shown]
    extents = [measure_renderables(console, console.options, column) for column in zip(titles, *rows, strict=True)]
    widths = _widths(table, extents, console.width)
    if not widths:
        return []
    picture = _picture(table, widths, console.width, blocks=blocks)
    widths = _grown(table, widths, console.width - picture.room, picture.gap)
    _hang(table, rows, widths, console)
    parts: list[RenderableType] = [grid := _grid(table, titles, widths, picture)]
    for index, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        if row.section:  # it stands across all columns, which no cell of Rich's can
            grid = _grid(table, titles, widths, picture, headed=False)
            parts += [*([""] if index else []), _rich_text(row.section, "bold"), grid]
        grid.add_row(*picture.beside(row.span, cells))
    return parts


class Picture(Struct, frozen=True):
    """A column of bars inside a table, or none."""

    gap: int
    """Blank columns of the terminal before each column."""
    at: int = 0
    width: int = 0
    top: float = 0
    blocks: bool = True
    sign: str = "$"

    @property
    def room(self) -> int:
        """The columns of the terminal that it takes."""
        return self.width + self.gap if self.width else 0

    def beside(self, span: doc.Span | None, cells: list[RichText]) -> list[RichText]:
        """Return cells with the bar among them."""
        if not self.width:
            return cells
        bar = _rich_text(bar_beside(span, self.top, self.width, blocks=self.blocks), "")
        bar.highlight_regex(f"{TRACK}+", QUIET)
        return [*cells[: self.at], bar, *cells[self.at :]]


def _picture(table: doc.Table, widths: list[int], width: int, *, blocks: bool) -> Picture:
    """Return what room is left for bars: none at all rather than a squeezed column."""
    gap = _gap(table, width)
    if table.bars_at is None or not table.spans:
        return Picture(gap)
    left = width - sum(widths) - gap * len(widths)
    top, sign = rounded_top(table.spans), visible(table.sign)
    if left < max(LEAST_PICTURE, len(marks(top, LEAST_PICTURE, sign)) + 1):
        return Picture(gap)
    return Picture(gap, table.bars_at, min(left, MOST_PICTURE), top, blocks, sign)


def _gap(table: doc.Table, width: int) -> int:
    return GAP if table.bars_at is None or width >= ROOMY else TIGHT


def _hang(table: doc.Table, rows: list[list[RichText]], widths: list[int], console: Console) -> None:
    """Let a heading of several lines go on beside the rows that are under it too."""
    for cells, below, row in zip(rows, rows[1:], table.rows[1:], strict=False):
        if row.again and not row.section and not table.loose:
            said, *others = (list(cell.wrap(console, wide)) for cell, wide in zip(cells, widths, strict=True))
            high = max(map(len, others))
            cells[0], below[0] = (RichText("\n").join(lines) for lines in (said[:high], said[high:]))


def _grown(table: doc.Table, widths: list[int], width: int, gap: int) -> list[int]:
    """Return widths with what room is left given to the first column that grows."""
    left = width - sum(widths) - gap * (len(widths) - 1)
    growing = next((at for at, column in enumerate(table.columns) if column.grow), None)
    return [wide + left if at == growing else wide for at, wide in enumerate(widths)]


def _widths(table: doc.Table, extents: list[Measurement], width: int) -> list[int]:
    """Return each column's width, the widest giving way first; nothing where a word or a column's least has no room."""
    room = width - _gap(table, width) * (len(extents) - 1)
    needs = [
        line if column.whole else max(word, min(column.least, line))
        for column, (word, line) in zip(table.columns, extents, strict=True)
    ]
    for most in range(room, -1, -1) if sum(needs) <= room else ():
        widths = [max(need, min(line, most)) for need, (_, line) in zip(needs, extents, strict=True)]
        if sum(widths) <= room:
            return widths
    return []


def _grid(
    table: doc.Table, titles: list[RichText], widths: list[int], picture: Picture, *, headed: bool = True
) -> Table:
    """Return columns without rows; nothing is drawn but one quiet rule under their titles."""
    grid = Table(
        box=SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, picture.gap - 1, 0, 0),
        show_header=headed,
        header_style="",
        border_style=QUIET,
        leading=int(table.loose),
    )
    for at, (column, title, width) in enumerate(zip(table.columns, titles, widths, strict=True)):
        if picture.width and at == picture.at:
            grid.add_column(_rich_text(marks(picture.top, picture.width, picture.sign), QUIET), width=picture.width)
        grid.add_column(title, width=width, justify="right" if column.right else "left", overflow="fold")
    return grid


def _drawn_records(table: doc.Table) -> RenderableType:
    """Lay a table out as one record a row: its heading, then each column with its title.

    What all headings are of is said once above them: no price stands without what it is for.
    """
    of = [_rich_text(f"{table.heading}:", "bold")] if table.heading else []
    parts: list[RenderableType] = []
    for row in table.rows:
        parts += [""] if parts else []
        parts += [_rich_text(row.section, "bold")] if row.section else []
        parts.append(_rich_lines(row.cells[0]))
        for column, cell in zip(table.columns[1:], row.cells[1:], strict=True):
            if any(run.text for line in cell for run in line):
                parts.append(Padding(_labelled(column.name, cell), (0, 0, 0, INDENT)))
    return Group(*of, *parts)


def _labelled(title: str, cell: doc.Cell) -> RenderableType:
    if len(cell) == 1:
        return _rich_line((doc.Run(f"{title}: "), *cell[0]) if title else cell[0])
    return Group(_rich_text(f"{title}:", ""), Padding(_rich_lines(cell), (0, 0, 0, INDENT)))


def _drawn_items(items: doc.Items) -> RenderableType:
    """Hang each item on its mark, with the lines beneath it."""
    room = max(len("00. "), len(f"{len(items.items)}. ")) if items.numbered else INDENT
    grid = Table.grid()
    grid.add_column(width=room)
    grid.add_column(overflow="fold")
    for number, item in enumerate(items.items, start=1):
        mark = _rich_text(BOX, "") if item.box else _rich_text(f"{number}." if items.numbered else BULLET, QUIET)
        beneath = (*item.beneath, *item.aside)
        inset = [Padding(_rich_lines(beneath), (0, 0, 0, max(2 * INDENT - room, 0)))] if beneath else []
        grid.add_row(mark, Group(_rich_line(item.line), *inset))
    return grid


def _rich_lines(lines: Iterable[doc.Line]) -> RichText:
    """Return lines as one text, which Rich lays out in one go."""
    return RichText("\n", overflow="fold").join(map(_rich_line, lines))


def _drawn_reference(reference: doc.Reference) -> RichText:
    text = _rich_text("", "").append(f"{_small((reference.number,))} ", MARK).append(visible(reference.text), QUIET)
    if reference.address:
        text.append(" ").append_text(_rich_line((doc.Run(reference.address, "quiet", link=reference.address),)))
    return text


def _rich_line(line: doc.Line) -> RichText:
    text = RichText(overflow="fold")
    for run in line:
        text.append(visible(run.text), _style(run))
        if run.refs:
            text.append(_small(run.refs), MARK)
    text.plain = HELD.sub(HARD, text.plain)  # as long as before: the styles stay where they are
    return text


def _style(run: doc.Run) -> str | Style:
    """Return a style, with a link where a terminal may follow it: plain letters, of the web."""
    style, link = STYLES[run.role], run.link or ""
    plain = link.isascii() and link.isprintable() and link.startswith(("https://", "http://"))
    return Style.parse(style) + Style(link=link) if plain else style


def _small(numbers: tuple[int, ...]) -> str:
    marks = (str(low) if low == high else f"{low}-{high}" for low, high in doc.spans(numbers))
    return ",".join(marks).translate(SUPERSCRIPT)


def _rich_text(text: str, style: str) -> RichText:
    return RichText(visible(text), style, overflow="fold")
