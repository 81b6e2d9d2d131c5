"""`stemfind guide`."""

from typing import TYPE_CHECKING, Annotated

import typer

from ..names import Entry, resolve
from . import complete
from . import options as o
from .answer import word_formats, write
from .choice import Choice

if TYPE_CHECKING:
    from ..document import Document
    from ..model.dataset import Dataset
    from ..model.topic import GlossaryEntry, Topic

Name = Annotated[
    list[str] | None,
    typer.Argument(
        help="A topic, a word of the field, or `glossary`.", metavar="[TOPIC]", autocompletion=complete.topics
    ),
]
GLOSSARY = "glossary"


def guide(
    topic: Name = None,
    format_: o.Format = None,
    output: o.Output = None,
    data: o.Data = None,
    color: o.Color = "auto",
    open_: o.Open = False,
) -> None:
    """Read the background in plain words, each statement with its source.

    Without a topic, the list of topics. A word of the field works as well: stemfind guide autologous

    Example: stemfind guide routes
    """
    from ..export import record_values
    from ..render import values as formats

    dataset = Choice(data, parts=("sources", "guide")).dataset
    found = _found(dataset, " ".join(topic or ()))
    writers = {
        **word_formats(lambda: [_document(dataset, found)], color, about=dataset.about),
        "json": lambda: formats.to_json([record_values(dataset, record) for record in found]),
        "ids": lambda: formats.to_ids(record.id for record in found),
    }
    write(writers, format_, "markdown", output, show=open_)


def _found(dataset: "Dataset", name: str) -> "tuple[Topic | GlossaryEntry, ...]":
    """Return the topic or the word that a name means, all words for `glossary`, all topics for nothing."""
    if not name:
        return dataset.topics
    if name.casefold() == GLOSSARY:
        return dataset.glossary
    topics = [Entry(topic.id, topic.title, topic.aliases) for topic in dataset.topics]
    taken = {topic.id for topic in dataset.topics}
    words = [Entry(word.id, word.term, word.aliases) for word in dataset.glossary if word.id not in taken]
    found = resolve(name, [*topics, *words], "topic").id
    records: list[Topic | GlossaryEntry] = [*dataset.topics, *dataset.glossary]
    return (next(record for record in records if record.id == found),)


def _document(dataset: "Dataset", found: "tuple[Topic | GlossaryEntry, ...]") -> "Document":
    from ..model.topic import GlossaryEntry, Topic
    from ..views.guide import contents_document, glossary_document, topic_document

    if found == dataset.topics:
        return contents_document(dataset)
    if len(found) == 1 and isinstance(found[0], Topic):
        return topic_document(found[0], dataset)
    return glossary_document(tuple(entry for entry in found if isinstance(entry, GlossaryEntry)), dataset)
