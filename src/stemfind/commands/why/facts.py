"""One thing on record with all that is known of how it is known."""

from collections.abc import Iterator

from msgspec import Struct

from ...model.base import Amount, Status
from ...model.clinic import Clinic, Offer
from ...model.country import Benchmark, Country, Subject
from ...model.course import behind, courses
from ...model.dataset import Dataset
from ...model.evidence import Alternative, Harm, Reported, harmed
from ...model.source import Source
from ...model.statement import Claim
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
    claims = [*map(claimed, dataset.claims_about(record.id))]
    yield from (fact for fact in claims if fact.status == "contradicted")
    match record:
        case Clinic():
            yield from of_clinic(record)
        case Country():
            yield from _price_facts(record)
            yield from regulators_of(dataset, record)
            yield from (Fact("not_known", text) for text in record.not_known)
        case Benchmark():
            yield from _price_facts(record)
        case Source():
            yield Fact("document", record.title, None, (record.id,))
        case _:
            yield from of_evidence(record)
    yield from (fact for fact in claims if fact.status != "contradicted")


def claimed(claim: Claim) -> Fact:
    """Return a statement as a fact."""
    return Fact(claim.field, claim.says, claim.status, claim.sources, claim.dated, claim.checked_by, claim.note,
                amount=claim.value, unit=claim.unit)  # fmt: skip


def _price_facts(record: Subject) -> Iterator[Fact]:
    for offer in record.offers:
        note = " ".join(filter(None, (offer.price.note if offer.price else None, offer.note))) or None
        yield Fact("price", offer, offer.status, offer.sources, offer.dated, note=note)


def of_clinic(clinic: Clinic) -> Iterator[Fact]:
    """Yield what the record of a clinic states, field by field."""
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
        yield Fact("team", person.described, person.status, person.sources, note=person.note)
    for held in clinic.accreditations:
        yield Fact("accreditations", held.says, held.status, held.sources, note=held.note)
    if clinic.independent_record:
        yield Fact("independent_record", clinic.independent_record)


def of_evidence(record: Reported | Trial) -> Iterator[Fact]:
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


def regulators_of(dataset: Dataset, record: Country | Clinic) -> Iterator[Fact]:
    """Yield what each authority of a country licenses, and what its licence does not say."""
    for one in dataset.regulators_in(record.place):
        means = f" {one.approved_means}" if one.approved_means else ""
        says = f"{one.name}: {one.licenses}. Beyond it: {one.does_not_license}.{means}"
        yield Fact("regulator", says, one.status, one.sources, one.dated, check=one.check)
