"""How `--help` is laid out: commands by what people want to do, each with its example, then the few options."""

import inspect
from typing import Any

from typer.core import TyperCommand, TyperGroup

from .stream import width

PANELS = {
    "Find  (stemfind compare mexico turkey)": {
        "filter": "List the clinics that are known to fit what you want.",
        "compare": "Put countries or clinics side by side: price, care, risks.",
        "show": "See all that is known of one clinic or country.",
        "trials": "Find registered trials that you may be able to join.",
    },
    "Ask  (stemfind checklist liv)": {
        "checklist": "Get the questions to ask a clinic, with boxes to tick.",
        "letter": "Write to a clinic and ask what the data does not say.",
        "summary": "One sheet for you and your doctor: your choices side by side.",
        "estimate": "Work out what the whole trip would cost you.",
    },
    "Understand  (stemfind guide routes)": {
        "evidence": "Does it work, is it safe, what else could I do?",
        "guide": "Read the background in plain words.",
        "why": "See who says one fact, when, and who says otherwise.",
    },
    "The data  (stemfind data conflicts liv)": {
        "about": "Who made this, who pays, how current it is, its limits.",
        "data": "Check, copy or list the data, or use your own.",
    },
}
"""What people want to do, with an example; and the commands that do it, a line each."""
QUIET = "color(243)"
"""What frames are drawn in, and what stands in them: Typer's dim is unreadable on many terminals."""
FRAME = 8
"""Columns of a panel's first line that its title can't have."""
EPILOG = (
    "More about a command: stemfind compare --help, or -h. "
    "Options without a command: --version (-V), --install-completion, --show-completion."
)


def panel(command: str) -> str | None:
    """Return the panel that a command of the program stands in: its title, with the example where that is not cut."""
    title = next((title for title, commands in PANELS.items() if command in commands), None)
    return title if title is None or len(title) + FRAME <= width() else title.partition("  (")[0]


def says(command: str) -> str | None:
    """Return what a command of the program does, in a line."""
    return next((commands[command] for commands in PANELS.values() if command in commands), None)


def unfolded(docstring: str | None) -> str:
    """Return a docstring with each paragraph on one line, which a terminal breaks where it ends."""
    paragraphs = inspect.cleandoc(docstring or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


class Command(TyperCommand):
    """A command whose help says what to write, not of which type that is."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - Typer's own
        """Write the help."""
        for param in self.get_params(ctx):
            if param.param_type_name == "argument":
                param.type = _Unnamed()  # type: ignore[assignment]
            elif param.name == "help":  # it has been found
                param.hidden = True  # type: ignore[attr-defined]
            elif param.metavar is None and not getattr(param, "is_flag", False):
                param.metavar = (param.name or "").strip("_").upper()
        _brighten(self)
        super().format_help(ctx, formatter)


class Group(TyperGroup):
    """Commands, with their options told after them."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - Typer's own
        """Write the help; what options there are is said in the closing words."""
        for param in self.get_params(ctx):
            param.hidden = True  # type: ignore[attr-defined]  # all of them are options
        _brighten(self)
        super().format_help(ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - Typer's own
        """Write the commands, where there are no boxes to write them in."""
        panels: dict[str, list[tuple[str, str]]] = {}
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            told = "" if command is None else command.short_help or command.help or ""
            panels.setdefault(panel(name) or "Commands", []).append((name, told.partition("\n\n")[0]))
        for title, rows in panels.items():
            with formatter.section(title):
                formatter.write_dl(rows)


class _Unnamed:
    """Stands in for the type of an argument, while help is written."""

    def get_metavar(self, **_: object) -> str:
        """Name no type."""
        return ""


def _brighten(command: TyperCommand | TyperGroup) -> None:
    """Let Typer set what help says as brightly as its first line."""
    if command.rich_markup_mode is not None:
        from typer import rich_utils

        rich_utils.STYLE_HELPTEXT = ""
        rich_utils.STYLE_COMMANDS_PANEL_BORDER = rich_utils.STYLE_OPTIONS_PANEL_BORDER = QUIET
        rich_utils.STYLE_OPTION_DEFAULT = rich_utils.STYLE_OPTION_ENVVAR = QUIET
