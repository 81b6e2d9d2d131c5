"""`stemfind why`."""

from functools import partial
from typing import Annotated

import typer

from ..dataset import FILES
from ..errors import NoRecord, NothingFound
from . import complete
from .output import WORDS, Answer, Inputs, answers
from .stream import NOTHING_THERE

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


@answers(*WORDS, "json", rates=True)
def why(inputs: Inputs, name: Name, field: Field = None) -> Answer:
    """Show for a fact who says it, when, how far it holds, who says otherwise, and how to check it.

    Example: stemfind why liv price
    """
    from ..views.why import why_document
    from ..why import find, values
    from ..why import why as asked

    choice = inputs.choice(*FILES)
    try:
        found = asked(choice.dataset, find(choice.dataset, name), field)
    except NoRecord as error:
        return Answer(values=lambda: None, failed=NothingFound(NOTHING_THERE.format(error.country)))
    return Answer(
        documents=[partial(why_document, found, choice.dataset, choice.exchange)],
        values=partial(values, found),
        about=choice.dataset.about,
    )
