"""`stemfind data …`: the dataset itself, and one of your own."""

from typing import Annotated

import typer
from msgspec import to_builtins

from ..dataset import FILES, bundled, check
from ..model.dataset import Dataset
from . import options as o
from .answer import choose, word_formats, write
from .choice import Choice
from .stream import emit

data = typer.Typer(help="The dataset itself, and one of your own.", no_args_is_help=True)
Path = Annotated[str | None, typer.Argument(help="A TOML file, or a folder of them.", metavar="[PATH]")]


@data.command("check")
def check_(path: Path = None) -> None:
    """Hold every rule against a dataset: the bundled one, or your own.

    Every problem is named with its address; none is left for a second run.

    Example: stemfind data check my-clinics.toml
    """
    emit(f"{_counted(check(path))}: every rule holds\n", None)


def _counted(dataset: Dataset) -> str:
    sections = ("clinics", "countries", "sources", "claims", "conflicts", "questions", "studies", "harms", "trials")
    return ", ".join(f"{len(getattr(dataset, section))} {section}" for section in sections)


@data.command("export")
def export(format_: o.Format = None, output: o.Output = None, data: o.Data = None) -> None:
    """Write the whole dataset, every file, as one JSON document.

    Example: stemfind data export --format json > stemfind.json
    """
    from ..export import whole
    from ..render.values import to_json

    choose(format_ or "json", ("json",), "json")
    emit(to_json(whole(Choice(data, parts=FILES).dataset)), output)


@data.command("sources")
def sources(format_: o.Format = None, output: o.Output = None, data: o.Data = None, color: o.Color = "auto") -> None:
    """List every source: who says it, what kind, when, what it earns from it, and how much rests on it.

    Example: stemfind data sources -f tsv
    """
    from ..render import values as formats
    from ..views.listing import sources_document, uses

    dataset = Choice(data, parts=FILES).dataset
    used = uses(dataset)
    rows = [
        {**to_builtins(source), "independent": source.independent, "used": used[source.id]}
        for source in dataset.sources
    ]
    fields = tuple(rows[0]) if rows else ()
    writers = {
        **word_formats(lambda: [sources_document(dataset)], color),
        "tsv": lambda: formats.to_tsv(fields, rows),
        "csv": lambda: formats.to_csv(fields, rows),
        "json": lambda: formats.to_json(rows),
        "jsonl": lambda: formats.to_jsonl(rows),
        "ids": lambda: formats.to_ids(source.id for source in dataset.sources),
    }
    write(writers, format_, "tsv", output)


@data.command("conflicts")
def conflicts(format_: o.Format = None, output: o.Output = None, data: o.Data = None, color: o.Color = "auto") -> None:
    """List every pair of statements that cannot both hold, with both sides.

    Example: stemfind data conflicts -f json
    """
    from ..render import values as formats
    from ..views.listing import conflicts_document

    dataset = Choice(data, parts=FILES).dataset
    rows = [to_builtins(conflict) for conflict in dataset.conflicts]
    writers = {
        **word_formats(lambda: [conflicts_document(dataset)], color),
        "json": lambda: formats.to_json(rows),
        "jsonl": lambda: formats.to_jsonl(rows),
        "ids": lambda: formats.to_ids(conflict.id for conflict in dataset.conflicts),
    }
    write(writers, format_, "markdown", output)


@data.command("path")
def path() -> None:
    """Say where the bundled dataset lies, to read it or to copy it.

    Example: ls $(stemfind data path)
    """
    emit(f"{bundled()}\n", None)
