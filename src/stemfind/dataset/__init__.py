"""Find, read, parse and check a dataset. Nothing else has heard of TOML."""

from .files import FILES, bundled
from .load import load

__all__ = ["FILES", "bundled", "load"]
