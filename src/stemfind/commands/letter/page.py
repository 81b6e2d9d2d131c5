"""`letter` as a document: what the data doesn't answer in full, asked politely, with what is known quoted."""

from collections.abc import Iterable

from ...document.parts import Document, Item, Items, Line, Run, Text, line, text
from ...document.phrases import DATA, PHRASES
from ...model.age import UNDATED
from ...model.answering import Asked, Checklist, Finding, beside
from ...model.clinic import Clinic
from ...model.dataset import Dataset
from ...model.source import SELLERS


def asked_for(found: Checklist) -> tuple[Asked, ...]:
    """Return the questions of a checklist that are not answered in full: all of them where it is for no clinic."""
    return tuple(asked for asked in found.asked if not asked.answers or asked.answers[0].answer != "answered")


def letter_document(found: Checklist, clinic: Clinic, dataset: Dataset, lang: str) -> Document:
    """Return a letter to a clinic, numbered, with gaps for the person's own details and what is known quoted."""
    quotes = Quotes(dataset, lang)
    items = tuple(
        Item(_asks(asked, found.translated), beneath=quotes.beneath(asked, clinic)) for asked in asked_for(found)
    )
    return _letter(clinic.name, PHRASES[lang].known, items, lang)


def unlisted_letter(found: Checklist, name: str, lang: str) -> Document:
    """Return a letter with every question to a clinic that nothing is on record of, under its name as it was typed."""
    items = tuple(Item(_asks(asked, found.translated)) for asked in asked_for(found))
    return _letter(name, PHRASES[lang].unlisted, items, lang)


def _letter(name: str, known: str, items: tuple[Item, ...], lang: str) -> Document:
    phrases = PHRASES[lang]
    return Document(
        phrases.subject.replace("{clinic}", name),
        (
            text(phrases.date),
            text(phrases.greeting.replace("{clinic}", name)),
            text(phrases.opening),
            text(phrases.about_me),
            text(known),
            Items(items, numbered=True),
            text(phrases.closing),
            Text((line(phrases.signature), line(phrases.name))),
        ),
    )


def _asks(asked: Asked, translated: frozenset[str]) -> Line:
    asks = asked.question.asks
    return line(Run(asks, lang=None if asks in translated else DATA))


class Quotes:
    """Writes what is known in one language: the frame in that language, the words on record as they stand."""

    def __init__(self, dataset: Dataset, lang: str) -> None:
        self.dataset = dataset
        self.phrases = PHRASES[lang]

    def beneath(self, asked: Asked, clinic: Clinic) -> tuple[Line, ...]:
        """Return all that is known of one question."""
        return tuple(map(self.quote, (*asked.answers[0].findings, *beside(clinic, asked.question))))

    def quote(self, finding: Finding) -> Line:
        """Return what was said, by whom and when, and what independent sources make of it."""
        sources = map(self.dataset.source, finding.sources)
        sold = all(source is not None and source.kind in SELLERS for source in sources)
        frame = self.phrases.claimed if sold else self.phrases.reported
        who = self._who(finding.sources, finding.dated)
        return line(frame.format(who=who), Run(finding.says, lang=DATA), self._judged(finding))

    def _judged(self, finding: Finding) -> str:
        if finding.status == "claimed" or (finding.status == "supported" and not finding.checked_by):
            return ""
        by = f": {self._who(finding.checked_by)}" if finding.checked_by else ""
        return f" ({self.phrases.judged[finding.status]}{by})"

    def _who(self, sources: Iterable[str], dated: str | None = None) -> str:
        """Return publishers, each with the date of what is said, or of its document."""
        return "; ".join(dict.fromkeys(self._named(source, dated) for source in sources))

    def _named(self, identity: str, dated: str | None) -> str:
        source = self.dataset.source(identity)
        date = dated or (source.published if source else UNDATED)
        said = self.phrases.undated if date == UNDATED else date
        return f"{source.publisher if source else identity}, {said}"
