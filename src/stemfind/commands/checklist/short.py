"""`checklist` on one screen or sheet: three questions, the rest of the ten, and the groups that hold the others."""

from collections import Counter
from collections.abc import Iterator

from ...document.parts import Block, Column, Heading, Item, Items, Line, Role, Row, Run, Table, Text, line
from ...document.phrases import DATA, PHRASES
from ...model.age import UNDATED, is_old
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


class ShortChecklist:
    """Writes the short depth of one checklist, in one language."""

    def __init__(self, found: Checklist, dataset: Dataset, lang: str) -> None:
        self.found = found
        self.dataset = dataset
        self.phrases = PHRASES[lang]
        self.wide = len(str(max((asked.number for asked in found.first), default=0)))
        """As wide are all numbers, so that the questions stand under each other."""
        self.words = [word for word in ROLES if any(word in self._answers(at) for at in range(len(found.clinics)))]

    def blocks(self) -> tuple[Block, ...]:
        """Return what fits a screen: the ten and what groups there are; or, where few were asked for, these."""
        head = self._counts()
        first = self.found.first
        if len(self.found.groups) < len(self.dataset.question_groups) or first == self.found.asked:
            return (*head, *self._groups())
        parts = ((self.phrases.foremost, first[:FOREMOST]), (self.phrases.then, first[FOREMOST:]))
        listed: list[Block] = []
        for title, asked in parts:
            listed += [Heading(title), Items(tuple(map(self.item, asked)))] if asked else []
        return (*head, *listed, *self._others())

    # The questions

    def _groups(self) -> Iterator[Block]:
        for group in self.found.groups:
            asked = sorted(self.found.of(group.id), key=lambda one: one.number)
            if asked:
                yield Heading(group.title, lang=self._lang(group.title))
                yield Items(tuple(self.item(one, flags=True) for one in asked))

    def item(self, asked: Asked, *, flags: bool = False) -> Item:
        """Return one question in a line, with what is known of it, and what would be a warning."""
        question = asked.question
        asks = question.brief or question.asks
        head: Line = line(Run(f"{asked.number:>{self.wide}}  "), Run(asks, lang=self._lang(asks)))
        beneath = list(self._known(asked))
        if len(asked.answers) == 1 and not asked.answers[0].findings:
            head, beneath = (*head, Run("  "), *beneath[0]), beneath[1:]
        if flags and question.red_flag:
            flag = Run(question.red_flag, lang=self._lang(question.red_flag))
            beneath.append(line(Run("! ", "caution"), f"{self.phrases.red_flag}: ", flag))
        return Item(head, box=True, beneath=tuple(beneath))

    def _known(self, asked: Asked) -> Iterator[Line]:
        if len(asked.answers) == 1:
            yield self._answer(asked.question, asked.answers[0])
        elif asked.answers:
            yield self._several(asked.answers)
        for given in asked.answers:
            if given.reply:
                whose = f"{self.dataset.short(given.clinic)}: " if len(asked.answers) > 1 else ""
                yield line(Run(f"{whose}{self.phrases.reply}: ", "strong"), given.reply)

    def _several(self, answers: tuple[Answered, ...]) -> Line:
        """Return which clinics have which answer, or how many have."""
        parts: list[Run] = []
        for word in ROLES:
            who = [self.dataset.short(given.clinic) for given in answers if given.answer == word]
            if who:
                told = ", ".join(who) if len(answers) <= NAMED_CLINICS else f"{len(who)}"
                parts.append(Run(f"{' · ' if parts else ''}{self.phrases.statuses[word]}: {told}"))
        return tuple(parts)

    def _answer(self, question: Question, given: Answered) -> Line:
        """Return how far a question is answered, who says it, and the finding that decides it.

        Of several that decide as much, the one that holds most of what is asked is told, then the shortest.
        """
        status = Run(self.phrases.statuses[given.answer], ROLES[given.answer])
        told = sorted(
            (one for one in given.findings if one.status in WEIGHT),
            key=lambda one: (
                WEIGHT.index(one.status), -len({*one.holds} & {*question.answer_needs}), len(one.says)
            ),
        )  # fmt: skip
        if not told:
            return line(status)
        more = f" (+ {self.phrases.more.format(number=len(told) - 1)})" if len(told) > 1 else ""
        return line(status, Run(f", {self._whose(told[0])}: "), Run(told[0].says, lang=DATA), more)

    def _whose(self, finding: Finding) -> str:
        """Return who says something and as of when, where the record gives a date of its own."""
        sources = [found for source in finding.sources if (found := self.dataset.source(source))]
        who = sources[0].publisher if sources else ""
        about = self.dataset.about
        old = finding.dated != UNDATED and is_old(finding.dated, about.checked, about.recheck_months)
        dated = (finding.dated or "").replace(UNDATED, self.phrases.undated)[: len(self.phrases.undated)]
        when = dated if finding.dated == UNDATED else dated[:4]
        return " ".join(filter(None, (who, when, f"({self.phrases.old})" if old else "")))

    # The counts

    def _answers(self, at: int) -> list[AnswerState]:
        return [asked.answers[at].answer for asked in self.found.asked]

    def _counts(self) -> tuple[Block, ...]:
        """Return how many questions have which answer: in a line, or a row for each clinic."""
        clinics = self.found.clinics
        if len(clinics) > 1:
            columns = (Column(self.phrases.clinic, grow=True), *self._columns())
            rows = [
                Row(((line(self.dataset.short(clinic.id)),), *self._cells(Counter(self._answers(at)))))
                for at, clinic in enumerate(clinics)
            ]
            return (Table(self.phrases.clinic, columns, tuple(rows), caption_shown=False),)
        if not clinics:
            return ()
        numbers = Counter(self._answers(0))
        said = ", ".join(f"{numbers[word]} {self.phrases.statuses[word]}" for word in self.words)
        counted = self.phrases.counted.format(number=len(self.found.asked))
        return (Text((line(Run(f"{counted}{said}", "strong")),)),)

    def _columns(self) -> tuple[Column, ...]:
        return tuple(Column(self.phrases.statuses[word], right=True) for word in self.words)

    def _cells(self, numbers: Counter[AnswerState]) -> Iterator[tuple[Line, ...]]:
        return ((line(str(numbers[word])),) for word in self.words)

    def _others(self) -> tuple[Block, ...]:
        """Return the groups with how many questions stand in each, how far they are answered, and what to type."""
        one = len(self.found.clinics) == 1
        columns = (
            Column(self.phrases.group, grow=True),
            *(self._columns() if one else (Column(self.phrases.questions, right=True),)),
            Column(self.phrases.word),
        )
        names = " ".join(clinic.id for clinic in self.found.clinics)
        command = f"stemfind checklist {names + ' ' if one else ''}-g {self.phrases.word}"
        rows = []
        for group in self.found.groups:
            asked = self.found.of(group.id)
            numbers = Counter(given.answer for one_asked in asked for given in one_asked.answers)
            cells = self._cells(numbers) if one else iter([(line(str(len(asked))),)])
            title = Run(group.title, lang=self._lang(group.title))
            rows.append(Row(((line(title),), *cells, (line(Run(group.id, "command")),))))
        table = Table(self.phrases.group, columns, tuple(rows), caption_shown=False)
        return (table, Text((line(self.phrases.one_group, Run(command, "command")),), close=True))

    def _lang(self, text: str) -> str | None:
        return None if text in self.found.translated else DATA
