"""The small types that every record is made of."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

# In a pattern `$(?!\\n)` is the end of the text: `$` alone would let a line break stand after it.
ID = r"^[a-z0-9]+(-[a-z0-9]+)*$(?!\n)"
"""How an id is written."""
Id = Annotated[
    str,
    Meta(
        pattern=ID,
        max_length=64,
        description="Short, lower-case, hyphenated and stable.",
    ),
]
"""A short name in lower-case letters, digits and hyphens, at most 64 characters; it never changes once published."""


class Refers(Struct, frozen=True):
    """Stands in the type of an id that names another record."""

    to: str
    """What kind of record, or of term."""


# No pattern here: the id must exist anyway, and msgspec (0.19 to 0.22) frees a pattern once too often when a type made
# of a pattern and a tuple is thrown away.
LINK = Meta(min_length=1, max_length=64)
"""Of an id that names another record."""
SourceId = Annotated[str, LINK, Refers("source")]
"""The id of a source."""
CountryId = Annotated[str, LINK, Refers("country")]
"""The id of a country."""
IndicationId = Annotated[str, LINK, Refers("indication")]
"""A term of kind `indication`."""
CellsId = Annotated[str, LINK, Refers("cells")]
"""A term of kind `cells`."""
RouteId = Annotated[str, LINK, Refers("route")]
"""A term of kind `route`."""
InclusionId = Annotated[str, LINK, Refers("inclusion")]
"""A term of kind `inclusion`."""
AccreditationId = Annotated[str, LINK, Refers("accreditation")]
"""A term of kind `accreditation`."""
ItemId = Annotated[str, LINK, Refers("item")]
"""A term of kind `cells` or `inclusion`."""
RecordId = Annotated[str, LINK, Refers("record")]
"""The id of any record that statements can be about."""
NonBlank = Annotated[str, Meta(min_length=1, max_length=4000, description="Text that is not blank.")]
"""Text in quotes, not blank, at most 4,000 characters."""
Short = Annotated[str, Meta(min_length=1, max_length=24, description="At most 24 characters.")]
"""Text in quotes, not blank, at most 24 characters."""
Count = Annotated[int, Meta(ge=0, le=10**9)]
"""How many, mostly people: a whole number from 0 to a thousand million."""
Amount = Annotated[int, Meta(ge=0, le=10**12)] | Annotated[float, Meta(ge=0, le=1e12)]
"""A figure that cannot be negative, infinite or not a number."""

Currency = Annotated[str, Meta(pattern=r"^[A-Z]{3}$(?!\n)", description="ISO 4217 code.")]
"""Three capital letters of ISO 4217."""
PartialDate = Annotated[
    str,
    Meta(
        pattern=r"^([12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?|undated)$(?!\n)",
        description="`2025`, `2025-06`, `2025-06-20`, or `undated` where the document shows no date.",
    ),
]
"""As exact as it is known: `"2025"`, `"2025-06"`, `"2025-06-20"`, or `"undated"` where the document shows no date."""
Trouble = Literal["warning", "enforcement", "lawsuit", "harm", "criticism"]
"""What can be on record against a provider or a country; `statement.TROUBLES` says what each is."""
ANY_TROUBLE = "any"
"""What is asked for in the place of one of them: all."""
ConflictKind = Literal["money", "place", "person", "number", "evidence", "method"]
"""What the sides of a conflict can disagree on."""
Status = Literal["claimed", "supported", "partly", "contradicted", "withdrawn"]
"""How far a statement can be trusted.

`claimed`: only the seller, or somebody paid by the seller, says so. `supported`: an independent source of a kind that
can know bears it out. `partly`: it bears out some of it, or says it with limits that were left out. `contradicted`: it
says otherwise. `withdrawn`: it was said once and has been taken back.
"""
Donor = Literal["autologous", "allogeneic", "both"]
"""Whose cells: `autologous` the patient's own, `allogeneic` a donor's."""


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Anything that a dataset holds: immutable, and strict about its keys."""


class Interval(Record, frozen=True, kw_only=True):
    """A figure that may be a range; an absent end is unknown, never zero."""

    low: Amount | None = None
    """Lower end, in the unit of the field that holds it (a price: its `currency`; a dose: its `unit`); absent: not
    known."""
    high: Amount | None = None
    """Upper end, in the same unit; equal to `low` for a single figure; absent: not known, as in "from 3,000"."""

    @property
    def known(self) -> bool:
        """Whether at least one end is stated."""
        return self.low is not None or self.high is not None


def several(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """Read a field that holds one word or a list of them."""
    return (value,) if isinstance(value, str) else value


class Sourced:
    """What a source says, or several say."""

    __slots__ = ()
    source: SourceId | tuple[SourceId, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Who says so."""
        return several(self.source)


def donors(donor: Donor | None) -> tuple[str, ...]:
    """Return whose cells, one word each: `both` is autologous and allogeneic."""
    if donor is None:
        return ()
    return ("autologous", "allogeneic") if donor == "both" else (donor,)
