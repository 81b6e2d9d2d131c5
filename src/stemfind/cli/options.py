"""The options that several commands share, and their words for `--help`."""

from typing import Annotated, Any

import typer

from ..errors import UsageError
from . import complete


def many(*names: str, text: str, offers: complete.Completer) -> Any:  # noqa: ANN401 - as typer.Option
    """Return an option that may be given several times, with what a shell may offer for it."""
    return typer.Option(*names, help=listing(text), autocompletion=offers)


def listing(known: str) -> str:
    """Return help text for a repeatable option."""
    return f"{known} Repeat it for several."


Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        envvar="STEMFIND_FORMAT",
        help="How to write the answer.",
        metavar="FORMAT",
        autocompletion=complete.formats,
    ),
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", help="Write a file, whole or not at all, instead of stdout.", metavar="FILE"),
]
Data = Annotated[
    str | None,
    typer.Option(
        "--data", "-d", envvar="STEMFIND_DATA", help="Read another dataset of the same shape.", metavar="PATH"
    ),
]
Rates = Annotated[
    list[str] | None,
    typer.Option("--rate", help="Your own rate in place of the dataset's: EUR=1.10 USD.", metavar="CUR=USD"),
]
Bom = Annotated[
    bool, typer.Option("--bom", help="Begin csv or tsv with a byte order mark, so that a spreadsheet reads é and ü.")
]
Open = Annotated[bool, typer.Option("--open", help="Show the answer as a page in the browser.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help="The day against which a price is old, as in 2026-11-22.", metavar="DATE"),
]
Color = Annotated[
    str,
    typer.Option(
        "--color",
        help="Colour: auto, always or never.",
        metavar="WHEN",
        autocompletion=complete.words("auto", "always", "never"),
    ),
]
Names = Annotated[
    list[str] | None,
    typer.Argument(
        help="Countries, clinics or benchmarks; - reads names from stdin, one a line.",
        metavar="[NAME]…",
        autocompletion=complete.subjects,
    ),
]


def _language(given: str) -> str:
    if given not in LANGUAGES:
        raise UsageError(f"--lang {given}: choose {', '.join(LANGUAGES)}")
    return given


def translations(lang: str) -> tuple[str, ...]:
    """Return the files of the dataset that a language needs."""
    return () if lang == LANGUAGES[0] else (f"questions-{lang}",)


LANGUAGES = ("en", "es", "tr")
"""English, Spanish, Turkish."""
Lang = Annotated[
    str,
    typer.Option("--lang", help="en, es or tr.", metavar="LANG", callback=_language,
                 autocompletion=complete.words(*LANGUAGES)),
]  # fmt: skip
