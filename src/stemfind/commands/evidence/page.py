"""`evidence` as a document: one screen that answers three questions, or the records that were asked for."""

from collections import Counter
from collections.abc import Callable
from functools import partial

from ...document.parts import Document, Run, line
from ...document.words import count
from ...model.dataset import Dataset
from ...model.everyday import meanings
from ...model.evidence import Study
from .answer import AnswerWriter
from .compared import ComparedWriter
from .listed import KIND_WORDS, ListWriter
from .result import AnyEvidence, kind_of

EVIDENCE_ADVICE = "Not medical advice. A registered trial is no approval; ask its registry today."


def summary_document(dataset: Dataset) -> Document:
    """Return the answer to three questions: does it work, is it safe, what else could I do."""
    return _at_both_depths("Stem cells for spinal cord injury (SCI): what is known", partial(AnswerWriter, dataset))


def entries_document(entries: tuple[AnyEvidence, ...], dataset: Dataset, typed: tuple[str, ...]) -> Document:
    """Return the records that fit; studies with a comparison group as a table, so that the eye can compare."""
    compared = [entry for entry in entries if isinstance(entry, Study) and entry.compared]
    if len(compared) == len(entries):
        return _at_both_depths(_numbers(entries), partial(ComparedWriter, compared, dataset))
    return _at_both_depths(_numbers(entries), partial(ListWriter, entries, meanings(typed, dataset.everyday), dataset))


def _at_both_depths(title: str, writer: Callable[..., AnswerWriter | ComparedWriter | ListWriter]) -> Document:
    """Return both depths, or one where a screen has room for the whole; its sources are numbered as it meets them."""
    whole, screen = writer(deep=True), writer(deep=False)
    blocks = whole.blocks()
    closing = (line(Run(EVIDENCE_ADVICE, "quiet")),)
    return Document(title, blocks, whole.notes.references(), closing, short=screen.blocks(), brief=closing)


def _numbers(entries: tuple[AnyEvidence, ...]) -> str:
    """Return how many records there are of each kind."""
    kinds = Counter(map(kind_of, entries))
    said = ", ".join(count(kinds[kind], *words) for kind, (_, *words) in KIND_WORDS.items() if kinds[kind])
    return said if len(kinds) == 1 else f"{count(len(entries), 'record')}: {said}"
