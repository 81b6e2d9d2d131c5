"""`stemfind trials`."""

import datetime as dt
from functools import partial
from typing import Annotated

import typer

from ...cli import options as o
from ...cli import person
from ...cli.output import NESTED_FORMATS, WORD_FORMATS, Answer, Inputs, answers


@answers(*WORD_FORMATS, *NESTED_FORMATS, "ids")
def trials(
    inputs: Inputs,
    ais: person.Ais = None,
    level: person.Level = None,
    since: person.Since = None,
    age: person.Age = None,
    country: person.Places = None,
    prior_cells: person.PriorCells = None,
    all_: Annotated[bool, typer.Option("--all", help="Closed ones too, with their results.")] = False,
    as_of: Annotated[
        dt.date | None, o.as_of("The day to which a date of injury is counted, if not that of the data.")
    ] = None,
) -> Answer:
    """Match registered trials, the alternative to paying a clinic, to a person.

    Each criterion is met, near an edge, not met or not stated. What you leave out is not asked; nothing that you type
    is kept. Those that fit come first; studies in which the participant pays stand apart.

    Example: stemfind trials --ais A --level T6 --since 3y --age 34
    """
    from ...model.matching import match
    from .page import trials_document
    from .result import trial_values

    choice = inputs.choice("sources", "trials")
    counted = as_of or choice.dataset.about.checked
    countries = choice.countries(country)
    told = person.person(ais, level, since, age, countries, prior_cells=prior_cells, as_of=counted)
    matched = match(choice.dataset, told, everything=all_)
    there = {place for one in matched for place in one.trial.countries}
    kind = "trial" if all_ else "open trial"
    return Answer(
        documents=[partial(trials_document, matched, told, choice.dataset)],
        values=trial_values(matched),
        ids=(one.trial.registry_id for one in matched if one.fits and not one.trial.pays),
        about=choice.dataset.about,
        remarks=[f"no {kind} on record is said to take people in {place}" for place in choice.absent(country, there)],
    )
