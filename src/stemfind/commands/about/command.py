"""`stemfind about`."""

from functools import partial

from ...cli.output import WHOLE_FORMATS, WORD_FORMATS, Answer, Inputs, answers
from ...dataset import FILES


@answers(*WORD_FORMATS, *WHOLE_FORMATS)
def about(inputs: Inputs) -> Answer:
    """Say who made it, who pays, how current it is, and what it can't tell.

    With the items of the international standard for patient decision aids that it meets, and those it doesn't.

    Example: stemfind about
    """
    from ...model.export import SCHEMA_VERSION
    from .page import about_document

    dataset = inputs.choice(*FILES).dataset
    values = {"schema_version": SCHEMA_VERSION, "about": dataset.about, "criteria": dataset.criteria}
    return Answer(
        documents=[partial(about_document, dataset, own=inputs.data is not None)], values=values, about=dataset.about
    )
