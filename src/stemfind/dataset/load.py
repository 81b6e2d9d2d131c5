"""From a path to a checked dataset."""

import datetime as dt
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import tomli

from ..errors import DatasetInvalid, DatasetUnreadable
from ..model.base import Record
from ..model.dataset import About, Dataset
from .check import Entry, problems
from .sections import SECTIONS
from .shape import Problem, salvage

FILES = ("clinics", "sources", "claims", "questions", "evidence", "trials", "guide")
"""The files of the bundled dataset, without `.toml`; `clinics` is always read."""
STDIN = "-"


def bundled() -> Path:
    """Return the folder that holds the dataset stemfind carries."""
    return Path(next(iter(import_module("stemfind.data").__path__)))


def load(path: str | None = None, parts: Iterable[str] = ()) -> Dataset:
    """Read the bundled dataset, or another one in full.

    Of the bundled dataset only `clinics` and the files named in `parts` are read, and only shapes are checked: its
    references are under test. Raises DatasetUnreadable and DatasetInvalid.
    """
    if path is None:
        folder = bundled()
        return _read([folder / f"{name}.toml" for name in dict.fromkeys(("clinics", *parts))], whole=False)
    return _read(_files(Path(path)), whole=True)


def check(path: str | None = None) -> Dataset:
    """Read a dataset in full and hold every rule against it."""
    return _read(_files(bundled() if path is None else Path(path)), whole=True)


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        files = sorted(path.glob("*.toml"))
        if not files:
            raise DatasetUnreadable(str(path), "no .toml file in this folder")
        return files
    return [path]


def _read(files: list[Path], *, whole: bool) -> Dataset:
    raws = [(file.name, _parse(file)) for file in files]
    found = list(_top_problems(raws))
    about = _about(raws, found)
    entries = list(_entries(raws, found))
    checked = about.checked if about else dt.date.max
    if whole:
        found.extend(problems(entries, checked))
    if found or about is None:
        raise DatasetInvalid(tuple(found))
    sections: dict[str, list[Any]] = {name: [] for name in SECTIONS}
    for entry in entries:
        sections[entry.section].append(entry.record)
    return Dataset(about=about, **{name: tuple(records) for name, records in sections.items()})


def _parse(file: Path) -> dict[str, Any]:
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
        for name, section in SECTIONS.items():
            items = raw.get(name, [])
            for index, item in enumerate(items if isinstance(items, list) else []):
                address = _address(file, name, index, item)
                record = _record(item, section.record, address, found)
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
    identity = item.get("id") or item.get("currency") if isinstance(item, dict) else None
    if isinstance(identity, str) and identity.strip():
        return f"{file}: {SECTIONS[name].label} {identity!r}"
    return f"{file}: {name}[{index}]"
