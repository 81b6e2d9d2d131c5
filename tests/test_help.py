"""What `--help` promises: one screen, in words that people use, with an example."""

import re

import pytest

from conftest import sample
from stemfind.cli.app import COMMANDS
from stemfind.cli.help import PANELS

TYPES = re.compile(r"<\w+|\bFLOAT\b|\bINTEGER\b|x>=")
DATA = ("check", "export", "schema", "changes", "sources", "conflicts", "path")


def test_every_command_stands_in_one_panel_with_a_line():
    held = [name for commands in PANELS.values() for name in commands]
    assert sorted(held) == sorted(COMMANDS)
    assert max(len(says) for commands in PANELS.values() for says in commands.values()) <= 65


def test_help_fits_a_screen_and_says_each_command_on_one_line(run):
    shown = run("--help", COLUMNS="80").stdout.rstrip().splitlines()
    assert len(shown) <= 40
    for title, commands in PANELS.items():
        head = next(at for at, text in enumerate(shown) if title in text)
        for number, (name, says) in enumerate(commands.items()):
            assert any(name in text and says in text for text in shown[head + 1 : head + 2 + len(commands)]), number
    assert any("--version" in text for text in shown)


@pytest.mark.parametrize("columns", sample([20, 30, 40, 46, 47, 50, 60], 3))
def test_no_title_is_cut_in_a_narrow_window(run, columns):
    heads = [text for text in run("--help", COLUMNS=str(columns)).stdout.splitlines() if text.startswith("╭")]
    for head, title in zip(heads, PANELS, strict=True):
        assert head.strip("╭╮─ ") in (title, title.partition("  (")[0])


def test_help_without_boxes_says_the_same(run):
    shown = run("--help", COLUMNS="80", TERM="dumb").stdout
    assert not set("╭│╰") & set(shown)
    for title, commands in PANELS.items():
        assert title in shown
        assert all(says in shown for says in commands.values())


@pytest.mark.parametrize("command", sample([*(n for n in COMMANDS if n != "data"), *(f"data {n}" for n in DATA)], 4))
def test_help_of_a_command_has_an_example_and_no_type_of_the_program(run, command):
    shown = run(*command.split(), "--help", COLUMNS="100").stdout
    assert f"Example: stemfind {command}" in shown or command == "data path"
    assert not TYPES.search(shown), TYPES.search(shown)
    assert "eckon" not in shown
    assert len(shown.strip().splitlines()) <= 60


def test_shared_options_stand_in_their_panels(run):
    shown = run("compare", "--help", COLUMNS="80").stdout
    shape, rest = shown.split("How it is shown")[1].split("What it rests on")
    assert all(option in shape for option in ("--format", "--output", "--color", "--open", "--full", "--sources"))
    assert all(option in rest for option in ("--data", "--rate", "--as-of"))
    assert "table, markdown" in shape
