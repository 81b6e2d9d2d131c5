"""What each script does that writes files: write them, or with `--check` say whether they are current."""

import sys
from collections.abc import Mapping
from pathlib import Path


def write(texts: Mapping[Path, str]) -> int:
    """Write files, or return 1 where `--check` is asked for and one of them isn't current."""
    if "--check" in sys.argv:
        return int(any(not path.exists() or path.read_text(encoding="utf-8") != text for path, text in texts.items()))
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0
