"""`stemfind evidence`."""

from functools import partial
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from ...cli import complete
from ...cli import options as o
from ...cli.inputs import Choice, searched
from ...cli.output import NESTED_FORMATS, WORD_FORMATS, Answer, Inputs, answers
from ...errors import NothingFound
from ...model.evidence import EVIDENCE_KINDS, Design

if TYPE_CHECKING:
    from ...document.parts import Document
    from .result import AnyEvidence, Wanted

Words = Annotated[list[str] | None, typer.Argument(help="Words that the record must hold.", metavar="[TEXT]…")]


@answers(*WORD_FORMATS, *NESTED_FORMATS, "ids", opens=True)
def evidence(
    inputs: Inputs,
    text: Words = None,
    kind: Annotated[
        list[str] | None,
        o.closed("--kind", "-k", known=EVIDENCE_KINDS, text=o.repeatable(f"{', '.join(EVIDENCE_KINDS)}.")),
    ] = None,
    cell: Annotated[
        list[str] | None,
        o.many("--cell", text="Of these cells, or a narrower kind.", offers=complete.terms("cells")),
    ] = None,
    route: Annotated[
        list[str] | None, o.many("--route", text="Given by this route.", offers=complete.terms("route"))
    ] = None,
    design: Annotated[
        str | None,
        o.closed(
            "--design",
            known=get_args(Design),
            text="Studies of this design: controlled, randomised, single-arm, review, …",
        ),
    ] = None,
) -> Answer:
    """Say what is known: does it work, is it safe, what else could I do.

    Without a word or an option, the answer to these. With them, the studies, harms, trials, statements, authorised
    products, alternatives to cells and actions (a record of trouble) that fit. Everyday words do: walk, bladder, dose.

    Example: stemfind evidence --design controlled
    """
    from .result import Wanted, evidence_values, select_records, there_is

    choice = inputs.choice("sources", "claims", "evidence", "trials")
    asked = Wanted(
        text=searched(text),
        kinds=tuple(kind or ()),
        cells=choice.terms(cell, "cells"),
        routes=choice.terms(route, "route"),
        design=design,
    )
    entries = select_records(choice.dataset, asked)
    return Answer(
        documents=[partial(_evidence_document, entries, asked, choice)] if entries else [],
        values=evidence_values(entries),
        ids=(entry.id for entry in entries),
        about=choice.dataset.about,
        failed=None if entries else NothingFound(there_is(choice.dataset)),
    )


def _evidence_document(entries: "tuple[AnyEvidence, ...]", asked: "Wanted", choice: Choice) -> "Document":
    from .page import entries_document, summary_document
    from .result import Wanted

    if asked == Wanted():
        return summary_document(choice.dataset)
    return entries_document(entries, choice.dataset, asked.text)
