"""The README shows what the program really says."""

import re
import shlex
from pathlib import Path

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
MORE = "…"


def test_the_example_is_the_real_output(run):
    command, shown = re.search(r"<!-- example: (.*?) -->\n```text\n(.*?)```", README, re.DOTALL).groups()
    columns, _, *arguments = shlex.split(command)
    real = run(*arguments, COLUMNS=columns.removeprefix("COLUMNS=")).stdout
    lines = shown.rstrip("\n").split("\n")
    assert len(lines) > 20
    assert lines[-1] == MORE
    assert real.split("\n")[: len(lines) - 1] == lines[:-1]


def test_every_command_that_it_shows_works(run):
    table = [
        part
        for line in README.splitlines()
        if line.startswith("| ")
        for part in re.findall(r"`(stemfind [^`]+)`", line)
    ]
    commands = [c for c in table if not any(part in c for part in ("my-clinics", ">", " -o ", "--open", "answers"))]
    assert len(commands) >= 5
    for command in commands:
        assert run(*shlex.split(command)[1:]).returncode == 0, command
