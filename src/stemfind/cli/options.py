"""The options that several commands share, and their words for `--help`."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Any, TypeVar

import typer

from ..errors import UsageError
from ..model import figure
from . import complete

Read = TypeVar("Read")
OUTPUT, DATA = "How it is shown", "What it rests on"
"""The panels of `--help` in which the shared options stand."""


def many(*names: str, text: str, offers: complete.Completer) -> Any:  # noqa: ANN401 - as typer.Option
    """Return an option that may be given several times, with what a shell may offer for it."""
    return typer.Option(*names, help=repeatable(text), autocompletion=offers)


def repeatable(text: str) -> str:
    """Return the help of an option that may be given several times."""
    return f"{text} Repeatable."


def closed(*names: str, known: Sequence[str], text: str, metavar: str = "WORD", panel: str | None = None) -> Any:  # noqa: ANN401 - as typer.Option
    """Return an option that takes words of a closed list: the one place that checks, explains and offers them."""

    def read(given: str) -> str:
        if given not in known:
            raise UsageError(f"{names[0]} {given}: choose {', '.join(known)}")
        return given

    offers = complete.words(*known)
    return typer.Option(*names, help=text, metavar=metavar, parser=read, autocompletion=offers, rich_help_panel=panel)


def number(*names: str, text: str, count: bool = False, panel: str | None = None) -> Any:  # noqa: ANN401 - as typer.Option
    """Return an option that takes one figure, from 0 to `figure.CEILING`; a count is a whole number of 1 or more."""

    def read(given: str) -> float:
        try:
            value = figure.plain_number(given)
        except figure.UnclearFigure as error:
            if not count or isinstance(error, figure.TooLarge):
                raise
            value = 0  # what may be read as 1200 or 1.20 is no count either way: one thing is said of them all
        if count and (value < 1 or value != int(value)):
            raise figure.UnclearFigure("write a whole number, 1 or more, as in 3")
        return value

    return typer.Option(*names, help=text, metavar="NUMBER", parser=_reader(names[0], read), rich_help_panel=panel)


def money_option(*names: str, text: str, ranged: bool = True, panel: str | None = None) -> Any:  # noqa: ANN401 - as typer.Option
    """Return an option that takes a sum of money, or a range of it."""
    read = figure.money if ranged else figure.amount
    return typer.Option(*names, help=text, metavar="AMOUNT", parser=_reader(names[0], read), rich_help_panel=panel)


def read_money(given: str, option: str) -> figure.Sum:
    """Read a sum that stands inside an option's text. Raises UsageError."""
    return _reader(option, figure.money)(given)


def _reader(option: str, read: Callable[[str], Read]) -> Callable[[str], Read]:
    """Return a reader of what is typed; what it can't take is a UsageError that says what to write."""

    def parse(given: str) -> Read:
        try:
            return read(given)
        except figure.UnclearFigure as error:
            raise UsageError(f"{option} {given}: {error}") from None

    return parse


def as_of(text: str, panel: str | None = None) -> Any:  # noqa: ANN401 - as typer.Option
    """Return the option that takes a day in the place of today."""

    def read(given: str) -> dt.date:
        try:
            return dt.date.fromisoformat(given)
        except ValueError:
            raise UsageError(f"--as-of {given}: write a day as in 2026-11-22") from None

    return typer.Option("--as-of", help=text, metavar="DATE", parser=read, rich_help_panel=panel)


def format_among(formats: tuple[str, ...]) -> Any:  # noqa: ANN401 - what Typer reads of a parameter
    """Return the option that chooses one of a command's formats."""
    option = typer.Option(
        "--format",
        "-f",
        envvar="STEMFIND_FORMAT",
        show_envvar=False,
        help=f"How to write it: {', '.join(formats)}.",
        metavar="FORMAT",
        rich_help_panel=OUTPUT,
        autocompletion=complete.words(*formats),
    )
    return Annotated[str | None, option]


_shown = partial(typer.Option, rich_help_panel=OUTPUT)
_rests = partial(typer.Option, rich_help_panel=DATA)
Output = Annotated[
    str | None,
    _shown(
        "--output", "-o", help="Write it to a file, whole or not at all.", metavar="FILE", autocompletion=complete.files
    ),
]
Data = Annotated[
    str | None,
    _rests(
        "--data",
        "-d",
        envvar="STEMFIND_DATA",
        show_envvar=False,
        help="Use another dataset, such as one of your own.",
        metavar="PATH",
        autocompletion=complete.files,
    ),
]
Rates = Annotated[
    list[str] | None,
    _rests(
        "--rate", help="Your own exchange rate, in USD: EUR=1.10.", metavar="CUR=USD", autocompletion=complete.rates
    ),
]
In = Annotated[
    str | None,
    _rests(
        "--in",
        help="Convert amounts to this currency, not to USD: GBP.",
        metavar="CUR",
        autocompletion=complete.currencies,
    ),
]
AsOf = Annotated[dt.date | None, as_of("Call a price old as of this day: 2026-11-22.", DATA)]
Bom = Annotated[bool, _shown("--bom", help="Mark csv or tsv so that a spreadsheet reads é and ü.")]
Open = Annotated[bool, _shown("--open", help="Show it as a page in your browser.")]
Full = Annotated[bool, _shown("--full", "-F", help="Everything, with the numbers of its sources.")]
Sources = Annotated[bool, _shown("--sources", help="The sources behind it, with their addresses.")]
Color = Annotated[
    str,
    closed("--color", known=("auto", "always", "never"), text="auto, always or never.", metavar="WHEN", panel=OUTPUT),
]


SUBJECTS = "Countries or clinics; - reads names from stdin, one a line."


def argument(text: str, metavar: str, offers: complete.Completer) -> Any:  # noqa: ANN401 - as typer.Argument
    """Return an argument, with what a shell may offer for it."""
    return typer.Argument(help=text, metavar=metavar, autocompletion=offers)


Names = Annotated[list[str] | None, argument(SUBJECTS, "[NAME]…", complete.subjects)]


LANGUAGES = ("en", "es", "tr")
"""English, Spanish, Turkish."""


def translations(lang: str) -> tuple[str, ...]:
    """Return the files of the dataset that a language needs."""
    return () if lang == LANGUAGES[0] else (f"questions-{lang}",)


Lang = Annotated[str, closed("--lang", known=LANGUAGES, text="en, es or tr.", metavar="LANG")]
