"""What is drawn on a real terminal, at every width."""

import fcntl
import os
import pty
import re
import struct
import sys
import termios
from collections import Counter
from pathlib import Path

import pytest
from rich.cells import cell_len

from conftest import FULL, SMALL, environment
from stemfind.document.parts import Column, Document, Row, Table, Text, line
from stemfind.render.terminal import to_table

AMOUNT = re.compile(r"[$€£¥₹]\d+(?:,\d{3})*(?:\.\d+)?")
WIDTHS = range(20, 201) if FULL else (20, 21, *range(23, 200, 13), 79, 80, 81, 199, 200)


def on_a_terminal(arguments, width=80):
    """Run Python on a pseudo-terminal and return what it wrote."""
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
        os.execvpe(
            sys.executable,
            [sys.executable, *arguments],
            environment(TERM="xterm-256color", NO_COLOR="1", STEMFIND_PAGER="cat"),
        )
    written = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        written += part
    os.waitpid(child, 0)
    os.close(terminal)
    return written.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ("compare", "mexico", "turkey"),
        ("compare", "liv-ulus", "medipol-mega", "europe"),
        ("filter", "--country", "turkey"),
        ("show", "juventa"),
    ],
    ids=" ".join,
)
def test_no_amount_is_cut_and_no_line_too_wide_at_any_width_from_20_to_200(run, command):
    expected = Counter(AMOUNT.findall(run(*command, "-f", "markdown").stdout))
    assert expected
    for width in WIDTHS:
        page = run(*command, "-f", "table", COLUMNS=str(width)).stdout
        assert not expected - Counter(AMOUNT.findall(page)), f"at {width} columns"
        assert max(map(cell_len, page.splitlines())) <= width, f"at {width} columns"


@pytest.mark.process
def test_a_table_takes_the_width_of_its_terminal(run):
    asked = ("compare", "mexico", "turkey")
    assert on_a_terminal(["-m", "stemfind", *asked], width=50) == run(*asked, "-f", "table", COLUMNS="50").stdout


@pytest.mark.process
def test_the_default_on_a_terminal_is_a_table_and_without_colour_has_no_escape():
    text = on_a_terminal(["-m", "stemfind", "compare", "mexico", "turkey"])
    assert "───" in text
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("env", "coloured"),
    [
        ({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "0"}, False), ({"CLICOLOR_FORCE": "1"}, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False), ({"TERM": "dumb"}, False),
    ],
)  # fmt: skip
def test_colour_follows_the_conventions(run, env, coloured):
    assert ("\x1b[" in run("filter", "-f", "table", data=SMALL, **env).stdout) is coloured


def test_colour_can_be_asked_for_and_forbidden(run):
    assert "\x1b[" in run("filter", "-f", "table", "--color", "always", data=SMALL).stdout
    assert "\x1b[" not in run("filter", "-f", "table", "--color", "never", data=SMALL, FORCE_COLOR="1").stdout


def test_forced_colour_in_a_pipe_does_not_change_the_format(run):
    assert run("filter", FORCE_COLOR="1", data=SMALL).stdout == run("filter", data=SMALL).stdout


def test_columns_of_zero_means_eighty(run):
    assert (
        run("show", "alpha", "-f", "table", data=SMALL, COLUMNS="0").stdout
        == run("show", "alpha", "-f", "table", data=SMALL, COLUMNS="80").stdout
    )


ASKED = (
    ("filter", ("filter",), ("tsv", "csv", "json", "jsonl", "ids")),
    ("compare", ("compare", "mexico", "turkey", "hostile"), ("json",)),
    ("show", ("show", "alpha", "closed-one"), ("json",)),
    ("checklist", ("checklist", "alpha", "beta"), ("json",)),
)
DEPTHS = (("", ("--full",)), ("short-", ()))
GOLDEN = [(f"{name}-{kind}", (*asked, "-f", kind), {}) for name, asked, kinds in ASKED for kind in kinds] + [
    (f"{name}-{depth}{'markdown' if width is None else width}", (*asked, *more, "-f", form), env)
    for name, asked, _ in ASKED
    for depth, more in DEPTHS
    for width, form, env in (
        (None, "markdown", {}), *((width, "table", {"COLUMNS": str(width)}) for width in (120, 80, 40)),
    )
]  # fmt: skip


@pytest.mark.parametrize(("name", "arguments", "env"), GOLDEN, ids=[name for name, _, _ in GOLDEN])
def test_the_output_is_the_golden_one_byte_for_byte(run, name, arguments, env):
    path = Path(__file__).parent / "golden" / f"{name}.txt"
    text = run(*arguments, data=SMALL, **env).stdout
    if os.environ.get("STEMFIND_UPDATE_GOLDEN"):
        path.write_bytes(text.encode())
    assert text.encode() == path.read_bytes()


@pytest.mark.process
def test_a_database_is_not_written_to_a_terminal():
    text = on_a_terminal(["-m", "stemfind", "data", "export", "-f", "sqlite"])
    assert "name a file with --output" in text
    assert len(text.strip().splitlines()) == 1


QUIET, MARK = "\x1b[38;5;243m", "\x1b[38;5;63m"


def test_in_colour_headings_are_bold_and_bullets_quiet(run, full):
    table = run("compare", "mexico", "turkey", "-f", "table", "--color", "always", COLUMNS="100").stdout
    assert "\x1b[1mMexico" in table
    assert QUIET in table.splitlines()[1], "the rule is quiet"
    assert f"{QUIET}– \x1b[0m" in full("about", "-f", "table", "--color", "always").stdout


def luminance(number):
    """Return how bright a colour of the 256 is, by the definition of WCAG 2."""
    parts = [(number - 232) * 10 + 8] * 3 if number > 231 else [
        (0, 95, 135, 175, 215, 255)[(number - 16) // step % 6] for step in (36, 6, 1)
    ]  # fmt: skip
    linear = [c / 255 / 12.92 if c < 11 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_every_colour_stands_out_from_black_and_from_white_and_nothing_is_dim(full):
    shown = "".join(
        full(*arguments, "-f", "table", "--color", "always").stdout
        for arguments in (("compare", "mexico", "turkey"), ("filter", "-c", "mexico"), ("show", "liv"), ("evidence",))
    )
    codes = {
        code for found in re.findall(r"\x1b\[([\d;]*)m", shown) for code in re.sub(r"38;5;\d+", "", found).split(";")
    }
    assert codes <= {"", "0", "1", "3", "4"}, "bold, italic, underlined; never dim, never one of the 16"
    for number in {int(number) for number in re.findall(r"38;5;(\d+)", shown)}:
        bright = luminance(number)
        assert min(1.05 / (bright + 0.05), (bright + 0.05) / 0.05) >= 4.45, number


COLOURED = [("compare", "mexico", "turkey"), ("filter",), ("show", "alpha"), ("checklist", "alpha"), ("about",)]


@pytest.mark.parametrize("arguments", COLOURED, ids=" ".join)
@pytest.mark.parametrize("width", ["30", "80", "120"])
def test_no_line_ends_in_blanks_and_colour_changes_no_word(run, arguments, width):
    """Blanks at the end are copied along, and wrap when the window is made narrower."""
    plain = run(*arguments, "-f", "table", data=SMALL, COLUMNS=width).stdout
    coloured = run(*arguments, "-f", "table", "--color", "always", data=SMALL, COLUMNS=width).stdout
    assert re.sub("\x1b\\[[\\d;]*m|\x1b]8;;[^\x1b]*\x1b\\\\", "", coloured) == plain
    assert not [line for line in plain.splitlines() if line != line.rstrip()]


def test_a_style_never_outlives_its_line(run):
    coloured = run("compare", "mexico", "turkey", "-f", "table", "--color", "always").stdout
    ends = [re.findall("\x1b\\[[\\d;]*m", line)[-1:] for line in coloured.splitlines()]
    assert {end for found in ends for end in found} == {"\x1b[0m"}


def test_neither_label_nor_value_is_quiet_where_a_window_is_narrow(full):
    shown = full("filter", "-f", "table", "--color", "always", data=SMALL, COLUMNS="40").stdout
    assert "  Stay: 2–7 days\n" in shown
    assert "  against: none\n" in shown


def test_the_number_of_a_source_lends_its_colour_to_nothing_else(full):
    shown = full("show", "alpha", "-f", "table", "--color", "always", data=SMALL).stdout
    assert f"\n{MARK}¹ \x1b[0m{QUIET}" in shown


@pytest.mark.parametrize("width", range(20, 121, 20))
def test_a_title_above_rows_stands_whole_and_alone_across_the_columns(width):
    cells = ((line("x"),), (line("1,000"),))
    table = Table("", (Column(""), Column("In USD", right=True)), (Row(cells), Row(cells, section="What is known")))
    drawn = to_table(Document("", (table,), title_shown=False), width=width, color=False)
    assert drawn == "   In USD\n─────────\nx   1,000\n\nWhat is known\nx   1,000\n"


def test_a_word_is_broken_only_where_no_column_has_room_to_give():
    """At 29 columns the first column's word leaves the second 8, which wraps at its blanks."""
    cells = ((line("physiotherapy-first"),), (line("some words more than fit"),))
    table = Table("", (Column(""), Column("What")), (Row(cells),))
    drawn = to_table(Document("", (table,), title_shown=False), width=29, color=False)
    assert drawn.splitlines()[2:] == [
        "physiotherapy-first  some",
        "                     words",
        "                     more",
        "                     than fit",
    ]


@pytest.mark.parametrize("width", [20, 30, 50])
def test_what_prices_are_for_is_said_where_a_table_has_no_room_either(run, width):
    shown = run("compare", "mexico", "turkey", "-f", "table", COLUMNS=str(width)).stdout
    assert shown.startswith("Price for SCI:\nMexico\n")
    listed = run("filter", "-f", "table", COLUMNS=str(width)).stdout
    assert 0 < listed.index("Price for SCI:\n") < listed.index("  in conflict: ") < listed.index("Other prices:\n")


def test_no_line_ends_inside_a_figure_or_a_date_or_begins_with_a_mark():
    said = (
        "about €20,000 ≈ $23,030 · Fever 4.2 % · from $40,000 · 2 Jun 2026 · "
        "claimed 2019, old (+ 2 more) (each 5 included)"
    )
    for width in range(20, 100):
        drawn = to_table(Document("", (Text((line(said),)),), title_shown=False), width=width, color=False)
        assert drawn.split() == said.split()
        for each in drawn.splitlines():
            assert cell_len(each) <= width
            assert not each.startswith(("·", "%", "old", "2026", "more", "included", "Jun")), each
            assert not each.endswith(("≈", "about", "from", "+ 2")), each


def test_a_long_name_goes_on_beside_its_other_rows():
    rows = (
        Row(((line("A clinic of long name"),), (line("one"),))),
        Row(((line("A clinic"),), (line("two"),)), again=True),
    )
    table = Table("", (Column(""), Column("What", whole=True)), rows)
    drawn = to_table(Document("", (table,), title_shown=False), width=19, color=False)
    assert drawn.splitlines()[2:] == ["A clinic of    one", "long name      two"]
