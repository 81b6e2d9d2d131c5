"""What goes in and comes out beside the answer: pages in a browser, a progress bar, encodings, readers that leave."""

import json
import os
import pty
import resource
import shlex
import subprocess
import time

import pytest

from conftest import PROGRAM, SMALL, environment
from stemfind.cli.stream import emit_bytes
from stemfind.errors import OutputUnwritable

LINE = '{"id":"n%06d","name":"N","country":"mexico","source":"mine","note":"%s"}\n'


@pytest.fixture
def browser(tmp_path):
    """Return a command that notes which address it was asked to open, and the file that it notes it in."""
    noted = tmp_path / "asked"
    script = tmp_path / "browser.sh"
    script.write_text(f'#!/bin/sh\necho "$1" > {shlex.quote(str(noted))}\n', encoding="utf-8")
    script.chmod(0o755)
    return f"{shlex.quote(str(script))} %s", noted


def test_open_shows_the_answer_as_a_page_in_the_browser(run, browser, tmp_path):
    command, noted = browser
    done = run("compare", "mexico", "--open", data=SMALL, BROWSER=command, TMPDIR=str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "")
    (page,) = tmp_path.glob("stemfind-*.html")
    assert noted.read_text(encoding="utf-8").strip() == page.as_uri()
    assert "<h1" in page.read_text(encoding="utf-8")


def test_open_shows_the_file_that_was_named(run, browser, tmp_path):
    command, noted = browser
    page = tmp_path / "mine.html"
    assert run("show", "alpha", "--open", "-o", str(page), data=SMALL, BROWSER=command).returncode == 0
    assert noted.read_text(encoding="utf-8").strip() == page.as_uri()
    assert "Alpha Clinic" in page.read_text(encoding="utf-8")


def test_open_without_a_browser_says_where_the_page_is(run, tmp_path):
    page = tmp_path / "mine.html"
    done = run("show", "alpha", "--open", "-o", str(page), data=SMALL, PATH="", BROWSER="")
    assert done.returncode == 0
    assert f"no browser was found; the page is {page}" in done.stderr


def test_open_with_a_format_that_is_no_page_is_a_wrong_command_line(run):
    done = run("show", "alpha", "--open", "-f", "json", data=SMALL)
    assert (done.returncode, done.stdout) == (2, "")
    assert "leave out --format json" in done.stderr


def test_a_long_read_is_shown_on_a_terminal_and_never_in_the_answer():
    """The bar comes after a second, where somebody watches; what is piped on holds ids alone."""
    watched, terminal = pty.openpty()
    child = subprocess.Popen(
        [PROGRAM, "filter", "--data", "-", "-f", "ids", "--city", "nowhere"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=terminal, env=environment(TERM="xterm-256color"),
    )  # fmt: skip
    os.close(terminal)
    line = (LINE % (1, "x" * 900)).encode()
    for _ in range(3):
        child.stdin.write(line * 1500)
        child.stdin.flush()
        time.sleep(0.7)
    out, _ = child.communicate(timeout=30)
    shown = b""
    while True:
        try:
            part = os.read(watched, 65536)
        except OSError:
            break
        shown += part
    os.close(watched)
    assert (child.returncode, out) == (1, b"")
    assert b"reading clinics" in shown


def test_a_short_read_on_a_terminal_draws_nothing():
    watched, terminal = pty.openpty()
    done = subprocess.run(
        [PROGRAM, "filter", "--data", "-", "-f", "ids"],
        input=(LINE % (1, "short")).encode(), stdout=subprocess.PIPE, stderr=terminal, env=environment(), check=True,
    )  # fmt: skip
    os.write(terminal, b"end")
    assert done.stdout == b"n000001\n"
    assert os.read(watched, 1024) == b"end"
    os.close(terminal)
    os.close(watched)


@pytest.mark.parametrize("form", ["jsonl", "ids"])
def test_a_reader_that_leaves_ends_a_stream_with_141_and_no_word(tmp_path, form):
    path = tmp_path / "many.jsonl"
    path.write_text("".join(LINE % (number, "x" * 100) for number in range(20000)), encoding="utf-8")
    script = f"{PROGRAM} filter --data {path} -f {form} | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=environment(), check=True)
    assert done.stdout.splitlines()[-1] == "141"
    assert done.stderr == ""


def test_an_empty_line_in_a_stream_is_passed_over(run):
    lines = (LINE % (1, "a"), "\n", "  \n", LINE % (2, "b"))
    assert run("filter", "--data", "-", "-f", "ids", stdin="".join(lines)).stdout == "n000001\nn000002\n"


def test_a_stream_that_is_not_there_is_one_line(run, tmp_path):
    done = run("filter", "--data", str(tmp_path / "none.jsonl"))
    assert (done.returncode, done.stdout) == (3, "")
    assert "no such file" in done.stderr


def test_a_stream_that_is_closed_is_one_line():
    script = f"{PROGRAM} filter --data - <&-; echo $?"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=environment(), check=False)
    assert done.stdout == "3\n"
    assert "stdin: it is closed" in done.stderr


def test_an_encoding_without_blocks_gets_its_bars_in_equals_signs(run):
    text = run("compare", "mexico", "-f", "table", data=SMALL, COLUMNS="80", PYTHONIOENCODING="ascii").stdout
    assert "====" in text
    assert "█" not in text
    assert "█" in run("compare", "mexico", "-f", "table", data=SMALL, COLUMNS="80").stdout


@pytest.mark.parametrize("form", ["markdown", "table"])
def test_a_source_that_a_line_has_no_room_to_declare_is_named_by_its_id(run, tmp_path, form):
    path = tmp_path / "mine.jsonl"
    offer = {"id": "o", "name": "O", "indication": "sci", "source": "my-notes",
             "price": {"low": 5, "high": 5, "currency": "USD", "unit": "session"}}  # fmt: skip
    clinic = {"id": "one", "name": "One", "country": "mexico", "source": "my-notes", "offers": [offer]}
    path.write_text(json.dumps(clinic) + "\n", encoding="utf-8")
    assert "my-notes" in run("show", "one", "-f", form, data=path).stdout


def test_an_interrupt_before_the_command_has_begun_is_130(monkeypatch, capsys):
    from stemfind.cli import app

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "application", interrupted)
    assert app.run(["filter"]) == 130
    assert capsys.readouterr() == ("", "")


def test_what_was_begun_beside_a_file_is_cleared_away_when_the_disk_is_full(tmp_path):
    path = tmp_path / "answer.txt"
    path.write_bytes(b"old")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, limit[1]))
    try:
        with pytest.raises(OutputUnwritable):
            emit_bytes(b"x" * (2 << 20), str(path))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("answer.txt", b"old")]
