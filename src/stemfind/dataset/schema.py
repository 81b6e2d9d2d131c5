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
    # the end of a pattern as every dialect but Python's has it
    defs = msgspec.json.decode(msgspec.json.encode(defs).replace(rb"$(?!\\n)", b"$"))
    versions = {"schema_version": {"type": "string"}, "dataset_version": {"type": "string"}}
    return {
        "$schema": DIALECT,
        "title": "stemfind dataset",
        "type": "object",
        "properties": {**versions, "about": about, **sections},
        "additionalProperties": False,
        "$defs": defs,
    }  # fmt: skip
