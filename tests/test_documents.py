"""Documents that are written by a script are current, and what they promise holds."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))
from typing_tasks import TASKS  # noqa: E402


@pytest.mark.parametrize("script", ["typing_tasks.py", "pictures.py", "reference.py"])
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
