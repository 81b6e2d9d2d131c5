"""`why` on one screen: each fact with who says it and how far it holds, then who says otherwise."""

from collections import Counter
from collections.abc import Iterable

from ...document.parts import Block, Cell, Column, Heading, Item, Items, Line, Role, Row, Run, Table, Text, line
from ...document.words import date_words, dated_status, figure_words, interest_words, price_words, purpose_words
from ...model.clinic import Offer
from ...model.dataset import Dataset
from ...model.money import Exchange
from .fact import Answer, Fact
from .words import CHECKS, STATUS_MEANS

FEW, SHOWN, CONFLICTS = 10, 6, 4
"""Up to so many facts are told one by one; so many of a field with more, and so many conflicts."""


class ShortAnswer:
    """Writes the short depth of one answer."""

    def __init__(self, answer: Answer, dataset: Dataset, exchange: Exchange) -> None:
        self.answer = answer
        self.dataset = dataset
        self.exchange = exchange

    def blocks(self) -> tuple[Block, ...]:
        """Return what fits a screen; nothing where nothing is on record."""
        facts = self.answer.facts
        if self.answer.field is None and len(facts) > FEW:
            against = [fact for fact in facts if fact.status == "contradicted"]
            first = [Items(tuple(map(self._fact, against[:SHOWN])))] if against else []
            return (*first, self._fields(), self._way(), *self._conflicts())
        return (*self._facts(facts), *self._conflicts())

    def legend(self) -> tuple[Line, ...]:
        """Return what the words of trust mean that stand in the answer."""
        said = dict.fromkeys(fact.status for fact in self.answer.facts if fact.status)
        return tuple(line(Run(f"{status}: {STATUS_MEANS[status]}", "quiet")) for status in said)

    def _facts(self, facts: tuple[Fact, ...]) -> Iterable[Block]:
        """Yield facts under their fields, where there are several fields."""
        shown = facts[: max(SHOWN, FEW - len(self.answer.conflicts))] if self.answer.field else facts
        fields = dict.fromkeys(fact.field for fact in shown)
        for field in fields:
            if len(fields) > 1:
                yield Heading(field.replace("_", " "))
            told = [fact for fact in shown if fact.field == field]
            yield Items(tuple(map(self._fact, told)))
            checks = dict.fromkeys(fact.check or CHECKS.get(field) for fact in told if fact.sources)
            if any(checks):
                yield Text(tuple(line(f"To check: {check}") for check in checks if check), close=True)
        if len(facts) > len(shown):
            yield Text((line(f"and {len(facts) - len(shown)} more: --full"),), close=True)

    def _fields(self) -> Table:
        """Return how much is on record of each field, with the words to ask for it."""
        rows = []
        for field in dict.fromkeys(fact.field for fact in self.answer.facts):
            told = [fact for fact in self.answer.facts if fact.field == field]
            statuses = Counter(fact.status for fact in told if fact.status)
            said: list[Run] = []
            for status, number in statuses.items():
                role: Role = "caution" if status == "contradicted" else "status"
                said += [Run(f"{' · ' if said else ''}{number} "), Run(status, role)]
            cells: tuple[Cell, ...] = ((line(field.replace("_", " ")),), (line(str(len(told))),), (tuple(said),))
            rows.append(Row(cells))
        columns = (Column("Field"), Column("facts", right=True), Column("how far they hold", grow=True))
        return Table("Fields", columns, tuple(rows), caption_shown=False)

    def _way(self) -> Text:
        command = Run(f"stemfind why {self.answer.record.id} {self.answer.facts[0].field}", "command")
        return Text((line("One of them: ", command),), close=True)

    def _fact(self, fact: Fact) -> Item:
        return Item(self._value(fact), beneath=tuple(self._beneath(fact)))

    def _value(self, fact: Fact) -> Line:
        held: Line = () if fact.status is None else self._status(fact)
        if isinstance(fact.value, Offer):
            purpose = f", for: {purpose_words(self.dataset, fact.value.indications)}"
            price = fact.value.price
            said = price_words(price, self.exchange) if price else line(Run("no price published", "unknown"))
            return (Run(fact.value.name, "strong"), Run(": "), *said, Run(f"{purpose}  "), *held)
        words = ", ".join(self.dataset.label(term) for term in fact.terms) or fact.value
        whose = f" ({fact.offer})" if fact.offer else ""
        figure = f" [{figure_words(fact.amount, fact.unit)}]" if fact.amount is not None else ""
        return (Run(f"{words}{whose}{figure}  "), *held)

    def _status(self, fact: Fact) -> Line:
        if fact.status == "contradicted":
            return line(Run(fact.status, "caution"))
        return dated_status(fact.status or "", fact.dated, old=False)

    def _beneath(self, fact: Fact) -> Iterable[Line]:
        """Yield who says it and who was asked, then what is known of it."""
        if fact.sources:
            yield line(f"Said by {self._named(fact.sources)}")
        if fact.checked_by:
            yield line(f"Checked against {self._named(fact.checked_by)}")
        if fact.note:
            yield line(fact.note)

    def _named(self, sources: tuple[str, ...]) -> str:
        return "; ".join(dict.fromkeys(map(self._who, sources)))

    def _who(self, identity: str) -> str:
        """Return who says it, what that one earns, and when it was read."""
        source = self.dataset.source(identity)
        if source is None:
            return identity
        earns = f" ({interest_words(source)})" if source.interest else ""
        return f"{source.publisher}{earns}, read {date_words(source.retrieved)}"

    def _conflicts(self) -> list[Block]:
        """Return those that name fewest others, both sides being one command away."""
        found = sorted(self.answer.conflicts, key=lambda conflict: len(conflict.about))
        if not found:
            return []
        shown = found if self.answer.field == "conflicts" else found[:CONFLICTS]
        items = tuple(Item(line(Run("! ", "caution"), conflict.says)) for conflict in shown)
        more = len(found) - len(shown)
        rest = [Text((line(f"and {more} more: ", Run(self._command(), "command")),), close=True)] if more else []
        return [Heading("Who says otherwise"), Items(items), *rest]

    def _command(self) -> str:
        return f"stemfind why {self.answer.record.id} conflicts"
