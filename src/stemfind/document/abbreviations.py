"""What abbreviations stand for, said once on each screen or page on which they stand."""

import re

from msgspec.structs import replace

from .parts import Document, Run, line, walked

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
KINDS = "agency|alliance|authority|disease|examination|grade|injury|institute|regulator|scale|society|standard"
"""What an abbreviation may be said to be."""
EXPLAINED = (
    r"\b{1} \({0}\b"  # mesenchymal stromal cells (MSC); but not: $20,000 (SCI), Products (EMA)
    r"|(?:agency|alliance|authority|examination|institute|number|regulator|scale|scans|society)(?: of [\w ]{{1,30}})? "
    r"\(?{0}\b"  # the drug agency FDA, the drug agency of the United States (FDA)
    r"|(?:^|\n){0}: {1}"  # but not: anything but SCI: Stem Cell Institute
    r"|(?<![\w-]){0}(?:(?:, | \(){1}|:? (?:is (?:an?|the|about)|are (?:an?|the)|means|stands for|how) "
    r"|(?:, (?:an?|the) | \((?:an? |the )?)(?:[\w.'-]+ ){{0,3}}(?:{2})\b)"  # but not: SCI (2008), MSC, a donor's
)
"""How a text says what an abbreviation, words of these initials or one of these kinds, is."""


def explained(document: Document) -> Document:
    """Return a document whose closing words begin with what its abbreviations stand for, where its text doesn't say."""
    parts = walked((document.title, document.blocks, document.closing))
    told = "\n".join(part.text if isinstance(part, Run) else part for part in parts)
    found = [f"{short}: {means}" for short, means in MEANINGS.items() if _unexplained(short, told)]
    legend = (line(Run("; ".join(found), "quiet", lang="en")),) if found else ()
    return replace(document, closing=(*legend, *document.closing))


def _unexplained(short: str, told: str) -> bool:
    """Whether an abbreviation stands in a text that does not say what it is."""
    stands = short in told and re.search(rf"(?<![\w-]){short}(?![\w-])", told)
    return bool(stands) and not re.search(EXPLAINED.format(short, _initials(short), KINDS), told)


def _initials(short: str) -> str:
    """Return a pattern of words that begin with the letters of an abbreviation, with a few others between them."""
    letters = (rf"(?i:{letter})\w*" for letter in short if letter.isalpha())
    return r" (?:\w+ ){0,2}".join(letters)
