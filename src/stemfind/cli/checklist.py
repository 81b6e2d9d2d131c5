"""`stemfind checklist`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import CheckFailed, OutputUnwritable, UsageError
from . import complete
from . import options as o
from .answer import Writer, word_formats, write
from .choice import Choice
from .stream import emit, names_from, say

if TYPE_CHECKING:
    from ..checklist import Checklist, Replies
    from ..model.clinic import Clinic
    from ..model.dataset import Dataset

PARTS = ("sources", "claims", "questions")
LEVELS = ("answered", "claimed")
Require = Annotated[
    str | None,
    typer.Option(
        "--require",
        help="Exit 4 if a question is not answered for a clinic: by an independent source (answered), or at least by "
        "the seller (claimed).",
        metavar="answered|claimed",
    ),
]


def checklist(
    names: o.Names = None,
    group: Annotated[
        list[str] | None,
        o.many("--group", "-g", text="Only this group.", offers=complete.groups),
    ] = None,
    require: Require = None,
    lang: o.Lang = "en",
    answers: Annotated[
        str | None, typer.Option("--answers", help="Merge a file of answers that clinics gave you.", metavar="FILE")
    ] = None,
    new_answers: Annotated[
        str | None, typer.Option("--new-answers", help="Write such a file, empty, and stop.", metavar="FILE")
    ] = None,
    format_: o.Format = None,
    output: o.Output = None,
    data: o.Data = None,
    color: o.Color = "auto",
    open_: o.Open = False,
) -> None:
    """List the questions to put to a clinic, as boxes to tick.

    With a clinic, each question says how far the data answers it: answered, only claimed, unknown or contradicted,
    and by whom. A country stands for its clinics.

    Example: stemfind checklist liv
    """
    from ..checklist import checklist as listed
    from ..checklist import in_language, lacking

    choice = Choice(data, parts=(*PARTS, *o.translations(lang)))
    if require is not None and (require not in LEVELS or not names):
        raise UsageError(f"--require takes {' or '.join(LEVELS)}, and a clinic to hold it against")
    clinics = _clinics(choice, names_from(names))
    dataset = in_language(choice.dataset, lang)
    if new_answers is not None:
        _begin(new_answers, clinics, dataset)
        return
    found = listed(dataset, clinics, choice.groups(group), _replies(answers, dataset) if answers else None)
    write(_writers(found, choice, color, lang), format_, "markdown", output, show=open_)
    if require is not None and (missing := lacking(found, require)):
        raise CheckFailed(f"{len(missing)} questions are not {require}: " + ", ".join(f"{c} {q}" for c, q in missing))


def _begin(file: str, clinics: "list[Clinic]", dataset: "Dataset") -> None:
    """Write an empty file of answers, but never over one that is there."""
    from ..dataset.answers import template

    if not clinics:
        raise UsageError("--new-answers needs a clinic to ask")
    if Path(file).exists():
        raise OutputUnwritable(file, "it is there already, with answers perhaps; name another")
    questions = tuple((question.id, question.asks) for question in dataset.questions)
    emit(template(file, tuple(clinic.id for clinic in clinics), questions), file)
    say(f"stemfind: {file} is ready to be filled in")


def _replies(file: str, dataset: "Dataset") -> "Replies":
    from ..dataset.answers import replies

    clinics = tuple(clinic.id for clinic in dataset.clinics)
    return replies(file, clinics, tuple(question.id for question in dataset.questions))


def _clinics(choice: Choice, names: list[str]) -> "list[Clinic]":
    from ..subject import clinics_of, find

    subjects = [(name, find(choice.dataset, name)) for name in names]
    for name, subject in subjects:
        if not clinics_of(choice.dataset, subject):
            raise UsageError(f"{name}: no clinic is on record there to put questions to")
    return [clinic for _, subject in subjects for clinic in clinics_of(choice.dataset, subject)]


def _writers(found: "Checklist", choice: Choice, color: str, lang: str) -> dict[str, Writer]:
    from ..checklist import values
    from ..render import values as formats
    from ..views.checklist import checklist_document

    return {
        **word_formats(lambda: [checklist_document(found, choice.dataset, lang)], color, lang, choice.dataset.about),
        "json": lambda: formats.to_json(values(found)),
        "jsonl": lambda: formats.to_jsonl(values(found)),
        "ids": lambda: formats.to_ids(asked.question.id for asked in found.asked),
    }
