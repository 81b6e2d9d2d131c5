"""Write docs/hostile.md: what each format does with a stranger's text, from what the program really writes.

`python tools/hostile.py` writes the page; `--check` says whether it is current.
"""

import json
import os
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from stemfind.cli import app
from written import write

PAGE = Path(__file__).parent.parent / "docs" / "hostile.md"
STEERED = {"COLUMNS": "200", "NO_COLOR": "1", "STEMFIND_DATA": "", "STEMFIND_FORMAT": ""}
END = "Zq"
"""Ends each name, so that it is found again in the output."""
TEXTS = {
    "escape sequence": "A\x1b[31mB",
    "C1 control": "A\x9b31mB",
    "NUL, bell, backspace, DEL": "A\x00\x07\x08\x7fB",
    "line break, tab": "A\nB\tC",
    "carriage return": "A\rB",
    "direction override": "A\u202egnp.exe",
    "zero-width space and joiner": "A\u200bB\u200dC",
    "joiner in an emoji": "👩\u200d⚕",
    "line separator": "A\u2028B",
    "Rich markup": "[bold]A[/x]",
    "Markdown": "[A](javascript:1) *b* `c` | d # e",
    "HTML": "<script>alert(1)</script>&amp;",
    "formula": "=1+1|cmd",
    "formula: plus": "+1|cmd",
    "formula: minus": "-1|cmd",
    "formula: at": "@SUM(1)",
    "formula: full width": "＝1+1",
    "formula after a blank": " =1",
    "formula after a semicolon": "A;=1+1",
    "formula after a semicolon and a blank": "A; +1",
    "formula after a bar": "A|@SUM(1)",
    "formula after a comma": "A,=1+1",
    "apostrophe before a formula": "'=1",
    "a quote that stays open": '"A',
    "the same after a semicolon": 'A;"B',
    "backslash": "A\\nB",
    "tab before a formula": "\t=1",
    "carriage return before a formula": "\r=1",
    "template": "{{ 7*7 }} %s ${x}",
}
"""What a stranger may put into a name."""
NAME = {
    "table": rf"^(.*?){END}",
    "plain": rf"^Clinic: (.*?){END}",
    "markdown": rf"\| \*\*(.*?){END}\*\*",
    "html": rf"<strong>(.*?){END}</strong>",
    "tsv": rf"^a\t(.*?){END}",
    "csv": rf'^a,(.*?{END}"?)',
    "json": rf'"name": "(.*?){END}"',
}
"""Where each format has the name."""
HEAD = """# What a stranger's text can do

Written by `tools/hostile.py` from what the program writes: a clinic's name as it is in the dataset (the way a
programmer writes it), and as each format has it. Nothing moves a cursor, runs a script or fakes a row, on stdout or in
a message on stderr; `tests/test_hostile.py` holds that in a terminal emulator, in Chromium and in a CSV reader.

* Words for people (`table`, `plain`, `markdown`, `html`) are one line each: line breaks and tabs become a space, and
  what can't be seen is written out. Joiners stay inside the scripts and pictures that are written with them.
* `tsv` and `csv` write tab and line break as `\\t` and `\\n`, and a backslash as `\\\\`: one record is one line, and
  can be read back. An apostrophe stands before what a spreadsheet would take for a formula, at the start of a cell or
  after a separator inside it: many countries part cells by `;`.
* `json` and `jsonl` escape what can't be seen, so that a reader of JSON gets back exactly what the dataset holds.
  SQLite holds it as it is.
* `ids` hold lower-case letters, digits and hyphens: `../x`, `a b` or an id with a line break is refused with exit 3
  when the dataset is read.

"""


def written(name: str, form: str) -> str:
    """Return what a format writes for a clinic of this name."""
    clinic = {"id": "a", "name": name + END, "country": "mexico", "source": "s"}
    with TemporaryDirectory() as folder:
        listed, answer = Path(folder, "list.jsonl"), Path(folder, "answer")
        listed.write_text(json.dumps(clinic), encoding="utf-8")
        code = app.run(["filter", "--data", str(listed), "-f", form, "--full", "-o", str(answer)])
        output = answer.read_bytes().decode()
    found = re.search(NAME[form], output, re.MULTILINE | re.DOTALL)
    if code or found is None:
        raise ValueError(form, name, output)
    text = found[1].replace(END, "")
    return text.split("\n")[-1] if form == "table" else text


def page() -> str:
    """Return the page."""
    rows = [f"| a name with | in the dataset | {' | '.join(f'`{form}`' for form in NAME)} |", "|---|" + "---|" * 8]
    for what, text in TEXTS.items():
        cells = [_code(text.encode("unicode_escape").decode() if not text.isprintable() else text)]
        cells += [_code(_seen(written(text, form))) for form in NAME]
        rows.append(f"| {what} | {' | '.join(cells)} |")
    return HEAD + "\n".join(rows) + "\n"


def _seen(text: str) -> str:
    return text.replace("\n", "⏎").replace("\r", "␍").replace("\t", "⇥")


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    return f"{fence}{' ' if fence == '``' else ''}{text}{' ' if fence == '``' else ''}{fence}".replace("|", "\\|")


if __name__ == "__main__":
    os.environ.update(STEERED)
    sys.exit(write({PAGE: page()}))
