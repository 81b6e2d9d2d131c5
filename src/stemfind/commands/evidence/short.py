"""`evidence` on one screen: does it work, is it safe, what else; or studies held against each other."""

from collections.abc import Callable, Iterable

from ...document.parts import Block, Cell, Column, Line, Row, Run, Table, Text, line
from ...document.words import listed, named, trial_state
from ...model.base import Interval
from ...model.evidence import Figure, Harm, Study, people_once
from ...model.span import NOT_STATED, interval
from ...model.trial import Trial
from .result import Summary

SHOWN_HARMS, SHOWN_ELSE = 4, 3
FOUND = {
    "better": "better with cells than without",
    "mixed": "mixed",
    "no-difference": "no difference with and without cells",
    "not-comparable": "no comparison group",
    "not-reported": "the comparison is not reported",
}
"""What studies report against their own comparison group."""
HURT = ("death", "mass", "infection", "adverse-events", "contamination", "trial-eligibility", "other")
"""Kinds of harm, the gravest first."""
HEADS = (
    Column("Does it work? What studies report", grow=True),
    Column("studies", right=True),
    Column("people", right=True),
)


def summary_blocks(found: Summary) -> tuple[Block, ...]:
    """Return the short answer to three questions."""
    return (*_works(found), *_safe(found), *_else(found))


def _works(found: Summary) -> list[Block]:
    groups = by_finding(found.compared)
    rows = [_group(FOUND[name], studies) for name, studies in groups]
    alone = "no comparison: can't tell cells from natural recovery"
    rows += [_group(alone, found.alone)] if found.alone else []
    told = tuple(line(entry.brief or "") for entry in found.brief if isinstance(entry, Study))
    return [
        Table("Does it work?", HEADS, tuple(rows), caption_shown=False),
        *([Text(told, close=True)] if told else []),
    ]


def _group(title: str, studies: tuple[Study, ...]) -> Row:
    silent = any(study.people is None for study in studies)
    people = people_once(studies)
    return Row(((line(title),), (line(str(len(studies))),), (line(f"{'over ' if silent else ''}{people:,}"),)))


def by_finding(studies: Iterable[Study]) -> list[tuple[str, tuple[Study, ...]]]:
    """Return studies by what they report against their own comparison group, in the order of the years."""
    held = sorted(studies, key=lambda study: study.year)
    named = [(name, tuple(s for s in held if (s.finding or "not-reported") == name)) for name in FOUND]
    return [(name, members) for name, members in named if members]


def gravest(harms: Iterable[Harm]) -> list[Harm]:
    """Return harms with deaths and growths first, one of each kind before a second one of any."""
    held = list(harms)
    first = [next(harm for harm in held if harm.kind == kind) for kind in HURT if any(h.kind == kind for h in held)]
    return first + [harm for kind in HURT for harm in held if harm.kind == kind and harm not in first]


def hurt(harm: Harm) -> str:
    """Return how many were harmed, of how many where that is known."""
    if harm.people is None:
        return NOT_STATED
    return f"{harm.people:,}" if harm.of is None else f"{harm.people:,} of {harm.of:,}"


def figure_words(figure: Figure) -> str:
    """Return a figure as people say it: "15 of 25 (60 %)", "48.9 % (40.8 to 56.9)"; empty where it is in its words."""
    share = f"{figure.percent:g} %" if figure.percent is not None else ""
    number = f"{figure.count:,}" if figure.count is not None else share
    out_of = f"of {figure.of:,}" if figure.of is not None else ""
    ends = Interval(low=figure.low, high=figure.high)
    span = f"{ends.low:g} to {ends.high:g}" if ends.low is not None and ends.high is not None else interval(ends) or ""
    if not number:
        return span
    beside = ", ".join(filter(None, (share if figure.count is not None else "", span)))
    return " ".join(filter(None, (number, out_of, f"({beside})" if beside else "")))


def _safe(found: Summary) -> list[Block]:
    shown = gravest(found.harms)[:SHOWN_HARMS]
    if not shown:
        return []
    columns = (Column("Is it safe? Known harms", grow=True), Column("people", right=True))
    rows = tuple(Row(((line(harm.name),), (_number(hurt(harm)),))) for harm in shown)
    rest = len(found.harms) - len(shown)
    more = line(f"{rest} more: ", Run("stemfind evidence --kind harm", "command"))
    return [
        Table("Is it safe?", columns, rows, caption_shown=False),
        *([Text((more,), close=True)] if rest else []),
    ]


def _number(said: str) -> Line:
    return line(Run(said, "unknown" if said == NOT_STATED else "text"))


def _else(found: Summary) -> list[Block]:
    """Return trials that a person may join, and what is authorised."""
    trials = Table(
        "What else could I do?",
        (Column("What else? Open trials", grow=True), Column("AIS"), Column("level"), Column("state, as of")),
        tuple(_trial(trial) for trial in found.open_trials),
        caption_shown=False,
    )
    yours = line(Run("Which may take you: ", "strong"), Run("stemfind trials --ais A --level T6 --since 3y", "command"))
    products = listed(map(named, found.products))
    rest = len(found.alternatives) - SHOWN_ELSE
    besides = listed(map(named, found.alternatives[:SHOWN_ELSE])) + (f" and {rest} more" if rest > 0 else "")
    others = Run("stemfind evidence -k alternative", "command")
    lines = [
        *([line(Run("Without cells: ", "strong"), f"{besides}  ", others)] if besides else []),
        *([yours] if found.open_trials else []),
        *([line(Run("Authorised: ", "strong"), products)] if products else []),
    ]
    return [*([trials] if found.open_trials else []), *([Text(tuple(lines), close=True)] if lines else [])]


def _trial(trial: Trial) -> Row:
    levels = ", ".join(f"{part.top}–{part.bottom}" for part in trial.levels)
    grades = ", ".join(trial.ais) or trial.completeness
    return Row((
        (line(named(trial)),), (_number(grades or NOT_STATED),), (_number(levels or NOT_STATED),),
        (line(trial_state(trial)),),
    ))  # fmt: skip


# Studies with a comparison group

CONTROLLED: tuple[tuple[str, bool, Callable[[Study], Line]], ...] = (
    ("Study", False, lambda study: line(Run(named(study), "strong"))),
    ("people", True, lambda study: _number(_some(study.people))),
    ("without", True, lambda study: _number(_some(study.controls))),
    ("design", False, lambda study: line(study.design)),
    ("injuries", False, lambda study: _number(study.injuries or NOT_STATED)),
    ("followed", False, lambda study: _number(study.follow_up or NOT_STATED)),
)
"""Columns: what each is called, whether it is of figures, and how a study fills it."""


def controlled_blocks(studies: list[Study]) -> tuple[Block, ...]:
    """Return a line a study, grouped by what it reports against its own comparison group."""
    columns = tuple(
        Column(title, right=right, grow=title == "followed", whole=title == "Study") for title, right, _ in CONTROLLED
    )
    rows = []
    for name, members in by_finding(studies):
        title = f"{FOUND[name][:1].upper()}{FOUND[name][1:]} ({len(members)})"
        for at, study in enumerate(members):
            cells: tuple[Cell, ...] = tuple((fill(study),) for _, _, fill in CONTROLLED)
            rows.append(Row(cells, section=None if at else title))
    table = Table("Studies with a comparison group", columns, tuple(rows), caption_shown=False)
    return (table, Text((line(_together(studies)), _in_full(studies[0].id))))


def _some(number: int | None) -> str:
    return NOT_STATED if number is None else f"{number:,}"


def _together(studies: list[Study]) -> str:
    blind = [study for study in studies if study.blinded]
    harms = sum(study.adverse_events is not None for study in studies)
    return (
        f"What each reports is its authors' word. Blinded: {len(blind)} of {len(studies)}. "
        f"Adverse events: {harms} of {len(studies)} state them."
    )


def _in_full(identity: str) -> Line:
    return line("One in full: ", Run(f"stemfind why {identity}", "command"))
