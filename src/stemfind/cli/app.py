"""The commands together, and the one place where errors become a line on stderr and an exit code."""

import os
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from functools import partial
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException

from .. import __version__
from ..errors import AmbiguousName, ExitCode, PipeClosed, StemfindError
from .help import EPILOG, PANELS, Command, Group, panel, says, unfolded
from .stream import Spoken, emit, has_blocks, say, tame_environment

REPORT = "https://github.com/stemfind/stemfind/issues"
COMMANDS = {name: "filter_" if name == "filter" else name for commands in PANELS.values() for name in commands}
"""Each command's function, in the folder of the command's name; Python has a filter of its own."""
COMPLETING = "_STEMFIND_COMPLETE"
"""What a shell's completion asks for; it starts the program without arguments."""
COLOR = r"--color[= ](\w+)"
WITHOUT_DOCSTRINGS = 2
"""What `python -OO` and PYTHONOPTIMIZE=2 ask for."""


def application(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """Return the program with some of its commands: to run one, the others need not be imported."""
    app = typer.Typer(
        name="stemfind",
        cls=Group,
        epilog=EPILOG,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None if _plainly() else "rich",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_documented(welcome))
    for name in names:
        command = getattr(import_module(f"stemfind.commands.{name}.command"), COMMANDS[name])
        if isinstance(command, typer.Typer):
            for held in command.registered_commands:
                held.cls, held.help = Command, unfolded(_documented(held.callback).__doc__)
            app.add_typer(command, name=name, cls=Group, short_help=says(name), rich_help_panel=panel(name))
        else:
            words = unfolded(_documented(command).__doc__)
            app.command(name, cls=Command, help=words, short_help=says(name), rich_help_panel=panel(name))(command)
    return app


def _documented(command: Any) -> Any:  # noqa: ANN401 - a function with any options
    """Return a command with its docstring, which is its help: from its source where Python was told to drop it."""
    if sys.flags.optimize >= WITHOUT_DOCSTRINGS:
        command.__doc__ = _docstring(command)
    return command


def _docstring(command: Callable[..., object]) -> str | None:
    import ast
    import inspect

    module = ast.parse(inspect.getsource(sys.modules[command.__module__]))
    functions = (held for held in module.body if isinstance(held, ast.FunctionDef))
    return next(ast.get_docstring(held) for held in functions if held.name == command.__name__)


def _plainly() -> bool:
    """Whether help is wanted without boxes, or can't have them."""
    return os.environ.get("STEMFIND_FORMAT") == "plain" or os.environ.get("TERM") == "dumb" or not has_blocks()


def _instead(option: typer.CallbackParam, asked: bool) -> None:
    """Answer an option that stands in the place of a command."""
    if not asked:
        return
    if option.name == "version":
        emit(f"stemfind {__version__}\n", None)
    else:
        from . import shell

        shell.install() if option.name == "install_completion" else shell.show_script()
    raise typer.Exit


_alone = partial(typer.Option, callback=_instead, is_eager=True)
Version = Annotated[bool, _alone("--version", "-V", help="Say which version this is.")]
InstallCompletion = Annotated[bool, _alone("--install-completion", help="Install completion for the current shell.")]
ShowCompletion = Annotated[
    bool,
    _alone(
        "--show-completion",
        help="Show completion for the current shell, to copy it or customize the installation.",
    ),
]


def welcome(
    context: typer.Context,
    version: Version = False,  # noqa: ARG001 - it has been answered before this runs, as the next two
    install_completion: InstallCompletion = False,  # noqa: ARG001
    show_completion: ShowCompletion = False,  # noqa: ARG001
) -> None:
    """What clinics that sell stem cell treatment for spinal cord injury cost and include, and what is known of it."""
    if context.invoked_subcommand is None:
        from ..commands.welcome.command import greet

        greet()


def spelt_out(arguments: list[str]) -> list[str]:
    """Return arguments with the command's beginning made whole: `co` is compare.

    Raises AmbiguousName and UnknownName.
    """
    if not arguments or not arguments[0] or arguments[0] in COMMANDS:
        return arguments
    fitting = tuple(name for name in COMMANDS if name.startswith(arguments[0]))
    if len(fitting) > 1:
        raise AmbiguousName(arguments[0], "command", fitting)
    if not fitting and not arguments[0].startswith("-"):
        from .inputs import unknown_word

        raise unknown_word(arguments[0], "command", tuple(COMMANDS))
    return [*fitting, *arguments[1:]] if fitting else arguments


def run(arguments: list[str]) -> int:
    """Run one command; return its exit code. No exception leaves this function but a bug under STEMFIND_DEBUG."""
    try:
        return _run_command(spelt_out(arguments))
    except StemfindError as error:
        if not isinstance(error, PipeClosed):
            say(f"stemfind: {error}")
        return error.exit_code
    except TyperException as error:
        path = getattr(getattr(error, "ctx", None), "command_path", "stemfind")  # as far as it was understood
        say(f"stemfind: {error.format_message()} ({path} --help lists what there is)")
        return ExitCode.USAGE
    except MemoryError:
        say("stemfind: there is not enough memory for this")
        return ExitCode.UNREADABLE
    except OSError as error:  # the place is at fault, wherever in the program that shows
        say(f"stemfind: {': '.join(str(part) for part in (error.filename, error.strerror or error) if part)}")
        return ExitCode.UNREADABLE
    except (KeyboardInterrupt, typer.Abort):
        return ExitCode.INTERRUPTED
    except Exception as error:  # the last line of defence: a bug never shows a traceback
        if os.environ.get("STEMFIND_DEBUG"):
            raise
        say(f"stemfind: this is a bug ({type(error).__name__}); please report it with the command at {REPORT}")
        return ExitCode.BUG


def _run_command(arguments: list[str]) -> int:
    """Answer a shell's completion, or run one command and write what Typer has to say of its own: its help."""
    tame_environment()
    completing = os.environ.pop(COMPLETING, None)  # so that Typer does not answer it
    if completing and not arguments:
        from .cursor import complete

        emit(complete(completing), None)
        return ExitCode.OK
    alone = arguments[:1] if arguments and arguments[0] in COMMANDS else COMMANDS
    typed = " ".join(arguments)
    asked = re.search(COLOR, typed) if "--color" in typed else None
    spoken = Spoken(asked[1] if asked and asked[1] in ("always", "never") else "auto")
    with redirect_stdout(spoken):
        code = int(application(alone)(arguments, prog_name="stemfind", standalone_mode=False) or 0)
    spoken.pass_on()
    return code
