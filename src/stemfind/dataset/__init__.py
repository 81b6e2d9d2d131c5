"""Find, read, parse and check a dataset. Nothing else has heard of TOML."""

from .load import FILES, bundled, check, load

__all__ = ["FILES", "bundled", "check", "load"]
