"""What a shell may offer for an option or an argument: live ids, closed lists, files.

Each completer reads from the context what else stands on the line; `context.obj` is what was typed of the word.
"""

import os
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import typer

from ..names import Entry, fold

if TYPE_CHECKING:
    from ..model.dataset import Dataset

Completer = Callable[[typer.Context], list[tuple[str, str]]]
"""Returns values, each with what it is."""
FILE = "<file>"
"""Offered in place of values where a file is wanted: the shell knows those best."""
LARGEST = 4_000_000
"""Bytes of a dataset of one's own that is read while somebody waits at a prompt."""


def _offering(found: Callable[[typer.Context], Iterable[Entry]]) -> Completer:
    """Return a completer that offers the entries which answer to what was typed."""

    def complete(context: typer.Context) -> list[tuple[str, str]]:
        return [(entry.id, entry.name) for entry in fitting(context.obj, found(context))]

    return complete


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry.id, entry.name, *entry.also, *entry.whole)


def fitting(typed: str, entries: Iterable[Entry]) -> list[Entry]:
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
    return _offering(lambda _: [Entry(word, "") for word in known])


def files(_: typer.Context) -> list[tuple[str, str]]:
    """Leave it to the shell to offer files."""
    return [(FILE, "")]


def _dataset(context: typer.Context, *parts: str) -> "Dataset":
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
    return _others(context, _on_record(_dataset(context)))


def _on_record(dataset: "Dataset") -> list[Entry]:
    """Return the names of subjects without those of countries of which nothing is on record."""
    from ..subject import entries, names

    there = names(dataset)
    return [entry for entry in entries(dataset) if entry.id in there]


def _clinics(context: typer.Context) -> Iterable[Entry]:
    return _others(context, [Entry(c.id, c.name, c.aliases) for c in _dataset(context).clinics])


def _answering(context: typer.Context) -> Iterable[Entry]:
    """Return clinics, and the countries that have one: questions can be put to these."""
    dataset = _dataset(context)
    asked = {clinic.id for clinic in dataset.clinics} | {clinic.country for clinic in dataset.clinics}
    return _others(context, [entry for entry in _on_record(dataset) if entry.id in asked])


def _offers(context: typer.Context) -> Iterable[Entry]:
    from ..subject import clinics_of, find

    dataset = _dataset(context)
    clinics = [clinic for name in context.params["names"] or () for clinic in clinics_of(dataset, find(dataset, name))]
    return {offer.id: Entry(offer.id, offer.name) for clinic in clinics for offer in clinic.offers}.values()


def _countries(context: typer.Context) -> Iterable[Entry]:
    return [Entry(c.id, c.name, (*c.aliases, c.iso2, c.iso3)) for c in _dataset(context).countries]


def _cities(context: typer.Context) -> Iterable[Entry]:
    """Return cities in the spelling that needs no quotes: mexico-city finds Mexico City."""
    named = {city: fold(city).replace(" ", "-") for clinic in _dataset(context).clinics for city in clinic.cities}
    return {spelt: Entry(spelt, city) for city, spelt in named.items()}.values()


def _terms(kind: str) -> Callable[[typer.Context], Iterable[Entry]]:
    return lambda context: [Entry(t.id, t.label, t.aliases) for t in _dataset(context).terms if t.kind == kind]


def _currencies(context: typer.Context) -> Iterable[Entry]:
    return [Entry(f"{rate.currency}=", "") for rate in _dataset(context).rates]


def _topics(context: typer.Context) -> Iterable[Entry]:
    if context.params["topic"]:
        return []
    dataset = _dataset(context, "guide")
    topics = [Entry(topic.id, topic.title, topic.aliases) for topic in dataset.topics]
    glossary = [Entry(word.id, word.term, word.aliases) for word in dataset.glossary]
    return {entry.id: entry for entry in (*glossary, *topics, Entry("glossary", "every word of the field"))}.values()


def _groups(context: typer.Context) -> Iterable[Entry]:
    return [Entry(group.id, group.title) for group in _dataset(context, "questions").question_groups]


def _records(context: typer.Context) -> Iterable[Entry]:
    """Return what facts are on record of; sources, which are many, only where something is typed."""
    from ..why import entries

    dataset = _dataset(context, "sources", "evidence", "trials")
    sources = [Entry(source.id, source.title) for source in dataset.sources] if context.obj else []
    return [*_on_record(dataset), *entries(dataset), *sources]


def _facts(context: typer.Context) -> Iterable[Entry]:
    """Return the fields of the record that the line names."""
    from ..why import find, why

    dataset = _dataset(context, "sources", "claims", "evidence", "trials")
    known = why(dataset, find(dataset, context.params["name"]))
    named = {fact.field for fact in known.facts} | {conflict.field for conflict in known.conflicts}
    return [Entry(field, "") for field in sorted(named)]


def fields(context: typer.Context) -> list[tuple[str, str]]:
    """Offer one more field after the commas of a list."""
    from ..row import FIELDS, MORE_FIELDS

    *there, typed = (part.strip() for part in context.obj.split(","))
    left = [Entry(field, "") for field in (*FIELDS, *MORE_FIELDS) if field not in there]
    return [(",".join((*there, entry.id)), "") for entry in fitting(typed, left)]


def _listed(module: str, name: str) -> Completer:
    """Return a completer for a closed list that another module holds, read when it is asked for."""

    def found(_: typer.Context) -> Iterable[Entry]:
        held = getattr(import_module(module, __package__), name)
        return [Entry(word, "") for word in get_args(held) or held]

    return _offering(found)


subjects = _offering(_subjects)
clinics = _offering(_clinics)
answering = _offering(_answering)
offers = _offering(_offers)
countries = _offering(_countries)
cities = _offering(_cities)
currencies = _offering(_currencies)
topics = _offering(_topics)
groups = _offering(_groups)
records = _offering(_records)
facts = _offering(_facts)
sortable = _listed("..row", "FIELDS")
indications = _offering(_terms("indication"))
inclusions = _offering(_terms("inclusion"))
cells = _offering(_terms("cells"))
routes = _offering(_terms("route"))
accreditations = _offering(_terms("accreditation"))
statuses = _listed("..model.base", "Status")
standings = _listed("..model.clinic", "State")
kinds = _listed("..model.evidence", "KINDS")
designs = _listed("..model.evidence", "Design")
levels = _listed("..trials", "SEGMENTS")
sections = _listed("..export", "NAMED")
grades = words("A", "B", "C", "D", "E")
