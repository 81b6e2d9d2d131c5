"""The choices that a person has, and what is on record of each."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from ...model.answering import FOREMOST, AnswerState, answered, in_order, still_open
from ...model.clinic import Clinic
from ...model.dataset import Dataset
from ...model.evidence import Study
from ...model.matching import Candidate, Matched, match, refusing_after_cells
from ...model.money import Exchange
from ...model.profile import Profile, ProfileBuilder
from ...model.question import Question
from ...model.trial import Trial


class Sold(Struct, frozen=True):
    """What one clinic sells, and what is known of it."""

    clinic: Clinic
    profile: Profile
    results: AnswerState
    """How far the question for the clinic's own results is answered."""
    open: tuple[str, ...]
    """Ids of the questions to which nothing is on record."""


class Sheet(Struct, frozen=True):
    """Clinics, a registered trial and neither, with what is known of each."""

    sold: tuple[Sold, ...]
    person: Candidate
    matched: tuple[Matched, ...]
    """Open trials that take no money, those that fit first."""
    natural: tuple[Study, ...]
    """Records of people who had no cells."""
    refusing: tuple[Trial, ...]
    """Trials that refuse people who had cells before."""
    silent: int
    """Trials that don't state it."""
    questions: tuple[Question, ...]
    """The three to ask first."""

    @property
    def told(self) -> bool:
        """Whether the person told anything."""
        return any(one.criteria for one in self.matched)

    @property
    def fitting(self) -> tuple[Matched, ...]:
        """Trials against which nothing is known; none where the person told nothing."""
        return tuple(one for one in self.matched if one.fits) if self.told else ()


def summed_up(
    dataset: Dataset, clinics: Iterable[Clinic], person: Candidate, exchange: Exchange, as_of: dt.date
) -> Sheet:
    """Return the choices side by side."""
    builder = ProfileBuilder(dataset, exchange, as_of)
    return Sheet(
        tuple(_sold(dataset, clinic, builder.profile(clinic)) for clinic in clinics),
        person,
        tuple(one for one in match(dataset, person) if one.trial.free),
        tuple(study for study in dataset.studies if study.design == "natural-history" and study.brief),
        *refusing_after_cells(dataset),
        tuple(in_order(dataset)[:FOREMOST]),
    )


def _sold(dataset: Dataset, clinic: Clinic, profile: Profile) -> Sold:
    asked = next((question for question in dataset.questions if "results" in question.fields), None)
    results: AnswerState = answered(dataset, clinic, asked).answer if asked else "unknown"
    return Sold(clinic, profile, results, tuple(question.id for question in still_open(dataset, clinic)))


def summary_values(found: Sheet) -> dict[str, Any]:
    """Return the choices as plain values for the data formats; unknown is None."""
    return {
        "clinics": [_sold_values(sold) for sold in found.sold],
        "trials": [
            {
                "registry_id": one.trial.registry_id, "status": one.trial.status, "status_date": one.trial.status_date,
                "fits": one.fits, "near": one.near, "criteria": one.criteria, "closes_in_days": one.timing.closes,
            }
            for one in found.matched
        ],
        "neither": [study.id for study in found.natural],
        "refuse_after_cells": [trial.registry_id for trial in found.refusing],
        "questions": [question.id for question in found.questions],
    }  # fmt: skip


def _sold_values(sold: Sold) -> dict[str, Any]:
    profile = sold.profile
    return {
        "id": profile.id,
        "name": profile.name,
        "standing": profile.record.standing,
        "cells": profile.cells or None,
        "routes": profile.routes or None,
        "prices": [
            {
                "offer": price.offer.id, "indications": price.offer.indications, "price": price.offer.price,
                "low_usd": price.low_usd, "high_usd": price.high_usd, "status": price.offer.status,
                "dated": price.offer.dated, "old": price.old,
            }
            for price in profile.prices
        ],
        "studies": [study.id for study in profile.studies],
        "harms": [harm.id for harm in profile.harms],
        "own_results": sold.results,
        "open_questions": sold.open,
    }  # fmt: skip
