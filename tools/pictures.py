"""Write docs/compare.svg, the picture in the README: the real output, whole, as Rich exports it.

`python tools/pictures.py` writes the file; `--check` says whether it is current.
"""

import io
import re
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from stemfind.commands.compare.page import comparison_document
from stemfind.dataset.read import check
from stemfind.document.abbreviations import explained
from stemfind.model.money import Exchange
from stemfind.model.profile import comparison_of
from stemfind.model.subject import find
from stemfind.render.terminal import to_table

PICTURE = Path(__file__).parent.parent / "docs" / "compare.svg"
WIDTH = 100
BLACK = TerminalTheme((0, 0, 0), (222, 222, 222), [(0, 0, 0)] * 8)
"""As most terminals are: the colours of the program are chosen to stand out from black, not from Rich's grey."""
FONTS = re.compile(r"@font-face \{.*?\}", re.DOTALL)


def picture() -> str:
    """Return `stemfind compare mexico turkey`, in colour."""
    dataset = check()
    exchange = Exchange(dataset.rates)
    comparison = comparison_of(dataset, [find(dataset, name) for name in ("mexico", "turkey")], exchange)
    document = explained(comparison_document(comparison, dataset, exchange).at("short"))
    text = to_table(document, width=WIDTH, color=True)
    console = Console(file=io.StringIO(), width=WIDTH, record=True, force_terminal=True, _environ={})
    for line in text.splitlines():
        console.print(Text.from_ansi(line))
    svg = console.export_svg(title="stemfind compare mexico turkey", theme=BLACK, unique_id="stemfind")
    svg = FONTS.sub("", svg)  # a picture asks no server for a font
    return "\n".join(line.rstrip() for line in svg.splitlines() if line.strip()) + "\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PICTURE.read_text(encoding="utf-8") != picture())
    PICTURE.write_text(picture(), encoding="utf-8")
