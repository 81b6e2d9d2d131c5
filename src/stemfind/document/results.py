"""What studies found when they last measured: cells, dose, route, how long, what was left."""

from ..model.dataset import Dataset
from ..model.evidence import Study
from ..model.span import NOT_STATED
from .parts import Column, Line, Row, Run, Table, line
from .words import named, or_not_stated, terms_words

CAPTION = "What was left at the end"
RESULT_TITLES = ("cells", "dose", "route", "measured", "left at the end")
"""What is told of a study, beside its name."""


def results_table(dataset: Dataset, *, compared: bool = False) -> Table:
    """Return a row a study of which is stated what was left at its end, those with a comparison group first.

    `compared` leaves the others out.
    """
    rows = _rows(dataset, compared=compared)
    last = Column(RESULT_TITLES[-1], least=24, grow=True)
    columns = (Column("study", least=22), *(Column(title, least=12) for title in RESULT_TITLES[:-1]), last)
    narrow = (Column("study: cells, route", least=20), Column("dose; measured", least=16), last)
    few = tuple(_narrow(study, dataset, title) for study, title in rows)
    wide = tuple(Row(tuple((told,) for told in _told_of(study, dataset)), title) for study, title in rows)
    compact = Table(CAPTION, narrow, few)
    return Table(CAPTION, columns, wide, compact=compact)


def brief_results(dataset: Dataset) -> Table:
    """Return for a short page when those with a comparison group last measured, and what was left."""
    rows = [Row((told[0:1], told[4:5], told[5:6])) for study, _ in _rows(dataset, compared=True)
            for told in [_told_of(study, dataset)]]  # fmt: skip
    titles = ("with a comparison group", *RESULT_TITLES[-2:])
    columns = tuple(Column(title, grow=title == titles[-1]) for title in titles)
    return Table(CAPTION, columns, tuple(rows))


def _rows(dataset: Dataset, *, compared: bool) -> list[tuple[Study, str | None]]:
    """Return studies, each with the title of the group that it begins."""
    told = sorted((study for study in dataset.studies if study.left), key=lambda study: study.year)
    groups = (
        ("With a comparison group", [study for study in told if study.compared]),
        ("Without one: no difference from natural recovery can be told",
         [] if compared else [study for study in told if not study.compared]),
    )  # fmt: skip
    return [(study, title if at == 0 else None) for title, studies in groups for at, study in enumerate(studies)]


def _told_of(study: Study, dataset: Dataset) -> tuple[Line, ...]:
    """Return its name, and what fills the titles."""
    cells, routes = terms_words(dataset, study.cells), terms_words(dataset, study.routes)
    told = (cells, study.dose, routes, study.follow_up, study.left)
    return (line(Run(named(study), "strong")), *map(or_not_stated, told))


def _narrow(study: Study, dataset: Dataset, section: str | None) -> Row:
    """Return the same in three cells: what is given beneath the study, the time beneath the dose."""
    name, cells, dose, route, measured, left = _told_of(study, dataset)
    given: Line = (*cells, *((Run(", "), *route) if study.routes else ()))
    return Row(
        ((name, given), (dose if study.dose else line(Run(f"dose {NOT_STATED}", "unknown")), measured), (left,)),
        section,
    )
