"""What people call things, and what records call them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Annotated

from msgspec import Meta, Struct

from .base import Id, NonBlank, Record
from .names import FILLERS, fold, holds

OF_RESULTS = ("dose", "how-many-cells", "last", "repeat")
"""Everyday words that ask for a dose, or for how long an effect lasts."""
EXAMPLES = ("walk", "bladder", "pain", "death", "tumour", "infection", "dose", "children")
"""What is offered to somebody whose word leads nowhere."""
AMERICAN = {
    "tumour": "tumor", "oedema": "edema", "foet": "fet", "paed": "ped", "haem": "hem", "aem": "em", "anaes": "anes",
    "faec": "fec", "programme": "program", "centre": "center", "licence": "license", "favour": "favor",
    "fibre": "fiber",
    "randomis": "randomiz", "organis": "organiz", "recognis": "recogniz", "paralys": "paralyz", "stabilis": "stabiliz",
    "authoris": "authoriz",
}  # fmt: skip
"""British spellings and the American ones that they are held as, on both sides."""
LONGEST_PHRASE = 5
"""Words of the longest phrase that means one thing."""
SHORT_WORD = 3
"""Letters up to which the beginning of a word says nothing: fat is not fatal."""


class EverydayWord(Record, frozen=True, kw_only=True):
    """A word that people type, and what records say of the same."""

    id: Id
    """The word, with `-` for a space."""
    aliases: tuple[NonBlank, ...] = ()
    """Other words for the same."""
    says: Annotated[tuple[NonBlank, ...], Meta(min_length=1)]
    """What records say of it, what answers best first; a record speaks of it where a word of its own begins so."""


class Meaning(Struct, frozen=True):
    """One thing that is asked for: what was typed, and the words of records that speak of it, the best first."""

    typed: str
    everyday: str | None = None
    """The everyday word that it means."""
    words: tuple[str, ...] = ()
    """Empty where the word is no everyday one: then the word itself is looked for."""

    def rank(self, told: str) -> int | None:
        """Return how well a text, held alike, answers: 0 best; None where it doesn't speak of it."""
        if not self.words:
            return 0 if holds(told, self.typed) else None
        return next((rank for rank, word in enumerate(self.words) if _begins(told, word)), None)


def ranked(meant: Iterable[Meaning], told: str, sentences: str | None = None) -> int | None:
    """Return how well a text, held alike, answers all that is meant, 0 best; None where it doesn't speak of all of it.

    `sentences` are the part of it in which everyday words are looked for; absent: all of it.
    """
    ranks = [one.rank(sentences if one.words and sentences is not None else told) for one in meant]
    known = [rank for rank in ranks if rank is not None]
    return sum(known) if len(known) == len(ranks) else None


def _begins(told: str, word: str) -> bool:
    """Whether a word of a text begins so; a short word is a whole one, or its plural."""
    if len(word) > SHORT_WORD:
        return f" {word}" in f" {told}"
    return f" {word} " in f" {told} " or f" {word}s " in f" {told} "


def alike(text: str) -> str:
    """Return folded text in one spelling, so that tumour and tumor are the same."""
    folded = fold(text)
    for british, american in AMERICAN.items():
        folded = folded.replace(british, american)
    return folded


def meanings(typed: Sequence[str], everyday: tuple[EverydayWord, ...]) -> tuple[Meaning, ...]:
    """Return what is asked for, word by word; words that mean one thing together are one, in either number."""
    words = [alike(word) for word in typed]
    known = _known(everyday) if words else {}
    found: list[Meaning] = []
    while words:
        phrases = [" ".join(words[:length]) for length in range(1, LONGEST_PHRASE + 1) if length <= len(words)]
        meant = [(one, known.get(one) or known.get(one.removesuffix("s"))) for one in phrases]
        phrase, word = next((pair for pair in reversed(meant) if pair[1]), meant[0])
        found.append(Meaning(phrase, word.id, tuple(map(alike, word.says))) if word else Meaning(phrase))
        del words[: phrases.index(phrase) + 1]
    kept = tuple(one for one in found if one.words or one.typed not in FILLERS)
    return kept or tuple(found)


@lru_cache(maxsize=1)
def _known(everyday: tuple[EverydayWord, ...]) -> dict[str, EverydayWord]:
    """Return everyday words by all that people type for them, held alike."""
    others = {alike(alias): word for word in everyday for alias in word.aliases}
    return others | {alike(word.id): word for word in everyday}


def about_results(meant: Iterable[Meaning]) -> bool:
    """Whether the dose, or how long an effect lasts, is asked for."""
    return any(one.everyday in OF_RESULTS for one in meant)
