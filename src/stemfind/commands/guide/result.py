"""Which pages of the guide, or which word of the field, a name or a question means."""

from itertools import product

from ...errors import AmbiguousName, UnknownName, enumerated
from ...model.atlas import in_words, named_in
from ...model.dataset import Dataset
from ...model.names import FILLERS, GENERIC, PART, Entry, Rank, fitting, fold, holds, near
from ...model.topic import GlossaryEntry, Topic

GLOSSARY = "glossary"
"""What asks for all words of the field."""
NO_GUIDE = "this dataset has no page of the guide and explains no word; stemfind's own guide: leave out --data"


def pages_meant(dataset: Dataset, name: str) -> tuple[tuple[Topic | GlossaryEntry, ...], str]:
    """Return what a name means, and what there is to remark: all words for `glossary`, all topics for nothing."""
    if not name:
        return dataset.topics, ""
    if name.casefold() == GLOSSARY:
        return dataset.glossary, ""
    taken = {topic.id for topic in dataset.topics}
    words = tuple(word for word in dataset.glossary if word.id not in taken)
    same = {alias: word.id.replace("-", " ") for word in dataset.everyday for alias in word.aliases}
    found, remark = _page_meant(name, dataset.topics, words, same)
    records: list[Topic | GlossaryEntry] = [*dataset.topics, *words]
    return tuple(record for record in records if record.id == found), remark


def _page_meant(
    name: str, topics: tuple[Topic, ...], words: tuple[GlossaryEntry, ...], same: dict[str, str]
) -> tuple[str, str]:
    """Return the id of the page or else the word that a name means, and a remark where it is the name of neither.

    `same` has the usual word for others. A name is one in the singular and the plural; a question is its one word that
    is a name. Raises AmbiguousName and UnknownName.
    """
    pages = [_page_entry(topic.id, topic.title, topic.aliases) for topic in topics]
    terms = [_page_entry(word.id, word.term, word.aliases) for word in words]
    usual = [same[fold(word)] for word in _both_numbers(name) if fold(word) in same][:1]
    for called in (name, *usual):
        if found := _fitting(called, pages, terms):
            return found, ""
    asked = {page for word in fold(name).split() for page in _pages_called(word, pages)}
    if len(asked) == 1:
        return asked.pop(), ""
    meant = near(name, [*pages, *terms], words=False)
    spoken = _pages_saying(name, topics)
    if len(spoken) == 1 and not meant and len(name) >= PART:
        return spoken[0], f"no topic is called {name!r}; it stands on this page"
    raise UnknownName(name, "topic", meant, _hint(name, asked, spoken, topics))


def _both_numbers(name: str) -> tuple[str, str]:
    """Return a name as it is, and in the other number."""
    return name, name[:-1] if name.endswith("s") else f"{name}s"


def _fitting(name: str, pages: list[Entry], terms: list[Entry]) -> str | None:
    """Return the page or else the word that a name fits, in the singular or the plural. Raises AmbiguousName.

    A part of a phrase that is but another name of it does not count: commission is not Joint Commission International.
    Nor does the beginning of a word, by a few letters of the other number: legs are not legal.
    """
    ranks: tuple[Rank, ...] = ("same words", "word prefix")
    for rank, known in (("folded id", [*pages, *terms]), *product(ranks, (pages, terms))):
        spelt = [word for word in _both_numbers(name) if rank == "same words" or word == name or len(word) >= PART]
        found = next(filter(None, (fitting(word, known, rank) for word in spelt)), [])
        if len(found) == 1:
            return found[0].id
        if found:
            raise AmbiguousName(name, "topic", tuple(entry.id for entry in found))
    return None


def _pages_called(word: str, pages: list[Entry]) -> list[str]:
    """Return the pages of which a word of a question is a name, if it is none that says little."""
    if word in FILLERS or word in GENERIC:
        return []
    return [entry.id for spelt in _both_numbers(word) for entry in fitting(spelt, pages, "same words")]


def _page_entry(identity: str, name: str, aliases: tuple[str, ...]) -> Entry:
    phrases = tuple(alias for alias in aliases if " " in alias)
    return Entry(identity, name, tuple(alias for alias in aliases if alias not in phrases), phrases)


def _pages_saying(name: str, topics: tuple[Topic, ...]) -> list[str]:
    """Return the pages that say a word."""
    word = fold(name)
    told = ((topic.id, " ".join((topic.summary, *(part.text for part in topic.paragraphs)))) for topic in topics)
    return [page for page, text in told if word and holds(fold(text), word)]


def _hint(name: str, asked: set[str], spoken: list[str], topics: tuple[Topic, ...]) -> str:
    """Return the pages that the words of a question lead to, or what shows a country or town that it names.

    Else which pages say a word that is the name of none, or which there are.
    """
    if asked:
        return f"its words lead to {enumerated(sorted(asked))}"
    found = named_in(name, (), {})
    if len(found) == 1:
        return f"stemfind show {found[0].id} tells of {in_words(found[0].name)}"
    if spoken:
        return f"the word stands in {enumerated(spoken)}"
    return f"there are {enumerated([topic.id for topic in topics])} and {GLOSSARY}" if topics else NO_GUIDE
