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
    rests = [(table, record.id, source) for table in kinds for record in getattr(dataset, table)
             for source in getattr(record, "sources", ())]  # fmt: skip
    # of some sources a list says no more than the id: they are written so that the keys of what rests on them hold
    named = {*(rate.source for rate in dataset.rates), *(source for *_, source in rests)}
    unknown = sorted(named - {source.id for source in dataset.sources})
    database.executemany("INSERT INTO sources (id) VALUES (?)", [(identity,) for identity in unknown])
    _write_offers(database, dataset)
    database.execute(RESTS_ON)
    database.executemany("INSERT INTO rests_on VALUES (?, ?, ?)", rests)
    database.commit()
    return database.serialize()


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
    owners: Iterable[Any] = (*dataset.clinics, *dataset.countries, *dataset.benchmarks)
    for owner in owners:
        for offer in owner.offers:
            price = (getattr(offer.price, field, None) for field in ("low", "high", "currency", "unit"))
            said = (*price, offer.dated, offer.status, _column(to_builtins(offer)))
            row = (owner.id, offer.id, offer.name, _column(offer.indications), *said)
            database.execute("INSERT INTO offers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
