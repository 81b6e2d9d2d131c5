"""All that is known of one country, clinic or benchmark, gathered."""

from msgspec import Struct

from ...model.clinic import Clinic
from ...model.country import Country, Regulator, Subject
from ...model.dataset import Dataset
from ...model.evidence import Harm
from ...model.statement import Claim, Conflict
from ...model.subject import clinics_of
from ...model.trial import Trial


class Dossier(Struct, frozen=True):
    """A subject and everything that other records say of it."""

    subject: Subject
    clinics: tuple[Clinic, ...]
    """A country's clinics; empty for anything else."""
    regulators: tuple[Regulator, ...]
    """A country's authorities; empty for anything else."""
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]
    harms: tuple[Harm, ...]
    """Known harms in its country."""
    trials: tuple[Trial, ...]


def gather(dataset: Dataset, subject: Subject) -> Dossier:
    """Return all that is on record about a subject."""
    whole = isinstance(subject, Country)
    place = subject.place
    return Dossier(
        subject,
        clinics_of(dataset, subject) if whole else (),
        tuple(regulator for regulator in dataset.regulators if whole and regulator.country == place),
        dataset.claims_about(subject.id),
        dataset.conflicts_about(subject.id),
        tuple(harm for harm in dataset.harms if place in harm.countries),
        tuple(trial for trial in dataset.trials if trial.free and place in trial.countries),
    )
