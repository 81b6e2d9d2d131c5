"""For each fact of a record: who says it, when, how far it holds, and who says otherwise."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import to_builtins

from ...errors import AmbiguousName
from ...model.base import Status
from ...model.clinic import Clinic, Course, Offer
from ...model.country import Benchmark, Country
from ...model.course import behind, courses
from ...model.dataset import Dataset
from ...model.evidence import Alternative, Harm, Product, Study, harmed
from ...model.names import Entry
from ...model.source import Source
from ...model.statement import Claim, Conflict
from ...model.subject import Index, clinics_of
from ...model.trial import Trial
from .derived import derived, regulators
from .fact import Answer, Fact, RecordOfFacts, Told
from .topics import fields_of, wanted_fields

WORDED_FIELDS = (
    "outcome", "says", "authorised", "latest", "gives", "for_whom", "evidence", "allowed", "how", "cost", "results",
    "harms", "adverse_events", "limits", "treated_for", "fairness", "criteria_note",
)  # fmt: skip
"""Fields of studies, harms, statements, products, alternatives and trials that say something in words."""


def record_entries(dataset: Dataset) -> tuple[Entry, ...]:
    """Return the names of every record that can be asked about, besides those of subjects."""
    named: tuple[Study | Trial | Alternative, ...] = (*dataset.studies, *dataset.trials, *dataset.alternatives)
    told: tuple[Harm | Product, ...] = (*dataset.harms, *dataset.products)
    return (
        *(Entry(record.id, record.name, record.aliases) for record in named),
        *(Entry(record.id, record.name) for record in told),
        *(Entry(position.id, position.body) for position in dataset.positions),
    )


def find_record(dataset: Dataset, name: str) -> RecordOfFacts:
    """Return the record that a name means; sources answer to their id alone.

    Raises UnknownName, AmbiguousName, and NoRecord for a country of which nothing is on record.
    """
    source = dataset.source(name)
    if source is not None:
        return source
    found = _found(dataset, name)
    if found in dataset.subjects:
        return dataset.subjects[found]
    records: tuple[RecordOfFacts, ...] = (
        *dataset.studies, *dataset.trials, *dataset.harms, *dataset.products, *dataset.positions,
        *dataset.alternatives,
    )  # fmt: skip
    return next(record for record in records if record.id == found)


def _found(dataset: Dataset, name: str) -> str:
    """Return an id; what can be compared goes before what is only read about it."""
    try:
        return Index(dataset, record_entries(dataset)).find(name, "record")
    except AmbiguousName as error:
        read = {entry.id for entry in record_entries(dataset)}
        compared = [identity for identity in error.candidates if identity not in read]
        studied = [study.id for study in dataset.studies if study.id in error.candidates]
        chosen = compared or studied
        if len(chosen) != 1 or (compared and chosen[0] not in dataset.subjects):
            raise
        return chosen[0]


def why(dataset: Dataset, record: RecordOfFacts, field: str | None = None) -> Answer:
    """Return the facts of a record, or those of one field. Raises UnknownName with the fields that it has."""
    facts = tuple(_facts(dataset, record))
    conflicts = conflicts_of(dataset, record)
    if field is None:
        return Answer(record, None, facts, conflicts)
    known = {fact.field for fact in facts} | {conflict.field for conflict in conflicts}
    inclusions = [term.label for term in dataset.terms if term.kind == "inclusion"]
    asked = wanted_fields(field, known, inclusions, of_subject=record.id in dataset.subjects)
    if asked == "conflicts":
        return Answer(record, asked, (), conflicts)
    if asked == "contradicted":
        return Answer(record, asked, tuple(fact for fact in facts if fact.status == asked), ())
    fields = fields_of(asked)
    kept = tuple(fact for fact in facts if fact.field in fields)
    return Answer(
        record,
        asked,
        (*kept, *derived(dataset, record, asked)),
        tuple(conflict for conflict in conflicts if conflict.field in fields),
    )


def conflicts_of(dataset: Dataset, record: RecordOfFacts) -> tuple[Conflict, ...]:
    """Return the conflicts that name a record, and for a country those that name a clinic of it."""
    here = clinics_of(dataset, record) if isinstance(record, Country) else ()
    told = (record, *here)
    return tuple(dict.fromkeys(conflict for one in told for conflict in dataset.conflicts_about(one.id)))


def _facts(dataset: Dataset, record: RecordOfFacts) -> Iterator[Fact]:
    claims = [_claimed(claim) for claim in dataset.claims_about(record.id)]
    yield from (fact for fact in claims if fact.status == "contradicted")
    match record:
        case Clinic():
            yield from _clinic(record)
        case Country():
            yield from _offers(record.offers)
            yield from regulators(dataset, record.id)
            yield from (Fact(field="not_known", value=text, status=None, sources=()) for text in record.not_known)
        case Benchmark():
            yield from _offers(record.offers)
        case Source():
            yield Fact(field="document", value=record.title, status=None, sources=(record.id,))
        case _:
            yield from _evidence(record)
    yield from (fact for fact in claims if fact.status != "contradicted")


def _claimed(claim: Claim) -> Fact:
    return Fact(
        field=claim.field, value=claim.says, status=claim.status, sources=claim.sources, dated=claim.dated,
        checked_by=claim.checked_by, note=claim.note, amount=claim.value, unit=claim.unit,
    )  # fmt: skip


def _offers(offers: tuple[Offer, ...]) -> Iterator[Fact]:
    for offer in offers:
        yield Fact(
            field="price",
            value=offer,
            status=offer.status,
            sources=offer.sources,
            dated=offer.dated,
            note=" ".join(filter(None, (offer.price.note if offer.price else None, offer.note))) or None,
        )


def _clinic(clinic: Clinic) -> Iterator[Fact]:
    if clinic.standing is not None:
        standing = clinic.standing
        yield Fact(
            field="standing",
            value=standing.state,
            status=None,
            sources=standing.sources,
            dated=standing.dated,
            note=standing.note,
        )
    yield from (Fact(field="city", value=city, status="claimed", sources=clinic.sources) for city in clinic.cities)
    yield from _offers(clinic.offers)
    for name in ("cells", "routes", "includes", "excludes"):
        yield from _terms(clinic, name, lambda course, name=name: getattr(course, name))  # type: ignore[misc]
    for person in clinic.team:
        said = ", ".join(filter(None, (person.name, person.role, person.specialty)))
        yield Fact(field="team", value=said, status=person.status, sources=person.sources, note=person.note)
    for held in clinic.accreditations:
        yield Fact(field="accreditations", value=held.says, status=held.status, sources=held.sources, note=held.note)
    if clinic.independent_record:
        yield Fact(field="independent_record", value=clinic.independent_record, status=None, sources=())


def _terms(clinic: Clinic, name: str, part: Callable[[Course], tuple[str, ...]]) -> Iterator[Fact]:
    for course in courses(clinic):
        if part(course):
            offer = course.name if isinstance(course, Offer) else None
            yield Fact(
                field=name,
                value=", ".join(part(course)) + (f" ({offer})" if offer else ""),
                status="claimed",
                sources=behind(clinic, course),
                terms=part(course),
                offer=offer,
            )


def _evidence(record: Told) -> Iterator[Fact]:
    """Yield the worded fields of a record of evidence; its own document says them.

    What a trial or an alternative says has no status: some of it only a company or the press says.
    """
    status: Status | None = None if isinstance(record, Trial | Alternative) else "supported"
    for name in WORDED_FIELDS:
        value = getattr(record, name, None)
        if value:
            yield Fact(field=name, value=value, status=status, sources=record.sources, dated=_dated(record))
    for name, value in _numbered(record):
        yield Fact(field=name, value=value, status=status, sources=record.sources, dated=_dated(record))


def _numbered(record: Told) -> Iterator[tuple[str, str]]:
    """Yield where a study was registered, and out of how many people a harm befell some."""
    if isinstance(record, Study) and record.registry:
        yield "registry", ", ".join(record.registry)
    if isinstance(record, Harm) and record.of is not None:
        yield "people", harmed(record.people, record.of)


def _dated(record: Told) -> str | None:
    if isinstance(record, Study):
        return str(record.year)
    return getattr(record, "status_date", None) or getattr(record, "dated", None)


def values(answer: Answer) -> dict[str, Any]:
    """Return an answer as plain values."""
    return {
        "id": answer.record.id,
        "field": answer.field,
        "facts": [to_builtins(fact) for fact in answer.facts],
        "conflicts": [to_builtins(conflict) for conflict in answer.conflicts],
    }
