"""What can be compared, shown and asked about: countries, clinics and benchmarks."""

from .errors import AmbiguousName
from .model.clinic import Clinic
from .model.country import Benchmark, Country
from .model.dataset import Dataset
from .names import Entry, resolve

Subject = Country | Clinic | Benchmark


def entries(dataset: Dataset) -> list[Entry]:
    """Return the names of every subject."""
    return [
        *(Entry(c.id, c.name, (*c.aliases, c.iso2, c.iso3)) for c in dataset.countries),
        *(Entry(c.id, c.name, c.aliases) for c in dataset.clinics),
        *(Entry(b.id, b.name, b.aliases) for b in dataset.benchmarks),
    ]


def find(dataset: Dataset, name: str) -> Subject:
    """Return the subject that a name means. Raises UnknownName and AmbiguousName.

    A place name that fits a country goes before the clinics that carry it.
    """
    try:
        found = resolve(name, entries(dataset), "country, clinic or benchmark").id
    except AmbiguousName as error:
        countries = [country.id for country in dataset.countries if country.id in error.candidates]
        if len(countries) != 1:
            raise
        found = countries[0]
    subjects: list[Subject] = [*dataset.countries, *dataset.clinics, *dataset.benchmarks]
    return next(subject for subject in subjects if subject.id == found)


def on_record(dataset: Dataset) -> tuple[Country, ...]:
    """Return the countries that have a clinic or a stated price on record."""
    with_clinic = {clinic.country for clinic in dataset.clinics}
    return tuple(country for country in dataset.countries if country.offers or country.id in with_clinic)


def names(dataset: Dataset) -> dict[str, str]:
    """Return the name of every subject by its id."""
    subjects: list[Subject] = [*dataset.countries, *dataset.clinics, *dataset.benchmarks]
    return {subject.id: subject.name for subject in subjects}


def clinics_of(dataset: Dataset, subject: Subject) -> tuple[Clinic, ...]:
    """Return the clinics that a subject stands for: a country's, or the clinic itself."""
    if isinstance(subject, Clinic):
        return (subject,)
    return tuple(clinic for clinic in dataset.clinics if isinstance(subject, Country) and clinic.country == subject.id)
