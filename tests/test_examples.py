"""Every example of the README and of docs/ says what the program says."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import FULL, PROGRAM, SMALL, environment, sample

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
sys.path.insert(0, str(ROOT / "tools"))
from examples import MORE, PAGES, examples  # noqa: E402

EXAMPLES = examples()
IN_TABLES = [
    command
    for line in README.splitlines()
    if line.startswith("| ")
    for command in re.findall(r"`(stemfind [^`]+)`", line)
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.page}: {example.command}")
def test_an_example_shows_what_the_command_says(example):
    if example.needs:
        pytest.skip(f"not installed: {', '.join(example.needs)}")
    if FULL or example.page != "cli.md":  # which tests/test_documents.py holds against what the program says
        assert example.current() == example.shown, "run tools/examples.py"
    assert example.shown[:1] != (MORE,)
    assert bool(example.shown) != any(mark in example.command for mark in (" > ", " -o "))


def test_the_readme_opens_with_a_real_table_and_has_pipelines():
    commands = [example.command for example in EXAMPLES if example.page == "README.md"]
    assert commands[0] == "stemfind compare mexico turkey"
    assert sum(" | " in command for command in commands) >= 3


def test_no_page_shows_a_command_of_the_program_that_is_not_run():
    """Blocks for a shell set the program up, which .ci/run follows, or measure it; what it says is in a `console`."""
    for page in PAGES:
        shells = re.findall(r"```(?:sh|bash|shell)\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
        used = [line for shell in shells for line in shell.splitlines() if re.search(r"(^|[|;] *)stemfind ", line)]
        assert used == [], page.name


@pytest.mark.parametrize("command", sample(IN_TABLES, 6))
def test_every_command_of_the_readmes_tables_works(command, tmp_path):
    shutil.copy(SMALL, tmp_path / "my-clinics.toml")
    program = str(PROGRAM)
    if "--answers" in command:
        subprocess.run([program, "checklist", "liv", "--new-answers", "liv.toml"], cwd=tmp_path, check=True)
    done = subprocess.run(
        ["bash", "-c", re.sub(r"^stemfind", shlex.quote(program), command)],
        cwd=tmp_path, capture_output=True, encoding="utf-8", env=environment(BROWSER="true"), check=False,
    )  # fmt: skip
    assert done.returncode == (1 if "Dubai" in command else 0), done.stderr  # of which nothing is on record
    assert done.stdout or list(tmp_path.iterdir())
