"""Whether somebody still treats people: what is said first of one that is known to have closed or stopped."""

from collections.abc import Iterable, Sequence

from ..model.age import UNDATED
from ..model.clinic import Clinic, Standing
from ..model.country import Subject
from ..model.dataset import Dataset
from ..model.names import without_end
from .footnotes import Notes
from .parts import Line, Run, Text, line
from .words import count, date_words, either


def standing_words(standing: Standing, called: str = "", joint: str = ", ") -> str:
    """Return whether it treats people and as of when: "closed, Jun 2010"; `called` says its state in other words."""
    dated = "" if standing.dated == UNDATED else f"{joint}{date_words(standing.dated)}"
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


def end_words(ended: Standing | None) -> str:
    """Return "closed Jun 2010": what became of a clinic that no longer treats people; empty of another."""
    return standing_words(ended, joint=" ") if ended else ""


def name_with_end(name: str, ended: Standing | None) -> str:
    """Return a name with what became of its clinic: ICM, Costa Rica (closed Jun 2010); once where the name says it."""
    return f"{without_end(name)} ({end_words(ended)})" if ended else name


def former_prices(former: Sequence[Clinic], country: str = "") -> Line:
    """Return how many clinics that are gone published prices, and the command that shows them; empty where none did."""
    states = sorted({clinic.ended.state for clinic in former if clinic.ended})
    if not states:
        return ()
    asked = (f"--country {country}" if country else "", *(f"--standing {state}" for state in states))
    way = f"show {former[0].id}" if len(former) == 1 else " ".join(("filter", *filter(None, asked)))
    gone = count(len(former), f"{either(states)} clinic")
    return line(f"{gone} published prices  ", Run(f"stemfind {way}", "command"))
