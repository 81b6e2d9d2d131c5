"""What to ask, and how far the data already answers it for a clinic."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Literal, TypeVar

from msgspec import Struct, structs

from .base import Interval, Status, donors
from .clinic import Clinic, Offer, Price
from .course import behind, courses, doses, stated_terms
from .dataset import Dataset
from .question import Question, QuestionGroup, Translation
from .span import grouped
from .statement import Need

AnswerState = Literal["answered", "partly", "only claimed", "unknown", "contradicted"]
"""How far a question is settled.

`answered`: one statement, borne out by an independent source, dated and not old, holds all that the question needs.
`partly`: an independent source says something to it. `only claimed`: only a seller does. `contradicted`: an independent
source says otherwise. `unknown`: nothing is on record.
"""
FIRST, FOREMOST = 10, 3
"""How many questions are the short list, and how many of these come before all others."""
INCLUSION = "inclusion_"


class Finding(Struct, frozen=True):
    """One thing on record that bears on a question."""

    says: str
    status: Status
    sources: tuple[str, ...]
    """Who says it."""
    note: str | None = None
    checked_by: tuple[str, ...] = ()
    """Independent sources that bear it out, limit it or say otherwise."""
    dated: str | None = None
    """When it was said, or as of when it holds; None: as its sources."""
    holds: tuple[Need, ...] = ()
    """What it says in full, in the words of `Question.answer_needs`."""


class Answered(Struct, frozen=True):
    """How far the data answers one question for one clinic."""

    clinic: str
    answer: AnswerState
    findings: tuple[Finding, ...]
    reply: str | None = None
    """What the clinic answered, as the person wrote it down."""


class Asked(Struct, frozen=True):
    """A question with its answers, one a clinic, in the order asked for."""

    question: Question
    answers: tuple[Answered, ...]
    number: int = 0
    """Its number in the whole list: those that are asked first are 1 to 10, the others follow in order."""


class Checklist(Struct, frozen=True):
    """The questions by group."""

    groups: tuple[QuestionGroup, ...]
    asked: tuple[Asked, ...]
    clinics: tuple[Clinic, ...]
    translated: frozenset[str] = frozenset()
    """Every text that a translation holds; what isn't among them is in English."""

    def of(self, group: str) -> tuple[Asked, ...]:
        """Return the questions of one group."""
        return tuple(asked for asked in self.asked if asked.question.group == group)

    @property
    def first(self) -> tuple[Asked, ...]:
        """Return the short list, the most important question first."""
        return tuple(sorted((asked for asked in self.asked if asked.number <= FIRST), key=lambda asked: asked.number))


Worded = TypeVar("Worded", Question, QuestionGroup)
Replies = Mapping[str, Mapping[str, str]]
"""A clinic's replies, as the person wrote them down: by the clinic's id, then the question's."""


def in_language(dataset: Dataset, lang: str) -> Dataset:
    """Return a dataset whose questions and headings are in another language; English is as it is."""
    told = {translation.of: translation for translation in dataset.translations if translation.lang == lang}
    if not told:
        return dataset
    return structs.replace(
        dataset,
        question_groups=tuple(_translated(group, told) for group in dataset.question_groups),
        questions=tuple(_translated(question, told) for question in dataset.questions),
    )


def _translated(record: Worded, told: dict[str, Translation]) -> Worded:
    words = told[record.id].words if record.id in told else {}
    return structs.replace(record, **{field: text for field, text in words.items() if hasattr(record, field)})


def questions_for(
    dataset: Dataset, clinics: Iterable[Clinic] = (), groups: tuple[str, ...] = (), replies: Replies | None = None
) -> Checklist:
    """Return the questions of some groups, or of all, with what is on record, and was replied, for each clinic."""
    chosen = tuple(group for group in dataset.question_groups if not groups or group.id in groups)
    kept = {group.id for group in chosen}
    named = tuple(dict.fromkeys(clinics))
    numbers = numbered(dataset)
    asked = tuple(
        Asked(question, tuple(answered(dataset, clinic, question, replies) for clinic in named), numbers[question.id])
        for question in dataset.questions
        if question.group in kept
    )
    translated = frozenset(text for told in dataset.translations for text in told.words.values())
    return Checklist(chosen, asked, named, translated)


def in_order(dataset: Dataset) -> list[Question]:
    """Return all questions: the short list, the most important first, then the others as they stand."""
    return sorted(dataset.questions, key=lambda question: question.first or FIRST + 1)


def numbered(dataset: Dataset) -> dict[str, int]:
    """Return the number of each question: its place among all."""
    return {question.id: number for number, question in enumerate(in_order(dataset), start=1)}


def still_open(dataset: Dataset, clinic: Clinic) -> tuple[Question, ...]:
    """Return the questions to which nothing is on record of a clinic."""
    return tuple(one for one in dataset.questions if answered(dataset, clinic, one).answer == "unknown")


def answered(dataset: Dataset, clinic: Clinic, question: Question, replies: Replies | None = None) -> Answered:
    """Return what is on record for one question about one clinic, and what it replied.

    One contradiction outweighs all; then a full answer, then a part of one; a seller's word alone stays a claim.
    """
    findings = tuple(finding for field in question.fields for finding in _findings(dataset, clinic, field))
    statuses = {finding.status for finding in findings}
    answer: AnswerState = "only claimed" if "claimed" in statuses else "unknown"
    if "contradicted" in statuses:
        answer = "contradicted"
    elif any(_settles(dataset, question, finding) for finding in findings):
        answer = "answered"
    elif statuses & {"supported", "partly"}:
        answer = "partly"
    reply = (replies or {}).get(clinic.id, {}).get(question.id) or None
    return Answered(clinic.id, answer, findings, reply)


def _settles(dataset: Dataset, question: Question, finding: Finding) -> bool:
    """Whether one finding holds all that a question needs, is borne out, and is of today.

    Two findings are never added up: the number of one licence and the holder of another are no answer. It is of today
    where its own date, or else that of each independent source behind it, is known and not old.
    """
    needs = {*question.answer_needs}
    if finding.status != "supported" or not needs or not needs <= {*finding.holds}:
        return False
    known = filter(None, map(dataset.source, (*finding.sources, *finding.checked_by)))
    dates = [finding.dated] if finding.dated else [source.published for source in known if source.independent]
    return bool(dates) and all(dataset.about.is_old(date) is False for date in dates)


def _findings(dataset: Dataset, clinic: Clinic, field: str) -> Iterator[Finding]:
    for claim in dataset.claims_about(clinic.id):
        if claim.field == field:
            yield Finding(
                claim.says, claim.status, claim.sources, claim.note, claim.checked_by, claim.dated, claim.holds
            )
    if field.startswith(INCLUSION):
        term = field.removeprefix(INCLUSION).replace("_", "-")
        for part, said in (("includes", "included"), ("excludes", "not included")):
            if term in stated_terms(clinic, part):
                yield Finding(f"{dataset.label(term)}: stated as {said}", "claimed", clinic.sources)
    elif field in RECORD_FIELDS:
        yield from RECORD_FIELDS[field](clinic, dataset)


def _for_sci(clinic: Clinic, _: Dataset) -> Iterator[Finding]:
    return (_published(one, price, " for SCI") for one in clinic.offers if one.for_sci and (price := one.price))


def beside(clinic: Clinic, question: Question) -> Iterator[Finding]:
    """Yield what answers no part of a question and is worth quoting with it: prices of which nobody says what for."""
    for offer in clinic.offers if "offer_price" in question.fields else ():
        if offer.price and offer.indications == ("unspecified",):
            yield _published(offer, offer.price, ", without saying for which condition")


def _published(offer: Offer, price: Price, purpose: str) -> Finding:
    """Return a price with what it buys, and what an offer says in full: a sum, what is in it and not, how often."""
    amount = f"{_range(price, about=price.approximate)} {price.currency}"
    buys = f"per {price.unit}" if price.unit != "unstated" else "(what one price buys is not stated)"
    exact = None not in (price.low, price.high) and price.unit != "unstated" and not price.approximate
    full: dict[Need, object] = {
        "price": exact, "contents": offer.includes and offer.excludes, "schedule": offer.sessions,
    }  # fmt: skip
    return Finding(
        f"a price is published{purpose}: {offer.name}, {amount} {buys}",
        offer.status,
        offer.sources,
        dated=offer.dated,
        holds=tuple(need for need, said in full.items() if said),
    )


def _range(value: Interval, *, about: bool = False) -> str:
    """Return "4–6", "4", "from 4" or "up to 6", and "from about 4" where the source gives no exact figure."""
    low, high = ("" if end is None else grouped(end) for end in (value.low, value.high))
    lead = "" if low and high else "from" if low else "up to"
    figures = dict.fromkeys(filter(None, (low, high)))
    return " ".join(filter(None, (lead, "about" if about else "", "–".join(figures))))


def _term_findings(field: str, lead: str, clinic: Clinic, dataset: Dataset) -> Iterator[Finding]:
    terms = ", ".join(map(dataset.label, stated_terms(clinic, field)))
    return _as_claims(clinic, field, [lead + terms] if terms else [])


def _donor(clinic: Clinic, _: Dataset) -> Iterator[Finding]:
    whose = dict.fromkeys(course.donor for course in courses(clinic) if course.donor)
    return _as_claims(clinic, "donor", (f"{' and '.join(donors(donor))} cells" for donor in whose))


def _figure_findings(field: str, unit: str, clinic: Clinic, _: Dataset) -> Iterator[Finding]:
    told = dict.fromkeys(value for course in courses(clinic) if (value := getattr(course, field)) is not None)
    return _as_claims(clinic, field, (f"{_range(one)} {unit[:-1] if one.high == 1 else unit}" for one in told))


def _doses(clinic: Clinic, dataset: Dataset) -> Iterator[Finding]:
    told = ((dataset.label(dose.item), _range(dose, about=dose.approximate), dose.unit) for dose in doses(clinic))
    return _as_claims(clinic, "doses", (f"{item}: {amount} {unit}" for item, amount, unit in told))


def _as_claims(clinic: Clinic, field: str, says: Iterable[str]) -> Iterator[Finding]:
    """Yield what the clinic's courses state in one field, with who is behind those that do."""
    held = [course for course in courses(clinic) if getattr(course, field)]
    sources = tuple(dict.fromkeys(source for course in held for source in behind(clinic, course)))
    return (Finding(one, "claimed", sources) for one in says)


def _team(clinic: Clinic, _: Dataset) -> Iterator[Finding]:
    for one in clinic.team:
        yield Finding(one.described, one.status, one.sources)


def _accreditations(clinic: Clinic, _: Dataset) -> Iterator[Finding]:
    return (Finding(held.says, held.status, held.sources, held.note) for held in clinic.accreditations)


RECORD_FIELDS: dict[str, Callable[[Clinic, Dataset], Iterator[Finding]]] = {
    "offer_price": _for_sci,
    "includes": partial(_term_findings, "includes", "stated as included: "),
    "excludes": partial(_term_findings, "excludes", "stated as not included: "),
    "cells": partial(_term_findings, "cells", ""),
    "routes": partial(_term_findings, "routes", ""),
    "donor": _donor,
    "doses": _doses,
    "sessions": partial(_figure_findings, "sessions", "sessions"),
    "stay": partial(_figure_findings, "stay", "days"),
    "team": _team,
    "accreditations": _accreditations,
}
"""Fields of the record itself that can answer a question."""
