"""Facts that other records hold of a clinic or a country: harms, authorities, trials, what nobody states."""

from collections.abc import Callable, Iterator
from functools import partial

from ...model.answering import RECORD_FIELDS, checklist
from ...model.clinic import Clinic
from ...model.country import Benchmark, Country
from ...model.course import stated
from ...model.dataset import Dataset
from ...model.subject import Subject, clinics_of
from .fact import Fact, RecordOfFacts

Derive = Callable[[Dataset, Subject], Iterator[Fact]]


def derived(dataset: Dataset, record: RecordOfFacts, topic: str) -> Iterator[Fact]:
    """Yield what other records hold of a subject under one topic; nothing for what is no subject."""
    if isinstance(record, Clinic | Country | Benchmark):
        for derive in DERIVED.get(topic, ()):
            yield from derive(dataset, record)


def regulators(dataset: Dataset, country: str) -> Iterator[Fact]:
    """Yield what each authority of a country licenses, and what its licence does not say."""
    for regulator in dataset.regulators:
        if regulator.country == country:
            means = f" {regulator.approved_means}" if regulator.approved_means else ""
            licensed = f"{regulator.name}: {regulator.licenses}. Beyond it: {regulator.does_not_license}."
            yield Fact(
                field="regulator",
                value=licensed + means,
                status=regulator.status, sources=regulator.sources, dated=regulator.dated, check=regulator.check,
            )  # fmt: skip


def _regulators(dataset: Dataset, record: Subject) -> Iterator[Fact]:
    if isinstance(record, Clinic):  # a country's are its own facts
        yield from regulators(dataset, record.country)


def _approved(dataset: Dataset, record: Subject) -> Iterator[Fact]:
    place = record.place
    for one in dataset.regulators:
        if one.country == place and one.approved_for_sci:
            yield Fact(
                field="approved for SCI", value=f"{one.name}: {one.approved_for_sci}", status=one.status,
                sources=one.sources, dated=one.dated, check=one.check,
            )  # fmt: skip


def _harms(dataset: Dataset, record: Subject) -> Iterator[Fact]:
    place = record.place
    for harm in dataset.harms:
        if place in harm.countries:
            yield Fact(
                field="harms", value=f"{harm.name}: {harm.says}", status="supported", sources=harm.sources,
                dated=harm.dated, note=harm.fairness,
            )  # fmt: skip


def _names_sci(_: Dataset, record: Subject) -> Iterator[Fact]:
    if isinstance(record, Clinic) and record.names_sci is not None:
        said = "It names" if record.names_sci else "It does not name"
        value = f"{said} spinal cord injury among what it treats."
        yield Fact(field="treats SCI", value=value, status="claimed", sources=record.sources)


def _found(field: str, dataset: Dataset, record: Subject) -> Iterator[Fact]:
    """Yield what a clinic's own record says under a field, as it answers the questions of the checklist."""
    for finding in RECORD_FIELDS[field](record, dataset) if isinstance(record, Clinic) else ():
        yield Fact(
            field=field, value=finding.says, status=finding.status, sources=finding.sources, note=finding.note
        )  # fmt: skip


def _covers(_: Dataset, record: Subject) -> Iterator[Fact]:
    if isinstance(record, Benchmark) and record.covers:
        sources = tuple(dict.fromkeys(source for offer in record.offers for source in offer.sources))
        yield Fact(field="covers", value=record.covers, status="claimed", sources=sources)


def _trials(dataset: Dataset, record: Subject) -> Iterator[Fact]:
    place = record.place
    for trial in dataset.trials:
        if trial.free and place in trial.countries:
            yield Fact(
                field="trials", value=f"{trial.registry_id}: {trial.name}", status=None, sources=trial.sources,
                dated=trial.status_date,
            )  # fmt: skip


def _clinics(dataset: Dataset, record: Subject) -> Iterator[Fact]:
    for clinic in clinics_of(dataset, record) if isinstance(record, Country) else ():
        state = f" ({clinic.standing.state})" if clinic.gone and clinic.standing else ""
        yield Fact(field="clinics", value=f"{clinic.name}{state}", status=None, sources=clinic.sources)


def _silent(dataset: Dataset, record: Subject) -> Iterator[Fact]:
    """Yield what a person would look for and nobody says a word of."""
    said = {
        term
        for clinic in clinics_of(dataset, record)
        for term in (*stated(clinic, lambda c: c.includes), *stated(clinic, lambda c: c.excludes))
    }
    for term in dataset.terms:
        if term.kind == "inclusion" and term.group == "extra" and term.id not in said:
            yield Fact(field="nobody states", value=term.label, status=None, sources=())


def _to_ask(dataset: Dataset, record: Subject) -> Iterator[Fact]:
    """Yield the questions to which nothing is on record."""
    for one in checklist(dataset, [record]).asked if isinstance(record, Clinic) else ():
        if one.answers[0].answer == "unknown":
            yield Fact(field="still to ask", value=one.question.asks, status=None, sources=())


_doses, _stay = partial(_found, "doses"), partial(_found, "stay")
DERIVED: dict[str, tuple[Derive, ...]] = {
    "licence": (_regulators,), "approved for sci": (_approved, _regulators), "harms": (_harms,),
    "treats sci": (_names_sci,), "covers": (_covers,), "doses": (_doses,), "what is given": (_doses, _stay),
    "stay": (_stay,), "trials": (_trials,), "clinics": (_clinics,), "nobody states": (_silent,),
    "still to ask": (_to_ask,),
}  # fmt: skip
"""What is looked up under each topic."""
