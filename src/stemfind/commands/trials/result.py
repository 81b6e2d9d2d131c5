"""Matched trials as values for the data formats."""

from typing import Any

from msgspec import to_builtins

from ...model.matching import Matched


def trial_values(matched: tuple[Matched, ...]) -> list[dict[str, Any]]:
    """Return trials as plain values with the verdict on each criterion that was told."""
    return [
        {
            **to_builtins(one.trial),
            "fits": one.fits,
            "near": one.near,
            "criteria": one.criteria,
            "opens_in_days": to_builtins(one.timing.opens),
            "closed_days_ago": to_builtins(one.timing.closed),
            "closes_in_days": to_builtins(one.timing.closes),
            "not_stated": one.not_stated,
        }
        for one in matched
    ]
