"""A progress bar on stderr, for work that takes over a second where somebody is watching."""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

PATIENCE = 1.0
"""Seconds before a bar is shown."""
STEP = 1 << 20
"""Bytes between two looks at the clock."""


class Progress:
    """Counts bytes; draws nothing before its time, and nothing at all where stderr is no terminal."""

    def __init__(self, size: int | None) -> None:
        self._size = size
        self._began = time.monotonic()
        self._watched = sys.stderr is not None and sys.stderr.isatty()
        self._read = self._looked = 0
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    @property
    def watch(self) -> Callable[[int], None] | None:
        """What to tell of bytes that were read, or None where nobody watches."""
        return self._advance if self._watched else None

    def _advance(self, count: int) -> None:
        self._read += count
        if self._read - self._looked >= STEP:
            self._looked = self._read
            self._show()

    def _show(self) -> None:
        if self._bar is None and time.monotonic() - self._began > PATIENCE:
            from rich.console import Console
            from rich.progress import Progress as RichProgress

            self._bar = RichProgress(console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("reading clinics", total=self._size)
            self._bar.start()
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._read)
