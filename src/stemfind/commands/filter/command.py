"""`stemfind filter`."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from ...cli import options as o
from ...cli.inputs import Choice, named_fields, searched
from ...cli.output import DATA_FORMATS, WORD_FORMATS, Answer, Inputs, answers
from ...errors import NothingFound, UsageError
from . import options as c

if TYPE_CHECKING:
    from ...dataset.input import Input
    from ...document.parts import Document
    from ...model.dataset import Dataset
    from ...model.figure import Sum
    from .result import Match, Sieve
    from .stream import Order, Poured

PARTS = {"source_kinds": "sources", "conflicts": "evidence", "flags": "claims"}
"""Files that a field needs besides `clinics`: conflicts stand in both."""


@answers(*WORD_FORMATS, *DATA_FORMATS, piped="tsv", opens=True, rates=True)
def filter_(  # the options of one command, as many as it has
    inputs: Inputs,
    text: c.TextArgument = None,
    country: c.CountryOption = None,
    city: c.City = None,
    max_cost: c.MaxCost = None,
    min_cost: c.MinCost = None,
    for_: c.For = None,
    includes: c.Includes = None,
    cells: c.Cells = None,
    route: c.Route = None,
    accreditation: c.AccreditationOption = None,
    status: c.StatusOption = None,
    standing: c.StandingOption = None,
    flag: c.Flag = None,
    no_flag: c.NoFlag = None,
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
) -> Answer:
    """List the clinics that are known to fit.

    TEXT: words in its record. What isn't known is never a match. Repeat an option to name several.

    Example: stemfind filter --country mexico --max-cost 8000
    """
    from msgspec.structs import replace

    from ...model.clinic import SCI
    from .result import Criteria, Sieve
    from .rows import FIELDS, MORE_FIELDS, OFFER_FIELDS, PRICE
    from .stream import Order, matching, rows

    form = inputs.form
    known = {"clinic": FIELDS, "offer": OFFER_FIELDS}[by]
    named = named_fields(fields, (*known, *MORE_FIELDS)) if fields else known
    given = _given(inputs.data)
    if given is not None and given.streams and (flag or no_flag):
        raise UsageError("--flag: a list of clinics, one a line, holds no statements about them")
    lines = given if given is not None and given.streams else None
    shown = {*named, sort} | ({"source_kinds", "conflicts", "flags"} if form in WORD_FORMATS else set())
    shown |= {"flags"} if flag or no_flag else set()
    choice = Choice(
        None if lines else given,
        inputs.rate,
        [PARTS[field] for field in PARTS if field in shown],
        inputs.in_,
        told=form in WORD_FORMATS,
    )
    criteria = Criteria(
        text=searched(text),
        countries=choice.countries(country),
        city=searched([city])[0] if city is not None else None,
        accreditations=choice.terms(accreditation, "accreditation"),
        standings=tuple(standing or ()),
        indications=choice.terms(for_, "indication"),
        cells=choice.terms(cells, "cells"),
        routes=choice.terms(route, "route"),
        includes=choice.terms(includes, "inclusion"),
        statuses=tuple(status or ()),
        max_cost=choice.cost(max_cost, "--max-cost"),
        min_cost=choice.cost(min_cost, "--min-cost"),
        max_days=max_days,
        unpriced=unpriced,
        stale=stale,
        every_price=sort == PRICE,
        flags=tuple(flag or ()),
        no_flags=tuple(no_flag or ()),
        as_of=as_of,
    )
    if criteria.min_cost is not None and criteria.max_cost is not None and criteria.min_cost > criteria.max_cost:
        raise UsageError("--min-cost is above --max-cost: no price can fit both")
    order = Order(named_fields(sort, (PRICE, *known))[0] if sort else None, reverse=reverse, limit=limit,
                  purposes=criteria.indications or (SCI,))  # fmt: skip
    mark = inputs.mark(wanted=bom)
    # what the bundled dataset finds in conflict says nothing of a list of one's own
    dataset = replace(choice.dataset, conflicts=(), claims=()) if lines else choice.dataset
    sieve = Sieve(dataset, criteria, choice.exchange, by_offer=by == "offer")
    matches = matching(sieve, lines, order, choice, form)
    costs = {"--max-cost": max_cost, "--min-cost": min_cost}
    return Answer(
        documents=[partial(_document, sieve, matches, choice, dataset, order)] if matches else [],
        values=rows(matches, named),
        fields=named,
        ids=(match.clinic.id for match in matches),
        header=not no_header,
        mark=mark,
        null=null,
        about=None if lines else choice.dataset.about,
        remarks=_remarks(
            sieve, matches, choice, costs=costs, places=country, city=None if lines else city, limit=limit
        ),
    )


def _given(data: str | None) -> "Input | None":
    if data is None:
        return None
    from ...dataset.input import Input

    return Input(data)


def _document(
    sieve: "Sieve", matches: "Iterable[Match]", choice: Choice, dataset: "Dataset", order: "Order"
) -> "Document":
    from msgspec.structs import replace

    from .page import selection_document

    known = replace(dataset, countries=(*dataset.countries, *choice.spelling.added))
    return selection_document(
        sieve.selection(tuple(matches)),
        known,
        choice.exchange,
        purposes=order.purposes,
        sort=order.field,
        reverse=order.reverse,
        flags=sieve.flags,
    )


def _remarks(
    sieve: "Sieve",
    matches: "tuple[Match, ...] | Poured",
    choice: Choice,
    *,
    costs: "dict[str, Sum | None]",
    places: list[str] | None,
    city: str | None,
    limit: float | None,
) -> Iterator[str]:
    """Yield what there is to say once all matches are written. Raises NothingFound where there was none."""
    from .remarks import converted_cost, judged

    yield from judged(sieve)
    for option, given in costs.items():
        if given is not None and (said := converted_cost(option, given, choice.exchange, choice.dataset)):
            yield said
    if len(matches) != limit:  # beyond a limit a stream is read no further
        for place in choice.empty(places, sieve.met):
            yield f"no clinic on record is in {place} (stemfind filter lists all that are on record)"
    if city is not None and (missed := choice.no_town(city)):
        yield missed
    if not matches:
        raise NothingFound("no clinic on record is known to fit")
