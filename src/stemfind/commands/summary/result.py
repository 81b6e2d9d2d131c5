"""The choices that a person has, and what is on record of each."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct, to_builtins

from ...model.answering import AnswerState, answered, numbered
from ...model.clinic import Clinic
from ...model.dataset import Dataset
from ...model.evidence import Study
from ...model.matching import Candidate, Matched
from ...model.money import Exchange
from ...model.profile import Builder, Profile
from ...model.question import Question
from ...model.trial import Trial

FOREMOST = 3
"""Questions that come before all others."""


class Sold(Struct, frozen=True):
    """What one clinic sells, and what is known of it."""

    clinic: Clinic
    profile: Profile
    largest: Study | None
    """The largest study of such cells that tells of unwanted events."""
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
    largest: Study | None
    """The largest study of the cells of the trial that fits best that tells of unwanted events."""
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
    dataset: Dataset,
    clinics: Iterable[Clinic],
    person: Candidate,
    matched: Iterable[Matched],
    exchange: Exchange,
    as_of: dt.date,
) -> Sheet:
    """Return the choices side by side."""
    builder = Builder(dataset, exchange, as_of)
    free = tuple(one for one in matched if one.trial.free)
    numbers = numbered(dataset)
    first = sorted(dataset.questions, key=lambda question: numbers[question.id])[:FOREMOST]
    best = next((one.trial for one in free if one.criteria and one.fits), None)
    return Sheet(
        tuple(_sold(dataset, clinic, builder.profile(clinic)) for clinic in clinics),
        person,
        free,
        largest(_of_cells(dataset, best.cells)) if best else None,
        tuple(study for study in dataset.studies if study.design == "natural-history" and study.brief),
        tuple(trial for trial in dataset.trials if trial.prior_cells == "excluded"),
        sum(trial.prior_cells is None for trial in dataset.trials),
        tuple(first),
    )


def _of_cells(dataset: Dataset, cells: Iterable[str]) -> Iterator[Study]:
    """Yield the studies of the same cells, in which nothing broader is meant."""
    given = set(cells)
    return (study for study in dataset.studies if given & set(study.cells))


def _sold(dataset: Dataset, clinic: Clinic, profile: Profile) -> Sold:
    given = [(question, answered(dataset, clinic, question).answer) for question in dataset.questions]
    unknown: AnswerState = "unknown"
    results = next((answer for question, answer in given if "results" in question.fields), unknown)
    return Sold(
        clinic,
        profile,
        largest(profile.studies),
        results,
        tuple(question.id for question, answer in given if answer == "unknown"),
    )


def largest(studies: Iterable[Study]) -> Study | None:
    """Return the study with the most people among those that tell of unwanted events; None where none does."""
    telling = [study for study in studies if study.adverse_events and study.people and not study.pooled]
    return max(telling, key=lambda study: study.people or 0, default=None)


def values(found: Sheet) -> dict[str, Any]:
    """Return the choices as plain values for the data formats; unknown is None."""
    return {
        "clinics": [_clinic(one) for one in found.sold],
        "trials": [
            {
                "registry_id": one.trial.registry_id, "status": one.trial.status, "status_date": one.trial.status_date,
                "fits": one.fits, "near": one.near, "criteria": one.criteria,
                "closes_in_days": to_builtins(one.timing.closes),
            }
            for one in found.matched
        ],
        "neither": [study.id for study in found.natural],
        "refuse_after_cells": [trial.registry_id for trial in found.refusing],
        "questions": [question.id for question in found.questions],
    }  # fmt: skip


def _clinic(sold: Sold) -> dict[str, Any]:
    profile = sold.profile
    return {
        "id": profile.id,
        "name": profile.name,
        "standing": profile.record.standing,
        "cells": profile.cells or None,
        "routes": profile.routes or None,
        "prices": [
            {
                "offer": price.offer.id, "indications": list(price.offer.indications), "price": price.offer.price,
                "low_usd": price.low_usd, "high_usd": price.high_usd, "status": price.offer.status,
                "dated": price.offer.dated, "old": price.old,
            }
            for price in profile.prices
        ],
        "studies": [study.id for study in profile.studies],
        "harms": [harm.id for harm in profile.harms],
        "own_results": sold.results,
        "open_questions": list(sold.open),
    }  # fmt: skip
