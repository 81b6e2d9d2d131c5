"""Studies that had a comparison group, held against each other."""

from ...document.footnotes import Notes
from ...document.parts import Block, Column, Row, Run, Table, Text, line
from ...document.words import given_words, named, or_not_stated
from ...model.dataset import Dataset
from ...model.evidence import Study
from .answer import by_finding

BLINDING = {True: "blinded", False: "not blinded", None: "blinding not stated"}


class ComparedWriter:
    """Writes a row a study; `deep` with its whole name, its sources, what was given, what came out and what harmed."""

    def __init__(self, studies: list[Study], dataset: Dataset, *, deep: bool) -> None:
        self.studies = studies
        self.dataset = dataset
        self.deep = deep
        self.notes = Notes(dataset)

    def blocks(self) -> tuple[Block, ...]:
        """Return the studies, grouped by what each reports against its own group, and what they are together."""
        columns = (
            Column("Study", whole=not self.deep), Column("people", right=True), Column("without", right=True),
            Column("design"), Column("injuries"), Column("followed", grow=not self.deep),
        )  # fmt: skip
        more = (
            Column("cells, route", least=18), Column("what came out", least=40, grow=True),
            Column("adverse events", least=16),
        )  # fmt: skip
        rows = tuple(
            self._row(study, f"{said[:1].upper()}{said[1:]} ({len(members)})" if at == 0 else None)
            for said, members in by_finding(self.studies)
            for at, study in enumerate(members)
        )
        caption = "Studies with a comparison group"
        table = Table(caption, (*columns, *(more if self.deep else ())), rows)
        one = line("One in full: ", Run(f"stemfind why {self.studies[0].id}", "command"))
        return (table, Text((line(self._together()), one)))

    def _row(self, study: Study, section: str | None) -> Row:
        name = study.name if self.deep else named(study)
        lines = [
            line(Run(name, "strong", self.notes.refs(study.sources))),
            or_not_stated(study.people),
            or_not_stated(study.controls),
            line(f"{study.design}, {BLINDING[study.blinded]}" if self.deep else study.design),
            or_not_stated("recent, old" if self.deep and study.injuries == "both" else study.injuries),
            or_not_stated(study.follow_up),
        ]
        if self.deep:
            lines += [
                or_not_stated(given_words(study, self.dataset)),
                line(study.outcome),
                or_not_stated(study.adverse_events),
            ]
        return Row(tuple((cell,) for cell in lines), section)

    def _together(self) -> str:
        blind = sum(study.blinded is True for study in self.studies)
        harms = sum(study.adverse_events is not None for study in self.studies)
        of = len(self.studies)
        words = f"Blinded: {blind} of {of}. Adverse events: {harms} of {of} state them."
        return f"What each reports is its authors' word. {words}"
