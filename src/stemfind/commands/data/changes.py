"""`data changes` as a document."""

from itertools import groupby

from ...document.parts import Block, Document, Heading, Item, Items, Line, Run, line, text
from ...document.words import count
from .result import Change


def changes_document(found: tuple[Change, ...]) -> Document:
    """Return what changed, record by record."""
    if not found:
        return Document("No change", (text("Both datasets hold the same."),))
    blocks: list[Block] = []
    for section, of_section in groupby(found, key=lambda change: change.section):
        items = tuple(_item(list(of_record)) for _, of_record in groupby(of_section, key=lambda change: change.id))
        blocks += [Heading(section.replace("_", " ")), Items(items)]
    return Document(count(len(found), "change"), tuple(blocks))


def _item(changes: list[Change]) -> Item:
    head = changes[0]
    if head.kind != "changed":
        return Item(line(Run(head.id, "strong"), f" {head.kind}"))
    return Item(line(Run(head.id, "strong")), beneath=tuple(map(_line, changes)))


def _line(change: Change) -> Line:
    return line(f"{change.field}: ", _said(change.old), " → ", _said(change.new))


def _said(value: object) -> Run:
    return Run("not stated", "unknown") if value is None else Run(str(value))
