"""The reader's own pager, for an answer that is longer than the window. Only `--open` starts another program."""

import contextlib
import os
import shlex
import signal
import subprocess
from collections.abc import Iterator

from .outlet import stdout

OFF = ("", "cat")
"""What people name as their pager who want none."""
LESS = "less"
HOW = {
    "LESS": "FRX",  # leave at once what fits one screen, pass colours and links on, leave the text on the screen
    "LESSSECURE": "1",
}
PROMPT = "space\\: next page, q\\: back to the prompt"
NOT_FOUND = (126, 127)
"""Exit codes of a pager that is a script, and could not start what it names."""


def paged(text: str) -> bool:
    """Show a text through the pager and wait until its reader leaves. Return whether it was shown.

    It isn't where it fits the window, no pager is wanted, or there is none.
    """
    if not _longer(text) or not (command := _pager_command()):
        return False
    environment = {**HOW, **os.environ}
    with _left_to_the_pager():
        try:
            pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603 - the reader's own
        except OSError:
            return False
        with contextlib.suppress(OSError):  # left before its end
            pager.communicate(text.encode("utf-8", "backslashreplace"))
        return pager.wait() not in NOT_FOUND


def _pager_command() -> list[str]:
    """Return the pager's command line: STEMFIND_PAGER, else PAGER, else less; nothing where it is turned off."""
    given = next((os.environ[name] for name in ("STEMFIND_PAGER", "PAGER") if name in os.environ), LESS)
    try:
        command = shlex.split(given)
    except ValueError:  # a quote that never ends
        return []
    if " ".join(command) in OFF:
        return []
    prompted = "LESS" not in os.environ and command == [LESS]
    return [*command, f"-Ps{PROMPT}"] if prompted else command  # s: the prompt that less has as a rule


def _longer(text: str) -> bool:
    """Whether a text has more lines than the window; the prompt that follows it takes one."""
    return text.count("\n") >= os.get_terminal_size(stdout().fileno()).lines


@contextlib.contextmanager
def _left_to_the_pager() -> Iterator[None]:
    """Let Ctrl-C reach the pager alone while it runs."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
