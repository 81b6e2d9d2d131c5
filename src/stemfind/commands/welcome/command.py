"""What `stemfind` says when it is asked nothing."""

from functools import partial

from ...cli.output import Answer, Inputs, write
from ...dataset import load
from ...model.subject import on_record
from .page import welcome_document


def greet() -> None:
    """Write the welcome."""
    dataset = load()
    write(Answer(documents=[partial(welcome_document, dataset, on_record(dataset))]), Inputs())
