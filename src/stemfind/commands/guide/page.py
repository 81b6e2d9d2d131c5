"""`guide` as a document."""

from ...document.footnotes import Notes
from ...document.parts import Block, Document, Heading, Item, Items, Line, Run, Text, line, text
from ...model.dataset import Dataset
from ...model.topic import GlossaryEntry, Place, Topic

ADVICE = "Background, not medical advice. Your SCI doctor knows your injury."


def contents_document(dataset: Dataset) -> Document:
    """Return the topics, a line each."""
    items = tuple(
        Item(line(Run(topic.id, "command"), f"  {topic.title}"), beneath=(line(Run(topic.summary, "quiet")),))
        for topic in dataset.topics
    )
    words = line("Words of the field: ", Run("stemfind guide glossary", "command"), ", or one of them, as in ",
                 Run("stemfind guide ais", "command"))  # fmt: skip
    return Document("Guide", (Items(items), Text((words,))), closing=(line(Run(ADVICE, "quiet")),))


def topic_document(topic: Topic, dataset: Dataset) -> Document:
    """Return one topic; where it corrects the article that the project began from, it says so."""
    notes = Notes(dataset)
    blocks: list[Block] = []
    for paragraph in topic.paragraphs:
        told: list[Line] = [line(Run(paragraph.text, refs=notes.refs(paragraph.source)))]
        if paragraph.corrects:
            told.append(line(Run(f"Corrected here: {paragraph.corrects}", "quiet")))
        blocks.append(Text(tuple(told)))
    if topic.places:
        blocks.append(Items(tuple(_place(place, notes) for place in topic.places)))
    closing = (line(Run(ADVICE, "quiet")),)
    return Document(topic.title, tuple(blocks), notes.references(), closing, short=tuple(blocks), brief=closing)


def _place(place: Place, notes: Notes) -> Item:
    """Return where to turn to in one country: who, what it takes or shows, its address."""
    told = line(Run(place.country, "strong"), f": {place.body}. ", Run(place.says, refs=notes.refs(place.sources)))
    if not place.url:
        return Item(told)
    linked = place.url if place.url.startswith(("https://", "http://")) else None
    return Item(told, beneath=(line(Run(place.url, "quiet", link=linked)),))


def glossary_document(entries: tuple[GlossaryEntry, ...], dataset: Dataset) -> Document:
    """Return words of the field with their meaning."""
    notes = Notes(dataset)
    if len(entries) == 1:
        entry = entries[0]
        return Document(entry.term, (text(Run(entry.means, refs=notes.refs(entry.source))),), notes.references())
    items = tuple(
        Item(line(Run(entry.term, "strong")), beneath=(line(Run(entry.means, refs=notes.refs(entry.source))),))
        for entry in entries
    )
    return Document("Words of the field", (Heading("A to Z"), Items(items)), notes.references())
