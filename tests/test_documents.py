"""Documents that are written by a script are current, and what they promise holds."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from conftest import FULL
from stemfind.dataset.sections import SECTIONS, record_type
from stemfind.model.base import Record
from stemfind.model.dataset import About

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))
from typing_tasks import TASKS  # noqa: E402


@pytest.mark.slow
@pytest.mark.parametrize(
    "script", ["typing_tasks.py", "pictures.py", "reference.py", "fields.py", *(["hostile.py"] * FULL)]
)
def test_what_a_script_writes_is_current(script):
    done = subprocess.run([sys.executable, str(ROOT / "tools" / script), "--check"], check=False)
    assert done.returncode == 0, f"run tools/{script}"


@pytest.mark.parametrize(("task", "full", "short"), TASKS)
def test_the_shortest_input_gives_the_same_answer(run, task, full, short):
    assert run(*shlex.split(short)[1:]).stdout == run(*shlex.split(full)[1:]).stdout, task
    assert len(short) < len(full)


def test_two_countries_take_at_most_20_keys_and_a_checklist_at_most_25():
    keys = {task: len(short) + 1 for task, _, short in TASKS}
    assert keys["two countries side by side"] <= 20
    assert keys["a clinic's checklist"] <= 25


def test_a_beginning_that_fits_several_commands_is_2_and_names_them(run):
    done = run("c", "mx")
    assert (done.returncode, done.stdout) == (2, "")
    assert "compare" in done.stderr
    assert "checklist" in done.stderr


def _kinds(kind):
    return [kind, *(inner for sub in kind.__subclasses__() for inner in _kinds(sub))]


def _told(page):
    """Return the cells of each field of a page, by the heading above its table."""
    told, heading = {}, None
    for line in page.splitlines():
        if line.startswith("#"):
            heading = line.strip("#[]` ")
        if line.startswith("| `"):
            name, *cells = (cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("| ")))
            told[heading, name.strip("`")] = cells
    return told


def test_every_field_of_every_record_has_a_type_a_meaning_and_an_example():
    told = _told((ROOT / "docs" / "data.md").read_text(encoding="utf-8"))
    headings = {record_type(section): section for section in SECTIONS} | {About: "about"}
    fields = {(headings.get(kind, kind.__name__), field.encode_name)
              for kind in _kinds(Record) if kind.__module__.startswith("stemfind.model.")
              for field in msgspec.structs.fields(kind)}  # fmt: skip
    assert set(told) == fields
    assert [field for field, cells in told.items() if len(cells) != 3 or not all(cells)] == []
    python = re.compile(r"\b(str|int|bool|tuple|Union|Optional|Annotated|Literal|None|NoneType|Meta)\b")
    assert [field for field, cells in told.items() if python.search(cells[0])] == []
    assert "indication = " in told["Offer", "price"][2]
