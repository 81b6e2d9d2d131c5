"""The options that only `filter` has: what may be asked of a clinic, and how the answer is written."""

from collections.abc import Callable
from functools import partial, wraps
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from ...cli import complete
from ...cli import options as o
from ...cli.inputs import Choice, searched
from ...cli.output import Answer, Inputs
from ...errors import UsageError
from ...model.base import Status, Trouble
from ...model.clinic import State
from ...model.figure import Sum
from ...model.names import Entry
from .rows import FIELDS, MORE_FIELDS, PRICE

if TYPE_CHECKING:
    from .criteria import Criteria

Several = list[str] | None
WHICH = "Which clinics"
"""The panel of `--help` for what is asked of them."""


def _which(text: str, *names: str, offers: complete.Completer | None = None, **more: Any) -> Any:  # noqa: ANN401 - as typer.Option
    """Return an option that takes a word, with what a shell may offer for it, or a flag."""
    more = {"metavar": "WORD" if offers else None, "rich_help_panel": WHICH, **more}
    return typer.Option(*names, help=text, autocompletion=offers, **more)


def _term(text: str, *names: str, kind: str) -> Any:  # noqa: ANN401 - as typer.Option
    return _which(text, *names, offers=complete.terms(kind))


def _trouble(text: str, option: str) -> Any:  # noqa: ANN401 - as typer.Option
    """Return an option that takes a kind of trouble, or another word for one."""
    known = (*get_args(Trouble), "any")

    def read(given: str) -> str:
        from ...model.statement import TYPED_TROUBLES

        word = given.strip().lower()
        found: str = word if word in known else TYPED_TROUBLES.get(word, "")
        if not found:
            raise UsageError(f"{option} {given}: choose {', '.join(known)}")
        return found

    return _which(text, option, offers=complete.words(*known), parser=read)


def _more_fields(context: typer.Context) -> list[tuple[str, str]]:
    """Offer one more field after the commas of a list."""
    *there, typed = (part.strip() for part in context.obj.split(","))
    left = [Entry(field, "") for field in (*FIELDS, *MORE_FIELDS) if field not in there]
    return [(",".join((*there, entry.id)), "") for entry in complete.completions(typed, left)]


_cost_option = partial(o.money_option, ranged=False, panel=WHICH)
_chosen = partial(o.closed, panel=WHICH)
_written_as = partial(_which, rich_help_panel=o.OUTPUT)


class FilterOptions:
    """What was typed, an option a field, in the order of the help; None where nothing was."""

    text: Annotated[Several, typer.Argument(help="Words that the record must hold.", metavar="[TEXT]…", hidden=True)]
    country: Annotated[Several, _which("In this country.", "--country", "-c", offers=complete.countries)]
    city: Annotated[str | None, _which("In this city, or a part of its name.", "--city", offers=complete.cities)]
    max_cost: Annotated[
        Sum | None, _cost_option("--max-cost", "-m", text="All of its price is at most 8000 (USD), or EUR 8000.")
    ]
    min_cost: Annotated[Sum | None, _cost_option("--min-cost", text="All of its price is at least this.")]
    for_: Annotated[Several, _term("With an offer for this condition: sci, als …", "--for", kind="indication")]
    includes: Annotated[
        Several, _term("Stated to include this: meals, rehabilitation …", "--includes", "-i", kind="inclusion")
    ]
    cells: Annotated[Several, _term("Gives these cells, or a narrower kind.", "--cells", kind="cells")]
    route: Annotated[Several, _term("Gives them by this route.", "--route", kind="route")]
    accreditation: Annotated[Several, _term("Is said to hold this.", "--accreditation", kind="accreditation")]
    status: Annotated[
        Several, _chosen("--status", known=get_args(Status), text="How far its offer is known: claimed, supported …")
    ]
    standing: Annotated[
        Several, _chosen("--standing", known=get_args(State), text="Only these: operating, closed, stopped, unknown.")
    ]
    flag: Annotated[Several, _trouble("On record: warning, enforcement, lawsuit, harm, criticism, any.", "--flag")]
    no_flag: Annotated[Several, _trouble("None of that found, which does not say that it is clean.", "--no-flag")]
    max_days: Annotated[float | None, o.number("--max-days", text="A stay of at most this many days.", panel=WHICH)]
    by: Annotated[
        str,
        o.closed(
            "--by", known=("clinic", "offer"), text="A row for each clinic or offer.", metavar="WHAT", panel=o.OUTPUT
        ),
    ] = "clinic"
    sort: Annotated[
        str | None,
        _written_as(
            "By price, name, city or another field; unknown last.", "--sort", "-s", metavar="FIELD",
            offers=complete.words(PRICE, *FIELDS),
        ),
    ]  # fmt: skip
    reverse: Annotated[bool, _written_as("The other way round.", "--reverse", "-r")] = False
    limit: Annotated[int | None, o.number("--limit", "-n", text="At most this many.", count=True, panel=o.OUTPUT)]
    fields: Annotated[
        str | None,
        _written_as(
            "Only these fields of json, jsonl, csv, tsv: id,price_low_usd …", "--fields", metavar="A,B,…",
            offers=_more_fields,
        ),
    ]  # fmt: skip
    unpriced: Annotated[bool, _which("Keep those without a price although a cost is asked.", "--unpriced")] = False
    stale: Annotated[bool, _which("Count prices that are old or undated too.", "--stale")] = False
    as_of: o.AsOf
    no_header: Annotated[bool, _written_as("tsv and csv without their first line.", "--no-header")] = False
    null: Annotated[bool, _written_as("End each id with a NUL, for xargs -0.", "--null", "-0")] = False
    bom: o.Bom = False

    def __init__(self, given: dict[str, Any]) -> None:
        vars(self).update(given)

    def criteria(self, choice: Choice) -> "Criteria":
        """Return what is asked of clinics: names as ids, sums in USD. Raises UnknownName, AmbiguousName, UsageError."""
        from .criteria import Criteria

        found = Criteria(
            text=searched(self.text),
            countries=choice.countries(self.country),
            city=searched([self.city])[0] if self.city is not None else None,
            accreditations=choice.terms(self.accreditation, "accreditation"),
            standings=tuple(self.standing or ()),
            indications=choice.terms(self.for_, "indication"),
            cells=choice.terms(self.cells, "cells"),
            routes=choice.terms(self.route, "route"),
            includes=choice.terms(self.includes, "inclusion"),
            statuses=tuple(self.status or ()),
            max_cost=choice.cost(self.max_cost, "--max-cost"),
            min_cost=choice.cost(self.min_cost, "--min-cost"),
            max_days=self.max_days,
            unpriced=self.unpriced,
            stale=self.stale,
            every_price=self.sort == PRICE,
            flags=tuple(self.flag or ()),
            no_flags=tuple(self.no_flag or ()),
            as_of=self.as_of,
        )
        if found.min_cost is not None and found.max_cost is not None and found.min_cost > found.max_cost:
            raise UsageError("--min-cost is above --max-cost: no price can fit both")
        return found


def asking(command: Callable[[Inputs, FilterOptions], Answer]) -> Callable[..., Answer]:
    """Give a command the options of `FilterOptions`, which reach it together."""

    @wraps(command)
    def run(inputs: Inputs, **given: Any) -> Answer:  # noqa: ANN401 - whatever the options are
        return command(inputs, FilterOptions(given))

    own = [
        Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=getattr(FilterOptions, name, None), annotation=option)
        for name, option in {"inputs": Inputs, **FilterOptions.__annotations__}.items()
    ]
    vars(run)["__signature__"] = Signature(own)
    return run
