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
WHICH = "Which clinics"
"""The panel of `--help` for what is asked of them."""


def _fields(context: typer.Context) -> list[tuple[str, str]]:
    """Offer one more field after the commas of a list."""
    *there, typed = (part.strip() for part in context.obj.split(","))
    left = [Entry(field, "") for field in (*FIELDS, *MORE_FIELDS) if field not in there]
    return [(",".join((*there, entry.id)), "") for entry in complete.completions(typed, left)]


def _many(*names: str, text: str, offers: complete.Completer) -> Any:  # noqa: ANN401 - as typer.Option
    """Return an option that may be given several times; that it may be is said once for all of them."""
    return typer.Option(*names, help=text, metavar="WORD", autocompletion=offers, rich_help_panel=WHICH)


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


Flag = Annotated[Terms, _flag("--flag", "On record: warning, enforcement, lawsuit, harm, criticism, any.")]
NoFlag = Annotated[Terms, _flag("--no-flag", "None of that found, which does not say that it is clean.")]
TextArgument = Annotated[Terms, typer.Argument(help="Words that the record must hold.", metavar="[TEXT]…", hidden=True)]
CountryOption = Annotated[Terms, _many("--country", "-c", text="In this country.", offers=complete.countries)]
City = Annotated[
    str | None,
    typer.Option(
        "--city",
        help="In this city, or a part of its name.",
        metavar="WORD",
        autocompletion=complete.cities,
        rich_help_panel=WHICH,
    ),
]
For = Annotated[
    Terms, _many("--for", text="With an offer for this condition: sci, als …", offers=complete.terms("indication"))
]
Includes = Annotated[
    Terms,
    _many(
        "--includes", "-i", text="Stated to include this: meals, rehabilitation …", offers=complete.terms("inclusion")
    ),
]
Cells = Annotated[
    Terms, _many("--cells", text="Gives these cells, or a narrower kind.", offers=complete.terms("cells"))
]
Route = Annotated[Terms, _many("--route", text="Gives them by this route.", offers=complete.terms("route"))]
AccreditationOption = Annotated[
    Terms, _many("--accreditation", text="Is said to hold this.", offers=complete.terms("accreditation"))
]
StatusOption = Annotated[
    Terms,
    o.closed(
        "--status", known=get_args(StatusWord), text="How far its offer is known: claimed, supported …", panel=WHICH
    ),
]
StandingOption = Annotated[
    Terms,
    o.closed("--standing", known=get_args(State), text="Only these: operating, closed, stopped, unknown.", panel=WHICH),
]
MaxDays = Annotated[float | None, o.number("--max-days", text="A stay of at most this many days.", panel=WHICH)]
MaxCost = Annotated[
    Sum | None,
    o.money_option(
        "--max-cost", "-m", text="All of its price is at most 8000 (USD), or EUR 8000.", ranged=False, panel=WHICH
    ),
]
MinCost = Annotated[
    Sum | None, o.money_option("--min-cost", text="All of its price is at least this.", ranged=False, panel=WHICH)
]
Unpriced = Annotated[
    bool, typer.Option("--unpriced", help="Keep those without a price although a cost is asked.", rich_help_panel=WHICH)
]
Stale = Annotated[
    bool, typer.Option("--stale", help="Count prices that are old or undated too.", rich_help_panel=WHICH)
]
By = Annotated[
    str,
    o.closed("--by", known=("clinic", "offer"), text="A row for each clinic or offer.", metavar="WHAT", panel=o.OUTPUT),
]
Sort = Annotated[
    str | None,
    typer.Option(
        "--sort",
        "-s",
        autocompletion=complete.words("price", *FIELDS),
        help="By price, name, city or another field; unknown last.",
        metavar="FIELD",
        rich_help_panel=o.OUTPUT,
    ),
]
Reverse = Annotated[bool, typer.Option("--reverse", "-r", help="The other way round.", rich_help_panel=o.OUTPUT)]
Limit = Annotated[int | None, o.number("--limit", "-n", text="At most this many.", count=True, panel=o.OUTPUT)]
Fields = Annotated[
    str | None,
    typer.Option(
        "--fields",
        help="Only these fields of json, jsonl, csv, tsv: id,price_low_usd …",
        metavar="A,B,…",
        autocompletion=_fields,
        rich_help_panel=o.OUTPUT,
    ),
]
NoHeader = Annotated[
    bool, typer.Option("--no-header", help="tsv and csv without their first line.", rich_help_panel=o.OUTPUT)
]
Null = Annotated[
    bool, typer.Option("--null", "-0", help="End each id with a NUL, for xargs -0.", rich_help_panel=o.OUTPUT)
]
