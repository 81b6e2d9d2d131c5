"""From files to a checked dataset."""

import datetime as dt
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import tomli

from ..errors import DatasetInvalid, DatasetUnreadable
from ..model.country import Country
from ..model.dataset import About, Dataset
from ..model.question import Question, QuestionGroup, Translation
from ..model.source import Source
from ..model.statement import Conflict
from ..model.term import Term
from .check import Checked, cited, problems
from .files import FILES, bundled
from .input import BLANK, FOLDER_FILES, NOT_UTF_8, Input, Room, is_dataset, not_json, section_of
from .lines import value
from .load import load
from .sections import SECTIONS, record_type
from .shape import MOST_PROBLEMS, Found, Problem, clipped, near, record_address, salvage, shaped
from .spelling import Spelling

if TYPE_CHECKING:
    from .files import Place

AROUND = ("sources", "terms", "rates", "countries", "question_groups", "questions")
"""Sections that a dataset of one's own may leave to the bundled one; translations come with what they translate."""
VERSIONS = ("schema_version", "dataset_version")
"""What `data export` writes above the sections."""


def check(path: str | Input | None = None, parts: Iterable[str] = FILES, rated: Collection[str] | None = ()) -> Dataset:
    """Read a dataset in full, the bundled one or your own, and hold every rule against it.

    Your own is a TOML file, a folder of them, JSON Lines, a JSON document or a JSON list. `parts` are the files of the
    bundled dataset that may stand behind it, `rated` currencies that the user has a rate for; None: no price is
    converted. Raises DatasetUnreadable and DatasetInvalid.
    """
    if path is None:
        return read([bundled() / f"{name}.toml" for name in sorted(FILES)], whole=True, rated=rated)
    given = path if isinstance(path, Input) else Input(path)
    if given.folder:
        return read(_files(given.shown), whole=True, parts=parts, rated=rated)
    reading = Reading(parts, rated)
    match given.form:
        case "lines":
            _take_lines(reading, given)
        case "json":
            _take_json(reading, given)
        case _:
            reading.take_tables(given.name, toml(given))
    return reading.dataset(given.name, whole=True)


def read(
    files: Sequence["Place"], *, whole: bool, parts: Iterable[str] = FILES, rated: Collection[str] | None = ()
) -> Dataset:
    """Read TOML files as one dataset; without `whole` only the shapes of records are checked.

    A dataset without sources, terms, rates, countries, question groups or questions takes those of the bundled one; one
    without a single record of its own is refused.
    """
    reading = Reading(parts, rated)
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

    def __init__(self, parts: Iterable[str] = FILES, rated: Collection[str] | None = ()) -> None:
        self.found = Found()
        self._parts = tuple(parts)
        self._rated = rated
        self.entries: list[Checked] = []
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
                    self._take(key, item, record_address(file, key, item, f"{key}[{index}]"))

    def take_alone(self, item: Any, where: str, otherwise: str = "") -> None:
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
            known = f"known are about, {', '.join(SECTIONS)}"
            self.found.append(f"{where}: section: {clipped(str(section))} is no section; {known}")

    def dataset(self, file: str, *, whole: bool) -> Dataset:
        """Return the dataset, with what it leaves to the bundled one. Raises DatasetInvalid."""
        about = self._about(file)
        around: list[Checked] = []
        along: list[Checked] = []
        elsewhere: tuple[str, ...] = ()
        if whole:
            borrowed, along = self._borrowed()
            self.entries, spelled = _spelled(self.entries, borrowed)
            around = [*spelled, *self._named_conflicts()]
            elsewhere = self._undescribed(around) or (about.undescribed if about else ())
            checked = about.checked if about else dt.date.max
            for problem in problems(self.entries, checked, around, elsewhere, self._rated):
                self.found.append(problem)
            if not self.entries and not self.found:
                self.found.append(f"{file}: holds no record beside [about]")
        if self.found or about is None:
            raise DatasetInvalid(tuple(self.found))
        if whole and elsewhere:
            about = msgspec.structs.replace(about, undescribed=elsewhere)
        return _together(about, [*self.entries, *around, *along])

    def _undescribed(self, around: list[Checked]) -> tuple[str, ...]:
        """Return the ids of sources that a list names and has no room to describe."""
        if not self.listed or "sources" in self._given:
            return ()
        described = {entry.record.id for entry in around if isinstance(entry.record, Source)}
        named = (source for entry in self.entries for source in cited(entry.record))
        return tuple(dict.fromkeys(source for source in named if source not in described))

    def _take(self, section: str, item: Any, where: str) -> None:
        """Take a record with the claims and the ids of conflicts that may stand inside it."""
        claims, conflicts = [], []
        if isinstance(item, dict) and section != "conflicts" and item.keys() & {"claims", "conflicts"}:
            item = dict(item)
            claims, conflicts = item.pop("claims", []), item.pop("conflicts", [])
        record = shaped(item, record_type(section), where, self.found)
        if record is not None:
            self.entries.append(Checked(where, section, record))
        for index, claim in enumerate(claims if isinstance(claims, list) else [claims]):
            self._take("claims", claim, f"{where}: claims[{index}]")
        for identity in conflicts if isinstance(conflicts, list) else [conflicts]:
            self._conflicts.setdefault(str(identity), (where, str(item.get("id"))))

    def _borrowed(self) -> tuple[list[Checked], list[Checked]]:
        """Return what the bundled dataset puts behind this one: its records, and what comes along with them.

        Borrowed questions keep their groups. What comes along, translations and sources, is there to be read with what
        was borrowed; one's own records can't refer to it.
        """
        missing = tuple(section for section in AROUND if section not in self._given)
        if not missing:
            return [], []
        asks = "questions" in self._parts or any(isinstance(entry.record, Question) for entry in self.entries)
        files = ("sources", "questions", *self._parts) if asks else ("sources",) if "sources" in missing else ()
        held = _bundled(files)
        sections = dict.fromkeys((*missing, "question_groups") if "questions" in missing else missing)
        own = {(entry.section, getattr(entry.record, "id", None)) for entry in self.entries}
        around = [
            Checked("", section, record)
            for section in sections
            for record in getattr(held, section)
            if (section, getattr(record, "id", "")) not in own
        ]
        return around, [*_translations(held, self.entries, around), *_rested_on(held, self.entries, around)]

    def _take_version(self, where: str, key: str, held: Any) -> None:
        from ..model.export import SCHEMA_VERSION

        major = SCHEMA_VERSION.partition(".")[0]
        if key == "schema_version" and str(held).partition(".")[0] != major:
            self.found.append(f"{where}: {clipped(str(held))} is not read by this version, only {major}.x")

    def _about(self, file: str) -> About | None:
        if not self._abouts:
            if self.listed:
                return load().about
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

    def _named_conflicts(self) -> list[Checked]:
        """Return the conflicts of the bundled dataset that records name, where their own holds none."""
        own = {entry.record.id for entry in self.entries if isinstance(entry.record, Conflict)}
        named = {identity: by for identity, by in self._conflicts.items() if identity not in own}
        if not named:
            return []
        held = read([bundled() / f"{name}.toml" for name in FILES], whole=False).conflicts
        left = self.listed or "conflicts" not in self._given
        known = {c.id: c for c in held if left and c.id in named and named[c.id][1] in c.about}
        for identity, (where, _) in named.items():
            if identity not in known:
                self.found.append(f"{where}: conflicts: {clipped(identity)} is no conflict of this dataset about it")
        here = {getattr(entry.record, "id", None) for entry in self.entries}
        return [
            Checked("", "conflicts", msgspec.structs.replace(c, about=tuple(one for one in c.about if one in here)))
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


@cache
def _bundled(files: tuple[str, ...]) -> Dataset:
    """Return the bundled dataset as it stands behind others."""
    return load(None, files)


def _spelled(entries: list[Checked], around: list[Checked]) -> tuple[list[Checked], list[Checked]]:
    """Return entries with ids for what they call countries and terms, and what stands around them with countries added.

    What means nothing stays as it is, for the rules to name it.
    """
    known = [entry for entry in (*entries, *around) if getattr(entry.record, "id", None)]
    spelling = Spelling(
        [entry.record for entry in known if isinstance(entry.record, Country) and entry.record.name],
        [
            entry.record
            for entry in known
            if isinstance(entry.record, Term) and entry.record.label and entry.record.kind
        ],
    )
    wrong: list[str] = []  # beyond as many mistakes as are counted, no name is looked up any more
    found = [
        entry if len(wrong) > MOST_PROBLEMS else entry._replace(record=spelling.record(entry.record, wrong))
        for entry in entries
    ]
    return found, [*around, *(Checked("", "countries", country) for country in spelling.added)]


def _translations(held: Dataset, own: list[Checked], around: list[Checked]) -> Iterator[Checked]:
    """Yield the translations of borrowed groups and questions, but for those that one's own dataset has."""
    borrowed = {record.id for _, _, record in around if isinstance(record, Question | QuestionGroup)}
    told = {(record.of, record.lang) for _, _, record in own if isinstance(record, Translation)}
    for record in held.translations:
        if record.of in borrowed and (record.of, record.lang) not in told:
            yield Checked("", "translations", record)


def _rested_on(held: Dataset, own: list[Checked], around: list[Checked]) -> Iterator[Checked]:
    """Yield the sources that borrowed records rest on, where neither side has them yet."""
    there = {record.id for _, section, record in (*own, *around) if section == "sources"}  # type: ignore[attr-defined]
    wanted = {source for _, _, record in around for source in cited(record)} - there
    yield from (Checked("", "sources", source) for source in held.sources if source.id in wanted)


def _together(about: About, entries: list[Checked]) -> Dataset:
    sections: dict[str, list[Any]] = {name: [] for name in SECTIONS}
    for entry in entries:
        sections[entry.section].append(entry.record)
    return Dataset(about=about, **{name: tuple(records) for name, records in sections.items()})


def parse(file: "Place") -> dict[str, Any]:
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
