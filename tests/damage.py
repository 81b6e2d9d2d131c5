"""Ways to damage a dataset, each of which can be repeated from a seed."""

import json
import math
from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random
from typing import Any, NamedTuple

import tomli_w

Tables = dict[str, Any]
"""A dataset before it is TOML: `about`, and a list of records for each section."""
REFERENCES = ("source", "country", "indication", "cells", "routes", "includes", "excludes", "term", "about")
WRONG: tuple[Any, ...] = (
    5,
    -5,
    1.5,
    True,
    "",
    "x",
    [],
    {},
    [[]],
    [5],
    {"low": []},
    "\x00",
    "\ud800",
    10**30,
    "x" * 5000,
)
"""Values that are of the wrong type, or of no use, almost everywhere."""
HOSTILE = (
    "\x1b[2J", "\x9b31m", "\u202egnp", "\u200d", "[bold]x[/]", "[x](javascript:1)", "<script>1</script>", "=1+1|cmd",
    "@x", "\t-1", "../../etc/passwd", "a\r\nb\tc", "😀" * 40, "\u0301" * 40, "{{ 7*7 }}", "%s%n", "\\", '"', "|",
)  # fmt: skip
SNIPPETS = (
    b"\x00", b"\xef\xbb\xbf", b"[[clinics]]\n", b"[[[" * 50, b"{" * 60, b'"""', b"\\ud800", b"=inf", b"= nan",
    b"99999999999999999999", b"\r\n", b"\r", b"\xff", b"\xc3", b"]]", b"}", b"\\u0000", b"#", b"2026-02-30",
)  # fmt: skip


class Place(NamedTuple):
    """A value inside a record: the table or list that holds it, and its key or index there."""

    holder: Any
    key: Any

    @property
    def value(self) -> Any:
        return self.holder[self.key]


def places(value: Any) -> Iterator[Place]:
    """Yield every value inside a record."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(pairs):
        yield Place(value, key)
        yield from places(inner)


Damage = Callable[[Random, Any, Tables], tuple[str, ...] | None]
"""Damages one record of some tables; returns what the refusal has to name, None where it may still be a dataset."""


def _some(chance: Random, record: Any, fits: Callable[[Place], bool]) -> Place | None:
    found = [place for place in places(record) if fits(place)]
    return chance.choice(found) if found else None


def _address(record: dict[str, Any]) -> str:
    return repr(record.get("id", record.get("currency", "")))


def rename_a_key(chance: Random, record: Any, _: Tables) -> tuple[str, ...] | None:
    place = _some(chance, record, lambda p: isinstance(p.key, str) and p.key != "id")
    if place is None:
        return None
    place.holder[f"{place.key}x"] = place.holder.pop(place.key)
    return (_address(record), f"{place.key}x: unknown key")


def change_a_type(chance: Random, record: Any, _: Tables) -> None:
    place = _some(chance, record, lambda _: True)
    if place is not None:
        place.holder[place.key] = chance.choice(WRONG)


def drop_a_key(chance: Random, record: Any, _: Tables) -> None:
    place = _some(chance, record, lambda p: isinstance(p.key, str))
    if place is not None:
        del place.holder[place.key]


def an_impossible_amount(chance: Random, record: Any, _: Tables) -> tuple[str, ...] | None:
    place = _some(chance, record, lambda p: p.key in ("low", "high") and isinstance(p.value, int | float))
    if place is None:
        return None
    place.holder[place.key] = chance.choice((math.nan, math.inf, -math.inf, -1, -0.01, 10**15, 1e300, True, "100"))
    return (_address(record), "")


def low_above_high(chance: Random, record: Any, _: Tables) -> tuple[str, ...] | None:
    place = _some(chance, record, lambda p: isinstance(p.value, dict) and {"low", "high"} <= p.value.keys())
    if place is None:
        return None
    place.value["low"] = place.value["high"] + 1
    return (_address(record), " is above high ")


def a_currency_without_a_rate(chance: Random, record: Any, _: Tables) -> tuple[str, ...] | None:
    place = _some(chance, record, lambda p: p.key == "currency" and "unit" in p.holder)
    if place is None:
        return None
    place.holder["currency"] = "XXX"
    return (_address(record), "no rate is given for XXX")


def a_day_to_come(chance: Random, record: Any, _: Tables) -> tuple[str, ...] | None:
    place = _some(chance, record, lambda p: p.key == "dated" and isinstance(p.value, str) and p.value != "undated")
    if place is None:
        return None
    place.holder["dated"] = chance.choice(("2999", "2999-12", "2999-12-31"))
    return (_address(record), " lies after ")


def a_second_of_the_same_id(_: Random, record: Any, tables: Tables) -> tuple[str, ...] | None:
    if "id" not in record:
        return None
    tables["clinics"].append({"id": record["id"], "name": "x", "country": "mexico", "source": "x"})
    return (_address(record),)


def a_reference_to_nothing(chance: Random, record: Any, _: Tables) -> tuple[str, ...] | None:
    place = _some(chance, record, lambda p: p.key in REFERENCES and isinstance(p.value, str) and p.holder is not record)
    if place is None:
        return None
    place.holder[place.key] = "nothing-of-that-name"
    return (_address(record), "'nothing-of-that-name' is no ")


def a_circle(chance: Random, _: Any, tables: Tables) -> None:
    terms = [term for term in tables["terms"] if term["kind"] == "cells"]
    if len(terms) > 1:
        one, two = chance.sample(terms, 2)
        one["broader"], two["broader"] = two["id"], one["id"]


def hostile_text(chance: Random, record: Any, _: Tables) -> None:
    place = _some(chance, record, lambda p: isinstance(p.value, str))
    if place is not None:
        place.holder[place.key] = chance.choice(HOSTILE)


def deep_nesting(chance: Random, record: Any, _: Tables) -> None:
    place = _some(chance, record, lambda _: True)
    if place is not None:
        deep: Any = "x"
        for _level in range(chance.randrange(1, 60)):
            deep = [deep] if chance.random() < 0.5 else {"x": deep}
        place.holder[place.key] = deep


STRUCTURAL: tuple[Damage, ...] = (
    rename_a_key, change_a_type, drop_a_key, an_impossible_amount, low_above_high, a_currency_without_a_rate,
    a_day_to_come, a_second_of_the_same_id, a_reference_to_nothing, a_circle, hostile_text, deep_nesting,
)  # fmt: skip


def _swapped(data: bytes, at: int, chance: Random) -> bytes:
    to = chance.randrange(at, len(data) + 1)
    return data[:at] + data[to : to + 20] + data[at + 20 : to] + data[at : at + 20] + data[to + 20 :]


BYTEWISE: tuple[Callable[[bytes, int, Random], bytes], ...] = (
    lambda data, at, chance: data[:at] + data[at + chance.randrange(1, 40) :],
    lambda data, at, chance: data[:at] + chance.randbytes(chance.randrange(1, 5)) + data[at:],
    lambda data, at, chance: data[:at] + chance.choice(SNIPPETS) + data[at:],
    lambda data, at, chance: data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
    lambda data, at, _: data[:at] + data[at : at + 60] + data[at:],
    lambda data, at, _: data[:at],
    lambda data, *_: data.replace(b"\n", b"\r\n"),
    lambda data, *_: b"\xef\xbb\xbf" + data,
    _swapped,
)
"""Bytes cut, inserted, changed, doubled, ended early, with other ends of lines, with a mark in front, swapped."""


def bytes_damaged(whole: bytes, chance: Random) -> bytes:
    """Return bytes damaged in one to three places."""
    for _ in range(chance.randrange(1, 4)):
        whole = chance.choice(BYTEWISE)(whole, chance.randrange(len(whole) + 1), chance)
    return whole


def closure(shipped: Tables, record: dict[str, Any]) -> Tables:
    """Return the smallest dataset that holds a record: what it refers to, and what that refers to."""
    kept: Tables = {"about": dict(shipped["about"]), "clinics": [], "rates": list(shipped["rates"])}
    wanted = set(_texts(record)) | {"sci", "unspecified"}
    chosen: dict[int, tuple[str, Any]] = {}
    while True:
        found = {
            id(other): (section, other)
            for section in ("sources", "terms", "countries", "rates")
            for other in shipped[section]
            if section == "rates" or other["id"] in wanted
        }
        if found.keys() == chosen.keys():
            break
        chosen = found
        wanted |= {text for _, other in found.values() for text in _texts(other)}
    for section, other in chosen.values():
        if section != "rates":
            kept.setdefault(section, []).append(other)
    kept["clinics"].append(record)
    return deepcopy(kept)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for place in places(value):
        if isinstance(place.value, str):
            yield place.value


def as_toml(tables: Tables) -> bytes | None:
    """Return tables as TOML, or None where TOML has no way to write them."""
    try:
        return tomli_w.dumps(tables).encode()
    except (TypeError, ValueError, UnicodeEncodeError, RecursionError):
        return None


def as_line(record: dict[str, Any]) -> bytes:
    """Return a clinic as a line of JSON; what JSON has no way to write stays as Python writes it, NaN for one."""
    return json.dumps(record, default=str).encode() + b"\n"
