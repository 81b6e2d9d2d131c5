"""`data changes` as a document."""

from itertools import groupby
from operator import attrgetter

from ...document.parts import Block, Document, Heading, Item, Items, Run, line, text
from ...document.words import count
from .result import Change


def changes_document(found: tuple[Change, ...]) -> Document:
    """Return what changed, record by record."""
    if not found:
        return Document("No change", (text("Both datasets hold the same."),))
    blocks: list[Block] = []
    for section, in_section in groupby(found, key=attrgetter("section")):
        records = groupby(in_section, key=attrgetter("id"))
        blocks += [Heading(section.replace("_", " ")), Items(tuple(_changed_record(*of_one) for _, of_one in records))]
    return Document(count(len(found), "change"), tuple(blocks))


def _changed_record(head: Change, *more: Change) -> Item:
    if head.kind != "changed":
        return Item(line(Run(head.id, "strong"), f" {head.kind}"))
    changed = (line(f"{one.field}: ", _stated(one.old), " → ", _stated(one.new)) for one in (head, *more))
    return Item(line(Run(head.id, "strong")), beneath=tuple(changed))


def _stated(value: object) -> Run:
    return Run("not stated", "unknown") if value is None else Run(str(value))
