"""`stemfind guide`."""

from functools import partial
from typing import Annotated

from ...cli import complete
from ...cli import options as o
from ...cli.output import WHOLE_FORMATS, WORD_FORMATS, Answer, Inputs, answers
from ...errors import NothingFound


@answers(*WORD_FORMATS, *WHOLE_FORMATS, "ids", opens=True)
def guide(
    inputs: Inputs,
    topic: Annotated[
        list[str] | None,
        o.argument("A topic, a word of the field, or `glossary`.", "[TOPIC]", complete.topics),
    ] = None,
) -> Answer:
    """Read the background in plain words, with its sources.

    Without a topic, the list of topics. A word of the field works as well: stemfind guide autologous

    Example: stemfind guide routes
    """
    from ...model.export import record_values
    from .page import guide_document
    from .result import NO_GUIDE, pages_meant

    dataset = inputs.choice("sources", "claims", "guide", "evidence").dataset
    found, remark = pages_meant(dataset, " ".join(topic or ()))
    if not found:
        return Answer(failed=NothingFound(NO_GUIDE))
    return Answer(
        documents=[partial(guide_document, found, dataset)],
        values=(record_values(dataset, record) for record in found),
        ids=(record.id for record in found),
        about=dataset.about,
        remarks=[remark] if remark else [],
    )
