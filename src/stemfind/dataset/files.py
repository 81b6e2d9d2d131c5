"""Where the bundled dataset lies, and which files it has."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import zipfile

    Place = Path | zipfile.Path
    """A file or a folder, on the disk or inside an archive that Python runs from."""

ALWAYS = ("clinics", "conflicts")
"""The files that every command reads, without `.toml`."""
FILES = (
    *ALWAYS, "sources", "claims", "questions", "questions-es", "questions-tr", "evidence", "trials", "guide",
)  # fmt: skip
"""The files of the bundled dataset."""


def bundled() -> "Place":
    """Return the folder that holds the dataset stemfind carries, on the disk or inside an archive."""
    folder = Path(next(iter(import_module("stemfind.data").__path__)))
    if folder.is_dir():
        return folder
    from importlib.resources import files  # which takes longer to import than the dataset to read

    return cast("zipfile.Path", files("stemfind.data"))
