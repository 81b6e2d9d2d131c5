"""A clinic's replies in a small TOML file that the person fills in. It stays on their disk."""

from collections.abc import Iterable

from ..errors import DatasetInvalid
from ..model.clinic import Clinic
from ..model.dataset import Dataset
from ..model.question import Question
from .input import Input
from .read import toml
from .shape import MOST_SAID, Problems, did_you_mean

HEAD = """# What clinics replied, in your own words. This file stays on your disk.
#
# Write the answer between the quotes. Leave a line as it is where there was no answer. Then:
#   stemfind checklist {names} --answers {file}
"""


def template(file: str, clinics: Iterable[Clinic], questions: Iterable[Question]) -> str:
    """Return an empty file for some clinics: each question above the line for its answer."""
    lines = "\n".join(f'# {_on_one_line(question.asks)}\n{question.id} = ""' for question in questions)
    names = [clinic.id for clinic in clinics]
    parts = [HEAD.format(names=" ".join(names), file=_on_one_line(file)), *(f"[{name}]\n{lines}\n" for name in names)]
    return "\n".join(parts)


def _on_one_line(text: str) -> str:
    """Return text that may stand in a comment: TOML allows no control character there."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def replies(file: str, dataset: Dataset) -> dict[str, dict[str, str]]:
    """Return what stands in a file; a line that is not filled in is empty. Raises DatasetUnreadable, DatasetInvalid."""
    clinics = tuple(clinic.id for clinic in dataset.clinics)
    questions = tuple(question.id for question in dataset.questions)
    given, found = Input(file), Problems()
    kept: dict[str, dict[str, str]] = {}
    for clinic, held in toml(given.shown, given.read()).items():
        if clinic not in clinics:
            found.append(f"{file}: [{clinic[:MOST_SAID]}]: no clinic has this id{did_you_mean(clinic, clinics)}")
            continue
        if not isinstance(held, dict):
            found.append(f"{file}: {clinic}: write [{clinic}] on a line of its own, and each answer under it")
            continue
        kept[clinic] = {}
        for question, text in held.items():
            if question not in questions:
                meant = did_you_mean(question, questions)
                found.append(f"{file}: [{clinic}]: {question[:MOST_SAID]}: no question has this id{meant}")
            elif not isinstance(text, str):
                found.append(f"{file}: [{clinic}]: {question}: write the answer as text in quotes")
            else:
                kept[clinic][question] = text if text.strip() else ""
    if found:
        raise DatasetInvalid(tuple(found))
    return kept
