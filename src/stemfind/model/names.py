"""One index of names, and one way to find a record by what people call it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, get_args

from msgspec import Struct

from ..errors import AmbiguousName, UnknownName, enumerated

PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "'": "", "’": ""})
"""Letters that Unicode decomposition leaves alone, and marks that names are written with and without."""
ASCII = str.maketrans({chr(code): None if chr(code) == "'" else " " for code in range(128) if not chr(code).isalnum()})
"""What folding makes of ASCII that is no letter and no digit."""
INITIALS = r"\b(\w)\.(?=\w\b)"
"""The point between two letters that stand alone, as in U.K."""
FILLERS = frozenset(["a", "an", "and", "at", "de", "del", "der", "do", "for", "in", "la", "of", "on", "the", "to", "y"])
"""Words that say nothing of what is meant."""
GENERIC = frozenset([
    "cell", "cells", "center", "centre", "clinic", "clinics", "doctor", "dr", "health", "hospital", "institute",
    "international", "medical", "medicine", "professor", "prof", "programme", "regenerative", "stem", "therapy",
    "treatment", "university",
])  # fmt: skip
"""Words that so many sellers have in their names that no name is meant because it begins with them."""
SPELT = {
    "st": "saint", "ste": "saint", "peking": "beijing", "bombay": "mumbai", "bengaluru": "bangalore", "kiev": "kyiv",
    "koln": "cologne", "koeln": "cologne", "duesseldorf": "dusseldorf", "lisboa": "lisbon", "moskva": "moscow",
    "beograd": "belgrade", "breslau": "wroclaw",
}  # fmt: skip
"""Words that are written in several ways, most of them towns."""
ADDRESS = r"(?:[a-z][a-z0-9+.-]*://)?(?:[^/?#@\s]*@)?((?:[\w-]+\.)+[^\W\d_]{2,}|[\w-]+\.xn--\w+)\.?(?::\d+)?"
"""How a web address begins: with or without its scheme, to the end of its host."""
SHARED_HOSTS = (
    "facebook.com", "instagram.com", "linkedin.com", "linktr.ee", "sites.google.com", "t.me", "tiktok.com",
    "twitter.com", "wa.me", "x.com", "youtube.com",
)  # fmt: skip
"""Hosts of many owners, where only the whole address names one."""
SUGGESTIONS = 3
"""How many near names are offered at most."""
PREFIX, PART, LONG = 3, 4, 8
"""Letters from which the beginning of a word, a part of a word and two slips of the pen are understood."""
NOT_NEAR = 99
"""More slips than are ever taken for one."""
ENDS = (" (closed)", " (ended)", " (stopped)")
"""What a clinic's name may say of its end."""


Rank = Literal[
    "id", "folded id", "exact", "same words", "host", "first words", "words", "spread", "prefix", "word prefix", "part",
]  # fmt: skip
"""How well a name fits what was typed: a better rank always wins.

`id`: the id as it is written. `folded id`: but for case and accents. `exact`: a name, an alias or a code of its own,
likewise. `same words`: the words of one of its names in another order, as Korea, Republic of. `host`: its address on
the web. `first words`: of a name of its own; or words of a name that others may carry too, as a town or a doctor.
`words`: words of one of its names. `spread`: words of several of its names, and of where it is, as liv istanbul.
`prefix`, `word prefix`: the beginning of a name, or of a word of it, from three letters. `part`: a part of a name, from
four letters.
"""
RANKS: tuple[Rank, ...] = get_args(Rank)
PART_BEGINS = {"prefix": ("\n ", PREFIX), "word prefix": (" ", PREFIX), "part": ("", PART)}
"""What stands before a part of a name that counts, and how many letters it has at least."""


class Entry(Struct, frozen=True):
    """Something that has a name."""

    id: str
    name: str
    also: tuple[str, ...] = ()
    """Other names of its own: aliases, codes, former names."""
    whole: tuple[str, ...] = ()
    """More names of its own, of which a part means nothing: great is not Great Britain."""
    shared: tuple[str, ...] = ()
    """What it is called by as well, but perhaps not it alone: towns."""
    people: tuple[str, ...] = ()
    """Those who work there, by whole words of their names."""
    sites: tuple[str, ...] = ()
    """Its addresses on the web; those that stand in its names count as well."""
    around: tuple[str, ...] = ()
    """Words that only narrow a search: its country."""


class Forms(Struct, frozen=True):
    """The names of an entry, folded."""

    entry: Entry
    own: tuple[str, ...]
    whole: tuple[str, ...]
    shared: tuple[str, ...]
    people: tuple[str, ...]
    parts: str
    """Those of which a part counts, each begun by a line break and a space."""


def fold(text: str) -> str:
    """Return text without case, accents and punctuation, so that Türkiye and turkiye are the same."""
    if text.isascii():
        return " ".join(text.lower().translate(ASCII).split())
    apart = unicodedata.normalize("NFKD", text).casefold().translate(PLAIN)
    bare = "".join(c for c in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def resolve(query: str, entries: Sequence[Entry], kind: str, hint: str | None = None) -> Entry:
    """Return the one entry that a query names, by the best rank at which any entry fits.

    A part of a name that is not its beginning is not taken where another name is spelled nearly so. Raises
    AmbiguousName with all that fit equally well, or UnknownName with what is spelled nearly so, else with `hint`, else
    with what there is.
    """
    found = fitting(query, entries, "prefix")
    candidates = () if found else near(query, entries)
    if not found:
        part = fitting(query, entries)
        found = part if {entry.id for entry in part}.issuperset(candidates) else []
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousName(query, kind, tuple(entry.id for entry in found))
    told = f"there are {enumerated([entry.id for entry in entries])}" if hint is None else hint
    raise UnknownName(query, kind, candidates, told)


def fitting(query: str, entries: Sequence[Entry], upto: Rank = "part") -> list[Entry]:
    """Return the entries that a query fits best, at no worse a rank than `upto`; none where it holds no letter."""
    asked = _Query(query)
    ranks = RANKS[: RANKS.index(upto) + 1] if asked.key else ()
    found = ([entry for entry in entries if asked.fits(_folded(entry), rank)] for rank in ranks)
    return next(filter(None, found), [])


def near(query: str, entries: Iterable[Entry], *, words: bool = True) -> tuple[str, ...]:
    """Return what is spelled nearly like a query: ids, or a word that several are called by.

    Nearly is one slip (a letter more, less or other, or two that changed places), from eight letters two; in three
    letters another one makes another word. A whole name goes before a word of one, so that turky is Turkey and not
    the Turks Islands. Without `words` only whole names count, and four letters are as few.
    """
    known = tuple(entries)
    few = PREFIX if words else PART
    return _nearest(query, known, few, words=False) or (_nearest(query, known, few, words=True) if words else ())


def _nearest(query: str, entries: Iterable[Entry], few: int, *, words: bool) -> tuple[str, ...]:
    """Return what is spelled nearly like a query, of whole names or of their words as well."""
    asked = _Query(query)
    label = folded_name(asked.address[0].split(".")[0]) if asked.address else ""  # giostar of www.giostar.com
    spelled: dict[str, dict[str, None]] = {}
    for entry in entries:
        for name in _spelled(entry, words=words):
            spelled.setdefault(name, {})[entry.id] = None
    slips = {name: min(_slips(asked.key, name, few), _slips(label, name, few)) for name in spelled}
    nearest = sorted((name for name in slips if slips[name] < NOT_NEAR), key=slips.__getitem__)
    told = (next(iter(spelled[name])) if len(spelled[name]) == 1 else name for name in nearest)
    return tuple(dict.fromkeys(told))[:SUGGESTIONS]


def holds(told: str, word: str) -> bool:
    """Whether a folded text holds a folded word: two letters as a word, three as its beginning, four and more anywhere.

    So `uk` is not found in Ukraine.
    """
    if len(word) < PREFIX:
        return not word or f" {word} " in f" {told} "
    return word in told if len(word) >= PART else f" {word}" in f" {told}"


def begins(query: str, name: str) -> bool:
    """Whether what was typed is a name, whole words of it or, from three letters, the beginning of one of them."""
    return bool(fitting(query, [Entry(name, name)], "word prefix"))


def without_end(name: str) -> str:
    """Return a clinic's name without what it says of its end: Okyanos (closed) is Okyanos."""
    return next((name.removesuffix(end) for end in ENDS if name.endswith(end)), name)


def address(text: str) -> tuple[str, str] | None:
    """Return the host and the path of a web address, with or without https:// and www., or None."""
    found = re.match(ADDRESS, text.strip().lower())
    if found is None or (rest := text.strip()[found.end() :])[:1] not in ("", "/", "?", "#"):
        return None
    return found[1].removeprefix("www."), rest.partition("?")[0].partition("#")[0].strip("/").lower()


class _Query:
    """What was typed, made ready to be held against names."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.key = folded_name(text)
        self.words = _telling(self.key)
        self.address = address(text)

    def fits(self, forms: Forms, rank: Rank) -> bool:
        """Whether a name of an entry fits at a rank."""
        match rank:
            case "id":
                return forms.entry.id == self.text
            case "folded id":
                return self.key == forms.own[0]
            case "exact":
                return self.key in (*forms.own, *forms.whole)
            case "host":
                return self.address is not None and any(_leads(self.address, own) for own in _addresses(forms.entry))
            case "prefix" | "word prefix" | "part":
                before, least = PART_BEGINS[rank]
                return bool(self.words) and len(self.key) >= least and f"{before}{self.key}" in forms.parts
            case _:
                return bool(self.words) and self._words_fit(forms, rank)

    def _words_fit(self, forms: Forms, rank: Rank) -> bool:
        if rank == "same words":
            return any(self.words == _telling(name) for name in (*forms.own, *forms.whole))
        if rank == "first words":
            first = not self.words <= GENERIC and any(f"{name} ".startswith(f"{self.key} ") for name in forms.own)
            return first or any(self.words <= _telling(name) for name in (*forms.shared, *forms.people))
        if rank == "words":
            return any(self.words <= _telling(name) for name in forms.own)
        told = frozenset().union(*map(_telling, (*forms.own, *forms.shared, *forms.people)))
        around = frozenset().union(*(_telling(folded_name(name)) for name in forms.entry.around))
        return bool(self.words & told) and self.words <= told | around


def folded_name(text: str) -> str:
    """Return text folded, with initials as one word: U.K. is uk."""
    return fold(re.sub(INITIALS, r"\1", text) if "." in text else text)


@lru_cache(maxsize=8192)
def _telling(key: str) -> frozenset[str]:
    """Return the words of a folded name that say something."""
    return frozenset(SPELT.get(word, word) for word in key.split() if word not in FILLERS)


@lru_cache(maxsize=8192)
def _folded(entry: Entry) -> Forms:
    sites = tuple(name for name in entry.also if address(name) is not None)
    named = (entry.id, entry.name, *(name for name in entry.also if name not in sites))
    groups = (named, (*entry.whole, *sites), entry.shared, entry.people)
    own, whole, shared, people = (tuple(map(folded_name, names)) for names in groups)
    return Forms(entry, own, whole, shared, people, "".join(f"\n {name}" for name in (*own, *shared)))


def _addresses(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the addresses on the web that an entry names, alone or as a word of a name."""
    for text in (*entry.sites, entry.name, *entry.also):
        for word in text.split() if "." in text else ():
            if (found := address(word.strip("(),;"))) is not None:
                yield found


def _spelled(entry: Entry, *, words: bool) -> Iterator[str]:
    """Yield the names of an entry, and each word of them; short codes are near to anything, and left out."""
    forms = _folded(entry)
    parted = (*forms.own, *forms.shared, *forms.people)
    yield from forms.own[:2]
    yield from (name for name in (*parted, *forms.whole) if len(name) > PREFIX)
    if words:
        yield from (word for name in parted if " " in name for word in _telling(name) if len(word) >= PREFIX)


def _leads(asked: tuple[str, str], own: tuple[str, str]) -> bool:
    """Whether an address is an entry's: its host or one below it, with its path where the host has many owners."""
    if own[0] in SHARED_HOSTS:
        return asked == own
    return f".{asked[0]}".endswith(f".{own[0]}")


def _slips(one: str, other: str, few: int) -> int:
    """Return how many slips lie between two spellings, or NOT_NEAR where it is more than are taken for slips.

    In as `few` letters another letter is no slip.
    """
    allowed = 0 if len(one) < PREFIX else 1 if len(one) < LONG else 2
    if not allowed or abs(len(one) - len(other)) > allowed:
        return NOT_NEAR
    other_letter = 1 if len(one) > few else 2
    before, above = list[int](), list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, mark in enumerate(other, start=1):
            least = min(above[column] + 1, line[-1] + 1, above[column - 1] + other_letter * (letter != mark))
            if row > 1 and column > 1 and (letter, one[row - 2]) == (other[column - 2], mark):
                least = min(least, before[column - 2] + 1)
            line.append(least)
        if min(line) > allowed:
            return NOT_NEAR
        before, above = above, line
    return above[-1] if above[-1] <= allowed else NOT_NEAR
