"""What an offer says, with what is said of all its clinic's offers behind it."""

from collections.abc import Iterator
from functools import partial

from .base import Interval
from .clinic import Clinic, Course, Dose, Offer
from .country import Subject


def _own_or_general(field: str, clinic: Clinic, offer: Offer | None) -> tuple[str, ...]:
    own: tuple[str, ...] = getattr(offer, field, ())
    return own or getattr(clinic.general, field, ())


def _joined(field: str, clinic: Subject, offer: Offer | None) -> tuple[str, ...]:
    held = (course for course in (offer, clinic.general) if course is not None)
    return tuple(dict.fromkeys(term for course in held for term in getattr(course, field)))


cells, routes = partial(_own_or_general, "cells"), partial(_own_or_general, "routes")
"""What an offer states, or else what is said of all its clinic's offers."""
includes, excludes = partial(_joined, "includes"), partial(_joined, "excludes")
"""What an offer states as included or not, with what is said of all its clinic's offers."""


def stay(clinic: Clinic, offer: Offer | None) -> Interval:
    """Return the days that an offer states, or else what is said of all its clinic's; neither end where nobody does."""
    own: Interval | None = getattr(offer, "stay", None) or getattr(clinic.general, "stay", None)
    return own or Interval()


def courses(subject: Subject) -> Iterator[Course]:
    """Yield what is said of all offers, then each offer."""
    if subject.general is not None:
        yield subject.general
    yield from subject.offers


def doses(subject: Subject) -> tuple[Dose, ...]:
    """Return every dose that is stated, each once."""
    return tuple(dict.fromkeys(dose for course in courses(subject) for dose in course.doses))


def stated_terms(subject: Subject, *fields: str) -> tuple[str, ...]:
    """Return the terms that any of a subject's courses states in some fields: cells, routes, includes, excludes."""
    held = (getattr(course, field) for field in fields for course in courses(subject))
    return tuple(dict.fromkeys(term for terms in held for term in terms))


def behind(clinic: Clinic, course: Course) -> tuple[str, ...]:
    """Return who says what a course states: an offer's own sources, or else the clinic's."""
    own: tuple[str, ...] = getattr(course, "sources", clinic.sources)
    return own
