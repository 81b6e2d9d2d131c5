"""Documents line by line, for a screen reader or a dumb terminal: label before value, one fact a line."""

import re
from itertools import chain, count
from typing import assert_never

from ..document.parts import Block, Cell, Document, Heading, Item, Items, Line, Run, Table, Text
from .escape import visible

SPOKEN_MARKS = {
    "≈ converted:": "Converted:", " ≈ ": ", about ", "≈ ": "about ", "≈": "about ", " · ": "; ", "✓": "yes:", "☐": "",
    "→": "now", "·": "", "~ ": "", "–": "-",
}  # fmt: skip
"""Marks that a voice can't read, in words."""
RANGE = re.compile(r"(?<=\w) ?– ?(?=[\w$€£¥₹])")
BEFORE_STATUS = re.compile(r"\.?\s+(?=, )")
CAUTION = re.compile(r"^!\s*")


def to_plain(document: Document) -> str:
    """Return a document without box drawing and without marks; headings begin with `Section:`."""
    lines = [_voiced(document.title), ""] if document.title_shown else []
    for block in document.blocks:
        lines += [*_spoken_block(block), *([] if isinstance(block, Heading) else [""])]
    if document.references:
        lines.append("Section: Sources")
        lines += [f"Source {r.number}: {visible(r.text)} {visible(r.address)}".rstrip() for r in document.references]
        lines.append("")
    lines += map(_spoken_line, document.closing)
    return "\n".join(lines).rstrip("\n") + "\n"


def _spoken_block(block: Block) -> list[str]:
    match block:
        case Table():
            return _spoken_table(block)
        case Items():
            marks = (f"{number}. " if block.numbered else "" for number in count(1))
            return list(chain.from_iterable(map(_spoken_item, block.items, marks)))
        case Heading():
            return [f"Section: {_voiced(block.text)}"]
        case Text():
            return list(map(_spoken_line, block.lines))
        case _:
            assert_never(block)


def _spoken_item(item: Item, mark: str) -> list[str]:
    head = f"{'Question: ' if item.box else mark}{_spoken_line(item.line)}"
    return [head, *(f"  {_spoken_line(part)}" for part in (*item.beneath, *item.aside))]


def _spoken_table(table: Table) -> list[str]:
    first, *others = table.columns
    if len(others) == 1 and not others[0].title:
        return _spoken_facts(table)
    lines = [f"Section: {_voiced(table.caption)}"] if table.caption and (table.caption_shown or first.title) else []
    for row in table.rows:
        lines += [f"Section: {_voiced(row.section)}"] if row.section else []
        head = _spoken_cell(row.cells[0])
        lines += [f"{_voiced(first.title)}: {head}"] if first.title else []
        before = "  " if first.title else f"{head}, "
        for column, cell in zip(others, row.cells[1:], strict=True):
            told = map(_spoken_line, (line for line in cell if any(run.text for run in line)))
            lines += [f"{before}{_voiced(column.name)}: {said}" for said in told if said]
    return lines


def _spoken_facts(table: Table) -> list[str]:
    """Return rows of a title and what is known under it: what is called so is said once, and each fact by its title."""
    lines = [f"Section: {_voiced(table.columns[0].title)}"]
    for row in table.rows:
        first, *more = map(_spoken_line, row.cells[1])
        lines += [f"{_spoken_cell(row.cells[0])}: {first}", *(f"  {said}" for said in more)]
    return lines


def _spoken_cell(cell: Cell) -> str:
    return ". ".join(map(_spoken_line, cell))


def _spoken_line(line: Line) -> str:
    return " ".join(BEFORE_STATUS.sub("", "".join(_spoken_run(run) for run in line)).split()).removeprefix(", ")


def _spoken_run(run: Run) -> str:
    text = CAUTION.sub("Caution: ", run.text) if run.role == "caution" else run.text
    if run.role == "status":
        text = f", {text}"
    several = "s" if len(run.refs) > 1 else ""
    refs = f" (source{several} {', '.join(map(str, run.refs))})" if run.refs else ""
    return _voiced(text, strip=False) + refs


def _voiced(text: str, *, strip: bool = True) -> str:
    spoken = RANGE.sub(" to ", visible(text))
    for mark, word in SPOKEN_MARKS.items():
        spoken = spoken.replace(mark, word)
    return spoken.strip() if strip else spoken
