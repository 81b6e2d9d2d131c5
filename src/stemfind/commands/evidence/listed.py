"""Records of evidence on one screen: what was counted, then a line or two a record; trouble as a count."""

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from ...document.parts import Block, Column, Heading, Item, Items, Line, Row, Run, Table, Text, line
from ...document.results import results_table
from ...document.words import count, date_words, dated_status, named, trial_state
from ...model.age import UNDATED
from ...model.base import Trouble
from ...model.clinic import Clinic
from ...model.dataset import Dataset
from ...model.everyday import Meaning, about_results, alike
from ...model.evidence import Alternative, Figure, Harm, Kind, Position, Product, Study
from ...model.statement import TROUBLES, Claim, trouble_word
from ...model.trial import Trial
from .result import Entry, kind_of
from .short import figure_words, hurt

TITLES: dict[Kind, str] = {
    "study": "Studies", "harm": "Known harms", "trial": "Registered trials", "statement": "Statements",
    "product": "Authorised products", "alternative": "What else could I do?",
    "action": "A record of trouble",
}  # fmt: skip
FEW = 15
"""Records up to which each is told in a sentence as well."""
LEADING = ("harm", "alternative")
"""Kinds that come first where one of them is named after what is asked for."""
WHOLE = 2
"""Alternatives up to which each is told whole."""
SPOKEN = (
    "outcome", "adverse_events", "says", "gives", "results", "authorised", "latest", "dose", "follow_up", "treated_for",
    "fairness", "evidence", "for_whom", "harms", "allowed", "limits", "criteria_note", "status_note",
)  # fmt: skip
"""Fields that hold sentences."""
SENTENCE = re.compile(r"(?<=[.!?]) +")
NONE_FOUND = "A clinic or country that isn't here: none found, which is not the same as clean."
COUNTED: dict[Trouble, tuple[str, str]] = {
    "warning": ("warning", "warnings"), "enforcement": ("official action", "official actions"),
    "lawsuit": ("lawsuit", "lawsuits"), "harm": ("report of harm", "reports of harm"),
    "criticism": ("criticism", "criticisms"),
}  # fmt: skip
"""Kinds of trouble, one and several."""
TROUBLE_GROUPS = {"randomised": "yes, by lot", "controlled": "yes", "press-report": "none; press"}
POOLED = ("review", "survey", "natural-history")
"""Designs that treat nobody themselves; of all that are named in neither, none had a comparison group."""
ALLEGED = "What is alleged is no finding. Each with what came of it, as far as it is known:"


def listed_blocks(entries: tuple[Entry, ...], meant: tuple[Meaning, ...], dataset: Dataset) -> tuple[Block, ...]:
    """Return the figures that answer, then each record by its kind; many statements of trouble as a count."""
    others = [entry for entry in entries if isinstance(entry, Alternative)]
    if len(others) == len(entries) > WHOLE:
        return _alternatives(others)
    actions = [entry for entry in entries if isinstance(entry, Claim)]
    if len(actions) == len(entries) > FEW:
        return _counted(actions, dataset)
    results = about_results(meant)
    blocks: list[Block] = [results_table(dataset, compared=True)] if results else _figures(entries, meant)
    spoken = meant if len(entries) <= FEW else None
    whole = spoken is not None and len(others) <= WHOLE
    for kind, members in _by_kind(entries, meant):
        items = tuple(
            Item(
                line(Run(f"{entry.name}, as of {date_words(entry.dated)}", "strong")), beneath=alternative_lines(entry)
            )
            if whole and isinstance(entry, Alternative)
            else _item(entry, spoken, dataset)
            for entry in members
        )
        blocks += [Heading(f"{TITLES[kind]} ({len(members)})"), Items(items)]
    return (*blocks, *([Text((line(NONE_FOUND),))] if len(actions) == len(entries) else []))


def _alternatives(others: list[Alternative]) -> tuple[Block, ...]:
    """Return a line or two each, and how one is shown whole."""
    items = tuple(Item(line(Run(f"{entry.short}: ", "strong"), entry.gives)) for entry in others)
    return Items(items), Text((line(Run(f"stemfind evidence {others[0].id}", "command"), "  shows one whole"),))


def _by_kind(entries: tuple[Entry, ...], meant: tuple[Meaning, ...]) -> Iterator[tuple[Kind, list[Entry]]]:
    """Yield records by kind, those first that are named after what is meant; harms and alternatives lead with it."""
    groups = {kind: [entry for entry in entries if kind_of(entry) == kind] for kind in TITLES}
    named_after = {kind: [one for one in ones if _named_after(one, meant)] for kind, ones in groups.items()}
    for kind in sorted(groups, key=lambda kind: not (kind in LEADING and named_after[kind])):
        if groups[kind]:
            first = named_after[kind]
            yield kind, [*first, *(entry for entry in groups[kind] if entry not in first)]


def _named_after(entry: Entry, meant: tuple[Meaning, ...]) -> bool:
    name = "" if isinstance(entry, Claim) else entry.body if isinstance(entry, Position) else entry.name
    return bool(meant) and _rank(name, meant) is not None


def _figures(entries: Iterable[Entry], meant: tuple[Meaning, ...]) -> list[Block]:
    """Return every figure of a study that counts what is meant, what answers best on top; none where nothing is."""
    found = [
        (rank, study, figure)
        for study in entries if isinstance(study, Study)
        for figure in study.figures if (rank := _rank(figure.says, meant)) is not None
    ]  # fmt: skip
    if not (meant and found):
        return []
    columns = (
        Column("number", right=True),
        Column("what was counted", grow=True),
        Column("study"),
        Column("comparison group", least=7),
    )
    rows = [_figure(study, figure) for _, study, figure in sorted(found, key=lambda one: one[0])]
    return [Table("What was counted", columns, tuple(rows), caption_shown=False)]


def _figure(study: Study, figure: Figure) -> Row:
    group = study.design if study.design in POOLED else TROUBLE_GROUPS.get(study.design, "none")
    told = (Run(figure_words(figure), "strong"), figure.says, named(study), group)
    return Row(tuple((line(said),) for said in told))


def _rank(text: str, meant: tuple[Meaning, ...]) -> int | None:
    told = alike(text)
    ranks = [rank for one in meant if (rank := one.rank(told)) is not None]
    return sum(ranks) if len(ranks) == len(meant) else None


def _item(entry: Entry, meant: tuple[Meaning, ...] | None, dataset: Dataset) -> Item:
    """Return a record in a line, and where there are few the sentence that speaks of what is meant.

    What is held against somebody is never shown without what is said.
    """
    told = meant is not None
    says = _sentences(entry, meant) if meant is not None else [entry.says] if isinstance(entry, Claim) else ()
    head = _head(entry, dataset, told=told)
    return Item(line(*head, "  ", Run(f"stemfind {_command(entry)}", "command")), beneath=tuple(map(line, says)))


def alternative_lines(alternative: Alternative) -> tuple[Line, ...]:
    """Return all that is known of one, harms and limits beside what it gives; what isn't known is said."""
    told = (
        alternative.gives,
        f"For whom: {alternative.for_whom}",
        f"Evidence: {alternative.evidence}",
        f"Known harms: {alternative.harms}",
        f"Limits: {alternative.limits}",
        f"Allowed: {alternative.allowed or 'not stated'}",
        f"How to get it: {alternative.how or 'not stated'}",
        f"Cost: {alternative.cost or 'not found'}",
    )
    return tuple(line(part) for part in told)


def _head(entry: Entry, dataset: Dataset, *, told: bool) -> Line:
    """Return a record in a few words; that a suit is reported is not that it was won: the status waits for `told`."""
    match entry:
        case Study():
            people = "" if entry.people is None else f", {count(entry.people, 'person', 'people')}"
            return line(Run(named(entry), "strong"), f": {entry.design}{people}")
        case Harm():
            people = "" if entry.people is None else f", people: {hurt(entry)}"
            return line(Run(entry.name, "strong"), f": {date_words(entry.dated)}{people}")
        case Trial():
            return line(Run(named(entry), "strong"), f": {trial_state(entry)}")
        case Position():
            return line(Run(entry.body, "strong"), f": {date_words(entry.dated)}")
        case Product() | Alternative():
            return line(Run(named(entry), "strong"))
        case Claim():
            word = "reported" if entry.status == "supported" and not told else entry.status
            status = dated_status(word, day_of(entry, dataset), old=None)
            return line(Run(dataset.short(entry.about), "strong"), f": {trouble_word(entry)}  ", *status)
        case _:
            assert_never(entry)


def _command(entry: Entry) -> str:
    if isinstance(entry, Claim):
        return f"why {entry.about} {entry.field}"
    return f"why {entry.registry_id if isinstance(entry, Trial) else entry.id}"


def _sentences(entry: Entry, meant: tuple[Meaning, ...]) -> Iterator[str]:
    """Yield the shortest sentence that answers best; of harm and trouble all that is said, and what came of it."""
    if isinstance(entry, Claim | Harm):
        yield entry.says
        yield from [entry.note] if isinstance(entry, Claim) and entry.note else []
        yield from [f"What it does not show: {entry.fairness}"] if isinstance(entry, Harm) and entry.fairness else []
        return
    told = [text for name in SPOKEN if isinstance(text := getattr(entry, name, None), str)]
    sentences = [sentence for text in told for sentence in SENTENCE.split(text)]
    fitting = [(rank, len(said), said) for said in sentences if (rank := _rank(said, meant)) is not None]
    if meant and fitting:
        yield min(fitting)[2]
    else:
        yield getattr(entry, "brief", None) or sentences[0]


def day_of(claim: Claim, dataset: Dataset) -> str:
    """Return when something was said: its own date, else that of its source."""
    if claim.dated is not None:
        return str(claim.dated)
    source = dataset.source(claim.sources[0])
    return str(source.published) if source else UNDATED


# Trouble, counted


def _counted(actions: list[Claim], dataset: Dataset) -> tuple[Block, ...]:
    """Return for each clinic and country how many statements of which kind are on record."""
    about = dict.fromkeys(claim.about for claim in actions)
    clinics = [one for one in about if isinstance(dataset.subjects[one], Clinic)]
    rest = [one for one in about if one not in clinics]
    columns = (Column("", grow=True), Column("on record"), Column("newest", right=True))
    rows = [
        _count_row(one, [claim for claim in actions if claim.about == one], dataset, title if at == 0 else None)
        for title, ones in (("Clinics", clinics), ("Countries", rest))
        for at, one in enumerate(sorted(ones, key=lambda one: dataset.short(one).casefold()))
    ]
    one = clinics[0] if clinics else rest[0]
    command = Run(f"stemfind evidence --kind action {one}", "command")
    return (
        Table("A record of trouble", columns, tuple(rows), caption_shown=False),
        Text((line(NONE_FOUND), line(f"{ALLEGED} ", command))),
    )


def _count_row(one: str, claims: list[Claim], dataset: Dataset, section: str | None) -> Row:
    days = [day for claim in claims if (day := day_of(claim, dataset)) != UNDATED]
    told = ", ".join(filter(None, (_number(word, claims) for word in TROUBLES)))
    newest = max(days)[:4] if days else UNDATED
    return Row(((line(dataset.short(one)),), (line(told),), (line(newest),)), section)


def _number(word: Trouble, claims: list[Claim]) -> str:
    """Return "2 orders", "3 criticisms (2 only claimed)"; empty where there is none."""
    found = [claim for claim in claims if trouble_word(claim) == word]
    alone = sum(claim.status == "claimed" for claim in found)
    return f"{count(len(found), *COUNTED[word])}{f' ({alone} only claimed)' if alone else ''}" if found else ""
