"""`letter` as a document: what the data doesn't answer in full, asked politely, with what is known quoted."""

from collections.abc import Iterable

from ...document.parts import Document, Item, Items, Line, Run, Text, line, text
from ...document.phrases import DATA, PHRASES, Phrases
from ...model.age import UNDATED
from ...model.answering import Checklist, Finding, beside
from ...model.dataset import Dataset
from ...model.source import SELLERS
from .result import asked_for


def letter_document(found: Checklist, name: str, dataset: Dataset, lang: str) -> Document:
    """Return a letter to a clinic, numbered, with gaps for the person's own details and what is known quoted.

    The clinic is that of the checklist; where it is for none, all is asked of one that nothing is on record of.
    """
    phrases = PHRASES[lang]
    quotes = Quotes(dataset, phrases)
    items = []
    for asked in asked_for(found):
        asks = asked.question.asks
        known = [
            quotes.quote(finding)
            for clinic, given in zip(found.clinics, asked.answers, strict=True)
            for finding in (*given.findings, *beside(clinic, asked.question))
        ]
        said = line(Run(asks, lang=None if asks in found.translated else DATA))
        items.append(Item(said, beneath=tuple(known)))
    return Document(
        phrases.subject.replace("{clinic}", name),
        (
            text(phrases.date),
            text(phrases.greeting.replace("{clinic}", name)),
            text(phrases.opening),
            text(phrases.about_me),
            text(phrases.known if found.clinics else phrases.unlisted),
            Items(tuple(items), numbered=True),
            text(phrases.closing),
            Text((line(phrases.signature), line(phrases.name))),
        ),
    )


class Quotes:
    """Writes what is known in one language: the frame in that language, the words on record as they stand."""

    def __init__(self, dataset: Dataset, phrases: Phrases) -> None:
        self.dataset = dataset
        self.phrases = phrases

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
        told = []
        for identity in sources:
            source = self.dataset.source(identity)
            date = dated or (source.published if source else UNDATED)
            told.append(f"{self.dataset.publisher(identity)}, {self.phrases.undated if date == UNDATED else date}")
        return "; ".join(dict.fromkeys(told))
