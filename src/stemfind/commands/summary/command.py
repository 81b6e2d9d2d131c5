"""`stemfind summary`."""

from functools import partial
from typing import Annotated

from ...cli import complete, person
from ...cli import options as o
from ...cli.output import WHOLE_FORMATS, WORD_FORMATS, Answer, Inputs, answers
from ...cli.stream import names_from
from ...errors import UsageError

CHOICES = 3
"""Clinics that have room on one sheet beside a trial and neither."""


@answers(*WORD_FORMATS, *WHOLE_FORMATS, opens=True, rates=True, as_of=True)
def summary(
    inputs: Inputs,
    names: Annotated[
        list[str] | None,
        o.argument("One to three clinics; - reads names from stdin.", "NAME…", complete.clinic_names),
    ] = None,
    ais: person.Ais = None,
    level: person.Level = None,
    since: person.Since = None,
    age: person.Age = None,
    country: person.Places = None,
    prior_cells: person.PriorCells = None,
) -> Answer:
    """Put the choices on one sheet, for you and your doctor: a clinic, a registered trial, neither for now.

    For each: what it is, known gain and harm, cost, what it closes off, what is not known. No score, no advice. What
    you tell of yourself finds the trial; nothing of it is kept.

    Example: stemfind summary liv --ais A --level T6 --since 3y --age 34
    """
    from .page import sheet_document
    from .result import summary_values, summed_up

    choice = inputs.choice("sources", "claims", "evidence", "trials", "questions")
    clinics = choice.clinics(
        names_from(names), f"{{}} is no clinic; a summary sets one to {CHOICES} clinics beside a trial and neither"
    )
    if not 1 <= len(clinics) <= CHOICES:
        raise UsageError(f"name one to {CHOICES} clinics: more have no room on one sheet")
    counted = inputs.as_of or choice.dataset.about.checked
    told = person.person(ais, level, since, age, choice.countries(country), prior_cells=prior_cells, as_of=counted)
    found = summed_up(choice.dataset, clinics, told, choice.exchange, counted)
    return Answer(
        documents=[partial(sheet_document, found, choice.dataset, choice.exchange)],
        values=summary_values(found),
        about=choice.dataset.about,
    )
