"""`stemfind filter`."""

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from ..errors import ExitCode
from . import complete
from . import options as o
from .answer import DATA, WORDS, choose
from .choice import Choice, among, day, named_fields
from .stream import say

if TYPE_CHECKING:
    from ..query import Sieve

Text = Annotated[list[str] | None, typer.Argument(help="Words that the record must hold.", metavar="[TEXT]…")]
Terms = list[str] | None


def filter_(  # the options of one command, as many as it has
    text: Text = None,
    country: Annotated[Terms, o.many("--country", "-c", text="In this country.", offers=complete.countries)] = None,
    city: Annotated[str | None, typer.Option("--city", help="In this city, or a part of its name.")] = None,
    max_cost: Annotated[float | None, typer.Option("--max-cost", "-m", min=0, help="At most this many USD.")] = None,
    min_cost: Annotated[float | None, typer.Option("--min-cost", min=0, help="At least this many USD.")] = None,
    for_: Annotated[
        Terms,
        o.many("--for", text="Offers for this condition: sci, als, …", offers=complete.indications),
    ] = None,
    includes: Annotated[
        Terms,
        o.many("--includes", "-i", text="The offer states that it includes this.", offers=complete.inclusions),
    ] = None,
    cells: Annotated[
        Terms,
        o.many("--cells", text="Gives these cells, or a narrower kind.", offers=complete.cells),
    ] = None,
    route: Annotated[Terms, o.many("--route", text="Gives them by this route.", offers=complete.routes)] = None,
    accreditation: Annotated[
        Terms,
        o.many("--accreditation", text="Is said to hold this.", offers=complete.accreditations),
    ] = None,
    status: Annotated[
        Terms,
        o.many("--status", text="The offer's status: claimed, supported, …", offers=complete.statuses),
    ] = None,
    standing: Annotated[
        Terms,
        o.many(
            "--standing",
            text="operating, closed, stopped, unknown; the gone ones only if asked for.",
            offers=complete.standings,
        ),
    ] = None,
    max_days: Annotated[
        float | None, typer.Option("--max-days", min=0, help="A stay of at most this many days.")
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(
            "--sort",
            "-s",
            autocompletion=complete.fields,
            help="Order by this field; unknown comes last.",
            metavar="FIELD",
        ),
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
    no_header: Annotated[bool, typer.Option("--no-header", help="tsv and csv without their first line.")] = False,
    null: Annotated[bool, typer.Option("--null", "-0", help="End each id with a NUL, for xargs -0.")] = False,
    format_: o.Format = None,
    output: o.Output = None,
    data: o.Data = None,
    rate: o.Rates = None,
    color: o.Color = "auto",
    open_: o.Open = False,
) -> None:
    """List the clinics that are known to fit.

    What isn't known is never a match; how many were set aside for that is said on stderr. Costs are in USD. A price
    counts only where the whole published range fits.

    Example: stemfind filter --country mexico --max-cost 8000
    """
    from ..dataset.lines import is_lines
    from ..model.base import Status
    from ..model.clinic import State
    from ..query import FIELDS, MORE_FIELDS, Criteria, Sieve
    from .flow import Order, Shape, answer

    form = choose(format_ or ("html" if open_ else None), (*WORDS, *DATA), "tsv")
    lines = data is not None and is_lines(data)
    named = named_fields(fields, (*FIELDS, *MORE_FIELDS)) if fields else FIELDS
    sources = form in WORDS or "source_kinds" in named
    choice = Choice(None if lines else data, rate, ("sources",) if sources else ())
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
    order = Order(named_fields(sort, FIELDS)[0] if sort else None, reverse=reverse, limit=limit)
    shape = Shape(form, named, header=not no_header, null=null, output=output, color=color, show=open_)
    sieve = Sieve(choice.dataset, criteria, choice.exchange)
    count = answer(sieve, data if lines else None, order, shape, choice)
    _remark(sieve)
    if not count:
        say("stemfind: no clinic on record is known to fit")
        raise typer.Exit(ExitCode.NOTHING)


def _remark(sieve: "Sieve") -> None:
    from ..views.aside import set_aside

    if remark := set_aside(sieve.selection(())):
        say(f"stemfind: {remark}")
