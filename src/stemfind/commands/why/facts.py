"""One thing on record with all that is known of how it is known, and where such things are found."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from msgspec import Struct

from ...model.answering import RECORD_FIELDS, still_open
from ...model.base import Amount, Status
from ...model.clinic import Clinic, Offer
from ...model.country import Benchmark, Country, Subject
from ...model.course import behind, courses, stated_terms
from ...model.dataset import Dataset
from ...model.evidence import Alternative, Harm, Reported, harmed
from ...model.names import without_end
from ...model.source import Source
from ...model.subject import clinics_of
from ...model.trial import Trial

RecordOfFacts = Subject | Reported | Trial | Source
WORDED_FIELDS = (
    "outcome", "says", "authorised", "latest", "gives", "for_whom", "evidence", "allowed", "how", "cost", "results",
    "harms", "adverse_events", "limits", "treated_for", "fairness", "criteria_note",
)  # fmt: skip
"""Fields of studies, harms, statements, products, alternatives and trials that say something in words."""


class Fact(Struct, frozen=True):
    """One thing on record: its value, and all that is known of how it is known."""

    field: str
    value: Offer | str
    """An offer where the fact is a price, else words from the data."""
    status: Status | None = None
    sources: tuple[str, ...] = ()
    dated: str | None = None
    checked_by: tuple[str, ...] = ()
    note: str | None = None
    check: str | None = None
    """How a person might check it, where the record says so itself."""
    terms: tuple[str, ...] = ()
    """The terms that it consists of, where it is made of the vocabulary and not of somebody's words."""
    offer: str | None = None
    """Name of the offer that states the terms; None: said of all offers together."""
    amount: Amount | None = None
    """The one figure of a statement, in `unit`."""
    unit: str | None = None


def facts_of(dataset: Dataset, record: RecordOfFacts) -> Iterator[Fact]:
    """Yield the facts of a record, and first of all the statements about it that are contradicted."""
    claims = [
        Fact(claim.field, claim.says, claim.status, claim.sources, claim.dated, claim.checked_by, claim.note,
             amount=claim.value, unit=claim.unit)
        for claim in dataset.claims_about(record.id)
    ]  # fmt: skip
    yield from (fact for fact in claims if fact.status == "contradicted")
    match record:
        case Clinic():
            yield from _of_clinic(record)
        case Country():
            yield from _price_facts(record)
            yield from _regulators(dataset, record)
            yield from (Fact("not_known", text) for text in record.not_known)
        case Benchmark():
            yield from _price_facts(record)
        case Source():
            yield Fact("document", record.title, None, (record.id,))
        case _:
            yield from _of_evidence(record)
    yield from (fact for fact in claims if fact.status != "contradicted")


def _price_facts(record: Subject) -> Iterator[Fact]:
    for offer in record.offers:
        note = " ".join(filter(None, (offer.price.note if offer.price else None, offer.note))) or None
        yield Fact("price", offer, offer.status, offer.sources, offer.dated, note=note)


def _of_clinic(clinic: Clinic) -> Iterator[Fact]:
    standing = clinic.standing
    if standing is not None:
        yield Fact("standing", standing.state, None, standing.sources, standing.dated, note=standing.note)
    yield from (Fact("city", city, "claimed", clinic.sources) for city in clinic.cities)
    yield from _price_facts(clinic)
    for field in ("cells", "routes", "includes", "excludes"):
        for course in courses(clinic):
            terms = getattr(course, field)
            if terms:
                offer = getattr(course, "name", None)
                said = ", ".join(terms) + (f" ({offer})" if offer else "")
                yield Fact(field, said, "claimed", behind(clinic, course), terms=terms, offer=offer)
    for person in clinic.team:
        said = ", ".join(filter(None, (person.name, person.role, person.specialty)))
        yield Fact("team", said, person.status, person.sources, note=person.note)
    for held in clinic.accreditations:
        yield Fact("accreditations", held.says, held.status, held.sources, note=held.note)
    if clinic.independent_record:
        yield Fact("independent_record", clinic.independent_record)


def _of_evidence(record: Reported | Trial) -> Iterator[Fact]:
    """Yield what a record of evidence says in words, where a study is registered, and how many people a harm befell.

    What a trial or an alternative says has no status: some of it only a company or the press says. Of the others, their
    own document says it.
    """
    status: Status | None = None if isinstance(record, Trial | Alternative) else "supported"
    dates = (getattr(record, name, None) for name in ("year", "status_date", "dated"))
    dated = next((str(date) for date in dates if date), None)
    said = {name: getattr(record, name, None) for name in WORDED_FIELDS}
    said["registry"] = ", ".join(getattr(record, "registry", ()))
    if isinstance(record, Harm) and record.of is not None:
        said["people"] = harmed(record.people, record.of)
    yield from (Fact(name, words, status, record.sources, dated) for name, words in said.items() if words)


# What other records hold of a subject


def derived(dataset: Dataset, record: RecordOfFacts, topic: str) -> Iterator[Fact]:
    """Yield what other records hold of a subject under one topic; nothing for what is no subject."""
    for kind, derive in DERIVED.get(topic, ()):
        if isinstance(record, kind):
            yield from derive(dataset, record)


def _regulators(dataset: Dataset, record: Country | Clinic) -> Iterator[Fact]:
    """Yield what each authority of a country licenses, and what its licence does not say."""
    for one in dataset.regulators:
        if one.country == record.place:
            means = f" {one.approved_means}" if one.approved_means else ""
            says = f"{one.name}: {one.licenses}. Beyond it: {one.does_not_license}.{means}"
            yield Fact("regulator", says, one.status, one.sources, one.dated, check=one.check)


def _approved(dataset: Dataset, record: Subject) -> Iterator[Fact]:
    for one in dataset.regulators:
        if one.country == record.place and one.approved_for_sci:
            says = f"{one.name}: {one.approved_for_sci}"
            yield Fact("approved for SCI", says, one.status, one.sources, one.dated, check=one.check)


def _harms(dataset: Dataset, record: Subject) -> Iterator[Fact]:
    for harm in dataset.harms:
        if record.place in harm.countries:
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
    for trial in dataset.trials:
        if trial.free and record.place in trial.countries:
            yield Fact("trials", f"{trial.registry_id}: {trial.name}", None, trial.sources, trial.status_date)


def _clinics_there(dataset: Dataset, country: Country) -> Iterator[Fact]:
    for clinic in clinics_of(dataset, country):
        said = f"{without_end(clinic.name)} ({clinic.ended.state})" if clinic.ended else clinic.name
        yield Fact("clinics", said, None, clinic.sources)


def _nobody_states(dataset: Dataset, record: Subject) -> Iterator[Fact]:
    """Yield what a person would look for and nobody says a word of."""
    said = {term for clinic in clinics_of(dataset, record) for term in stated_terms(clinic, "includes", "excludes")}
    for term in dataset.terms:
        if term.kind == "inclusion" and term.group == "extra" and term.id not in said:
            yield Fact("nobody states", term.label)


def _still_to_ask(dataset: Dataset, clinic: Clinic) -> Iterator[Fact]:
    return (Fact("still to ask", question.asks) for question in still_open(dataset, clinic))


DERIVED: dict[str, tuple[tuple[Any, Callable[[Dataset, Any], Iterator[Fact]]], ...]] = {
    "licence": ((Clinic, _regulators),),
    "approved for sci": ((Subject, _approved), (Clinic, _regulators)),
    "harms": ((Subject, _harms),),
    "treats sci": ((Clinic, _names_sci),),
    "covers": ((Benchmark, _covers),),
    "doses": ((Clinic, partial(_answers_to, "doses")),),
    "what is given": tuple((Clinic, partial(_answers_to, field)) for field in ("doses", "stay")),
    "stay": ((Clinic, partial(_answers_to, "stay")),),
    "trials": ((Subject, _trials),),
    "clinics": ((Country, _clinics_there),),
    "nobody states": ((Subject, _nobody_states),),
    "still to ask": ((Clinic, _still_to_ask),),
}
"""What is looked up under each topic, and of which kind of subject; a country's regulators are its own facts."""
