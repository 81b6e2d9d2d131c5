"""`--show-completion` and `--install-completion`: the script of the shell that stemfind was started from."""

import os
import shlex
from pathlib import Path
from typing import NamedTuple

from ..errors import OutputUnwritable, UsageError
from .scripts import SCRIPTS
from .stream import emit


class ScriptPlace(NamedTuple):
    """Where a shell's script is written, and the file that a line is added to so that the shell reads it."""

    script: Path
    file: Path | None = None
    line: str = ""


def show_script() -> None:
    """Print the script. Raises UsageError."""
    emit(SCRIPTS[_shell_above()], None)


def install() -> None:
    """Write the script where the shell reads it, over an earlier one. Raises UsageError, OutputUnwritable."""
    shell = _shell_above()
    if shell in ("powershell", "pwsh"):
        raise UsageError("--install-completion: add what stemfind --show-completion prints to the file $PROFILE names")
    place = _script_place(shell)
    try:
        place.script.parent.mkdir(parents=True, exist_ok=True)
        if place.file is not None and place.line not in _text_of(place.file):
            with place.file.open("a", encoding="utf-8") as end:
                end.write(f"\n{place.line}\n")
    except OSError as error:
        raise OutputUnwritable(str(error.filename), (error.strerror or "unknown reason").lower()) from error
    emit(SCRIPTS[shell], str(place.script))
    emit(f"{shell} completion is installed in {place.script}; it works in the next shell you start\n", None)


def _shell_above() -> str:
    from shellingham import ShellDetectionFailure, detect_shell  # type: ignore[import-untyped]  # comes with Typer

    try:
        shell: str = detect_shell()[0]
    except ShellDetectionFailure:
        shell = "this shell"
    if shell not in SCRIPTS:
        known = ", ".join(SCRIPTS)
        raise UsageError(f"no completion is known for {shell}, only for {known}")
    return shell


def _script_place(shell: str) -> ScriptPlace:
    home = Path.home()
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    bash = home / ".bash_completions" / "stemfind.sh"
    startup = Path(os.environ.get("ZDOTDIR") or home) / ".zshrc"
    return {
        "bash": ScriptPlace(bash, home / ".bashrc", f"source {shlex.quote(str(bash))}"),
        "zsh": ScriptPlace(home / ".zfunc" / "_stemfind", startup, "fpath+=~/.zfunc; autoload -Uz compinit; compinit"),
        "fish": ScriptPlace(config / "fish" / "completions" / "stemfind.fish"),
    }[shell]


def _text_of(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""
