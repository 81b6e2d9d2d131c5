"""`trials` as a document: each criterion met, not met or not stated."""

from ..document import Block, Document, Heading, Item, Items, Line, Role, Run, line, text
from ..model.base import Interval, donors
from ..model.dataset import Dataset
from ..model.trial import Trial
from ..trials import Matched, Person, Verdict
from .notes import Notes
from .words import count, date_words, interval, labels, listed

MARKS: dict[Verdict, tuple[str, Role]] = {
    "met": ("✓ met", "strong"), "not met": ("– not met", "caution"), "not stated": ("· not stated", "unknown"),
}  # fmt: skip
YEAR, MONTH = 365, 30
ADVICE = (
    "A registered trial is not an approval and not a promise. Ask the registry for today's status; nothing is fetched."
)
COST = (
    "A paid treatment may cost you a trial: some trials refuse people who had cells before. On record as refusing: {}. "
    "Most of the others do not state it: ask before you pay a clinic."
)


def trials_document(matched: tuple[Matched, ...], person: Person, dataset: Dataset) -> Document:
    """Return trials, those that fit first; those in which the participant pays stand apart."""
    notes = Notes(dataset)
    words = labels(dataset)
    names = {country.id: country.name for country in dataset.countries}
    asked = any(one.criteria for one in matched)
    free = [one for one in matched if one.trial.open and not one.trial.pays]
    groups = (
        ("Open, and nothing known against it" if asked else "Open, or about to open", [m for m in free if m.fits]),
        ("Open, but a criterion is not met", [one for one in free if not one.fits]),
        ("Closed, finished or of unknown fate", [m for m in matched if not m.trial.open and not m.trial.pays]),
        ("The participant pays or may pay: not a free alternative", [one for one in matched if one.trial.pays]),
    )
    blocks: list[Block] = []
    for title, members in groups:
        if members:
            items = tuple(_item(one, words, names, notes) for one in members)
            blocks += [Heading(f"{title} ({len(members)})"), Items(items)]
    refusing = ", ".join(trial.registry_id for trial in dataset.trials if trial.prior_cells == "excluded")
    blocks.append(text(Run("! ", "caution"), COST.format(refusing or "none")))
    title = f"{count(len(matched), 'registered trial')}{_told(person)}"
    return Document(title, tuple(blocks), notes.references(), (line(Run(ADVICE, "quiet")),))


def _told(person: Person) -> str:
    said = [
        f"AIS {person.ais}" if person.ais else "",
        person.level or "",
        f"{person.since:g} days since injury" if person.since is not None else "",
        f"age {person.age:g}" if person.age is not None else "",
    ]
    return f" for {', '.join(part for part in said if part)}" if any(said) else ""


def _item(one: Matched, words: dict[str, str], names: dict[str, str], notes: Notes) -> Item:
    trial = one.trial
    head = line(Run(f"{trial.registry_id}", "strong", notes.refs(trial.sources[:1])), f" {trial.name}")
    dated = "undated record" if trial.status_date == "undated" else f"as of {date_words(trial.status_date)}"
    status = f"{trial.status.replace('-', ' ')}, {dated}"
    beneath: list[Line] = [line(Run(f"{status}{_note(trial.status_note)}", "status"))]
    if one.criteria:
        runs: list[Run] = []
        for name, verdict in one.criteria.items():
            mark, role = MARKS[verdict]
            runs += [Run("  " if runs else ""), Run(f"{name} "), Run(mark, role)]
        beneath.append(tuple(runs))
    beneath.append(line(f"Takes: {_takes(trial)}"))
    if one.not_stated:
        beneath.append(line(Run(f"Not stated, so ask: {', '.join(one.not_stated)}", "unknown")))
    if trial.criteria_note:
        beneath.append(line(Run(trial.criteria_note, "quiet")))
    terms = listed((words.get(term, term) for term in (*trial.cells, *trial.routes)), lower=True)
    given = ", ".join(filter(None, (terms, " and ".join(donors(trial.donor)))))
    beneath.append(line(f"Gives: {trial.gives}", f" ({given})" if given else ""))
    beneath.append(line(_frame(trial, names)))
    if trial.results:
        beneath.append(line(f"Results: {trial.results}"))
    beneath.append(line(f"Check today: {trial.url}"))
    return Item(head, beneath=tuple(beneath))


def _note(note: str | None) -> str:
    return f" ({note.rstrip('.')})" if note else ""


def _takes(trial: Trial) -> str:
    grades = f"AIS {', '.join(trial.ais)}" if trial.ais else "AIS grade not stated"
    levels = " or ".join(f"{part.top}–{part.bottom}" for part in trial.levels) or "level not stated"
    since = " or ".join(span_words(window) for window in trial.since) or "time since injury not stated"
    age = f"age {interval(trial.age)}" if trial.age else "age not stated"
    barred = {"excluded": "; nobody who had cells before", "allowed": "; earlier cells allowed"}
    return f"{grades}; {levels}; {since}; {age}{barred.get(trial.prior_cells or '', '')}"


def span_words(window: Interval) -> str:
    """Return days since injury as people say them: 21–42 days, 1–5 years, over 4 months."""
    for unit, name in ((YEAR, "years"), (MONTH, "months")):
        ends = [end for end in (window.low, window.high) if end is not None]
        if all(end % unit == 0 and end > 0 for end in ends):
            scaled = Interval(
                low=None if window.low is None else window.low // unit,
                high=None if window.high is None else window.high // unit,
            )
            return f"{interval(scaled, name)} after injury"
    return f"{interval(window, 'days')} after injury"


def _frame(trial: Trial, names: dict[str, str]) -> str:
    arms = {True: "randomised", False: "not randomised", None: "randomised or not: not stated"}[trial.randomised]
    people = count(trial.people, "person", "people") if trial.people is not None else "number of people not stated"
    where = ", ".join(names.get(country, country) for country in trial.countries) or "country not stated"
    sites = f" ({' · '.join(trial.sites)})" if trial.sites else ""
    phase = f"phase {trial.phase}" if trial.phase else ""
    told = (trial.sponsor or "sponsor not stated", f"{where}{sites}", phase, arms, people)
    return "; ".join(filter(None, told))


def nearest(trials: tuple[Trial, ...]) -> Line:
    """Return open trials in one line, with the command that shows them."""
    command = Run("stemfind trials", "command")
    if not trials:
        return line(Run("Open trials there: ", "strong"), "none on record; elsewhere: ", command)
    return line(Run("Open trials there: ", "strong"), f"{', '.join(t.registry_id for t in trials)}  ", command)
