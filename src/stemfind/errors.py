"""What can go wrong, in facts, and the exit code that each owns."""

from collections.abc import Sequence
from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes that scripts may rely on."""

    OK = 0
    """Done; what was looked for is on record."""
    NOTHING = 1
    """Nothing matched, or nothing is on record of what was asked for."""
    USAGE = 2
    """The command line is wrong: option, format, field, unknown or ambiguous name."""
    UNREADABLE = 3
    """A dataset can't be read or isn't valid, or an output can't be written."""
    FAILED = 4
    """A check that was asked for failed."""
    BUG = 70
    """stemfind itself is at fault."""
    INTERRUPTED = 130
    """Ctrl-C."""
    PIPE_CLOSED = 141
    """The reader closed the pipe."""
    TERMINATED = 143
    """Ended by SIGTERM."""


SHOWN_WORDS = 40
"""How many words of a list an error names."""


def enumerated(words: Sequence[str]) -> str:
    """Return the words of a list, at most SHOWN_WORDS of them."""
    more = f" and {len(words) - SHOWN_WORDS} more" if len(words) > SHOWN_WORDS else ""
    return f"{', '.join(words[:SHOWN_WORDS])}{more}"


def cut(text: str, most: int) -> str:
    """Return a stranger's text, cut where it has more letters than `most`."""
    return text if len(text) <= most else f"{text[:most]}…"


class StemfindError(Exception):
    """Anything that ends a command with one line on stderr."""

    exit_code: ExitCode = ExitCode.USAGE


class UsageError(StemfindError):
    """The command line asks for something that can't be done."""


class UnknownName(StemfindError):
    """No record has this name; what is spelled nearly so, else a hint at what there is."""

    def __init__(self, name: str, kind: str, candidates: tuple[str, ...], hint: str = "") -> None:
        way = f"did you mean {' or '.join(candidates)}?" if candidates else hint
        super().__init__(f"no {kind} is called {name!r}{way and '; '}{way}")
        self.kind = kind
        self.candidates = candidates


class NotListed(UnknownName):
    """A name that resembles nothing on record."""

    def __init__(self, name: str, kind: str) -> None:
        import shlex

        way = f"stemfind show {shlex.quote(name)} says how to go on"
        super().__init__(name, kind, (), f"that it isn't on record says nothing about it; {way}")


class NoRecord(StemfindError):
    """A country of which nothing is on record."""

    def __init__(self, identity: str, country: str) -> None:
        super().__init__(f"nothing is on record about {country} (stemfind show {identity} says how to go on)")
        self.identity = identity
        self.country = country


class NothingFound(StemfindError):
    """Nothing on record is what was asked for."""

    exit_code = ExitCode.NOTHING


class AmbiguousName(StemfindError):
    """Several records answer to this name; and what shows them all, where something does."""

    def __init__(self, name: str, kind: str, candidates: tuple[str, ...], way: str = "") -> None:
        super().__init__(f"{name!r} fits more than one {kind}: {enumerated(candidates)}{way and '; '}{way}")
        self.kind = kind
        self.candidates = candidates


class DatasetUnreadable(StemfindError):
    """A dataset can't be opened or decoded."""

    exit_code = ExitCode.UNREADABLE

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")


MOST_SHOWN = 100
"""Problems of a dataset that a message names."""
MOST_QUOTED = 600
"""Letters of one of them."""


class DatasetInvalid(StemfindError):
    """A dataset holds what it may not hold; every problem with its address."""

    exit_code = ExitCode.UNREADABLE

    def __init__(self, problems: tuple[str, ...], *, more: bool = False) -> None:
        count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''} in the dataset"
        lines = [cut(problem.replace("\n", "\\n"), MOST_QUOTED) for problem in problems[:MOST_SHOWN]]
        if len(problems) > MOST_SHOWN:
            lines.append(f"and {len(problems) - MOST_SHOWN} more")
        super().__init__("\n".join((*lines, f"more than {count}: reading stopped there" if more else count)))
        self.problems = problems


class UnknownCurrency(StemfindError):
    """A price is in a currency for which no rate is known."""

    exit_code = ExitCode.UNREADABLE

    def __init__(self, currency: str, known: tuple[str, ...]) -> None:
        super().__init__(
            f"no rate is known for {currency}, only for {', '.join(known)}; "
            f"write --rate {currency}=… with what one {currency} is in USD"
        )


class OutputUnwritable(StemfindError):
    """An output can't be written."""

    exit_code = ExitCode.UNREADABLE

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"can't write {where}: {why}")


class PipeClosed(StemfindError):
    """The reader closed the pipe; nobody is left to tell."""

    exit_code = ExitCode.PIPE_CLOSED


class CheckFailed(StemfindError):
    """A check that was asked for failed."""

    exit_code = ExitCode.FAILED
