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
LARGEST_FILE = 4_000_000
"""Bytes of a dataset of one's own that is read while somebody waits at a prompt."""


def offering(found: Callable[[typer.Context], Iterable[Entry]]) -> Completer:
    """Return a completer that offers the entries which answer to what was typed; Typer knows `ctx` by its name."""
    return lambda ctx: [(entry.id, entry.name) for entry in completions(ctx.obj, found(ctx))]


def completions(typed: str, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries whose id begins with what was typed, or whose name is it; else by names, then by words."""
    known, wanted = list(entries), fold(typed)
    exact = [entry for entry in known if entry.id.startswith(typed)]
    if exact or not wanted:
        return exact
    called = [(entry, list(map(fold, _names(entry)))) for entry in known]
    found = (
        [entry for entry, names in called if names[0].startswith(wanted) or wanted in names],
        [entry for entry, names in called if any(name.startswith(wanted) for name in names)],
        [entry for entry, names in called if any(f" {wanted}" in f" {name}" for name in names)],
    )
    return next(filter(None, found), [])


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry.id, entry.name, *entry.also, *entry.whole)


def words(*known: str) -> Completer:
    """Return a completer for a closed list."""

    @offering
    def listed(_: typer.Context) -> list[Entry]:
        return [Entry(word, "") for word in known]

    return listed


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
    if not all(file.is_file() for file in held) or sum(file.stat().st_size for file in held) > LARGEST_FILE:
        raise OSError(named)
    return str(path)


def named_on_record(dataset: "Dataset") -> list[Entry]:
    """Return the names of subjects without those of countries of which nothing is on record."""
    from ..model.subject import Index

    return [entry for entry in Index(dataset).entries if entry.id in dataset.subjects]


@offering
def subjects(context: typer.Context) -> Iterable[Entry]:
    """Offer all that is on record."""
    return _others(context, named_on_record(dataset_of(context)))


@offering
def clinic_names(context: typer.Context) -> Iterable[Entry]:
    """Offer clinics alone."""
    return _others(context, [Entry(c.id, c.name, c.aliases) for c in dataset_of(context).clinics])


@offering
def answering(context: typer.Context) -> Iterable[Entry]:
    """Offer clinics, and the countries that have one: questions can be put to these."""
    dataset = dataset_of(context)
    asked = {clinic.id for clinic in dataset.clinics} | {clinic.country for clinic in dataset.clinics}
    return _others(context, [entry for entry in named_on_record(dataset) if entry.id in asked])


def _others(context: typer.Context, entries: Iterable[Entry]) -> list[Entry]:
    """Return entries without those that are named on the line already."""
    there = {fold(name) for name in context.params.get("names") or ()}
    return [entry for entry in entries if there.isdisjoint(map(fold, _names(entry)))]


@offering
def offers(context: typer.Context) -> Iterable[Entry]:
    """Offer the offers of what the line names."""
    from ..model.subject import find

    dataset = dataset_of(context)
    named = [find(dataset, name) for name in context.params["names"] or ()]
    return dict.fromkeys(Entry(offer.id, offer.name) for subject in named for offer in subject.offers)


@offering
def countries(context: typer.Context) -> Iterable[Entry]:
    """Offer countries, also by their codes."""
    return [Entry(c.id, c.name, (*c.aliases, c.iso2, c.iso3)) for c in dataset_of(context).countries]


@offering
def cities(context: typer.Context) -> Iterable[Entry]:
    """Offer cities in the spelling that needs no quotes: mexico-city finds Mexico City."""
    named = {city: fold(city).replace(" ", "-") for clinic in dataset_of(context).clinics for city in clinic.cities}
    return {spelt: Entry(spelt, city) for city, spelt in named.items()}.values()


def terms(kind: str) -> Completer:
    """Return a completer for the terms of one kind."""

    @offering
    def of_kind(context: typer.Context) -> Iterable[Entry]:
        return [term.entry for term in dataset_of(context).terms if term.kind == kind]

    return of_kind


@offering
def rates(context: typer.Context) -> Iterable[Entry]:
    """Offer the beginning of a rate of one's own: EUR=."""
    return [Entry(f"{rate.currency}=", "") for rate in dataset_of(context).rates]


@offering
def currencies(context: typer.Context) -> Iterable[Entry]:
    """Offer what amounts can be told in."""
    return [Entry(currency, "") for currency in ("USD", *(rate.currency for rate in dataset_of(context).rates))]


@offering
def topics(context: typer.Context) -> Iterable[Entry]:
    """Offer topics and the words of the glossary."""
    if context.params["topic"]:
        return []
    dataset = dataset_of(context, "guide")
    topics = [Entry(topic.id, topic.title, topic.aliases) for topic in dataset.topics]
    glossary = [Entry(word.id, word.term, word.aliases) for word in dataset.glossary]
    return {entry.id: entry for entry in (*glossary, *topics, Entry("glossary", "every word of the field"))}.values()


@offering
def groups(context: typer.Context) -> Iterable[Entry]:
    """Offer groups of questions."""
    return [group.entry for group in dataset_of(context, "questions").question_groups]
