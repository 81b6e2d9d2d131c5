"""`stemfind estimate`."""

import re
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UnknownName, UsageError
from . import complete
from . import options as o
from .answer import Writer, word_formats, write
from .choice import Choice
from .stream import names_from

if TYPE_CHECKING:
    from ..estimate import Amount, Estimate
    from ..model.clinic import Clinic

FIGURE = r"(\d[\d,]*(?:\.\d+)?)"
AMOUNT = re.compile(rf"\s*([A-Za-z]{{3}}|[$€£¥₹])?\s*{FIGURE}\s*(?:(?:-|–|to)\s*{FIGURE})?\s*([A-Za-z]{{3}})?\s*")
SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
Money = str | None
Clinics = Annotated[
    list[str],
    typer.Argument(help="Clinics; - reads names from stdin.", metavar="NAME…", autocompletion=complete.subjects),
]


def estimate(
    names: Clinics,
    offer: Annotated[str | None, typer.Option("--offer", help="Which offer, by its id; else the one for SCI.")] = None,
    sessions: Annotated[float, typer.Option("--sessions", min=0, help="How many, where the price is for one.")] = 1,
    flight: Annotated[Money, typer.Option("--flight", help="All flights: 900, 900-1400, EUR 800-1200.")] = None,
    nights: Annotated[float | None, typer.Option("--nights", min=0, help="How many nights you reckon with.")] = None,
    hotel: Annotated[Money, typer.Option("--hotel", help="One night.")] = None,
    companion: Annotated[Money, typer.Option("--companion", help="What a companion costs in all.")] = None,
    rehab_week: Annotated[Money, typer.Option("--rehab-week", help="One week of rehabilitation.")] = None,
    rehab_weeks: Annotated[float, typer.Option("--rehab-weeks", min=0, help="How many weeks of it.")] = 1,
    add: Annotated[list[str] | None, typer.Option("--add", help='Anything else: "wheelchair taxi=120-200".')] = None,
    format_: o.Format = None,
    output: o.Output = None,
    data: o.Data = None,
    rate: o.Rates = None,
    color: o.Color = "auto",
    open_: o.Open = False,
) -> None:
    """Reckon the whole trip: the published price, what it leaves out, and your own figures, as a range.

    Each line says whether it is published, converted or yours. What has no figure stays open, and the total then says
    "at least". Nothing is assumed, and nothing that you type is kept.

    Example: stemfind estimate liv --flight 600-900 --nights 15 --hotel 80-120
    """
    from ..estimate import Plan
    from ..estimate import estimate as reckoned

    choice = Choice(data, rate, ("sources",))
    clinics = _clinics(choice, names_from(names))
    plan = Plan(
        sessions=sessions,
        flight=_amount(flight, "--flight", choice),
        nights=nights,
        hotel=_amount(hotel, "--hotel", choice),
        companion=_amount(companion, "--companion", choice),
        rehab_week=_amount(rehab_week, "--rehab-week", choice),
        rehab_weeks=rehab_weeks,
        extra=tuple(_added(text, choice) for text in add or ()),
    )
    try:
        found = tuple(reckoned(choice.dataset, clinic, plan, choice.exchange, offer) for clinic in clinics)
    except KeyError as error:
        offers = tuple(held.id for clinic in clinics for held in clinic.offers)
        raise UnknownName(str(error.args[0]), "offer", offers) from error
    write(_writers(found, choice, color), format_, "markdown", output, show=open_)


def _clinics(choice: Choice, names: list[str]) -> "list[Clinic]":
    from ..model.clinic import Clinic
    from ..subject import find

    subjects = [(name, find(choice.dataset, name)) for name in names]
    for name, subject in subjects:
        if not isinstance(subject, Clinic):
            raise UsageError(f"{name}: {subject.name} is no clinic; an estimate is for what a clinic sells")
    if not subjects:
        raise UsageError("name at least one clinic")
    return [subject for _, subject in subjects if isinstance(subject, Clinic)]


def _amount(given: str | None, option: str, choice: Choice) -> "Amount | None":
    return None if given is None else _read(given, option, choice)


def _read(given: str, option: str, choice: Choice) -> "Amount":
    """Read 900, 900-1400, EUR 800-1200 or 800 EUR, in USD. Raises UsageError."""
    from ..estimate import Amount

    found = AMOUNT.fullmatch(given)
    if found is None:
        raise UsageError(f"{option} {given}: write an amount or a range, as in 900, 900-1400 or EUR 800-1200")
    before, low, high, after = found.groups()
    currency = SYMBOLS.get(before or "", before or after or "USD").upper()
    ends = [float(end.replace(",", "")) for end in (low, high or low)]
    if ends[0] > ends[1]:
        raise UsageError(f"{option} {given}: the low end is above the high one")
    return Amount(*(choice.exchange.usd(end, currency) for end in ends))


def _added(given: str, choice: Choice) -> "tuple[str, Amount]":
    from ..estimate import NEEDS

    label, mark, text = given.partition("=")
    if not mark or not label.strip():
        raise UsageError(f'--add {given}: write a name and an amount, as in "wheelchair taxi=120-200"')
    if label.strip().casefold() == "treatment":
        raise UsageError(f"--add {given}: the treatment is the clinic's own price; give what you add another name")
    need = next((need for need in NEEDS if need == label.strip().casefold()), label.strip())
    return need, _read(text, f"--add {label}=", choice)


def _writers(found: "tuple[Estimate, ...]", choice: Choice, color: str) -> dict[str, Writer]:
    from ..estimate import values
    from ..render import values as formats
    from ..views.estimate import estimate_document

    return {
        **word_formats(
            lambda: [estimate_document(found, choice.dataset, choice.exchange)], color, about=choice.dataset.about
        ),
        "json": lambda: formats.to_json([values(one) for one in found]),
        "jsonl": lambda: formats.to_jsonl(values(one) for one in found),
    }
