"""The sections of a dataset, and what one record of each is called."""

from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from ..model.base import Record


class Section(Struct, frozen=True):
    """One list of records; its type is imported when it is first needed."""

    module: str
    record: str
    label: str


SECTIONS: dict[str, Section] = {
    "sources": Section("source", "Source", "source"),
    "terms": Section("term", "Term", "term"),
    "rates": Section("source", "Rate", "rate"),
    "countries": Section("country", "Country", "country"),
    "regulators": Section("country", "Regulator", "regulator"),
    "benchmarks": Section("country", "Benchmark", "benchmark"),
    "clinics": Section("clinic", "Clinic", "clinic"),
    "claims": Section("statement", "Claim", "claim"),
    "conflicts": Section("statement", "Conflict", "conflict"),
    "question_groups": Section("question", "QuestionGroup", "question group"),
    "questions": Section("question", "Question", "question"),
    "translations": Section("question", "Translation", "translation"),
    "studies": Section("evidence", "Study", "study"),
    "harms": Section("evidence", "Harm", "harm"),
    "positions": Section("evidence", "Position", "position"),
    "products": Section("evidence", "Product", "product"),
    "alternatives": Section("evidence", "Alternative", "alternative"),
    "trials": Section("trial", "Trial", "trial"),
    "topics": Section("topic", "Topic", "topic"),
    "glossary": Section("topic", "GlossaryEntry", "glossary entry"),
    "criteria": Section("topic", "Criterion", "criterion"),
    "everyday": Section("everyday", "EverydayWord", "everyday word"),
}
"""Any file of a dataset may hold any section; records of the same section are joined."""


def record_type(section: str) -> "type[Record]":
    """Return the type of a section's records."""
    held = SECTIONS[section]
    found: type[Record] = getattr(import_module(f"stemfind.model.{held.module}"), held.record)
    return found
