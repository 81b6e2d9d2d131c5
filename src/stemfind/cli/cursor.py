"""From a line that is being typed to what a shell may offer there. No word of a dataset reaches a shell unchecked."""

import faulthandler
import os
import re
import shlex
from collections.abc import Sequence
from itertools import dropwhile
from pathlib import Path
from textwrap import shorten
from typing import Any, NamedTuple

import typer.main

from ..errors import UsageError
from .app import COMMANDS, COMPLETING, application, spelt_out
from .complete import FILE
from .scripts import SCRIPTS

END = "\0"
"""Marks the end of the word that is being typed; no environment can hold it."""
PATIENCE = 3.0
"""Seconds after which a completion ends without an answer, whatever it waits for."""
SAFE = re.compile(r"(--?)?[A-Za-z0-9][A-Za-z0-9_.,=-]*")
"""The only words that are offered: no shell finds a sign of its own in them."""
ROOM = 72
"""Characters of a description."""
INSTRUCTIONS = ("offers", *(f"complete_{shell}" for shell in SCRIPTS))
"""What the scripts of stemfind ask for, and those of Typer's, which earlier versions installed."""
TypedWords = list[tuple[str, str]]
ParserCommand = Any
"""A command as Typer's parser has it."""
ParserParam = Any
"""An option or an argument, likewise."""


class Completion(NamedTuple):
    """What may stand in place of the word that is being typed."""

    kind: str = "names"
    """`names`; `parts`, after which the word goes on; `apart`, which have no beginning in common to put in its place;
    `files`, which the shell knows."""
    words: Sequence[tuple[str, str]] = ()
    """Values, each with what it is."""
    start: str = ""
    """What the word begins with before the name of a file, as in `--output=`."""


class OptionValue(NamedTuple):
    """An option in a word, and the value that is written in the same word, if one is."""

    option: ParserParam
    start: str
    """The word up to the value: `--country=`, `-c`."""
    typed: str | None


def complete(instruction: str) -> str:
    """Return what a shell asks for by the variable `_STEMFIND_COMPLETE`. Raises UsageError."""
    action, _, shell = instruction.partition("_")
    if action == "source" and shell in SCRIPTS:
        return SCRIPTS[shell]
    if instruction not in INSTRUCTIONS:
        raise UsageError(f"{COMPLETING}={instruction}: only a shell's completion sets this; unset it")
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(PATIENCE, exit=True, file=nowhere)
        text = _as_read_by(instruction, offered(split(_typed_line())[1:]))
        faulthandler.cancel_dump_traceback_later()
    return text


def _as_read_by(instruction: str, offer: Completion) -> str:
    """Write an offer as a script reads it: that of stemfind gets the kind, then one word a line.

    Typer's for zsh evaluates what it gets: checked words, and nothing that describes them.
    """
    words = " ".join(word for word, _ in offer.words)
    match instruction:
        case "offers":
            return "".join(f"{word}\t{says}\n" for word, says in ((offer.kind, offer.start), *offer.words))
        case "complete_bash":
            return "".join(f"{word}\n" for word, _ in offer.words)
        case "complete_zsh":
            return "_files\n" if offer.kind == "files" else f"_arguments '*: :({words})'\n" if words else ""
        case "complete_fish":
            return "".join(f"{word}\t{says}\n" for word, says in offer.words)
        case _:
            return "".join(f"{word}:::{says or ' '}\n" for word, says in offer.words)


def _typed_line() -> str:
    """Return the line up to the cursor, as a shell's script hands it over."""
    text = os.environ.get("_TYPER_COMPLETE_ARGS")
    if text is None:
        joined, at = os.environ.get("COMP_WORDS", ""), os.environ.get("COMP_CWORD", "")
        words = joined.split("\n" if "\n" in joined else " ")
        return " ".join([*words, ""][: int(at) + 1]) if at.isdecimal() else ""
    return f"{text} " if os.environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE") == "" else text


def split(text: str) -> list[str]:
    """Return words as a shell reads them, the last as far as it is typed, also where a quote is still open."""
    lexer = shlex.shlex(text + END, posix=True)
    lexer.whitespace_split, lexer.commenters = True, ""
    words = []
    try:
        for word in lexer:
            words.append(word)  # noqa: PERF402 - what came before an open quote is kept
    except ValueError:
        words.append(lexer.token)
    return [word.removesuffix(END) for word in words]


def offered(words: list[str]) -> Completion:
    """Return what may stand in place of the last word, or nothing where anything goes wrong."""
    try:
        return _completion(words)
    except Exception:  # noqa: BLE001 - see above
        return Completion()


def _completion(words: list[str]) -> Completion:
    """Return a command, an option, a value. Raises what goes wrong with the line, or with the dataset that it names."""
    before, typed = [word for word in words[:-1] if word != "="], words[-1].removeprefix("=")
    named = spelt_out(list(dropwhile(_is_option, before)))
    wanted = named[:1] or [name for name in COMMANDS if name.startswith(typed)]
    command: ParserCommand = typer.main.get_command(application(name for name in wanted if name in COMMANDS))
    path = ""
    while hasattr(command, "commands"):
        if not named:
            return _safe(_command_words(command, typed), typed)
        path, command, named = f"{path} {named[0]}".lstrip(), command.commands[named[0]], named[1:]
    return _of_command(command, path, named, typed)


def _is_option(word: str) -> bool:
    return word.startswith("-")


def _command_words(group: ParserCommand, typed: str) -> TypedWords:
    if _is_option(typed):
        return _option_words(group, typed)
    return [(name, (held.help or "").partition("\n")[0]) for name, held in group.commands.items()
            if name.startswith(typed)]  # fmt: skip


def _option_words(command: ParserCommand, typed: str) -> TypedWords:
    context = command.make_context(command.name, [], resilient_parsing=True)
    options = [param for param in command.get_params(context) if param.param_type_name == "option"]
    named = [(name, param) for param in options for name in (*param.opts, *param.secondary_opts)]
    return [(name, param.help or "") for name, param in named if name.startswith(typed)]


def _of_command(command: ParserCommand, path: str, before: list[str], typed: str) -> Completion:
    """Return what may stand at the cursor after some words of one command."""
    options = {name: param for param in command.params for name in (*param.opts, *param.secondary_opts)}
    waiting, literal = _waiting(before, options)
    start = ""
    if waiting is not None:
        param, before = waiting, before[:-1]
    elif _is_option(typed) and not literal:
        held = _option_value(typed, options)
        if held is None or held.typed is None:
            return _safe(_option_words(command, typed), typed)
        param, start, typed = held.option, held.start, held.typed
    else:
        param = None
    context = command.make_context(path, before, resilient_parsing=True, obj=typed)
    param = param or _argument(command, context)
    found = [(start + item.value, item.help or "") for item in param.shell_complete(context, "")] if param else []
    if (start + FILE, "") in found:
        return Completion("files", start=start if SAFE.fullmatch(start) else "")
    return _safe(found, start + typed, "parts" if {",", "="} & set((param and param.metavar) or "") else "names")


def _waiting(words: list[str], options: dict[str, ParserParam]) -> tuple[ParserParam | None, bool]:
    """Return the option whose value comes next, and whether `--` has ended the options."""
    waiting: ParserParam | None = None
    for word in words:
        if waiting is not None:
            waiting = None
        elif word == "--":
            return None, True
        elif _is_option(word) and (held := _option_value(word, options)) is not None and held.typed is None:
            waiting = held.option
    return waiting, False


def _option_value(word: str, options: dict[str, ParserParam]) -> OptionValue | None:
    """Return the option of a word that takes a value: --country, --country=tu, -c, -ctu, -rctu."""
    if word.startswith("--"):
        name, equals, typed = word.partition("=")
        option = options.get(name)
        return OptionValue(option, f"{name}=", typed if equals else None) if option and not option.is_flag else None
    for at, letter in enumerate(word[1:], start=2):
        option = options.get(f"-{letter}")
        if option is None or not option.is_flag:
            return OptionValue(option, word[:at], word[at:] or None) if option else None
    return None


def _argument(command: ParserCommand, context: typer.Context) -> ParserParam | None:
    """Return the first argument that can still take a word."""
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    return next((param for param in arguments if param.nargs == -1 or not context.params[param.name]), None)


def _safe(words: TypedWords, typed: str, kind: str = "names") -> Completion:
    """Return the words that no shell interprets, with descriptions of letters and digits."""
    safe = [(word, _description(says)) for word, says in words if SAFE.fullmatch(word)]
    shared = {word[: len(typed)] for word, _ in safe}
    return Completion("apart" if len(shared) > 1 else kind, safe)


def _description(says: str) -> str:
    first = says.partition(". ")[0].replace("'", "’")
    kept = "".join(sign if sign.isalnum() or sign in ".,:()=-’" else " " for sign in first)
    return shorten(kept, ROOM, placeholder=" ...")
