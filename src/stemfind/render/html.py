"""Documents as one self-contained HTML page. The only room that has heard of Jinja2."""

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from ..document import Bar, Bars, Document
from .bars import scale_top
from .escape import visible

TEMPLATES = files("stemfind.render") / "templates"
"""A folder, on the disk or inside an archive that Python runs from."""
WIDTH = 600
"""Units of a bar chart's drawing; it grows and shrinks with the page."""


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FunctionLoader(lambda name: (TEMPLATES / name).read_text(encoding="utf-8")),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["visible"] = visible
    made.globals["kind"] = lambda block: type(block).__name__
    made.globals["drawn"] = _drawn
    return made


def to_html(documents: list[Document], lang: str = "en") -> str:
    """Return one page that asks nothing of anybody: no script, no request, styles held to their checksum."""
    style = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    checksum = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = _environment().get_template("page.html")
    pages = [{"document": document, "prefix": f"d{number}-"} for number, document in enumerate(documents)]
    return page.render(pages=pages, style=style, checksum=checksum, lang=lang, anchor=_anchors()) + "\n"


def _anchors() -> Callable[[str, int], Markup]:
    """Return what gives a footnote mark its name where a source is cited first, so that the list can link back."""
    seen: set[str] = set()

    def anchor(prefix: str, number: int) -> Markup:
        name = f"{prefix}r{number}"
        if name in seen:
            return Markup()
        seen.add(name)
        return Markup(' id="{}"').format(name)

    return anchor


def _drawn(block: Bars) -> list[dict[str, Any]]:
    """Return each bar's place on the scale, in the units of the drawing."""
    top = scale_top(max(bar.high or bar.low for bar in block.bars))
    return [{"bar": bar, **_place(bar, top)} for bar in block.bars]


def _place(bar: Bar, top: float) -> dict[str, Any]:
    start = bar.low / top * WIDTH
    end = WIDTH if bar.high is None else max(bar.high / top * WIDTH, start + 3)
    return {"x": round(start, 1), "width": round(end - start, 1), "open": bar.high is None, "top": f"${top:,.0f}"}
