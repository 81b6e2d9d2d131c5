"""`stemfind guide`."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from ...cli import complete
from ...cli.output import WORDS, Answer, Inputs, answers
from ...errors import AmbiguousName, NothingFound, UnknownName, listed
from ...model.names import Entry, Rank, fitting, fold, holds, near

if TYPE_CHECKING:
    from ...document.parts import Document
    from ...model.dataset import Dataset
    from ...model.topic import GlossaryEntry, Topic

Name = Annotated[
    list[str] | None,
    typer.Argument(
        help="A topic, a word of the field, or `glossary`.", metavar="[TOPIC]", autocompletion=complete.topics
    ),
]
GLOSSARY = "glossary"
NOTHING = "this dataset has no page of the guide and explains no word; stemfind's own guide: leave out --data"


@answers(*WORDS, "json", "ids", opens=True)
def guide(inputs: Inputs, topic: Name = None) -> Answer:
    """Read the background in plain words, with its sources.

    Without a topic, the list of topics. A word of the field works as well: stemfind guide autologous

    Example: stemfind guide routes
    """
    from ...model.export import record_values

    dataset = inputs.choice("sources", "guide", "evidence").dataset
    found = _found(dataset, " ".join(topic or ()))
    if not found:
        return Answer(failed=NothingFound(NOTHING))
    return Answer(
        documents=[partial(_document, dataset, found)],
        values=lambda: [record_values(dataset, record) for record in found],
        ids=(record.id for record in found),
        about=dataset.about,
    )


def _found(dataset: "Dataset", name: str) -> "tuple[Topic | GlossaryEntry, ...]":
    """Return the topic or the word that a name means, all words for `glossary`, all topics for nothing."""
    if not name:
        return dataset.topics
    if name.casefold() == GLOSSARY:
        return dataset.glossary
    taken = {topic.id for topic in dataset.topics}
    found = _named(name, dataset.topics, tuple(word for word in dataset.glossary if word.id not in taken))
    records: list[Topic | GlossaryEntry] = [*dataset.topics, *dataset.glossary]
    return (next(record for record in records if record.id == found),)


def _named(name: str, topics: "tuple[Topic, ...]", words: "tuple[GlossaryEntry, ...]") -> str:
    """Return the id of the page or else the word that a name means. Raises AmbiguousName and UnknownName.

    A part of a phrase that is but another name of it does not count: commission is not Joint Commission International.
    """
    pages = [_entry(topic.id, topic.title, topic.aliases) for topic in topics]
    terms = [_entry(word.id, word.term, word.aliases) for word in words]
    ranks = (Rank.SAME_WORDS, Rank.WORD_PREFIX)
    for rank, known in (
        (Rank.FOLDED_ID, [*pages, *terms]),
        *((rank, known) for rank in ranks for known in (pages, terms)),
    ):
        found = fitting(name, known, rank)
        if len(found) == 1:
            return found[0].id
        if found:
            raise AmbiguousName(name, "topic", tuple(entry.id for entry in found))
    raise UnknownName(name, "topic", near(name, [*pages, *terms], words=False), _elsewhere(name, topics))


def _entry(identity: str, name: str, aliases: tuple[str, ...]) -> Entry:
    phrases = tuple(alias for alias in aliases if " " in alias)
    return Entry(identity, name, tuple(alias for alias in aliases if alias not in phrases), phrases)


def _elsewhere(name: str, topics: "tuple[Topic, ...]") -> str:
    """Return which pages say a word that is the name of none, else which there are."""
    word = fold(name)
    texts = {topic.id: fold(" ".join((topic.summary, *(part.text for part in topic.paragraphs)))) for topic in topics}
    spoken = [identity for identity, text in texts.items() if word and holds(text, word)]
    if spoken:
        return f"the word stands in {listed(spoken)}"
    if not topics:
        return NOTHING
    return f"there are {listed(list(texts))} and {GLOSSARY}"


def _document(dataset: "Dataset", found: "tuple[Topic | GlossaryEntry, ...]") -> "Document":
    from ...model.topic import GlossaryEntry, Topic
    from .page import contents_document, glossary_document, topic_document

    if found == dataset.topics:
        return contents_document(dataset)
    if len(found) == 1 and isinstance(found[0], Topic):
        return topic_document(found[0], dataset)
    return glossary_document(tuple(entry for entry in found if isinstance(entry, GlossaryEntry)), dataset)
