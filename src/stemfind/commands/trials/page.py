"""`trials` as a document: each criterion met, not met or not stated."""

from collections.abc import Iterator

from ...document.footnotes import Notes
from ...document.parts import Block, Document, Heading, Item, Items, Line, Role, Run, line, text
from ...document.trial_words import days_words, levels_words, told_words, window_words
from ...document.words import count, date_words, either, grades_words, listed
from ...model.base import Interval, donors
from ...model.dataset import Dataset
from ...model.matching import Candidate, Matched, Verdict
from ...model.span import interval
from ...model.trial import Trial
from .short import ShortTrials

VERDICT_WORDS: dict[Verdict, tuple[str, Role]] = {
    "met": ("✓ met", "strong"), "near": ("~ near the edge", "caution"), "not met": ("– not met", "caution"),
    "not stated": ("· not stated", "unknown"),
}  # fmt: skip
SOON = 60
"""Days before its end from which a trial that is met says when it closes."""
TRIALS_ADVICE = (
    "A registered trial is not an approval and not a promise. Ask the registry for today's status; nothing is fetched."
)
COST = "A paid treatment may cost you a trial: some trials refuse people who had cells before."


def trials_document(matched: tuple[Matched, ...], person: Candidate, dataset: Dataset) -> Document:
    """Return trials, those that fit first; those in which the participant pays stand apart."""
    notes = Notes(dataset)
    told = ", ".join(told_words(person, dataset))
    asked = bool(told)
    free = [one for one in matched if one.trial.free]
    groups = (
        ("Open, and nothing known against it" if asked else "Open, or about to open", [m for m in free if m.fits]),
        ("Open, near the edge of what it takes: ask", [one for one in free if one.near]),
        ("Open, but a criterion is not met", [one for one in free if not one.fits and not one.near]),
        ("Closed, finished or of unknown fate", [m for m in matched if not m.trial.open and not m.trial.pays]),
        ("The participant pays or may pay: not a free alternative", [one for one in matched if one.trial.pays]),
    )
    blocks: list[Block] = [text(Run(said, "strong")) for said in _apart(free)] if asked else []
    for title, members in groups:
        if members:
            items = tuple(_item(one, dataset, person, notes) for one in members)
            blocks += [Heading(f"{title} ({len(members)})"), Items(items)]
    blocks.append(text(Run("! ", "caution"), _cost(dataset)))
    title = _title(free, told) if asked else _counted(matched, dataset)
    closing = (line(Run(TRIALS_ADVICE, "quiet")),)
    short = ShortTrials(matched, person, dataset).blocks(groups)
    return Document(title, tuple(blocks), notes.references(), closing, short=short)


def _cost(dataset: Dataset) -> str:
    """Return what a paid treatment may cost, with the trials that are known to refuse, and how many are silent."""
    if not dataset.trials:
        return COST
    refusing = ", ".join(trial.registry_id for trial in dataset.trials if trial.prior_cells == "excluded")
    silent = sum(trial.prior_cells is None for trial in dataset.trials)
    of = f"{silent} of {count(len(dataset.trials), 'registered trial')}"
    ask = f"{of} {'do' if silent > 1 else 'does'} not state it: ask before you pay a clinic." if silent else ""
    return f"{COST} On record as refusing: {refusing or 'none'}. {ask}".rstrip()


def _counted(matched: tuple[Matched, ...], dataset: Dataset) -> str:
    of = count(len(dataset.trials), "registered trial")
    number = sum(one.trial.open for one in matched)
    return f"{of}, {number or 'none'} of them open or about to open"


def _title(free: list[Matched], told: str) -> str:
    """Return how many of the open trials that cost nothing may take a person."""
    if not free:
        return f"No open trial on record, for {told}"
    fitting = sum(one.fits for one in free)
    return f"{fitting or 'None'} of {count(len(free), 'open trial')} may take you: {told}"


def _apart(free: list[Matched]) -> Iterator[str]:
    """Yield what has to be said of the number that may take a person: what is not stated, and what is near."""
    silent = sum(one.fits and "not stated" in one.criteria.values() for one in free)
    near = sum(one.near for one in free)
    if silent:
        yield f"Of those that may take you, {silent} {'does' if silent == 1 else 'do'} not state all that you told."
    if near:
        more = " more" if any(one.fits for one in free) else ""
        yield f"{near}{more} {'is' if near == 1 else 'are'} near the edge of what a trial takes: ask."


def _item(one: Matched, dataset: Dataset, person: Candidate, notes: Notes) -> Item:
    trial = one.trial
    head = line(Run(f"{trial.registry_id}", "strong", notes.refs(trial.sources[:1])), f" {trial.name}")
    dated = "undated record" if trial.status_date == "undated" else f"as of {date_words(trial.status_date)}"
    status = f"{trial.status.replace('-', ' ')}, {dated}"
    beneath: list[Line] = [line(Run(f"{status}{_note(trial.status_note)}", "status"))]
    if one.criteria:
        runs: list[Run] = []
        for name, verdict in one.criteria.items():
            runs += [Run("  " if runs else ""), Run(f"{name} "), _mark(name, verdict, person)]
        beneath.append(tuple(runs))
    beneath += [line(said) for said in (*_near(one, person), *_when(one))]
    beneath.append(line(f"Takes: {_takes(trial)}"))
    if one.not_stated:
        beneath.append(line(Run(f"Not stated, so ask: {', '.join(one.not_stated)}", "unknown")))
    if trial.criteria_note:
        beneath.append(line(Run(trial.criteria_note, "quiet")))
    terms = listed((dataset.label(term) for term in (*trial.cells, *trial.routes)), lower=True)
    given = ", ".join(filter(None, (terms, " and ".join(donors(trial.donor)))))
    beneath.append(line(f"Gives: {trial.gives}", f" ({given})" if given else ""))
    beneath.append(line(_frame(trial, dataset)))
    if trial.results:
        beneath.append(line(f"Results: {trial.results}"))
    beneath.append(line(f"Check today: {trial.url}"))
    return Item(head, beneath=tuple(beneath))


def _mark(name: str, verdict: Verdict, person: Candidate) -> Run:
    """Return a verdict; near because of what was left open is another thing than near an edge."""
    if verdict == "near" and name in ("AIS grade", "level"):
        return Run("~ met for a part of what you told", "caution")
    if verdict == "near" and name == "time since injury" and person.since and person.since.low < person.since.high:
        return Run("~ depends on the day", "caution")
    return Run(*VERDICT_WORDS[verdict])


def _near(one: Matched, person: Candidate) -> Iterator[str]:
    """Yield for each criterion that is near what the trial takes and where the person stands; ask."""
    trial, near = one.trial, {name for name, verdict in one.criteria.items() if verdict == "near"}
    if "AIS grade" in near:
        yield f"It takes {grades_words(trial.ais, trial.completeness)}; you told {either(person.ais)}: ask."
    if "level" in near:
        yield f"It takes {levels_words(trial)}; you told {person.level[0]}–{person.level[-1]}: ask."
    if "time since injury" in near and person.since:
        days = interval(Interval(low=round(person.since.low), high=round(person.since.high)), "days")
        yield f"It takes {_since(trial)}; you are at {days}: ask."
    if "age" in near:
        yield f"It takes age {interval(trial.age)}; you are {round(person.age or 0, 1):g}: ask."


def _when(one: Matched) -> Iterator[str]:
    """Yield when a trial opens, closed or soon closes for a person."""
    timing = one.timing
    again = " again" if timing.closed else ""
    if timing.closed:
        yield f"Closed for you {days_words(timing.closed)} ago."
    if timing.opens:
        yield f"Opens for you{again} in {days_words(timing.opens)}."
    if timing.closes and (timing.closes.low or 0) <= SOON:
        yield f"Closes for you in {days_words(timing.closes)}."


def _note(note: str | None) -> str:
    return f" ({note.rstrip('.')})" if note else ""


def _takes(trial: Trial) -> str:
    age = f"age {interval(trial.age)}" if trial.age else "age not stated"
    barred = {"excluded": "; nobody who had cells before", "allowed": "; earlier cells allowed"}
    grades = grades_words(trial.ais, trial.completeness)
    return f"{grades}; {levels_words(trial)}; {_since(trial)}; {age}{barred.get(trial.prior_cells or '', '')}"


def _since(trial: Trial) -> str:
    return (
        " or ".join(f"{window_words(window)} after injury" for window in trial.since) or "time since injury not stated"
    )


def _frame(trial: Trial, dataset: Dataset) -> str:
    arms = {True: "randomised", False: "not randomised", None: "randomised or not: not stated"}[trial.randomised]
    people = count(trial.people, "person", "people") if trial.people is not None else "number of people not stated"
    where = ", ".join(dataset.country_name(country) for country in trial.countries) or "country not stated"
    sites = f" ({' · '.join(trial.sites)})" if trial.sites else ""
    phase = f"phase {trial.phase}" if trial.phase else ""
    told = (trial.sponsor or "sponsor not stated", f"{where}{sites}", phase, arms, people)
    return "; ".join(filter(None, told))
