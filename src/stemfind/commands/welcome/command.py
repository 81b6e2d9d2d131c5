"""What `stemfind` says when it is asked nothing."""

import os
from functools import partial

from ...cli.output import WORD_FORMATS, Answer, Inputs, write
from ...dataset import load
from ...model.subject import on_record
from .page import welcome_document


def greet() -> None:
    """Write the welcome, in the format that the environment names where that is one for words."""
    dataset = load()
    form = os.environ.get("STEMFIND_FORMAT")
    answer = Answer(documents=[partial(welcome_document, dataset, on_record(dataset))])
    write(answer, Inputs(format_=form if form in WORD_FORMATS else None))
