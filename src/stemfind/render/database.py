"""The dataset as an SQLite database: one table an entity, keys and foreign keys."""

import json
import sqlite3
from typing import Any

from msgspec import to_builtins

from ..model.dataset import Dataset

TABLES = (
    "sources", "terms", "rates", "countries", "regulators", "benchmarks", "clinics", "claims", "conflicts",
    "question_groups", "questions", "studies", "harms", "positions", "products", "trials", "topics", "glossary",
    "criteria",
)  # fmt: skip
KEYS = {"rates": "currency"}
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


def to_sqlite(dataset: Dataset) -> bytes:
    """Return a database file: scalars as columns, lists and tables as JSON text, and who says it in `rests_on`."""
    database = sqlite3.connect(":memory:")
    database.execute("PRAGMA foreign_keys = ON")
    for table in TABLES:
        held = {to for (of, _), to in FOREIGN.items() if of == table and getattr(dataset, to)}
        _fill(database, table, [to_builtins(record) for record in getattr(dataset, table)], held)
        if table == "sources" and dataset.sources:
            _unknown_sources(database, dataset)
    _offers(database, dataset)
    _sources(database, dataset)
    database.commit()
    return database.serialize()


def _unknown_sources(database: sqlite3.Connection, dataset: Dataset) -> None:
    """Write sources of which a list says no more than the id, so that the keys of what rests on them hold."""
    named = {rate.source for rate in dataset.rates}
    named |= {source for table in TABLES for record in getattr(dataset, table) for source in _behind(record)}
    unknown = sorted(named - {source.id for source in dataset.sources})
    database.executemany("INSERT INTO sources (id) VALUES (?)", [(identity,) for identity in unknown])


def _behind(record: Any) -> tuple[str, ...]:
    return getattr(record, "sources", ())


def _fill(database: sqlite3.Connection, table: str, rows: list[dict[str, Any]], held: set[str]) -> None:
    """Write a table, with keys into the tables that this database has."""
    if not rows:
        return
    key = KEYS.get(table, "id")
    columns = list(rows[0])
    parts = [
        f'"{name}"{" TEXT PRIMARY KEY" if name == key else ""}'
        + (f" REFERENCES {FOREIGN[table, name]}" if FOREIGN.get((table, name)) in held else "")
        for name in columns
    ]
    database.execute(f"CREATE TABLE {table} ({', '.join(parts)})")
    marks = ", ".join("?" * len(columns))
    values = [[_value(row[name]) for name in columns] for row in rows]
    database.executemany(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608 - names of our own sections


def _value(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list | tuple) else value


def _offers(database: sqlite3.Connection, dataset: Dataset) -> None:
    database.execute(OFFERS)
    for owner in (*dataset.clinics, *dataset.countries, *dataset.benchmarks):
        for offer in owner.offers:  # type: ignore[attr-defined]
            price = offer.price
            database.execute(
                "INSERT INTO offers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    owner.id, offer.id, offer.name, ";".join(offer.indications),  # type: ignore[attr-defined]
                    price.low if price else None, price.high if price else None, price.currency if price else None,
                    price.unit if price else None, offer.dated, offer.status, _value(to_builtins(offer)),
                ),
            )  # fmt: skip


def _sources(database: sqlite3.Connection, dataset: Dataset) -> None:
    database.execute(RESTS_ON)
    for table in TABLES:
        for record in getattr(dataset, table):
            rows = [(table, record.id, source) for source in _behind(record)]
            database.executemany("INSERT INTO rests_on VALUES (?, ?, ?)", rows)
