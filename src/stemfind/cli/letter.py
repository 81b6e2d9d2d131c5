"""`stemfind letter`."""

from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import ExitCode, UsageError
from . import complete
from . import options as o
from .answer import Writer, word_formats, write
from .choice import NO_QUESTION, Choice
from .stream import say

if TYPE_CHECKING:
    from ..checklist import Checklist
    from ..model.clinic import Clinic

PARTS = ("sources", "claims", "questions")
Name = Annotated[str, typer.Argument(help="A clinic.", metavar="NAME", autocompletion=complete.clinics)]


def letter(
    name: Name,
    lang: o.Lang = "en",
    group: Annotated[
        list[str] | None, o.many("--group", "-g", text="Only questions of this group.", offers=complete.groups)
    ] = None,
    format_: o.Format = None,
    output: o.Output = None,
    data: o.Data = None,
    color: o.Color = "auto",
    open_: o.Open = False,
) -> None:
    """Write to a clinic and ask all that the data does not answer in full, with what is known quoted.

    What is known in part, is old, or only a seller says is asked too. Numbered, with gaps for your own details, in
    English, Spanish or Turkish. Nothing is sent.

    Example: stemfind letter liv --lang tr -o letter.md
    """
    from ..checklist import checklist, in_language
    from ..views.letter import asked_for

    choice = Choice(data, parts=(*PARTS, *o.translations(lang)))
    clinic = _clinic(choice, name)
    found = checklist(in_language(choice.dataset, lang), [clinic], choice.groups(group))
    write(_writers(found, clinic, choice, color, lang), format_, "markdown", output, show=open_)
    if not asked_for(found):
        say(f"stemfind: {'nothing is left to ask' if found.asked else NO_QUESTION}")
        raise typer.Exit(ExitCode.NOTHING)


def _clinic(choice: Choice, name: str) -> "Clinic":
    from ..atlas import in_words
    from ..model.clinic import Clinic
    from ..subject import find

    found = find(choice.dataset, name)
    if not isinstance(found, Clinic):
        raise UsageError(f"{name}: {in_words(found.name)} is no clinic to write to")
    return found


def _writers(found: "Checklist", clinic: "Clinic", choice: Choice, color: str, lang: str) -> dict[str, Writer]:
    from ..render import values as formats
    from ..views.letter import asked_for, letter_document

    dataset = choice.dataset
    words = word_formats(lambda: [letter_document(found, clinic, dataset, lang)], color, lang, dataset.about)
    return {
        **{name: writer if asked_for(found) else str for name, writer in words.items()},
        "json": lambda: formats.to_json([asked.question.id for asked in asked_for(found)]),
        "ids": lambda: formats.to_ids(asked.question.id for asked in asked_for(found)),
    }
