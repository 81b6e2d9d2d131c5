"""The sections of a dataset, and what one record of each is called."""

from typing import NamedTuple

from ..model.base import Record
from ..model.clinic import Clinic
from ..model.country import Benchmark, Country, Regulator
from ..model.evidence import Harm, Position, Product, Study
from ..model.question import Question, QuestionGroup
from ..model.source import Rate, Source
from ..model.statement import Claim, Conflict
from ..model.term import Term
from ..model.topic import Criterion, GlossaryEntry, Topic
from ..model.trial import Trial


class Section(NamedTuple):
    """One list of records."""

    record: type[Record]
    label: str


SECTIONS: dict[str, Section] = {
    "sources": Section(Source, "source"),
    "terms": Section(Term, "term"),
    "rates": Section(Rate, "rate"),
    "countries": Section(Country, "country"),
    "regulators": Section(Regulator, "regulator"),
    "benchmarks": Section(Benchmark, "benchmark"),
    "clinics": Section(Clinic, "clinic"),
    "claims": Section(Claim, "claim"),
    "conflicts": Section(Conflict, "conflict"),
    "question_groups": Section(QuestionGroup, "question group"),
    "questions": Section(Question, "question"),
    "studies": Section(Study, "study"),
    "harms": Section(Harm, "harm"),
    "positions": Section(Position, "position"),
    "products": Section(Product, "product"),
    "trials": Section(Trial, "trial"),
    "topics": Section(Topic, "topic"),
    "glossary": Section(GlossaryEntry, "glossary entry"),
    "criteria": Section(Criterion, "criterion"),
}
"""Any file of a dataset may hold any section; records of the same section are joined."""
