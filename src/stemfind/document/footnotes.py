"""Footnotes: each source once, numbered in the order in which a reader meets it."""

from collections.abc import Iterable

from ..model.dataset import Dataset
from .parts import Reference
from .words import source_address, source_words


class Notes:
    """Hands out numbers for sources."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._numbers: dict[str, int] = {}

    def refs(self, sources: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of sources, new ones counted on."""
        return tuple(
            sorted(self._numbers.setdefault(source, len(self._numbers) + 1) for source in dict.fromkeys(sources))
        )

    def references(self) -> tuple[Reference, ...]:
        """Return the list that stands at the end."""
        return tuple(self._reference(source, number) for source, number in self._numbers.items())

    def _reference(self, identity: str, number: int) -> Reference:
        source = self._dataset.source(identity)
        if source is None:
            return Reference(number, identity, "")
        return Reference(number, source_words(source), source_address(source))
