"""`stemfind filter`."""

from typing import TYPE_CHECKING, get_args

import typer

from ..errors import ExitCode
from . import criteria as c
from . import options as o
from .answer import DATA, WORDS, choose
from .choice import Choice, among, day, named_fields
from .stream import say

if TYPE_CHECKING:
    from ..dataset.input import Input
    from ..query import Sieve


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
    sort: c.Sort = None,
    reverse: c.Reverse = False,
    limit: c.Limit = None,
    fields: c.Fields = None,
    unpriced: c.Unpriced = False,
    stale: c.Stale = False,
    as_of: o.AsOf = None,
    no_header: c.NoHeader = False,
    null: c.Null = False,
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
    from ..model.base import Status
    from ..model.clinic import State
    from ..query import Criteria, Sieve
    from ..row import FIELDS, MORE_FIELDS
    from .flow import Order, Shape, answer

    form = choose(format_ or ("html" if open_ else None), (*WORDS, *DATA), "tsv")
    named = named_fields(fields, (*FIELDS, *MORE_FIELDS)) if fields else FIELDS
    given = _given(data)
    lines = given if given is not None and given.streams else None
    sources = form in WORDS or "source_kinds" in named
    choice = Choice(None if lines else given, rate, ("sources",) if sources else ())
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
    count = answer(sieve, lines, order, shape, choice)
    _remark(sieve)
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
