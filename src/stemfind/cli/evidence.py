"""`stemfind evidence`."""

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from ..errors import ExitCode
from ..model.evidence import KINDS
from . import complete
from . import options as o
from .answer import Writer, word_formats, write
from .choice import Choice, among, searched
from .stream import say

if TYPE_CHECKING:
    from ..document import Document
    from ..evidence import Asked, Entry

Words = Annotated[list[str] | None, typer.Argument(help="Words that the record must hold.", metavar="[TEXT]…")]
Terms = list[str] | None


def evidence(
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
    format_: o.Format = None,
    output: o.Output = None,
    data: o.Data = None,
    color: o.Color = "auto",
    open_: o.Open = False,
) -> None:
    """Say what is known: does it work, is it safe, what else could I do.

    Without a word or an option, the answer in short. With them, the studies, harms, trials, statements and authorised
    products that fit, in full.

    Example: stemfind evidence --design controlled
    """
    from ..evidence import Asked, select
    from ..model.evidence import Design

    choice = Choice(data, parts=("sources", "evidence", "trials"))
    asked = Asked(
        text=searched(text),
        kinds=among(kind, KINDS, "--kind"),
        cells=choice.terms(cell, "cells"),
        routes=choice.terms(route, "route"),
        design=among([design], get_args(Design), "--design")[0] if design else None,
    )
    entries = select(choice.dataset, asked)
    write(_writers(entries, asked, choice, color), format_, "markdown", output, show=open_)
    if not entries:
        say("stemfind: nothing on record fits")
        raise typer.Exit(ExitCode.NOTHING)


def _writers(entries: "tuple[Entry, ...]", asked: "Asked", choice: Choice, color: str) -> dict[str, Writer]:
    from ..evidence import values
    from ..render import values as formats

    words = word_formats(lambda: [_document(entries, asked, choice)], color, about=choice.dataset.about)
    return {
        **{name: writer if entries else str for name, writer in words.items()},
        "json": lambda: formats.to_json(values(entries)),
        "jsonl": lambda: formats.to_jsonl(values(entries)),
        "ids": lambda: formats.to_ids(entry.id for entry in entries),
    }


def _document(entries: "tuple[Entry, ...]", asked: "Asked", choice: Choice) -> "Document":
    from ..evidence import summary
    from ..views.evidence import entries_document, summary_document

    if asked.nothing:
        return summary_document(summary(choice.dataset), choice.dataset)
    return entries_document(entries, choice.dataset)
