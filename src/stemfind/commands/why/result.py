"""For each fact of a record: who says it, when, how far it holds, and who says otherwise."""

from typing import Any

from msgspec import Struct

from ...errors import AmbiguousName
from ...model.dataset import Dataset
from ...model.evidence import Reported, Study
from ...model.names import Entry
from ...model.statement import Conflict
from ...model.subject import Index, clinics_of
from ...model.trial import Trial
from .elsewhere import derived
from .facts import Fact, RecordOfFacts, facts_of
from .topics import fields_of, wanted_topic

PARTED = " · "
"""What parts the titles of a row that holds another thing of each kind of subject."""


class FoundFacts(Struct, frozen=True):
    """Facts of a record, and the conflicts that they are part of."""

    record: RecordOfFacts
    field: str | None
    """The topic or field that was asked for; None: all."""
    facts: tuple[Fact, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def fields(self) -> set[str]:
        """The fields of which any of them speaks."""
        return {fact.field for fact in self.facts} | {conflict.field for conflict in self.conflicts}


def find_record(dataset: Dataset, name: str) -> RecordOfFacts:
    """Return the record that a name means; sources answer to their id alone.

    Raises UnknownName, AmbiguousName, and NoRecord for a country of which nothing is on record.
    """
    source = dataset.source(name)
    if source is not None:
        return source
    try:
        found = Index(dataset, record_entries(dataset)).find(name, "record")
    except AmbiguousName as error:
        found = _preferred(dataset, error)
    return dataset.subjects.get(found) or next(one for one in _evidence_on_record(dataset) if one.id == found)


def _preferred(dataset: Dataset, error: AmbiguousName) -> str:
    """Return an id; what can be compared goes before what is only read about it. Raises the error where several do."""
    read = {record.id for record in _evidence_on_record(dataset)}
    compared = [identity for identity in error.candidates if identity not in read]
    studied = [study.id for study in dataset.studies if study.id in error.candidates]
    chosen = compared or studied
    if len(chosen) != 1 or (compared and chosen[0] not in dataset.subjects):
        raise error
    return chosen[0]


def record_entries(dataset: Dataset) -> tuple[Entry, ...]:
    """Return the names of every record that can be asked about, besides those of subjects and sources."""
    records = _evidence_on_record(dataset)
    return tuple(Entry(one.id, dataset.name(one.id), getattr(one, "aliases", ())) for one in records)


def _evidence_on_record(dataset: Dataset) -> tuple[Reported | Trial, ...]:
    return (
        *dataset.studies, *dataset.trials, *dataset.alternatives, *dataset.harms, *dataset.products,
        *dataset.positions,
    )  # fmt: skip


def find_facts(dataset: Dataset, record: RecordOfFacts, field: str | None = None) -> FoundFacts:
    """Return the facts of a record, or those of one field. Raises UnknownName with the fields that it has."""
    if field and PARTED in field:
        return _together([find_facts(dataset, record, part) for part in field.split(PARTED)])
    subject = dataset.subjects.get(record.id)
    concerned = [record, *(clinics_of(dataset, subject) if subject else ())]
    conflicts = tuple(dict.fromkeys(one for about in concerned for one in dataset.conflicts_about(about.id)))
    found = FoundFacts(record, None, tuple(facts_of(dataset, record)), conflicts)
    if field is None:
        return found
    inclusions = [term.label for term in dataset.terms if term.kind == "inclusion"]
    asked = wanted_topic(field, found.fields, inclusions, of_subject=subject is not None)
    fields = fields_of(asked)
    own = (fact for fact in found.facts if fact.field in fields or fact.status == asked)
    kept = tuple(conflict for conflict in conflicts if conflict.field in fields or asked == "conflicts")
    return FoundFacts(record, asked, (*own, *derived(dataset, record, asked)), kept)


def _together(parts: list[FoundFacts]) -> FoundFacts:
    """Return what several fields hold; one of which nothing is on record is not named, if another has something."""
    held = [found for found in parts if found.facts or found.conflicts] or parts[:1]
    facts = tuple(fact for found in held for fact in found.facts)
    conflicts = tuple(dict.fromkeys(conflict for found in held for conflict in found.conflicts))
    return FoundFacts(held[0].record, PARTED.join(found.field or "" for found in held), facts, conflicts)


def why_values(found: FoundFacts) -> dict[str, Any]:
    """Return facts and conflicts as plain values, of a trial or a study as a whole its record too."""
    whole = {"record": found.record} if isinstance(found.record, Trial | Study) and found.field is None else {}
    return {"id": found.record.id, "field": found.field, "facts": found.facts, "conflicts": found.conflicts, **whole}
