"""Footnotes: each source once, numbered in the order in which a reader meets it."""

from collections.abc import Iterable

from ..model.dataset import Dataset
from ..model.statement import Conflict
from .parts import Line, Reference, Run, line
from .words import side_words, source_address, source_words


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

    def sides(self, conflict: Conflict) -> tuple[Line, ...]:
        """Return what each side of a conflict says, and who, then what else is known of it."""
        said = [line(Run(side_words(side, self._dataset), refs=self.refs(side.sources))) for side in conflict.between]
        return (*said, *((line(conflict.note),) if conflict.note else ()))

    def references(self) -> tuple[Reference, ...]:
        """Return the list that stands at the end."""
        return tuple(self._reference(source, number) for source, number in self._numbers.items())

    def _reference(self, identity: str, number: int) -> Reference:
        source = self._dataset.source(identity)
        if source is None:
            return Reference(number, identity, "")
        return Reference(number, source_words(source), source_address(source))
