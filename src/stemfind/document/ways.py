"""What has to be added to the commands that a page names."""

import shlex

from msgspec.structs import replace

from .parts import Document, Run, line, walked


def about_dataset(document: Document, path: str) -> Document:
    """Return a document that says once what makes its commands speak of the dataset at a path; as is, if it has none.

    A command has several words: one alone is an option of the same command, or the name of a page or a group.
    """
    commands = (part.text for part in walked(document) if isinstance(part, Run) and part.role == "command")
    if not any(" " in command and command[:1] != "-" for command in commands):
        return document
    added = Run(f"-d {shlex.quote(path)}", "command")
    said = line(Run("For your own list add ", lang="en"), added, Run(" to these commands.", lang="en"))
    return replace(document, closing=(said, *document.closing))
