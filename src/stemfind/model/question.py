"""A question to put to a clinic."""

from typing import Annotated, Literal

from msgspec import Meta, structs

from .base import LINK, Id, NonBlank, Record, Refers, SourceId
from .names import Entry
from .statement import Field, Need

GroupId = Annotated[str, LINK, Refers("group")]
"""The id of a question group."""
AskedId = Annotated[str, LINK, Refers("asked")]
"""The id of a question or of a question group."""
Brief = Annotated[str, Meta(min_length=1, max_length=70, description="One short line, at most 70 characters.")]
"""One short line, not blank, at most 70 characters."""


class Question(Record, frozen=True, kw_only=True):
    """A question, why it matters, and what its answers sound like."""

    id: Id
    """Names the question; a file of a clinic's replies uses it as well."""
    group: GroupId
    """The `id` of the question group that it stands in."""
    asks: NonBlank
    """The question, as a patient would put it to the clinic."""
    brief: Brief | None = None
    """The same question in one short line; absent: only the whole question is there."""
    first: Annotated[int, Meta(ge=1, le=10)] | None = None
    """Place in the short list (1 to 10, each once; 1 to 3 matter most); absent: not in it."""
    why: NonBlank
    """Why it matters, in a few short sentences to the patient."""
    clear: NonBlank
    """What a clear answer sounds like."""
    vague: NonBlank
    """What a vague answer sounds like."""
    red_flag: NonBlank | None = None
    """What would be a warning; absent: no source gives one, and none follows plainly."""
    recommended_by: tuple[SourceId, ...] = ()
    """Who recommends asking it, or warns of what it asks about; absent: the question is ours."""
    criterion: Annotated[int, Meta(ge=1, le=10)] | None = None
    """Which of the seed article's ten criteria (1 to 10) it holds, each once; absent: none."""
    fields: tuple[Field, ...] = ()
    """Where the data may answer it: fields of claims, or of the record itself; absent: only the clinic can."""
    answer_needs: tuple[Need, ...] = ()
    """What one statement must hold, all of it, to answer the question (`clear` says it to people); absent: none can."""


class QuestionGroup(Record, frozen=True, kw_only=True):
    """A heading of the checklist."""

    id: Id
    """Names the group in questions and after `--group`."""
    title: NonBlank
    """The heading."""
    intro: NonBlank | None = None
    """One or two sentences under the heading."""
    aliases: tuple[NonBlank, ...] = ()
    """Everyday words that lead to the group after `--group`."""

    @property
    def entry(self) -> Entry:
        """What it is called, and found by."""
        return Entry(self.id, self.title, self.aliases)


class Translation(Record, frozen=True, kw_only=True):
    """A question, or a group's heading, in another language."""

    of: AskedId
    """The `id` of the question or group."""
    lang: Literal["es", "tr"]
    """Language: `es` Spanish, `tr` Turkish."""
    title: NonBlank | None = None
    """Heading of a group, in that language; absent: for a question."""
    intro: NonBlank | None = None
    """What stands under a group's heading; absent: the English stays."""
    asks: NonBlank | None = None
    """The question, in that language; absent: for a group."""
    brief: Brief | None = None
    """The same question in one short line, in that language; absent: the English stays."""
    why: NonBlank | None = None
    """Why it matters; absent: for a group."""
    clear: NonBlank | None = None
    """What a clear answer sounds like; absent: for a group."""
    vague: NonBlank | None = None
    """What a vague answer sounds like; absent: for a group."""
    red_flag: NonBlank | None = None
    """What would be a warning; absent: the English question has none."""

    @property
    def words(self) -> dict[str, str]:
        """What it says, by the field of the question or group whose text it replaces."""
        return {name: text for name, text in structs.asdict(self).items() if text and name not in ("of", "lang")}
