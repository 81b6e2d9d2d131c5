"""`stemfind show`."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from ...cli import complete
from ...cli.inputs import Choice
from ...cli.output import WORDS, Answer, Inputs, answers
from ...cli.stream import NOTHING_THERE, names_from
from ...errors import NoRecord, NothingFound, UsageError

if TYPE_CHECKING:
    from ...document.parts import Document
    from ...model.subject import Subject

PARTS = ("sources", "claims", "questions", "evidence", "trials")
Names = Annotated[
    list[str],
    typer.Argument(
        help="Countries, clinics or benchmarks; - reads names from stdin.",
        metavar="NAME…",
        autocompletion=complete.subjects,
    ),
]


@answers(*WORDS, "json", "jsonl", opens=True, rates=True)
def show(inputs: Inputs, names: Names) -> Answer:
    """Show all that is on record of a clinic or country, with sources, cautions and conflicts.

    Example: stemfind show liv
    """
    from ...model.export import record_values

    choice = inputs.choice(*PARTS)
    given = names_from(names)
    if not given:
        raise UsageError("name at least one clinic or country")
    subjects, empty = _found(choice, given)
    remarks = [NOTHING_THERE.format(country) for country in empty]
    return Answer(
        documents=[partial(_document, subject, choice) for subject in subjects],
        values=lambda: [record_values(choice.dataset, subject) for subject in subjects],
        about=choice.dataset.about,
        remarks=remarks if subjects else remarks[:-1],
        failed=None if subjects else NothingFound(remarks[-1]),
    )


def _found(choice: Choice, names: list[str]) -> "tuple[list[Subject], list[str]]":
    """Return what names mean, each once, and the countries of which nothing is on record."""
    from ...model.subject import find

    subjects: dict[Subject, None] = {}
    empty: dict[str, None] = {}
    for name in names:
        try:
            subjects[find(choice.dataset, name)] = None
        except NoRecord as error:
            empty[error.country] = None
    return list(subjects), list(empty)


def _document(subject: "Subject", choice: Choice) -> "Document":
    from .page import record_document
    from .result import gather

    return record_document(gather(choice.dataset, subject), choice.dataset, choice.exchange)
