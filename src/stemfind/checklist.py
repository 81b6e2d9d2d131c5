"""What to ask, and how far the data already answers it for a clinic."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Literal, TypeVar

from msgspec import Struct, structs, to_builtins

from .model.base import Status, donors
from .model.clinic import Clinic, Offer
from .model.course import courses, stated
from .model.dataset import Dataset
from .model.question import Question, QuestionGroup, Translation

Answer = Literal["answered", "only claimed", "unknown", "contradicted"]
ENOUGH: dict[str, tuple[Answer, ...]] = {"answered": ("answered",), "claimed": ("answered", "only claimed")}
"""What `--require` is content with."""
INCLUSION = "inclusion_"
WORDED = ("asks", "why", "clear", "vague", "red_flag")
"""Fields of a question that a translation replaces."""
WORDED_GROUP = ("title", "intro")
"""Fields of a group that a translation replaces."""


class Finding(Struct, frozen=True):
    """One thing on record that bears on a question."""

    says: str
    status: Status
    sources: tuple[str, ...]
    note: str | None = None


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
        questions=tuple(_translated(question, told, WORDED) for question in dataset.questions),
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
    asked = tuple(
        Asked(
            question,
            tuple(
                structs.replace(answered(dataset, clinic, question), reply=said.get(clinic.id, {}).get(question.id))
                for clinic in named
            ),
        )
        for question in dataset.questions
        if question.group in kept
    )
    translated = frozenset(
        text for told in dataset.translations for name in (*WORDED, *WORDED_GROUP) if (text := getattr(told, name))
    )
    return Checklist(chosen, asked, named, translated)


def answered(dataset: Dataset, clinic: Clinic, question: Question) -> Answered:
    """Return what is on record for one question about one clinic."""
    labels = {term.id: term.label for term in dataset.terms}
    findings = tuple(finding for field in question.fields for finding in _findings(dataset, clinic, field, labels))
    return Answered(clinic.id, _judged(findings), findings)


def _judged(findings: tuple[Finding, ...]) -> Answer:
    """One contradiction outweighs all; then one independent source; a seller's word alone stays a claim."""
    statuses = {finding.status for finding in findings}
    if "contradicted" in statuses:
        return "contradicted"
    if statuses & {"supported", "partly"}:
        return "answered"
    return "only claimed" if "claimed" in statuses else "unknown"


def _findings(dataset: Dataset, clinic: Clinic, field: str, labels: dict[str, str]) -> Iterator[Finding]:
    for claim in dataset.claims:
        if claim.about == clinic.id and claim.field == field:
            yield Finding(claim.says, claim.status, (*claim.sources, *claim.checked_by), claim.note)
    if field.startswith(INCLUSION):
        yield from _inclusion(clinic, field.removeprefix(INCLUSION).replace("_", "-"), labels)
    elif field in RECORD_FIELDS:
        yield from RECORD_FIELDS[field](clinic, labels)


def _inclusion(clinic: Clinic, term: str, labels: dict[str, str]) -> Iterator[Finding]:
    label = labels.get(term, term)
    if term in stated(clinic, lambda course: course.includes):
        yield Finding(f"{label}: stated as included", "claimed", clinic.sources)
    if term in stated(clinic, lambda course: course.excludes):
        yield Finding(f"{label}: stated as not included", "claimed", clinic.sources)


def _price(clinic: Clinic, _: dict[str, str]) -> Iterator[Finding]:
    for offer in clinic.offers:
        if offer.price is not None and "sci" in offer.indications:
            yield Finding(f"a price is published for SCI: {offer.name}", offer.status, offer.sources)


def _terms(part: Callable[[Any], tuple[str, ...]], clinic: Clinic, labels: dict[str, str]) -> Iterator[Finding]:
    terms = stated(clinic, part)
    if terms:
        yield Finding(", ".join(labels.get(term, term) for term in terms), "claimed", _behind(clinic, part))


def _behind(clinic: Clinic, part: Callable[[Any], object]) -> tuple[str, ...]:
    """Return the sources of the courses that state something, or the clinic's own."""
    held = [course for course in courses(clinic) if part(course)]
    sources = [s for course in held for s in (course.sources if isinstance(course, Offer) else clinic.sources)]
    return tuple(dict.fromkeys(sources))


def _donor(clinic: Clinic, _: dict[str, str]) -> Iterator[Finding]:
    whose = dict.fromkeys(course.donor for course in courses(clinic) if course.donor)
    for donor in whose:
        yield Finding(f"{' and '.join(donors(donor))} cells", "claimed", _behind(clinic, lambda course: course.donor))


def _figures(name: str, unit: str, clinic: Clinic, _: dict[str, str]) -> Iterator[Finding]:
    values = dict.fromkeys(value for course in courses(clinic) if (value := getattr(course, name)) is not None)
    for value in values:
        ends = [f"{end:,g}" for end in dict.fromkeys((value.low, value.high)) if end is not None]
        yield Finding(f"{'–'.join(ends)} {unit}", "claimed", _behind(clinic, lambda course: getattr(course, name)))


def _doses(clinic: Clinic, labels: dict[str, str]) -> Iterator[Finding]:
    for dose in dict.fromkeys(dose for course in courses(clinic) for dose in course.doses):
        ends = [f"{end:,g}" for end in dict.fromkeys((dose.low, dose.high)) if end is not None]
        says = f"{labels.get(dose.item, dose.item)}: {'–'.join(ends)} {dose.unit}"
        yield Finding(says, "claimed", _behind(clinic, lambda course: course.doses))


def _team(clinic: Clinic, _: dict[str, str]) -> Iterator[Finding]:
    for person in clinic.team:
        yield Finding(
            ", ".join(filter(None, (person.name, person.role, person.specialty))), person.status, person.sources
        )


def _accreditations(clinic: Clinic, _: dict[str, str]) -> Iterator[Finding]:
    for accreditation in clinic.accreditations:
        yield Finding(accreditation.says, accreditation.status, accreditation.sources, accreditation.note)


RECORD_FIELDS: dict[str, Callable[[Clinic, dict[str, str]], Iterator[Finding]]] = {
    "offer_price": _price,
    "includes": partial(_terms, lambda course: course.includes),
    "excludes": partial(_terms, lambda course: course.excludes),
    "cells": partial(_terms, lambda course: course.cells),
    "routes": partial(_terms, lambda course: course.routes),
    "donor": _donor,
    "doses": _doses,
    "sessions": partial(_figures, "sessions", "sessions"),
    "stay": partial(_figures, "stay", "days"),
    "team": _team,
    "accreditations": _accreditations,
}
"""Fields of the record itself that can answer a question."""


def lacking(found: Checklist, require: str) -> tuple[tuple[str, str], ...]:
    """Return (clinic, question) for each question that is not answered as far as `--require` asks."""
    return tuple(
        (given.clinic, asked.question.id)
        for asked in found.asked
        for given in asked.answers
        if given.answer not in ENOUGH[require]
    )


def values(found: Checklist) -> list[dict[str, Any]]:
    """Return the questions as plain values, with the answers under each clinic's id."""
    return [
        {
            **to_builtins(asked.question),
            "ours": not asked.question.recommended_by,
            **({"answers": {given.clinic: to_builtins(given) for given in asked.answers}} if found.clinics else {}),
        }
        for asked in found.asked
    ]
