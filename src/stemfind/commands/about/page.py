"""`about` as a document: who made it, who pays, how current it is, what it can't tell."""

from ...document.footnotes import Notes
from ...document.parts import Block, Document, Heading, Item, Items, Run, Text, line, text
from ...document.words import count, date_words
from ...model.dataset import Dataset

MADE = (
    "stemfind is free software. Nobody pays for it: no commission, no advertisement, no place that a clinic can buy.",
    "It works offline. It opens no socket, asks for nothing personal, and writes only what it was asked to write.",
)
CAME_ABOUT = (
    "The dataset began with one article of Bookimed, a go-between that earns commission from the clinics it lists.",
    "Each figure of that article is on record, with how far it holds.",
    "Beside it stands what independent sources say: papers, registries, regulators, societies, courts, newspapers.",
    "A statement that rests on sellers alone can be nothing but claimed; the program refuses anything else.",
)
CAME_ABOUT_IN_SHORT = (
    "It began with one article of Bookimed, a go-between that earns commission from the clinics it lists.",
    "Beside it stands what papers, registries, regulators and newspapers say.",
    "A statement that rests on sellers alone can be nothing but claimed.",
)
OWN_CAME_ABOUT = (
    "{} is not the bundled dataset: ask who wrote it where it is from, and who pays them.",
    "What it leaves out, such as questions, the bundled dataset puts behind it: below that is counted, too.",
    "A statement that rests on sellers alone can be nothing but claimed.",
)
"""Said of a list of one's own, which is named."""
LICENCES = "Licences: MIT for the code, CC BY 4.0 for the bundled dataset."
CANT_TELL = (
    "Whether a treatment would help you, or harm you.",
    "What a clinic would charge you: prices are what sellers publish, and most are not for spinal cord injury.",
    "What is not on record: a clinic that isn't here was not judged; a harm that isn't here may still have happened.",
    "What changed since the data was checked: nothing is fetched. Open the source or the registry for today's state.",
    "Many sources were read only in part: not found there is no proof of absence.",
)
OWN_CANT_TELL = (CANT_TELL[0], "What a clinic would charge you: prices are what sellers publish.", *CANT_TELL[2:4])
CRITERION_GROUPS = {
    "qualifying": "What makes it a decision aid",
    "certifying": "What keeps it from misleading",
    "quality": "What would make it better (a selection)",
}
MET_MARKS = {"yes": "✓ met", "partly": "~ partly", "no": "· not met"}
SOURCE_KINDS = {
    "paper": ("paper", "papers"), "registry": ("registry record", "registry records"),
    "regulator": ("document of a regulator", "documents of regulators"), "society": ("of a society", "of societies"),
    "press": ("of the press", "of the press"), "reference": ("reference work", "reference works"),
    "facilitator": ("of a facilitator", "of facilitators"), "clinic": ("of a clinic", "of clinics"),
    "other": ("of another kind", "of other kinds"),
}  # fmt: skip
"""A source of each kind, and several."""


def about_document(dataset: Dataset, *, own: bool) -> Document:
    """Return what there is to say of the project and of its data; short without the standard's single items.

    Of a list of one's `own` it is not said how the bundled data came about, nor what that can't tell.
    """
    notes = Notes(dataset)
    groups = CRITERION_GROUPS if dataset.criteria else ()
    criteria = [block for group in groups for block in _criteria_of(dataset, group, notes)]
    return Document(
        "About stemfind",
        (*_blocks(dataset, CAME_ABOUT, own=own), *criteria),
        notes.references(),
        (line(LICENCES), line(Run("Not medical advice.", "quiet"))),
        short=_blocks(dataset, CAME_ABOUT_IN_SHORT, own=own),
        brief=(line(f"{LICENCES} ", Run("Not medical advice.", "quiet")),),
    )


def _blocks(dataset: Dataset, came_about: tuple[str, ...], *, own: bool) -> tuple[Block, ...]:
    came_about = tuple(said.format(dataset.about.name) for said in OWN_CAME_ABOUT) if own else came_about
    standard = Heading("The international standard for patient decision aids (IPDAS)")
    return (
        Heading("Who made it, and who pays"), _as_items(MADE),
        Heading("How the data came about"), _as_items(came_about),
        Heading("How current it is"), _how_current(dataset),
        Heading("What it can't tell"), _as_items(OWN_CANT_TELL if own else CANT_TELL),
        *((standard, _met(dataset)) if dataset.criteria else ()),
    )  # fmt: skip


def _how_current(dataset: Dataset) -> Text:
    """Return how current the data is, and how much it holds of what it holds at all."""
    about = dataset.about
    held = ", ".join(count(len(records), *words) for records, *words in (
        (dataset.clinics, "clinic"), (dataset.studies, "study", "studies"), (dataset.harms, "known harm"),
        (dataset.trials, "registered trial"), (dataset.conflicts, "conflict"), (dataset.questions, "question"),
    ) if records)  # fmt: skip
    kinds = [source.kind for source in dataset.sources]
    sources = ", ".join(count(kinds.count(kind), *words) for kind, words in SOURCE_KINDS.items() if kind in kinds)
    return Text((
        line(f"Version {about.version}, last checked {date_words(about.checked)}. "
             f"A price is old after {count(about.recheck_months, 'month')}."),
        *([line(f"{held}.")] if held else []),
        *([line(f"{count(len(kinds), 'source')}: {sources}.")] if kinds else []),
    ))  # fmt: skip


def _met(dataset: Dataset) -> Text:
    """Return how many items of the standard are met, as we judge it ourselves."""
    met = [criterion.met for criterion in dataset.criteria]
    return text(
        f"{count(met.count('yes'), 'item')} met, {met.count('partly')} partly, {met.count('no')} not, "
        f"of {len(met)} looked at by ourselves."
    )


def _criteria_of(dataset: Dataset, group: str, notes: Notes) -> tuple[Heading, Items]:
    """Return the items of one group of the standard, each with how it is met or why not."""
    items = (
        Item(
            line(Run(f"{MET_MARKS[item.met]}: ", "strong"), Run(item.asks, refs=notes.refs(item.sources))),
            beneath=(line(item.how),),
        )
        for item in dataset.criteria
        if item.group == group
    )
    return Heading(CRITERION_GROUPS[group], level=3), Items(tuple(items))


def _as_items(lines: tuple[str, ...]) -> Items:
    return Items(tuple(Item(line(one)) for one in lines))
