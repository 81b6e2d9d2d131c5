"""`checklist` as a document: boxes to tick, and what is on record beside each."""

from ..checklist import Answer, Answered, Asked, Checklist
from ..document import Block, Document, Heading, Item, Items, Line, Role, Run, line, text
from ..model.dataset import Dataset
from .notes import Notes
from .words import count

ROLES: dict[Answer, Role] = {
    "answered": "strong",
    "only claimed": "status",
    "unknown": "unknown",
    "contradicted": "caution",
}
ADVICE = (
    "Not medical advice. Take the list to your SCI doctor as well as to the clinic, and ask for answers in writing."
)
OURS = "our own question"


def checklist_document(found: Checklist, dataset: Dataset) -> Document:
    """Return the questions by group; with clinics, what the data says to each."""
    notes = Notes(dataset)
    names = {clinic.id: clinic.name for clinic in found.clinics}
    blocks: list[Block] = [text(*_summary(found))] if found.clinics else []
    for group in found.groups:
        asked = found.of(group.id)
        if asked:
            blocks.append(Heading(group.title))
            blocks += [text(Run(group.intro, "quiet"))] if group.intro else []
            blocks.append(Items(tuple(_item(one, names, notes) for one in asked)))
    title = "Questions to ask" + (f": {', '.join(names.values())}" if names else " before paying a clinic")
    commands = (Run("stemfind evidence --kind harm", "command"), Run("stemfind trials", "command"))
    harms = line("Before you pay: known harms ", commands[0], ", and trials that cost nothing ", commands[1])
    return Document(title, tuple(blocks), notes.references(), (harms, line(Run(ADVICE, "quiet"))))


def _summary(found: Checklist) -> Line:
    parts = []
    for index, clinic in enumerate(found.clinics):
        answers = [asked.answers[index].answer for asked in found.asked]
        said = ", ".join(f"{answers.count(word)} {word}" for word in ROLES if word in answers)
        parts.append(Run(f"{'; ' if index else ''}{clinic.name}: {count(len(answers), 'question')}, {said}"))
    return tuple(parts)


def _item(asked: Asked, names: dict[str, str], notes: Notes) -> Item:
    question = asked.question
    refs = notes.refs(question.recommended_by)
    beneath: list[Line] = [line(Run(f"Why: {question.why}", "quiet"))]
    if names:
        beneath = [part for given in asked.answers for part in _answer(given, names, notes)]
    else:
        beneath.append(line(Run(f"Clear: {question.clear}", "quiet")))
        beneath.append(line(Run(f"Vague: {question.vague}", "quiet")))
    if question.red_flag:
        beneath.append(line(Run("! ", "caution"), Run(f"Red flag: {question.red_flag}", "quiet")))
    ours = () if refs else (Run(f" ({OURS})", "quiet"),)
    return Item(line(Run(question.asks, refs=refs), *ours), box=True, beneath=tuple(beneath))


def _answer(given: Answered, names: dict[str, str], notes: Notes) -> tuple[Line, ...]:
    whose = f"{names[given.clinic]}: " if len(names) > 1 else ""
    head = line(whose, Run(given.answer, ROLES[given.answer]))
    if not given.findings:
        return (head,)
    told = []
    for finding in given.findings:
        note = f" — {finding.note}" if finding.note else ""
        told.append(line(f"{finding.says}  ", Run(finding.status, "status", notes.refs(finding.sources)), note))
    return (head, *told) if len(told) > 1 else ((*head, Run(": "), *told[0]),)
