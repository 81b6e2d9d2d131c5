"""The dataset as an SQLite database: one table an entity, keys and foreign keys."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import to_builtins

from ..model.base import Record
from ..model.dataset import Dataset

KEYS = {"rates": ("currency",), "translations": ("of", "lang")}
"""Keys of sections whose records have no `id`."""
FOREIGN = {
    ("clinics", "country"): "countries", ("regulators", "country"): "countries", ("benchmarks", "country"): "countries",
    ("products", "country"): "countries", ("questions", "group"): "question_groups", ("rates", "source"): "sources",
}  # fmt: skip
OFFERS = """CREATE TABLE offers (
    owner TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, indications TEXT NOT NULL, price_low REAL,
    price_high REAL, currency TEXT, unit TEXT, dated TEXT, status TEXT NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (owner, id))"""
RESTS_ON = """CREATE TABLE rests_on (
    "table" TEXT NOT NULL, id TEXT NOT NULL, source TEXT NOT NULL REFERENCES sources(id))"""


def to_sqlite(dataset: Dataset, kinds: Mapping[str, type[Record]]) -> bytes:
    """Return a database file with a table for each section, given the type of its records.

    Scalars are columns. A column whose field may hold several values always holds a JSON array, one that may hold a
    table always JSON; unknown is NULL. Who says it stands in `rests_on`.
    """
    database = sqlite3.connect(":memory:")
    for section, kind in kinds.items():
        _write_records(database, section, kind, [to_builtins(record) for record in getattr(dataset, section)])
    _write_unknown_sources(database, dataset, kinds)
    _write_offers(database, dataset)
    _write_rests_on(database, dataset, kinds)
    database.commit()
    return database.serialize()


def _write_unknown_sources(database: sqlite3.Connection, dataset: Dataset, tables: Iterable[str]) -> None:
    """Write sources of which a list says no more than the id, so that the keys of what rests on them hold."""
    named = {rate.source for rate in dataset.rates}
    named |= {source for table in tables for record in getattr(dataset, table) for source in _behind(record)}
    unknown = sorted(named - {source.id for source in dataset.sources})
    database.executemany("INSERT INTO sources (id) VALUES (?)", [(identity,) for identity in unknown])


def _behind(record: Any) -> tuple[str, ...]:
    return getattr(record, "sources", ())


def _write_records(database: sqlite3.Connection, table: str, kind: type[Record], rows: list[dict[str, Any]]) -> None:
    several = {name for name, hint in get_type_hints(kind).items() if _is_several(hint)}
    columns = kind.__struct_fields__
    parts = [" ".join((f'"{name}"', *_constraints(table, name))) for name in columns]
    keys = ", ".join(f'"{key}"' for key in KEYS.get(table, ("id",)))
    database.execute(f"CREATE TABLE {table} ({', '.join(parts)}, PRIMARY KEY ({keys}))")
    marks = ", ".join("?" * len(columns))
    values = [[_column(row[name], several=name in several) for name in columns] for row in rows]
    database.executemany(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608 - names of our own sections


def _constraints(table: str, column: str) -> Iterator[str]:
    if column in KEYS.get(table, ("id",)):
        yield "TEXT NOT NULL"
    if (table, column) in FOREIGN:
        yield f"REFERENCES {FOREIGN[table, column]}"


def _is_several(hint: Any) -> bool:
    """Whether a field may hold more than one value."""
    return get_origin(hint) is tuple or any(map(_is_several, get_args(hint)))


def _column(value: Any, *, several: bool = False) -> Any:
    """Return a value as SQLite holds it: lists and tables as JSON text, one value of several as an array of one."""
    if several and value is not None and not isinstance(value, list | tuple):
        value = [value]
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list | tuple) else value


def _write_offers(database: sqlite3.Connection, dataset: Dataset) -> None:
    database.execute(OFFERS)
    for owner in (*dataset.clinics, *dataset.countries, *dataset.benchmarks):
        for offer in owner.offers:  # type: ignore[attr-defined]
            price = offer.price
            database.execute(
                "INSERT INTO offers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    owner.id, offer.id, offer.name, _column(offer.indications),  # type: ignore[attr-defined]
                    price.low if price else None, price.high if price else None, price.currency if price else None,
                    price.unit if price else None, offer.dated, offer.status, _column(to_builtins(offer)),
                ),
            )  # fmt: skip


def _write_rests_on(database: sqlite3.Connection, dataset: Dataset, tables: Iterable[str]) -> None:
    database.execute(RESTS_ON)
    for table in tables:
        for record in getattr(dataset, table):
            rows = [(table, record.id, source) for source in _behind(record)]
            database.executemany("INSERT INTO rests_on VALUES (?, ?, ?)", rows)
