"""`stemfind why`."""

from typing import Annotated

import typer

from ..dataset import FILES
from ..errors import ExitCode, NoRecord
from . import complete
from . import options as o
from .answer import WORDS, word_formats, write
from .choice import Choice
from .stream import NOTHING_THERE, say

Name = Annotated[
    str,
    typer.Argument(
        help="A clinic, country, benchmark, study, harm, trial, statement, product, or the id of a source.",
        metavar="NAME",
        autocompletion=complete.records,
    ),
]
Field = Annotated[
    str | None,
    typer.Argument(
        help="One field: price, city, regulator, team, … Left out: every fact.",
        metavar="[FIELD]",
        autocompletion=complete.facts,
    ),
]


def why(
    name: Name,
    field: Field = None,
    format_: o.Format = None,
    output: o.Output = None,
    data: o.Data = None,
    rate: o.Rates = None,
    color: o.Color = "auto",
) -> None:
    """Show for a fact who says it, when, how far it holds, who says otherwise, and how to check it.

    Example: stemfind why liv price
    """
    from ..render import values as formats
    from ..views.why import why_document
    from ..why import find, values
    from ..why import why as asked

    choice = Choice(data, rate, FILES)
    try:
        answer = asked(choice.dataset, find(choice.dataset, name), field)
    except NoRecord as error:
        write({**dict.fromkeys(WORDS, str), "json": lambda: formats.to_json(None)}, format_, "markdown", output)
        say(NOTHING_THERE.format(error.country))
        raise typer.Exit(ExitCode.NOTHING) from None
    writers = {
        **word_formats(
            lambda: [why_document(answer, choice.dataset, choice.exchange)], color, about=choice.dataset.about
        ),
        "json": lambda: formats.to_json(values(answer)),
    }
    write(writers, format_, "markdown", output)
