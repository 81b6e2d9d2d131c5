"""The command line. The only room that knows options, terminals, streams and exit codes."""


def main() -> None:
    """Run the command line and leave with its exit code.

    Whatever is imported is imported in here and in what is called, where Ctrl-C shows no traceback.

    The program ends before its memory needs a search for cycles, and a search through what some hundred modules hold
    takes a sixth of the time in which `compare` answers: none is made, neither on the way nor at the end.
    """
    try:
        import gc
        import signal
        import sys

        for number in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, _leave)
        sys.unraisablehook = _leave_all_the_same
        gc.disable()
        from .app import run

        code = run(sys.argv[1:])
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is written; only the interpreter has still to leave
        gc.freeze()
    except KeyboardInterrupt:  # before `_leave` was there to be called
        code = 130
    raise SystemExit(code)


def _leave(number: int, _: object) -> None:
    """Leave as for an error, so that a file that was half written is cleared away."""
    raise SystemExit(128 + number)


def _leave_all_the_same(unraisable: object) -> None:
    """Leave where Python would print the exception that `_leave` raised, and go on: within a callback of its own."""
    import os

    error = getattr(unraisable, "exc_value", None)
    if isinstance(error, SystemExit | KeyboardInterrupt):
        os._exit(getattr(error, "code", 130))
