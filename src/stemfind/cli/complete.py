"""What a shell may offer for an option or an argument: live ids, closed lists, files.

Each completer reads from the context what else stands on the line; `context.obj` is what was typed of the word.
"""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ..model.names import Entry, fold

if TYPE_CHECKING:
    from ..model.dataset import Dataset

Completer = Callable[[typer.Context], list[tuple[str, str]]]
"""Returns values, each with what it is."""
FILE = "<file>"
"""Offered in place of values where a file is wanted: the shell knows those best."""
LARGEST = 4_000_000
"""Bytes of a dataset of one's own that is read while somebody waits at a prompt."""


def offering(found: Callable[[typer.Context], Iterable[Entry]]) -> Completer:
    """Return a completer that offers the entries which answer to what was typed."""

    def complete(context: typer.Context) -> list[tuple[str, str]]:
        return [(entry.id, entry.name) for entry in completions(context.obj, found(context))]

    return complete


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry.id, entry.name, *entry.also, *entry.whole)


def completions(typed: str, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries whose id begins with what was typed, or whose name is it; else by names, then by words."""
    known, wanted = list(entries), fold(typed)
    if not typed:
        return known
    exact = [entry for entry in known if entry.id.startswith(typed)]
    tests: tuple[Callable[[Entry], bool], ...] = (
        lambda entry: fold(entry.id).startswith(wanted) or wanted in map(fold, _names(entry)),
        lambda entry: any(fold(name).startswith(wanted) for name in _names(entry)),
        lambda entry: any(f" {wanted}" in f" {fold(name)}" for name in _names(entry)),
    )
    found = ([entry for entry in known if test(entry)] for test in tests if wanted)
    return exact or next(filter(None, found), [])


def words(*known: str) -> Completer:
    """Return a completer for a closed list."""
    return offering(lambda _: [Entry(word, "") for word in known])


def files(_: typer.Context) -> list[tuple[str, str]]:
    """Leave it to the shell to offer files."""
    return [(FILE, "")]


def dataset_of(context: typer.Context, *parts: str) -> "Dataset":
    """Return the dataset that the line or STEMFIND_DATA names, unless it could keep somebody waiting."""
    from ..dataset import load

    named = context.params.get("data")
    return load(_bounded(named) if named and named != "-" else None, parts)


def _bounded(named: str) -> str:
    """Return a path, with what a shell would expand. Raises OSError unless all files are regular and not large."""
    path = Path(named) if Path(named).exists() else Path(os.path.expandvars(named)).expanduser()
    held = list(path.glob("*.toml")) if path.is_dir() else [path]
    if not all(file.is_file() for file in held) or sum(file.stat().st_size for file in held) > LARGEST:
        raise OSError(named)
    return str(path)


def _others(context: typer.Context, entries: Iterable[Entry]) -> list[Entry]:
    """Return entries without those that are named on the line already."""
    there = {fold(name) for name in context.params.get("names") or ()}
    return [entry for entry in entries if there.isdisjoint(map(fold, _names(entry)))]


def _subjects(context: typer.Context) -> Iterable[Entry]:
    return _others(context, named_on_record(dataset_of(context)))


def named_on_record(dataset: "Dataset") -> list[Entry]:
    """Return the names of subjects without those of countries of which nothing is on record."""
    from ..model.subject import entries, names

    there = names(dataset)
    return [entry for entry in entries(dataset) if entry.id in there]


def _clinics(context: typer.Context) -> Iterable[Entry]:
    return _others(context, [Entry(c.id, c.name, c.aliases) for c in dataset_of(context).clinics])


def _answering(context: typer.Context) -> Iterable[Entry]:
    """Return clinics, and the countries that have one: questions can be put to these."""
    dataset = dataset_of(context)
    asked = {clinic.id for clinic in dataset.clinics} | {clinic.country for clinic in dataset.clinics}
    return _others(context, [entry for entry in named_on_record(dataset) if entry.id in asked])


def _offers(context: typer.Context) -> Iterable[Entry]:
    from ..model.subject import clinics_of, find

    dataset = dataset_of(context)
    clinics = [clinic for name in context.params["names"] or () for clinic in clinics_of(dataset, find(dataset, name))]
    return dict.fromkeys(Entry(offer.id, offer.name) for clinic in clinics for offer in clinic.offers)


def _countries(context: typer.Context) -> Iterable[Entry]:
    return [Entry(c.id, c.name, (*c.aliases, c.iso2, c.iso3)) for c in dataset_of(context).countries]


def _cities(context: typer.Context) -> Iterable[Entry]:
    """Return cities in the spelling that needs no quotes: mexico-city finds Mexico City."""
    named = {city: fold(city).replace(" ", "-") for clinic in dataset_of(context).clinics for city in clinic.cities}
    return {spelt: Entry(spelt, city) for city, spelt in named.items()}.values()


def _terms(kind: str) -> Callable[[typer.Context], Iterable[Entry]]:
    return lambda context: [Entry(t.id, t.label, t.aliases) for t in dataset_of(context).terms if t.kind == kind]


def _currencies(context: typer.Context) -> Iterable[Entry]:
    return [Entry(f"{rate.currency}=", "") for rate in dataset_of(context).rates]


def _targets(context: typer.Context) -> Iterable[Entry]:
    return [Entry(currency, "") for currency in ("USD", *(rate.currency for rate in dataset_of(context).rates))]


def _topics(context: typer.Context) -> Iterable[Entry]:
    if context.params["topic"]:
        return []
    dataset = dataset_of(context, "guide")
    topics = [Entry(topic.id, topic.title, topic.aliases) for topic in dataset.topics]
    glossary = [Entry(word.id, word.term, word.aliases) for word in dataset.glossary]
    return {entry.id: entry for entry in (*glossary, *topics, Entry("glossary", "every word of the field"))}.values()


def _groups(context: typer.Context) -> Iterable[Entry]:
    return [Entry(group.id, group.title, group.aliases) for group in dataset_of(context, "questions").question_groups]


subjects = offering(_subjects)
clinics = offering(_clinics)
answering = offering(_answering)
offers = offering(_offers)
countries = offering(_countries)
cities = offering(_cities)
currencies = offering(_currencies)
targets = offering(_targets)
topics = offering(_topics)
groups = offering(_groups)
indications = offering(_terms("indication"))
inclusions = offering(_terms("inclusion"))
cells = offering(_terms("cells"))
routes = offering(_terms("route"))
accreditations = offering(_terms("accreditation"))
