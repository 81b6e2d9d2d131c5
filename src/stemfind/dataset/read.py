"""From files to a checked dataset."""

import datetime as dt
import os
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import tomli

from ..errors import DatasetInvalid, DatasetUnreadable
from ..model.dataset import About, Dataset
from ..model.source import Source
from ..model.statement import Conflict
from .check import Entry, named_sources, problems
from .files import FILES, bundled
from .input import BLANK, FOLDER_FILES, NOT_UTF_8, Input, Room, is_dataset, not_json, section_of
from .lines import value
from .sections import SECTIONS, record_type
from .shape import Found, Problem, address, clipped, near, salvage, shaped

AROUND = {"sources": "sources", "terms": "clinics", "rates": "clinics", "countries": "clinics"}
"""Sections that a dataset of one's own may leave to the bundled one, and the files that hold them there."""
VERSIONS = ("schema_version", "dataset_version")
"""What `data export` writes above the sections."""


def check(path: str | Input | None = None) -> Dataset:
    """Read a dataset in full, the bundled one or your own, and hold every rule against it.

    Your own is a TOML file, a folder of them, JSON Lines, a JSON document or a JSON list. Raises DatasetUnreadable and
    DatasetInvalid.
    """
    if path is None:
        return read(_files(str(bundled())), whole=True)
    given = path if isinstance(path, Input) else Input(path)
    if given.folder:
        return read(_files(given.shown), whole=True)
    reading = Reading()
    match given.form:
        case "lines":
            _take_lines(reading, given)
        case "json":
            _take_json(reading, given)
        case _:
            reading.take_tables(given.name, toml(given))
    return reading.dataset(given.name, whole=True)


def read(files: list[Path], *, whole: bool) -> Dataset:
    """Read TOML files as one dataset; without `whole` only the shapes of records are checked.

    A dataset without sources, terms, rates or countries takes those of the bundled one.
    """
    reading = Reading()
    size = 0
    for file in files:
        given = Input(file)
        data = given.read(size)
        size += len(data)
        reading.take_tables(given.name, _parsed(given.shown, data))
    return reading.dataset(files[0].name, whole=whole)


def _files(folder: str) -> list[Path]:
    """Return the TOML files of a folder in their order. Raises DatasetUnreadable."""
    try:
        with os.scandir(folder) as entries:
            names = list(islice((e.name for e in entries if e.name.endswith(".toml")), FOLDER_FILES + 1))
    except OSError as error:
        raise DatasetUnreadable(folder, (error.strerror or "can't be read").lower()) from error
    if not names:
        raise DatasetUnreadable(folder, "no .toml file in this folder")
    if len(names) > FOLDER_FILES:
        raise DatasetUnreadable(folder, f"more than {FOLDER_FILES} .toml files, the most that is read of a folder")
    return [Path(folder) / name for name in sorted(names)]


class Reading:
    """The records of a dataset as they are read, and what is wrong with them."""

    def __init__(self) -> None:
        self.found = Found()
        self.entries: list[Entry] = []
        self.listed = False
        """Whether it is a list of records, which may leave out all but them."""
        self._given: set[str] = set()
        self._abouts: list[tuple[str, Any]] = []
        self._conflicts: dict[str, tuple[str, str]] = {}
        """Conflicts that records name by id: where, and which record."""

    def take_tables(self, file: str, tables: dict[str, Any]) -> None:
        """Take the tables of a file."""
        for key, held in tables.items():
            if key in VERSIONS:
                self._take_version(f"{file}: {key}", key, held)
            elif key == "about":
                self._abouts.append((f"{file}: about", held))
            elif key not in SECTIONS:
                known = near(key, tuple(SECTIONS)) or f"; known are about, {', '.join(SECTIONS)}"
                self.found.append(f"{file}: {key[:80]}: unknown section{known}")
            elif not isinstance(held, list):
                self.found.append(f"{file}: {key}: must be a list of tables, [[{key}]]")
            else:
                self._given.add(key)
                for index, item in enumerate(held):
                    self._take(key, item, address(file, key, item, f"{key}[{index}]"))

    def take_alone(self, item: Any, where: str, otherwise: str = "") -> None:
        """Take a record that stands alone, in a line or a list, and says its section or is a clinic."""
        section = section_of(item)
        if isinstance(item, dict) and "section" in item:
            self._given.add(str(section))
            item = {key: held for key, held in item.items() if key != "section"}
        if section == "about":
            self._abouts.append((f"{where}: about", item))
        elif isinstance(section, str) and section in SECTIONS:
            self._take(section, item, address(where, section, item, otherwise))
        else:
            known = f"known are about, {', '.join(SECTIONS)}"
            self.found.append(f"{where}: section: {clipped(str(section))} is no section; {known}")

    def dataset(self, file: str, *, whole: bool) -> Dataset:
        """Return the dataset, with what it leaves to the bundled one. Raises DatasetInvalid."""
        about = self._about(file)
        around: list[Entry] = []
        elsewhere: tuple[str, ...] = ()
        if whole:
            missing = tuple(section for section in AROUND if section not in self._given)
            around = [*self._borrowed(missing), *self._named_conflicts()]
            elsewhere = self._undescribed(around) or (about.undescribed if about else ())
            for problem in problems(self.entries, about.checked if about else dt.date.max, around, elsewhere):
                self.found.append(problem)
        if self.found or about is None:
            raise DatasetInvalid(tuple(self.found))
        if whole and elsewhere:
            about = msgspec.structs.replace(about, undescribed=elsewhere)
        return _together(about, [*self.entries, *around])

    def _undescribed(self, around: list[Entry]) -> tuple[str, ...]:
        """Return the ids of sources that a list names and has no room to describe."""
        if not self.listed or "sources" in self._given:
            return ()
        described = {entry.record.id for entry in around if isinstance(entry.record, Source)}
        return tuple(dict.fromkeys(named for named in named_sources(self.entries) if named not in described))

    def _take(self, section: str, item: Any, where: str) -> None:
        """Take a record with the claims and the ids of conflicts that may stand inside it."""
        claims, conflicts = [], []
        if isinstance(item, dict) and section != "conflicts" and item.keys() & {"claims", "conflicts"}:
            item = dict(item)
            claims, conflicts = item.pop("claims", []), item.pop("conflicts", [])
        record = shaped(item, record_type(section), where, self.found)
        if record is not None:
            self.entries.append(Entry(where, section, record))
        for index, claim in enumerate(claims if isinstance(claims, list) else [claims]):
            self._take("claims", claim, f"{where}: claims[{index}]")
        for identity in conflicts if isinstance(conflicts, list) else [conflicts]:
            self._conflicts.setdefault(str(identity), (where, str(item.get("id"))))

    def _borrowed(self, sections: tuple[str, ...]) -> list[Entry]:
        """Return sections of the bundled dataset, without records that this one has itself."""
        own = {(entry.section, getattr(entry.record, "id", None)) for entry in self.entries}
        held = _borrowed(sections)[1] if sections else []
        return [entry for entry in held if (entry.section, getattr(entry.record, "id", "")) not in own]

    def _take_version(self, where: str, key: str, held: Any) -> None:
        from ..export import SCHEMA_VERSION

        major = SCHEMA_VERSION.partition(".")[0]
        if key == "schema_version" and str(held).partition(".")[0] != major:
            self.found.append(f"{where}: {clipped(str(held))} is not read by this version, only {major}.x")

    def _about(self, file: str) -> About | None:
        if not self._abouts:
            if self.listed:
                return _borrowed(())[0]
            self.found.append(f"{file}: about: is required and missing (name, version, checked)")
            return None
        (where, raw), *more = self._abouts
        for again, _ in more:
            self.found.append(f"{again}: there is one already, in {where.removesuffix(': about')}: leave one of them")
        wrong: list[Problem] = []
        about: About | None = salvage(raw, About, "", wrong)
        for path, message in wrong:
            self.found.append(f"{where}: {path}: {message}" if path else f"{where}: {message}")
        return None if wrong else about

    def _named_conflicts(self) -> list[Entry]:
        """Return the conflicts of the bundled dataset that records of a list name."""
        own = {entry.record.id for entry in self.entries if isinstance(entry.record, Conflict)}
        named = {identity: by for identity, by in self._conflicts.items() if identity not in own}
        if not named:
            return []
        held = read([bundled() / f"{name}.toml" for name in FILES], whole=False).conflicts
        known = {c.id: c for c in held if self.listed and c.id in named and named[c.id][1] in c.about}
        for identity, (where, _) in named.items():
            if identity not in known:
                self.found.append(f"{where}: conflicts: {clipped(identity)} is no conflict of this dataset about it")
        here = {getattr(entry.record, "id", None) for entry in self.entries}
        return [
            Entry("", "conflicts", msgspec.structs.replace(c, about=tuple(one for one in c.about if one in here)))
            for c in known.values()
        ]


def _take_lines(reading: Reading, given: Input) -> None:
    """Take the records of JSON Lines, each with its line as its address."""
    reading.listed = True
    room = Room(given.shown)
    for number, line in enumerate(given.lines(), start=1):
        room.take(len(line))
        if line.strip(BLANK):
            where, before = f"{given.name}:{number}", len(reading.found)
            item = value(line, where, reading.found)
            if len(reading.found) == before:
                reading.take_alone(item, where)
    if not reading.entries and not reading.found:
        raise DatasetUnreadable(given.shown, "holds no record")


def _take_json(reading: Reading, given: Input) -> None:
    """Take a JSON document: a dataset, a list of records, or one record."""
    try:
        held = msgspec.json.decode(given.read().lstrip(BLANK))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DatasetUnreadable(given.shown, not_json(error)) from error
    if isinstance(held, dict) and is_dataset(held):
        reading.take_tables(given.name, held)
        return
    reading.listed = True
    records = held if isinstance(held, list) else [held]
    if not records:
        raise DatasetUnreadable(given.shown, "holds no record")
    for index, item in enumerate(records):
        reading.take_alone(item, given.name, f"clinics[{index}]")


def _borrowed(sections: tuple[str, ...]) -> tuple[About, list[Entry]]:
    """Return sections of the bundled dataset, for one that does not have them."""
    files = dict.fromkeys(("clinics", *(AROUND[section] for section in sections)))
    held = read([bundled() / f"{name}.toml" for name in files], whole=False)
    return held.about, [Entry("", section, record) for section in sections for record in getattr(held, section)]


def _together(about: About, entries: list[Entry]) -> Dataset:
    sections: dict[str, list[Any]] = {name: [] for name in SECTIONS}
    for entry in entries:
        sections[entry.section].append(entry.record)
    return Dataset(about=about, **{name: tuple(records) for name, records in sections.items()})


def parse(file: Path) -> dict[str, Any]:
    """Return the raw tables of one TOML file. Raises DatasetUnreadable."""
    return toml(Input(file))


def toml(given: Input) -> dict[str, Any]:
    """Return the raw tables of an opened TOML file. Raises DatasetUnreadable."""
    return _parsed(given.shown, given.read())


def _parsed(shown: str, data: bytes) -> dict[str, Any]:
    try:
        return tomli.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DatasetUnreadable(f"{shown}:{line}", NOT_UTF_8) from error
    except (ValueError, RecursionError) as error:
        said = str(error).partition(" for integer")[0][:300]
        raise DatasetUnreadable(shown, f"not valid TOML: {said or 'nested too deep'}") from error
