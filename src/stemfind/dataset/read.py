"""From TOML files to a checked dataset."""

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import tomli

from ..errors import DatasetInvalid, DatasetUnreadable
from ..model.base import Record
from ..model.dataset import About, Dataset
from ..model.question import Question, QuestionGroup, Translation
from .check import Entry, cited, problems
from .files import FILES, bundled
from .lines import STDIN, clinics, is_lines
from .load import load
from .sections import SECTIONS, record_type
from .shape import Problem, salvage

AROUND = ("sources", "terms", "rates", "countries", "question_groups", "questions")
"""Sections that a dataset of one's own may leave to the bundled one; translations come with what they translate."""


def check(path: str | None = None, parts: Iterable[str] = FILES) -> Dataset:
    """Read a dataset in full, the bundled one or your own, and hold every rule against it.

    `parts` are the files of the bundled dataset that may stand behind it. Raises DatasetUnreadable and DatasetInvalid.
    """
    if path is not None and is_lines(path):
        return _with_lines(path, tuple(parts))
    return read(_files(bundled() if path is None else Path(path)), whole=True, parts=tuple(parts))


def _with_lines(path: str, parts: tuple[str, ...]) -> Dataset:
    """Return the clinics of a JSON Lines file, with what the bundled dataset puts around them."""
    found = tuple(clinics(path))
    entries = [Entry(f"{path}: clinic {clinic.id!r}", "clinics", clinic) for clinic in found]
    if not entries:
        raise DatasetInvalid((f"{'stdin' if path == STDIN else path}: holds no clinic",))
    about, around, along = _borrowed(entries, AROUND, parts)
    elsewhere = {source for clinic in found for source in clinic.sources}
    elsewhere |= {source for clinic in found for offer in clinic.offers for source in offer.sources}
    wrong = tuple(problems(entries, dt.date.max, around, elsewhere))
    if wrong:
        raise DatasetInvalid(wrong)
    return _together(about, [*entries, *around, *along])


def _borrowed(
    own: list[Entry], missing: tuple[str, ...], parts: tuple[str, ...]
) -> tuple[About, list[Entry], list[Entry]]:
    """Return what the bundled dataset puts behind one that lacks sections: its records, and what comes along with them.

    Borrowed questions keep their groups. What comes along, translations and sources, is there to be read with what was
    borrowed; one's own records can't refer to it.
    """
    asks = "questions" in parts or any(isinstance(entry.record, Question) for entry in own)
    held = load(None, ("sources", "questions", *parts) if asks else ("sources",) if "sources" in missing else ())
    sections = dict.fromkeys((*missing, "question_groups") if "questions" in missing else missing)
    taken = {(section, getattr(record, "id", None)) for _, section, record in own}
    around = [
        Entry("", section, record)
        for section in sections
        for record in getattr(held, section)
        if (section, getattr(record, "id", None)) not in taken
    ]
    return held.about, around, [*_translations(held, own, around), *_rested_on(held, own, around)]


def _translations(held: Dataset, own: list[Entry], around: list[Entry]) -> Iterator[Entry]:
    """Yield the translations of borrowed groups and questions, but for those that one's own dataset has."""
    borrowed = {record.id for _, _, record in around if isinstance(record, Question | QuestionGroup)}
    told = {(record.of, record.lang) for _, _, record in own if isinstance(record, Translation)}
    for record in held.translations:
        if record.of in borrowed and (record.of, record.lang) not in told:
            yield Entry("", "translations", record)


def _rested_on(held: Dataset, own: list[Entry], around: list[Entry]) -> Iterator[Entry]:
    """Yield the sources that borrowed records rest on, where neither side has them yet."""
    there = {record.id for _, section, record in (*own, *around) if section == "sources"}  # type: ignore[attr-defined]
    wanted = {source for _, _, record in around for source in cited(record)} - there
    yield from (Entry("", "sources", source) for source in held.sources if source.id in wanted)


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        files = sorted(path.glob("*.toml"))
        if not files:
            raise DatasetUnreadable(str(path), "no .toml file in this folder")
        return files
    return [path]


def read(files: list[Path], *, whole: bool, parts: tuple[str, ...] = FILES) -> Dataset:
    """Read TOML files as one dataset; without `whole` only the shapes of records are checked.

    A dataset without sources, terms, rates, countries, question groups or questions takes those of the bundled one; one
    without a single record of its own is refused.
    """
    raws = [(file.name, parse(file)) for file in files]
    found = list(_top_problems(raws))
    about = _about(raws, found)
    entries = list(_entries(raws, found))
    checked = about.checked if about else dt.date.max
    around: list[Entry] = []
    along: list[Entry] = []
    if whole:
        missing = tuple(section for section in AROUND if not any(section in raw for _, raw in raws))
        if missing:
            _, around, along = _borrowed(entries, missing, parts)
        found.extend(problems(entries, checked, around))
        if not entries and not found:
            found.append(f"{raws[0][0]}: holds no record beside [about]")
    if found or about is None:
        raise DatasetInvalid(tuple(found))
    return _together(about, [*entries, *around, *along])


def _together(about: About, entries: list[Entry]) -> Dataset:
    sections: dict[str, list[Any]] = {name: [] for name in SECTIONS}
    for entry in entries:
        sections[entry.section].append(entry.record)
    return Dataset(about=about, **{name: tuple(records) for name, records in sections.items()})


def parse(file: Path) -> dict[str, Any]:
    """Return the raw tables of one TOML file. Raises DatasetUnreadable."""
    try:
        return tomli.loads(file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except OSError as error:
        raise DatasetUnreadable(str(file), (error.strerror or "can't be read").lower()) from error
    except UnicodeDecodeError as error:
        raise DatasetUnreadable(str(file), f"not UTF-8 text (byte {error.start})") from error
    except (tomli.TOMLDecodeError, RecursionError) as error:
        raise DatasetUnreadable(str(file), f"not valid TOML: {error or 'nested too deep'}") from error


def _top_problems(raws: list[tuple[str, dict[str, Any]]]) -> Iterator[str]:
    for file, raw in raws:
        for key, value in raw.items():
            if key == "about":
                continue
            if key not in SECTIONS:
                yield f"{file}: {key}: unknown section; known are about, {', '.join(SECTIONS)}"
            elif not isinstance(value, list):
                yield f"{file}: {key}: must be a list of tables, [[{key}]]"


def _about(raws: list[tuple[str, dict[str, Any]]], found: list[str]) -> About | None:
    given = [(file, raw["about"]) for file, raw in raws if "about" in raw]
    if not given:
        found.append(f"{raws[0][0]}: about: is required and missing (name, version, checked)")
        return None
    file, raw = given[0]
    wrong: list[Problem] = []
    about: About | None = salvage(raw, About, "", wrong)
    found.extend(f"{file}: about: {path}: {message}" for path, message in wrong)
    return None if wrong else about


def _entries(raws: list[tuple[str, dict[str, Any]]], found: list[str]) -> Iterator[Entry]:
    for file, raw in raws:
        for name in SECTIONS:
            items = raw.get(name, [])
            for index, item in enumerate(items if isinstance(items, list) else []):
                address = _address(file, name, index, item)
                record = _record(item, record_type(name), address, found)
                if record is not None:
                    yield Entry(address, name, record)


def _record(item: Any, kind: type[Record], address: str, found: list[str]) -> Record | None:
    try:
        return msgspec.convert(item, kind)
    except msgspec.ValidationError:
        wrong: list[Problem] = []
        record: Record | None = salvage(item, kind, "", wrong)
        found.extend(f"{address}: {path}: {message}" if path else f"{address}: {message}" for path, message in wrong)
        return record


def _address(file: str, name: str, index: int, item: Any) -> str:
    """Return where a record stands, in the words a person would look for it with."""
    identity = item.get("id") or item.get("currency") or item.get("of") if isinstance(item, dict) else None
    if isinstance(identity, str) and identity.strip():
        return f"{file}: {SECTIONS[name].label} {identity!r}"
    return f"{file}: {name}[{index}]"
