"""What the record of a study says, in words."""

from collections.abc import Iterator

from ..model.base import Interval
from ..model.dataset import Dataset
from ..model.evidence import Figure, Study
from ..model.span import NOT_STATED, interval
from .parts import Line, line
from .words import count, given_words, grades_words

FINDINGS_IN_WORDS = {
    "better": ("better with cells than without", "better than the comparison group"),
    "mixed": ("mixed", "mixed"),
    "no-difference": ("no difference with and without cells", "no difference between the groups"),
    "not-comparable": ("no comparison group", "it had none"),
    "not-reported": ("the comparison is not reported", "comparison not reported"),
}
"""What studies report against their own comparison group: alone, and after "Against its comparison group"."""


def study_record(study: Study, dataset: Dataset) -> Iterator[Line]:
    """Yield what the record of a study says: how it was built, what was given, what came out, what it can't show."""
    people = count(study.people, "person", "people") if study.people is not None else "number of people not stated"
    without = f"{study.controls:,} of them without cells" if study.controls is not None else ""
    since = study.since_injury or "time since injury not stated"
    phase = f"phase {study.phase}" if study.phase else ""
    built = (f"{study.design}, {people}", without, phase, study.place, grades_words(study.ais), since)
    yield line("; ".join(filter(None, built)))
    if given := ", ".join(filter(None, (given_words(study, dataset), study.dose))):
        yield line(given)
    yield line(study.outcome)
    for figure in study.figures:
        yield line(": ".join(filter(None, (study_figure(figure), figure.says))))
    if study.finding:
        yield line(f"Against its comparison group: {FINDINGS_IN_WORDS[study.finding][1]}")
    yield line(f"Adverse events: {study.adverse_events or NOT_STATED}")
    yield line(f"Follow-up: {study.follow_up or NOT_STATED}")
    yield line(f"Limits: {study.limits}")
    if study.registry:
        yield line(f"Registered as: {', '.join(study.registry)}")


def study_figure(figure: Figure) -> str:
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
