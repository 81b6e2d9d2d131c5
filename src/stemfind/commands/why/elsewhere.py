"""What other records hold of a clinic, a country or a benchmark."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from msgspec.structs import replace

from ...model.answering import RECORD_FIELDS, still_open
from ...model.clinic import Clinic
from ...model.country import Benchmark, Country, Subject
from ...model.course import stated_terms
from ...model.dataset import Dataset
from ...model.evidence import largest
from ...model.matching import refusing_after_cells
from ...model.names import without_end
from ...model.profile import still_standing, studies_of_cells
from ...model.span import NOT_STATED
from ...model.statement import trouble
from ...model.subject import clinics_of
from ...model.topic import registers
from .facts import Fact, RecordOfFacts, claimed, of_clinic, regulators_of


def derived(dataset: Dataset, record: RecordOfFacts, topic: str) -> Iterator[Fact]:
    """Yield what other records hold of a subject under one topic; nothing for what is no subject."""
    for kind, derive in DERIVED.get(topic, ()):
        if isinstance(record, kind):
            yield from derive(dataset, record)


def _approved(dataset: Dataset, record: Subject) -> Iterator[Fact]:
    for one in dataset.regulators_in(record.place):
        if one.approved_for_sci:
            says = f"{one.name}: {one.approved_for_sci}"
            yield Fact("approved for SCI", says, one.status, one.sources, one.dated, check=one.check)


def _harms(dataset: Dataset, record: Subject) -> Iterator[Fact]:
    for harm in dataset.harms_in(record.place):
        says = f"{harm.name}: {harm.says}"
        yield Fact("harms", says, "supported", harm.sources, harm.dated, note=harm.fairness)


def _names_sci(_: Dataset, clinic: Clinic) -> Iterator[Fact]:
    if clinic.names_sci is not None:
        said = "It names" if clinic.names_sci else "It does not name"
        yield Fact("treats SCI", f"{said} spinal cord injury among what it treats.", "claimed", clinic.sources)
    for offer in clinic.sci_offers:
        says = f"An offer for spinal cord injury is on record: {offer.name}."
        yield Fact("treats SCI", says, offer.status, offer.sources, offer.dated)


def _answers_to(field: str, dataset: Dataset, clinic: Clinic) -> Iterator[Fact]:
    """Yield what a clinic's own record says under a field, as it answers the questions of the checklist."""
    for finding in RECORD_FIELDS[field](clinic, dataset):
        yield Fact(field, finding.says, finding.status, finding.sources, note=finding.note)


def _covers(_: Dataset, record: Benchmark) -> Iterator[Fact]:
    if record.covers:
        sources = dict.fromkeys(source for offer in record.offers for source in offer.sources)
        yield Fact("covers", record.covers, "claimed", tuple(sources))


def _trials(dataset: Dataset, record: Subject) -> Iterator[Fact]:
    for trial in dataset.free_trials_in(record.place):
        yield Fact("trials", f"{trial.registry_id}: {trial.name}", None, trial.sources, trial.status_date)


def _studies(dataset: Dataset, record: Subject) -> Iterator[Fact]:
    """Yield how many studies there are of the cells that are stated here, then each, those that compare first."""
    clinics = still_standing(clinics_of(dataset, record), record)
    studies = sorted(studies_of_cells(dataset, clinics), key=lambda study: not study.compared)
    cells = dict.fromkeys(cell for clinic in clinics for cell in stated_terms(clinic, "cells"))
    if cells and dataset.studies:
        controlled = sum(study.compared for study in studies)
        number = "1 study" if len(studies) == 1 else f"{len(studies)} studies"
        said = f"{number} of such cells in SCI on record, {controlled} controlled"
        yield Fact("evidence", said, note=f"Such cells: {', '.join(map(dataset.label, cells))}")
    for study in studies:
        people = NOT_STATED if study.people is None else f"{study.people:,}"
        said = f"{study.name}: {study.design}, people: {people}"
        yield Fact("evidence", said, None, study.sources, str(study.year))


def _unwanted(dataset: Dataset, clinic: Clinic) -> Iterator[Fact]:
    """Yield what the largest study of such cells tells of unwanted events."""
    study = largest(studies_of_cells(dataset, [clinic]))
    if study is not None:
        said = f"Of {study.people:,} people in the largest study of such cells, {study.name}: {study.adverse_events}"
        yield Fact("harms", said, None, study.sources, str(study.year))


def _closed_off(dataset: Dataset, _: Clinic) -> Iterator[Fact]:
    """Yield which trials refuse people who had cells, and how many do not say."""
    refusing, silent = refusing_after_cells(dataset)
    for trial in refusing:
        said = f"{trial.registry_id}: {trial.name}: refuses people who had cells"
        yield Fact("closes off", said, None, trial.sources, trial.status_date)
    if silent:
        yield Fact("closes off", f"Trials that do not say: {silent} of {len(dataset.trials)}")


def _what_it_is(_: Dataset, record: Clinic | Benchmark) -> Iterator[Fact]:
    sources = getattr(record, "sources", None) or dict.fromkeys(one for offer in record.offers for one in offer.sources)
    yield Fact("what it is", record.kind.replace("-", " "), None, tuple(sources))


def _its_clinics_say(fields: tuple[str, ...], dataset: Dataset, country: Country) -> Iterator[Fact]:
    """Yield what the clinics of a country state, each under its name."""
    for clinic in still_standing(clinics_of(dataset, country), country):
        for fact in of_clinic(clinic):
            if fact.field in fields:
                words = ", ".join(map(dataset.label, fact.terms)) or fact.value
                yield replace(fact, value=f"{dataset.short(clinic.id)}: {words}", terms=())
        for field in ("doses", "stay"):
            for fact in _answers_to(field, dataset, clinic) if field in fields else ():
                yield replace(fact, value=f"{dataset.short(clinic.id)}: {fact.value}")


def _trouble_of_clinics(dataset: Dataset, country: Country) -> Iterator[Fact]:
    """Yield the statements that tell of trouble with the clinics of a country, gone or not."""
    for clinic in clinics_of(dataset, country):
        for fact in map(claimed, trouble(dataset.claims_about(clinic.id))):
            yield replace(fact, value=f"{dataset.short(clinic.id)}: {fact.value}")


def _look_up(dataset: Dataset, country: Country) -> Iterator[Fact]:
    """Yield where a licence can be looked up in a country."""
    for place in registers(dataset.topics):
        if place.country == country.name:
            yield Fact("licence", f"{place.body}: {place.says}", None, place.sources, check=place.url)


def _clinics_there(dataset: Dataset, country: Country) -> Iterator[Fact]:
    for clinic in clinics_of(dataset, country):
        said = f"{without_end(clinic.name)} ({clinic.ended.state})" if clinic.ended else clinic.name
        yield Fact("clinics", said, None, clinic.sources)


def _nobody_states(dataset: Dataset, record: Subject) -> Iterator[Fact]:
    """Yield what a person would look for and nobody says a word of."""
    clinics = still_standing(clinics_of(dataset, record), record)
    said = {term for clinic in clinics for term in stated_terms(clinic, "includes", "excludes")}
    for term in dataset.terms:
        if term.kind == "inclusion" and term.group == "extra" and term.id not in said:
            yield Fact("nobody states", term.label)


def _still_to_ask(dataset: Dataset, clinic: Clinic) -> Iterator[Fact]:
    return (Fact("still to ask", question.asks) for question in still_open(dataset, clinic))


DERIVED: dict[str, tuple[tuple[Any, Callable[[Dataset, Any], Iterator[Fact]]], ...]] = {
    "licence": ((Clinic, regulators_of), (Benchmark, regulators_of), (Country, _look_up)),
    "approved for sci": ((Subject, _approved), (Clinic, regulators_of)),
    "trouble": ((Country, _trouble_of_clinics),),
    "harms": ((Subject, _harms), (Clinic, _unwanted)),
    "treats sci": ((Clinic, _names_sci),),
    "covers": ((Benchmark, _covers),),
    "what it is": ((Clinic, _what_it_is), (Benchmark, _what_it_is), (Country, _clinics_there)),
    "doses": ((Clinic, partial(_answers_to, "doses")), (Country, partial(_its_clinics_say, ("doses",)))),
    "what is given": (
        *((Clinic, partial(_answers_to, field)) for field in ("doses", "stay")),
        (Country, partial(_its_clinics_say, ("cells", "doses", "routes"))),
    ),
    "stay": ((Clinic, partial(_answers_to, "stay")), (Country, partial(_its_clinics_say, ("stay",)))),
    "cells": ((Country, partial(_its_clinics_say, ("cells",))),),
    "routes": ((Country, partial(_its_clinics_say, ("routes",))),),
    "includes": ((Country, partial(_its_clinics_say, ("includes", "excludes"))),),
    "excludes": ((Country, partial(_its_clinics_say, ("excludes",))),),
    "evidence": ((Subject, _studies),),
    "closes off": ((Clinic, _closed_off),),
    "not_known": ((Clinic, _still_to_ask),),
    "trials": ((Subject, _trials),),
    "clinics": ((Country, _clinics_there),),
    "nobody states": ((Subject, _nobody_states),),
    "still to ask": ((Clinic, _still_to_ask),),
}
"""What is looked up under each topic, and of which kind of subject; a country's regulators are its own facts."""
