"""What `stemfind` says when it is asked nothing."""

from ..dataset import load
from ..subject import on_record
from ..views.welcome import welcome_document
from .answer import word_formats, write


def greet() -> None:
    """Write the welcome."""
    dataset = load()
    write(word_formats(lambda: [welcome_document(dataset, on_record(dataset))], "auto"), None, "markdown", None)
