"""`data sources` and `data conflicts` as documents."""

from collections import Counter
from collections.abc import Sequence

from ...document.footnotes import Notes
from ...document.parts import Column, Document, Item, Items, Row, Run, Table, line
from ...document.words import count, date_words, either, kind_words, listed, source_address
from ...model.dataset import Dataset
from ...model.source import Source
from ...model.statement import Conflict

SOURCES = (
    Column("Source", least=20), Column("Kind", least=11), Column("Published", least=11),
    Column("Earns from it", least=14), Column("Used", least=4, right=True), Column("Address", least=24),
)  # fmt: skip
BRIEF_SOURCES = (
    Column("Source", grow=True), Column("kind"), Column("published", whole=True), Column("earns", whole=True),
    Column("facts", least=5, right=True),
)  # fmt: skip
WITH_SIDES = 8
"""As many conflicts are shown with what each side says, on a short page too."""
SHOWN_CONFLICTS = 10
"""How many of those on several at once stand in the list of all."""


def sources_document(dataset: Dataset, used: Counter[str]) -> Document:
    """Return every source: who, what kind, when, what it earns, how much rests on it."""
    rows = tuple(
        Row((
            (
                line(Run(source.publisher, "strong")),
                line(source.title),
                *((line(Run(source.note, "quiet")),) if source.note else ()),
            ),
            (line(f"{kind_words(source.kind)}{', weak' if source.weak else ''}"),),
            (line(date_words(source.published)), line(Run(f"read {date_words(source.retrieved)}", "quiet"))),
            (line(source.interest or "nothing known"),),
            (line(str(used[source.id])),),
            (line(source_address(source)),),
        ))
        for source in dataset.sources
    )  # fmt: skip
    title = count(len(rows), "source")
    full = Table(title, SOURCES, rows, loose=True)
    brief_rows = tuple(_brief_source(source, used) for source in dataset.sources)
    short = Table(title, BRIEF_SOURCES, brief_rows)
    return Document(title, (full,), short=(short,), brief=(line("Titles and addresses: ", Run("--full", "command")),))


def _brief_source(source: Source, used: Counter[str]) -> Row:
    """Return a source on a line: who says it, of what kind, when, whether it earns from it, how much rests on it."""
    return Row((
        (line(Run(source.publisher, "strong")),),
        (line(f"{kind_words(source.kind)}{', weak' if source.weak else ''}"),),
        (line(date_words(source.published)),),
        (line(Run("yes", "caution") if not source.independent else Run("not known", "unknown")),),
        (line(str(used[source.id])),),
    ))  # fmt: skip


def conflicts_document(
    found: tuple[Conflict, ...], asked: Sequence[str], kinds: Sequence[str], dataset: Dataset
) -> Document:
    """Return conflicts with both sides; short, many of them without the sides, grouped by whom they are about."""
    whom = _Whom(dataset)
    notes = Notes(dataset)
    sides = Items(tuple(_with_sides(conflict, whom, notes) for conflict in found))
    about = f" about {listed(map(whom.called, asked))}" if asked else ""
    on = f" on {' and '.join(kinds)}" if kinds else ""
    title = f"{count(len(found), 'conflict')}{about}{on}: statements that cannot all hold"
    if len(found) <= WITH_SIDES:
        return Document(title, (sides,), notes.references(), short=(sides,) if found else ())
    one = line("Of one clinic or country: ", Run("stemfind data conflicts juventa", "command"))
    everybody = not asked and not kinds
    short = (_grouped(found, whom, SHOWN_CONFLICTS if everybody else len(found)),)
    return Document(title, (sides,), notes.references(), short=short, brief=(one,) if everybody else ())


class _Whom:
    """The names of those whom conflicts are about: short ones, and a source by who published it."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def called(self, identity: str) -> str:
        """Return what people call a record."""
        if self.is_source(identity):
            return f"{self._dataset.publisher(identity)}'s article"
        return self._dataset.short(identity)

    def is_source(self, identity: str) -> bool:
        """Whether a record is a source, which speaks of others."""
        return self._dataset.source(identity) is not None

    def one(self, conflict: Conflict) -> str | None:
        """Return the one clinic or country that a conflict is about, besides a source that speaks of it; else None."""
        others = [identity for identity in conflict.about if not self.is_source(identity)]
        return others[0] if len(others) == 1 and others[0] in self._dataset.subjects else None


def _with_sides(conflict: Conflict, whom: _Whom, notes: Notes) -> Item:
    """Return what a conflict is about, under it what each side says, and who, with what else is known."""
    about = listed(map(whom.called, conflict.about))
    head = line(Run(f"! {conflict.kind} ", "caution"), conflict.says, f"  {about}")
    return Item(head, beneath=notes.sides(conflict))


def _grouped(found: tuple[Conflict, ...], whom: _Whom, shown: int) -> Items:
    """Return conflicts in a line or two each, under whom they are about; of those on several, the first few."""
    groups: dict[str, list[Conflict]] = {"": []}
    for conflict in found:
        groups.setdefault(whom.one(conflict) or "", []).append(conflict)
    several = groups.pop("")
    sources = dict.fromkeys(i for conflict in several for i in conflict.about if whom.is_source(i))
    title = either([*map(whom.called, sources), "several at once"])
    items = _told_group(title, several, shown) if several else []
    for one, held in groups.items():
        items += _told_group(whom.called(one), held, len(held))
    return Items(tuple(items))


def _told_group(title: str, held: list[Conflict], shown: int) -> list[Item]:
    if len(held) == 1:
        return [Item(line(Run(f"{title}: ", "strong"), held[0].says))]
    more = (line(f"… and {len(held) - shown} more: ", Run("--full", "command")),) if len(held) > shown else ()
    said = (line(Run("! ", "caution"), conflict.says) for conflict in held[:shown])
    return [Item(line(Run(title, "strong"), f": {len(held)}"), beneath=(*said, *more))]
