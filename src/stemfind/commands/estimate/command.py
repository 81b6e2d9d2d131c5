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
    from collections.abc import Iterable, Iterator

    from ...model.country import Subject
    from ...model.dataset import Dataset
    from .result import Estimate, MoneyRange, Plan


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
    sessions: Annotated[
        float | None, o.number("--sessions", text="How many, where the price is for one.", count=True)
    ] = None,
    flight: Annotated[Sum | None, o.money_option("--flight", text="All flights: 900, 900-1400, EUR 800-1200.")] = None,
    nights: Annotated[float | None, o.number("--nights", text="How many nights away.")] = None,
    hotel: Annotated[Sum | None, o.money_option("--hotel", text="One night.")] = None,
    companion: Annotated[Sum | None, o.money_option("--companion", text="What a companion costs in all.")] = None,
    rehab_week: Annotated[Sum | None, o.money_option("--rehab-week", text="One week of rehabilitation.")] = None,
    rehab_weeks: Annotated[float | None, o.number("--rehab-weeks", text="How many weeks of it.")] = None,
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
        sessions=sessions or 1,
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
        remarks=[*_uncounted(plan), *(_no_sessions(found) if sessions is not None else ())],
    )


def _uncounted(plan: "Plan") -> "Iterator[str]":
    """Yield which figure is not counted since it stands alone, and what to write beside it."""
    if plan.hotel is not None and plan.nights is None:
        yield "--hotel is not counted: add how many nights, as in --nights 14"
    if plan.nights is not None and plan.hotel is None:
        yield "--nights is not counted: add what one night costs, as in --hotel 80-120"
    if plan.rehab_weeks is not None and plan.rehab_week is None:
        yield "--rehab-weeks is not counted: add what one week costs, as in --rehab-week 500"


def _no_sessions(found: "Iterable[Estimate]") -> "Iterator[str]":
    """Yield where the number of sessions changes nothing, and why."""
    from .result import SOLD_ONE_BY_ONE

    for one in found:
        price = one.priced.price if one.priced else None
        if price is None or price.unit not in SOLD_ONE_BY_ONE:
            why = one.lines[0].note
            told = why if price is None or price.unit == "unstated" else f"its price is for {why}"
            yield f"--sessions is not counted for {one.subject.name}: {told}"


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
    return list(dict.fromkeys(subjects))


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
