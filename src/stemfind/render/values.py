"""The data formats: json, jsonl, csv, tsv and ids. They write values, never words."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

LIST_MARK = ";"
FORMULA = ("=", "+", "-", "@")
"""What a spreadsheet takes for a formula at the start of a cell; an apostrophe before it makes it text again."""


def to_json(value: Any) -> str:
    """Return one JSON document, indented, its keys in their order."""
    return _escaped(msgspec.json.format(msgspec.json.encode(value), indent=2).decode()) + "\n"


def to_jsonl(values: Iterable[Any]) -> str:
    """Return one JSON object a line."""
    return "".join(_escaped(msgspec.json.encode(value).decode()) + "\n" for value in values)


def to_csv(fields: Sequence[str], rows: Iterable[dict[str, Any]], *, header: bool = True) -> str:
    """Return RFC 4180 CSV with a header line."""
    return (csv_line(fields) if header else "") + "".join(csv_line([row[field] for field in fields]) for row in rows)


def csv_line(values: Sequence[Any]) -> str:
    """Return one record of RFC 4180 CSV, its line end included."""
    import csv
    import io

    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(map(_cell, values))
    return out.getvalue()


def to_tsv(fields: Sequence[str], rows: Iterable[dict[str, Any]], *, header: bool = True) -> str:
    r"""Return tab-separated values with a header line; tab and newline are \t and \n."""
    return (tsv_line(fields) if header else "") + "".join(tsv_line([row[field] for field in fields]) for row in rows)


def tsv_line(values: Sequence[Any]) -> str:
    """Return one record of tab-separated values, its line end included."""
    return "\t".join(map(_cell, values)) + "\n"


def to_ids(identities: Iterable[str], *, null: bool = False) -> str:
    """Return one id a line, or each ended by a NUL."""
    return "".join(identity + ("\0" if null else "\n") for identity in identities)


def _flat(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return LIST_MARK.join(map(_flat, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _cell(value: Any) -> str:
    """Return a value as one line of text, with what can't be seen written out and no formula for a spreadsheet."""
    text = _flat(value)
    if not text.isprintable():
        from .escape import shown

        text = shown(text)
    return f"'{text}" if text.startswith(FORMULA) else text


def _escaped(json: str) -> str:
    """Write out what can't be seen the way JSON does, so that a reader of JSON gets it back."""
    if all(line.isprintable() for line in json.split("\n")):  # nothing that is unsafe is printable
        return json
    from .escape import rewritten

    return rewritten(json, _code)


def _code(match: re.Match[str]) -> str:
    if match.group() == "\n":
        return "\n"
    units = match.group().encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
