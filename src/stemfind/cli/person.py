"""What a person says of themselves on the command line: AIS grade, level, time since injury, age."""

import datetime as dt
import re
import unicodedata
from typing import Annotated, get_args

import typer

from ..errors import UsageError
from ..model.age import DAYS, Elapsed, Unit, elapsed, elapsed_since, first_day
from ..model.evidence import AisGrade
from ..model.matching import SEGMENTS, Candidate
from . import complete
from . import options as o

Ais = Annotated[
    str | None,
    typer.Option(
        "--ais",
        "-a",
        autocompletion=complete.words("A", "B", "C", "D", "E"),
        help="Your AIS grade, A to E, or several: B-D.",
    ),
]
Level = Annotated[
    str | None,
    typer.Option(
        "--level",
        "-l",
        help="Your neurological level, C1 to S5, or a range: C5-C6.",
        autocompletion=complete.words(*SEGMENTS),
    ),
]
Since = Annotated[
    str | None,
    typer.Option("--since", "-s", help="Time since injury: 30d, 6w, 4m, 3y; or its date: 2019, 2019-06-20."),
]
Age = Annotated[str | None, typer.Option("--age", help="Your age in years; a child's in months: 18m.")]
Places = Annotated[
    list[str] | None, o.many("--country", "-c", text="Where you could take part.", offers=complete.countries)
]
PriorCells = Annotated[
    bool | None, typer.Option("--prior-cells/--no-prior-cells", help="Whether you had cells before.")
]

OLDEST = 130
"""Years that nobody outlives."""
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
UNITS: dict[str, Unit] = {
    "d": "day", "day": "day", "w": "week", "wk": "week", "week": "week", "m": "month", "mo": "month", "mth": "month",
    "mon": "month", "month": "month", "y": "year", "yr": "year", "year": "year",
}  # fmt: skip
TIME_PART = re.compile(rf"(\d+(?:[.,]\d+)?|(?:{'|'.join(NUMBERS)})(?= )) *([a-z]+)\.?(?:,? *(?:and +)?|$)")
"""One figure of a time, or a word for it, with its unit: `3y`, `2 months and`."""
BEFORE = re.compile(r"^(in|on|since) +")
AFTER = re.compile(r" *(ago|after( the)? injury|since( the)? injury|old)$")
"""What people write around a time or a date, and what says nothing here."""
BARE = re.compile(r"\d+(?:[.,]\d+)?")
"""A figure without a unit."""
MONTHS_TYPED = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<named>jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|"
    r"nov(ember)?|dec(ember)?)\.?"
)
DATES = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>\d{4})([-/.](?P<month>\d{1,2})([-/.](?P<day>\d{1,2}))?)?",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
        r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})", r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
        rf"((?P<day>\d{{1,2}})\.? +)?{MONTH},? +(?P<year>\d{{4}})",
        rf"{MONTH} +(?P<day>\d{{1,2}}),? +(?P<year>\d{{4}})",
    )
)  # fmt: skip
"""Dates that can be read in one way alone: 2019, 2019-06, 2019-06-20, 06/2019, 20.6.2019, June 2019, 20 Jun 2019."""
TWO_WAYS = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
"""A date that begins with the month in one country and with the day in another."""
GRADES: tuple[AisGrade, ...] = get_args(AisGrade)
GRADE = re.compile(r"^(?:(?:ASIA|AIS)(?: IMPAIRMENT SCALE)?[ :-]*)?(?:GRADE *)?")
TYPED_GRADES = {
    "COMPLETE": "A", "INCOMPLETE": "B-D", "SENSORY INCOMPLETE": "B", "MOTOR INCOMPLETE": "C-D", "MOTOR COMPLETE": "A-B",
}  # fmt: skip
"""What the words mean in the grades' own definitions; E is normal, and neither."""
LETTERS = {"C": "C", "T": "T", "TH": "T", "D": "T", "L": "L", "S": "S", "CERVICAL": "C", "THORACIC": "T", "DORSAL": "T",
           "LUMBAR": "L", "SACRAL": "S"}  # fmt: skip
"""How the parts of the spine are written; `D`, dorsal, is the T of Spanish, French and Italian texts."""
SEGMENT = re.compile(r"(?:([A-Z]+)[ -]*)?(\d{1,4})")
BETWEEN_LEVELS = re.compile(r" *(?:-|/|,|\bTO\b|\bOR\b|\bAND\b) *")


def person(
    ais: str | None,
    level: str | None,
    since_: str | None,
    age: str | None,
    countries: tuple[str, ...],
    *,
    prior_cells: bool | None,
    as_of: dt.date,
) -> Candidate:
    """Return what somebody told of themselves, as of a day. Raises UsageError."""
    told = Candidate(
        ais=grades(ais),
        level=levels(level),
        since=since(since_, as_of),
        age=years(age),
        countries=countries,
        prior_cells=prior_cells,
    )
    if told.since and told.age is not None and told.since.low > (told.age + 1) * DAYS["year"]:
        raise UsageError(f"--since {since_} is longer than a life of --age {age}")
    return told


def grades(given: str | None) -> tuple[AisGrade, ...]:
    """Read A, AIS A, complete, A-B. Raises UsageError."""
    if given is None:
        return ()
    bare = GRADE.sub("", _evenly_typed(given).upper(), count=1)
    bare = TYPED_GRADES.get(bare, bare)
    ends = BETWEEN_LEVELS.split(bare)
    if not all(end in GRADES for end in ends):
        raise UsageError(f"--ais {given}: write a grade, A to E, or several, as in B-D")
    spread = "-" in bare or "TO" in bare
    return tuple(grade for grade in GRADES if (min(ends) <= grade <= max(ends) if spread else grade in ends))


def levels(given: str | None) -> tuple[str, ...]:
    """Read T6, t06, Th 6, D6, thoracic 6, C5/6, T6-T7 as segments. Raises UsageError."""
    if given is None:
        return ()
    letter, found = "", []
    for part in BETWEEN_LEVELS.split(re.sub(r"([A-Z]) *- *(\d)", r"\1\2", _evenly_typed(given).upper())):
        segment = SEGMENT.fullmatch(part)
        letter = LETTERS.get(segment[1] or "", letter if segment[1] is None else "") if segment else ""
        name = f"{letter}{int(segment[2])}" if segment else ""
        if name not in SEGMENTS:
            raise UsageError(
                f"--level {given}: write a segment, C1 to C8, T1 to T12, L1 to L5 or S1 to S5, or a range, as in C5-C6"
            )
        found.append(SEGMENTS.index(name))
    return SEGMENTS[min(found) : max(found) + 1]


def since(given: str | None, as_of: dt.date) -> Elapsed | None:
    """Read 12m, 3 years, 3y 2m, or the date of the injury, counted to a day. Raises UsageError."""
    if given is None:
        return None
    bare = BEFORE.sub("", AFTER.sub("", _evenly_typed(given)))
    dated = _date_typed(given, bare, as_of)
    if dated is not None:
        found = elapsed_since(dated, as_of)
        if found is None:
            raise UsageError(f"--since {given}: that is after {as_of}, the day it is counted to; --as-of gives another")
        return _living(given, "--since", found)
    if BARE.fullmatch(bare):
        raise UsageError(f"--since {given}: {_with_a_unit(bare)}, or the year of the injury, as in {as_of.year - 3}")
    told = _time_told(given, bare, "--since")
    if told is None:
        raise UsageError(f"--since {given}: write a time, as in 30d, 6w, 4m, 3y or 3y2m, or a date, as in 2019-06-20")
    return _living(given, "--since", elapsed(told))


def years(given: str | None) -> float | None:
    """Read an age: 34, 34y, 18 months. Raises UsageError."""
    if given is None:
        return None
    bare = AFTER.sub("", _evenly_typed(given))
    told = _time_told(given, f"{bare}y" if BARE.fullmatch(bare) else bare, "--age")
    if told is None:
        raise UsageError(f"--age {given}: write your age in years, as in 34, or a child's in months, as in 18m")
    _living(given, "--age", elapsed(told))
    return sum(number if unit == "year" else number * DAYS[unit] / DAYS["year"] for number, unit in told)


def _living(given: str, option: str, time: Elapsed) -> Elapsed:
    if time.high > OLDEST * DAYS["year"]:
        raise UsageError(f"{option} {given}: more than {OLDEST} years")
    return time


def _evenly_typed(given: str) -> str:
    """Return text in lower case with plain digits, dashes and single spaces."""
    text = unicodedata.normalize("NFKC", given).casefold()
    return " ".join(re.sub("[‐-―−]", "-", text).replace("_", " ").split())


def _time_told(given: str, bare: str, option: str) -> tuple[tuple[float, Unit], ...] | None:
    """Read 3y 2m, largest unit first; None for anything else. Raises UsageError for 1.500, which has two readings."""
    told: list[tuple[float, Unit]] = []
    end = 0
    while end < len(bare) and (part := TIME_PART.match(bare, end)):
        unit = UNITS.get(part[2]) or UNITS.get(part[2].removesuffix("s"))
        if unit is None or (told and DAYS[unit] >= DAYS[told[-1][1]]):
            return None
        told.append((_unit_count(given, part[1], unit, option), unit))
        end = part.end()
    return tuple(told) if told and end == len(bare) else None


def _unit_count(given: str, word: str, unit: Unit, option: str) -> float:
    if word in NUMBERS:
        return NUMBERS[word]
    whole, _, rest = word.replace(",", ".").partition(".")
    if len(rest) == 3 and whole.strip("0"):  # noqa: PLR2004 - thousands are grouped in threes
        raise UsageError(f"{option} {given}: write {whole}{rest}{unit[0]} or {whole}.{rest[:2]}{unit[0]}")
    return float(f"{whole}.{rest or 0}")


def _with_a_unit(bare: str) -> str:
    """Return how a bare number can be written; only what a life has room for."""
    from ..document.words import either

    number = float(bare.replace(",", "."))
    fitting = [f"{bare}{unit[0]}" for unit in reversed(DAYS) if number * DAYS[unit] <= OLDEST * DAYS["year"]]
    return f"write {either(fitting)}" if fitting else "write a time with its unit, as in 30d, 6w, 4m or 3y"


def _date_typed(given: str, bare: str, as_of: dt.date) -> str | None:
    """Return a date as it stands in the data, or None where none was given. Raises UsageError."""
    two_ways = TWO_WAYS.fullmatch(bare)
    if two_ways:
        first, second, year = map(int, two_ways.groups())
        readings = (f"{year:04}-{month:02}-{day:02}" for month, day in ((first, second), (second, first)))
        days = list(dict.fromkeys(filter(_exists, readings)))
        if len(days) == 2:  # noqa: PLR2004 - both readings are days
            raise UsageError(f"--since {given}: write {days[0]} or {days[1]}")
        if days:
            return days[0]
    found = next((match for form in DATES if (match := form.fullmatch(bare))), None)
    if found is None:
        return None
    parts = found.groupdict()
    named, year = parts.get("named"), int(parts["year"])
    month = MONTHS_TYPED.index(named[:3]) + 1 if named else parts.get("month")
    if month is None and abs(year - as_of.year) > OLDEST:  # four digits that are no year of an injury or still to come
        return None
    dated = "-".join([str(year), *(f"{int(part):02}" for part in (month, parts.get("day")) if part)])
    if not _exists(dated):
        raise UsageError(f"--since {given}: there is no such day; write one as in 2019-06-20, 2019-06 or 2019")
    return dated


def _exists(dated: str) -> bool:
    try:
        first_day(dated)
    except ValueError:
        return False
    return True
