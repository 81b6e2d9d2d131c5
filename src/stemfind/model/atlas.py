"""Every country by name, code and short form, whether or not anything is on record there."""

from collections.abc import Iterable, Mapping
from functools import cache

from ..errors import UnknownName
from .country import Country
from .names import Entry, fitting, fold, resolve
from .world import COUNTRIES, FORMS, IDS, TOWNS, UNION

HINT = "write its name or a code, as in Turkey, TR or TUR"
"""What works for a country."""
WITH_ARTICLE = frozenset([
    "bahamas", "comoros", "gambia", "maldives", "netherlands", "philippines", "seychelles",
    "islands", "republic", "territories", "territory", "union", "kingdom", "states", "emirates",
])  # fmt: skip
"""Last words of the names that take "the"."""
REGIONS = frozenset([
    "africa", "asia", "australasia", "caribbean", "central america", "central asia", "eastern europe", "east asia",
    "far east", "latin america", "middle east", "north africa", "north america", "oceania", "scandinavia",
    "south america", "southeast asia", "south east asia", "southern europe", "west africa", "western europe",
])  # fmt: skip
"""Parts of the world, of which no part of a country's name makes a country: Africa is not South Africa."""
NO_COUNTRY = "it is a part of the world: name its countries"
"""What is said of one of them."""


def places(countries: Iterable[Country]) -> list[Entry]:
    """Return the names of every country, those on record first; of its other names the first two are its codes."""
    world = {entry.also[0]: entry for entry in _world()}
    on_record: list[Entry] = []
    for country in countries:
        usual = world.pop(country.iso2, None)
        more = (usual.name, *usual.whole) if usual else ()
        on_record.append(Entry(country.id, country.name, (country.iso2, country.iso3, *country.aliases), more))
    taken = {entry.id for entry in on_record}
    return [*on_record, *(entry for entry in world.values() if entry.id not in taken)]


def place(name: str, countries: Iterable[Country]) -> Entry:
    """Return the country that a name means, on record or not. Raises AmbiguousName and UnknownName."""
    import shlex

    known = places(countries)
    way = f"{HINT}; stemfind show {shlex.quote(name)} says how to go on"
    return official(name, known) or resolve(name, known, "country", hint=way)


def official(name: str, known: list[Entry]) -> Entry | None:
    """Return the country that an official name means, as Republic of India, where it is no usual name.

    Raises UnknownName for a part of the world that is no country.
    """
    if fitting(name, known, "same words"):
        return None
    if is_region(name):
        raise UnknownName(name, "country", (), NO_COUNTRY)
    short = _without_form(name)
    found = fitting(short, known, "same words") if short != fold(name) else []
    return found[0] if len(found) == 1 else None


def is_region(name: str) -> bool:
    """Whether a name is that of a part of the world."""
    return _without_form(name).removeprefix("the ") in REGIONS


def _without_form(name: str) -> str:
    """Return a folded name without the words that say what kind of state it is."""
    return " ".join(word for word in fold(name).split() if word not in FORMS)


def named_in(words: str, countries: Iterable[Country], towns: Mapping[str, str]) -> tuple[Entry, ...]:
    """Return the countries whose name, or a town of theirs, stands in the words of a name: Some Clinic Dubai.

    `towns` are more towns, each with the id of its country. A code of two letters counts only where it is a usual name,
    as UK; of names that lie in each other the longer counts: Northern Ireland is no Ireland.
    """
    told = f" {fold(words)} "
    known = places(countries)
    by_code = {entry.also[0]: entry.id for entry in known}
    calls = [
        (fold(name), entry.id) for entry in known for name in (entry.id, entry.name, *entry.whole, *entry.also[2:])
    ]
    calls += [(town, by_code[code]) for town, code in TOWNS.items()]
    calls += [(fold(town), identity) for town, identity in towns.items()]
    found: dict[str, None] = {}
    for call, identity in sorted(calls, key=lambda one: -len(one[0])):
        if call and f" {call} " in told:
            told = told.replace(f" {call} ", "  ")
            found[identity] = None
    return tuple(entry for entry in known if entry.id in found)


def within(entry: Entry, countries: Iterable[Country]) -> tuple[str, ...]:
    """Return the id of a country; for the European Union those of its members as well."""
    if entry.also[0] != "EU":
        return (entry.id,)
    return (entry.id, *(one.id for one in places(countries) if one.also[0] in UNION))


def bare_country(entry: Entry) -> Country:
    """Return a country of which nothing is on record as a record of its names alone."""
    iso2, iso3 = entry.also
    return Country(id=entry.id, name=entry.name, aliases=entry.whole, iso2=iso2, iso3=iso3)


def spoken(ids: Iterable[str], countries: Iterable[Country]) -> tuple[str, ...]:
    """Return countries as they stand in a sentence; the European Union stands for its members."""
    known = {entry.id: entry for entry in places(countries)}
    chosen = [known[identity] for identity in ids]
    union = any(entry.also[0] == "EU" for entry in chosen)
    return tuple(in_words(entry.name) for entry in chosen if not (union and entry.also[0] in UNION))


def in_words(name: str) -> str:
    """Return a country's name as it stands in a sentence: the United Kingdom."""
    return name if WITH_ARTICLE.isdisjoint(fold(name).split()[-1:]) else f"the {name}"


@cache
def _world() -> tuple[Entry, ...]:
    found = []
    for row in COUNTRIES.strip().splitlines():
        iso2, iso3, told = row.split(" ", 2)
        name, *whole = told.split("; ")
        found.append(Entry(IDS.get(iso2) or fold(name).replace(" ", "-"), name, (iso2, iso3), tuple(whole)))
    return tuple(found)
