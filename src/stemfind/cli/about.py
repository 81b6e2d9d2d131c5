"""`stemfind about`."""

from ..dataset import FILES
from . import options as o
from .answer import word_formats, write
from .choice import Choice


def about(format_: o.Format = None, output: o.Output = None, data: o.Data = None, color: o.Color = "auto") -> None:
    """Say who made it, who pays, how current it is, and what it can't tell.

    With the items of the international standard for patient decision aids that it meets, and those it doesn't.

    Example: stemfind about
    """
    from ..export import SCHEMA_VERSION
    from ..render import values as formats
    from ..views.about import about_document

    dataset = Choice(data, parts=FILES).dataset
    writers = {
        **word_formats(lambda: [about_document(dataset)], color, about=dataset.about),
        "json": lambda: formats.to_json({
            "schema_version": SCHEMA_VERSION, "about": dataset.about, "criteria": dataset.criteria,
        }),
    }  # fmt: skip
    write(writers, format_, "markdown", output)
