"""`stemfind trials`."""

import re
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from . import complete
from . import options as o
from .answer import Writer, word_formats, write
from .choice import Choice

if TYPE_CHECKING:
    from ..trials import Matched, Person

DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
SINCE = re.compile(r"(\d+(?:\.\d+)?)\s*([dwmy])(?:ays?|eeks?|onths?|ears?)?", re.IGNORECASE)
GRADES = ("A", "B", "C", "D", "E")


def trials(
    ais: Annotated[
        str | None,
        typer.Option(
            "--ais",
            "-a",
            autocompletion=complete.grades,
            help="Your AIS grade: A, B, C, D or E.",
        ),
    ] = None,
    level: Annotated[
        str | None,
        typer.Option("--level", "-l", help="Your neurological level, C1 to S5."),
    ] = None,
    since: Annotated[str | None, typer.Option("--since", "-s", help="Time since injury: 30d, 6w, 4m, 3y.")] = None,
    age: Annotated[float | None, typer.Option("--age", min=0, max=130, help="Your age in years.")] = None,
    country: Annotated[
        list[str] | None,
        o.many("--country", "-c", text="Where you could take part.", offers=complete.countries),
    ] = None,
    prior_cells: Annotated[
        bool | None, typer.Option("--prior-cells/--no-prior-cells", help="Whether you had cells before.")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Closed ones too, with their results.")] = False,
    format_: o.Format = None,
    output: o.Output = None,
    data: o.Data = None,
    color: o.Color = "auto",
) -> None:
    """Match registered trials, the alternative that costs nothing, to a person.

    Each criterion is met, not met or not stated. What you leave out is not asked; nothing that you type is kept.
    Those that fit come first; studies in which the participant pays stand apart.

    Example: stemfind trials --ais A --level T6 --since 3y --age 34
    """
    from ..trials import Person, match

    choice = Choice(data, parts=("sources", "trials"))
    person = Person(
        ais=_grade(ais),
        level=_level(level),
        since=_days(since),
        age=age,
        countries=choice.countries(country),
        prior_cells=prior_cells,
    )
    write(_writers(match(choice.dataset, person, everything=all_), person, choice, color), format_, "markdown", output)


def _writers(matched: "tuple[Matched, ...]", person: "Person", choice: Choice, color: str) -> dict[str, Writer]:
    from ..render import values as formats
    from ..trials import values
    from ..views.trials import trials_document

    return {
        **word_formats(lambda: [trials_document(matched, person, choice.dataset)], color, about=choice.dataset.about),
        "json": lambda: formats.to_json(values(matched)),
        "jsonl": lambda: formats.to_jsonl(values(matched)),
        "ids": lambda: formats.to_ids(one.trial.registry_id for one in matched if one.fits and not one.trial.pays),
    }


def _grade(given: str | None) -> str | None:
    grade = given.strip().upper().removeprefix("AIS").strip() if given is not None else None
    if grade is not None and grade not in GRADES:
        raise UsageError(f"--ais {given}: write a grade, A to E")
    return grade


def _level(given: str | None) -> str | None:
    from ..trials import SEGMENTS

    level = given.strip().upper() if given is not None else None
    if level is not None and level not in SEGMENTS:
        raise UsageError(f"--level {given}: write a segment, C1 to C8, T1 to T12, L1 to L5 or S1 to S5")
    return level


def _days(given: str | None) -> float | None:
    """Read 30d, 6w, 4m, 3y, or days alone. Raises UsageError."""
    if given is None:
        return None
    found = SINCE.fullmatch(given.strip()) or SINCE.fullmatch(f"{given.strip()}d")
    if found is None:
        raise UsageError(f"--since {given}: write a time as in 30d, 6w, 4m or 3y")
    return float(found[1]) * DAYS[found[2].lower()]
