"""Documents line by line, for a screen reader or a dumb terminal: label before value, one fact a line."""

import re
from typing import assert_never

from ..document.parts import Bars, Block, Cell, Document, Heading, Item, Items, Line, Run, Table, Text
from .escape import visible

SPOKEN_MARKS = {
    " ≈ ": ", about ", "≈ ": "about ", "≈": "about ", " · ": "; ", "✓": "yes:", "☐": "", "→": "now", "·": "", "~ ": "",
    "–": "-",
}  # fmt: skip
"""Marks that a voice can't read, in words."""
RANGE = re.compile(r"(?<=\w) ?– ?(?=[\w$€£¥₹])")
BEFORE_STATUS = re.compile(r"\s+(?=, )")
PAIR = 2
"""Columns of a table that has a title and what is known under it."""
CAUTION = re.compile(r"^!\s*")


def to_plain(document: Document) -> str:
    """Return a document without box drawing and without marks; headings begin with `Section:`."""
    lines = [_spoken(document.title), ""] if document.title_shown else []
    for block in document.blocks:
        lines += [*_spoken_block(block), *([] if isinstance(block, Heading) else [""])]
    if document.references:
        lines.append("Section: Sources")
        lines += [f"Source {r.number}: {visible(r.text)} {visible(r.address)}".rstrip() for r in document.references]
        lines.append("")
    lines += [_spoken_line(closing) for closing in document.closing]
    return "\n".join(lines).rstrip("\n") + "\n"


def _spoken_block(block: Block) -> list[str]:
    match block:
        case Table():
            return _spoken_table(block)
        case Bars():
            return [
                f"Section: {_spoken(block.caption)}",
                *(f"{_spoken(bar.label)}: {_spoken_line(bar.says)}" for bar in block.bars),
            ]
        case Items():
            numbers = [f"{number}. " if block.numbered else "" for number in range(1, len(block.items) + 1)]
            return [
                text for number, item in zip(numbers, block.items, strict=True) for text in _spoken_item(item, number)
            ]
        case Heading():
            return [f"Section: {_spoken(block.text)}"]
        case Text():
            return [_spoken_line(line) for line in block.lines]
        case _:
            assert_never(block)


def _spoken_item(item: Item, number: str) -> list[str]:
    mark = "Question: " if item.box else number
    return [f"{mark}{_spoken_line(item.line)}", *(f"  {_spoken_line(part)}" for part in (*item.beneath, *item.aside))]


def _spoken_table(table: Table) -> list[str]:
    if len(table.columns) == PAIR and not table.columns[1].title:
        return _spoken_facts(table)
    told = table.caption and (table.caption_shown or table.columns[0].title)
    lines = [f"Section: {_spoken(table.caption)}"] if told else []
    for row in table.rows:
        if row.section:
            lines.append(f"Section: {_spoken(row.section)}")
        head = _spoken_cell(row.cells[0])
        if table.columns[0].title:
            lines.append(f"{_spoken(table.columns[0].title)}: {head}")
        for column, held in zip(table.columns[1:], row.cells[1:], strict=True):
            cell = [one for one in held if any(run.text for run in one)]
            label = _spoken(column.name) if table.columns[0].title else f"{head}, {_spoken(column.name)}"
            lines += [
                f"{'  ' if table.columns[0].title else ''}{label}: {said}"
                for line in cell
                if (said := _spoken_line(line))
            ]
    return lines


def _spoken_facts(table: Table) -> list[str]:
    """Return rows of a title and what is known under it: what is called so is said once, and each fact by its title."""
    lines = [f"Section: {_spoken(table.columns[0].title)}"]
    for row in table.rows:
        first, *more = map(_spoken_line, row.cells[1])
        lines += [f"{_spoken_cell(row.cells[0])}: {first}", *(f"  {said}" for said in more)]
    return lines


def _spoken_cell(cell: Cell) -> str:
    return ". ".join(_spoken_line(line) for line in cell)


def _spoken_line(line: Line) -> str:
    return " ".join(BEFORE_STATUS.sub("", "".join(_spoken_run(run) for run in line)).split()).removeprefix(", ")


def _spoken_run(run: Run) -> str:
    text = CAUTION.sub("Caution: ", run.text) if run.role == "caution" else run.text
    if run.role == "status":
        text = f", {text}"
    several = "s" if len(run.refs) > 1 else ""
    refs = f" (source{several} {', '.join(map(str, run.refs))})" if run.refs else ""
    return _spoken(text, strip=False) + refs


def _spoken(text: str, *, strip: bool = True) -> str:
    spoken = RANGE.sub(" to ", visible(text))
    for mark, word in SPOKEN_MARKS.items():
        spoken = spoken.replace(mark, word)
    return spoken.strip() if strip else spoken
