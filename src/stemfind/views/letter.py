"""`letter` as a document: what the data can't answer, or only the seller answers, asked politely."""

from ..checklist import Asked, Checklist
from ..document import Document, Item, Items, Line, Run, Text, line, text
from ..model.clinic import Clinic
from .phrases import DATA, PHRASES, Phrases

OPEN = ("unknown", "only claimed", "contradicted")
"""Answers that leave a question to be put."""


def asked_for(found: Checklist) -> tuple[Asked, ...]:
    """Return the questions of a checklist for one clinic that no independent source answers."""
    return tuple(asked for asked in found.asked if asked.answers[0].answer in OPEN)


def letter_document(found: Checklist, clinic: Clinic, lang: str) -> Document:
    """Return a letter to a clinic, numbered, with gaps for the person's own details."""
    phrases = PHRASES[lang]
    items = tuple(_item(asked, phrases, found.translated) for asked in asked_for(found))
    return Document(
        phrases.subject.format(clinic=clinic.name),
        (
            text(phrases.date),
            text(phrases.greeting.format(clinic=clinic.name)),
            text(phrases.opening),
            text(phrases.about_me),
            text(phrases.known),
            Items(items, numbered=True),
            text(phrases.closing),
            Text((line(phrases.signature), line(phrases.name))),
        ),
    )


def _item(asked: Asked, phrases: Phrases, translated: frozenset[str]) -> Item:
    said = "; ".join(finding.says for finding in asked.answers[0].findings)
    before, _, after = phrases.claimed.partition("{says}")
    beneath: tuple[Line, ...] = (line(f"({before}", Run(said, lang=DATA), f"{after})"),) if said else ()
    asks = asked.question.asks
    return Item(line(Run(asks, lang=None if asks in translated else DATA)), beneath=beneath)
