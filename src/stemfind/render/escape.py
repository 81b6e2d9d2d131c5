"""What keeps a stranger's text from moving the cursor, faking a row or hiding a word."""

import re
import unicodedata
from collections.abc import Callable

UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control characters, direction overrides, invisible characters and lone surrogates."""
JOINERS = re.compile("[\u200c\u200d]")
"""Zero-width joiners; they stay inside the scripts and pictures that are written with them."""
JOINED = "\u0300"
"""Before this, letters are Latin, and need no joiner."""
NEWLINES = re.compile(r"[\r\n\t]+")


def visible(text: str) -> str:
    r"""Return text on one line in which what can't be seen is written out: an escape byte as \x1b."""
    if text.isprintable():  # nothing that is unsafe is printable
        return text
    return shown(NEWLINES.sub(" ", text))


def shown(text: str) -> str:
    """Return text in which what can't be seen is written out, its line breaks and tabs too."""
    return rewritten(text, _backslashed)


def rewritten(text: str, write: Callable[[re.Match[str]], str]) -> str:
    """Return text with `write` in the place of what can't be seen."""
    return JOINERS.sub(lambda at: at.group() if _joins(at) else write(at), UNSAFE.sub(write, text))


def _joins(at: re.Match[str]) -> bool:
    before, after = at.string[max(at.start() - 1, 0) : at.start()], at.string[at.end() : at.end() + 1]
    return before >= JOINED and after >= JOINED


def _backslashed(match: re.Match[str]) -> str:
    r"""Return an unsafe character the way a programmer writes it: \x1b, \u202e."""
    return match.group().encode("unicode_escape").decode("ascii")


def cells_wide(text: str) -> int:
    """Return how many terminal cells a text takes."""
    wide = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    return wide - sum(1 for c in text if unicodedata.combining(c))
