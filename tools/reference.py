"""Write docs/cli.md: every command and option, from the code's own words, and what each example says.

`python tools/reference.py` writes the page; `--check` says whether it is current.
"""

import sys
import textwrap
from pathlib import Path
from typing import Any

import typer.main

from examples import MORE, real
from stemfind.cli.app import application
from written import write

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"
LINES = 12
"""So many lines of an example are shown."""
HEAD = """# Every command

Written by `tools/reference.py` from the program itself.
"""


def commands() -> str:
    """Return docs/cli.md."""
    group: Any = typer.main.get_command(application())
    parts = [HEAD]
    for name, command in sorted(_flat(group, "stemfind")):
        told, _, example = textwrap.dedent(command.help or "").strip().partition("Example: ")
        parts.append(f"## `{name}`\n\n{told.strip()}\n\n{_shown(example)}")
        rows = [_row(param) for param in command.params if param.name != "help"]
        if rows:
            parts.append("| | what it does |\n|---|---|\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def _shown(command: str) -> str:
    """Return an example with the beginning of what it says."""
    said = real(command)
    beginning = [*said[:LINES], MORE] if len(said) > LINES + 1 else said
    return "\n".join(["```console", f"$ {command}", *beginning, "```\n"])


def _flat(command: Any, name: str) -> list[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        return [(name, command)]
    return [found for sub, held in inner.items() for found in _flat(held, f"{name} {sub}")]


def _row(param: Any) -> str:
    names = ", ".join(f"`{opt}`" for opt in (*param.opts, *param.secondary_opts) if opt.startswith("-"))
    shown = names or f"`{param.metavar or param.name}`"
    text = " ".join((getattr(param, "help", None) or "").split()).replace("|", "\\|")
    return f"| {shown} | {text} |"


if __name__ == "__main__":
    sys.exit(write({PAGE: commands()}))
