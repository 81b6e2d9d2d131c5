"""What a dataset may not hold: dangling references, impossible figures, trust that nobody earned."""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from ..model.age import UNDATED
from ..model.base import ID, Interval, Record, several
from ..model.clinic import Price
from ..model.dataset import CLAIMED, Dataset
from ..model.evidence import Figure, Harm, Study
from ..model.money import BASE
from ..model.question import Translation
from ..model.source import Source
from ..model.statement import Claim
from ..model.term import Term
from ..model.trial import Trial
from .sections import SECTIONS
from .shape import did_you_mean
from .spelling import SPELT_KINDS, instead, kinds_of, references

FIGURES = ("count", "dose", "price")
"""What a claim can hold only in a figure."""
REFERRED_AS = {
    **dict.fromkeys(CLAIMED, ("record",)), "sources": ("record", "source"), "countries": ("record", "country"),
    "question_groups": ("group", "asked"), "questions": ("asked",),
}  # fmt: skip
"""As what the records of a section may be referred to; terms are by their kind."""
REFERRED_IN_WORDS = {"group": "question group", "asked": "question or question group"}
"""What a person calls what an id refers to, where that is another word."""
SUGGESTED = 20
"""How many wrong ids are given a near one; to look for it takes long among many ids."""
CIRCLE = 5
"""Terms of a circle that are named."""
UNTRUSTED = ("claimed", "withdrawn")
"""Statuses that need no independent source."""


class Checked(NamedTuple):
    """A record and where it stands."""

    address: str
    section: str
    record: Any


class Register:
    """What the records of a dataset may refer to, and what their dates and prices are held against.

    `elsewhere` are ids of sources that a line of JSON has no room to declare; `rated` are currencies that the user has
    a rate for, or None where no price is converted.
    """

    def __init__(
        self, entries: list[Checked], checked: dt.date, elsewhere: Iterable[str], rated: Iterable[str] | None
    ) -> None:
        self.checked = checked
        """The day after which nothing can be dated."""
        self.ids = defaultdict[str, set[str]](set, source={source for source in elsewhere if re.fullmatch(ID, source)})
        """Ids, by as what they may be referred to."""
        self.sources: dict[str, Source] = {}
        self.broader: dict[str, str | None] = {}
        """Each term, and what it is a kind of."""
        self.currencies = None if rated is None else {BASE, *rated}
        """Currencies that prices may be in; None: any."""
        self._suggested: dict[tuple[str, str], str] = {}
        for _, section, record in entries:
            if isinstance(getattr(record, "id", ""), str):  # a wrong id is named as such
                self._add(section, record)

    def _add(self, section: str, record: Any) -> None:
        for to in kinds_of(record) if section == "terms" else REFERRED_AS.get(section, ()):
            self.ids[to].add(record.id)
        match section:
            case "sources":
                self.sources[record.id] = record
            case "terms":
                self.broader[record.id] = record.broader
            case "rates" if self.currencies is not None:
                self.currencies.add(record.currency)

    def near(self, identity: str, to: str) -> str:
        """Return what would work: a question after a near id, or how to write one; nothing after the first few."""
        asked = (to, identity)
        if asked not in self._suggested and len(self._suggested) < SUGGESTED:
            known = sorted(self.ids[to])
            self._suggested[asked] = (
                instead(identity, to, known) if to in SPELT_KINDS else did_you_mean(identity, tuple(known))
            )
        return self._suggested.get(asked, "")

    @cached_property
    def circles(self) -> dict[str, tuple[list[str], int]]:
        """Each term that is a kind of itself: the circle that it stands in, and where."""
        done: set[str] = set()
        found: dict[str, tuple[list[str], int]] = {}
        for start in self.broader:
            way: dict[str, int] = {}
            at: str | None = start
            while at is not None and at not in done and at not in way:
                way[at] = len(way)
                at = self.broader.get(at)
            if at is not None and at in way:
                circle = list(way)[way[at] :]
                found |= {term: (circle, place) for place, term in enumerate(circle)}
            done |= way.keys()
        return found


def problems(entries: list[Checked], register: Register) -> Iterator[str]:
    """Yield every problem of some entries with its address."""
    yield from _duplicates(entries)
    for address, _, record in entries:
        for where, part in _with_inner(record, address):
            for rule in RULES:
                for message in rule(part, register):
                    yield f"{where}: {message}"


def _duplicates(entries: list[Checked]) -> Iterator[str]:
    seen: dict[tuple[str, str], str] = {}
    for address, section, record in entries:
        if (identity := _identity(record)) is not None:
            key = ("record" if section in CLAIMED else section, identity)
            if key in seen:
                yield f"{address}: the id {identity!r} is taken by {seen[key]}"
            seen.setdefault(key, address)


def _identity(record: Any) -> str | None:
    """Return what no second record of a section may be called."""
    if isinstance(record, Translation):
        return f"{record.of} {record.lang}"
    return getattr(record, "id", None) or getattr(record, "currency", None)


def _with_inner(record: Record, where: str = "", joint: str = ": ") -> Iterator[tuple[str, Record]]:
    """Yield a record and every record inside it, each with its address."""
    yield where, record
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from _with_inner(value, f"{where}{joint}{name}", ".")
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Record):
                    yield from _with_inner(item, f"{where}{joint}{name}[{index}]", ".")


def cited(record: Record) -> Iterator[str]:
    """Yield the ids of the sources that a record, or one inside it, rests on."""
    for _, part in _with_inner(record):
        for name, to in references(type(part)).items():
            if to == "source":
                yield from several(getattr(part, name) or ())


def uses(dataset: Dataset) -> Counter[str]:
    """Return how many statements rest on each source."""
    return Counter(source for section in SECTIONS for record in getattr(dataset, section) for source in cited(record))


def _dangling(part: Record, register: Register) -> Iterator[str]:
    for name, to in references(type(part)).items():
        for identity in several(getattr(part, name) or ()):
            if identity not in register.ids[to]:
                said = REFERRED_IN_WORDS.get(to, to)
                yield f"{name}: {identity!r} is no {said} of this dataset{register.near(identity, to)}"


def _backwards(part: Record, _: Register) -> Iterator[str]:
    if isinstance(part, Interval) and not part.known:
        yield "needs a low end, a high end or both"
    if isinstance(part, Interval | Figure) and part.low is not None and part.high is not None and part.low > part.high:
        yield f"low {part.low} is above high {part.high}"


def _unrated(part: Record, register: Register) -> Iterator[str]:
    known = register.currencies
    if isinstance(part, Price) and part.currency and known is not None and part.currency not in known:
        yield (
            f"currency: no rate is given for {part.currency}; "
            f"add one to [[rates]], or write --rate {part.currency}=… where prices are converted"
        )


def _beyond(part: Record, _: Register) -> Iterator[str]:
    for name, most in HIGHEST.items():
        value = getattr(part, name, None)
        for interval in (value,) if isinstance(value, Interval) else value or ():
            if max(interval.low or 0, interval.high or 0) > most:
                yield f"{name}: more than {most:,} {MEASURED.get(name, name)} are no figure of this field"


HIGHEST = {
    "age": 130, "years": 100, "stay": 3660, "nights": 3660, "sessions": 10_000,
    "treatments": 10_000_000, "since": 36_600,
}  # fmt: skip
"""The highest figure of intervals of a field."""
MEASURED = {"age": "years", "since": "days", "stay": "days"}
"""What those count that do not say it by their name."""


def _unearned(part: Record, register: Register) -> Iterator[str]:
    """A statement that rests on sellers alone can be nothing but `claimed`."""
    status = getattr(part, "status", None)
    sources = getattr(part, "sources", None)
    if not sources or status in (None, *UNTRUSTED) or isinstance(part, Trial):
        return
    behind = (*sources, *(part.checked_by if isinstance(part, Claim) else ()))
    if not any(register.sources[s].independent for s in behind if s in register.sources):
        yield f"status: only sellers stand behind it ({', '.join(behind)}), so it can't be {status!r}, only 'claimed'"


def _nameless(part: Record, _: Register) -> Iterator[str]:
    sources = getattr(part, "sources", None)
    if sources == ():
        yield "source: names no source"
    if isinstance(part, Source) and part.url is None and part.doi is None:
        yield "a source needs a url or a doi"


def _blank(part: Record, _: Register) -> Iterator[str]:
    for name in part.__struct_fields__:
        value = getattr(part, name)
        if isinstance(value, str) and not value.strip():
            yield f"{name}: is blank"


def _late(part: Record, register: Register) -> Iterator[str]:
    checked = register.checked
    for name in ("retrieved", "date", "dated", "published", "status_date"):
        value = str(getattr(part, name, None) or UNDATED)
        if value == UNDATED:
            continue
        if not _is_day(value):
            yield f"{name}: {value} is no day of the calendar"
        if value[:10] > checked.isoformat()[: len(value)]:
            yield f"{name}: {value} lies after {checked}, when the dataset was last checked"
    if isinstance(part, Study) and (part.year or 0) > checked.year:  # None where it had the wrong shape
        yield f"year: {part.year} lies after {checked}, when the dataset was last checked"


def _is_day(date: str) -> bool:
    """Whether a date that names a day names one that the calendar has."""
    try:
        return len(date) < len("2026-01-31") or bool(dt.date.fromisoformat(date))
    except ValueError:
        return False


def _circling(part: Record, register: Register) -> Iterator[str]:
    if not isinstance(part, Term) or part.broader is None:
        return
    if part.broader not in register.ids[part.kind]:
        yield f"broader: {part.broader!r} is no term of kind {part.kind!r}"
    if part.id in register.circles:
        circle, place = register.circles[part.id]
        others = [*circle[place + 1 :], *circle[:place]][:CIRCLE]
        more = [f"{len(circle) - 1 - CIRCLE} more"] if len(circle) - 1 > CIRCLE else []
        yield f"broader: it is a kind of itself, by way of {' and '.join([*others, *more]) or 'nothing'}"


def _too_many(part: Record, _: Register) -> Iterator[str]:
    if isinstance(part, Study) and part.people is not None and (part.controls or 0) >= part.people:
        yield f"controls: {part.controls} of {part.people} people leave nobody who had cells"
    if isinstance(part, Figure | Harm):
        name, count = ("count", part.count) if isinstance(part, Figure) else ("people", part.people)
        if count is not None and part.of is not None and count > part.of:
            yield f"{name}: {count} is more than the {part.of} that it is out of"


def _twice(part: Record, _: Register) -> Iterator[str]:
    """The offers of one clinic are told apart by their ids."""
    for identity, times in Counter(offer.id for offer in getattr(part, "offers", ())).items():
        if times > 1:
            yield f"offers: the id {identity!r} is there {times} times"


def _figureless(part: Record, _: Register) -> Iterator[str]:
    """A statement that is said to hold a figure has one."""
    if isinstance(part, Claim) and (part.value is None or part.unit is None):
        for need in FIGURES:
            if need in part.holds:
                yield f"holds: {need!r} is a figure, and `value` with its `unit` is missing"


RULES: tuple[Callable[[Record, Register], Iterator[str]], ...] = (
    _blank, _dangling, _backwards, _unrated, _beyond, _unearned, _nameless, _circling, _too_many, _twice, _figureless,
    _late,
)  # fmt: skip
