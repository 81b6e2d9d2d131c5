"""`stemfind evidence`."""

from functools import partial
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from ..errors import NothingFound
from ..model.evidence import KINDS
from . import complete
from . import options as o
from .choice import Choice, among, searched
from .output import WORDS, Answer, Inputs, answers

if TYPE_CHECKING:
    from ..document import Document
    from ..evidence import Asked, Entry

Words = Annotated[list[str] | None, typer.Argument(help="Words that the record must hold.", metavar="[TEXT]…")]
Terms = list[str] | None


@answers(*WORDS, "json", "jsonl", "ids", opens=True)
def evidence(
    inputs: Inputs,
    text: Words = None,
    kind: Annotated[
        Terms,
        o.many("--kind", "-k", text=f"{', '.join(KINDS)}.", offers=complete.kinds),
    ] = None,
    cell: Annotated[
        Terms,
        o.many("--cell", text="Of these cells, or a narrower kind.", offers=complete.cells),
    ] = None,
    route: Annotated[Terms, o.many("--route", text="Given by this route.", offers=complete.routes)] = None,
    design: Annotated[
        str | None,
        typer.Option(
            "--design",
            help="Studies of this design: controlled, randomised, single-arm, review, …",
            autocompletion=complete.designs,
        ),
    ] = None,
) -> Answer:
    """Say what is known: does it work, is it safe, what else could I do.

    Without a word or an option, the answer in short. With them, the studies, harms, trials, statements and authorised
    products that fit, in full.

    Example: stemfind evidence --design controlled
    """
    from ..evidence import Asked, select, values
    from ..model.evidence import Design

    choice = inputs.choice("sources", "evidence", "trials")
    asked = Asked(
        text=searched(text),
        kinds=among(kind, KINDS, "--kind"),
        cells=choice.terms(cell, "cells"),
        routes=choice.terms(route, "route"),
        design=among([design], get_args(Design), "--design")[0] if design else None,
    )
    entries = select(choice.dataset, asked)
    return Answer(
        documents=[partial(_document, entries, asked, choice)] if entries else [],
        values=partial(values, entries),
        ids=(entry.id for entry in entries),
        about=choice.dataset.about,
        failed=None if entries else NothingFound("nothing on record fits"),
    )


def _document(entries: "tuple[Entry, ...]", asked: "Asked", choice: Choice) -> "Document":
    from ..evidence import summary
    from ..views.evidence import entries_document, summary_document

    if asked.nothing:
        return summary_document(summary(choice.dataset), choice.dataset)
    return entries_document(entries, choice.dataset)
