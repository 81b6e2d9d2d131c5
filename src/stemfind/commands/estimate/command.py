"""`stemfind estimate`."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from ...cli import complete
from ...cli import options as o
from ...cli.inputs import Choice
from ...cli.output import NESTED_FORMATS, WORD_FORMATS, Answer, Inputs, answers
from ...cli.stream import names_from
from ...errors import UsageError, enumerated
from ...model.figure import Sum

if TYPE_CHECKING:
    from ...model.country import Subject
    from ...model.dataset import Dataset
    from .result import MoneyRange


@answers(*WORD_FORMATS, *NESTED_FORMATS, opens=True, rates=True)
def estimate(
    inputs: Inputs,
    names: Annotated[
        list[str],
        o.argument(
            "Clinics, or countries with a stated price range; - reads names from stdin.", "NAME…", complete.clinic_names
        ),
    ],
    offer: Annotated[
        str | None,
        typer.Option("--offer", help="Which offer, by its id; else the one for SCI.", autocompletion=complete.offers),
    ] = None,
    sessions: Annotated[float, o.number("--sessions", text="How many, where the price is for one.")] = 1,
    flight: Annotated[Sum | None, o.money_option("--flight", text="All flights: 900, 900-1400, EUR 800-1200.")] = None,
    nights: Annotated[float | None, o.number("--nights", text="How many nights away.")] = None,
    hotel: Annotated[Sum | None, o.money_option("--hotel", text="One night.")] = None,
    companion: Annotated[Sum | None, o.money_option("--companion", text="What a companion costs in all.")] = None,
    rehab_week: Annotated[Sum | None, o.money_option("--rehab-week", text="One week of rehabilitation.")] = None,
    rehab_weeks: Annotated[float, o.number("--rehab-weeks", text="How many weeks of it.")] = 1,
    add: Annotated[list[str] | None, typer.Option("--add", help='Anything else: "wheelchair taxi=120-200".')] = None,
) -> Answer:
    """Work out the whole trip: the published price, what it leaves out, and your own figures, as a range.

    Each line says whether it is published, converted or yours. What has no figure stays open, and the total then says
    "at least". Nothing is assumed, and nothing that you type is kept. An amount without a currency is in USD, and $ is
    the US dollar.

    A country is taken by the range that is stated for it, behind which no clinic stands.

    Example: stemfind estimate liv --flight 600-900 --nights 15 --hotel 80-120
    """
    from .page import estimate_document
    from .result import Plan, estimate_values, whole_trip

    choice = inputs.choice("sources")
    subjects = _priced(choice.dataset, names_from(names))
    plan = Plan(
        sessions=sessions,
        flight=_own_amount(flight, "--flight", choice),
        nights=nights,
        hotel=_own_amount(hotel, "--hotel", choice),
        companion=_own_amount(companion, "--companion", choice),
        rehab_week=_own_amount(rehab_week, "--rehab-week", choice),
        rehab_weeks=rehab_weeks,
        extra=tuple(_added(text, choice) for text in add or ()),
    )
    found = tuple(whole_trip(choice.dataset, one, plan, choice.exchange, offer) for one in subjects)
    return Answer(
        documents=[partial(estimate_document, found, choice.dataset, choice.exchange)],
        values=map(estimate_values, found),
        about=choice.dataset.about,
    )


def _priced(dataset: "Dataset", names: list[str]) -> "list[Subject]":
    """Return clinics, and what a price is stated for. Raises UsageError for what has neither."""
    from ...model.atlas import in_words
    from ...model.clinic import Clinic
    from ...model.subject import find

    subjects = [find(dataset, name) for name in names]
    for name, subject in zip(names, subjects, strict=True):
        if not isinstance(subject, Clinic) and not subject.offers:
            there = enumerated([country.id for country in dataset.countries if country.offers])
            raise UsageError(
                f"{name}: {in_words(subject.name)} is no clinic; an estimate is for what a clinic sells, "
                f"or for a country with a stated price range: {there or 'none is on record'}"
            )
    return subjects


def _own_amount(given: Sum | None, option: str, choice: Choice) -> "MoneyRange | None":
    """Return a sum as it was written, in a currency that can be converted. Raises UsageError."""
    from .result import MoneyRange

    return None if given is None else MoneyRange(given.low, given.high, choice.convertible(given, option))


def _added(given: str, choice: Choice) -> "tuple[str, MoneyRange | None]":
    """Return the name and the amount of `--add`. Raises UsageError."""
    from .result import NEEDS

    label, mark, text = (part.strip() for part in given.partition("="))
    if not mark or not label or not text:
        raise UsageError(f'--add {given}: write a name and an amount, as in "wheelchair taxi=120-200"')
    if label.casefold() == "treatment":
        raise UsageError(f"--add {given}: the treatment is the clinic's own price; give what you add another name")
    option = f"--add {label}:"
    need = label.casefold() if label.casefold() in NEEDS else label
    return need, _own_amount(o.read_money(text, option), option, choice)
