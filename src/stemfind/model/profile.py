"""How countries, clinics and benchmarks differ, like for like."""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from typing import Literal, TypeVar

from msgspec import Struct

from .clinic import Clinic, Offer, Person, Price
from .country import Benchmark, Country, Regulator, Subject
from .course import stated_terms
from .dataset import Dataset
from .evidence import Harm, Study
from .money import Exchange
from .statement import Claim, Conflict
from .subject import clinics_of
from .trial import Trial

Anything = TypeVar("Anything")
INCLUSION_GROUPS = ("extra", "usual", "add-on")
"""What a package may add, what a price covers as a rule, what else is given: the order in which they are shown."""

SubjectKind = Literal["country", "clinic", "benchmark"]
SUBJECT_KINDS: dict[type[Subject], SubjectKind] = {Country: "country", Clinic: "clinic", Benchmark: "benchmark"}
"""What a subject is."""


class Priced(Struct, frozen=True):
    """A published price and whose it is."""

    owner: str
    """The id of the country, clinic or benchmark."""
    offer: Offer
    asked: Price
    """The offer's price, which it has."""
    low_usd: float | None
    """Its ends in USD; None: not known."""
    high_usd: float | None
    old: bool | None
    """Whether it is too old to count; None where its date isn't known."""


class Inclusion(Struct, frozen=True):
    """How many clinics state that something is, or is not, included."""

    included: int
    excluded: int
    """How many say that it is not, and nowhere that it is; of the others it is unknown."""
    of: int
    """How many clinics they are among."""
    sources: tuple[str, ...] = ()
    """Of the clinics that state either."""


class Profile(Struct, frozen=True, kw_only=True, dict=True):
    """One side of a comparison."""

    id: str
    name: str
    kind: SubjectKind
    record: Subject
    prices: tuple[Priced, ...]
    """Every published price: its own, and for a country its clinics'."""
    clinics: tuple[Clinic, ...]
    """A country's, gone or not; a clinic itself; none of a benchmark."""
    standing_clinics: tuple[Clinic, ...]
    """Those of them that are not known to have closed or stopped, and a clinic itself, gone or not."""
    regulators: tuple[Regulator, ...]
    inclusions: dict[str, Inclusion]
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]
    """Those that name it."""
    clinic_conflicts: tuple[Conflict, ...]
    """A country's: those that name a clinic of it, and not the country."""
    harms: tuple[Harm, ...]
    studies: tuple[Study, ...]
    """Studies in people with SCI of the cells that are stated here."""
    trials: tuple[Trial, ...]
    """Trials that are open, or about to open, in its country."""

    @cached_property
    def sci(self) -> tuple[Priced, ...]:
        """Prices stated to be for SCI."""
        return tuple(price for price in self.prices if price.offer.for_sci)

    @cached_property
    def other(self) -> tuple[Priced, ...]:
        """Prices for something else, or for nothing that is stated."""
        return tuple(price for price in self.prices if not price.offer.for_sci)

    @cached_property
    def publishing(self) -> tuple[Clinic, ...]:
        """Its clinics that publish a price."""
        return tuple(c for c in self.standing_clinics if any(offer.price for offer in c.offers))

    @cached_property
    def former(self) -> tuple[Clinic, ...]:
        """Its clinics that published a price and have closed or stopped: no price of theirs counts here."""
        return tuple(c for c in self.clinics if c not in self.standing_clinics and any(o.price for o in c.offers))

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """The cells that it, or its clinics, state."""
        return _once(term for clinic in self.standing_clinics for term in stated_terms(clinic, "cells"))

    @cached_property
    def routes(self) -> tuple[str, ...]:
        """The routes that it, or its clinics, state."""
        return _once(term for clinic in self.standing_clinics for term in stated_terms(clinic, "routes"))

    @cached_property
    def team(self) -> tuple[Person, ...]:
        """The people whom it, or its clinics, name."""
        return tuple(person for clinic in self.standing_clinics for person in clinic.team)

    @cached_property
    def controlled(self) -> tuple[Study, ...]:
        """Those of its studies that had a comparison group."""
        return tuple(study for study in self.studies if study.compared)


class Comparison(Struct, frozen=True):
    """Profiles side by side, with the inclusions that somebody states and what to measure prices against."""

    profiles: tuple[Profile, ...]
    inclusions: tuple[str, ...]
    """What one of them states, extras first, in the order of the vocabulary."""
    benchmarks: tuple[Priced, ...]
    silent: tuple[str, ...]
    """Usual extras that none of them states."""

    @property
    def currencies(self) -> tuple[str, ...]:
        """The currency of every price, a country's clinics' and the benchmarks' too."""
        return tuple(p.asked.currency for p in chain(*(each.prices for each in self.profiles), self.benchmarks))


def comparison_of(
    dataset: Dataset, subjects: Iterable[Subject], exchange: Exchange, as_of: dt.date | None = None
) -> Comparison:
    """Return subjects like for like."""
    builder = ProfileBuilder(dataset, exchange, as_of or dataset.about.checked)
    profiles = tuple(builder.profile(subject) for subject in dict.fromkeys(subjects))
    named = {profile.id for profile in profiles}
    stated_somewhere = {term for profile in profiles for term in profile.inclusions}
    extras, *more = ([term.id for term in dataset.terms if term.group == group] for group in INCLUSION_GROUPS)
    shown = tuple(term for term in chain(extras, *more) if term in stated_somewhere)
    silent = tuple(term for term in extras if term not in stated_somewhere)
    benchmarks = tuple(
        price for benchmark in dataset.benchmarks if benchmark.id not in named for price in builder.prices(benchmark)
    )
    return Comparison(profiles, shown, benchmarks, silent)


class ProfileBuilder:
    """Builds profiles from one dataset, their prices in USD at one set of rates, old as of one day."""

    def __init__(self, dataset: Dataset, exchange: Exchange, as_of: dt.date) -> None:
        self.dataset = dataset
        self.exchange = exchange
        self.as_of = as_of

    def profile(self, subject: Subject) -> Profile:
        """Return all that a comparison needs of a subject."""
        clinics = clinics_of(self.dataset, subject)
        about = self.dataset.conflicts_about
        conflicts, place = about(subject.id), subject.place
        standing = still_standing(clinics, subject)
        return Profile(
            id=subject.id,
            name=subject.name,
            kind=SUBJECT_KINDS[type(subject)],
            record=subject,
            prices=(*self.prices(subject), *(p for c in standing if c is not subject for p in self.prices(c))),
            clinics=clinics,
            standing_clinics=standing,
            regulators=self.dataset.regulators_in(place),
            inclusions=_inclusions(standing),
            claims=self.dataset.claims_about(subject.id),
            conflicts=conflicts,
            clinic_conflicts=_once(c for one in clinics for c in about(one.id) if c not in conflicts),
            harms=self.dataset.harms_in(place),
            studies=studies_of_cells(self.dataset, standing),
            trials=self.dataset.free_trials_in(place),
        )

    def prices(self, subject: Subject) -> tuple[Priced, ...]:
        """Return a subject's own published prices, in USD too."""
        return tuple(
            Priced(
                subject.id, offer, asked, *self.exchange.span(asked), self.dataset.about.is_old(offer.dated, self.as_of)
            )
            for offer in subject.offers
            if (asked := offer.price)
        )


def still_standing(clinics: Iterable[Clinic], subject: Subject) -> tuple[Clinic, ...]:
    """Return those of a subject that are not known to have closed or stopped, and a clinic itself, gone or not."""
    return tuple(clinic for clinic in clinics if clinic is subject or not clinic.gone)


def studies_of_cells(dataset: Dataset, clinics: Iterable[Clinic]) -> tuple[Study, ...]:
    """Return the studies in people of cells that clinics state."""
    given = {
        kind for clinic in clinics for cell in stated_terms(clinic, "cells") for kind in _telling_kinds(dataset, cell)
    }
    return tuple(
        study
        for study in dataset.studies
        if not study.pooled and given & {kind for cell in study.cells for kind in _telling_kinds(dataset, cell)}
    )


def _telling_kinds(dataset: Dataset, term: str) -> set[str]:
    """Return a term and all that it is a kind of, but for the broadest, which says too little."""
    lineage = dataset.lineage(term)
    return set(lineage[:-1] or lineage)


def _inclusions(clinics: tuple[Clinic, ...]) -> dict[str, Inclusion]:
    told = [
        (clinic, set(stated_terms(clinic, "includes")), set(stated_terms(clinic, "excludes"))) for clinic in clinics
    ]
    return {
        term: Inclusion(
            sum(term in included for _, included, _ in told),
            sum(term in excluded and term not in included for _, included, excluded in told),
            len(clinics),
            _once(s for clinic, included, excluded in told if term in included | excluded for s in clinic.sources),
        )
        for term in sorted({term for _, included, excluded in told for term in included | excluded})
    }


def _once(items: Iterable[Anything]) -> tuple[Anything, ...]:
    return tuple(dict.fromkeys(items))
