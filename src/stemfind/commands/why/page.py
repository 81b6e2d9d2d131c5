"""`why` as a document: value, source, date, status, who says otherwise, how to check it."""

from collections.abc import Iterator

from ...document.footnotes import Notes
from ...document.parts import Block, Document, Heading, Item, Items, Line, Role, Run, line, text
from ...document.words import (
    date_words,
    figure_words,
    interest_words,
    kind_words,
    price_words,
    rate_words,
    source_address,
)
from ...model.clinic import Offer
from ...model.dataset import Dataset
from ...model.money import BASE, Exchange
from ...model.source import Source
from ...model.statement import Conflict
from .fact import Answer, Fact
from .short import ShortAnswer
from .words import ANYTHING, CHECKS, STATUS_MEANS


def why_document(answer: Answer, dataset: Dataset, exchange: Exchange) -> Document:
    """Return each fact with all that is known of how it is known."""
    writer = FactWriter(dataset, exchange)
    record = answer.record
    name = next(str(getattr(record, key)) for key in ("name", "body", "title") if hasattr(record, key))
    blocks: list[Block] = []
    for field in dict.fromkeys(fact.field for fact in answer.facts):
        blocks.append(Heading(field.replace("_", " ")))
        blocks.append(Items(tuple(writer.fact(fact) for fact in answer.facts if fact.field == field)))
    if answer.conflicts:
        blocks += [Heading("Who says otherwise"), Items(tuple(writer.conflict(c) for c in answer.conflicts))]
    if not blocks:
        blocks.append(text(Run("Nothing is on record.", "unknown")))
    title = f"{name}: {answer.field.replace('_', ' ')}" if answer.field else name
    notes = Notes(dataset)
    notes.refs(source for fact in answer.facts for source in (*fact.sources, *fact.checked_by))
    notes.refs(source for conflict in answer.conflicts for side in conflict.between for source in side.sources)
    short = ShortAnswer(answer, dataset, exchange)
    behind = notes.references()
    return Document(title, tuple(blocks), short=short.blocks(), brief=short.legend(), behind=behind)


class FactWriter:
    """Writes facts; the sources stand in full beside each, since they are the answer."""

    def __init__(self, dataset: Dataset, exchange: Exchange) -> None:
        self.dataset = dataset
        self.exchange = exchange
        self.noted: set[str] = set()
        """Sources of which the document has said what a reader must know of them."""

    def fact(self, fact: Fact) -> Item:
        """Return one fact."""
        beneath: list[Line] = []
        if fact.status is not None:
            role: Role = "caution" if fact.status == "contradicted" else "status"
            beneath.append(line("Status: ", Run(fact.status, role), f" ({STATUS_MEANS[fact.status]})"))
        if fact.dated:
            beneath.append(line(f"As of: {date_words(fact.dated)}"))
        beneath += self._figure(fact)
        beneath += self._named("Said by", fact.sources)
        beneath += self._named("Checked against", fact.checked_by)
        if fact.note:
            beneath.append(line(f"What is known of it: {fact.note}"))
        if fact.sources:
            beneath.append(line(f"To check: {fact.check or CHECKS.get(fact.field, ANYTHING)}"))
        return Item(self._value(fact), beneath=tuple(beneath))

    def _value(self, fact: Fact) -> Line:
        if not isinstance(fact.value, Offer):
            said = ", ".join(self.dataset.label(term) for term in fact.terms) or fact.value
            return line(Run(said, "strong"), *((f" ({fact.offer})",) if fact.offer else ()))
        offer = fact.value
        purpose = ", ".join(self.dataset.label(term) for term in offer.indications)
        price = price_words(offer.price, self.exchange) if offer.price else (Run("no price published", "unknown"),)
        return line(Run(offer.name, "strong"), ": ", *price, Run(f", for: {purpose}"))

    def _figure(self, fact: Fact) -> Iterator[Line]:
        """Yield the figure of a statement, or how a price was converted."""
        if fact.amount is not None:
            yield line(f"Its figure: {figure_words(fact.amount, fact.unit)}")
        price = fact.value.price if isinstance(fact.value, Offer) else None
        if price is not None and price.currency != BASE:
            _, rate = self.exchange.basis(price.currency)
            note = f". {rate.note}" if rate and rate.note else ""
            yield line(f"Converted: {rate_words(price.currency, self.exchange, self.dataset)}{note}")

    def _named(self, said: str, sources: tuple[str, ...]) -> Iterator[Line]:
        """Yield each source in full; what a reader must know of it stands beneath it the first time."""
        for identity in sources:
            yield line(f"{said}: {self._source(identity)}")
            source = self.dataset.source(identity)
            if source is not None and source.note and identity not in self.noted:
                self.noted.add(identity)
                yield line(f"Of that source: {source.note}")

    def _source(self, identity: str) -> str:
        source = self.dataset.source(identity)
        return identity if source is None else self._told(source)

    def _told(self, source: Source) -> str:
        earns = f", {interest_words(source)}" if source.interest else ""
        weak = ", weak source" if source.weak else ""
        dated = "undated" if source.published == "undated" else f"published {date_words(source.published)}"
        return (
            f"{source.publisher} ({kind_words(source.kind)}{weak}{earns}), {source.title}, {dated}, "
            f"read {date_words(source.retrieved)}, {source_address(source)}"
        )

    def conflict(self, conflict: Conflict) -> Item:
        """Return one conflict with its sides."""
        sides = tuple(
            line(f"{side.says} ({', '.join(map(self.dataset.publisher, side.sources))})") for side in conflict.between
        )
        note = (line(conflict.note),) if conflict.note else ()
        return Item(line(Run("! ", "caution"), conflict.says), beneath=(*sides, *note))
