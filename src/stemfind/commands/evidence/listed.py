"""Records of evidence: what was counted, then each record by its kind; on one screen trouble is a count."""

import re
from collections.abc import Iterable, Iterator

from ...document.footnotes import Notes
from ...document.parts import Block, Column, Heading, Item, Items, Line, Row, Run, Table, Text, line
from ...document.results import results_table
from ...document.study_words import study_figure, study_record
from ...document.trial_words import trial_record
from ...document.words import (
    count,
    date_words,
    dated_status,
    named,
    trial_state,
    trouble_counts,
    trouble_words,
)
from ...model.age import UNDATED
from ...model.dataset import Dataset
from ...model.everyday import Meaning, about_results, alike, ranked
from ...model.evidence import Alternative, EvidenceKind, Figure, Harm, Position, Product, Study, harmed
from ...model.span import NOT_STATED
from ...model.statement import Claim
from ...model.trial import Trial
from .answer import hurt
from .result import AnyEvidence, kind_of

KIND_WORDS: dict[EvidenceKind, tuple[str, ...]] = {
    "study": ("Studies", "study", "studies"), "harm": ("Known harms", "known harm"),
    "trial": ("Registered trials", "registered trial"), "statement": ("Statements", "statement"),
    "product": ("Authorised products", "authorised product"),
    "alternative": ("What else could I do?", "alternative to cells", "alternatives to cells"),
    "action": ("A record of trouble", "statement of trouble", "statements of trouble"),
}  # fmt: skip
"""The heading above a kind of records, and what one of it and, where that is no mere s, several are called."""
FEW_RECORDS = 15
"""Records up to which one screen tells each in a sentence as well."""
LEADING_KINDS: tuple[EvidenceKind, ...] = ("harm", "alternative")
"""Kinds that come first where one of them is named after what is asked for."""
WHOLE_ALTERNATIVES = 2
"""Alternatives up to which each is told whole."""
FIELDS_OF_SENTENCES = (
    "outcome", "adverse_events", "says", "gives", "results", "authorised", "latest", "dose", "follow_up", "treated_for",
    "fairness", "evidence", "for_whom", "harms", "allowed", "limits", "criteria_note", "status_note",
)  # fmt: skip
SENTENCE_END = re.compile(r"(?<=[.!?]) +")
NONE_FOUND = "A clinic or country that isn't here: none found, which is not the same as clean."
COMPARISON_GROUPS = {"randomised": "yes, by lot", "controlled": "yes", "press-report": "none; press"}
"""What designs say of a comparison group; of all that are not named here, none had one."""


class ListWriter:
    """Writes a line or two a record for one screen, or `deep` all that is on record of it, with its sources."""

    def __init__(
        self, entries: tuple[AnyEvidence, ...], meant: tuple[Meaning, ...], dataset: Dataset, *, deep: bool
    ) -> None:
        self.entries = entries
        self.meant = meant
        self.dataset = dataset
        self.deep = deep
        self.notes = Notes(dataset)
        self.others = [entry for entry in entries if isinstance(entry, Alternative)]
        self.actions = [entry for entry in entries if isinstance(entry, Claim)]
        few = len(self.others) <= WHOLE_ALTERNATIVES
        self.few = len(entries) <= FEW_RECORDS
        self.whole = len(entries) == 1 or (few and len(self.others) == len(entries))
        """Whether the screen has room for all of it."""
        self.whole_alternatives = few and self.few

    def blocks(self) -> tuple[Block, ...]:
        """Return the figures that answer, then each record by its kind; many of one kind in few lines on a screen.

        Nothing for a screen that has room for all of it.
        """
        if self.whole:
            return tuple(self._by_kind()) if self.deep else ()
        only_actions = len(self.actions) == len(self.entries)
        if only_actions and not self.few:
            counted = self._trouble_counts()
            return (*counted, *(self._by_kind() if self.deep else ()))
        if len(self.others) == len(self.entries) and not self.deep:
            return self._alternatives()
        figures = self._figures()
        return (*figures, *self._by_kind(), *([Text((line(NONE_FOUND),))] if only_actions else []))

    def _alternatives(self) -> tuple[Block, ...]:
        """Return a line or two each, and how one is shown whole."""
        items = tuple(Item(line(Run(f"{entry.short}: ", "strong"), entry.gives)) for entry in self.others)
        command = Run(f"stemfind evidence {self.others[0].id}", "command")
        return Items(items), Text((line(command, "  shows one whole"),))

    def _by_kind(self) -> Iterator[Block]:
        """Yield records by kind, first those named after what is meant; harms and alternatives lead with it."""
        ordered = sorted(self.entries, key=lambda entry: not self._named_after(entry))
        groups = {kind: [entry for entry in ordered if kind_of(entry) == kind] for kind in KIND_WORDS}
        leading = [kind for kind in LEADING_KINDS if any(map(self._named_after, groups[kind]))]
        for kind in dict.fromkeys((*leading, *groups)):
            if members := groups[kind]:
                yield Heading(KIND_WORDS[kind][0] + ("" if self.whole else f" ({len(members)})"))
                yield Items(tuple(self._item(entry) for entry in members))

    def _named_after(self, entry: AnyEvidence) -> bool:
        return bool(self.meant) and not isinstance(entry, Claim) and self._rank(self._name(entry)) is not None

    def _name(self, entry: AnyEvidence) -> str:
        return self.dataset.name(entry.about if isinstance(entry, Claim) else entry.id)

    def _rank(self, text: str) -> int | None:
        return ranked(self.meant, alike(text))

    # What was counted

    def _figures(self) -> list[Block]:
        """Return every figure of a study that counts what is meant, what answers best on top; none where nothing is."""
        if about_results(self.meant):
            return [results_table(self.dataset, compared=not self.deep)]
        found = [
            (rank, study, figure)
            for study in self.entries if isinstance(study, Study)
            for figure in study.figures if (rank := self._rank(figure.says)) is not None
        ]  # fmt: skip
        if not (self.meant and found):
            return []
        columns = (
            Column("number", right=True),
            Column("what was counted", grow=True),
            Column("study"),
            Column("comparison group", least=7),
        )
        rows = [self._figure(study, figure) for _, study, figure in sorted(found, key=lambda one: one[0])]
        return [Table("What was counted", columns, tuple(rows))]

    def _figure(self, study: Study, figure: Figure) -> Row:
        group = study.design if study.pooled else COMPARISON_GROUPS.get(study.design, "none")
        name = Run(named(study), refs=self.notes.refs(study.sources))
        told = (Run(study_figure(figure), "strong"), figure.says, name, group)
        return Row(tuple((line(said),) for said in told))

    # A record

    def _item(self, entry: AnyEvidence) -> Item:
        """Return a record in a line, and all that is known of it or, where few are shown, the sentence that answers.

        What is held against somebody is never shown without what is said.
        """
        if self.deep or (self.whole_alternatives and isinstance(entry, Alternative)):
            head, beneath = self._title(entry), self._all(entry)
        else:
            head = (*self._head(entry), Run("  "), Run(f"stemfind {_command(entry)}", "command"))
            beneath = _lines(self._sentences(entry) if self.few else (entry.says,) if isinstance(entry, Claim) else ())
        return Item(head, beneath=tuple(beneath))

    def _title(self, entry: AnyEvidence) -> Line:
        """Return the whole name of a record, with what tells it from others."""
        name = self._name(entry)
        status: Line = ()
        match entry:
            case Harm():
                name = f"{name} (reported {date_words(entry.dated)})"
            case Position():
                name = f"{name}, {date_words(entry.dated)}"
            case Trial():
                name = f"{entry.registry_id} {name}"
            case Product():
                name = f"{name} ({entry.maker})"
            case Alternative():
                name = f"{name}, as of {date_words(entry.dated)}"
            case Claim():
                name = f"{name}: {trouble_words(entry)}, {date_words(self._day(entry))}"
                status = (Run("  "), Run(entry.status, "status"))
        return (Run(name, "strong", self.notes.refs(entry.sources)), *status)

    def _head(self, entry: AnyEvidence) -> Line:
        """Return a record in a few words; that a suit is reported is not that it was won: its status needs a note."""
        more: Line = ()
        match entry:
            case Study():
                people = "" if entry.people is None else f", {count(entry.people, 'person', 'people')}"
                more = line(f": {entry.design}{people}")
            case Harm():
                people = "" if entry.people is None else f", people: {hurt(entry)}"
                more = line(f": {date_words(entry.dated)}{people}")
            case Trial():
                more = line(f": {trial_state(entry)}")
            case Position():
                more = line(f": {date_words(entry.dated)}")
            case Claim():
                word = "reported" if entry.status == "supported" and not self.few else entry.status
                more = (Run(f": {trouble_words(entry)}  "), *dated_status(word, self._day(entry)))
        return (Run(self.dataset.short(entry.about if isinstance(entry, Claim) else entry.id), "strong"), *more)

    def _sentences(self, entry: AnyEvidence) -> Iterable[str]:
        """Return the shortest sentence that answers best; of harm and trouble all that is said, and what came of it."""
        if isinstance(entry, Claim):
            return self._told(entry)
        if isinstance(entry, Harm):
            return entry.says, _not_shown(entry)
        told = [text for name in FIELDS_OF_SENTENCES if isinstance(text := getattr(entry, name, None), str)]
        sentences = [sentence for text in told for sentence in SENTENCE_END.split(text)]
        ranks = [(self._rank(said), len(said), said) for said in sentences] if self.meant else []
        fitting = [(rank, length, said) for rank, length, said in ranks if rank is not None]
        return (min(fitting)[2] if fitting else getattr(entry, "brief", None) or sentences[0],)

    def _day(self, claim: Claim) -> str:
        """Return when something was said: its own date, else that of its source."""
        source = self.dataset.source(claim.sources[0])
        return claim.dated or (str(source.published) if source else UNDATED)

    # All that is on record of one

    def _all(self, entry: AnyEvidence) -> Iterable[Line]:
        match entry:
            case Study():
                return study_record(entry, self.dataset)
            case Trial():
                return trial_record(entry, self.dataset)
        return _lines(self._told(entry))

    def _told(self, entry: Harm | Position | Product | Alternative | Claim) -> Iterable[str]:
        match entry:
            case Harm():
                return (
                    entry.says,
                    f"Harmed: {harmed(entry.people, entry.of)}" if entry.of is not None else "",
                    f"Treated for: {entry.treated_for}" if entry.treated_for else "",
                    _not_shown(entry),
                )
            case Position():
                return (entry.says,)
            case Product():
                return entry.authorised, entry.latest or ""
            case Alternative():
                return _alternative_lines(entry)
        return entry.says, entry.note or ""

    # Trouble, counted

    def _trouble_counts(self) -> tuple[Block, ...]:
        """Return for each clinic and country how many statements of which kind are on record."""
        about = list(dict.fromkeys(claim.about for claim in self.actions))
        known = {clinic.id for clinic in self.dataset.clinics}
        groups = {
            "Clinics": [one for one in about if one in known],
            "Countries": [one for one in about if one not in known],
        }
        rows = tuple(
            self._count_row(one, title if at == 0 else None)
            for title, ones in groups.items()
            for at, one in enumerate(sorted(ones, key=lambda one: self.dataset.short(one).casefold()))
        )
        columns = (Column("", grow=True), Column("on record"), Column("newest", right=True))
        command = Run(f"stemfind evidence --kind action {(groups['Clinics'] or about)[0]}", "command")
        alleged = "What is alleged is no finding. Each with what came of it, as far as it is known: "
        table = Table("A record of trouble", columns, rows)
        return table, Text((line(NONE_FOUND), line(alleged, command)))

    def _count_row(self, one: str, section: str | None) -> Row:
        claims = [claim for claim in self.actions if claim.about == one]
        days = [day for claim in claims if (day := self._day(claim)) != UNDATED]
        newest = max(days)[:4] if days else UNDATED
        return Row(((line(self.dataset.short(one)),), (line(trouble_counts(claims)),), (line(newest),)), section)


def _command(entry: AnyEvidence) -> str:
    if isinstance(entry, Claim):
        return f"why {entry.about} {entry.field}"
    return f"why {entry.registry_id if isinstance(entry, Trial) else entry.id}"


def _lines(said: Iterable[str]) -> Iterable[Line]:
    return (line(words) for words in said if words)


def _not_shown(harm: Harm) -> str:
    return f"What it does not show: {harm.fairness}" if harm.fairness else ""


def _alternative_lines(alternative: Alternative) -> Iterable[str]:
    """Return all that is known of one, harms and limits beside what it gives; what isn't known is said."""
    return (
        alternative.gives,
        f"For whom: {alternative.for_whom}",
        f"Evidence: {alternative.evidence}",
        f"Known harms: {alternative.harms}",
        f"Limits: {alternative.limits}",
        f"Allowed: {alternative.allowed or NOT_STATED}",
        f"How to get it: {alternative.how or NOT_STATED}",
        f"Cost: {alternative.cost or 'not found'}",
    )
