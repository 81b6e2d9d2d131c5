"""The checklist as values for the data formats."""

from typing import Any

from msgspec import structs

from ...model.answering import Checklist


def checklist_values(found: Checklist) -> list[dict[str, Any]]:
    """Return the questions as plain values, with the answers under each clinic's id."""
    return [
        {
            **structs.asdict(asked.question),
            "ours": not asked.question.recommended_by,
            **({"answers": {given.clinic: given for given in asked.answers}} if found.clinics else {}),
        }
        for asked in found.asked
    ]
