"""The dataset as the wheel carries it besides the TOML: the same records, in a form that is read faster.

Made when the wheel is built (`setup.py`), never at run time. Each file ends with a checksum of itself and remembers one
of the TOML that it was made from; it is passed over where either doesn't fit, or where it can't be decoded anyhow.
"""

import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

import msgspec

from ..model.dataset import About, Dataset
from .sections import SECTIONS, record_type

if TYPE_CHECKING:
    from .files import Place

ENDING = ".msgpack"
CHECKSUM = 4
"""Bytes of the checksum at the end."""


class Packed(msgspec.Struct):
    """One file: the checksum of its TOML, and each section on its own, so that only what is asked for is decoded."""

    checksum: int
    sections: dict[str, bytes]


def pack(toml: bytes, tables: dict[str, Any]) -> bytes:
    """Return a TOML file's tables, packed."""
    sections = {name: msgspec.msgpack.encode(value) for name, value in tables.items()}
    data = msgspec.msgpack.encode(Packed(zlib.crc32(toml), sections))
    return data + zlib.crc32(data).to_bytes(CHECKSUM)


def unpacked(files: "Sequence[Place]") -> Dataset | None:
    """Return the dataset of some TOML files from their packed forms, or None unless each has one that fits."""
    about: About | None = None
    sections: dict[str, tuple[Any, ...]] = {}
    try:
        for file in files:
            for section, data in _packed(file).items():
                if section == "about":
                    about = msgspec.msgpack.decode(data, type=About)
                elif section in SECTIONS:
                    kind: Any = tuple[record_type(section), ...]  # type: ignore[misc]
                    sections[section] = (*sections.get(section, ()), *msgspec.msgpack.decode(data, type=kind))
    except (OSError, ValueError, RecursionError):  # msgspec's errors are ValueErrors
        return None
    return None if about is None else Dataset(about=about, **sections)


def _packed(file: "Place") -> dict[str, bytes]:
    """Return a file's sections. Raises OSError where there is no packed form, ValueError where it doesn't fit."""
    data = (cast("Place", file.parent) / f"{file.stem}{ENDING}").read_bytes()
    data, checksum = data[:-CHECKSUM], data[-CHECKSUM:]
    packed = msgspec.msgpack.decode(data, type=Packed)
    if zlib.crc32(data).to_bytes(CHECKSUM) != checksum or zlib.crc32(file.read_bytes()) != packed.checksum:
        raise ValueError(file)
    return packed.sections
