"""`why` as a document: each fact with who says it and how far it holds, then who says otherwise."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from ...document.footnotes import Notes
from ...document.parts import Block, Column, Document, Heading, Item, Items, Line, Role, Row, Run, Table, Text, line
from ...document.standing import ended_first
from ...document.study_words import study_record
from ...document.trial_words import trial_record
from ...document.words import (
    date_words,
    dated_status,
    earns,
    figure_words,
    listed,
    price_words,
    purpose_words,
    rate_words,
    rates_asked,
)
from ...model.clinic import Offer
from ...model.dataset import Dataset
from ...model.evidence import Study
from ...model.money import BASE, Exchange
from ...model.statement import TROUBLES, Conflict
from ...model.trial import Trial
from .facts import Fact, of_evidence
from .result import FoundFacts

CHECKS = {
    "price": "Ask the clinic for a written price that names spinal cord injury, and what it covers.",
    "accreditations": "Look the name up in the accreditor's own public directory.",
    "team": "Ask for the licence number and the specialist register, and look it up there.",
    "city": "Ask for the address where the cells are given, and for the licence of those premises.",
    "includes": "Ask for the list in writing before paying.",
    "papers": "Open the paper at its DOI, and look who was treated, with what, and compared with whom.",
}
"""How a person might check a fact of a field, where the record doesn't say so itself."""
CHECK_ANYTHING = "To check a fact: open the source that is named with it, and ask for the document behind it."
"""How a person might check a fact of any other field."""
STATUS_MEANS = {
    "claimed": "only the seller, or somebody paid by the seller, says so",
    "supported": "an independent source bears it out",
    "partly": "an independent source bears out some of it, or with limits",
    "contradicted": "an independent source says otherwise",
    "withdrawn": "it was said once and has been taken back",
}
AGAINST = {"harms", *chain.from_iterable(TROUBLES.values())}
"""Fields of harm and trouble."""
RECORDS: dict[type, Callable[[Any, Dataset], Iterable[Line]]] = {Trial: trial_record, Study: study_record}
"""What writes a record of which more is known than its sentences."""
FEW_FACTS, FACTS_SHOWN, CONFLICTS_SHOWN = 10, 6, 4
"""Up to so many facts are told one by one on a screen; so many of a field with more, and so many conflicts."""


def why_document(found: FoundFacts, dataset: Dataset, exchange: Exchange) -> Document:
    """Return what is known, and of each fact how it is known."""
    record = found.record
    name = str(getattr(record, "title", None) or getattr(record, "name", record.id))
    whole, screen = (FactWriter(found, dataset, exchange, deep=deep) for deep in (True, False))
    full, short = tuple(whole.blocks()), tuple(screen.blocks())
    statuses = dict.fromkeys(fact.status for fact in found.facts if fact.status)
    legend = tuple(line(Run(f"{status}: {STATUS_MEANS[status]}", "quiet")) for status in statuses)
    title = f"{name}: {found.field.replace('_', ' ')}" if found.field else name
    nothing = Text((line(Run("Nothing is on record.", "unknown")),))
    brief = (*rates_asked(screen.converted, exchange, dataset), *legend)
    return Document(title, full or (nothing,), whole.notes.references(), legend, short=short, brief=brief)


class FactWriter:
    """Writes facts and conflicts; `deep` with every one of them, their footnotes and what else is known of them."""

    def __init__(self, found: FoundFacts, dataset: Dataset, exchange: Exchange, *, deep: bool) -> None:
        self.found = found
        self.dataset = dataset
        self.exchange = exchange
        self.notes = Notes(dataset)
        self.deep = deep
        whole = found.record if found.field is None and isinstance(found.record, Trial | Study) else None
        self.recorded = tuple(of_evidence(whole)) if whole else ()
        """Facts that are told together, as they rest on the same sources."""
        self.told = tuple(fact for fact in found.facts if fact not in self.recorded)
        self.noted: set[str] = set()
        """Sources of which the document has said what a reader must know of them."""
        self.converted: set[str] = set()
        """Currencies of the prices that it has told."""

    def blocks(self) -> Iterator[Block]:
        """Yield the facts, or on a screen how many there are of each field; then who says otherwise."""
        subject = self.dataset.subjects.get(self.found.record.id)
        if subject is not None:
            yield from ended_first((subject,), self.dataset, self.notes if self.deep else None)
        many = self.found.field is None and len(self.found.facts) > FEW_FACTS
        if many:
            against = [fact for fact in self.found.facts if fact.status == "contradicted" and not self.deep]
            if against:
                yield self._items(against[:FACTS_SHOWN])
            yield self._fields()
            if not self.deep:
                command = Run(f"stemfind why {self.found.record.id} {self.found.facts[0].field}", "command")
                yield Text((line("One of them: ", command),), close=True)
        if self.deep or not many:
            yield from self._facts()
        yield from self._record()
        if self.deep and any(one.sources and not one.check and one.field not in CHECKS for one in self.found.facts):
            yield Text((line(CHECK_ANYTHING),))
        yield from self._conflicts()

    def _record(self) -> Iterator[Block]:
        """Yield what the record of a trial or a study says, as `evidence` tells it, and who says so."""
        if self.recorded:
            head, *beneath = RECORDS[type(self.found.record)](self.found.record, self.dataset)
            if len(self.recorded) < len(self.found.facts):
                yield Heading("What its record says")
            status, said = self._status(self.recorded[0]), self._beneath(self.recorded[0])
            yield Items((Item((*head, Run("  "), *status) if status else head, beneath=(*beneath, *said)),))

    def _fields(self) -> Table:
        """Return how much is on record of each field, with the words to ask for it."""
        rows = []
        for field, told in self._by_field(self.found.facts):
            said: list[Run] = []
            for status, number in Counter(fact.status for fact in told if fact.status).items():
                role: Role = "caution" if status == "contradicted" else "status"
                said += [Run(f"{' · ' if said else ''}{number} "), Run(status, role)]
            held = tuple(said) or line(Run("not judged", "unknown"))
            rows.append(Row(((line(field.replace("_", " ")),), (line(str(len(told))),), (held,))))
        columns = (Column("Field"), Column("facts", right=True), Column("how far they hold", grow=True))
        return Table("Fields", columns, tuple(rows))

    def _by_field(self, facts: Iterable[Fact]) -> list[tuple[str, list[Fact]]]:
        """Return facts under their fields; on the whole page what is against a record goes first."""
        fields: dict[str, list[Fact]] = {}
        for fact in facts:
            fields.setdefault(fact.field, []).append(fact)
        return sorted(fields.items(), key=lambda held: self.deep and held[0] not in AGAINST)

    def _facts(self) -> Iterator[Block]:
        """Yield facts under their fields, where there are several fields."""
        facts = self.told
        room = max(FACTS_SHOWN, FEW_FACTS - len(self.found.conflicts))
        shown = facts if self.deep or not self.found.field else facts[:room]
        fields = self._by_field(shown)
        for field, told in fields:
            if len(fields) > 1 or (self.deep and not self.found.field):
                yield Heading(field.replace("_", " "))
            yield self._items(told)
            checks = dict.fromkeys(filter(None, (self._check(fact) for fact in told if fact.sources)))
            if checks:
                yield Text(tuple(line(f"To check: {check}") for check in checks), close=True)
        if len(facts) > len(shown):
            yield Text((line(f"and {len(facts) - len(shown)} more: --full"),), close=True)

    def _check(self, fact: Fact) -> str:
        """Return how a person might check the facts of a field; on the whole page what is for one stands beneath it."""
        if fact.check:
            return "" if self.deep else fact.check
        return CHECKS.get(fact.field, "")

    def _items(self, facts: Iterable[Fact]) -> Items:
        return Items(tuple(Item(self._value(fact), beneath=tuple(self._beneath(fact))) for fact in facts))

    def _value(self, fact: Fact) -> Line:
        if not isinstance(fact.value, str):
            return (*self._priced(fact.value), *self._status(fact))
        words = listed(map(self.dataset.label, fact.terms)) or fact.value
        whose = f" ({fact.offer})" if fact.offer else ""
        figure = f" [{figure_words(fact.amount, fact.unit)}]" if fact.amount is not None else ""
        return (Run(words), Run(f"{whose}{figure}  "), *self._status(fact))

    def _priced(self, offer: Offer) -> Line:
        purpose = purpose_words(self.dataset, offer.indications, whole=self.deep)
        said = line(Run("no price published", "unknown"))
        if offer.price:
            said = price_words(offer.price, self.exchange)
            self.converted.add(offer.price.currency)
        return (Run(offer.name, "strong"), Run(": "), *said, Run(f", for: {purpose}  "))

    def _status(self, fact: Fact) -> Line:
        if fact.status is None:
            return ()
        if fact.status == "contradicted":
            return line(Run(fact.status, "caution"))
        return dated_status(fact.status, None if self.deep else fact.dated)

    def _beneath(self, fact: Fact) -> Iterator[Line]:
        """Yield who says it and who was asked, then what is known of it."""
        if self.deep:
            yield from self._basis(fact)
        for said, sources in (("Said by", fact.sources), ("Checked against", fact.checked_by)):
            if sources:
                who = "; ".join(dict.fromkeys(map(self._who, sources)))
                yield line(Run(f"{said} {who}", refs=self.notes.refs(sources)))
            for source in filter(None, map(self.dataset.source, sources if self.deep else ())):
                if source.note and source.id not in self.noted:
                    self.noted.add(source.id)
                    yield line(Run(f"Of that source: {source.note}", refs=self.notes.refs([source.id])))
        if fact.note:
            yield line(fact.note)
        if self.deep and fact.check:
            yield line(f"To check: {fact.check}")

    def _basis(self, fact: Fact) -> Iterator[Line]:
        """Yield as of which day a fact holds, and how a price was converted."""
        if fact.dated:
            yield line(f"As of: {date_words(fact.dated)}")
        price = None if isinstance(fact.value, str) else fact.value.price
        if price is not None and price.currency != self.exchange.target:
            involved = [one for one in (price.currency, self.exchange.target) if one != BASE]
            notes = [rate.note for one in involved if (rate := self.exchange.basis(one)[1]) and rate.note]
            words = rate_words(price.currency, self.exchange, self.dataset)
            yield line(f"Converted: {words}{'. ' if notes else ''}{' '.join(notes)}")

    def _who(self, identity: str) -> str:
        """Return who says it, what that one earns, and when it was read."""
        source = self.dataset.source(identity)
        if source is None:
            return identity
        return f"{source.publisher}{earns(source)}, read {date_words(source.retrieved)}"

    def _conflicts(self) -> Iterator[Block]:
        """Yield those that name fewest others, and on a screen how to see the rest and both sides of each."""
        found = sorted(self.found.conflicts, key=lambda conflict: len(conflict.about))
        shown = found if self.deep or self.found.field == "conflicts" else found[:CONFLICTS_SHOWN]
        if shown:
            yield Heading("Who says otherwise")
            yield Items(tuple(map(self._conflict, shown)))
        if len(shown) < len(found):
            command = Run(f"stemfind why {self.found.record.id} conflicts", "command")
            yield Text((line(f"and {len(found) - len(shown)} more: ", command),), close=True)

    def _conflict(self, conflict: Conflict) -> Item:
        says = line(Run("! ", "caution"), conflict.says)
        return Item(says, beneath=self.notes.sides(conflict) if self.deep else ())
