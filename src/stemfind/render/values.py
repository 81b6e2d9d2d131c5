"""The data formats: json, jsonl, csv, tsv and ids. They write values, never words."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

LIST_MARK = ";"
TSV_ESCAPES = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}


def to_json(value: Any) -> str:
    """Return one JSON document, indented, its keys in their order."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def to_jsonl(values: Iterable[Any]) -> str:
    """Return one JSON object a line."""
    return "".join(msgspec.json.encode(value).decode() + "\n" for value in values)


def to_csv(fields: Sequence[str], rows: Iterable[dict[str, Any]], *, header: bool = True) -> str:
    """Return RFC 4180 CSV with a header line."""
    return (csv_line(fields) if header else "") + "".join(csv_line([row[field] for field in fields]) for row in rows)


def csv_line(values: Sequence[Any]) -> str:
    """Return one record of RFC 4180 CSV, its line end included."""
    import csv
    import io

    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([_shown(_flat(value)) for value in values])
    return out.getvalue()


def to_tsv(fields: Sequence[str], rows: Iterable[dict[str, Any]], *, header: bool = True) -> str:
    r"""Return tab-separated values with a header line; tab and newline are \t and \n."""
    return (tsv_line(fields) if header else "") + "".join(tsv_line([row[field] for field in fields]) for row in rows)


def tsv_line(values: Sequence[Any]) -> str:
    """Return one record of tab-separated values, its line end included."""
    return "\t".join(_tsv(_flat(value)) for value in values) + "\n"


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


def _tsv(text: str) -> str:
    return _shown("".join(TSV_ESCAPES.get(c, c) for c in text))


def _shown(text: str) -> str:
    """Write out control characters, but leave the newlines and tabs that CSV can quote."""
    from .escape import UNSAFE, written

    return UNSAFE.sub(lambda match: match.group() if match.group() in "\r\n\t" else written(match), text)
