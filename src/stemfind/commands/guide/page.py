"""`guide` as a document."""

from ...document.footnotes import Notes
from ...document.parts import (
    Block,
    Column,
    Document,
    Heading,
    Item,
    Items,
    Line,
    Row,
    Run,
    Table,
    Text,
    address_run,
    line,
    text,
)
from ...document.results import brief_results, results_table
from ...document.words import count
from ...model.dataset import Dataset
from ...model.topic import CHECKING, GlossaryEntry, Place, Topic

CLOSING = (line(Run("Background, not medical advice. Take it to the doctor who knows your injury.", "quiet")),)
RESULTS = "results"
"""The page that ends in a table of what studies found at their end."""


def guide_document(found: tuple[Topic | GlossaryEntry, ...], dataset: Dataset) -> Document:
    """Return what was asked for: the list of topics, one of them, or words of the field."""
    if found == dataset.topics:
        return _contents(dataset)
    (first, *_) = found
    if isinstance(first, Topic):
        return _topic_page(first, dataset)
    return _glossary([entry for entry in found if isinstance(entry, GlossaryEntry)], dataset)


def _contents(dataset: Dataset) -> Document:
    """Return the topics, a line each; in full with what each says in a sentence or two."""
    items = tuple(
        Item(line(Run(topic.id, "command"), f"  {topic.title}"), beneath=(line(topic.summary),))
        for topic in dataset.topics
    )
    rows = tuple(Row(((line(Run(topic.id, "command")),), (line(topic.title),))) for topic in dataset.topics)
    table = Table("Topics", (Column("stemfind guide …"), Column("", grow=True)), rows)
    words = line("An everyday word leads there too, as in ", Run("stemfind guide cancer", "command"),
                 ". Words of the field: ", Run("stemfind guide glossary", "command"), ".")  # fmt: skip
    return Document("Guide", (Items(items), Text((words,))), (), CLOSING, short=(table, Text((words,))), brief=CLOSING)


def _topic_page(topic: Topic, dataset: Dataset) -> Document:
    """Return one topic; where it corrects the article that the project began from, it says so."""
    notes = Notes(dataset)
    blocks: list[Block] = []
    for paragraph in topic.paragraphs:
        told: list[Line] = [line(Run(paragraph.text, refs=notes.refs(paragraph.source)))]
        if paragraph.corrects:
            told.append(line(Run(f"Corrected here: {paragraph.corrects}")))
        blocks.append(Text(tuple(told)))
    found = (results_table(dataset),) if topic.id == RESULTS and dataset.studies else ()
    places = (Items(tuple(_where_to_turn(place, notes) for place in topic.places)),) if topic.places else ()
    asked = _questions_to_authorities(dataset, notes) if topic.id == CHECKING else ()
    short = tuple(text(paragraph.text) for paragraph in topic.paragraphs if not paragraph.more)
    return Document(
        topic.title,
        (*blocks, *found, *places, *asked),
        notes.references(),
        CLOSING,
        short=(*short, *((brief_results(dataset),) if found else ()), *places),
        brief=(*_left_for_full(topic, dataset if asked else None), *CLOSING),
    )


def _where_to_turn(place: Place, notes: Notes) -> Item:
    """Return where to turn to in one country: who, what it takes or shows, its address."""
    told = _authority(place.country, place.body, Run(place.says, refs=notes.refs(place.sources)))
    return Item(told, beneath=(line(address_run(place.url)),) if place.url else ())


def _questions_to_authorities(dataset: Dataset, notes: Notes) -> tuple[Block, ...]:
    """Return how to check a licence with each authority on record."""
    items = tuple(
        Item(_authority(dataset.name(one.country), one.name, Run(one.check, refs=notes.refs(one.sources))))
        for one in dataset.regulators
        if one.check
    )
    return (Heading("What to ask the authority"), Items(items)) if items else ()


def _authority(country: str, name: str, says: Run) -> Line:
    return line(Run(country, "strong"), f": {name}. ", says)


def _left_for_full(topic: Topic, asked: Dataset | None) -> tuple[Line, ...]:
    """Return how much a short page leaves for the full one."""
    left = sum(paragraph.more for paragraph in topic.paragraphs)
    corrected = sum(paragraph.corrects is not None for paragraph in topic.paragraphs)
    authorities = sum(bool(regulator.check) for regulator in asked.regulators) if asked else 0
    said = (
        count(left, "more paragraph") if left else "",
        f"{count(corrected, 'correction')} of the Bookimed article" if corrected else "",
        f"what to ask {count(authorities, 'authority', 'authorities')}" if authorities else "",
    )
    return (line(f"In full: {' and '.join(filter(None, said))}."),) if any(said) else ()


def _glossary(entries: list[GlossaryEntry], dataset: Dataset) -> Document:
    """Return words of the field with their meaning."""
    notes = Notes(dataset)
    means = [line(Run(entry.means, refs=notes.refs(entry.source))) for entry in entries]
    if len(entries) == 1:
        return Document(entries[0].term, (Text(tuple(means)),), notes.references())
    items = tuple(
        Item(line(Run(entry.term, "strong")), beneath=(told,)) for entry, told in zip(entries, means, strict=True)
    )
    return Document("Words of the field", (Heading("A to Z"), Items(items)), notes.references())
