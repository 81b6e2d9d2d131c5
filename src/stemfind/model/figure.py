"""Figures and sums of money as people write them; what two habits read differently is refused with both readings."""

import re
from itertools import pairwise

from msgspec import Struct

CEILING = 10**12
"""The largest figure that is taken, in whatever it counts."""
MOST_CHARACTERS = 80
"""Of a text that is looked at."""
ENDS, LETTERS, IN_THREES = 2, 3, 3
"""Ends of a range, letters of a currency, digits that a mark parts."""
SIGNS = {
    "$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "₺": "TRY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₴": "UAH",
    "฿": "THB", "₫": "VND", "₪": "ILS", "₱": "PHP", "₾": "GEL", "₸": "KZT",
}  # fmt: skip
"""Signs that mean one currency here: a dollar without a country is the US dollar."""
SHARED_SIGNS = {
    "¥": ("JPY", "CNY"), "￥": ("JPY", "CNY"), "kr": ("SEK", "NOK", "DKK"), "rs": ("INR", "PKR"),
    "fr": ("CHF", "XAF"),
}  # fmt: skip
"""Signs that several currencies share, and some of those."""
COUNTING_WORDS = frozenset({
    "m", "mn", "mio", "mln", "million", "millions", "b", "bn", "billion", "lakh", "lakhs", "lac", "crore", "crores",
    "thousand", "mil", "tsd", "bin", "e",
})  # fmt: skip
"""Words for large numbers; what they stand for differs from language to language."""
BETWEEN = r"(?i)\s*(?:\.{2,}|…|[-–—‒−‑])\s*|\s+to\s+|(?<=\d)to(?=\d)"
"""What stands between the ends of a range. Patterns are compiled when a figure is read: most commands read none."""
PART = r"(?P<before>[^\d\s.,'’ʼ]*)\s*(?P<figure>\d[\d\s.,'’ʼ]*)(?P<after>[^\d]*)"
"""A figure with what stands before and after it: a currency, a `k`."""
K = r"^[kK](?![^\W\d_])"
"""A k for thousands, which no letter follows: `12k`, not `12 kr`."""
GROUPS = r"[1-9]\d{0,2}(?:(?P<mark>[\s.,'’ʼ])\d{3})(?:(?P=mark)\d{3})*"
"""Digits that one mark parts in threes."""
DECIMAL = r"(?P<whole>\d+)\.(?P<part>\d+)"
MIXED = r"(?P<whole>.+)(?P<mark>[.,])(?P<part>\d+)"
"""Anything with a decimal mark: a point, or the comma of most of Europe."""
HOW, HOW_ONE = (
    "write an amount or a range, as in 900, 900-1400 or EUR 800-1200",
    "write an amount, as in 900 or EUR 800",
)


class UnclearFigure(ValueError):
    """A text that is no figure, or that may be read as two; its message says what to write."""


class TooLarge(UnclearFigure):
    """A figure above all that can be meant."""


class Sum(Struct, frozen=True):
    """A sum of money as somebody wrote it: both ends are equal where it is no range."""

    low: float
    high: float
    currency: str | None
    """Three letters; None where none was written."""


def plain_number(text: str, *, point: bool = False) -> float:
    """Read one figure: 7, 1.5, 1,200, 1 200, 12k. Raises UnclearFigure.

    With `point` a dot is always a decimal mark: for rates, where 1.152 can't be over a thousand.
    """
    found = re.fullmatch(PART, _in_digits(text))
    if found is None or found["before"] or found["after"].strip() not in ("", "k", "K"):
        raise UnclearFigure("write a number, as in 7 or 1.5")
    return _scaled(found, point=point)


def money(text: str) -> Sum:
    """Read 900, 900-1400, EUR 800-1200, 20.000,50 € or 12k. Raises UnclearFigure."""
    texts = re.split(BETWEEN, _in_digits(text))
    if texts[0] == "":
        raise UnclearFigure("an amount can't be negative" if len(texts) > 1 else HOW)
    parts = [part for text in texts if (part := re.fullmatch(PART, text))]
    if len(parts) < len(texts) or len(parts) > ENDS:
        raise UnclearFigure(HOW)
    return _from_ends(parts)


def amount(text: str) -> Sum:
    """Read one sum, which is no range. Raises UnclearFigure."""
    try:
        found = money(text)
    except UnclearFigure as error:
        raise UnclearFigure(str(error).replace(HOW, HOW_ONE)) from None
    if found.low != found.high:
        raise UnclearFigure(f"{HOW_ONE}, and no range")
    return found


def _in_digits(text: str) -> str:
    """Return a text with the digits of any script as 0 to 9. Raises UnclearFigure for one that is too long."""
    text = text.strip()
    if len(text) > MOST_CHARACTERS:
        raise UnclearFigure(HOW)
    return text if text.isascii() else "".join(str(int(c)) if c.isdecimal() else c for c in text)


def _from_ends(parts: list[re.Match[str]]) -> Sum:
    signs = [sign for part in parts for sign in (part["before"], re.sub(K, "", part["after"], count=1)) if sign.strip()]
    named = {_currency(sign.strip()) for sign in signs}
    if len(named) > 1:
        raise UnclearFigure(f"it names {' and '.join(sorted(named))}: write one currency")
    ends = [_range_end(part, alone=len(parts) == 1) for part in parts]
    if not re.match(K, parts[0]["after"]) and re.match(K, parts[-1]["after"]):
        first, last = parts[0]["figure"].strip(), parts[-1]["figure"].strip()
        raise UnclearFigure(f"write {first}k-{last}k or {first}-{last}000")
    if any(low > high for low, high in pairwise(ends)):
        raise UnclearFigure("the low end is above the high one")
    return Sum(ends[0], ends[-1], next(iter(named), None))


def _range_end(part: re.Match[str], *, alone: bool) -> float:
    try:
        return _scaled(part)
    except UnclearFigure as error:
        raise UnclearFigure(str(error) if alone else f"for {part['figure'].strip()} {error}") from None


def _currency(sign: str) -> str:
    """Return the three letters that a sign beside a figure means. Raises UnclearFigure."""
    folded = sign.casefold().rstrip(".")
    if folded in SHARED_SIGNS:
        ways = " or ".join(f"{code} 900" for code in SHARED_SIGNS[folded])
        raise UnclearFigure(f"{sign} is the sign of several currencies: write {ways}")
    if folded in COUNTING_WORDS:
        raise UnclearFigure("write the figure in full, as in 100000")
    if sign.upper() in SIGNS:
        return SIGNS[sign.upper()]
    if len(sign) == LETTERS and sign.isascii() and sign.isalpha():
        return sign.upper()
    raise UnclearFigure(f"no currency is known as {sign!r}: {HOW}")


def _scaled(part: re.Match[str], *, point: bool = False) -> float:
    k = "k" if re.match(K, part["after"]) else ""
    value = _where_habits_agree(part["figure"].strip(), k, point=point)
    value = round(value * 1000, 6) if k else value
    if value > CEILING:
        raise TooLarge(f"the most is {CEILING}")
    return int(value) if value.is_integer() else value


def _where_habits_agree(text: str, k: str, *, point: bool) -> float:
    """Return what digits and marks mean where every habit reads them alike. Raises UnclearFigure."""
    decimal, grouped = re.fullmatch(DECIMAL, text), re.fullmatch(GROUPS, text)
    if text.isdecimal() or (decimal and (point or not grouped)):
        return float(text)
    if point:
        raise UnclearFigure("write it with a dot, as in 1.10")
    if grouped and grouped["mark"] == "." and text.count(".") == 1:
        raise UnclearFigure(f"write {_digits(text)}{k} or {_cents(text)}{k}")
    if grouped:
        return float(_digits(text))
    mixed = re.fullmatch(MIXED, text)
    if mixed and mixed["whole"].isdecimal():
        raise UnclearFigure(f"write {_cents(text.replace(',', '.'))}{k} or {_digits(text)}{k}")
    whole = re.fullmatch(GROUPS, mixed["whole"]) if mixed else None
    if mixed and whole and whole["mark"] != mixed["mark"]:
        return float(f"{_digits(mixed['whole'])}.{mixed['part']}")
    raise UnclearFigure("write the digits without marks, or group them in threes, as in 100000 or 100,000")


def _digits(text: str) -> str:
    return str(int("".join(c for c in text if c.isdecimal())[: len(str(CEILING)) + 1]))


def _cents(text: str) -> str:
    """Return 1.200 as 1.20, and 1.234 as 1.2340, which nobody takes for thousands."""
    whole, _, part = text.partition(".")
    part = part.rstrip("0").ljust(2, "0")
    return f"{int(whole)}.{part}{'0' if len(part) == IN_THREES else ''}"
