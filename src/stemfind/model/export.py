"""Records as plain values, each with the claims and conflicts that belong to it."""

from functools import partial
from typing import Any

from msgspec import to_builtins

from .dataset import CLAIMED, SECTION_NAMES, Dataset

SCHEMA_VERSION = "1.0"
"""The major part changes when a consumer must; the minor one when something is added."""
BY_RECORD = ("claims", "conflicts")
"""Sections whose records stand under those that they are about: claims in full, conflicts by id."""
OWN = tuple(section for section in SECTION_NAMES if section not in BY_RECORD)
"""The others; a whole export has them first, then the conflicts in full."""
NAMED = (*OWN, *BY_RECORD)
"""What `--section` names: claims and conflicts by themselves, too, which belong to the records that they are about."""


def whole_dataset(dataset: Dataset) -> dict[str, Any]:
    """Return the whole dataset as one value: claims stand under the record that they are about."""
    return {
        "schema_version": SCHEMA_VERSION,
        "dataset_version": dataset.about.version,
        "about": to_builtins(dataset.about),
        **{section: records(dataset, section) for section in OWN},
        "conflicts": records(dataset, "conflicts"),
    }


def record_values(dataset: Dataset, record: Any) -> dict[str, Any]:
    """Return one record that statements can be about, with its claims in full and its conflicts by id."""
    values: dict[str, Any] = to_builtins(record)
    if claims := dataset.claims_about(record.id):
        values["claims"] = [to_builtins(claim) for claim in claims]
    if conflicts := dataset.conflicts_about(record.id):
        values["conflicts"] = [conflict.id for conflict in conflicts]
    return values


def lines(dataset: Dataset, section: str | None) -> list[dict[str, Any]]:
    """Return one value a record, each with the section that it belongs to; of all sections, `about` comes first."""
    chosen = (section,) if section else (*OWN, "conflicts")
    found = [{"section": name, **values} for name in chosen for values in records(dataset, name)]
    return found if section else [{"section": "about", **to_builtins(dataset.about)}, *found]


def records(dataset: Dataset, section: str) -> list[dict[str, Any]]:
    """Return the records of one section as plain values, with what is said around each."""
    values = partial(record_values, dataset) if section in CLAIMED else to_builtins
    return [values(record) for record in getattr(dataset, section)]
