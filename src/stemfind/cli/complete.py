"""What a shell may offer after a word: live ids, countries, terms, fields, formats. Never an error."""

from collections.abc import Callable, Iterable

Offer = tuple[str, str]
Completer = Callable[[str], list[Offer]]


def _quietly(found: Callable[[], Iterable[Offer]]) -> Completer:
    """Return a completer that offers nothing where anything goes wrong: a completion has nowhere to complain."""

    def complete(incomplete: str) -> list[Offer]:
        try:
            return [offer for offer in found() if offer[0].startswith(incomplete.casefold())]
        except Exception:  # noqa: BLE001 - see above
            return []

    return complete


def _dataset(*parts: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - imported when a shell asks
    import os

    from ..dataset import load

    return load(os.environ.get("STEMFIND_DATA") or None, parts)


def _subjects() -> Iterable[Offer]:
    dataset = _dataset()
    return [(r.id, r.name) for r in (*dataset.countries, *dataset.clinics, *dataset.benchmarks)]


def _countries() -> Iterable[Offer]:
    return [(country.id, country.name) for country in _dataset().countries]


def _terms(kind: str) -> Callable[[], Iterable[Offer]]:
    return lambda: [(term.id, term.label) for term in _dataset().terms if term.kind == kind]


def _topics() -> Iterable[Offer]:
    dataset = _dataset("guide")
    return [*((t.id, t.title) for t in dataset.topics), *((w.id, w.term) for w in dataset.glossary)]


def _groups() -> Iterable[Offer]:
    return [(group.id, group.title) for group in _dataset("questions").question_groups]


def _records() -> Iterable[Offer]:
    dataset = _dataset("evidence", "trials")
    return [*_subjects(), *((record.id, record.name) for record in (*dataset.studies, *dataset.trials))]


def _fields() -> Iterable[Offer]:
    from ..row import FIELDS, MORE_FIELDS

    return [(field, "") for field in (*FIELDS, *MORE_FIELDS)]


def _kinds() -> Iterable[Offer]:
    from ..model.evidence import KINDS

    return [(kind, "") for kind in KINDS]


def words(*known: str) -> Completer:
    """Return a completer for a closed list."""
    return _quietly(lambda: [(word, "") for word in known])


subjects = _quietly(_subjects)
countries = _quietly(_countries)
topics = _quietly(_topics)
groups = _quietly(_groups)
records = _quietly(_records)
fields = _quietly(_fields)
indications = _quietly(_terms("indication"))
inclusions = _quietly(_terms("inclusion"))
cells = _quietly(_terms("cells"))
routes = _quietly(_terms("route"))
accreditations = _quietly(_terms("accreditation"))
statuses = words("claimed", "supported", "partly", "contradicted", "withdrawn")
standings = words("operating", "closed", "stopped", "unknown")
kinds = _quietly(_kinds)
grades = words("A", "B", "C", "D", "E")
formats = words("table", "plain", "markdown", "html", "json", "jsonl", "tsv", "csv", "ids")
