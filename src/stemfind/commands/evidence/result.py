"""What is known: which studies, trials, harms and statements speak to a question."""

from collections import Counter
from typing import Any

from msgspec import Struct, to_builtins

from ...model.dataset import Dataset
from ...model.everyday import EXAMPLES, Meaning, alike, meanings, ranked
from ...model.evidence import EVIDENCE_KINDS, Alternative, EvidenceKind, Harm, Position, Product, Study
from ...model.statement import Claim, trouble
from ...model.trial import Trial

AnyEvidence = Study | Trial | Harm | Position | Product | Alternative | Claim


NO_EVIDENCE = "this dataset holds no evidence; stemfind's own: leave out --data"


class Wanted(Struct, frozen=True, kw_only=True):
    """What is asked for; an empty criterion asks nothing."""

    text: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    design: str | None = None


KIND_OF_TYPE: dict[type[AnyEvidence], EvidenceKind] = {
    Study: "study", Trial: "trial", Harm: "harm", Position: "statement", Product: "product",
    Alternative: "alternative", Claim: "action",
}  # fmt: skip


def kind_of(entry: AnyEvidence) -> EvidenceKind:
    """Return what a record is called here."""
    return KIND_OF_TYPE[type(entry)]


def select_records(dataset: Dataset, asked: Wanted) -> tuple[AnyEvidence, ...]:
    """Return the records that fit, studies first, harms before statements."""
    entries: tuple[AnyEvidence, ...] = (
        *dataset.studies, *dataset.harms, *dataset.trials, *dataset.positions, *dataset.products,
        *dataset.alternatives, *troubles(dataset),
    )  # fmt: skip
    meant = meanings(asked.text, dataset.everyday)
    return tuple(entry for entry in entries if _fits(entry, asked, dataset) and _speaks_of(entry, meant, dataset))


def troubles(dataset: Dataset) -> tuple[Claim, ...]:
    """Return the statements that tell of trouble with a clinic or a country; what a source says of itself is none."""
    return tuple(claim for claim in trouble(dataset.claims) if claim.about in dataset.subjects)


def _fits(entry: AnyEvidence, asked: Wanted, dataset: Dataset) -> bool:
    cells = {kind for cell in getattr(entry, "cells", ()) for kind in dataset.lineage(cell)}
    return (
        (not asked.kinds or kind_of(entry) in asked.kinds)
        and (not asked.cells or bool(cells & set(asked.cells)))
        and (not asked.routes or bool(set(getattr(entry, "routes", ())) & set(asked.routes)))
        and (asked.design is None or (isinstance(entry, Study) and asked.design in _designs(entry)))
    )


def _designs(study: Study) -> tuple[str, ...]:
    """Return the designs by which a study is found; `controlled` takes in the randomised ones."""
    return (study.design, "controlled") if study.compared else (study.design,)


def _speaks_of(entry: AnyEvidence, meant: tuple[Meaning, ...], dataset: Dataset) -> bool:
    """Whether a record speaks of all that is meant; an everyday word is looked for in its sentences alone."""
    if not meant:
        return True
    texts = [*_texts_in(to_builtins(entry)), *_labels(entry, dataset)]
    sentences = " ".join(text for text in texts if " " in text)
    return ranked(meant, alike(" ".join(texts)), alike(sentences)) is not None


def _labels(entry: AnyEvidence, dataset: Dataset) -> list[str]:
    """Return the words for what a record names by ids: its cells and routes, its countries, whom it is about."""
    if isinstance(entry, Claim):
        return [f"{dataset.name(entry.about)} ", entry.field.replace("_", " ")]
    terms = [dataset.label(term) for field in ("cells", "routes") for term in getattr(entry, field, ())]
    places = getattr(entry, "countries", None) or filter(None, (getattr(entry, "country", None),))
    return [*terms, *map(dataset.name, places)]


def _texts_in(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts_in(item)]
    return [text for item in value for text in _texts_in(item)] if isinstance(value, list | tuple) else []


def there_is(dataset: Dataset) -> str:
    """Return what there is to find, by kind, and words that lead to some; or that there is nothing."""
    held = Counter(map(kind_of, select_records(dataset, Wanted())))
    kinds = ", ".join(f"{kind} ({held[kind]})" for kind in EVIDENCE_KINDS if held[kind])
    return f"nothing on record fits; kinds are {kinds}; words are {', '.join(EXAMPLES)} …" if kinds else NO_EVIDENCE


def evidence_values(entries: tuple[AnyEvidence, ...]) -> list[dict[str, Any]]:
    """Return records as plain values, each with what it is."""
    return [{"record": kind_of(entry), **to_builtins(entry)} for entry in entries]
