"""The data formats: json, jsonl, csv, tsv and ids. They write values, never words."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from .escape import UNSAFE, written

LIST_MARK = ";"
TSV_ESCAPES = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}


def to_json(value: Any) -> str:
    """Return one JSON document, indented, its keys in their order."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def to_jsonl(values: Iterable[Any]) -> str:
    """Return one JSON object a line."""
    return "".join(msgspec.json.encode(value).decode() + "\n" for value in values)


def to_csv(fields: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    """Return RFC 4180 CSV with a header line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(fields)
    writer.writerows([_shown(_flat(row[field])) for field in fields] for row in rows)
    return out.getvalue()


def to_tsv(fields: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    r"""Return tab-separated values with a header line; tab and newline are \t and \n."""
    lines = ["\t".join(fields)]
    lines.extend("\t".join(_tsv(_flat(row[field])) for field in fields) for row in rows)
    return "\n".join(lines) + "\n"


def to_ids(identities: Iterable[str]) -> str:
    """Return one id a line."""
    return "".join(f"{identity}\n" for identity in identities)


def _flat(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return LIST_MARK.join(map(_flat, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _tsv(text: str) -> str:
    return _shown("".join(TSV_ESCAPES.get(c, c) for c in text))


def _shown(text: str) -> str:
    """Write out control characters, but leave the newlines and tabs that CSV can quote."""
    return UNSAFE.sub(lambda match: match.group() if match.group() in "\r\n\t" else written(match), text)
