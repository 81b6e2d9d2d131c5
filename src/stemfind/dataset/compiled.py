"""The dataset as the wheel carries it besides the TOML: the same records, in a form that is read faster.

Made when the wheel is built (`setup.py`), never at run time. Each file remembers a checksum of the TOML that it was
made from, and is passed over where that no longer fits.
"""

import zlib
from pathlib import Path
from typing import Any

import msgspec

from ..model.dataset import About, Dataset
from .sections import SECTIONS, record_type

ENDING = ".msgpack"


class Packed(msgspec.Struct):
    """One file: the checksum of its TOML, and each section on its own, so that only what is asked for is decoded."""

    checksum: int
    sections: dict[str, bytes]


def pack(toml: bytes, tables: dict[str, Any]) -> bytes:
    """Return a TOML file's tables, packed."""
    sections = {name: msgspec.msgpack.encode(value) for name, value in tables.items()}
    return msgspec.msgpack.encode(Packed(zlib.crc32(toml), sections))


def unpacked(files: list[Path]) -> Dataset | None:
    """Return the dataset of some TOML files from their packed forms, or None unless each has one that fits."""
    about: About | None = None
    sections: dict[str, tuple[Any, ...]] = {}
    for file in files:
        packed = _packed(file)
        if packed is None:
            return None
        for name, data in packed.sections.items():
            if name == "about":
                about = msgspec.msgpack.decode(data, type=About)
            elif name in SECTIONS:
                records: Any = msgspec.msgpack.decode(data, type=tuple[record_type(name), ...])  # type: ignore[misc]
                sections[name] = (*sections.get(name, ()), *records)
    return None if about is None else Dataset(about=about, **sections)


def _packed(file: Path) -> Packed | None:
    try:
        packed = msgspec.msgpack.decode(file.with_suffix(ENDING).read_bytes(), type=Packed)
        return packed if packed.checksum == zlib.crc32(file.read_bytes()) else None
    except (OSError, msgspec.DecodeError):
        return None
