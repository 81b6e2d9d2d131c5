"""The data formats: json, jsonl, csv, tsv and ids. They write values, never words."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec

LIST_MARK = ";"
"""Parts the items of a list within a cell of csv or tsv."""
BOM = "\ufeff"
"""Tells a spreadsheet that a file is UTF-8; without it, many take it for the habit of their country."""
FORMULA_SIGNS = "-=+@＝＋－＠﹢﹣﹦﹫"
"""What a spreadsheet takes for the start of a formula, full-width signs too."""
QUOTED = frozenset(',;|\t"\r\n')
"""What a CSV cell holds that stands in quotes."""
CSV_GUARD = rf"""^(?=[\s']*[{FORMULA_SIGNS}])|(?<=[;|])(?=[\s']*[{FORMULA_SIGNS}]|'*")"""
TSV_GUARD = rf"""(?:^|(?<=[;|,]))(?=[\s']*[{FORMULA_SIGNS}]|'*")"""
"""Where an apostrophe goes, so that a reader with any of the usual separators finds no formula and no open quote.

TSV has no quotes that would keep a comma from parting cells. Where apostrophes stand already one more goes before them:
taking one away always gives back what the dataset holds.
"""


def to_json(value: Any) -> str:
    """Return one JSON document, indented, its keys in their order; what comes one by one is a list."""
    return _escaped_json(msgspec.json.format(msgspec.json.encode(value, enc_hook=list), indent=2).decode()) + "\n"


def json_line(value: Any) -> str:
    """Return one JSON object as a line of JSON Lines."""
    return _escaped_json(msgspec.json.encode(value).decode()) + "\n"


def csv_line(values: Sequence[Any]) -> str:
    """Return one record of RFC 4180 CSV, its line end included."""
    guard = _compiled(CSV_GUARD)
    cells = [_quoted(_flat_cell(value, guard)) for value in values]
    return (",".join(cells) if cells != [""] else '""') + "\r\n"


def tsv_line(values: Sequence[Any]) -> str:
    r"""Return one record of tab-separated values, its line end included; tab, newline and backslash are \t, \n, \\."""
    guard = _compiled(TSV_GUARD)
    return "\t".join(_flat_cell(value, guard) for value in values) + "\n"


@cache
def _compiled(guard: str) -> re.Pattern[str]:
    """Return a guard compiled, once: json needs none of them."""
    return re.compile(guard)


def _flat_cell(value: Any, guard: re.Pattern[str]) -> str:
    """Return a value as one line of text that is no formula; numbers are numbers, and what is nested is JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        if any(isinstance(item, dict) for item in value):
            return _nested(value)
        return guard.sub("'", LIST_MARK.join(_flat_text(str(item)).replace(LIST_MARK, r"\x3b") for item in value))
    return _nested(value) if isinstance(value, dict) else guard.sub("'", _flat_text(str(value)))


def _nested(value: Any) -> str:
    """Return JSON on one line, in which no separator of cells stands inside a text."""
    return json_line(value).rstrip("\n").replace(";", r"\u003b").replace("|", r"\u007c")


def _flat_text(text: str) -> str:
    r"""Return text in which a backslash is \\, so that it can be told from an escape of what can't be seen."""
    text = text.replace("\\", "\\\\")
    if text.isprintable():
        return text
    from .escape import shown

    return shown(text)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if not QUOTED.isdisjoint(cell) else cell


def _escaped_json(json: str) -> str:
    """Write out what can't be seen the way JSON does, so that a reader of JSON gets it back."""
    if json.replace("\n", "").isprintable():  # nothing that is unsafe is printable
        return json
    from .escape import rewritten

    return rewritten(json, _code)


def _code(match: re.Match[str]) -> str:
    if match.group() == "\n":
        return "\n"
    units = match.group().encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
