"""`stemfind why`."""

from collections.abc import Iterable
from functools import partial
from typing import Annotated

import typer

from ...cli import complete
from ...cli import options as o
from ...cli.output import WHOLE_FORMATS, WORD_FORMATS, Answer, Inputs, answers
from ...dataset import FILES
from ...errors import NoRecord, NothingFound
from ...model.names import Entry


def _records_to_ask(context: typer.Context) -> Iterable[Entry]:
    """Return what facts are on record of; sources, which are many, only where something is typed."""
    from .result import record_entries

    dataset = complete.dataset_of(context, "sources", "evidence", "trials")
    sources = [Entry(source.id, source.title) for source in dataset.sources] if context.obj else []
    return [*complete.named_on_record(dataset), *record_entries(dataset), *sources]


def _fields_to_ask(context: typer.Context) -> Iterable[Entry]:
    """Return the fields of the record that the line names; one is enough."""
    if context.params.get("field"):
        return []
    from .result import find_facts, find_record

    dataset = complete.dataset_of(context, "sources", "claims", "evidence", "trials")
    found = find_facts(dataset, find_record(dataset, context.params["name"]))
    return [Entry(field, "") for field in sorted(found.fields)]


@answers(*WORD_FORMATS, *WHOLE_FORMATS, rates=True)
def why(
    inputs: Inputs,
    name: Annotated[
        str,
        o.argument(
            "A clinic, country, benchmark, study, harm, trial, statement, product, or the id of a source.",
            "NAME",
            complete.offering(_records_to_ask),
        ),
    ],
    field: Annotated[
        list[str] | None,
        o.argument(
            "One field: price, city, regulator, team, … Left out: every fact.",
            "[FIELD]",
            complete.offering(_fields_to_ask),
        ),
    ] = None,
) -> Answer:
    """Show for a fact who says it, when, how far it holds, who says otherwise, and how to check it.

    Example: stemfind why liv price
    """
    from .page import why_document
    from .result import find_facts, find_record, why_values

    choice = inputs.choice(*FILES)
    try:
        found = find_facts(choice.dataset, find_record(choice.dataset, name), " ".join(field or ()) or None)
    except NoRecord as error:
        return Answer(values=None, failed=NothingFound(str(error)))
    nothing = not (found.facts or found.conflicts)
    return Answer(
        documents=[partial(why_document, found, choice.dataset, choice.exchange)],
        values=why_values(found),
        about=choice.dataset.about,
        failed=NothingFound(f"nothing is on record under {found.field}") if field and nothing else None,
    )
