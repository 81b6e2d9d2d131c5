"""Write the version of stemfind into CITATION.cff.

`python tools/citation.py` writes the file; `--check` says whether it is current.
"""

import re
import sys
from pathlib import Path

from stemfind import __version__
from written import write

CITATION = Path(__file__).parent.parent / "CITATION.cff"


def current() -> str:
    """Return the file with the version of today."""
    return re.sub(r"^version: .*$", f"version: {__version__}", CITATION.read_text(encoding="utf-8"), flags=re.MULTILINE)


if __name__ == "__main__":
    sys.exit(write({CITATION: current()}))
