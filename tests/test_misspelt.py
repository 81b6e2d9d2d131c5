"""How many misspelt names are understood or answered with the right suggestion."""

import string

import pytest

from conftest import FULL
from stemfind.errors import AmbiguousName, UnknownName
from stemfind.model.names import fold, resolve
from stemfind.model.subject import Index

LETTERS = string.ascii_lowercase
EVERY = 97 if FULL else 4999
"""Every so-manieth edit is tried here; `EVERY = 1` tries all of them."""


def edits(name):
    """Yield every string one letter away: one left out, one doubled or added, one changed, two swapped."""
    for place in range(len(name) + 1):
        head, tail = name[:place], name[place:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in LETTERS if letter != tail[0])
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in LETTERS)


def understood(query, entry, known):
    try:
        return resolve(query, known, "name") is entry
    except (AmbiguousName, UnknownName) as error:
        return entry.id in error.candidates


@pytest.mark.slow
def test_of_every_one_letter_edit_95_in_100_are_understood_or_suggested_right(shipped):
    known = Index(shipped).entries
    names = sorted({(name, entry.id) for entry in known for name in (entry.id, fold(entry.name)) if len(name) > 3})
    by_id = {entry.id: entry for entry in known}
    tried = [(edit, by_id[identity]) for name, identity in names for edit in edits(name)][::EVERY]
    right = sum(understood(edit, entry, known) for edit, entry in tried)
    assert len(tried) > (500 if FULL else 60)
    assert right / len(tried) >= 0.95, f"{right} of {len(tried)}"


def test_every_iso_code_and_accent_is_understood(shipped):
    known = Index(shipped).entries
    for country in shipped.countries:
        for name in (country.iso2, country.iso3.lower(), country.name.upper(), *country.aliases):
            assert resolve(name, known, "name").id == country.id, name


@pytest.mark.parametrize("query", ["Türkiye", "TURKIYE", "türkiye", "México", "MÉXICO", "ESPAÑA"])
def test_accents_and_capitals_do_not_matter(shipped, query):
    assert resolve(query, Index(shipped).entries, "name").id in ("turkey", "mexico", "spain")
