"""A clinic's replies in a small TOML file that the person fills in. It stays on their disk."""

from pathlib import Path

import msgspec

from ..errors import DatasetInvalid, DatasetUnreadable
from .read import parse

HEAD = """# What clinics replied, in your own words. This file stays on your disk.
#
# Write the answer between the quotes. Leave a line as it is where there was no answer. Then:
#   stemfind checklist {names} --answers {file}
"""


def template(file: str, clinics: tuple[str, ...], questions: tuple[tuple[str, str], ...]) -> str:
    """Return an empty file for some clinics: each question above the line for its answer."""
    parts = [HEAD.format(names=" ".join(clinics), file=file)]
    for clinic in clinics:
        lines = "\n".join(f'# {" ".join(asks.split())}\n{identity} = ""' for identity, asks in questions)
        parts.append(f"[{clinic}]\n{lines}\n")
    return "\n".join(parts)


def replies(file: str, clinics: tuple[str, ...], questions: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Return what stands in a file; a line that is not filled in is empty. Raises DatasetUnreadable, DatasetInvalid."""
    raw = parse(Path(file))
    try:
        found = msgspec.convert(raw, dict[str, dict[str, str]])
    except msgspec.ValidationError as error:
        raise DatasetUnreadable(file, f"write each answer as text in quotes: {error}") from error
    wrong = [f"{file}: [{clinic}]: no clinic has this id" for clinic in found if clinic not in clinics]
    wrong += [
        f"{file}: [{clinic}]: {question}: no question has this id"
        for clinic, given in found.items()
        for question in given
        if question not in questions
    ]
    if wrong:
        raise DatasetInvalid(tuple(wrong))
    return {clinic: {q: text if text.strip() else "" for q, text in given.items()} for clinic, given in found.items()}
