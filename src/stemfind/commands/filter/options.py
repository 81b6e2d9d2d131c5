"""The options that only `filter` has, and their words for `--help`."""

from typing import Annotated, Any, get_args

import typer

from ...cli import complete
from ...cli import options as o
from ...errors import UsageError
from ...model.base import Status as StatusWord
from ...model.base import Trouble
from ...model.clinic import State
from ...model.figure import Sum
from ...model.names import Entry
from .rows import FIELDS, MORE_FIELDS

Terms = list[str] | None
WHICH, PRICE, ORDER = "Which clinics", "Price", "Order and shape"
"""The panels of `--help`."""


def _fields(context: typer.Context) -> list[tuple[str, str]]:
    """Offer one more field after the commas of a list."""
    *there, typed = (part.strip() for part in context.obj.split(","))
    left = [Entry(field, "") for field in (*FIELDS, *MORE_FIELDS) if field not in there]
    return [(",".join((*there, entry.id)), "") for entry in complete.fitting(typed, left)]


Text = Annotated[Terms, typer.Argument(help="Words that the record must hold.", metavar="[TEXT]…")]
Country = Annotated[Terms, o.many("--country", "-c", text="In this country.", offers=complete.countries)]
City = Annotated[
    str | None, typer.Option("--city", help="In this city, or a part of its name.", autocompletion=complete.cities)
]
MaxCost = Annotated[Sum | None, o.money("--max-cost", "-m", text="At most this much: 8000, or EUR 8000.", ranged=False)]
MinCost = Annotated[Sum | None, o.money("--min-cost", text="At least this much.", ranged=False)]
For = Annotated[
    Terms,
    o.many("--for", text="Offers for this condition: sci, als, …", offers=complete.indications),
]
Includes = Annotated[
    Terms,
    o.many("--includes", "-i", text="The offer states that it includes this.", offers=complete.inclusions),
]
Cells = Annotated[
    Terms,
    o.many("--cells", text="Gives these cells, or a narrower kind.", offers=complete.cells),
]
Route = Annotated[Terms, o.many("--route", text="Gives them by this route.", offers=complete.routes)]
Accreditation = Annotated[
    Terms,
    o.many("--accreditation", text="Is said to hold this.", offers=complete.accreditations),
]
Status = Annotated[
    Terms,
    o.closed("--status", known=get_args(StatusWord), text=o.listing("The offer's status: claimed, supported, …")),
]
Standing = Annotated[
    Terms,
    o.closed(
        "--standing",
        known=get_args(State),
        text=o.listing("operating, closed, stopped, unknown; the gone ones only if asked for."),
    ),
]


def _flag(option: str, text: str) -> Any:  # noqa: ANN401 - as typer.Option
    """Return an option that takes a kind of trouble, or another word for one."""
    known = (*get_args(Trouble), "any")

    def read(given: str) -> str:
        from ...model.statement import EVERYDAY

        word = given.strip().lower()
        found: str = word if word in known else EVERYDAY.get(word, "")
        if not found:
            raise UsageError(f"{option} {given}: choose {', '.join(known)}")
        return found

    offers = complete.words(*known)
    return typer.Option(option, help=text, metavar="WORD", parser=read, autocompletion=offers, rich_help_panel=WHICH)


Flag = Annotated[Terms, _flag("--flag", "With this on record: warning, enforcement, lawsuit, harm, criticism or any.")]
NoFlag = Annotated[Terms, _flag("--no-flag", "Without that on record: none found, which is not clean.")]
MaxDays = Annotated[float | None, o.number("--max-days", text="A stay of at most this many days.")]
By = Annotated[
    str,
    o.closed(
        "--by",
        known=("clinic", "offer"),
        text="One row for each clinic, or for each offer: an offer has one price, in its own currency.",
        metavar="WHAT",
    ),
]
Sort = Annotated[
    str | None,
    typer.Option(
        "--sort",
        "-s",
        autocompletion=complete.words("price", *FIELDS),
        help="Order by this field; unknown comes last.",
        metavar="FIELD",
    ),
]
Reverse = Annotated[bool, typer.Option("--reverse", "-r", help="The other way round.")]
Limit = Annotated[int | None, o.number("--limit", "-n", text="At most this many.", count=True)]
Fields = Annotated[
    str | None,
    typer.Option(
        "--fields",
        help="Only these fields of json, jsonl, csv and tsv, in this order: id,price_low_usd,…",
        metavar="A,B,…",
        autocompletion=_fields,
    ),
]
Unpriced = Annotated[
    bool, typer.Option("--unpriced", help="Keep clinics that publish no price, although a cost is asked for.")
]
Stale = Annotated[bool, typer.Option("--stale", help="Count prices that are old or undated too; they are marked.")]
NoHeader = Annotated[bool, typer.Option("--no-header", help="tsv and csv without their first line.")]
Null = Annotated[bool, typer.Option("--null", "-0", help="End each id with a NUL, for xargs -0.")]
