"""The welcome as a document."""

from ...document.parts import Document, Item, Items, Run, Text, line
from ...document.words import count, date_words
from ...model.country import Country
from ...model.dataset import Dataset

TO_TRY = (
    ("stemfind compare mexico turkey", "countries side by side"),
    ("stemfind filter --max-cost 8000", "clinics that are known to fit"),
    ("stemfind show liv", "all that is on record of a clinic"),
    ("stemfind checklist liv", "what to ask it, and what is still unknown"),
)


def welcome_document(dataset: Dataset, countries: tuple[Country, ...]) -> Document:
    """Return what this is, how much it holds, when it was checked, and four commands to try."""
    held = f"{count(len(dataset.clinics), 'clinic')} in {count(len(countries), 'country', 'countries')}"
    room = max(len(command) for command, _ in TO_TRY)
    items = tuple(
        Item(line(Run(command, "command"), " " * (room - len(command) + 2), what)) for command, what in TO_TRY
    )
    about = (
        line("What clinics that sell stem cell treatment for spinal cord injury cost and include, who says so, "
             "and what nobody knows."),
        line(Run(f"{held} on record, last checked {date_words(dataset.about.checked)}.", "quiet")),
    )  # fmt: skip
    return Document(
        "stemfind",
        (Text(about), Items(items)),
        closing=(line(Run("Not medical advice. stemfind --help lists every command.", "quiet")),),
    )
