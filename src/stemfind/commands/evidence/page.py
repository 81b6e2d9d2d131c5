"""`evidence` as a document: one screen that answers three questions, or the records that were asked for."""

import re
from collections import Counter
from typing import assert_never

from ...document.footnotes import Notes
from ...document.parts import Block, Cell, Column, Document, Heading, Item, Items, Line, Row, Run, Table, line, text
from ...document.words import count, date_words, grades_words, listed
from ...model.base import donors
from ...model.dataset import Dataset
from ...model.everyday import meanings
from ...model.evidence import Alternative, Harm, Kind, Position, Product, Study, harmed, people_once
from ...model.statement import Claim, trouble_word
from ...model.trial import Trial
from .listed import TITLES, WHOLE, alternative_lines, day_of, listed_blocks
from .result import CONTROLLED, Entry, Summary, kind_of
from .short import by_finding, controlled_blocks, figure_words, gravest, summary_blocks

FINDINGS = {
    "better": "better than the comparison group",
    "no-difference": "no difference between the groups",
    "mixed": "mixed",
    "not-reported": "comparison not reported",
    "not-comparable": "no comparison group",
}
ELSE = "What else could I do?"
KIND_WORDS: dict[Kind, tuple[str, str]] = {"study": ("study", "studies"), "harm": ("known harm", "known harms"),
              "trial": ("registered trial", "registered trials"), "statement": ("statement", "statements"),
              "product": ("authorised product", "authorised products"),
              "alternative": ("alternative to cells", "alternatives to cells"),
              "action": ("statement of trouble", "statements of trouble")}  # fmt: skip
SHOWN_LINES = 8
"""Lines that the one screen gives to benefit, and as many to harm."""
EVIDENCE_ADVICE = "Not medical advice. A registered trial is no approval; ask its registry today."
TABLE = (
    Column("Study", least=18), Column("People", least=9), Column("Cells, route", least=18),
    Column("Against the comparison group", least=18), Column("Adverse events", least=16),
)  # fmt: skip
MORE = (
    ("stemfind evidence --design controlled", "the studies that had a comparison group"),
    ("stemfind evidence --kind harm", "every known harm, in full"),
    ("stemfind evidence --kind trial", "every trial on record"),
    ("stemfind why mayo", "what was said of one study, and what it shows"),
)


def summary_document(found: Summary, dataset: Dataset) -> Document:
    """Return the answer in one screen: does it work, is it safe, what else could I do."""
    notes = Notes(dataset)
    works = _works(found, notes)
    harms = tuple(_harm_line(harm, notes) for harm in gravest(found.harms)[: max(len(works), SHOWN_LINES)])
    rest = len(found.harms) - len(harms)
    more = (Item(line(f"and {rest} more  ", Run("stemfind evidence --kind harm", "command"))),) if rest > 0 else ()
    commands = tuple(Item(line(Run(command, "command"), "  ", what)) for command, what in MORE)
    blocks: tuple[Block, ...] = (
        Heading("Does it work?"), Items(works),
        Heading("Is it safe?"), Items((*harms, *more)),
        Heading(ELSE), Items(_else(found, dataset, notes)),
        Items(commands),
    )  # fmt: skip
    title = "Stem cells for spinal cord injury (SCI): what is known"
    return Document(title, blocks, notes.references(), _closing(), short=summary_blocks(found), brief=_closing())


def _works(found: Summary, notes: Notes) -> tuple[Item, ...]:
    said = ", ".join(f"{len(members)} {FINDINGS[name]}" for name, members in by_finding(found.compared))
    compared = count(len(found.compared), "study", "studies")
    items = [Item(line(f"{compared} with a comparison group: {said}."))] if found.compared else []
    people = people_once(found.alone)
    items.append(
        Item(
            line(
                f"{count(len(found.alone), 'study', 'studies')} without one ({people:,} people): "
                "they can't tell the cells from recovery that comes anyway."
            )
        )
    )
    items += [Item(line(Run(entry.brief or "", refs=notes.refs(entry.sources)))) for entry in found.brief]
    return tuple(items)


def _harm_line(harm: Harm, notes: Notes) -> Item:
    return Item(line(Run(f"{harm.name}{_harmed(harm)}", refs=notes.refs(harm.sources))))


def _harmed(harm: Harm) -> str:
    """Return how many people, unless the name says it already."""
    if harm.people is None or str(harm.people) in re.findall(r"\d+", harm.name.replace(",", "")):
        return ""
    of = f" of {harm.of:,}" if harm.of is not None else ""
    return f" ({harm.people:,}{of} people)" if of else f" ({count(harm.people, 'person', 'people')})"


def _else(found: Summary, dataset: Dataset, notes: Notes) -> tuple[Item, ...]:
    trials = [
        Item(
            line(
                Run(trial.registry_id, "strong"),
                f" {', '.join(map(dataset.country_name, trial.countries)) or 'country not stated'}: {_who(trial)}; ",
                f"{trial.status.replace('-', ' ')}, ",
                Run(date_words(trial.status_date), refs=notes.refs(trial.sources[:1])),
            )
        )
        for trial in found.open_trials
    ]
    products = [
        Item(line(Run(product.name, "strong"),
                  f" ({dataset.country_name(product.country)}): an authorised product  ",
                  Run(f"stemfind why {_callable(product)}", "command", notes.refs(product.sources))))
        for product in found.products
    ]  # fmt: skip
    return (*_besides(found.alternatives), *trials, *products)


def _besides(alternatives: tuple[Alternative, ...]) -> tuple[Item, ...]:
    """Return what there is besides cells: names without a figure, and what shows each with its sources."""
    if not alternatives:
        return ()
    named = ", ".join(alternative.short for alternative in alternatives)
    more = Run("stemfind evidence --kind alternative", "command")
    return (Item(line(Run("Without cells: ", "strong"), f"{named}  ", more)),)


def _callable(product: Product) -> str:
    """Return what to type for a product: its name where that is one plain word, else its id."""
    return product.name if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*", product.name) else product.id


def _who(trial: Trial) -> str:
    levels = " or ".join(f"{r.top}–{r.bottom}" for r in trial.levels) or "level not stated"
    return f"{grades_words(trial.ais, trial.completeness)}, {levels}"


def entries_document(entries: tuple[Entry, ...], dataset: Dataset, typed: tuple[str, ...] = ()) -> Document:
    """Return the records that fit; studies with a comparison group also as a table, so that the eye can compare."""
    notes = Notes(dataset)
    blocks: list[Block] = []
    short: tuple[Block, ...] = ()
    compared = [entry for entry in entries if isinstance(entry, Study) and entry.design in CONTROLLED]
    if compared and len(compared) == len(entries):
        blocks.append(_controlled(compared, dataset, notes))
        blocks.append(text(_agreement(compared)))
        short = controlled_blocks(compared)
    else:
        for kind, title in TITLES.items():
            of_kind = [entry for entry in entries if kind_of(entry) == kind]
            if of_kind:
                blocks += [Heading(title), Items(tuple(_entry(entry, dataset, notes) for entry in of_kind))]
    whole = len(entries) == 1 or (len(entries) <= WHOLE and all(isinstance(entry, Alternative) for entry in entries))
    if not (whole or short):
        short = listed_blocks(entries, meanings(typed), dataset)
    title = _counted(entries)
    return Document(title, tuple(blocks), notes.references(), _closing(), short=short, brief=_closing())


def _counted(entries: tuple[Entry, ...]) -> str:
    """Return how many records there are of each kind."""
    kinds = Counter(map(kind_of, entries))
    said = ", ".join(count(kinds[kind], *words) for kind, words in KIND_WORDS.items() if kinds[kind])
    return said if len(kinds) == 1 else f"{count(len(entries), 'record')}: {said}"


def _controlled(studies: list[Study], dataset: Dataset, notes: Notes) -> Table:
    order = list(FINDINGS)
    studies = sorted(studies, key=lambda study: (order.index(study.finding or "not-reported"), study.year))
    return Table("Studies with a comparison group", TABLE, tuple(Row(_study_row(s, dataset, notes)) for s in studies))


def _agreement(studies: list[Study]) -> str:
    said = [f"{sum((s.finding or 'not-reported') == name for s in studies)} {words}" for name, words in FINDINGS.items()
            if any((s.finding or "not-reported") == name for s in studies)]  # fmt: skip
    return (
        f"Together: {', '.join(said)}. A finding is what the authors report; "
        f"{sum(s.blinded is True for s in studies)} of {len(studies)} are stated to have been blinded."
    )


def _study_row(study: Study, dataset: Dataset, notes: Notes) -> tuple[Cell, ...]:
    blinded = {True: "blinded", False: "not blinded", None: "blinding not stated"}[study.blinded]
    controls = f"of them {study.controls} without cells" if study.controls is not None else "controls: not stated"
    given = listed((dataset.label(term) for term in (*study.cells, *study.routes)), lower=True)
    return (
        (line(Run(study.name, "strong", notes.refs(study.sources))), line(f"{study.design}, {blinded}")),
        (line(f"{study.people}" if study.people is not None else "not stated"), line(controls)),
        (line(given or "not stated"), *((line(" and ".join(donors(study.donor))),) if study.donor else ())),
        (line(Run(FINDINGS[study.finding or "not-reported"], "strong")), line(study.outcome)),
        (line(study.adverse_events or "not stated"),),
    )


def _entry(entry: Entry, dataset: Dataset, notes: Notes) -> Item:
    beneath: tuple[Line, ...]
    match entry:
        case Study():
            title, beneath = entry.name, _study(entry, dataset)
        case Harm():
            title, beneath = f"{entry.name}, {date_words(entry.dated)}", _harm(entry)
        case Trial():
            title, beneath = f"{entry.registry_id} {entry.name}", _trial(entry)
        case Position():
            title, beneath = f"{entry.body}, {date_words(entry.dated)}", (line(entry.says),)
        case Product():
            title = f"{entry.name} ({entry.maker})"
            beneath = (line(entry.authorised), *((line(entry.latest),) if entry.latest else ()))
        case Alternative():
            title, beneath = f"{entry.name}, as of {date_words(entry.dated)}", alternative_lines(entry)
        case Claim():
            title = f"{dataset.name(entry.about)}: {trouble_word(entry)}, {date_words(day_of(entry, dataset))}  "
            beneath = (line(entry.says), *((line(entry.note),) if entry.note else ()))
        case _:
            assert_never(entry)
    status = (Run(entry.status, "status"),) if isinstance(entry, Claim) else ()
    return Item(line(Run(title, "strong", notes.refs(entry.sources)), *status), beneath=beneath)


def _harm(harm: Harm) -> tuple[Line, ...]:
    told = (
        harm.says,
        f"Harmed: {harmed(harm.people, harm.of)}" if harm.of is not None else "",
        f"Treated for: {harm.treated_for}" if harm.treated_for else "",
        f"What it does not show: {harm.fairness}" if harm.fairness else "",
    )
    return tuple(line(part) for part in told if part)


def _study(study: Study, dataset: Dataset) -> tuple[Line, ...]:
    people = count(study.people, "person", "people") if study.people is not None else "number of people not stated"
    since = study.since_injury or "time since injury not stated"
    phase = f"phase {study.phase}" if study.phase else ""
    given = listed((dataset.label(term) for term in (*study.cells, *study.routes)), lower=True)
    told = [
        "; ".join(filter(None, (f"{study.design}, {people}", phase, study.place, grades_words(study.ais), since))),
        ", ".join(filter(None, (given, " and ".join(donors(study.donor)), study.dose))),
        study.outcome,
        *(f"{number}: {figure.says}" if (number := figure_words(figure)) else figure.says for figure in study.figures),
        f"Against its comparison group: {FINDINGS[study.finding]}" if study.finding else "",
        f"Adverse events: {study.adverse_events or 'not stated'}",
        f"Follow-up: {study.follow_up or 'not stated'}",
        f"Limits: {study.limits}",
        f"Registered as: {', '.join(study.registry)}" if study.registry else "",
    ]
    return tuple(line(part) for part in told if part)


def _trial(trial: Trial) -> tuple[Line, ...]:
    people = count(trial.people, "person", "people") if trial.people is not None else "number not stated"
    told = [
        f"{trial.status.replace('-', ' ')}, as of {date_words(trial.status_date)}; {people}; {_who(trial)}",
        trial.gives,
        f"Results: {trial.results}" if trial.results else "Results: none found",
        "The participant pays or may pay." if trial.pays else "",
        f"Check today: {trial.url}",
    ]
    return tuple(line(part) for part in told if part)


def _closing() -> tuple[Line, ...]:
    return (line(Run(EVIDENCE_ADVICE, "quiet")),)
