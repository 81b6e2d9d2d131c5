"""`stemfind data …`: the dataset itself, and one of your own."""

from typing import Annotated

import typer
from msgspec import to_builtins

from ..dataset import FILES, bundled
from ..errors import UnknownName, UsageError, listed
from ..model.dataset import Dataset
from ..names import Entry, near
from . import complete
from . import options as o
from .answer import DATA, WORDS, byte_order_mark, choose, word_formats, write
from .choice import Choice
from .stream import emit, emit_bytes, on_terminal, say

data = typer.Typer(help="The dataset itself, and one of your own.")
Path = Annotated[
    str | None,
    typer.Argument(
        help="TOML, a folder of TOML files, JSON Lines or JSON; - is stdin.",
        metavar="[PATH]",
        autocompletion=complete.files,
    ),
]


@data.command("check")
def check_(path: Path = None, data: o.Data = None) -> None:
    """Hold every rule against a dataset: the one named here or with --data, else the bundled one.

    Every problem is named with its address, the first hundred in full; none waits for another to be mended.

    Example: stemfind data check my-clinics.toml
    """
    from ..dataset.read import check

    emit(f"{_counted(check(path or data))}: every rule holds\n", None)


def _counted(dataset: Dataset) -> str:
    from ..dataset.sections import SECTIONS
    from ..views.words import count

    sections = ("clinics", "countries", "sources", "claims", "conflicts", "questions", "studies", "harms", "trials")
    return ", ".join(count(len(getattr(dataset, name)), SECTIONS[name].label, name) for name in sections)


@data.command("export")
def export(
    format_: o.Format = None,
    output: o.Output = None,
    data: o.Data = None,
    section: Annotated[
        str | None,
        typer.Option(
            "--section", help="Only this section; csv writes one, clinics by default.", autocompletion=complete.sections
        ),
    ] = None,
    bom: o.Bom = False,
) -> None:
    """Write the whole dataset, every file: one JSON document, JSON Lines, one section as CSV, or an SQLite database.

    Example: stemfind data export --format json > stemfind.json
    """
    from ..dataset.sections import record_type
    from ..export import NAMED, lines, whole
    from ..render import values

    if section is not None and section not in NAMED:
        raise UnknownName(
            section, "section", near(section, [Entry(name, name) for name in NAMED]), f"there are {listed(NAMED)}"
        )
    chosen = choose(format_ or "json", ("json", "jsonl", "csv", "sqlite"), "json")
    mark = byte_order_mark(chosen, wanted=bom)
    if chosen == "sqlite" and section is not None:
        raise UsageError(f"--section {section}: a database has a table for each section; leave it out")
    dataset = Choice(data, parts=FILES).dataset
    match chosen:
        case "sqlite":
            _database(dataset, output)
        case "csv":
            rows = [to_builtins(record) for record in getattr(dataset, section or "clinics")]
            emit(mark + values.to_csv(record_type(section or "clinics").__struct_fields__, rows), output)
        case "jsonl":
            emit(values.to_jsonl(lines(dataset, section)), output)
        case _:
            emit(values.to_json(lines(dataset, section) if section else whole(dataset)), output)


def _database(dataset: Dataset, output: str | None) -> None:
    from ..dataset.sections import SECTIONS, record_type
    from ..render.database import to_sqlite

    if output in (None, "-") and on_terminal():
        raise UsageError("an SQLite database is no text: name a file with --output")
    emit_bytes(to_sqlite(dataset, {section: record_type(section) for section in SECTIONS}), output)


@data.command("schema")
def schema_(output: o.Output = None) -> None:
    """Print the JSON Schema of the dataset, for an editor or a validator.

    Example: stemfind data schema > stemfind.schema.json
    """
    from ..dataset.schema import schema
    from ..render.values import to_json

    emit(to_json(schema()), output)


@data.command("changes")
def changes_(
    old: Annotated[
        str,
        typer.Argument(
            help="A dataset: TOML, a folder, JSON Lines or JSON.", metavar="OLD", autocompletion=complete.files
        ),
    ],
    new: Annotated[
        str | None,
        typer.Argument(
            help="The other one; if left out, the one of --data, else the bundled one.",
            metavar="[NEW]",
            autocompletion=complete.files,
        ),
    ] = None,
    format_: o.Format = None,
    output: o.Output = None,
    data: o.Data = None,
    color: o.Color = "auto",
) -> None:
    """Say what changed between two datasets, record by record, fact by fact.

    Example: stemfind data changes last-year/ this-year/
    """
    from ..changes import changes
    from ..dataset.read import check
    from ..render import values
    from ..views.changes import changes_document

    found = changes(check(old), check(new or data))
    writers = {
        **word_formats(lambda: [changes_document(found)], color),
        "json": lambda: values.to_json(found),
        "jsonl": lambda: values.to_jsonl(found),
    }
    write(writers, format_, "markdown", output)


@data.command("sources")
def sources(
    format_: o.Format = None,
    output: o.Output = None,
    data: o.Data = None,
    color: o.Color = "auto",
    bom: o.Bom = False,
) -> None:
    """List every source: who says it, what kind, when, what it earns from it, and how much rests on it.

    Example: stemfind data sources -f tsv
    """
    from ..model.source import Source
    from ..render import values as formats
    from ..views.listing import sources_document, uses

    mark = byte_order_mark(choose(format_, (*WORDS, *DATA), "tsv"), wanted=bom)
    dataset = Choice(data, parts=FILES).dataset
    used = uses(dataset)
    rows = [
        {**to_builtins(source), "independent": source.independent, "used": used[source.id]}
        for source in dataset.sources
    ]
    fields = (*Source.__struct_fields__, "independent", "used")
    writers = {
        **word_formats(lambda: [sources_document(dataset)], color, about=dataset.about),
        "tsv": lambda: mark + formats.to_tsv(fields, rows),
        "csv": lambda: mark + formats.to_csv(fields, rows),
        "json": lambda: formats.to_json(rows),
        "jsonl": lambda: formats.to_jsonl(rows),
        "ids": lambda: formats.to_ids(source.id for source in dataset.sources),
    }
    write(writers, format_, "tsv", output)


@data.command("conflicts")
def conflicts(format_: o.Format = None, output: o.Output = None, data: o.Data = None, color: o.Color = "auto") -> None:
    """List the statements that cannot all hold, with each side.

    Example: stemfind data conflicts -f json
    """
    from ..render import values as formats
    from ..views.listing import conflicts_document

    dataset = Choice(data, parts=FILES).dataset
    rows = [to_builtins(conflict) for conflict in dataset.conflicts]
    writers = {
        **word_formats(lambda: [conflicts_document(dataset)], color, about=dataset.about),
        "json": lambda: formats.to_json(rows),
        "jsonl": lambda: formats.to_jsonl(rows),
        "ids": lambda: formats.to_ids(conflict.id for conflict in dataset.conflicts),
    }
    write(writers, format_, "markdown", output)


@data.command("path")
def path() -> None:
    """Say where the bundled dataset lies, to read it or to copy it, whatever STEMFIND_DATA names.

    Example: head -3 $(stemfind data path)/clinics.toml
    """
    from pathlib import Path

    folder = bundled()
    emit(f"{folder}\n", None)
    if not isinstance(folder, Path):
        say("stemfind: this is inside an archive; stemfind data export writes out all that it holds")
