"""`stemfind checklist`."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...cli import complete
from ...cli import options as o
from ...cli.inputs import NO_QUESTION
from ...cli.output import NESTED_FORMATS, WORD_FORMATS, Answer, Inputs, answers
from ...cli.stream import emit, names_from, say
from ...errors import CheckFailed, DatasetUnreadable, NothingFound, OutputUnwritable, StemfindError, UsageError

if TYPE_CHECKING:
    from ...model.answering import Checklist, Replies
    from ...model.clinic import Clinic
    from ...model.dataset import Dataset

LEVELS = {
    "answered": (("answered",), "not answered"),
    "partly": (("answered", "partly"), "not answered even in part"),
    "claimed": (("answered", "partly", "only claimed"), "not answered even by a seller"),
}
"""What `--require` may ask for: the answers that are enough, and what is said of a question that has none of them."""


def _file(name: str, text: str) -> Any:  # noqa: ANN401 - as typer.Option
    return typer.Option(name, help=text, metavar="FILE", autocompletion=complete.files)


@answers(*WORD_FORMATS, *NESTED_FORMATS, "ids", opens=True)
def checklist(
    inputs: Inputs,
    names: Annotated[list[str] | None, o.argument(o.SUBJECTS, "[NAME]…", complete.answering)] = None,
    group: Annotated[list[str] | None, o.many("--group", "-g", text="Only this group.", offers=complete.groups)] = None,
    require: Annotated[
        str | None,
        typer.Option(
            "--require",
            help="Exit 4 if a question is not answered for a clinic: in full and of today (answered), at least in part "
            "by an independent source (partly), or at least by a seller (claimed).",
            metavar="answered|partly|claimed",
            autocompletion=complete.words(*LEVELS),
        ),
    ] = None,
    lang: o.Lang = "en",
    answers: Annotated[str | None, _file("--answers", "Merge a file of answers that clinics gave you.")] = None,
    new_answers: Annotated[str | None, _file("--new-answers", "Write such a file, empty, and stop.")] = None,
) -> Answer | None:
    """List the questions to put to a clinic, as boxes to tick.

    With a clinic, each question says how far the data answers it, and by whom: answered (one dated statement that an
    independent source bears out holds all that is asked), partly, only claimed, unknown or contradicted. A country
    stands for its clinics.

    Example: stemfind checklist liv
    """
    from ...model.answering import in_language, questions_for
    from .page import checklist_document
    from .result import checklist_values

    choice = inputs.choice("sources", "claims", "questions", *o.translations(lang))
    if require is not None and (require not in LEVELS or not names):
        raise UsageError("--require takes answered, partly or claimed, and a clinic to hold it against")
    if new_answers is not None and (require is not None or answers is not None):
        raise UsageError("--new-answers writes an empty file and stops: leave out --require and --answers")
    nobody = "no clinic is on record there to put questions to"
    clinics = choice.clinics(names_from(names), nobody, of_countries=True)
    dataset = in_language(choice.dataset, lang)
    if new_answers is not None:
        _begin(new_answers, clinics, dataset)
        return None
    replies = _replies(answers, dataset) if answers is not None else {}
    found = questions_for(dataset, clinics, choice.groups(group), replies)
    if answers is not None:
        _compare_with_asked(answers, replies, found)
    return Answer(
        documents=[partial(checklist_document, found, choice.dataset, lang)] if found.asked else [],
        values=checklist_values(found),
        ids=(asked.question.id for asked in found.asked),
        lang=lang,
        about=choice.dataset.about,
        failed=_failure(found, require),
    )


def _begin(file: str, clinics: "tuple[Clinic, ...]", dataset: "Dataset") -> None:
    """Write an empty file of answers, but never over one that is there."""
    from ...dataset.replies import template

    if not clinics:
        raise UsageError("--new-answers needs a clinic to ask")
    if Path(file).is_file():
        raise OutputUnwritable(file, "it is there already, with answers perhaps; name another")
    emit(template(file, clinics, dataset.questions), file)
    say(f"stemfind: {file} is ready to be filled in")


def _replies(file: str, dataset: "Dataset") -> "Replies":
    from ...dataset.replies import replies

    return replies(file, dataset)


def _compare_with_asked(file: str, replies: "Replies", found: "Checklist") -> None:
    """Refuse a file of answers without a line for what was asked, and say where no line is filled in."""
    asked = [(given.clinic, one.question.id) for one in found.asked for given in one.answers]
    lines = [replies[clinic][question] for clinic, question in asked if question in replies.get(clinic, {})]
    if not lines:
        raise DatasetUnreadable(file, "holds no answer of these clinics to these questions")
    if not any(lines):
        say(f"stemfind: {file}: no answer is filled in yet")


def _failure(found: "Checklist", require: str | None) -> StemfindError | None:
    """Return what fails where an answer isn't what was required, or where there is no question to answer."""
    from ...document.words import count

    if not found.asked:
        return NothingFound(NO_QUESTION) if require is None else CheckFailed(f"--require {require}: {NO_QUESTION}")
    if require is None:
        return None
    enough, short = LEVELS[require]
    given = [(one, asked.question.id) for asked in found.asked for one in asked.answers]
    missing = [f"{one.clinic} {question}" for one, question in given if one.answer not in enough]
    said = f"{count(len(missing), 'question is', 'questions are')} {short}: {', '.join(missing)}"
    return CheckFailed(said) if missing else None
