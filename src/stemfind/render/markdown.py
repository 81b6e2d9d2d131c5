"""Documents as Markdown (GitHub's dialect)."""

import re
from typing import assert_never

from ..document.parts import Bars, Block, Cell, Document, Heading, Item, Items, Line, Run, Table, Text
from .escape import visible

SPECIAL = re.compile(r"([\\`*_\[\]<>|#~]|&(?=#?\w+;))")
ROLE_MARKS = {"strong": "**", "status": "*", "caution": "**", "command": "`"}


def to_markdown(document: Document) -> str:
    """Return a document as Markdown; every table is a pipe table."""
    parts = [f"# {_escaped_markdown(document.title)}"] if document.title_shown else []
    parts.extend(_markdown_block(block) for block in document.blocks)
    if document.references:
        parts.append(
            "\n".join(
                f"{r.number}. {_escaped_markdown(r.text)} {_link(r.address)}".rstrip() for r in document.references
            )
        )
    parts.extend(_marked_line(closing) for closing in document.closing)
    return "\n\n".join(part for part in parts if part) + "\n"


def _markdown_block(block: Block) -> str:
    match block:
        case Table():
            return _pipe_table(block)
        case Bars():
            return "\n".join(f"- {_escaped_markdown(bar.label)}: {_marked_line(bar.says)}" for bar in block.bars)
        case Items():
            return "\n".join(
                _markdown_item(item, number if block.numbered else None) for number, item in enumerate(block.items, 1)
            )
        case Heading():
            return f"{'#' * block.level} {_escaped_markdown(block.text)}"
        case Text():
            return "  \n".join(_marked_line(line) for line in block.lines)
        case _:
            assert_never(block)


def _markdown_item(item: Item, number: int | None) -> str:
    mark = "- [ ] " if item.box else "- " if number is None else f"{number}. "
    indent = " " * (2 if number is None else 3)
    return "\n".join(
        [mark + _marked_line(item.line), *(f"{indent}- {_marked_line(part)}" for part in (*item.beneath, *item.aside))]
    )


def _pipe_table(table: Table) -> str:
    rules = ["---:" if column.right else "---" for column in table.columns]
    rows = [[_escaped_markdown(column.title) for column in table.columns], rules]
    for row in table.rows:
        if row.section:
            rows.append([f"**{_escaped_markdown(row.section)}**", *[""] * (len(table.columns) - 1)])
        rows.append([_pipe_cell(part) for part in row.cells])
    caption = f"**{_escaped_markdown(table.caption)}**\n\n" if table.caption_shown and table.caption else ""
    return caption + "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _pipe_cell(part: Cell) -> str:
    return "<br>".join(_marked_line(line) for line in part)


def _marked_line(line: Line) -> str:
    return "".join(_marked_run(run) for run in line).strip()


def _marked_run(run: Run) -> str:
    if run.link:
        return _link(run.link)
    refs = "".join(f" \\[{number}\\]" for number in run.refs)
    mark = ROLE_MARKS.get(run.role, "")
    body = visible(run.text).replace("`", "'") if mark == "`" else _escaped_markdown(run.text)
    lead = body[: len(body) - len(body.lstrip())]
    tail = body[len(body.rstrip()) :]
    core = body.strip()
    return f"{lead}{mark}{core}{mark}{tail}{refs}" if core else body + refs


def _escaped_markdown(text: str) -> str:
    """Keep a stranger's text from being markup: a price of 5 * 3 stays a price of 5 * 3."""
    return SPECIAL.sub(r"\\\1", visible(text))


def _link(address: str) -> str:
    return f"<{visible(address).replace('<', '%3C').replace('>', '%3E').replace(' ', '%20')}>" if address else ""
