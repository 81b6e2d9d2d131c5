"""A question to put to a clinic."""

from typing import Literal

from .base import Id, Line, Record, SourceId
from .statement import Field


class Question(Record, frozen=True, kw_only=True):
    """A question, why it matters, and what its answers sound like."""

    id: Id
    group: Id
    asks: Line
    why: Line
    clear: Line
    """What a clear answer sounds like."""
    vague: Line
    """What a vague answer sounds like."""
    red_flag: Line | None = None
    recommended_by: tuple[SourceId, ...] = ()
    """Sources that recommend asking it; empty where the question is ours."""
    criterion: int | None = None
    """Which of the seed article's ten criteria (1 to 10) it holds."""
    fields: tuple[Field, ...] = ()
    """Where the data may answer it: fields of claims, or of the record itself."""
    answer_needs: Line | None = None


class QuestionGroup(Record, frozen=True, kw_only=True):
    """A heading of the checklist."""

    id: Id
    title: Line
    intro: Line | None = None


class Translation(Record, frozen=True, kw_only=True):
    """A question, or a group's heading, in another language."""

    of: Id
    """The id of the question or group."""
    lang: Literal["es", "tr"]
    title: Line | None = None
    """Of a group."""
    intro: Line | None = None
    asks: Line | None = None
    """Of a question, as are the rest."""
    why: Line | None = None
    clear: Line | None = None
    vague: Line | None = None
    red_flag: Line | None = None
