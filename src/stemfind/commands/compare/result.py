"""A comparison as values for the data formats."""

from typing import Any

from ...model.profile import Comparison, Priced, Profile


def comparison_values(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as plain values for the data formats; unknown is None."""
    return {
        "subjects": [_profile_values(profile) for profile in comparison.profiles],
        "benchmarks": [_priced_values(price) for price in comparison.benchmarks],
        "nobody_states": list(comparison.silent),
    }


def _profile_values(profile: Profile) -> dict[str, Any]:
    record = profile.record
    return {
        "id": profile.id,
        "name": profile.name,
        "kind": profile.kind,
        "standing": record.standing,
        "prices": [_priced_values(price) for price in profile.prices],
        "clinics": [clinic.id for clinic in profile.clinics],
        "clinics_with_price": [clinic.id for clinic in profile.publishing],
        "regulators": profile.regulators,
        "cells": profile.cells or None,
        "routes": profile.routes or None,
        "inclusions": profile.inclusions,
        "team": profile.team,
        "accreditations": record.accreditations if profile.kind == "clinic" else None,
        "claims": profile.claims,
        "conflicts": profile.conflicts,
        "harms": [harm.id for harm in profile.harms],
        "studies": [study.id for study in profile.studies],
        "trials": [trial.registry_id for trial in profile.trials],
        "not_known": list(record.not_known) if profile.kind == "country" else None,
        "clinic_conflicts": profile.clinic_conflicts,
    }


def _priced_values(price: Priced) -> dict[str, Any]:
    return {
        "owner": price.owner,
        "offer": price.offer.id,
        "indications": list(price.offer.indications),
        "low": price.asked.low,
        "high": price.asked.high,
        "currency": price.asked.currency,
        "unit": price.asked.unit,
        "low_usd": price.low_usd,
        "high_usd": price.high_usd,
        "status": price.offer.status,
        "dated": price.offer.dated,
        "old": price.old,
        "sources": list(price.offer.sources),
    }
