"""`stemfind filter`."""

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from ..errors import ExitCode
from . import options as o
from .answer import DATA, WORDS, Writer, choose, word_formats, write
from .choice import Choice, among, day, named_fields
from .stream import say

if TYPE_CHECKING:
    from ..query import Selection

Text = Annotated[list[str] | None, typer.Argument(help="Words that the record must hold.", metavar="[TEXT]…")]
Terms = list[str] | None


def filter_(  # the options of one command, as many as it has
    text: Text = None,
    country: Annotated[Terms, typer.Option("--country", "-c", help=o.listing("In this country."))] = None,
    city: Annotated[str | None, typer.Option("--city", help="In this city, or a part of its name.")] = None,
    max_cost: Annotated[float | None, typer.Option("--max-cost", "-m", min=0, help="At most this many USD.")] = None,
    min_cost: Annotated[float | None, typer.Option("--min-cost", min=0, help="At least this many USD.")] = None,
    for_: Annotated[Terms, typer.Option("--for", help=o.listing("Offers for this condition: sci, als, …"))] = None,
    includes: Annotated[
        Terms, typer.Option("--includes", "-i", help=o.listing("The offer states that it includes this."))
    ] = None,
    cells: Annotated[Terms, typer.Option("--cells", help=o.listing("Gives these cells, or a narrower kind."))] = None,
    route: Annotated[Terms, typer.Option("--route", help=o.listing("Gives them by this route."))] = None,
    accreditation: Annotated[Terms, typer.Option("--accreditation", help=o.listing("Is said to hold this."))] = None,
    status: Annotated[
        Terms, typer.Option("--status", help=o.listing("The offer's status: claimed, supported, …"))
    ] = None,
    standing: Annotated[
        Terms,
        typer.Option(
            "--standing",
            help=o.listing(
                "operating, closed, stopped, unknown; closed and stopped ones are left out unless asked for."
            ),
        ),
    ] = None,
    max_days: Annotated[
        float | None, typer.Option("--max-days", min=0, help="A stay of at most this many days.")
    ] = None,
    sort: Annotated[
        str | None, typer.Option("--sort", "-s", help="Order by this field; unknown comes last.", metavar="FIELD")
    ] = None,
    reverse: Annotated[bool, typer.Option("--reverse", "-r", help="The other way round.")] = False,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=0, help="At most this many.")] = None,
    fields: Annotated[
        str | None,
        typer.Option(
            "--fields",
            help="Only these fields of json, jsonl, csv and tsv, in this order: id,price_low_usd,…",
            metavar="A,B,…",
        ),
    ] = None,
    unpriced: Annotated[
        bool, typer.Option("--unpriced", help="Keep clinics that publish no price, although a cost is asked for.")
    ] = False,
    stale: Annotated[
        bool, typer.Option("--stale", help="Count prices that are old or undated too; they are marked.")
    ] = False,
    as_of: o.AsOf = None,
    format_: o.Format = None,
    output: o.Output = None,
    data: o.Data = None,
    rate: o.Rates = None,
    color: o.Color = "auto",
) -> None:
    """List the clinics that are known to fit.

    What isn't known is never a match; how many were set aside for that is said on stderr. Costs are in USD. A price
    counts only where the whole published range fits.

    Example: stemfind filter --country mexico --max-cost 8000
    """
    from ..model.base import Status
    from ..model.clinic import State
    from ..query import FIELDS, MORE_FIELDS, Criteria, arranged, select
    from ..views.selection import set_aside

    in_words = choose(format_, (*WORDS, *DATA), "tsv") in WORDS
    choice = Choice(data, rate, ("sources",) if in_words or "source_kinds" in (fields or "") else ())
    chosen = named_fields(fields, (*FIELDS, *MORE_FIELDS)) if fields else FIELDS
    criteria = Criteria(
        text=tuple(text or ()),
        countries=choice.countries(country),
        city=city,
        accreditations=choice.terms(accreditation, "accreditation"),
        standings=among(standing, get_args(State), "--standing"),
        indications=choice.terms(for_, "indication"),
        cells=choice.terms(cells, "cells"),
        routes=choice.terms(route, "route"),
        includes=choice.terms(includes, "inclusion"),
        statuses=among(status, get_args(Status), "--status"),
        max_cost=max_cost,
        min_cost=min_cost,
        max_days=max_days,
        unpriced=unpriced,
        stale=stale,
        as_of=day(as_of),
    )
    field = named_fields(sort, FIELDS)[0] if sort else None
    selection = arranged(select(choice.dataset, criteria, choice.exchange), field, reverse=reverse, limit=limit)
    write(_writers(selection, chosen, choice, color), format_, "tsv", output)
    if remark := set_aside(selection):
        say(f"stemfind: {remark}")
    if not selection.matches:
        say("stemfind: no clinic on record is known to fit")
        raise typer.Exit(ExitCode.NOTHING)


def _writers(selection: "Selection", fields: tuple[str, ...], choice: Choice, color: str) -> dict[str, Writer]:
    from ..query import row
    from ..render import values
    from ..views.selection import selection_document

    def rows() -> list[dict[str, object]]:
        return [{field: found[field] for field in fields} for found in map(row, selection.matches)]

    words = word_formats(lambda: [selection_document(selection, choice.dataset, choice.exchange)], color)
    return {
        **{name: writer if selection.matches else str for name, writer in words.items()},
        "tsv": lambda: values.to_tsv(fields, rows()),
        "csv": lambda: values.to_csv(fields, rows()),
        "json": lambda: values.to_json(rows()),
        "jsonl": lambda: values.to_jsonl(rows()),
        "ids": lambda: values.to_ids(match.clinic.id for match in selection.matches),
    }
