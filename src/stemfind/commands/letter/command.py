"""`stemfind letter`."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from ...cli import complete
from ...cli import options as o
from ...cli.inputs import NO_QUESTION
from ...cli.output import WHOLE_FORMATS, WORD_FORMATS, Answer, Inputs, answers
from ...errors import NothingFound, UsageError
from ...model.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.clinic import Clinic


@answers(*WORD_FORMATS, *WHOLE_FORMATS, "ids", opens=True)
def letter(
    inputs: Inputs,
    name: Annotated[str | None, o.argument("A clinic.", "[NAME]", complete.clinic_names)] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", help="In place of NAME: a clinic that isn't on record; all is asked.", metavar="NAME"),
    ] = None,
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
    from ...model.answering import in_language, questions_for
    from .page import letter_document
    from .result import asked_for

    if (name is None) == (to is None):
        raise UsageError("name a clinic on record, or write --to and the name of any other")
    choice = inputs.choice("sources", "claims", "questions", *o.translations(lang))
    clinics = choice.clinics([name] if name is not None else [], "{} is no clinic to write to")
    found = questions_for(in_language(choice.dataset, lang), clinics, choice.groups(group))
    called = clinics[0].name if clinics else _name_to_write(to or "")
    asked = [one.question.id for one in asked_for(found)]
    nothing = "nothing is left to ask" if found.asked else NO_QUESTION
    return Answer(
        documents=[partial(letter_document, found, called, choice.dataset, lang)] if asked else [],
        values=asked,
        ids=asked,
        lang=lang,
        legend=False,
        about=choice.dataset.about,
        remarks=_gone(clinics),
        failed=None if asked else NothingFound(nothing),
    )


def _gone(clinics: "tuple[Clinic, ...]") -> "Iterator[str]":
    """Yield that a clinic no longer treats people: the letter is the person's own, and says nothing of it."""
    from ...document.standing import standing_words

    for clinic in clinics:
        if clinic.ended:
            yield f"{clinic.name}: {standing_words(clinic.ended)} (stemfind show {clinic.id})"


def _name_to_write(to: str) -> str:
    """Return the name of a clinic on one line. Raises UsageError where it has no letter, or is no name any more."""
    from ...model.subject import MOST_LETTERS

    name = " ".join(to.split())
    if not fold(name):
        raise UsageError("--to: write the name of the clinic")
    if len(name) > MOST_LETTERS:
        raise UsageError(f"--to: a name has at most {MOST_LETTERS} letters")
    return name
