"""What keeps a stranger's text from moving the cursor, faking a row or hiding a word."""

import re
import unicodedata

UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control characters, direction overrides, invisible characters and lone surrogates."""
JOINERS = re.compile("(?<![\u0300-\U0010ffff])[\u200c\u200d]|[\u200c\u200d](?![\u0300-\U0010ffff])")
"""Zero-width joiners, but for those inside scripts and pictures that are written with them."""
NEWLINES = re.compile(r"[\r\n\t]+")


def visible(text: str) -> str:
    r"""Return text on one line in which what can't be seen is written out: an escape byte as \x1b."""
    if text.isprintable():  # nothing that is unsafe is printable
        return text
    return shown(NEWLINES.sub(" ", text))


def shown(text: str) -> str:
    """Return text in which what can't be seen is written out, its line breaks and tabs too."""
    return JOINERS.sub(written, UNSAFE.sub(written, text))


def written(match: re.Match[str]) -> str:
    r"""Return an unsafe character the way a programmer writes it: \x1b, \u202e."""
    return match.group().encode("unicode_escape").decode("ascii")


def cells_wide(text: str) -> int:
    """Return how many terminal cells a text takes."""
    wide = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    return wide - sum(1 for c in text if unicodedata.combining(c))
