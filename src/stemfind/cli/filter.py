"""`stemfind filter`."""

from typing import TYPE_CHECKING, get_args

import typer

from ..errors import ExitCode, UsageError
from . import criteria as c
from . import options as o
from .answer import DATA, WORDS, byte_order_mark, choose
from .choice import Choice, among, day, named_fields, searched
from .stream import say

if TYPE_CHECKING:
    from ..dataset.input import Input
    from ..model.figure import Sum
    from ..query import Sieve

PARTS = {"source_kinds": "sources", "conflicts": "evidence"}
"""Files that a field needs besides `clinics`: conflicts stand in both."""


def filter_(  # the options of one command, as many as it has
    text: c.Text = None,
    country: c.Country = None,
    city: c.City = None,
    max_cost: c.MaxCost = None,
    min_cost: c.MinCost = None,
    for_: c.For = None,
    includes: c.Includes = None,
    cells: c.Cells = None,
    route: c.Route = None,
    accreditation: c.Accreditation = None,
    status: c.Status = None,
    standing: c.Standing = None,
    max_days: c.MaxDays = None,
    by: c.By = "clinic",
    sort: c.Sort = None,
    reverse: c.Reverse = False,
    limit: c.Limit = None,
    fields: c.Fields = None,
    unpriced: c.Unpriced = False,
    stale: c.Stale = False,
    as_of: o.AsOf = None,
    no_header: c.NoHeader = False,
    null: c.Null = False,
    bom: o.Bom = False,
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
    from msgspec.structs import replace

    from ..model.base import Status
    from ..model.clinic import State
    from ..query import Criteria, Sieve
    from ..row import FIELDS, MORE_FIELDS, OFFER_FIELDS
    from .flow import Order, Shape, answer

    form = choose(format_ or ("html" if open_ else None), (*WORDS, *DATA), "tsv")
    known = {"clinic": FIELDS, "offer": OFFER_FIELDS}[among([by], ("clinic", "offer"), "--by")[0]]
    named = named_fields(fields, (*known, *MORE_FIELDS)) if fields else known
    given = _given(data)
    lines = given if given is not None and given.streams else None
    shown = {*named, sort} | ({"source_kinds", "conflicts"} if form in WORDS else set())
    choice = Choice(None if lines else given, rate, [PARTS[field] for field in PARTS if field in shown])
    criteria = Criteria(
        text=searched(text),
        countries=choice.countries(country),
        city=searched([city])[0] if city is not None else None,
        accreditations=choice.terms(accreditation, "accreditation"),
        standings=among(standing, get_args(State), "--standing"),
        indications=choice.terms(for_, "indication"),
        cells=choice.terms(cells, "cells"),
        routes=choice.terms(route, "route"),
        includes=choice.terms(includes, "inclusion"),
        statuses=among(status, get_args(Status), "--status"),
        max_cost=choice.cost(max_cost, "--max-cost"),
        min_cost=choice.cost(min_cost, "--min-cost"),
        max_days=max_days,
        unpriced=unpriced,
        stale=stale,
        as_of=day(as_of),
    )
    if criteria.min_cost is not None and criteria.max_cost is not None and criteria.min_cost > criteria.max_cost:
        raise UsageError("--min-cost is above --max-cost: no price can fit both")
    order = Order(named_fields(sort, known)[0] if sort else None, reverse=reverse, limit=limit)
    mark = byte_order_mark(form, wanted=bom)
    shape = Shape(form, named, header=not no_header, null=null, output=output, color=color, show=open_, mark=mark)
    # what the bundled dataset finds in conflict says nothing of a list of one's own
    dataset = replace(choice.dataset, conflicts=()) if lines else choice.dataset
    sieve = Sieve(dataset, criteria, choice.exchange, by_offer=by == "offer")
    count = answer(sieve, lines, order, shape, choice)
    _remark(sieve)
    _converted({"--max-cost": max_cost, "--min-cost": min_cost}, choice)
    if count != limit:  # beyond a limit a stream is read no further
        for place in choice.empty(country, sieve.met):
            say(f"stemfind: no clinic on record is in {place} (stemfind filter lists all that are on record)")
    if city is not None and not lines and (missed := choice.no_town(city)):
        say(f"stemfind: {missed}")
    if not count:
        say("stemfind: no clinic on record is known to fit")
        raise typer.Exit(ExitCode.NOTHING)


def _given(data: str | None) -> "Input | None":
    if data is None:
        return None
    from ..dataset.input import Input

    return Input(data)


def _remark(sieve: "Sieve") -> None:
    from ..views.aside import set_aside

    if remark := set_aside(sieve.selection(())):
        say(f"stemfind: {remark}")


def _converted(costs: "dict[str, Sum | None]", choice: Choice) -> None:
    from ..views.aside import converted_cost

    for option, given in costs.items():
        if given is not None and (said := converted_cost(option, given, choice.exchange, choice.dataset)):
            say(f"stemfind: {said}")
