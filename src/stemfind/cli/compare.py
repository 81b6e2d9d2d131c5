"""`stemfind compare`."""

from typing import TYPE_CHECKING

from . import options as o
from .answer import Writer, word_formats, write
from .choice import Choice, day
from .stream import names_from

if TYPE_CHECKING:
    from ..compare import Comparison

PARTS = ("sources", "claims", "evidence", "trials")


def compare(
    names: o.Names = None,
    format_: o.Format = None,
    output: o.Output = None,
    data: o.Data = None,
    rate: o.Rates = None,
    as_of: o.AsOf = None,
    color: o.Color = "auto",
    open_: o.Open = False,
) -> None:
    """Set countries, clinics and benchmarks side by side, like for like.

    Without a name, all countries on record. What is said of cost and care stands beside what is known of risk, and
    what nobody states is said.

    Example: stemfind compare mexico turkey
    """
    from ..compare import compare as compared
    from ..subject import find, on_record

    choice = Choice(data, rate, PARTS)
    given = names_from(names)
    subjects = [find(choice.dataset, name) for name in given] if names else on_record(choice.dataset)
    comparison = compared(choice.dataset, subjects, choice.exchange, day(as_of))
    write(_writers(comparison, choice, color), format_, "markdown", output, show=open_)


def _writers(comparison: "Comparison", choice: Choice, color: str) -> dict[str, Writer]:
    from ..compare import values
    from ..views.comparison import comparison_document

    def written(form: str) -> str:
        from ..render import values as formats

        found = values(comparison)
        return formats.to_json(found) if form == "json" else formats.to_jsonl(found["subjects"])

    return {
        **word_formats(
            lambda: [comparison_document(comparison, choice.dataset, choice.exchange)],
            color,
            about=choice.dataset.about,
        ),
        "json": lambda: written("json"),
        "jsonl": lambda: written("jsonl"),
    }
