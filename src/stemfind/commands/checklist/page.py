"""`checklist` as a document: boxes to tick, and what is on record beside each."""

from ...document.footnotes import Notes
from ...document.parts import Block, Document, Heading, Item, Items, Line, Run, line, text
from ...document.phrases import DATA, PHRASES
from ...model.answering import Answered, Asked, Checklist
from ...model.dataset import Dataset
from .short import ROLES, ShortChecklist

CHECKLIST_ADVICE = "Not medical advice: show this to your doctor, too."
"""What closes a short list."""


def checklist_document(found: Checklist, dataset: Dataset, lang: str = "en") -> Document:
    """Return the questions by group; with clinics, what the data says to each, and what they replied."""
    writer = ChecklistWriter(found, dataset, lang)
    blocks: list[Block] = [text(*writer.summary())] if found.clinics else []
    for group in found.groups:
        asked = sorted(found.of(group.id), key=lambda one: one.number)
        if asked:
            blocks.append(Heading(group.title, lang=writer.lang(group.title)))
            blocks += [text(Run(group.intro, "quiet", lang=writer.lang(group.intro)))] if group.intro else []
            blocks.append(Items(tuple(writer.item(one) for one in asked)))
    commands = (Run("stemfind evidence --kind harm", "command"), Run("stemfind trials", "command"))
    harms = line("Before you pay: known harms ", commands[0], ", and trials that cost nothing ", commands[1])
    closing = (*((harms,) if lang == "en" else ()), line(Run(writer.phrases.advice, "quiet")))
    near = line("Harms: ", commands[0], " · trials at no cost: ", commands[1])
    brief = (near, line(Run(CHECKLIST_ADVICE, "quiet"))) if lang == "en" else closing
    short = ShortChecklist(found, dataset, lang).blocks()
    return Document(writer.title(), tuple(blocks), writer.notes.references(), closing, short=short, brief=brief)


class ChecklistWriter:
    """Writes questions in one language; footnotes are numbered in reading order."""

    def __init__(self, found: Checklist, dataset: Dataset, lang: str) -> None:
        self.found = found
        self.phrases = PHRASES[lang]
        self.dataset = dataset
        self.clinics = found.clinics
        self.notes = Notes(dataset)

    def lang(self, text: str) -> str | None:
        """Return the language of a question's text: the document's where it is translated, else that of the data."""
        return None if text in self.found.translated else DATA

    def _labelled(self, label: str, text: str) -> Line:
        return line(f"{label}: ", Run(text, lang=self.lang(text)))

    def title(self) -> str:
        """Return the heading of the list."""
        names = ", ".join(clinic.name for clinic in self.clinics)
        return self.phrases.title_for.format(clinics=names) if names else self.phrases.title

    def summary(self) -> Line:
        """Return how many questions have which answer, clinic by clinic."""
        parts = []
        for index, clinic in enumerate(self.found.clinics):
            answers = [asked.answers[index].answer for asked in self.found.asked]
            said = ", ".join(
                f"{answers.count(word)} {self.phrases.statuses[word]}" for word in ROLES if word in answers
            )
            parts.append(Run(f"{'; ' if index else ''}{clinic.name} ({len(answers)}): {said}"))
        return tuple(parts)

    def item(self, asked: Asked) -> Item:
        """Return one question as a box to tick."""
        question, phrases = asked.question, self.phrases
        refs = self.notes.refs(question.recommended_by)
        beneath = [part for given in asked.answers for part in self._answer(given)]
        if not self.clinics:
            beneath.append(self._labelled(phrases.clear, question.clear))
        if question.red_flag:
            beneath.append((Run("! ", "caution"), *self._labelled(phrases.red_flag, question.red_flag)))
        ours = () if refs else (Run(f" ({phrases.ours})", "quiet"),)
        asks = Run(question.asks, refs=refs, lang=self.lang(question.asks))
        aside = [self._labelled(phrases.why, question.why)]
        if not self.clinics:
            aside.append(self._labelled(phrases.vague, question.vague))
        return Item(line(f"{asked.number}  ", asks, *ours), box=True, beneath=tuple(beneath), aside=tuple(aside))

    def _answer(self, given: Answered) -> tuple[Line, ...]:
        whose = f"{self.dataset.name(given.clinic)}: " if len(self.clinics) > 1 else ""
        head = line(whose, Run(self.phrases.statuses[given.answer], ROLES[given.answer]))
        reply = (line(Run(f"{whose}{self.phrases.reply}: ", "strong"), given.reply),) if given.reply else ()
        told = []
        for finding in given.findings:
            refs = self.notes.refs((*finding.sources, *finding.checked_by))
            note = (" — ", Run(finding.note, lang=DATA)) if finding.note else ()
            says = Run(finding.says, lang=DATA)
            told.append(line(says, "  ", Run(finding.status, "status", refs, DATA), *note))
        if len(told) == 1:
            return ((*head, Run(": "), *told[0]), *reply)
        return (head, *told, *reply)
