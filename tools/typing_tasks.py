"""Write docs/typing.md: the ten commonest tasks, the shortest input for each, and how many keys that is.

`python tools/typing_tasks.py` writes the file; `--check` says whether it is current.
"""

import sys
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "typing.md"
TASKS = (
    ("two countries side by side", "stemfind compare mexico turkey", "stemfind co mx tr"),
    ("all countries side by side", "stemfind compare", "stemfind co"),
    ("all that is on record of a clinic", "stemfind show liv-ulus", "stemfind sh liv"),
    ("a clinic's checklist", "stemfind checklist liv-ulus", "stemfind ch liv"),
    ("the questions to print", "stemfind checklist --format markdown", "stemfind ch -f markdown"),
    ("clinics in a country", "stemfind filter --country mexico", "stemfind f -c mx"),
    ("clinics up to a cost", "stemfind filter --max-cost 8000", "stemfind f -m 8000"),
    ("why a price", "stemfind why liv-ulus price", "stemfind w liv price"),
    ("does it work, is it safe", "stemfind evidence", "stemfind ev"),
    ("trials for a person", "stemfind trials --ais A --level T6 --since 3y", "stemfind t -a A -l T6 -s 3y"),
)
HEAD = """# Few keystrokes

People with a cervical injury reach about 11 words a minute, 3 on an on-screen keyboard. The beginning of a command is
enough where it fits only one (not of those below `data`), and so is the beginning of a name, or a country's code. Keys
include Enter. Written by `tools/typing_tasks.py`; a test runs both inputs of each row and holds their answers against
each other.

| task | shortest input | keys | in full | keys |
|---|---|---:|---|---:|
"""


def page() -> str:
    """Return the page."""
    rows = (f"| {task} | `{short}` | {len(short) + 1} | `{full}` | {len(full) + 1} |" for task, full, short in TASKS)
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")
