"""`data sources` and `data conflicts` as documents."""

from collections import Counter

from ...document.parts import Column, Document, Item, Items, Line, Row, Run, Table, line
from ...document.words import count, date_words, kind_words, source_address
from ...model.country import Subject
from ...model.dataset import Dataset

SOURCES = (
    Column("Source", least=20), Column("Kind", least=11), Column("Published", least=11),
    Column("Earns from it", least=14), Column("Used", least=4, right=True), Column("Address", least=24),
)  # fmt: skip


def uses(dataset: Dataset) -> Counter[str]:
    """Return how many statements rest on each source."""
    counted: Counter[str] = Counter()
    for records in (dataset.claims, dataset.regulators, dataset.studies, dataset.harms, dataset.positions,
                    dataset.products, dataset.alternatives, dataset.trials, dataset.clinics):  # fmt: skip
        for record in records:
            counted.update(record.sources)
    subjects: list[Subject] = [*dataset.clinics, *dataset.countries, *dataset.benchmarks]
    counted.update(source for subject in subjects for offer in subject.offers for source in offer.sources)
    for clinic in dataset.clinics:
        for part in (*clinic.team, *clinic.accreditations, *((clinic.standing,) if clinic.standing else ())):
            counted.update(part.sources)
    counted.update(source for claim in dataset.claims for source in claim.checked_by)
    counted.update(s for conflict in dataset.conflicts for side in conflict.between for s in side.sources)
    counted.update(source for question in dataset.questions for source in question.recommended_by)
    counted.update(s for topic in dataset.topics for paragraph in topic.paragraphs for s in paragraph.source)
    counted.update(source for topic in dataset.topics for place in topic.places for source in place.sources)
    counted.update(source for word in dataset.glossary for source in word.source)
    counted.update(rate.source for rate in dataset.rates)
    counted.update(source for criterion in dataset.criteria for source in criterion.sources)
    return counted


def sources_document(dataset: Dataset) -> Document:
    """Return every source: who, what kind, when, what it earns, how much rests on it."""
    used = uses(dataset)
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
    return Document(title, (Table(title, SOURCES, rows, caption_shown=False, loose=True),))


def conflicts_document(dataset: Dataset) -> Document:
    """Return every conflict with both sides."""
    items = []
    for conflict in dataset.conflicts:
        sides: list[Line] = [
            line(f"{side.says} ", Run(f"({', '.join(dataset.publisher(s) for s in side.sources)})", "quiet"))
            for side in conflict.between
        ]
        sides += [line(Run(conflict.note, "quiet"))] if conflict.note else []
        head = line(
            Run(f"! {conflict.kind} ", "caution"),
            conflict.says,
            Run(f"  {' · '.join(map(dataset.called, conflict.about))}", "quiet"),
        )
        items.append(Item(head, beneath=tuple(sides)))
    title = f"{count(len(items), 'conflict')}: statements that cannot all hold"
    return Document(title, (Items(tuple(items)),))
