"""`filter` as a document."""

from collections.abc import Iterable

from ...document.footnotes import Notes
from ...document.parts import Block, Cell, Column, Document, Heading, Item, Items, Line, Row, Run, Table, line
from ...document.words import (
    NOT_ADVICE,
    conversions,
    count,
    date_words,
    dated_status,
    kind_words,
    listed,
    price_words,
    status_run,
)
from ...model.age import UNDATED
from ...model.clinic import Offer, Price
from ...model.dataset import Dataset
from ...model.money import Exchange
from ...model.span import NOT_STATED
from ...model.statement import trouble, trouble_word
from .result import Match, Selection
from .rows import row
from .short import ShortSelection

COMPACT = (
    Column("Clinic and place", least=22),
    Column("Price, and what it is for", least=20),
    Column("Stay, and what is included", least=20),
    Column("!", least=1, right=True, spoken="in conflict"),
)
COLUMNS = (
    Column("Clinic", least=18),
    Column("Place", least=13),
    Column("Price, and what it is for", least=28),
    Column("Stay", least=10),
    Column("Includes", least=22),
    Column("Conflicts", least=9, right=True),
)


def selection_document(
    selection: Selection,
    dataset: Dataset,
    exchange: Exchange,
    *,
    purposes: tuple[str, ...] = (),
    sort: str | None = None,
    reverse: bool = False,
    flags: tuple[str, ...] = (),
) -> Document:
    """Return the clinics that fit, one row each, and what was set aside.

    `purposes` are what prices were asked for; `sort` is the field that the clinics were sorted by.
    """
    writer = RowWriter(dataset, exchange)
    short = ShortSelection(selection, dataset, exchange, purposes=purposes, sort=sort, reverse=reverse)
    rows = tuple(Row(writer.cells(match)) for match in selection.matches)
    compact = Table("", COMPACT, tuple(Row(_joined(found.cells)) for found in rows), caption_shown=False, loose=True)
    each = any(match.offer for match in selection.matches)
    told = _flagged(selection, dataset, flags, writer.notes)
    caption = f"{count(len(rows), 'offer' if each else 'clinic')} on record"
    return Document(
        title=short.head(),
        blocks=(Table(caption, COLUMNS, rows, caption_shown=False, compact=compact), *told),
        short=(*short.blocks(), *told),
        brief=(short.legend(), *short.rates()),
        references=writer.notes.references(),
        closing=(*remarks(selection, exchange, dataset), line(Run(NOT_ADVICE, "quiet"))),
    )


def _flagged(selection: Selection, dataset: Dataset, flags: tuple[str, ...], notes: Notes) -> tuple[Block, ...]:
    """Return what was asked for by `--flag`: each statement, how far it is known and since when."""
    if not flags:
        return ()
    items = []
    for clinic in dict.fromkeys(match.clinic for match in selection.matches):
        for claim in trouble(dataset.claims_about(clinic.id), *flags):
            head = (Run(f"{clinic.short or clinic.name}: ", "strong"), Run(f"{trouble_word(claim)}  "))
            status = dated_status(claim.status, claim.dated, old=None)
            refs = notes.refs((*claim.sources, *claim.checked_by))
            beneath = (line(claim.note),) if claim.note else ()
            items.append(Item((*head, *status, Run(f"  {claim.says}", refs=refs)), beneath=beneath))
    return (Heading("On record"), Items(tuple(items)))


class RowWriter:
    """Writes the rows; footnotes are numbered in reading order."""

    def __init__(self, dataset: Dataset, exchange: Exchange) -> None:
        self.dataset = dataset
        self.exchange = exchange
        self.notes = Notes(dataset)

    def cells(self, match: Match) -> tuple[Cell, ...]:
        """Return one clinic's cells, one a column."""
        values = row(match)
        clinic = match.clinic
        place = f"{' or '.join(clinic.cities)}, " if clinic.cities else ""
        included = [self.dataset.label(str(i)) for i in values["includes"] or ()]  # type: ignore[attr-defined]
        return (
            (line(Run(clinic.name, "strong")), *_standing(match), *((line(match.offer.name),) if match.offer else ())),
            (line(f"{place}{self.dataset.country_name(clinic.country)}"),),
            (*(self._prices(match) or self._offered(match)), *_kinds(match)),
            (line(_days(values["stay_days_low"], values["stay_days_high"])),),
            (line(listed(included, lower=True) if included else _unknown()),),
            (line(Run(f"! {len(match.conflicts)}", "caution") if match.conflicts else Run("none", "quiet")),),
        )

    def _prices(self, match: Match) -> Cell:
        """Return each price on a line of its own: no two are for the same unless they say so."""
        counted = [offer for offer in match.offers if offer not in match.old]
        told = [(offer, "") for offer in counted] + [(offer, _aged(offer)) for offer in match.old]
        return tuple(self._price(offer, offer.price, dated) for offer, dated in told if offer.price is not None)

    def _price(self, offer: Offer, price: Price, dated: str) -> Line:
        """Return a price with what it is for."""
        status = status_run(offer.status, self.notes.refs(offer.sources))
        return line(*price_words(price, self.exchange), f", for: {self._purposes([offer])}{dated}  ", status)

    def _offered(self, match: Match) -> Cell:
        told = (line(Run("none published", "unknown")),)
        return (*told, line(f"offered for: {self._purposes(match.offers)}")) if match.offers else told

    def _purposes(self, offers: Iterable[Offer]) -> str:
        return listed(dict.fromkeys(self.dataset.label(i) for offer in offers for i in offer.indications), lower=True)


def _aged(offer: Offer) -> str:
    """Return the date of a price that is too old to count."""
    return " (undated)" if offer.dated in (None, UNDATED) else f" ({date_words(offer.dated)}, old)"


def _kinds(match: Match) -> Cell:
    return (line(Run(f"source: {', '.join(map(kind_words, match.kinds))}", "quiet")),) if match.kinds else ()


def _joined(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return six cells as four, two facts under each other."""
    clinic, place, price, stay, included, conflicts = cells
    return (*clinic, *place), price, (*stay, *included), conflicts


def _standing(match: Match) -> tuple[Line, ...]:
    standing = match.clinic.standing
    if standing is None or standing.state in ("operating", "unknown"):
        return ()
    return (line(Run(f"{standing.state}, {date_words(standing.dated)}", "caution")),)


def _unknown() -> Run:
    return Run(NOT_STATED, "unknown")


def _days(low: object, high: object) -> str | Run:
    if low is None and high is None:
        return _unknown()
    return f"{low} days" if low == high else f"{low}–{high} days"


def remarks(selection: Selection, exchange: Exchange, dataset: Dataset) -> tuple[Line, ...]:
    """Return what has to be said of a selection as a whole."""
    said: list[Line] = []
    priced = [offer for match in selection.matches for offer in match.offers if offer.price is not None]
    if priced and not any(offer.for_sci for offer in priced):
        said.append(line(Run("None of these prices is stated to be for spinal cord injury.", "strong")))
    return (*said, *conversions((offer.price for offer in priced if offer.price), exchange, dataset))
