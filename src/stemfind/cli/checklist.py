"""`stemfind checklist`."""

from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import CheckFailed, UsageError
from . import complete
from . import options as o
from .answer import Writer, word_formats, write
from .choice import Choice
from .stream import names_from

if TYPE_CHECKING:
    from ..checklist import Checklist
    from ..model.clinic import Clinic

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
    format_: o.Format = None,
    output: o.Output = None,
    data: o.Data = None,
    color: o.Color = "auto",
) -> None:
    """List the questions to put to a clinic, as boxes to tick.

    With a clinic, each question says how far the data answers it: answered, only claimed, unknown or contradicted,
    and by whom. A country stands for its clinics.

    Example: stemfind checklist liv
    """
    from ..checklist import checklist as listed
    from ..checklist import lacking

    choice = Choice(data, parts=PARTS)
    if require is not None and (require not in LEVELS or not names):
        raise UsageError(f"--require takes {' or '.join(LEVELS)}, and a clinic to hold it against")
    found = listed(choice.dataset, _clinics(choice, names_from(names)), choice.groups(group))
    write(_writers(found, choice, color), format_, "markdown", output)
    if require is not None and (missing := lacking(found, require)):
        raise CheckFailed(f"{len(missing)} questions are not {require}: " + ", ".join(f"{c} {q}" for c, q in missing))


def _clinics(choice: Choice, names: list[str]) -> "list[Clinic]":
    from ..subject import clinics_of, find

    subjects = [(name, find(choice.dataset, name)) for name in names]
    for name, subject in subjects:
        if not clinics_of(choice.dataset, subject):
            raise UsageError(f"{name}: no clinic is on record there to put questions to")
    return [clinic for _, subject in subjects for clinic in clinics_of(choice.dataset, subject)]


def _writers(found: "Checklist", choice: Choice, color: str) -> dict[str, Writer]:
    from ..checklist import values
    from ..render import values as formats
    from ..views.checklist import checklist_document

    return {
        **word_formats(lambda: [checklist_document(found, choice.dataset)], color),
        "json": lambda: formats.to_json(values(found)),
        "jsonl": lambda: formats.to_jsonl(values(found)),
        "ids": lambda: formats.to_ids(asked.question.id for asked in found.asked),
    }
