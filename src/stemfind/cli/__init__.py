"""The command line. The only room that knows options, terminals, streams and exit codes."""

from .app import main

__all__ = ["main"]
