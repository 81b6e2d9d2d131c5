"""`stemfind data …`: the dataset itself, and one of your own."""

from functools import partial
from typing import Annotated, Any, get_args

import typer
from msgspec import to_builtins

from ...cli import complete
from ...cli import options as o
from ...cli.inputs import unknown_word
from ...cli.output import DATA_FORMATS, NESTED_FORMATS, WHOLE_FORMATS, WORD_FORMATS, Answer, Inputs, answers
from ...cli.stream import emit, names_from, say
from ...dataset import FILES, bundled
from ...errors import NothingFound, UsageError
from ...model.base import ConflictKind
from ...model.dataset import Dataset
from ...model.export import NAMED

CONFLICT_KINDS: tuple[ConflictKind, ...] = get_args(ConflictKind)
COUNTED = ("clinics", "countries", "sources", "claims", "conflicts", "questions", "studies", "harms", "trials")
"""Sections of which `data check` says how much they hold."""
data = typer.Typer(help="The dataset itself, and one of your own.")


def _dataset_argument(metavar: str, text: str) -> Any:  # noqa: ANN401 - as typer.Argument
    return typer.Argument(help=text, metavar=metavar, autocompletion=complete.files)


@data.command("check")
def check_(
    path: Annotated[
        str | None, _dataset_argument("[PATH]", "TOML, a folder of TOML files, JSON Lines or JSON; - is stdin.")
    ] = None,
    data: o.Data = None,
) -> None:
    """Check a dataset against every rule.

    It is the one named here or with --data, else the bundled one. Every problem is named with its place, the first
    hundred in full.

    Example: stemfind data check my-clinics.toml
    """
    from ...dataset.read import check
    from ...dataset.sections import SECTIONS
    from ...document.words import count

    dataset = check(path or data)
    held = (count(len(getattr(dataset, section)), SECTIONS[section].label, section) for section in COUNTED)
    emit(f"{', '.join(held)}: every rule holds\n", None)


@data.command("export")
@answers(*NESTED_FORMATS, "csv", "sqlite", piped="json")
def export(
    inputs: Inputs,
    *,
    section: Annotated[
        str | None,
        typer.Option(
            "--section",
            help="Only this section; csv writes one, clinics by default.",
            autocompletion=complete.words(*NAMED),
        ),
    ] = None,
    bom: o.Bom = False,
) -> Answer:
    """Write out the whole dataset, for another program.

    As one JSON document, as JSON Lines, one section as CSV, or as an SQLite database.

    Example: stemfind data export --format json > stemfind.json
    """
    if section is not None and section not in NAMED:
        raise unknown_word(section, "section", NAMED)
    if inputs.form == "sqlite" and section is not None:
        raise UsageError(f"--section {section}: a database has a table for each section; leave it out")
    mark = inputs.mark(wanted=bom)
    return _exported(inputs.choice(*FILES).dataset, section, inputs.form, mark)


def _exported(dataset: Dataset, section: str | None, form: str, mark: str) -> Answer:
    from ...dataset.sections import SECTIONS, record_type
    from ...model.export import lines, whole_dataset

    if form == "sqlite":
        from ...render.database import to_sqlite

        return Answer(values=to_sqlite(dataset, {name: record_type(name) for name in SECTIONS}))
    if form == "csv":
        table = section or "clinics"
        rows = map(to_builtins, getattr(dataset, table))
        return Answer(values=rows, fields=record_type(table).__struct_fields__, mark=mark)
    whole = form in WHOLE_FORMATS and section is None
    return Answer(values=whole_dataset(dataset) if whole else lines(dataset, section))


@data.command("schema")
def schema_(output: o.Output = None) -> None:
    """Print the dataset's JSON Schema, for an editor.

    A validator reads it too.

    Example: stemfind data schema > stemfind.schema.json
    """
    from ...dataset.schema import schema
    from ...render.values import to_json

    emit(to_json(schema()), output)


@data.command("changes")
@answers(*WORD_FORMATS, *NESTED_FORMATS)
def changes_(
    inputs: Inputs,
    old: Annotated[str, _dataset_argument("OLD", "A dataset: TOML, a folder, JSON Lines or JSON.")],
    new: Annotated[
        str | None,
        _dataset_argument("[NEW]", "The other one; if left out, the one of --data, else the bundled one."),
    ] = None,
) -> Answer:
    """Say what changed between two datasets, fact by fact.

    Example: stemfind data changes last-year/ this-year/
    """
    from ...dataset.read import check
    from .changes import changes_document
    from .result import changes

    found = changes(check(old), check(new or inputs.data))
    return Answer(documents=[partial(changes_document, found)], values=found)


@data.command("sources")
@answers(*WORD_FORMATS, *DATA_FORMATS, piped="tsv")
def sources(inputs: Inputs, *, bom: o.Bom = False) -> Answer:
    """List every source: who says it, when, and what it earns.

    With the kind of source, where it is found, and how many facts rest on it.

    Example: stemfind data sources -f tsv
    """
    from ...dataset.check import uses
    from ...model.source import Source
    from .page import sources_document

    if inputs.sources:
        raise UsageError("--sources: this is the list of sources itself; --full has their titles and addresses")
    mark = inputs.mark(wanted=bom)
    dataset = inputs.choice(*FILES).dataset
    used = uses(dataset)
    return Answer(
        documents=[partial(sources_document, dataset, used)],
        values=[
            {**to_builtins(source), "independent": source.independent, "used": used[source.id]}
            for source in dataset.sources
        ],
        fields=(*Source.__struct_fields__, "independent", "used"),
        ids=(source.id for source in dataset.sources),
        mark=mark,
        about=dataset.about,
    )


@data.command("conflicts")
@answers(*WORD_FORMATS, *NESTED_FORMATS, "ids", opens=True)
def conflicts(
    inputs: Inputs,
    names: o.Names = None,
    kind: Annotated[
        list[str] | None,
        o.closed("--kind", "-k", known=CONFLICT_KINDS, text=o.repeatable(f"{', '.join(CONFLICT_KINDS)}.")),
    ] = None,
) -> Answer:
    """List the statements that cannot all hold.

    Of everybody, or of the clinics and countries named; a country stands for its clinics too.

    Example: stemfind data conflicts liv
    """
    from .page import conflicts_document
    from .result import conflicts_about

    dataset = inputs.choice(*FILES).dataset
    found, asked = conflicts_about(dataset, names_from(names), kind or ())
    whom = f" about {', '.join(map(dataset.name, asked))}" if asked else ""
    about = f"{whom} on {', '.join(kind)}" if kind else whom
    return Answer(
        documents=[partial(conflicts_document, found, asked, kind or (), dataset)] if found or not about else [],
        values=to_builtins(found),
        ids=(conflict.id for conflict in found),
        about=dataset.about,
        failed=NothingFound(f"no conflict is on record{about}") if about and not found else None,
    )


@data.command("path")
def path() -> None:
    """Say where the bundled dataset lies, to read or copy it.

    It is the bundled one whatever STEMFIND_DATA names.

    Example: head -3 $(stemfind data path)/clinics.toml
    """
    from pathlib import Path

    folder = bundled()
    emit(f"{folder}\n", None)
    if not isinstance(folder, Path):
        say("stemfind: this is inside an archive; stemfind data export writes out all that it holds")
