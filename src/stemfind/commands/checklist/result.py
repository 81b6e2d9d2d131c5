"""What a checklist lacks, and the checklist as values for the data formats."""

from typing import Any

from msgspec import structs

from ...model.answering import AnswerState, Checklist

ENOUGH: dict[str, tuple[AnswerState, ...]] = {
    "answered": ("answered",),
    "partly": ("answered", "partly"),
    "claimed": ("answered", "partly", "only claimed"),
}
"""What `--require` is content with."""


def lacking(found: Checklist, require: str) -> tuple[tuple[str, str], ...]:
    """Return (clinic, question) for each question that is not answered as far as `--require` asks."""
    return tuple(
        (given.clinic, asked.question.id)
        for asked in found.asked
        for given in asked.answers
        if given.answer not in ENOUGH[require]
    )


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
