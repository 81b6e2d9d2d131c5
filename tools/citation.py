"""Write the version of stemfind into CITATION.cff.

`python tools/citation.py` writes the file; `--check` says whether it is current.
"""

import re
import sys
from pathlib import Path

from stemfind import __version__

CITATION = Path(__file__).parent.parent / "CITATION.cff"


def main() -> int:
    """Write or check the version."""
    text = CITATION.read_text(encoding="utf-8")
    current = re.sub(r"^version: .*$", f"version: {__version__}", text, flags=re.MULTILINE)
    if "--check" in sys.argv:
        return int(text != current)
    CITATION.write_text(current, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
