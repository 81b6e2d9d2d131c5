"""`stemfind filter`."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from ...cli.inputs import Choice, named_fields
from ...cli.output import DATA_FORMATS, WORD_FORMATS, Answer, Inputs, answers
from ...errors import UsageError
from .options import FilterOptions, asking

if TYPE_CHECKING:
    from ...document.parts import Document
    from ...model.dataset import Dataset
    from .result import Match, Sieve
    from .rows import Order

FIELD_FILES = {"source_kinds": "sources", "flags": "claims"}
"""What a field needs besides `clinics`."""


@answers(*WORD_FORMATS, *DATA_FORMATS, piped="tsv", opens=True, rates=True)
@asking
def filter_(inputs: Inputs, asked: FilterOptions) -> Answer:
    """List the clinics that are known to fit.

    TEXT: words in its record. What isn't known is never a match. Repeat an option to name several.

    Example: stemfind filter --country mexico --max-cost 8000
    """
    from msgspec.structs import replace

    from ...model.clinic import SCI
    from .remarks import remarks
    from .result import Sieve
    from .rows import FIELDS, MORE_FIELDS, OFFER_FIELDS, PRICE, Order, rows_of
    from .stream import matching

    form = inputs.form
    known = FIELDS if asked.by == "clinic" else OFFER_FIELDS
    named = named_fields(asked.fields, (*known, *MORE_FIELDS)) if asked.fields else known
    given = None
    if inputs.data is not None:
        from ...dataset.input import Input

        given = Input(inputs.data)
    lines = given if given is not None and given.streams else None
    flagged = bool(asked.flag or asked.no_flag)
    if lines and flagged:
        raise UsageError("--flag: a list of clinics, one a line, holds no statements about them")
    shown = {*named, *(FIELD_FILES if form in WORD_FORMATS else ()), *(["flags"] if flagged else ())}
    files = [file for field, file in FIELD_FILES.items() if field in shown]
    choice = inputs.choice_in(None if lines else given, *files)
    criteria = asked.criteria(choice)
    sort, *more = named_fields(asked.sort, (PRICE, *known)) if asked.sort else (None,)
    if more:
        raise UsageError(f"--sort {asked.sort}: give one field")
    if lines and asked.reverse and sort is None:
        raise UsageError("--reverse: a list, one a line, is in its own order; --sort FIELD gives it another")
    order = Order(sort, asked.reverse, asked.limit, criteria.indications or (SCI,))
    mark = inputs.mark(wanted=asked.bom)
    # what the bundled dataset finds in conflict says nothing of a list of one's own
    dataset = replace(choice.dataset, conflicts=(), claims=()) if lines else choice.dataset
    sieve = Sieve(dataset, criteria, choice.exchange, by_offer=asked.by == "offer")
    matches = matching(sieve, lines, order, choice, form)
    return Answer(
        documents=[partial(_page, sieve, matches, dataset, choice, order)] if matches else [],
        values=rows_of(matches, named),
        fields=named,
        ids=(match.clinic.id for match in matches),
        header=not asked.no_header,
        mark=mark,
        null=asked.null,
        about=None if lines else choice.dataset.about,
        remarks=remarks(sieve, choice, asked, streamed=lines is not None),
    )


def _page(sieve: "Sieve", matches: "Iterable[Match]", dataset: "Dataset", choice: Choice, order: "Order") -> "Document":
    from msgspec.structs import replace

    from .page import selection_document

    known = replace(dataset, countries=(*dataset.countries, *choice.spelling.added))
    return selection_document(tuple(matches), known, choice.exchange, order, sieve.criteria.flags)
