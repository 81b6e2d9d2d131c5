"""Records as plain values, each with the claims and conflicts that belong to it."""

from collections import defaultdict
from typing import Any, NamedTuple

from msgspec import to_builtins

from .model.dataset import Dataset
from .model.statement import Claim

SCHEMA_VERSION = "1.0"
"""The major part changes when a consumer must; the minor one when something is added."""
SECTIONS = (
    "sources", "terms", "rates", "countries", "regulators", "benchmarks", "clinics", "question_groups", "questions",
    "translations",
    "studies", "harms", "positions", "products", "trials", "topics", "glossary", "criteria",
)  # fmt: skip
NAMED = (*SECTIONS, "claims", "conflicts")
"""What `--section` names: claims and conflicts by themselves, too, which belong to the records that they are about."""
CLAIMED = ("sources", "countries", "benchmarks", "clinics", "studies", "harms", "positions", "products", "trials")
"""Sections whose records claims and conflicts can be about."""


class Said(NamedTuple):
    """The claims about each record, and the ids of the conflicts that concern it."""

    claims: dict[str, list[Claim]]
    conflicts: dict[str, list[str]]


def said(dataset: Dataset) -> Said:
    """Return what is said of each record."""
    found = Said(defaultdict(list), defaultdict(list))
    for claim in dataset.claims:
        found.claims[claim.about].append(claim)
    for conflict in dataset.conflicts:
        for identity in dict.fromkeys(conflict.about):
            found.conflicts[identity].append(conflict.id)
    return found


def whole(dataset: Dataset) -> dict[str, Any]:
    """Return the whole dataset as one value: claims stand under the record that they are about."""
    around = said(dataset)
    return {
        "schema_version": SCHEMA_VERSION,
        "dataset_version": dataset.about.version,
        "about": to_builtins(dataset.about),
        **{section: records(dataset, section, around) for section in SECTIONS},
        "conflicts": records(dataset, "conflicts", around),
    }


def record_values(dataset: Dataset, record: Any) -> dict[str, Any]:
    """Return one record, with its claims in full and its conflicts by id."""
    return _values(record, CLAIMED[0], said(dataset))


def _values(record: Any, section: str, around: Said) -> dict[str, Any]:
    values: dict[str, Any] = to_builtins(record)
    if section not in CLAIMED:
        return values
    if record.id in around.claims:
        values["claims"] = [to_builtins(claim) for claim in around.claims[record.id]]
    if record.id in around.conflicts:
        values["conflicts"] = around.conflicts[record.id]
    return values


def lines(dataset: Dataset, section: str | None) -> list[dict[str, Any]]:
    """Return one value a record, each with the section that it belongs to; of all sections, `about` comes first."""
    around = said(dataset)
    chosen = (section,) if section else (*SECTIONS, "conflicts")
    found = [{"section": name, **values} for name in chosen for values in records(dataset, name, around)]
    return found if section else [{"section": "about", **to_builtins(dataset.about)}, *found]


def records(dataset: Dataset, section: str, around: Said | None = None) -> list[dict[str, Any]]:
    """Return the records of one section as plain values, with what is said around each."""
    known = around or said(dataset)
    return [_values(record, section, known) for record in getattr(dataset, section)]
