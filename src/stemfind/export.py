"""Records as plain values, each with the claims and conflicts that belong to it."""

from typing import Any

from msgspec import json, to_builtins

from .model.dataset import Dataset

SCHEMA_VERSION = "1.0"
"""The major part changes when a consumer must; the minor one when something is added."""
SECTIONS = (
    "sources", "terms", "rates", "countries", "regulators", "benchmarks", "clinics", "question_groups", "questions",
    "translations",
    "studies", "harms", "positions", "products", "trials", "topics", "glossary", "criteria",
)  # fmt: skip


def whole(dataset: Dataset) -> dict[str, Any]:
    """Return the whole dataset as one value: claims stand under the record that they are about."""
    return {
        "schema_version": SCHEMA_VERSION,
        "dataset_version": dataset.about.version,
        "about": to_builtins(dataset.about),
        **{section: [record_values(dataset, record) for record in getattr(dataset, section)] for section in SECTIONS},
        "conflicts": [to_builtins(conflict) for conflict in dataset.conflicts],
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
    return [
        {"section": name, **(record_values(dataset, record) if name != "conflicts" else to_builtins(record))}
        for name in chosen
        for record in getattr(dataset, name)
    ]


def table(dataset: Dataset, section: str) -> tuple[tuple[str, ...], list[dict[str, Any]]]:
    """Return one section as columns and rows; what is nested stands as JSON text."""
    rows = [to_builtins(record) for record in getattr(dataset, section)]
    fields = tuple(rows[0]) if rows else ()
    return fields, [{field: _flat(row[field]) for field in fields} for row in rows]


def _flat(value: Any) -> Any:
    """Return nested tables as JSON text; a list of plain words stays a list."""
    nested = isinstance(value, dict) or (isinstance(value, list | tuple) and any(isinstance(v, dict) for v in value))
    return json.encode(value).decode() if nested else value
