"""From files to a checked dataset."""

import datetime as dt
import os
from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import tomli

from ..errors import DatasetInvalid, DatasetUnreadable
from ..model.dataset import About, Dataset
from ..model.export import SCHEMA_VERSION
from .behind import borrowed, named_conflicts, undescribed
from .check import Checked, Register, problems
from .files import FILES, bundled
from .input import BLANK, FOLDER_FILES, NOT_UTF_8, Input, Room, is_dataset, not_json, section_of
from .load import load
from .sections import SECTIONS, record_type
from .shape import MOST_PROBLEMS, MOST_SAID, Problems, clipped, did_you_mean, record_address, shaped
from .spelling import Spelling

if TYPE_CHECKING:
    from .files import Place

KNOWN = f"known are about, {', '.join(SECTIONS)}"


def check(path: str | Input | None = None, parts: Iterable[str] = FILES, rated: Collection[str] | None = ()) -> Dataset:
    """Read a dataset in full, the bundled one or your own, and hold every rule against it.

    Your own is a TOML file, a folder of them, JSON Lines, a JSON document or a JSON list. It takes sources, terms,
    rates, countries, question groups, questions or everyday words from the bundled one where it has none; without a
    record of its own it is refused. `parts` are the files of the bundled dataset that may stand behind it, `rated`
    currencies that the user has a rate for; None: no price is converted. Raises DatasetUnreadable and DatasetInvalid.
    """
    reading = Reading(parts, rated)
    if path is None:
        files, form = [Input(bundled() / f"{name}.toml") for name in sorted(FILES)], "toml"
    else:
        given = path if isinstance(path, Input) else Input(path)
        files, form = (_files(given.shown), "toml") if given.folder else ([given], given.form)
    match form:
        case "lines":
            reading.take_lines(*files)
        case "json":
            reading.take_json(*files)
        case _:
            reading.take_files(files)
    return reading.checked(files[0].name)


def read(files: Sequence["Place"]) -> Dataset:
    """Read TOML files as one dataset, of which only the shapes of records are checked."""
    reading = Reading()
    reading.take_files(map(Input, files))
    return reading.dataset(reading.about(files[0].name))


def _files(folder: str) -> list[Input]:
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
    return [Input(Path(folder) / name) for name in sorted(names)]


class Reading:
    """The records of a dataset as they are read, and what is wrong with them."""

    def __init__(self, parts: Iterable[str] = FILES, rated: Collection[str] | None = ()) -> None:
        self._parts, self._rated = tuple(parts), rated
        self._found = Problems()
        self._entries: list[Checked] = []
        self._listed = False
        """Whether it is a list of records, which may leave out all but them."""
        self._given: set[str] = set()
        """Sections that it has, be they empty."""
        self._abouts: list[tuple[str, Any]] = []
        """What it says of itself, and where: once, where it is right."""
        self._conflicts: dict[str, tuple[str, str]] = {}
        """Conflicts that records name by id: where, and which record."""

    def take_files(self, files: Iterable[Input]) -> None:
        """Take TOML files. Raises DatasetUnreadable."""
        size = 0
        for given in files:
            data = given.read(size)
            size += len(data)
            self._take_tables(given.name, toml(given.shown, data))

    def take_lines(self, given: Input) -> None:
        """Take the records of JSON Lines, each with its line as its address. Raises DatasetUnreadable."""
        self._listed = True
        room = Room(given.shown)
        for number, line in enumerate(given.lines(), start=1):
            room.take(len(line))
            if line.strip(BLANK):
                where = f"{given.name}:{number}"
                try:
                    item = msgspec.json.decode(line)
                except (ValueError, RecursionError) as error:
                    self._found.append(f"{where}: {not_json(error)}")
                else:
                    self._take_alone(item, where)
        if not self._entries and not self._found:
            raise DatasetUnreadable(given.shown, "holds no record")

    def take_json(self, given: Input) -> None:
        """Take a JSON document: a dataset, a list of records, or one record. Raises DatasetUnreadable."""
        try:
            held = msgspec.json.decode(given.read().lstrip(BLANK))
        except (ValueError, RecursionError) as error:
            raise DatasetUnreadable(given.shown, not_json(error)) from error
        if isinstance(held, dict) and is_dataset(held):
            self._take_tables(given.name, held)
            return
        self._listed = True
        records = held if isinstance(held, list) else [held]
        if not records:
            raise DatasetUnreadable(given.shown, "holds no record")
        for index, item in enumerate(records):
            self._take_alone(item, given.name, f"clinics[{index}]")

    def about(self, file: str) -> About | None:
        """Return what the dataset says of itself, or None where that is wrong or missing."""
        if not self._abouts:
            if self._listed:
                return load().about
            self._found.append(f"{file}: about: is required and missing (name, version, checked)")
            return None
        (where, raw), *more = self._abouts
        for again, _ in more:
            self._found.append(f"{again}: there is one already, in {where.removesuffix(': about')}: leave one of them")
        before = len(self._found)
        about: About | None = shaped(raw, About, where, self._found)
        return about if len(self._found) == before else None

    def dataset(self, about: About | None, behind: Iterable[Checked] = ()) -> Dataset:
        """Return the dataset, with what stands behind its records. Raises DatasetInvalid."""
        if self._found or about is None:
            raise DatasetInvalid(tuple(self._found))
        sections: dict[str, list[Any]] = {name: [] for name in SECTIONS}
        for _, section, record in (*self._entries, *behind):
            sections[section].append(record)
        return Dataset(about=about, **{name: tuple(records) for name, records in sections.items()})

    def checked(self, file: str) -> Dataset:
        """Return the dataset with what it leaves to the bundled one, every rule held against it.

        Raises DatasetInvalid.
        """
        about = self.about(file)
        behind, along = borrowed(self._entries, self._given, self._parts)
        around = [*behind, *self._spell(behind), *self._named_conflicts()]
        bare = self._listed and "sources" not in self._given
        elsewhere = (undescribed(self._entries, around) if bare else ()) or (about.undescribed if about else ())
        last = about.checked if about else dt.date.max
        register = Register([*self._entries, *around], last, elsewhere, self._rated)
        for problem in problems(self._entries, register):
            self._found.append(problem)
        if not self._entries and not self._found:
            self._found.append(f"{file}: holds no record beside [about]")
        if about and elsewhere:
            about = msgspec.structs.replace(about, undescribed=elsewhere)
        return self.dataset(about, (*around, *along))

    def _take_tables(self, file: str, tables: dict[str, Any]) -> None:
        for key, held in tables.items():
            if key == "about":
                self._abouts.append((f"{file}: about", held))
            elif key == "schema_version":
                self._take_version(f"{file}: {key}", str(held))
            elif key in SECTIONS:
                self._take_section(file, key, held)
            elif key != "dataset_version":
                known = did_you_mean(key, tuple(SECTIONS)) or f"; {KNOWN}"
                self._found.append(f"{file}: {key[:MOST_SAID]}: unknown section{known}")

    def _take_section(self, file: str, section: str, held: Any) -> None:
        if not isinstance(held, list):
            self._found.append(f"{file}: {section}: must be a list of tables, [[{section}]]")
            return
        self._given.add(section)
        for index, item in enumerate(held):
            self._take(section, item, record_address(file, section, item, f"{section}[{index}]"))

    def _take_version(self, where: str, given: str) -> None:
        major = SCHEMA_VERSION.partition(".")[0]
        if given.partition(".")[0] != major:
            self._found.append(f"{where}: {clipped(given)} is not read by this version, only {major}.x")

    def _take_alone(self, item: Any, where: str, otherwise: str = "") -> None:
        """Take a record that stands alone, in a line or a list, and says its section or is a clinic."""
        section = section_of(item)
        if isinstance(item, dict) and "section" in item:
            self._given.add(str(section))
            item = {key: held for key, held in item.items() if key != "section"}
        if section == "about":
            self._abouts.append((f"{where}: about", item))
        elif isinstance(section, str) and section in SECTIONS:
            self._take(section, item, record_address(where, section, item, otherwise))
        else:
            self._found.append(f"{where}: section: {clipped(str(section))} is no section; {KNOWN}")

    def _take(self, section: str, item: Any, where: str) -> None:
        """Take a record with the claims and the ids of conflicts that may stand inside it."""
        claims, conflicts = [], []
        if isinstance(item, dict) and section != "conflicts" and item.keys() & {"claims", "conflicts"}:
            item = dict(item)
            claims, conflicts = item.pop("claims", []), item.pop("conflicts", [])
        record = shaped(item, record_type(section), where, self._found)
        if record is not None:
            self._entries.append(Checked(where, section, record))
        for index, claim in enumerate(claims if isinstance(claims, list) else [claims]):
            self._take("claims", claim, f"{where}: claims[{index}]")
        for identity in conflicts if isinstance(conflicts, list) else [conflicts]:
            self._conflicts.setdefault(str(identity), (where, str(item.get("id"))))

    def _spell(self, behind: list[Checked]) -> list[Checked]:
        """Put ids for what records call countries and terms; return the countries among them that had no record.

        What means nothing stays as it is, for the rules to name it.
        """
        countries = self._complete(behind, "countries", "id", "name", "iso2", "iso3")
        spelling = Spelling(countries, self._complete(behind, "terms", "id", "label", "kind"))
        wrong: list[str] = []  # beyond as many mistakes as are counted, no name is looked up any more
        self._entries = [
            entry if len(wrong) > MOST_PROBLEMS else entry._replace(record=spelling.record(entry.record, wrong))
            for entry in self._entries
        ]
        return [Checked("", "countries", country) for country in spelling.added]

    def _complete(self, behind: list[Checked], section: str, *fields: str) -> list[Any]:
        """Return the records of a section in which none of some fields was wrong."""
        records = (entry.record for entry in (*self._entries, *behind) if entry.section == section)
        return [record for record in records if all(getattr(record, field) for field in fields)]

    def _named_conflicts(self) -> list[Checked]:
        """Return the bundled conflicts that records name, where their own holds none; name those that there are not."""
        own = {entry.record.id for entry in self._entries if entry.section == "conflicts"}
        named = {identity: by for identity, by in self._conflicts.items() if identity not in own}
        left = self._listed or "conflicts" not in self._given
        found = named_conflicts(self._entries, {identity: by for identity, (_, by) in named.items()} if left else {})
        known = {entry.record.id for entry in found}
        for identity, (where, _) in named.items():
            if identity not in known:
                self._found.append(f"{where}: conflicts: {clipped(identity)} is no conflict of this dataset about it")
        return found


def parse(file: "Place") -> dict[str, Any]:
    """Return the raw tables of one TOML file. Raises DatasetUnreadable."""
    return toml(str(file), Input(file).read())


def toml(shown: str, data: bytes) -> dict[str, Any]:
    """Return the raw tables of a TOML file. Raises DatasetUnreadable with the name by which it is shown."""
    try:
        return tomli.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DatasetUnreadable(f"{shown}:{line}", NOT_UTF_8) from error
    except (ValueError, RecursionError) as error:
        said = str(error).partition(" for integer")[0][:300]
        raise DatasetUnreadable(shown, f"not valid TOML: {said or 'nested too deep'}") from error
