"""What the bundled dataset puts behind one's own: sections that it leaves out, and what records name by id."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from ..model.dataset import Dataset
from ..model.question import Question, QuestionGroup, Translation
from .check import Checked, cited
from .files import FILES
from .load import load

LEFT_OUT = ("sources", "terms", "rates", "countries", "question_groups", "questions", "everyday")
"""Sections that a dataset of one's own may leave to the bundled one; translations come with what they translate."""


def borrowed(
    own: Sequence[Checked], given: Collection[str], parts: Collection[str]
) -> tuple[list[Checked], list[Checked]]:
    """Return what the bundled dataset puts behind one's own: its records, and what comes along with them.

    `given` are the sections that one's own has, `parts` the bundled files that may stand behind it. Borrowed questions
    keep their groups. What comes along, translations and sources, is there to be read with what was borrowed; one's
    own records can't refer to it.
    """
    missing = [section for section in LEFT_OUT if section not in given]
    if not missing:
        return [], []
    asks = "questions" in parts or any(isinstance(entry.record, Question) for entry in own)
    files = ("sources", "questions", *parts) if asks else ("sources",) if "sources" in missing else ()
    bundled = load(None, (*files, *({"evidence"} & set(parts))))
    there = {(entry.section, getattr(entry.record, "id", None)) for entry in own}
    around = [
        Checked("", section, record)
        for section in dict.fromkeys((*missing, "question_groups") if "questions" in missing else missing)
        for record in getattr(bundled, section)
        if (section, getattr(record, "id", "")) not in there
    ]
    return around, [*_along(bundled, own, around)]


def _along(bundled: Dataset, own: Sequence[Checked], around: Sequence[Checked]) -> Iterator[Checked]:
    """Yield the translations of borrowed questions that there are none of yet, and the sources borrowed rest on."""
    asked = {record.id for _, _, record in around if isinstance(record, Question | QuestionGroup)}
    told = {(record.of, record.lang) for _, _, record in own if isinstance(record, Translation)}
    for record in bundled.translations:
        if record.of in asked and (record.of, record.lang) not in told:
            yield Checked("", "translations", record)
    there = {record.id for _, section, record in (*own, *around) if section == "sources"}
    wanted = {source for _, _, record in around for source in cited(record)} - there
    yield from (Checked("", "sources", source) for source in bundled.sources if source.id in wanted)


def named_conflicts(own: Sequence[Checked], named: Mapping[str, str]) -> list[Checked]:
    """Return the conflicts of the bundled dataset that records name by id, about no more than is on record here.

    `named` has the id of each with that of the record that names it: a conflict that isn't about that one is none.
    """
    here = {getattr(entry.record, "id", None) for entry in own}
    return [
        Checked("", "conflicts", msgspec.structs.replace(one, about=tuple(held for held in one.about if held in here)))
        for one in (load(None, FILES).conflicts if named else ())
        if named.get(one.id) in one.about
    ]


def undescribed(own: Sequence[Checked], around: Iterable[Checked]) -> tuple[str, ...]:
    """Return the ids of sources that a list names and has no room to describe."""
    described = {entry.record.id for entry in around if entry.section == "sources"}
    named = (source for entry in own for source in cited(entry.record))
    return tuple(dict.fromkeys(source for source in named if source not in described))
