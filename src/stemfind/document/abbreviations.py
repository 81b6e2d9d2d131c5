"""What abbreviations stand for, said once on each screen or page on which they stand."""

import re
from collections.abc import Iterator
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from .parts import Document, Run, line

MEANINGS = {
    "SCI": "spinal cord injury",
    "AIS": "injury grade from A, complete, to E, normal",
    "ISNCSCI": "the standard examination of the cord",
    "MSC": "mesenchymal stromal cells",
    "UC-MSC": "MSC from the umbilical cord",
    "WJ-MSC": "MSC from the jelly of the umbilical cord",
    "NK": "natural killer cells",
    "GMP": "good manufacturing practice",
    "JCI": "Joint Commission International",
    "ALS": "a nerve disease",
    "MRI": "pictures made by magnets",
    "CSF": "fluid round brain and cord",
    "IND": "the FDA's leave for a trial",
    "FDA": "US drug agency",
    "EMA": "European medicines agency",
    "PMDA": "Japan's medicines agency",
    "TGA": "Australia's medicines agency",
    "COFEPRIS": "Mexico's health regulator",
    "TİTCK": "Turkey's medicines agency",
    "INVIMA": "Colombia's medicines agency",
    "CDC": "US disease control agency",
    "ISSCR": "society of stem cell researchers",
    "ICCP": "alliance of spinal cord injury charities",
}
"""What each stands for, in few words; the field's own before the bodies that speak of it."""
EXPLAINED = (
    r"\({0}(?:\)|,? [^\W\dA-Z_]{{3}})"  # mesenchymal stromal cells (MSC); but not: complete (AIS A, T1)
    r"|(?:agency|authority|scale|regulator|institute|alliance|society) {0}\b"  # the drug agency FDA
    r"|(?<![\w-]){0}(?: \((?!\d)|:? (?:is (?:an?|the|about)|are (?:an?|the)|means|stands for|how) |, (?:an?|the) )"
)
"""How a text says what an abbreviation is."""


def explained(document: Document) -> Document:
    """Return a document whose closing words begin with what its abbreviations stand for, where its text doesn't say."""
    told = "\n".join(_shown_texts((document.title, document.blocks, document.closing)))
    found = [f"{short}: {means}" for short, means in MEANINGS.items() if _unexplained(short, told)]
    legend = (line(Run("; ".join(found), "quiet", lang="en")),) if found else ()
    return replace(document, closing=(*legend, *document.closing))


def _unexplained(short: str, told: str) -> bool:
    """Whether an abbreviation stands in a text that does not say what it is."""
    stands = short in told and re.search(rf"(?<![\w-]){short}(?![\w-])", told)
    return bool(stands) and not re.search(EXPLAINED.format(short), told)


def _shown_texts(part: object) -> Iterator[str]:
    """Yield every text that a part of a document shows."""
    match part:
        case str():
            yield part
        case Run():
            yield part.text
        case tuple():
            yield from chain.from_iterable(map(_shown_texts, part))
        case Struct():
            yield from _shown_texts(tuple(getattr(part, field) for field in part.__struct_fields__))
