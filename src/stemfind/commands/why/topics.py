"""What a person may ask of a record: fields, and the plain words and row titles that lead to them."""

from collections.abc import Iterable

from ...model.names import Entry, fold, resolve
from ...model.statement import TROUBLES

LICENSED = ("regulator", "law", "approval", "enforcement", "certification")
GIVEN = ("cells", "doses", "dose", "routes", "technique")
TOPICS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "stay": (("stay",), ("days", "nights", "length of stay")),
    "price": (
        ("price", "prices_from", "saving", "cost"),
        ("cost", "costs", "prices", "offer", "offers", "price for", "price for sci", "prices not for sci", "for",
         "other prices", "sells", "published prices", "whose word", "no price for sci"),
    ),
    "saving": (("saving",), ("saving stated",)),
    "covers": (("covers",), ("price covers",)),
    "treats sci": (("conditions", "specialty", "treated"), ("sci", "treats")),
    "city": (("city", "address", "name"), ("place", "where", "town", "location")),
    "standing": (("standing",), ("operating", "closed", "still open")),
    "clinics": ((), ("clinic", "clinics on record", "no price published")),
    "licence": (
        (*LICENSED, "accreditations", "accredited"),
        ("license", "licences", "licensed", "licence for", "licence certificate", "certificate", "who licenses what",
         "it does not say", "legal", "to check"),
    ),
    "regulator": (LICENSED, ("law", "authority", "authorities", "rules")),
    "accreditations": (("accreditations", "certification", "accredited"), ("accreditation",)),
    "approved for sci": (("approval",), ("approved", "approval", "authorised")),
    "team": (
        ("team", "doctor"),
        ("doctors", "who injects", "who treats", "surgeon", "staff", "people", "people named"),
    ),
    "cells": (("cells",), ("cell",)),
    "doses": (("doses", "dose"), ("dose",)),
    "routes": (("routes", "technique"), ("route",)),
    "what it is": (("standing", "city", "cells"), ("on record",)),
    "what is given": (GIVEN, ("cells dose route", "route stay", "given", "said of all its offers")),
    "includes": (
        ("includes", "excludes", "transfers", "rehabilitation"),
        ("included", "said to be included", "what packages are said to include", "package", "inclusions"),
    ),
    "excludes": (("excludes",), ("not included", "excluded")),
    "nobody states": ((), ("not stated", "silent")),
    "evidence": (
        ("evidence", "papers", "results", "research", "registry", "independent_record", "success_claim"),
        ("studies", "study", "proof", "known gain", "independent record"),
    ),
    "harms": (("harms", "harm", "infection", "safety"), ("known harms", "known harm", "harm", "risk", "risks")),
    "trouble": (tuple(field for fields in TROUBLES.values() for field in fields), ("troubles", "actions")),
    "conflicts": ((), ("in conflict", "conflict", "who says otherwise", "disagreement")),
    "contradicted": ((), ("false", "wrong")),
    "trials": ((), ("open trials", "trial", "open trials there")),
    "closes off": ((), ("closed off", "earlier cells")),
    "not_known": (("not_known",), ("unknown", "still not known")),
    "still to ask": ((), ("questions", "question", "ask")),
}  # fmt: skip
"""Each topic with the fields of facts, claims and conflicts that speak to it, and with what else people call it.

The titles of its rows in `show`, `compare` and `summary` are among the latter. A field that stands in none is asked for
by its own name.
"""


def fields_of(topic: str) -> tuple[str, ...]:
    """Return the fields that speak to a topic."""
    return TOPICS[topic][0] if topic in TOPICS else (topic,)


def wanted_topic(given: str, known: set[str], inclusions: Iterable[str], *, of_subject: bool) -> str:
    """Return the topic or field that is meant. Raises AmbiguousName, and UnknownName with what there is in words.

    A clinic or a country can be asked about every topic, and by what may be included; another record about the fields
    that it has.
    """
    topics = {
        topic: words for topic, (fields, words) in TOPICS.items() if of_subject or known.intersection((*fields, topic))
    }
    plain = {field.replace("_", " "): field for field in known}
    meant = {
        **{fold(label): "includes" for label in inclusions if of_subject},
        **{fold(word): topic for topic, words in topics.items() for word in words},
        **plain,
        **{fold(topic): topic for topic in topics},
    }  # the later where a word means two
    if fold(given) in meant:
        return meant[fold(given)]
    entries = [Entry(topic, topic.replace("_", " "), words) for topic, words in topics.items()]
    own = [Entry(field, words) for words, field in plain.items() if field not in topics]
    held = {field for topic in topics for field in fields_of(topic)}
    there = sorted(one.name for one in (*entries, *own) if one.id in topics or one.id not in held)
    hint = f"there are {', '.join(there)}" if there else "no fact of this record is on record"
    return resolve(given, [*entries, *own], "field", hint).id
