"""Documents as one self-contained HTML page. The only room that has heard of Jinja2."""

import base64
import hashlib
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import DictLoader, Environment, StrictUndefined, select_autoescape

from .. import __version__
from ..document.parts import Cell, Document, Run, Span, Table, spans
from ..document.words import date_words
from .bars import rounded_top
from .escape import cells_wide, visible

if TYPE_CHECKING:
    from ..model.dataset import About

TEMPLATES = files("stemfind.render") / "templates"
"""A folder, on the disk or inside an archive that Python runs from."""
WIDTH = 600
"""Units of a bar's drawing, which grows and shrinks with the page."""
PER_CENT = re.compile(r"(?<=\d) (?=%)")
TABLET, PAPER, SCREEN, GAP = 88, 96, 128, 2
"""Characters that stand side by side on a tablet, a sheet of A4 and a wide screen, and those lost between columns."""
SHORT, LONG = 14, 24
"""A line of at most so many characters is never broken; a word of more than so many may be."""


class PageWords(NamedTuple):
    """What a page says besides its documents, in one language; {} in braces are filled in: numbers, or the dataset."""

    sources: str
    source: str
    several: str
    back: str
    data: str
    advice: str


PAGE_WORDS = {
    "en": PageWords(
        "Sources", "source {0}", "sources {0} to {1}", "back to where source {0} is cited",
        "data: {name} {version}, checked {checked}", "Not medical advice",
    ),
    "es": PageWords(
        "Fuentes", "fuente {0}", "fuentes {0} a {1}", "volver a donde se cita la fuente {0}",
        "datos: {name} {version}, revisados el {checked}", "No es consejo médico",
    ),
    "tr": PageWords(
        "Kaynaklar", "kaynak {0}", "kaynaklar {0}–{1}", "{0}. kaynağın anıldığı yere dön",
        "veri: {name} {version}, {checked} tarihinde gözden geçirildi", "Tıbbi tavsiye değildir",
    ),
}  # fmt: skip


@cache
def _environment() -> Environment:
    made = Environment(
        loader=DictLoader({name: (TEMPLATES / name).read_text(encoding="utf-8") for name in ("page.css", "page.html")}),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["visible"] = _held_text
    made.globals |= {"shape": _shape, "fold": _fold, "too_long": _too_long, "spans": spans}
    made.globals |= {"place": _bar_place, "rounded_top": rounded_top}
    return made


def _held_text(text: str) -> str:
    """Return text in which nothing is hidden, and no figure parted from its per cent sign at the end of a line."""
    return PER_CENT.sub("\u00a0", visible(text))


def to_html(documents: list[Document], lang: str = "en", about: "About | None" = None) -> str:
    """Return one page that asks nothing of anybody: no script, no request, styles held to their checksum.

    Its foot, and the foot of each printed sheet, name the program and the dataset that it rests on.
    """
    words, environment = PAGE_WORDS[lang], _environment()
    foot = _foot(lang, about)
    printed = _css_text(f"{foot} · {words.advice}")
    style = environment.get_template("page.css").render(printed=printed)
    checksum = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    pages = [{"document": document, "prefix": f"d{number}-"} for number, document in enumerate(documents)]
    page = environment.get_template("page.html")
    parts = {"pages": pages, "style": style, "checksum": checksum, "foot": foot}
    return page.render(parts, lang=lang, words=words, anchor=_anchors()) + "\n"


def _foot(lang: str, about: "About | None") -> str:
    program = f"stemfind {__version__}"
    if about is None:
        return program
    checked = date_words(about.checked) if lang == "en" else about.checked.isoformat()
    data = PAGE_WORDS[lang].data.format(name=about.name, version=about.version, checked=checked)
    return f"{program} · {data}"


def _css_text(text: str) -> str:
    """Return a string of CSS in which nothing but letters and digits stands as it is."""
    return f'"{"".join(c if c.isascii() and c.isalnum() else f"{chr(92)}{ord(c):06x}" for c in visible(text))}"'


def _anchors() -> Callable[[str, tuple[int, ...]], list[str]]:
    """Return what names the places where sources are cited first, so that the list of sources can link back."""
    seen: set[str] = set()

    def anchor(prefix: str, numbers: tuple[int, ...]) -> list[str]:
        names = [name for number in numbers if (name := f"{prefix}r{number}") not in seen]
        seen.update(names)
        return names

    return anchor


def _shape(table: Table) -> str:
    """Return the classes of a table: `wide` is laid out as records, `broad` on paper and in a narrow window.

    `snug` is one that fits paper and no tablet.
    `list` has a record a row, `dense` has short cells and no long amount.
    """
    room = sum(_room(table, at) for at in range(len(table.columns))) + GAP * (len(table.columns) - 1)
    fits = "wide" if room > SCREEN else "broad" if room > PAPER else f"narrow{' snug' * (room > TABLET)}"
    short = all(
        max(map(cells_wide, _amount_texts(cell)), default=0) <= SHORT for row in table.rows for cell in row.cells
    )
    dense = short and all(column.least <= SHORT for column in table.columns[1:])
    return fits + " list" * bool(table.columns[0].title) + " dense" * dense


def _room(table: Table, at: int) -> int:
    """Return the characters that a column needs: its least, or less where its content is shorter."""
    column = table.columns[at]
    lines = [(Run(column.title),), *(line for row in table.rows for line in row.cells[at])]
    natural = max(cells_wide("".join(run.text for run in line)) for line in lines)
    return max(_unbroken(tuple(lines)), min(column.least, natural))


def _unbroken(cell: Cell) -> int:
    """Return the longest part of a cell that is never broken: an amount, or a word that is not too long."""
    words = [cells_wide(word) for line in cell for run in line for word in run.text.split()]
    return max([*map(cells_wide, _amount_texts(cell)), *(min(word, LONG) for word in words)], default=0)


def _amount_texts(cell: Cell) -> list[str]:
    return [run.text.strip() for line in cell for run in line if run.role == "amount"]


def _fold(cell: Cell) -> str:
    """Return how a cell's lines break: not at all where all are short, inside words where one is too long."""
    lines = ["".join(run.text for run in line) for line in cell]
    if any(map(_too_long, lines)):
        return "long"
    return "short" if all(cells_wide(line) <= SHORT for line in lines) else ""


def _too_long(text: str) -> bool:
    return any(cells_wide(word) > LONG for word in text.split())


def _bar_place(bar: Span, top: float) -> dict[str, Any]:
    start = bar.low / top * WIDTH
    end = WIDTH if bar.high is None else max(bar.high / top * WIDTH, start + 3)
    return {"x": round(start, 1), "width": round(end - start, 1), "open": bar.high is None}
