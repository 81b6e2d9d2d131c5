"""The manual page, from the program itself, docs/contract.md and the README.

It is made when a wheel is built (`setup.py`); `python tools/manual.py` prints it.
"""

import inspect
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import typer.main

from stemfind import __version__
from stemfind.cli.app import REPORT, application
from stemfind.errors import ExitCode

ROOT = Path(__file__).parent.parent
HEAD = f""".\\" Written by tools/manual.py from the program itself.
.TH STEMFIND 1 "" "stemfind {__version__}" "User commands"
"""
DOCUMENTATION = REPORT.replace("/issues", "/tree/HEAD/docs")
SPECIAL = {
    "\\": "\\(rs", "-": "\\-", "'": "\\(aq", '"': "\\(dq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti", "…": "...",
}  # fmt: skip
"""What roff would take for a sign of its own, or set as another one."""
NEW_SENTENCE = re.compile(r"(?<=[.?]) (?=[A-Z])")
NAME = "stemfind - what clinics that sell stem cell treatment for spinal cord injury cost and include"
SYNOPSIS = """\\fBstemfind\\fR [\\fIOPTION\\fR]
.br
\\fBstemfind\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR]... [\\fINAME\\fR]..."""
DESCRIPTION = """\
stemfind shows what clinics abroad charge and for what, what they claim, what independent sources say of it, registered
trials, known harms, and the questions to put to a clinic, each figure with its source.

A price never appears without what it is for. Unknown is never zero and never "no". What only a seller says is called
claimed. Where two sources disagree, both are shown. There is no ranking, no score and no advice to buy. It is not
medical advice: take what you find to your spinal cord injury doctor.

Names are forgiving: any case, with or without accents, ids, aliases, country codes, and any part that fits only one.
The beginning of a command is enough where it fits only one. stemfind works offline, asks for nothing personal and
writes nothing that it was not asked to write. Without a command it says what can be asked."""
FORMATS = """On a terminal the default is `table`. In a pipe `filter` and `data sources` write `tsv`, the other commands
`markdown`. `data export` writes `json` in both. `--format` always wins. A command that has no use for a format refuses
it and names the ones it has."""
FILES = {
    "$(stemfind data path)": "The bundled dataset, in TOML. Each file's header teaches how to edit it.",
    "stemfind-*.html": "In the folder for temporary files: a page that `--open` showed and no `--output` named.",
}
NO_MORE_FILES = "There is no configuration file, no cache and no history."
BUGS = f"{REPORT}\n\nA wrong figure is the worst bug: say which record and field, and what shows it."
SEE_ALSO = "\\fBjq\\fR(1), \\fBmlr\\fR(1), \\fBxargs\\fR(1)"


def page() -> str:
    """Return the manual page."""
    group: Any = typer.main.get_command(application())
    sections = {
        "NAME": roff(NAME),
        "SYNOPSIS": SYNOPSIS,
        "DESCRIPTION": prose(DESCRIPTION),
        "OPTIONS": _options(group),
        "COMMANDS": "\n".join(_command(name, held) for name, held in _flat(group)),
        "FORMATS": f"{prose(FORMATS)}\n{_table('## Formats')}",
        "EXIT STATUS": _terms({str(int(code)): says for code, says in _statuses().items()}),
        "ENVIRONMENT": _table("## Environment"),
        "FILES": f"{_terms(FILES)}\n.PP\n{prose(NO_MORE_FILES)}",
        "EXAMPLES": _examples(),
        "REPORTING BUGS": prose(BUGS),
        "SEE ALSO": f"{SEE_ALSO}\n.PP\n{prose(DOCUMENTATION)}",
    }
    bodies = "".join(f".SH {title}\n{body}\n" for title, body in sections.items())
    return f"{HEAD}{bodies}"


def roff(text: str) -> str:
    """Return text that roff sets as it stands."""
    escaped = "".join(SPECIAL.get(sign, sign if sign.isascii() else _named(sign)) for sign in text)
    return f"\\&{escaped}" if escaped.startswith(".") else escaped


def _named(sign: str) -> str:
    codes = "_".join(f"{ord(part):04X}" for part in unicodedata.normalize("NFD", sign))
    return f"\\[u{codes}]"


def prose(plain: str) -> str:
    """Return paragraphs, one sentence a line, with `code` in bold and a line "Example:" set as it is typed."""
    return "\n.PP\n".join(_paragraph(part) for part in plain.strip().split("\n\n"))


def _paragraph(text: str) -> str:
    if text.startswith("Example: "):
        return f"Example:\n{_typed(text.removeprefix('Example: '))}"
    return "\n".join(_marked(sentence) for sentence in NEW_SENTENCE.split(" ".join(text.split())))


def _marked(text: str) -> str:
    parts = re.split("`([^`]+)`", text)
    return "".join(f"\\fB{roff(part)}\\fR" if number % 2 else roff(part) for number, part in enumerate(parts))


def _typed(*lines: str) -> str:
    return "\n".join([".RS 4", ".nf", *(f"\\fB{roff(line)}\\fR" for line in lines), ".fi", ".RE"])


def _options(group: Any) -> str:
    shown = _terms({"-h, --help": "Show what there is, of stemfind or of a command, and exit."})
    return "\n".join([*(_option(param) for param in group.params), shown])


def _flat(command: Any, name: str = "") -> list[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        return [(name, command)]
    return [found for sub, held in inner.items() for found in _flat(held, f"{name} {sub}".strip())]


def _command(name: str, command: Any) -> str:
    arguments = [_metavar(param) for param in command.params if param.param_type_name == "argument"]
    usage = " ".join([f"\\fBstemfind {roff(name)}\\fR", "[\\fIOPTION\\fR]...", *arguments])
    says = prose(inspect.cleandoc(command.help or ""))
    return "\n".join([f".SS {roff(name)}", usage, ".PP", says, *(_option(param) for param in command.params)])


def _option(param: Any) -> str:
    """Return an option or an argument with what it does, its default and its variable."""
    if param.param_type_name == "argument":
        return f".TP\n{_metavar(param)}\n{prose(param.help or '')}"
    names = sorted((*param.opts, *param.secondary_opts), key=lambda name: name.startswith("--"))
    shown = ", ".join(f"\\fB{roff(name)}\\fR" for name in names) + ("" if param.is_flag else f" {_metavar(param)}")
    default = "" if param.is_flag or param.default is None else f" Without it: {param.default}."
    variable = f" Without it: `{param.envvar}`, if that is set." if param.envvar else ""
    return f".TP\n{shown}\n{prose((param.help or '') + default + variable)}"


def _metavar(param: Any) -> str:
    number = any(kind in param.type.name for kind in ("int", "float"))
    shown = param.metavar or ("NUMBER" if number else "TEXT")
    return re.sub(r"[^\[\]….]+", lambda word: f"\\fI{roff(word[0])}\\fR", shown).replace("…", "...")


def _terms(known: dict[str, str]) -> str:
    return "\n".join(f".TP\n\\fB{roff(name)}\\fR\n{prose(says)}" for name, says in known.items())


def _table(heading: str) -> str:
    """Return the table of a section of the contract, and the paragraphs under it."""
    contract = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
    section = contract.split(f"{heading}\n")[1].split("\n## ")[0]
    rows = [re.split(r"\s*\|\s*", line.strip("| ")) for line in section.splitlines() if line.startswith("| `")]
    paragraphs = [part for part in section.strip().split("\n\n") if not part.startswith(("|", "*"))]
    known = {cells[0].strip().replace("`", ""): _sentence(cells[-1]) for cells in rows}
    return "\n.PP\n".join([_terms(known), *map(prose, paragraphs)])


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _statuses() -> dict[ExitCode, str]:
    """Return what is written under each exit code."""
    written = re.findall(r'(\w+) = \d+\n\s+"""(.*?)"""', inspect.getsource(ExitCode), re.DOTALL)
    return {ExitCode[name]: text for name, text in written}


def _examples() -> str:
    """Return the README's table of what one can ask."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.split("## What you can ask\n")[1].split("\n![")[0]
    rows = re.findall(r"^\| (?!you want)([^|]+) \| (.+) \|$", section, re.MULTILINE)
    return "\n.PP\n".join(f"To {_marked(aim)}:\n{_typed(*re.findall('`([^`]+)`', typed))}" for aim, typed in rows)


if __name__ == "__main__":
    sys.stdout.write(page())
