"""`stemfind show`."""

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from ...cli import complete
from ...cli import options as o
from ...cli.inputs import Choice
from ...cli.output import NESTED_FORMATS, WORD_FORMATS, Answer, Inputs, answers
from ...cli.stream import names_from
from ...errors import NoRecord, NothingFound, NotListed

if TYPE_CHECKING:
    from ...document.parts import Document
    from ...model.country import Subject
    from .unlisted import Unlisted

WHAT = "Countries, clinics or benchmarks; - reads names from stdin."
NamesToShow = Annotated[list[str], o.argument(WHAT, "NAME…", complete.subjects)]


@answers(*WORD_FORMATS, *NESTED_FORMATS, opens=True, rates=True)
def show(inputs: Inputs, names: NamesToShow) -> Answer:
    """Show what is on record of a clinic or country: prices, what is against it, what is known and what is not.

    A name that is not on record is answered too: what is known of its country, how to look up a licence there, and
    what works for any clinic (exit code 1; in JSON an object whose id and record are null).

    Example: stemfind show liv
    """
    from .unlisted import Unlisted

    choice = inputs.choice("sources", "claims", "questions", "evidence", "trials", "guide")
    given = names_from(names)
    found, unknown = _looked_up(choice, given)
    on_record = not all(isinstance(one, Unlisted) for one in found)
    return Answer(
        documents=[partial(_shown_document, one, choice) for one in found],
        values=(_shown_values(one, choice) for one in found),
        about=choice.dataset.about,
        remarks=unknown if on_record else unknown[:-1],
        failed=None if on_record else NothingFound(unknown[-1]),
    )


def _looked_up(choice: Choice, names: list[str]) -> "tuple[list[Subject | Unlisted], list[str]]":
    """Return what names mean, each once, and what to say of those that nothing is on record of."""
    from ...model.subject import find
    from .unlisted import unlisted

    found: dict[Subject | Unlisted, None] = {}
    unknown: dict[str, None] = {}
    for name in names:
        try:
            found[find(choice.dataset, name)] = None
        except NoRecord as error:
            found[unlisted(choice.dataset, error.identity, country=True)] = None
            unknown[f"nothing is on record about {error.country}"] = None
        except NotListed:
            found[asked := unlisted(choice.dataset, name)] = None
            nothing = f"nothing on record is called {name!r}, which is no verdict"
            unknown[asked.title if asked.go_between else nothing] = None
    return list(found), list(unknown)


def _shown_values(one: "Subject | Unlisted", choice: Choice) -> "dict[str, Any]":
    from ...model.export import record_values
    from .unlisted import Unlisted

    return one.values if isinstance(one, Unlisted) else record_values(choice.dataset, one)


def _shown_document(one: "Subject | Unlisted", choice: Choice) -> "Document":
    from .page import record_document
    from .unlisted import Unlisted, unlisted_document

    if isinstance(one, Unlisted):
        return unlisted_document(one, choice.dataset, choice.exchange)
    return record_document(one, choice.dataset, choice.exchange)
