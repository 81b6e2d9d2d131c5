"""What can be compared, shown and asked about: countries, clinics and benchmarks."""

import shlex

from ..errors import AmbiguousName, NoRecord, NotListed, UnknownName
from .atlas import in_words, official, places
from .clinic import Clinic
from .country import Country, Subject
from .dataset import Dataset
from .names import FILLERS, Entry, fitting, fold, resolve

NO_WORD = "it can be no name"
"""What is said of a name that holds no word."""
MOST_LETTERS = 200
"""Letters of the longest name that somebody is asked for by."""


class Index:
    """The names of everything that a command can be asked about, and of every country, on record or not."""

    def __init__(self, dataset: Dataset, more: tuple[Entry, ...] = ()) -> None:
        self._dataset = dataset
        clinics = [self._clinic(clinic) for clinic in dataset.clinics]
        records = [*clinics, *(Entry(b.id, b.name, b.aliases) for b in dataset.benchmarks), *more]
        taken = {entry.id for entry in records}
        self.places = [entry for entry in places(dataset.countries) if entry.id not in taken]
        self.entries = [*self.places, *records]

    def _clinic(self, clinic: Clinic) -> Entry:
        """Return the names of a clinic: its own, its towns, its people, its address on the web, and where it is."""
        country = self._dataset.country(clinic.country)
        return Entry(
            clinic.id,
            clinic.name,
            clinic.aliases,
            shared=clinic.cities,
            people=tuple(person.name for person in clinic.team),
            sites=(clinic.website,) if clinic.website else (),
            around=(country.name, *country.aliases) if country else (clinic.country,),
        )

    def find(self, name: str, kind: str) -> str:
        """Return the id of what a name means. Raises UnknownName, NotListed among them, AmbiguousName and NoRecord.

        A place name that fits a country on record goes before the clinics that carry it.
        """
        try:
            found = self._official(name) or self._resolved(name, kind)
        except AmbiguousName as error:
            lands = [entry.id for entry in self.places if entry.id in error.candidates]
            if len(lands) != 1 or self._dataset.country(lands[0]) is None:
                raise
            return lands[0]
        if found in self.places and self._dataset.country(found.id) is None:
            raise NoRecord(found.id, in_words(found.name))
        return found.id

    def _resolved(self, name: str, kind: str) -> Entry:
        """Return what a name means. Raises NotListed for one that resembles nothing, unless it holds no word at all."""
        try:
            return resolve(name, self.entries, kind, hint=NO_WORD)
        except UnknownName as error:
            if error.candidates or not _may_name(name):
                raise
            raise NotListed(name, kind) from None

    def _official(self, name: str) -> Entry | None:
        return None if fitting(name, self.entries, "same words") else official(name, self.places)


def _may_name(text: str) -> bool:
    """Whether a text could be somebody's name: a word that says something, on one line, of a name's length."""
    return len(text) <= MOST_LETTERS and text.isprintable() and not set(fold(text).split()) <= FILLERS


def find(dataset: Dataset, name: str) -> Subject:
    """Return the subject that a name means. Raises UnknownName, AmbiguousName and NoRecord.

    Where a name is that of an alternative to cells, or of a town of several clinics, the error says what shows it.
    """
    try:
        found = Index(dataset).find(name, "country, clinic or benchmark")
    except AmbiguousName as error:
        if not any(fold(town) == fold(name) for clinic in dataset.clinics for town in clinic.cities):
            raise
        way = f"stemfind filter --city {shlex.quote(name)} lists them"
        raise AmbiguousName(name, error.kind, error.candidates, way) from None
    except UnknownName as error:
        known = fitting(name, [Entry(a.id, a.name, a.aliases) for a in dataset.alternatives], "prefix")
        if not known:
            raise
        raise UnknownName(name, error.kind, (), f"stemfind evidence {known[0].id} shows {known[0].name}") from None
    return dataset.subjects[found]


def on_record(dataset: Dataset) -> tuple[Country, ...]:
    """Return the countries that have a clinic or a stated price on record."""
    with_clinic = {clinic.country for clinic in dataset.clinics}
    return tuple(country for country in dataset.countries if country.offers or country.id in with_clinic)


def clinics_of(dataset: Dataset, subject: Subject) -> tuple[Clinic, ...]:
    """Return the clinics that a subject stands for: a country's, or the clinic itself."""
    return tuple(clinic for clinic in dataset.clinics if subject.id in (clinic.id, clinic.country))
