"""The commands together, and the one place where errors become a line on stderr and an exit code."""

import os
from collections.abc import Iterable
from importlib import import_module
from typing import Annotated

import typer
from typer.exceptions import TyperException

from .. import __version__
from ..errors import AmbiguousName, ExitCode, PipeClosed, StemfindError
from .stream import emit, say

REPORT = "https://github.com/stemfind/stemfind/issues"
COMMANDS = {
    "filter": "filter_", "compare": "compare", "checklist": "checklist", "show": "show", "why": "why",
    "evidence": "evidence", "trials": "trials", "estimate": "estimate", "letter": "letter",
    "guide": "guide", "about": "about", "data": "data",
}  # fmt: skip
"""Each command's function, in the module of the command's name."""
COMPLETING = "_STEMFIND_COMPLETE"
"""What a shell's completion asks for; it starts the program without arguments."""


def application(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """Return the program with some of its commands: to run one, the others need not be imported."""
    app = typer.Typer(
        name="stemfind",
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None if _plainly() else "rich",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(welcome)
    for name in names:
        command = getattr(import_module(f".{name}", __package__), COMMANDS[name])
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


def _plainly() -> bool:
    """Whether help is wanted without boxes."""
    return os.environ.get("STEMFIND_FORMAT") == "plain" or os.environ.get("TERM") == "dumb"


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"stemfind {__version__}")
        raise typer.Exit


def _install_completion(asked: bool) -> None:
    if asked:
        from .shell import install

        install()
        raise typer.Exit


def _show_completion(asked: bool) -> None:
    if asked:
        from .shell import show

        show()
        raise typer.Exit


def welcome(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback has answered before this runs
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
    install_completion: Annotated[  # noqa: ARG001 - as above
        bool,
        typer.Option(
            "--install-completion",
            callback=_install_completion,
            is_eager=True,
            help="Install completion for the current shell.",
        ),
    ] = False,
    show_completion: Annotated[  # noqa: ARG001 - as above
        bool,
        typer.Option(
            "--show-completion",
            callback=_show_completion,
            is_eager=True,
            help="Show completion for the current shell, to copy it or customize the installation.",
        ),
    ] = False,
) -> None:
    """What clinics that sell stem cell treatment for spinal cord injury cost and include, and what is known of it."""
    if context.invoked_subcommand is None:
        from .welcome import greet

        greet()


def spelt_out(arguments: list[str]) -> list[str]:
    """Return arguments with the command's beginning made whole: `co` is compare. Raises AmbiguousName."""
    if not arguments or not arguments[0] or arguments[0] in COMMANDS:
        return arguments
    fitting = tuple(name for name in COMMANDS if name.startswith(arguments[0]))
    if len(fitting) > 1:
        raise AmbiguousName(arguments[0], "command", fitting)
    return [*fitting, *arguments[1:]] if fitting else arguments


def _called(arguments: list[str]) -> int | None:
    """Answer a shell's completion, or run a command."""
    asked = os.environ.pop(COMPLETING, None)  # so that Typer does not answer it
    if asked and not arguments:
        from .cursor import complete

        emit(complete(asked), None)
        return None
    alone = arguments[:1] if arguments and arguments[0] in COMMANDS else COMMANDS
    code: int | None = application(alone)(arguments, prog_name="stemfind", standalone_mode=False)
    return code


def run(arguments: list[str]) -> int:
    """Run one command; return its exit code. No exception leaves this function but a bug under STEMFIND_DEBUG."""
    try:
        code = _called(spelt_out(arguments))
    except PipeClosed as error:
        return error.exit_code
    except StemfindError as error:
        say(f"stemfind: {error}")
        return error.exit_code
    except TyperException as error:
        say(f"stemfind: {error.format_message()} (stemfind --help lists what there is)")
        return ExitCode.USAGE
    except (KeyboardInterrupt, typer.Abort):
        return ExitCode.INTERRUPTED
    except Exception as error:  # the last line of defence: a bug never shows a traceback
        if os.environ.get("STEMFIND_DEBUG"):
            raise
        say(f"stemfind: this is a bug ({type(error).__name__}); please report it with the command at {REPORT}")
        return ExitCode.BUG
    return int(code or 0)
