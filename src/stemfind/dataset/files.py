"""Where the bundled dataset lies, and which files it has."""

from importlib import import_module
from pathlib import Path

FILES = (
    "clinics", "sources", "claims", "questions", "questions-es", "questions-tr", "evidence", "trials", "guide",
)  # fmt: skip
"""The files of the bundled dataset, without `.toml`; `clinics` is always read."""


def bundled() -> Path:
    """Return the folder that holds the dataset stemfind carries."""
    return Path(next(iter(import_module("stemfind.data").__path__)))
