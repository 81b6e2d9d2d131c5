"""What `stemfind` says when it is asked nothing."""

from functools import partial

from ..dataset import load
from ..subject import on_record
from ..views.welcome import welcome_document
from .output import Answer, Inputs, write


def greet() -> None:
    """Write the welcome."""
    dataset = load()
    write(Answer(documents=[partial(welcome_document, dataset, on_record(dataset))]), Inputs())
