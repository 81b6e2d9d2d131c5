"""What a dataset may not hold: dangling references, impossible figures, trust that nobody earned."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple, get_args

import msgspec

from ..model.base import Interval, Record
from ..model.clinic import Price
from ..model.evidence import Study
from ..model.source import Source
from ..model.statement import Claim
from ..model.term import Term
from ..model.trial import Trial

ITEM_KINDS = ("cells", "inclusion")
RECORD_SECTIONS = (
    "sources",
    "countries",
    "benchmarks",
    "clinics",
    "studies",
    "harms",
    "positions",
    "products",
    "trials",
)
"""Sections whose ids share one namespace, so that a claim can be about any of them."""
UNTRUSTED = ("claimed", "withdrawn")
"""Statuses that need no independent source."""


class Entry(NamedTuple):
    """A record and where it stands."""

    address: str
    section: str
    record: Record


class Register:
    """What the records of a dataset may refer to."""

    broader: dict[str, str | None]
    """Each term, and what it is a kind of."""
    currencies: set[str] | None = None
    """Currencies that prices may be in; None: any."""

    def __init__(self, entries: list[Entry]) -> None:
        self.sources: dict[str, Source] = {
            e.record.id: e.record for e in entries if isinstance(e.record, Source) and e.record.id
        }
        self.ids: dict[str, set[str]] = {"source": set(self.sources), "record": set(), "country": set(), "item": set()}
        self.rated = {"USD"}
        self.broader = {}
        for _, section, record in entries:
            self._add(section, record)

    def _add(self, section: str, record: Any) -> None:
        if not isinstance(getattr(record, "id", ""), str):
            return  # its id was wrong, and is named as such
        if section in RECORD_SECTIONS:
            self.ids["record"].add(record.id)
        if section == "countries":
            self.ids["country"].add(record.id)
        if section == "terms":
            self.ids.setdefault(record.kind, set()).add(record.id)
            self.broader[record.id] = record.broader
            if record.kind in ITEM_KINDS:
                self.ids["item"].add(record.id)
        if section == "rates":
            self.rated.add(record.currency)


def problems(
    entries: list[Entry],
    checked: dt.date,
    around: Iterable[Entry] = (),
    elsewhere: Iterable[str] = (),
    rated: Iterable[str] | None = (),
) -> Iterator[str]:
    """Yield every problem with its address; `checked` is the day after which nothing can be dated.

    `around` are records that may be referred to but are not looked at; `elsewhere` are ids of sources that a line of
    JSON has no room to declare; `rated` are currencies that the user has a rate for, or None where
    no price is converted.
    """
    register = Register([*entries, *around])
    register.currencies = None if rated is None else {*register.rated, *rated}
    register.ids["source"] |= set(elsewhere)
    yield from _duplicates(entries)
    for address, _, record in entries:
        for path, part in _parts(record):
            where = f"{address}: {path}: " if path else f"{address}: "
            for rule in RULES:
                for message in rule(part, register):
                    yield where + message
            for message in _late(part, checked):
                yield where + message


def _duplicates(entries: list[Entry]) -> Iterator[str]:
    seen: dict[tuple[str, str], str] = {}
    for address, section, record in entries:
        identity = getattr(record, "id", None) or getattr(record, "currency", None)
        if identity is None:
            continue
        key = ("record" if section in RECORD_SECTIONS else section, identity)
        if key in seen:
            yield f"{address}: the id {identity!r} is taken by {seen[key]}"
        seen.setdefault(key, address)


def _parts(record: Record, path: str = "") -> Iterator[tuple[str, Record]]:
    """Yield a record and every record inside it, with its path."""
    yield path, record
    dot = f"{path}." if path else ""
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from _parts(value, f"{dot}{name}")
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Record):
                    yield from _parts(item, f"{dot}{name}[{index}]")


@cache
def _references(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return which fields of a record refer to what."""
    found = ((field.name, _refers(field.type)) for field in msgspec.structs.fields(kind))
    return tuple((name, to) for name, to in found if to is not None)


def _refers(annotation: Any) -> str | None:
    for meta in getattr(annotation, "__metadata__", ()):
        if isinstance(meta, msgspec.Meta) and meta.extra:
            return str(meta.extra["refers"])
    found = (_refers(part) for part in get_args(annotation))
    return next((to for to in found if to is not None), None)


def _dangling(part: Record, register: Register) -> Iterator[str]:
    for name, to in _references(type(part)):
        value = getattr(part, name)
        known = register.ids.get(to, set())
        for identity in (value,) if isinstance(value, str) else value or ():
            if identity not in known:
                yield f"{name}: {identity!r} is no {to} of this dataset{_near(identity, known)}"


def _near(identity: str, known: set[str]) -> str:
    from difflib import get_close_matches  # only a broken dataset pays for it

    near = get_close_matches(identity, sorted(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _backwards(part: Record, register: Register) -> Iterator[str]:
    if isinstance(part, Interval):
        if not part.known:
            yield "needs a low end, a high end or both"
        elif part.low is not None and part.high is not None and part.low > part.high:
            yield f"low {part.low} is above high {part.high}"
    known = register.currencies
    if isinstance(part, Price) and part.currency and known is not None and part.currency not in known:
        yield (
            f"currency: no rate is given for {part.currency}; "
            f"add one to [[rates]], or write --rate {part.currency}=… where prices are converted"
        )


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


def _late(part: Record, checked: dt.date) -> Iterator[str]:
    for name in ("retrieved", "date", "dated", "published", "status_date"):
        value = getattr(part, name, None)
        if value is None or value == "undated":
            continue
        if str(value)[:10] > checked.isoformat()[: len(str(value))]:
            yield f"{name}: {value} lies after {checked}, when the dataset was last checked"


def _circling(part: Record, register: Register) -> Iterator[str]:
    if not isinstance(part, Term) or part.broader is None:
        return
    if part.broader not in register.ids.get(part.kind, ()):
        yield f"broader: {part.broader!r} is no term of kind {part.kind!r}"
    seen = [part.id]
    while (above := register.broader.get(seen[-1])) is not None and above not in seen:
        seen.append(above)
    if above == part.id:
        yield f"broader: it is a kind of itself, by way of {' and '.join(seen[1:]) or 'nothing'}"


def _too_many(part: Record, _: Register) -> Iterator[str]:
    if isinstance(part, Study) and part.people is not None and (part.controls or 0) >= part.people:
        yield f"controls: {part.controls} of {part.people} people leave nobody who had cells"


def _twice(part: Record, _: Register) -> Iterator[str]:
    """The offers of one clinic are told apart by their ids."""
    ids = [offer.id for offer in getattr(part, "offers", ())]
    for identity in dict.fromkeys(identity for identity in ids if ids.count(identity) > 1):
        yield f"offers: the id {identity!r} is there {ids.count(identity)} times"


RULES: tuple[Callable[[Record, Register], Iterator[str]], ...] = (
    _blank, _dangling, _backwards, _unearned, _nameless, _circling, _too_many, _twice,
)  # fmt: skip
