"""`stemfind show`."""

from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import ExitCode, NoRecord, UsageError
from . import complete
from . import options as o
from .answer import Writer, word_formats, write
from .choice import Choice
from .stream import NOTHING_THERE, names_from, say

if TYPE_CHECKING:
    from ..document import Document
    from ..subject import Subject

PARTS = ("sources", "claims", "evidence", "trials")
Names = Annotated[
    list[str],
    typer.Argument(
        help="Countries, clinics or benchmarks; - reads names from stdin.",
        metavar="NAME…",
        autocompletion=complete.subjects,
    ),
]


def show(
    names: Names,
    format_: o.Format = None,
    output: o.Output = None,
    data: o.Data = None,
    rate: o.Rates = None,
    color: o.Color = "auto",
    open_: o.Open = False,
) -> None:
    """Show all that is on record of a clinic or country, with sources, cautions and conflicts.

    Example: stemfind show liv
    """
    choice = Choice(data, rate, PARTS)
    given = names_from(names)
    if not given:
        raise UsageError("name at least one clinic or country")
    subjects, empty = _found(choice, given)
    write(_writers(subjects, choice, color), format_, "markdown", output, show=open_)
    for country in empty:
        say(NOTHING_THERE.format(country))
    if not subjects:
        raise typer.Exit(ExitCode.NOTHING)


def _found(choice: Choice, names: list[str]) -> "tuple[list[Subject], list[str]]":
    """Return what names mean, each once, and the countries of which nothing is on record."""
    from ..subject import find

    subjects: dict[Subject, None] = {}
    empty: dict[str, None] = {}
    for name in names:
        try:
            subjects[find(choice.dataset, name)] = None
        except NoRecord as error:
            empty[error.country] = None
    return list(subjects), list(empty)


def _writers(subjects: "list[Subject]", choice: Choice, color: str) -> dict[str, Writer]:
    from ..export import record_values
    from ..render import values as formats

    def records() -> list[dict[str, object]]:
        return [record_values(choice.dataset, subject) for subject in subjects]

    words = word_formats(lambda: _documents(subjects, choice), color, about=choice.dataset.about)
    return {
        **{name: writer if subjects else str for name, writer in words.items()},
        "json": lambda: formats.to_json(records()),
        "jsonl": lambda: formats.to_jsonl(records()),
    }


def _documents(subjects: "list[Subject]", choice: Choice) -> "list[Document]":
    from ..record import gather
    from ..views.record import record_document

    dataset = choice.dataset
    return [record_document(gather(dataset, subject), dataset, choice.exchange) for subject in subjects]
