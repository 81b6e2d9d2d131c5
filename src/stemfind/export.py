"""Records as plain values, each with the claims and conflicts that belong to it."""

from typing import Any

from msgspec import to_builtins

from .model.dataset import Dataset

SCHEMA_VERSION = "1.0"
"""The major part changes when a consumer must; the minor one when something is added."""
SECTIONS = (
    "sources", "terms", "rates", "countries", "regulators", "benchmarks", "clinics", "question_groups", "questions",
    "translations",
    "studies", "harms", "positions", "products", "trials", "topics", "glossary", "criteria",
)  # fmt: skip
HELD = ("claims", "conflicts")
"""Sections whose records stand under the records that they are about; `--section` names them too."""


def whole(dataset: Dataset) -> dict[str, Any]:
    """Return the whole dataset as one value: claims stand under the record that they are about."""
    return {
        "schema_version": SCHEMA_VERSION,
        "dataset_version": dataset.about.version,
        "about": to_builtins(dataset.about),
        **{section: records(dataset, section) for section in (*SECTIONS, "conflicts")},
    }


def record_values(dataset: Dataset, record: Any) -> dict[str, Any]:
    """Return one record, with its claims in full and its conflicts by id."""
    values: dict[str, Any] = to_builtins(record)
    identity = values.get("id")
    claims = [to_builtins(claim) for claim in dataset.claims if claim.about == identity]
    conflicts = [conflict.id for conflict in dataset.conflicts if identity in conflict.about]
    if claims:
        values["claims"] = claims
    if conflicts:
        values["conflicts"] = conflicts
    return values


def lines(dataset: Dataset, section: str | None) -> list[dict[str, Any]]:
    """Return one value a record, each with the section that it belongs to."""
    chosen = (section,) if section else (*SECTIONS, "conflicts")
    return [{"section": name, **values} for name in chosen for values in records(dataset, name)]


def records(dataset: Dataset, section: str) -> list[dict[str, Any]]:
    """Return the records of one section as plain values; those that others hold, claims and conflicts, as they are."""
    held = getattr(dataset, section)
    return [to_builtins(record) if section in HELD else record_values(dataset, record) for record in held]
