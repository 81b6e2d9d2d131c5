"""What can go wrong, in facts, and the exit code that each owns."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes that scripts may rely on."""

    OK = 0
    """Done; for `filter` and `evidence`: something matched."""
    NOTHING = 1
    """Nothing matched."""
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


class StemfindError(Exception):
    """Anything that ends a command with one line on stderr."""

    exit_code: ExitCode = ExitCode.USAGE


class UsageError(StemfindError):
    """The command line asks for something that can't be done."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class UnknownName(StemfindError):
    """No record has this name."""

    def __init__(self, name: str, kind: str, candidates: tuple[str, ...]) -> None:
        near = f"; did you mean {' or '.join(candidates)}?" if candidates else ""
        super().__init__(f"no {kind} is called {name!r}{near}")
        self.name = name
        self.kind = kind
        self.candidates = candidates


class AmbiguousName(StemfindError):
    """Several records answer to this name."""

    def __init__(self, name: str, kind: str, candidates: tuple[str, ...]) -> None:
        super().__init__(f"{name!r} fits more than one {kind}: {', '.join(candidates)}")
        self.name = name
        self.kind = kind
        self.candidates = candidates


class DatasetUnreadable(StemfindError):
    """A dataset can't be opened or decoded."""

    exit_code = ExitCode.UNREADABLE

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


class DatasetInvalid(StemfindError):
    """A dataset holds what it may not hold; every problem with its address."""

    exit_code = ExitCode.UNREADABLE

    def __init__(self, problems: tuple[str, ...]) -> None:
        count = len(problems)
        lines = (problem.replace("\n", "\\n") for problem in problems)
        super().__init__("\n".join((*lines, f"{count} problem{'s' if count != 1 else ''} in the dataset")))
        self.problems = problems


class UnknownCurrency(StemfindError):
    """A price is in a currency for which no rate is known."""

    exit_code = ExitCode.UNREADABLE

    def __init__(self, currency: str, known: tuple[str, ...]) -> None:
        super().__init__(
            f"no rate is known for {currency}, only for {', '.join(known)}; "
            f"write --rate {currency}=… with what one {currency} is in USD"
        )
        self.currency = currency
        self.known = known


class OutputUnwritable(StemfindError):
    """An output can't be written."""

    exit_code = ExitCode.UNREADABLE

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"can't write {where}: {why}")
        self.where = where
        self.why = why


class PipeClosed(StemfindError):
    """The reader closed the pipe; nobody is left to tell."""

    exit_code = ExitCode.PIPE_CLOSED


class CheckFailed(StemfindError):
    """A check that was asked for failed."""

    exit_code = ExitCode.FAILED
