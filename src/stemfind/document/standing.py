"""Whether somebody still treats people: what is said first of one that is known to have closed or stopped."""

from collections.abc import Iterable

from ..model.age import UNDATED
from ..model.clinic import Standing
from ..model.country import Subject
from ..model.dataset import Dataset
from .footnotes import Notes
from .parts import Line, Run, Text, line
from .words import date_words


def standing_words(standing: Standing, called: str = "") -> str:
    """Return whether it treats people and as of when: "closed, Jun 2010"; `called` says its state in other words."""
    dated = "" if standing.dated == UNDATED else f", {date_words(standing.dated)}"
    return f"{called or standing.state}{dated}"


def ended_run(ended: Standing, refs: tuple[int, ...] = (), name: str = "") -> Run:
    """Return that it no longer treats people: "! Closed, Jun 2010", or "! Alpha: closed, Jun 2010"."""
    words = standing_words(ended)
    told = f"{name}: {words}" if name else f"{words[:1].upper()}{words[1:]}"
    return Run(f"! {told}", "caution", refs, lang="en")


def ended_first(subjects: Iterable[Subject], dataset: Dataset, notes: Notes | None = None) -> tuple[Text, ...]:
    """Return which of some no longer treat people, to stand first: `notes` tells how it came to that."""
    looked_at = tuple(subjects)
    several = len(looked_at) > 1
    told = [_ended(one, one.ended, dataset.short(one.id) * several, notes) for one in looked_at if one.ended]
    return (Text(tuple(told)),) if told else ()


def _ended(one: Subject, ended: Standing, name: str, notes: Notes | None) -> Line:
    if notes is None:
        return line(ended_run(ended, name=name), "  ", Run(f"stemfind show {one.id}", "command"))
    note = Run(f": {ended.note}" if ended.note else "", lang="en")
    return line(ended_run(ended, notes.refs(ended.sources), name), note)
