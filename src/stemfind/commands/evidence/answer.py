"""The answer of `evidence` to three questions: does it work, is it safe, what else could I do."""

import re
from collections.abc import Iterable

from ...document.footnotes import Notes
from ...document.parts import Block, Column, Item, Items, Line, Row, Run, Table, Text, line
from ...document.study_words import FINDINGS_IN_WORDS
from ...document.words import NOT_HELD, count, listed, named, none_known, or_not_stated, trial_state
from ...model.dataset import Dataset
from ...model.evidence import Harm, Position, Product, Study, people_once
from ...model.span import NOT_STATED
from ...model.trial import Trial

GRAVEST_FIRST = ("death", "mass", "infection", "adverse-events", "contamination", "trial-eligibility", "other")
"""Kinds of harm."""
HARMS_SHOWN = {False: 4, True: 8}
"""How many harms are named on one screen, and in full."""
ALTERNATIVES_NAMED = 3
"""How many alternatives to cells one screen names."""
FURTHER_COMMANDS = (
    ("stemfind evidence --design controlled", "the studies that had a comparison group"),
    ("stemfind evidence --kind harm", "every known harm, in full"),
    ("stemfind evidence --kind trial", "every trial on record"),
    ("stemfind why mayo", "what was said of one study, and what it shows"),
)


def by_finding(studies: Iterable[Study]) -> list[tuple[str, tuple[Study, ...]]]:
    """Return studies by what they report against their own comparison group, in the order of the years."""
    held = sorted(studies, key=lambda study: study.year)
    groups = [(name, tuple(s for s in held if (s.finding or "not-reported") == name)) for name in FINDINGS_IN_WORDS]
    return [(FINDINGS_IN_WORDS[name][0], members) for name, members in groups if members]


def hurt(harm: Harm) -> str:
    """Return how many were harmed, of how many where that is known."""
    people = NOT_STATED if harm.people is None else f"{harm.people:,}"
    return people if harm.of is None else f"{people} of {harm.of:,}"


class AnswerWriter:
    """Writes the answer for one screen, or `deep`: with more rows, the numbers of sources and what shows the rest."""

    def __init__(self, dataset: Dataset, *, deep: bool) -> None:
        self.dataset = dataset
        self.deep = deep
        self.notes = Notes(dataset)

    def blocks(self) -> tuple[Block, ...]:
        """Return what is known of benefit, of harm, and what else there is."""
        commands = (Item(line(Run(command, "command"), "  ", what)) for command, what in FURTHER_COMMANDS)
        further = [Items(tuple(commands))] if self.deep else []
        return (*self._benefit(), *self._harm(), *self._else(), *further)

    # Does it work?

    def _benefit(self) -> list[Block]:
        studies = self.dataset.studies
        compared = [study for study in studies if study.compared]
        alone = tuple(study for study in studies if not (study.compared or study.pooled))
        groups = [*by_finding(compared), ("no comparison: can't tell cells from natural recovery", alone)]
        columns = (
            Column("Does it work? What studies report", grow=True),
            Column("studies", right=True),
            Column("people", right=True),
        )
        rows = tuple(_studies_row(title, members) for title, members in groups if members)
        numbers = f"{count(len(compared), 'study', 'studies')} with a comparison group, {len(alone)} without one."
        brief: list[Study | Position] = [*studies, *(self.dataset.positions if self.deep else ())]
        told = [line(numbers)] if self.deep else []
        told += [line(Run(one.brief, refs=self.notes.refs(one.sources))) for one in brief if one.brief]
        table = Table("Does it work?", columns, rows or (_not_held(columns),))
        return [table, *([Text(tuple(told), close=True)] if told else [])]

    # Is it safe?

    def _harm(self) -> list[Block]:
        shown = self._gravest()[: HARMS_SHOWN[self.deep]]
        columns = (Column("Is it safe? Known harms", grow=True), Column("people", right=True))
        rows = tuple(
            Row(((line(Run(harm.name, refs=self.notes.refs(harm.sources))),), (or_not_stated(hurt(harm)),)))
            for harm in shown
        )
        rest = len(self.dataset.harms) - len(shown)
        more = line(f"{rest} more: ", Run("stemfind evidence --kind harm", "command"))
        table = Table("Is it safe?", columns, rows or (_not_held(columns),))
        return [table, *([Text((more,), close=True)] if rest else [])]

    def _gravest(self) -> list[Harm]:
        """Return harms with deaths and growths first, one of each kind before a second one of any."""
        by_kind = [[harm for harm in self.dataset.harms if harm.kind == kind] for kind in GRAVEST_FIRST]
        return [harm for ones in by_kind for harm in ones[:1]] + [harm for ones in by_kind for harm in ones[1:]]

    # What else could I do?

    def _else(self) -> list[Block]:
        """Return trials that a person may join, what there is without cells, and what is authorised."""
        open_trials = [trial for trial in self.dataset.trials if trial.free]
        trials = Table(
            "What else could I do?",
            (Column("What else? Open trials", grow=True), Column("AIS"), Column("level"), Column("state, as of")),
            tuple(self._trial_row(trial) for trial in open_trials),
        )
        yours = line(
            Run("Which may take you: ", "strong"), Run("stemfind trials --ais A --level T6 --since 3y", "command")
        )
        lines = [
            *([self._without_cells()] if self.dataset.alternatives else []),
            *([yours] if open_trials else []),
            *(self._authorised() if self.dataset.products else []),
        ]
        return [*([trials] if open_trials else []), *([Text(tuple(lines), close=True)] if lines else [])]

    def _trial_row(self, trial: Trial) -> Row:
        """Return whom a trial takes; in full its number, its country and the whole date, too."""
        levels = ", ".join(f"{part.top}–{part.bottom}" for part in trial.levels)
        where = ", ".join(map(self.dataset.name, trial.countries)) or "country not stated"
        name = line(Run(named(trial), refs=self.notes.refs(trial.sources[:1])))
        return Row((
            (name, line(f"{trial.registry_id}, {where}")) if self.deep else (name,),
            (or_not_stated(", ".join(trial.ais) or trial.completeness),), (or_not_stated(levels),),
            (line(trial_state(trial, deep=self.deep)),),
        ))  # fmt: skip

    def _without_cells(self) -> Line:
        names = [named(alternative) for alternative in self.dataset.alternatives]
        shown = names if self.deep else names[:ALTERNATIVES_NAMED]
        more = f" and {len(names) - len(shown)} more" if len(shown) < len(names) else ""
        command = Run("stemfind evidence -k alternative", "command")
        return line(Run("Without cells: ", "strong"), f"{listed(shown)}{more}  ", command)

    def _authorised(self) -> list[Line]:
        """Return the products in one line; in full one a line, each with its country and what shows it."""
        products, head = self.dataset.products, Run("Authorised: ", "strong")
        if not self.deep:
            return [line(head, listed(map(named, products)))]
        return [
            line(head, f"{product.name} ({self.dataset.name(product.country)})  ",
                 Run(f"stemfind why {_callable(product)}", "command", self.notes.refs(product.sources)))
            for product in products
        ]  # fmt: skip


def _studies_row(title: str, studies: tuple[Study, ...]) -> Row:
    silent, known = any(study.people is None for study in studies), people_once(studies)
    people = or_not_stated(f"{'over ' if silent else ''}{known:,}" if known else None)
    return Row(((line(title),), (line(str(len(studies))),), (people,)))


def _not_held(columns: tuple[Column, ...]) -> Row:
    """Return the row that stands where a list of one's own holds none of what a table tells, which is no finding."""
    return Row((none_known(NOT_HELD), *([()] * (len(columns) - 1))))


def _callable(product: Product) -> str:
    """Return what to type for a product: its name where that is one plain word, else its id."""
    return product.name if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*", product.name) else product.id
