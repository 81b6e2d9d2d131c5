"""`filter` as a document."""

from ..document import Cell, Column, Document, Line, Row, Run, Table, line
from ..model.age import UNDATED
from ..model.clinic import Offer, Price
from ..model.dataset import Dataset
from ..model.money import Exchange
from ..query import Match, Selection
from ..row import row
from .notes import Notes
from .words import (
    NOT_ADVICE,
    NOT_STATED,
    conversions,
    count,
    date_words,
    kind_words,
    labels,
    listed,
    price_words,
    span_words,
    status_run,
)

COMPACT = (
    Column("Clinic and place", least=22),
    Column("Price in USD, and what it is for", least=20),
    Column("Stay, and what is included", least=20),
    Column("!", least=1, right=True),
)
COLUMNS = (
    Column("Clinic", least=18),
    Column("Place", least=13),
    Column("Price in USD", least=17),
    Column("What the price is for", least=18),
    Column("Stay", least=10),
    Column("Includes", least=22),
    Column("Conflicts", least=9, right=True),
)


def selection_document(selection: Selection, dataset: Dataset, exchange: Exchange) -> Document:
    """Return the clinics that fit, one row each, and what was set aside."""
    writer = Writer(dataset, exchange)
    rows = tuple(Row(writer.cells(match)) for match in selection.matches)
    compact = Table("", COMPACT, tuple(Row(_joined(found.cells)) for found in rows), caption_shown=False, loose=True)
    caption = f"{count(len(rows), 'clinic')} on record"
    return Document(
        title=caption,
        blocks=(Table(caption, COLUMNS, rows, caption_shown=False, compact=compact),),
        references=writer.notes.references(),
        closing=(*remarks(selection, exchange, dataset), line(Run(NOT_ADVICE, "quiet"))),
    )


class Writer:
    """Writes the rows; footnotes are numbered in reading order."""

    def __init__(self, dataset: Dataset, exchange: Exchange) -> None:
        self.exchange = exchange
        self.words = labels(dataset)
        self.countries = {country.id: country.name for country in dataset.countries}
        self.notes = Notes(dataset)

    def cells(self, match: Match) -> tuple[Cell, ...]:
        """Return one clinic's cells, one a column."""
        values = row(match)
        clinic = match.clinic
        place = f"{' or '.join(clinic.cities)}, " if clinic.cities else ""
        included = [self.words.get(str(i), str(i)) for i in values["includes"] or ()]  # type: ignore[attr-defined]
        return (
            (line(Run(clinic.name, "strong")), *_standing(match)),
            (line(f"{place}{self.countries.get(clinic.country, clinic.country)}"),),
            self._price(match),
            (self._purpose(match),),
            (line(_days(values["stay_days_low"], values["stay_days_high"])),),
            (line(listed(included, lower=True) if included else _unknown()),),
            (line(Run(f"! {len(match.conflicts)}", "caution") if match.conflicts else Run("none", "quiet")),),
        )

    def _price(self, match: Match) -> Cell:
        old = tuple(self._old(offer, offer.price) for offer in match.old if offer.price is not None)
        if match.price is None:
            return old or (line(Run("none published", "unknown")),)
        counted = [offer for offer in match.offers if offer.price is not None and offer not in match.old]
        statuses = " / ".join(sorted({offer.status for offer in counted}))
        refs = self.notes.refs(source for offer in counted for source in offer.sources)
        return (line(span_words(match.price), " ", status_run(statuses, refs)), *old) if counted else old

    def _old(self, offer: Offer, price: Price) -> Line:
        """Return a price that is too old to count, with its year and the kind of source."""
        dated = "undated" if offer.dated == UNDATED else f"{date_words(offer.dated)}, old"
        status = status_run(offer.status, self.notes.refs(offer.sources))
        return line(*price_words(price, self.exchange), f" ({dated}) ", status)

    def _purpose(self, match: Match) -> Line:
        priced = [offer for offer in match.offers if offer.price is not None]
        offers = priced or match.offers
        purposes = dict.fromkeys(self.words.get(i, i) for offer in offers for i in offer.indications)
        if not purposes:
            return line(_unknown())
        kinds = f" (source: {', '.join(map(kind_words, match.kinds))})" if match.kinds else ""
        return line("" if priced else "offered for: ", listed(purposes, lower=True), Run(kinds, "quiet"))


def _joined(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return seven cells as four, two facts under each other."""
    clinic, place, price, purpose, stay, included, conflicts = cells
    return (*clinic, *place), (*price, *purpose), (*stay, *included), conflicts


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
    if priced and not any("sci" in offer.indications for offer in priced):
        said.append(line(Run("None of these prices is stated to be for spinal cord injury.", "strong")))
    return (*said, *conversions((offer.price for offer in priced if offer.price), exchange, dataset))
