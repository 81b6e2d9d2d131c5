"""What to ask, and how far the data already answers it for a clinic."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Literal, TypeVar

from msgspec import Struct, structs

from .age import is_old
from .base import Interval, Status, donors
from .clinic import Clinic, Dose, Offer, Price
from .course import behind, courses, stated
from .dataset import Dataset
from .money import whole
from .question import Question, QuestionGroup, Translation
from .statement import Need

Answer = Literal["answered", "partly", "only claimed", "unknown", "contradicted"]
"""How far a question is settled.

`answered`: one statement, borne out by an independent source, dated and not old, holds all that the question needs.
`partly`: an independent source says something to it. `only claimed`: only a seller does. `contradicted`: an independent
source says otherwise. `unknown`: nothing is on record.
"""
FIRST, FOREMOST = 10, 3
"""How many questions are the short list, and how many of these come before all others."""
INCLUSION = "inclusion_"
QUESTION_WORDS = ("asks", "brief", "why", "clear", "vague", "red_flag")
"""Fields of a question that a translation replaces."""
WORDED_GROUP = ("title", "intro")
"""Fields of a group that a translation replaces."""


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
    answer: Answer
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
        question_groups=tuple(_translated(group, told, WORDED_GROUP) for group in dataset.question_groups),
        questions=tuple(_translated(question, told, QUESTION_WORDS) for question in dataset.questions),
    )


def _translated(record: Worded, told: dict[str, Translation], fields: tuple[str, ...]) -> Worded:
    found = told.get(record.id)
    if found is None:
        return record
    return structs.replace(record, **{field: getattr(found, field) or getattr(record, field) for field in fields})


def checklist(
    dataset: Dataset, clinics: Iterable[Clinic] = (), groups: tuple[str, ...] = (), replies: Replies | None = None
) -> Checklist:
    """Return the questions of some groups, or of all, with what is on record, and was replied, for each clinic."""
    said = replies or {}
    chosen = tuple(group for group in dataset.question_groups if not groups or group.id in groups)
    named = tuple(dict.fromkeys(clinics))
    kept = {group.id for group in chosen}
    numbers = numbered(dataset)
    asked = tuple(
        Asked(
            question,
            tuple(
                structs.replace(answered(dataset, clinic, question), reply=_reply(said, clinic, question))
                for clinic in named
            ),
            numbers[question.id],
        )
        for question in dataset.questions
        if question.group in kept
    )
    translated = frozenset(
        text
        for told in dataset.translations
        for name in (*QUESTION_WORDS, *WORDED_GROUP)
        if (text := getattr(told, name))
    )
    return Checklist(chosen, asked, named, translated)


def numbered(dataset: Dataset) -> dict[str, int]:
    """Return the number of each question: its place in the short list, and for the others what comes after."""
    first = [question.id for question in sorted(dataset.questions, key=lambda q: q.first or 0) if question.first]
    rest = [question.id for question in dataset.questions if not question.first]
    return {identity: number for number, identity in enumerate([*first, *rest], start=1)}


def _reply(said: Replies, clinic: Clinic, question: Question) -> str | None:
    return said.get(clinic.id, {}).get(question.id) or None


def answered(dataset: Dataset, clinic: Clinic, question: Question) -> Answered:
    """Return what is on record for one question about one clinic."""
    findings = tuple(finding for field in question.fields for finding in _findings(dataset, clinic, field))
    return Answered(clinic.id, _judged(dataset, question, findings), findings)


def _judged(dataset: Dataset, question: Question, findings: tuple[Finding, ...]) -> Answer:
    """One contradiction outweighs all; then a full answer, then a part of one; a seller's word alone stays a claim."""
    statuses = {finding.status for finding in findings}
    if "contradicted" in statuses:
        return "contradicted"
    if any(_answers(dataset, question, finding) for finding in findings):
        return "answered"
    if statuses & {"supported", "partly"}:
        return "partly"
    return "only claimed" if "claimed" in statuses else "unknown"


def _answers(dataset: Dataset, question: Question, finding: Finding) -> bool:
    """Whether one finding holds all that a question needs, is borne out, and is of today.

    Two findings are never added up: the number of one licence and the holder of another are no answer.
    """
    needs = set(question.answer_needs)
    return bool(needs) and needs <= set(finding.holds) and finding.status == "supported" and _current(dataset, finding)


def _current(dataset: Dataset, finding: Finding) -> bool:
    """Whether a finding's own date, or else that of each independent source behind it, is known and not old."""
    behind = (*finding.sources, *finding.checked_by)
    published = [source.published for source in dataset.sources if source.id in behind and source.independent]
    dates = [finding.dated] if finding.dated else published
    about = dataset.about
    return bool(dates) and all(is_old(date, about.checked, about.recheck_months) is False for date in dates)


def _findings(dataset: Dataset, clinic: Clinic, field: str) -> Iterator[Finding]:
    for claim in dataset.claims_about(clinic.id):
        if claim.field == field:
            yield Finding(
                claim.says, claim.status, claim.sources, claim.note, claim.checked_by, claim.dated, claim.holds
            )
    if field.startswith(INCLUSION):
        yield from _inclusion(clinic, field.removeprefix(INCLUSION).replace("_", "-"), dataset)
    elif field in RECORD_FIELDS:
        yield from RECORD_FIELDS[field](clinic, dataset)


def _inclusion(clinic: Clinic, term: str, dataset: Dataset) -> Iterator[Finding]:
    label = dataset.label(term)
    if term in stated(clinic, lambda course: course.includes):
        yield Finding(f"{label}: stated as included", "claimed", clinic.sources)
    if term in stated(clinic, lambda course: course.excludes):
        yield Finding(f"{label}: stated as not included", "claimed", clinic.sources)


def _price(clinic: Clinic, _: Dataset) -> Iterator[Finding]:
    for offer in clinic.offers:
        if offer.price is not None and offer.for_sci:
            says = f"a price is published for SCI: {offer.name}, {_sum(offer.price)}"
            yield Finding(says, offer.status, offer.sources, dated=offer.dated, holds=tuple(_held(offer, offer.price)))


def beside(clinic: Clinic, question: Question) -> Iterator[Finding]:
    """Yield what answers no part of a question and is worth quoting with it: prices of which nobody says what for."""
    for offer in clinic.offers if "offer_price" in question.fields else ():
        if offer.price is not None and offer.indications == ("unspecified",):
            says = f"a price is published, without saying for which condition: {offer.name}, {_sum(offer.price)}"
            yield Finding(says, offer.status, offer.sources, dated=offer.dated)


def _sum(price: Price) -> str:
    buys = f"per {price.unit}" if price.unit != "unstated" else "(what one price buys is not stated)"
    return f"{_roughly(price)} {price.currency} {buys}"


def _roughly(value: Price | Dose) -> str:
    """Return "4–6", or "about 4–6" and "from about 4" where the source gives no exact figure."""
    lead, _, figures = _span(value).rpartition(" ")
    return " ".join(filter(None, (lead, "about" if value.approximate else "", figures)))


def _span(value: Interval) -> str:
    """Return "4–6", "4", "from 4" or "up to 6"."""
    low, high = ("" if end is None else f"{whole(end):,}" for end in (value.low, value.high))
    if low and high:
        return low if low == high else f"{low}–{high}"
    return f"from {low}" if low else f"up to {high}"


def _held(offer: Offer, price: Price) -> Iterator[Need]:
    """Yield what an offer says in full: a sum with both ends and what it buys, what is in it and not, how often."""
    if None not in (price.low, price.high) and price.unit != "unstated" and not price.approximate:
        yield "price"
    if offer.includes and offer.excludes:
        yield "contents"
    if offer.sessions is not None:
        yield "schedule"


def _terms(part: Callable[[Any], tuple[str, ...]], lead: str, clinic: Clinic, dataset: Dataset) -> Iterator[Finding]:
    terms = stated(clinic, part)
    if terms:
        says = lead + ", ".join(dataset.label(term) for term in terms)
        yield Finding(says, "claimed", _behind(clinic, part))


def _behind(clinic: Clinic, part: Callable[[Any], object]) -> tuple[str, ...]:
    """Return the sources of the courses that state something, or the clinic's own."""
    return tuple(dict.fromkeys(s for course in courses(clinic) if part(course) for s in behind(clinic, course)))


def _donor(clinic: Clinic, _: Dataset) -> Iterator[Finding]:
    whose = dict.fromkeys(course.donor for course in courses(clinic) if course.donor)
    for donor in whose:
        yield Finding(f"{' and '.join(donors(donor))} cells", "claimed", _behind(clinic, lambda course: course.donor))


def _figures(name: str, unit: str, clinic: Clinic, _: Dataset) -> Iterator[Finding]:
    values = dict.fromkeys(value for course in courses(clinic) if (value := getattr(course, name)) is not None)
    for value in values:
        yield Finding(
            f"{_span(value)} {unit[:-1] if value.high == 1 else unit}",
            "claimed",
            _behind(clinic, lambda course: getattr(course, name)),
        )


def _doses(clinic: Clinic, dataset: Dataset) -> Iterator[Finding]:
    for dose in dict.fromkeys(dose for course in courses(clinic) for dose in course.doses):
        says = f"{dataset.label(dose.item)}: {_roughly(dose)} {dose.unit}"
        yield Finding(says, "claimed", _behind(clinic, lambda course: course.doses))


def _team(clinic: Clinic, _: Dataset) -> Iterator[Finding]:
    for person in clinic.team:
        yield Finding(
            ", ".join(filter(None, (person.name, person.role, person.specialty))), person.status, person.sources
        )


def _accreditations(clinic: Clinic, _: Dataset) -> Iterator[Finding]:
    for accreditation in clinic.accreditations:
        yield Finding(accreditation.says, accreditation.status, accreditation.sources, accreditation.note)


RECORD_FIELDS: dict[str, Callable[[Clinic, Dataset], Iterator[Finding]]] = {
    "offer_price": _price,
    "includes": partial(_terms, lambda course: course.includes, "stated as included: "),
    "excludes": partial(_terms, lambda course: course.excludes, "stated as not included: "),
    "cells": partial(_terms, lambda course: course.cells, ""),
    "routes": partial(_terms, lambda course: course.routes, ""),
    "donor": _donor,
    "doses": _doses,
    "sessions": partial(_figures, "sessions", "sessions"),
    "stay": partial(_figures, "stay", "days"),
    "team": _team,
    "accreditations": _accreditations,
}
"""Fields of the record itself that can answer a question."""
