"""The options that several commands share, and their words for `--help`."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

import typer

from ..errors import UsageError
from ..model import figure
from . import complete

Value = TypeVar("Value")


def many(*names: str, text: str, offers: complete.Completer) -> Any:  # noqa: ANN401 - as typer.Option
    """Return an option that may be given several times, with what a shell may offer for it."""
    return typer.Option(*names, help=listing(text), autocompletion=offers)


def listing(known: str) -> str:
    """Return help text for a repeatable option."""
    return f"{known} Repeat it for several."


def closed(*names: str, known: Sequence[str], text: str, metavar: str = "WORD") -> Any:  # noqa: ANN401 - as typer.Option
    """Return an option that takes words of a closed list: the one place that checks, explains and offers them."""

    def read(given: str) -> str:
        if given not in known:
            raise UsageError(f"{names[0]} {given}: choose {', '.join(known)}")
        return given

    return typer.Option(*names, help=text, metavar=metavar, parser=read, autocompletion=complete.words(*known))


def number(*names: str, text: str, most: float = figure.MOST, count: bool = False) -> Any:  # noqa: ANN401 - as typer.Option
    """Return an option that takes one figure, from 0 to `most`; a count is a whole number of 1 or more."""

    def read(given: str) -> float:
        value = figure.number(given)
        if count and (value < 1 or value != int(value)):
            raise figure.UnclearFigure("write a whole number, 1 or more")
        if value > most:
            raise figure.UnclearFigure(f"the most is {most}")
        return value

    return typer.Option(*names, help=text, metavar="NUMBER", parser=_reader(names[0], read))


def money(*names: str, text: str, ranged: bool = True) -> Any:  # noqa: ANN401 - as typer.Option
    """Return an option that takes a sum of money, or a range of it."""
    read = figure.money if ranged else figure.amount
    return typer.Option(*names, help=text, metavar="AMOUNT", parser=_reader(names[0], read))


def read_money(given: str, option: str) -> figure.Sum:
    """Read a sum that stands inside an option's text. Raises UsageError."""
    return _reader(option, figure.money)(given)


def _reader(option: str, read: Callable[[str], Value]) -> Callable[[str], Value]:
    """Return a reader of what is typed; what it can't take is a UsageError that says what to write."""

    def parse(given: str) -> Value:
        if not isinstance(given, str):  # Typer hands on a default as it is
            return given
        try:
            return read(given)
        except figure.UnclearFigure as error:
            raise UsageError(f"{option} {given}: {error}") from None

    return parse


def format_among(formats: tuple[str, ...]) -> Any:  # noqa: ANN401 - what Typer reads of a parameter
    """Return the option that chooses one of a command's formats."""
    option = typer.Option(
        "--format",
        "-f",
        envvar="STEMFIND_FORMAT",
        help="How to write the answer.",
        metavar="FORMAT",
        autocompletion=complete.words(*formats),
    )
    return Annotated[str | None, option]


Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        help="Write a file, whole or not at all, instead of stdout.",
        metavar="FILE",
        autocompletion=complete.files,
    ),
]
Data = Annotated[
    str | None,
    typer.Option(
        "--data",
        "-d",
        envvar="STEMFIND_DATA",
        help="Read another dataset of the same shape.",
        metavar="PATH",
        autocompletion=complete.files,
    ),
]
Rates = Annotated[
    list[str] | None,
    typer.Option(
        "--rate",
        help="Your own rate for a currency, in USD: EUR=1.10.",
        metavar="CUR=USD",
        autocompletion=complete.currencies,
    ),
]
Bom = Annotated[
    bool, typer.Option("--bom", help="Begin csv or tsv with a byte order mark, so that a spreadsheet reads é and ü.")
]
Open = Annotated[bool, typer.Option("--open", help="Show the answer as a page in the browser.")]
Full = Annotated[bool, typer.Option("--full", "-F", help="Everything, with the numbers of its sources.")]
Sources = Annotated[bool, typer.Option("--sources", help="The sources behind the answer, with their addresses.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help="The day against which a price is old, as in 2026-11-22.", metavar="DATE"),
]
Color = Annotated[
    str, closed("--color", known=("auto", "always", "never"), text="Colour: auto, always or never.", metavar="WHEN")
]


def named(offers: complete.Completer) -> Any:  # noqa: ANN401 - as typer.Argument
    """Return an argument of names, with what a shell may offer for it."""
    return typer.Argument(
        help="Countries, clinics or benchmarks; - reads names from stdin, one a line.",
        metavar="[NAME]…",
        autocompletion=offers,
    )


Names = Annotated[list[str] | None, named(complete.subjects)]


def translations(lang: str) -> tuple[str, ...]:
    """Return the files of the dataset that a language needs."""
    return () if lang == LANGUAGES[0] else (f"questions-{lang}",)


LANGUAGES = ("en", "es", "tr")
"""English, Spanish, Turkish."""
Lang = Annotated[str, closed("--lang", known=LANGUAGES, text="en, es or tr.", metavar="LANG")]
