"""What a person may ask of a record: fields, and the plain words and row titles that lead to them."""

from collections.abc import Iterable
from typing import NamedTuple

from ...model.names import Entry, fold, resolve
from ...model.statement import TROUBLES

NO_FACT = "no fact of this record is on record"


class FieldTopic(NamedTuple):
    """Fields of facts, claims and conflicts that speak to the same thing."""

    fields: tuple[str, ...]
    words: tuple[str, ...] = ()
    """What else people call it: the titles of its rows in `show` and `compare` among them."""


LICENSED = ("regulator", "law", "approval", "enforcement", "certification")
GIVEN = ("cells", "doses", "dose", "routes", "technique")
TOPICS: dict[str, FieldTopic] = {
    "price": FieldTopic(
        ("price", "prices_from", "saving", "cost"),
        ("cost", "costs", "prices", "offer", "offers", "price for", "price for sci", "prices not for sci", "for",
         "other prices", "sells", "published prices", "saving stated", "whose word", "no price for sci"),
    ),
    "covers": FieldTopic(("covers",), ("price covers",)),
    "treats sci": FieldTopic(("conditions", "specialty", "treated"), ("sci", "treats")),
    "city": FieldTopic(("city", "address", "name"), ("place", "where", "town", "location")),
    "standing": FieldTopic(("standing",), ("operating", "closed", "still open")),
    "clinics": FieldTopic((), ("clinic", "clinics on record", "on record", "no price published")),
    "licence": FieldTopic(
        (*LICENSED, "accreditations", "accredited"),
        ("license", "licences", "licensed", "licence for", "licence certificate", "certificate", "who licenses what",
         "it does not say", "legal", "to check"),
    ),
    "regulator": FieldTopic(LICENSED, ("law", "authority", "authorities", "rules")),
    "accreditations": FieldTopic(("accreditations", "certification", "accredited"), ("accreditation",)),
    "approved for sci": FieldTopic(("approval",), ("approved", "approval", "authorised")),
    "team": FieldTopic(("team", "doctor"), ("doctors", "who injects", "who treats", "surgeon", "staff", "people")),
    "cells": FieldTopic(("cells",), ("cell",)),
    "doses": FieldTopic(("doses", "dose"), ("dose",)),
    "routes": FieldTopic(("routes", "technique"), ("route",)),
    "what is given": FieldTopic(GIVEN, ("cells dose route", "route stay", "given", "said of all its offers")),
    "stay": FieldTopic(("stay",), ("days", "nights", "length of stay")),
    "includes": FieldTopic(
        ("includes", "transfers", "rehabilitation"),
        ("included", "said to be included", "what packages are said to include", "package", "inclusions"),
    ),
    "excludes": FieldTopic(("excludes",), ("not included", "excluded")),
    "nobody states": FieldTopic((), ("not stated", "silent")),
    "evidence": FieldTopic(
        ("evidence", "papers", "results", "research", "registry", "independent_record", "success_claim"),
        ("studies", "study", "proof"),
    ),
    "harms": FieldTopic(("harms", "harm", "infection", "safety"), ("known harms", "harm", "risk", "risks")),
    "trouble": FieldTopic(tuple(field for fields in TROUBLES.values() for field in fields), ("troubles", "actions")),
    "conflicts": FieldTopic((), ("in conflict", "conflict", "who says otherwise", "disagreement")),
    "contradicted": FieldTopic((), ("false", "wrong")),
    "trials": FieldTopic((), ("open trials", "trial", "open trials there")),
    "not_known": FieldTopic(("not_known",), ("unknown",)),
    "still to ask": FieldTopic((), ("questions", "question", "ask")),
}  # fmt: skip
"""Each with the fields that it takes in; a field that stands in none is asked for by its own name."""


def fields_of(asked: str) -> tuple[str, ...]:
    """Return the fields that speak to what was asked for."""
    return TOPICS[asked].fields if asked in TOPICS else (asked,)


def wanted_fields(given: str, known: set[str], inclusions: Iterable[str], *, of_subject: bool) -> str:
    """Return the topic or field that is meant. Raises AmbiguousName, and UnknownName with what there is in words.

    A clinic or a country can be asked about every topic, and by what may be included; another record about the fields
    that it has.
    """
    wanted = fold(given)
    topics = {
        name: topic for name, topic in TOPICS.items() if of_subject or not known.isdisjoint((*topic.fields, name))
    }
    by_word = {fold(word): name for name, topic in topics.items() for word in (name, *topic.words)}
    plain = {field.replace("_", " "): field for field in known}
    if wanted in map(fold, topics):
        return by_word[wanted]
    found = plain.get(wanted) or by_word.get(wanted)
    if found is None and of_subject and wanted in map(fold, inclusions):
        return "includes"
    if found is not None:
        return found
    entries = [Entry(name, name.replace("_", " "), topic.words) for name, topic in topics.items()]
    held = {field for topic in topics.values() for field in topic.fields}
    own = [Entry(field, words) for words, field in plain.items() if field not in topics]
    there = sorted([*(name.replace("_", " ") for name in topics), *(one.name for one in own if one.id not in held)])
    return resolve(given, [*entries, *own], "field", f"there are {', '.join(there)}" if there else NO_FACT).id
