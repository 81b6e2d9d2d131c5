"""From TOML files to a checked dataset."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import tomli

from ..errors import DatasetInvalid, DatasetUnreadable
from ..model.base import Record
from ..model.dataset import About, Dataset
from .check import Entry, problems
from .files import FILES, bundled
from .lines import clinics, is_lines
from .sections import SECTIONS, record_type
from .shape import Problem, salvage

if TYPE_CHECKING:
    from .files import Place

AROUND = {"sources": "sources", "terms": "clinics", "rates": "clinics", "countries": "clinics"}
"""Sections that a dataset of one's own may leave to the bundled one, and the files that hold them there."""


def check(path: str | None = None) -> Dataset:
    """Read a dataset in full, the bundled one or your own, and hold every rule against it.

    Raises DatasetUnreadable and DatasetInvalid.
    """
    if path is not None and is_lines(path):
        return _with_lines(path)
    if path is None:
        return read([bundled() / f"{name}.toml" for name in sorted(FILES)], whole=True)
    return read(_files(Path(path)), whole=True)


def _with_lines(path: str) -> Dataset:
    """Return the clinics of a JSON Lines file, with the bundled vocabulary, countries and rates around them."""
    found = tuple(clinics(path))
    about, around = _borrowed(tuple(AROUND))
    elsewhere = {source for clinic in found for source in clinic.sources}
    elsewhere |= {source for clinic in found for offer in clinic.offers for source in offer.sources}
    entries = [Entry(f"{path}: clinic {clinic.id!r}", "clinics", clinic) for clinic in found]
    wrong = tuple(problems(entries, dt.date.max, around, elsewhere))
    if wrong:
        raise DatasetInvalid(wrong)
    return _together(about, [*entries, *around])


def _borrowed(sections: tuple[str, ...]) -> tuple[About, list[Entry]]:
    """Return sections of the bundled dataset, for one that does not have them."""
    files = dict.fromkeys(("clinics", *(AROUND[section] for section in sections)))
    held = read([bundled() / f"{name}.toml" for name in files], whole=False)
    return held.about, [Entry("", section, record) for section in sections for record in getattr(held, section)]


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.suffix == ".toml")
        if not files:
            raise DatasetUnreadable(str(path), "no .toml file in this folder")
        return files
    return [path]


def read(files: Sequence["Place"], *, whole: bool) -> Dataset:
    """Read TOML files as one dataset; without `whole` only the shapes of records are checked.

    A dataset without sources, terms, rates or countries takes those of the bundled one.
    """
    raws = [(file.name, parse(file)) for file in files]
    found = list(_top_problems(raws))
    about = _about(raws, found)
    entries = list(_entries(raws, found))
    checked = about.checked if about else dt.date.max
    around: list[Entry] = []
    if whole:
        missing = tuple(section for section in AROUND if not any(section in raw for _, raw in raws))
        around = _borrowed(missing)[1] if missing else []
        found.extend(problems(entries, checked, around))
    if found or about is None:
        raise DatasetInvalid(tuple(found))
    return _together(about, [*entries, *around])


def _together(about: About, entries: list[Entry]) -> Dataset:
    sections: dict[str, list[Any]] = {name: [] for name in SECTIONS}
    for entry in entries:
        sections[entry.section].append(entry.record)
    return Dataset(about=about, **{name: tuple(records) for name, records in sections.items()})


def parse(file: "Place") -> dict[str, Any]:
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
