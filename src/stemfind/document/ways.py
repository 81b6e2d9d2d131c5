"""What has to be added to the commands that a page names."""

import shlex
from collections.abc import Iterator
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from .parts import Document, Run, line


def about_dataset(document: Document, path: str) -> Document:
    """Return a document that says once what makes its commands speak of the dataset at a path; as is, if it has none.

    A command has several words: one alone is an option of the same command, or the name of a page or a group.
    """
    if not any(run.role == "command" and " " in run.text and run.text[:1] != "-" for run in _runs(document)):
        return document
    added = Run(f"-d {shlex.quote(path)}", "command")
    said = line(Run("For your own list add ", lang="en"), added, Run(" to these commands.", lang="en"))
    return replace(document, closing=(said, *document.closing))


def _runs(part: object) -> Iterator[Run]:
    """Yield every run of a part of a document."""
    match part:
        case Run():
            yield part
        case tuple():
            yield from chain.from_iterable(map(_runs, part))
        case Struct():
            yield from _runs(tuple(getattr(part, field) for field in part.__struct_fields__))
