"""Documents as Markdown (GitHub's dialect)."""

import re
from itertools import count
from typing import assert_never

from ..document.parts import Block, Document, Heading, Item, Items, Line, Run, Table, Text
from .escape import visible

SPECIAL = re.compile(r"([\\`*_\[\]<>|#~]|&(?=#?\w+;))")
ROLE_MARKS = {"strong": "**", "status": "*", "caution": "**", "command": "`"}


def to_markdown(document: Document) -> str:
    """Return a document as Markdown; every table is a pipe table."""
    parts = [f"# {_escaped_markdown(document.title)}"] if document.title_shown else []
    parts += map(_markdown_block, document.blocks)
    sources = (f"{r.number}. {_escaped_markdown(r.text)} {_bracketed(r.address)}" for r in document.references)
    parts += ["\n".join(map(str.rstrip, sources)), *map(_marked_line, document.closing)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _markdown_block(block: Block) -> str:
    match block:
        case Table():
            return _pipe_table(block)
        case Items():
            marks = (f"{number}. " if block.numbered else "- " for number in count(1))
            return "\n".join(map(_markdown_item, block.items, marks))
        case Heading():
            return f"{'#' * block.level} {_escaped_markdown(block.text)}"
        case Text():
            return "  \n".join(map(_marked_line, block.lines))
        case _:
            assert_never(block)


def _markdown_item(item: Item, mark: str) -> str:
    head = f"{'- [ ] ' if item.box else mark}{_marked_line(item.line)}"
    beneath = (*item.beneath, *item.aside)
    return "\n".join((head, *(f"{' ' * len(mark)}- {_marked_line(part)}" for part in beneath)))


def _pipe_table(table: Table) -> str:
    rules = ["---:" if column.right else "---" for column in table.columns]
    rows = [[_escaped_markdown(column.title) for column in table.columns], rules]
    for row in table.rows:
        if row.section:
            rows.append([f"**{_escaped_markdown(row.section)}**", *[""] * (len(table.columns) - 1)])
        rows.append(["<br>".join(map(_marked_line, cell)) for cell in row.cells])
    caption = f"**{_escaped_markdown(table.caption)}**\n\n" if table.caption_shown and table.caption else ""
    return caption + "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _marked_line(line: Line) -> str:
    return "".join(_marked_run(run) for run in line).strip()


def _marked_run(run: Run) -> str:
    if run.link:
        return _bracketed(run.link)
    refs = "".join(f" \\[{number}\\]" for number in run.refs)
    mark = ROLE_MARKS.get(run.role, "")
    body = visible(run.text).replace("`", "'") if mark == "`" else _escaped_markdown(run.text)
    core = body.strip()
    if not core:
        return body + refs
    lead, _, tail = body.partition(core)
    return f"{lead}{mark}{core}{mark}{tail}{refs}"


def _escaped_markdown(text: str) -> str:
    """Keep a stranger's text from being markup: a price of 5 * 3 stays a price of 5 * 3."""
    return SPECIAL.sub(r"\\\1", visible(text))


def _bracketed(address: str) -> str:
    return f"<{visible(address).replace('<', '%3C').replace('>', '%3E').replace(' ', '%20')}>" if address else ""
