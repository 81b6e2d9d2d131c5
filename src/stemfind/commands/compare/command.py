"""`stemfind compare`."""

from functools import partial

from ...cli import options as o
from ...cli.output import NESTED_FORMATS, WORD_FORMATS, Answer, Inputs, answers
from ...cli.stream import names_from


@answers(*WORD_FORMATS, *NESTED_FORMATS, opens=True, rates=True, as_of=True)
def compare(inputs: Inputs, names: o.Names = None) -> Answer:
    """Set countries, clinics and benchmarks side by side, like for like.

    Without a name, all countries on record. What is said of cost and care stands beside what is known of risk, and
    what nobody states is said.

    Example: stemfind compare mexico turkey
    """
    from ...model.profile import comparison_of
    from ...model.subject import find, on_record
    from .page import comparison_document
    from .result import comparison_values

    choice = inputs.choice("sources", "claims", "evidence", "trials")
    given = names_from(names)
    subjects = [find(choice.dataset, name) for name in given] if names else on_record(choice.dataset)
    comparison = comparison_of(choice.dataset, subjects, choice.exchange, inputs.as_of)
    found = comparison_values(comparison)
    return Answer(
        documents=[partial(comparison_document, comparison, choice.dataset, choice.exchange)],
        values=found,
        rows=found["subjects"],
        about=choice.dataset.about,
    )
