"""The dataset that a command needs, and no more of it."""

from collections.abc import Collection, Iterable
from functools import cache
from typing import TYPE_CHECKING

from .files import ALWAYS, bundled

if TYPE_CHECKING:
    from ..model.dataset import Dataset
    from .files import Place
    from .input import Input


def load(
    path: "str | Input | None" = None, parts: Iterable[str] = (), rated: Collection[str] | None = None
) -> "Dataset":
    """Read the bundled dataset, or another one in full, with the bundled one behind it.

    In another one `rated` currencies need no rate; None: none does.

    Of the bundled dataset only what is always read and the files named in `parts` are read: compiled where the wheel
    carries them so, else as TOML, with their shapes checked alone, since their references are under test. Raises
    DatasetUnreadable and DatasetInvalid.
    """
    if path is not None:
        from .read import check

        return check(path, parts, rated)
    folder = bundled()
    return _bundled(tuple(folder / f"{name}.toml" for name in dict.fromkeys((*ALWAYS, *parts))))


@cache
def _bundled(files: "tuple[Place, ...]") -> "Dataset":
    """Return some of the bundled files, read once: nothing in a dataset changes."""
    from .compiled import unpacked

    found = unpacked(files)
    if found is not None:
        return found
    from .read import read

    return read(files)
