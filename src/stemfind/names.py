"""One way to find a record by what people call it."""

import unicodedata
from collections.abc import Iterable, Sequence

from msgspec import Struct

from .errors import AmbiguousName, UnknownName

PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "'": "", "’": ""})
"""Letters that Unicode decomposition leaves alone, and marks that names are written with and without."""
SUGGESTIONS = 3


class Entry(Struct, frozen=True):
    """Something that has a name."""

    id: str
    name: str
    also: tuple[str, ...] = ()
    """Other names: aliases and codes."""

    def names(self) -> tuple[str, ...]:
        """Return all that it answers to."""
        return (self.id, self.name, *self.also)


def fold(text: str) -> str:
    """Return text without case, accents and punctuation, so that Türkiye and turkiye are the same."""
    apart = unicodedata.normalize("NFKD", text).casefold().translate(PLAIN)
    bare = "".join(c for c in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def resolve(query: str, entries: Sequence[Entry], kind: str) -> Entry:
    """Return the one entry that a query names: by its id, exactly, by a prefix, by a word's prefix, or by a part.

    Raises UnknownName with near candidates, or AmbiguousName with all that fit.
    """
    wanted = fold(query)
    named = [entry for entry in entries if entry.id == query] or [e for e in entries if fold(e.id) == wanted]
    if len(named) == 1:
        return named[0]
    if wanted:
        for fits in (_exactly, _from_the_start, _from_a_word, _anywhere):
            found = [entry for entry in entries if any(fits(wanted, fold(name)) for name in entry.names())]
            if len(found) == 1:
                return found[0]
            if found:
                raise AmbiguousName(query, kind, tuple(entry.id for entry in found))
    raise UnknownName(query, kind, near(query, entries))


def near(query: str, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return the ids whose names are spelled most like a query."""
    from difflib import get_close_matches  # only a misspelt name pays for it

    spelled = {fold(name): entry.id for entry in entries for name in reversed(entry.names())}
    matches = get_close_matches(fold(query), list(spelled), n=SUGGESTIONS * 2, cutoff=0.6)
    return tuple(dict.fromkeys(spelled[match] for match in matches))[:SUGGESTIONS]


def _exactly(wanted: str, name: str) -> bool:
    return wanted == name


def _from_the_start(wanted: str, name: str) -> bool:
    return name.startswith(wanted)


def _from_a_word(wanted: str, name: str) -> bool:
    return f" {wanted}" in f" {name}"


def _anywhere(wanted: str, name: str) -> bool:
    return wanted in name
