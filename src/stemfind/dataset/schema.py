"""The JSON Schema of a dataset: of its TOML files, for an editor, and of the export, for a consumer."""

from typing import Any

import msgspec

from ..model.dataset import About
from .sections import SECTIONS, record_type

DIALECT = "https://json-schema.org/draft/2020-12/schema"
REFERENCE = "#/$defs/{name}"


def schema() -> dict[str, Any]:
    """Return one schema that both a TOML file and `data export` fit.

    In the export a record may also hold the claims about it, and the ids of its conflicts.
    """
    kinds = {name: record_type(name) for name in SECTIONS}
    (about, *records), defs = msgspec.json.schema_components((About, *kinds.values()), ref_template=REFERENCE)
    nested = {"claims": {"type": "array", "items": {"$ref": REFERENCE.format(name="Claim")}},
              "conflicts": {"type": "array", "items": {"type": "string"}}}  # fmt: skip
    for name, kind in kinds.items():
        if name != "conflicts":
            defs[kind.__name__]["properties"] |= nested
    sections = {name: {"type": "array", "items": ref} for name, ref in zip(kinds, records, strict=True)}
    for held in defs.values():
        _end_as_everywhere(held)
    versions = {"schema_version": {"type": "string"}, "dataset_version": {"type": "string"}}
    return {
        "$schema": DIALECT,
        "title": "stemfind dataset",
        "type": "object",
        "properties": {**versions, "about": about, **sections},
        "additionalProperties": False,
        "$defs": defs,
    }  # fmt: skip


def _end_as_everywhere(held: Any) -> None:
    """Write the end of a pattern as every dialect but Python's has it: `$`."""
    if isinstance(held, dict):
        if isinstance(held.get("pattern"), str):
            held["pattern"] = held["pattern"].replace(r"$(?!\n)", "$")
        for inner in held.values():
            _end_as_everywhere(inner)
    elif isinstance(held, list):
        for inner in held:
            _end_as_everywhere(inner)
