"""`stemfind letter`."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from ...cli import complete
from ...cli import options as o
from ...cli.inputs import NO_QUESTION, Choice
from ...cli.output import WORDS, Answer, Inputs, answers
from ...errors import NothingFound, UsageError

if TYPE_CHECKING:
    from ...model.clinic import Clinic

PARTS = ("sources", "claims", "questions")
Name = Annotated[str, typer.Argument(help="A clinic.", metavar="NAME", autocompletion=complete.clinics)]


@answers(*WORDS, "json", "ids", opens=True)
def letter(
    inputs: Inputs,
    name: Name,
    lang: o.Lang = "en",
    group: Annotated[
        list[str] | None, o.many("--group", "-g", text="Only questions of this group.", offers=complete.groups)
    ] = None,
) -> Answer:
    """Write to a clinic and ask all that the data does not answer in full, with what is known quoted.

    What is known in part, is old, or only a seller says is asked too. Numbered, with gaps for your own details, in
    English, Spanish or Turkish. Nothing is sent.

    Example: stemfind letter liv --lang tr -o letter.md
    """
    from ...model.answering import checklist, in_language
    from .page import asked_for, letter_document

    choice = inputs.choice(*PARTS, *o.translations(lang))
    clinic = _clinic(choice, name)
    found = checklist(in_language(choice.dataset, lang), [clinic], choice.groups(group))
    asked = [one.question.id for one in asked_for(found)]
    nothing = "nothing is left to ask" if found.asked else NO_QUESTION
    return Answer(
        documents=[partial(letter_document, found, clinic, choice.dataset, lang)] if asked else [],
        values=lambda: asked,
        ids=asked,
        lang=lang,
        legend=False,
        about=choice.dataset.about,
        failed=None if asked else NothingFound(nothing),
    )


def _clinic(choice: Choice, name: str) -> "Clinic":
    from ...model.atlas import in_words
    from ...model.clinic import Clinic
    from ...model.subject import find

    found = find(choice.dataset, name)
    if not isinstance(found, Clinic):
        raise UsageError(f"{name}: {in_words(found.name)} is no clinic to write to")
    return found
