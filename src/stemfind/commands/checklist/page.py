"""`checklist` as a document: boxes to tick, and what is on record beside each.

On one screen or sheet three questions, the rest of the ten, and the groups that hold the others.
"""

from collections import Counter
from collections.abc import Iterator

from ...document.footnotes import Notes
from ...document.parts import Block, Column, Document, Heading, Item, Items, Line, Role, Row, Run, Table, Text, line
from ...document.phrases import DATA, PHRASES
from ...document.standing import ended_first
from ...model.age import UNDATED
from ...model.answering import FOREMOST, Answered, AnswerState, Asked, Checklist, Finding
from ...model.dataset import Dataset
from ...model.question import Question

ROLES: dict[AnswerState, Role] = {
    "answered": "strong", "partly": "status", "only claimed": "status", "unknown": "unknown", "contradicted": "caution",
}  # fmt: skip
WEIGHT = ("contradicted", "supported", "partly", "claimed")
"""Which of several findings is told: the one that decides how far the question is answered."""
NAMED_CLINICS = 4
"""As many clinics are named beneath a question; more are counted."""
CHECKLIST_ADVICE = "Not medical advice: show this to your doctor, too."
"""What closes a short list."""


def checklist_document(found: Checklist, dataset: Dataset, lang: str) -> Document:
    """Return the questions by group; with clinics, what the data says to each, and what they replied."""
    phrases = PHRASES[lang]
    whole, screen = (ChecklistWriter(found, dataset, lang, deep=deep) for deep in (True, False))
    blocks = tuple(whole.blocks())
    names = ", ".join(clinic.name for clinic in found.clinics)
    title = phrases.title_for.format(clinics=names) if names else phrases.title
    harms, trials = Run("stemfind evidence --kind harm", "command"), Run("stemfind trials", "command")
    near = (line("Harms: ", harms, " · trials at no cost: ", trials),) if lang == "en" else ()
    closing = (*near, line(Run(phrases.advice, "quiet")))
    brief = (*near, line(Run(CHECKLIST_ADVICE, "quiet"))) if lang == "en" else closing
    return Document(title, blocks, whole.notes.references(), closing, short=tuple(screen.blocks()), brief=brief)


class ChecklistWriter:
    """Writes questions in one language; `deep` with all of them, their footnotes and all that is known of each."""

    def __init__(self, found: Checklist, dataset: Dataset, lang: str, *, deep: bool) -> None:
        self.found = found
        self.dataset = dataset
        self.phrases = PHRASES[lang]
        self.notes = Notes(dataset)
        self.deep = deep
        few = len(found.groups) < len(dataset.question_groups) or found.first == found.asked
        self.grouped = deep or few
        """Whether all questions are listed, by their groups, and not the ten alone."""
        listed = found.asked if self.grouped else found.first
        self.wide = len(str(max((asked.number for asked in listed), default=0)))
        """As wide are all numbers, so that the questions stand under each other."""
        told = zip(*(asked.answers for asked in found.asked), strict=True)
        self.counts = [Counter(given.answer for given in answers) for answers in told]
        """How many questions have which answer, clinic by clinic."""
        self.words = [word for word in ROLES if any(word in counted for counted in self.counts)]

    def blocks(self) -> Iterator[Block]:
        """Yield the questions by group; on a screen the ten and what groups there are, where not few were asked for."""
        yield from ended_first(self.found.clinics, self.dataset, self.notes if self.deep else None)
        yield from self._counts()
        if self.grouped:
            yield from self._groups()
            return
        first = self.found.first
        for title, asked in ((self.phrases.foremost, first[:FOREMOST]), (self.phrases.then, first[FOREMOST:])):
            yield Heading(title)
            yield Items(tuple(self._item(one, flags=False) for one in asked))
        yield from self._others()

    def _lang(self, text: str) -> str | None:
        """Return the language of a question's text: the document's where it is translated, else that of the data."""
        return None if text in self.found.translated else DATA

    # The questions

    def _groups(self) -> Iterator[Block]:
        for group in self.found.groups:
            asked = sorted(self.found.of(group.id), key=lambda one: one.number)
            if asked:
                yield Heading(group.title, lang=self._lang(group.title))
                if group.intro and self.deep:
                    yield Text((line(Run(group.intro, "quiet", lang=self._lang(group.intro))),))
                yield Items(tuple(self._item(one, flags=True) for one in asked))

    def _item(self, asked: Asked, *, flags: bool) -> Item:
        """Return one question with what is known of it and what would be a warning; `deep` with why it is asked."""
        question, phrases = asked.question, self.phrases
        asks = question.asks if self.deep else question.brief or question.asks
        refs = self.notes.refs(question.recommended_by)
        ours = (Run(f" ({phrases.ours})", "quiet"),) if self.deep and not refs else ()
        head = line(Run(f"{asked.number:>{self.wide}}  "), Run(asks, refs=refs, lang=self._lang(asks)), *ours)
        beneath = list(self._known(asked))
        if len(asked.answers) == 1 and not asked.answers[0].findings:
            head, beneath = (*head, Run("  "), *beneath[0]), beneath[1:]
        explained = self.deep and not asked.answers
        if explained:
            beneath.append(self._labelled(phrases.clear, question.clear))
        if flags and question.red_flag:
            beneath.append((Run("! ", "caution"), *self._labelled(phrases.red_flag, question.red_flag)))
        aside = [self._labelled(phrases.why, question.why)] if self.deep else []
        if explained:
            aside.append(self._labelled(phrases.vague, question.vague))
        return Item(head, box=True, beneath=tuple(beneath), aside=tuple(aside))

    def _labelled(self, label: str, text: str) -> Line:
        return line(f"{label}: ", Run(text, lang=self._lang(text)))

    def _known(self, asked: Asked) -> Iterator[Line]:
        """Yield how far each clinic answers a question, and what it replied."""
        several = len(asked.answers) > 1
        if several and not self.deep:
            yield self._several(asked.answers)
        for given in asked.answers:
            whose = f"{self.dataset.short(given.clinic)}: " if several else ""
            if self.deep:
                yield from self._findings(whose, given)
            elif not several:
                yield self._answer(asked.question, given)
            if given.reply:
                yield line(Run(f"{whose}{self.phrases.reply}: ", "strong"), given.reply)

    def _several(self, answers: tuple[Answered, ...]) -> Line:
        """Return which clinics have which answer, or how many have."""
        parts: list[Run] = []
        for word in ROLES:
            who = [self.dataset.short(given.clinic) for given in answers if given.answer == word]
            if who:
                told = " · ".join(who) if len(answers) <= NAMED_CLINICS else f"{len(who)}"
                parts.append(Run(f"{'; ' if parts else ''}{self.phrases.statuses[word]}: {told}"))
        return tuple(parts)

    def _findings(self, whose: str, given: Answered) -> tuple[Line, ...]:
        """Return how far a question is answered and every finding with its footnotes: on one line where one is all."""
        head = line(whose, self._status(given))
        told = []
        for finding in given.findings:
            refs = self.notes.refs((*finding.sources, *finding.checked_by))
            note = (" — ", Run(finding.note, lang=DATA)) if finding.note else ()
            told.append(line(Run(finding.says, lang=DATA), "  ", Run(finding.status, "status", refs, DATA), *note))
        return ((*head, Run(": "), *told[0]),) if len(told) == 1 else (head, *told)

    def _answer(self, question: Question, given: Answered) -> Line:
        """Return how far a question is answered, who says it, and the finding that decides it.

        Of several that decide as much, the one that holds most of what is asked is told, then the shortest.
        """
        told = sorted(
            (one for one in given.findings if one.status in WEIGHT),
            key=lambda one: (WEIGHT.index(one.status), -len({*one.holds} & {*question.answer_needs}), len(one.says)),
        )
        if not told:
            return line(self._status(given))
        more = f" (+ {self.phrases.more.format(number=len(told) - 1)})" if len(told) > 1 else ""
        return line(self._status(given), f", {self._whose(told[0])}: ", Run(told[0].says, lang=DATA), more)

    def _status(self, given: Answered) -> Run:
        return Run(self.phrases.statuses[given.answer], ROLES[given.answer])

    def _whose(self, finding: Finding) -> str:
        """Return who says something and as of when, where the record gives a date of its own."""
        who = next((found.publisher for found in map(self.dataset.source, finding.sources) if found), "")
        when = self.phrases.undated if finding.dated == UNDATED else (finding.dated or "")[:4]
        old = self.dataset.about.is_old(finding.dated)
        return " ".join(filter(None, (who, when, f"({self.phrases.old})" if old else "")))

    # The counts

    def _counts(self) -> Iterator[Block]:
        """Yield how many questions have which answer: in a line, or a row for each clinic."""
        if len(self.counts) > 1:
            columns = (Column(self.phrases.clinic, grow=True), *self._columns())
            names = [self.dataset.short(clinic.id) for clinic in self.found.clinics]
            rows = [Row(((line(name),), *self._cells(told))) for name, told in zip(names, self.counts, strict=True)]
            yield Table(self.phrases.clinic, columns, tuple(rows))
        elif self.counts:
            counted = f"{len(self.found.asked)} {self.phrases.questions}: "
            said = ", ".join(f"{self.counts[0][word]} {self.phrases.statuses[word]}" for word in self.words)
            yield Text((line(Run(f"{counted}{said}", "strong")),))

    def _columns(self) -> tuple[Column, ...]:
        return tuple(Column(self.phrases.statuses[word], right=True) for word in self.words)

    def _cells(self, numbers: Counter[AnswerState]) -> Iterator[tuple[Line, ...]]:
        return ((line(str(numbers[word])),) for word in self.words)

    def _others(self) -> Iterator[Block]:
        """Yield the groups with how many questions stand in each, how far they are answered, and what to type."""
        one = len(self.found.clinics) == 1
        columns = (
            Column(self.phrases.group, grow=True),
            *(self._columns() if one else (Column(self.phrases.questions, right=True),)),
            Column(self.phrases.word),
        )
        rows = []
        for group in self.found.groups:
            asked = self.found.of(group.id)
            numbers = Counter(given.answer for one_asked in asked for given in one_asked.answers)
            cells = self._cells(numbers) if one else iter([(line(str(len(asked))),)])
            title = Run(group.title, lang=self._lang(group.title))
            rows.append(Row(((line(title),), *cells, (line(Run(group.id, "command")),))))
        yield Table(self.phrases.group, columns, tuple(rows))
        name = f"{self.found.clinics[0].id} " if one else ""
        command = Run(f"stemfind checklist {name}-g {self.phrases.word}", "command")
        yield Text((line(self.phrases.one_group, command),), close=True)
