"""`stemfind trials`."""

from functools import partial
from typing import Annotated

import typer

from ...cli import complete
from ...cli import options as o
from ...cli.inputs import day
from ...cli.output import WORDS, Answer, Inputs, answers
from ...errors import UsageError
from ...model.age import DAYS
from ...model.matching import SEGMENTS

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", help="The day to which a date of injury is counted, if not that of the data.", metavar="DATE"
    ),
]


@answers(*WORDS, "json", "jsonl", "ids", rates=True)
def trials(
    inputs: Inputs,
    ais: Annotated[
        str | None,
        typer.Option(
            "--ais",
            "-a",
            autocompletion=complete.words("A", "B", "C", "D", "E"),
            help="Your AIS grade, A to E, or several: B-D.",
        ),
    ] = None,
    level: Annotated[
        str | None,
        typer.Option(
            "--level",
            "-l",
            help="Your neurological level, C1 to S5, or a range: C5-C6.",
            autocompletion=complete.words(*SEGMENTS),
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", "-s", help="Time since injury: 30d, 6w, 4m, 3y; or its date: 2019, 2019-06-20."),
    ] = None,
    age: Annotated[str | None, typer.Option("--age", help="Your age in years; a child's in months: 18m.")] = None,
    country: Annotated[
        list[str] | None,
        o.many("--country", "-c", text="Where you could take part.", offers=complete.countries),
    ] = None,
    prior_cells: Annotated[
        bool | None, typer.Option("--prior-cells/--no-prior-cells", help="Whether you had cells before.")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Closed ones too, with their results.")] = False,
    as_of: AsOf = None,
) -> Answer:
    """Match registered trials, the alternative to paying a clinic, to a person.

    Each criterion is met, near an edge, not met or not stated. What you leave out is not asked; nothing that you type
    is kept. Those that fit come first; studies in which the participant pays stand apart.

    Example: stemfind trials --ais A --level T6 --since 3y --age 34
    """
    from ...cli import person
    from ...model.matching import Person, match
    from .page import trials_document
    from .result import values

    choice = inputs.choice("sources", "trials")
    told = Person(
        ais=person.grades(ais),
        level=person.levels(level),
        since=person.since(since, day(as_of) or choice.dataset.about.checked),
        age=person.years(age),
        countries=choice.countries(country),
        prior_cells=prior_cells,
    )
    if told.since and told.age is not None and told.since.low > (told.age + 1) * DAYS["year"]:
        raise UsageError(f"--since {since} is longer than a life of --age {age}")
    matched = match(choice.dataset, told, everything=all_)
    there = {place for one in matched for place in one.trial.countries}
    kind = "trial" if all_ else "open trial"
    return Answer(
        documents=[partial(trials_document, matched, told, choice.dataset)],
        values=partial(values, matched),
        ids=(one.trial.registry_id for one in matched if one.fits and not one.trial.pays),
        about=choice.dataset.about,
        remarks=[f"no {kind} on record is said to take people in {place}" for place in choice.empty(country, there)],
    )
