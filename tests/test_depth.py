"""Two depths of every answer, its sources, and the reader's own pager."""

import fcntl
import os
import pty
import re
import select
import shutil
import struct
import sys
import termios
import time

import pytest
from markdown_it import MarkdownIt

from conftest import environment
from stemfind.document.parts import Column as Col
from stemfind.document.parts import Document, Heading, Item, Items, Reference, Row, Run, Table, Text, line
from stemfind.render.terminal import to_table

COMPARED = ("compare", "mexico", "turkey")
FOOTNOTE = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]|\\\[\d+\\\]|\(sources? \d")


@pytest.mark.parametrize("form", ["table", "plain", "markdown", "html"])
def test_the_short_depth_is_the_default_of_every_word_format_and_names_the_way_on(run, full, form):
    short, everything = run(*COMPARED, "-f", form).stdout, full(*COMPARED, "-f", form).stdout
    style = re.compile(r"<style>.*</style>", re.DOTALL)
    assert len(style.sub("", short)) < len(style.sub("", everything)) / 1.8
    assert "26 sources: --sources" in short
    assert "--full" in short
    assert not FOOTNOTE.search(re.sub(r"<style>.*</style>", "", short, flags=re.DOTALL))
    assert "--full" not in everything.splitlines()[-1]


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_data_has_one_depth_everything(run, full, form):
    assert run(*COMPARED, "-f", form).stdout == full(*COMPARED, "-f", form).stdout
    assert run("filter", "-f", "csv").stdout == full("filter", "-f", "csv").stdout


@pytest.mark.parametrize("form", ["table", "plain", "markdown", "html"])
def test_sources_are_all_that_the_whole_answer_rests_on_with_whole_addresses(run, full, form):
    listed = run(*COMPARED, "--sources", "-f", form, COLUMNS="200").stdout
    addresses = set(re.findall(r"https?://[^\s<>\"]+", full(*COMPARED, "-f", "plain").stdout))
    assert len(addresses) == 26
    for address in addresses:
        assert address in listed.replace("\\", "").replace("&amp;", "&")


def test_an_address_is_a_link_only_where_colour_is_wanted(run):
    link = "\x1b]8;;https://doi.org/"
    assert link in run(*COMPARED, "--sources", "-f", "table", "--color", "always").stdout
    assert "\x1b" not in run(*COMPARED, "--sources", "-f", "table").stdout


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://x.example/\x1b]8;;https://y.example\x07", "file:///etc"]
)
def test_a_strangers_address_is_never_a_link_that_a_terminal_would_not_see_through(address):
    document = Document("Of", (Text((line("x"),)),), references=(Reference(1, "Who", address),))
    for depth in ("full", "sources"):
        drawn = to_table(document.at(depth), width=200, color=True)
        assert "]8;;" not in drawn.replace("\\x1b]8;;", "")


def test_sources_of_data_are_refused_for_they_are_in_it(run):
    done = run(*COMPARED, "--sources", "-f", "json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--sources" in done.stderr


def test_a_document_without_a_short_depth_is_the_same_at_both():
    document = Document("Letter", (Text((line(Run("word", refs=(1,))),)),), references=(Reference(1, "Who", ""),))
    assert document.at("short") is document
    assert document.at("full") is document


def test_no_number_of_a_source_is_left_at_the_short_depth():
    marked = line(Run("word", refs=(1,)))
    short = (
        Table("T", (Col("a"),), (Row(((marked,),)),)),
        Items((Item(marked, beneath=(marked,)),)), Heading("H"), Text((marked,)),
    )  # fmt: skip
    document = Document("D", (Text((marked,)),), (Reference(1, "Who", ""),), short=short, brief=(marked,))
    found = document.at("short")
    assert found.references == ()
    assert "refs=(1,)" not in repr(found)
    assert "refs=(1,)" in repr(document.at("full"))
    assert found.closing[-1][0].text == "1 source: --sources · all: --full · no recommendation, no medical advice"


class Terminal:
    """A pseudo-terminal of 24 lines with a program on it."""

    def __init__(self, arguments, **env):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            os.execvpe(sys.executable, [sys.executable, "-m", "stemfind", *arguments], env)

    def read(self, until=None, seconds=20.0):
        """Return what is written until some text comes, or all until the program ends."""
        held, end = b"", time.monotonic() + seconds
        while time.monotonic() < end and (until is None or until not in held):
            if not select.select([self.fd], [], [], 0.1)[0]:
                continue
            try:
                piece = os.read(self.fd, 65536)
            except OSError:
                break
            if not piece:
                break
            held += piece
        return held.decode("utf-8", "replace").replace("\r\n", "\n")

    def type(self, keys):
        os.write(self.fd, keys)

    def left(self):
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def pager(tmp_path, body):
    """Return a pager of our own that says that it ran."""
    script = tmp_path / "pager"
    script.write_text(f"#!/bin/sh\n{body}\n")
    script.chmod(0o755)
    return str(script)


@pytest.mark.process
class TestPager:
    def test_what_is_longer_than_the_window_goes_through_the_readers_pager(self, tmp_path):
        mine = pager(tmp_path, 'echo "PAGED with $1"; cat')
        env = environment(TERM="xterm-256color", STEMFIND_PAGER=f"{mine} this", PAGER="false")
        shown = Terminal(COMPARED, **env).read()
        assert shown.startswith("PAGED with this\n")
        assert "Mexico" in shown

    def test_what_fits_the_window_does_not(self, tmp_path):
        env = environment(TERM="xterm-256color", STEMFIND_PAGER=pager(tmp_path, "echo PAGED; cat"))
        shown = Terminal(("filter", "-c", "panama"), **env).read()
        assert "PAGED" not in shown
        assert "Panama" in shown

    @pytest.mark.parametrize("off", ["", "cat"])
    def test_cat_or_nothing_turns_it_off(self, tmp_path, off):
        env = environment(TERM="xterm-256color", STEMFIND_PAGER=off, PAGER=pager(tmp_path, "echo PAGED; cat"))
        assert "PAGED" not in Terminal(COMPARED, **env).read()

    @pytest.mark.parametrize("more", [("-f", "plain"), ("-f", "json"), ("-f", "markdown")])
    def test_never_for_plain_words_or_data(self, tmp_path, more):
        env = environment(TERM="xterm-256color", PAGER=pager(tmp_path, "echo PAGED; cat"))
        assert "PAGED" not in Terminal((*COMPARED, *more), **env).read()

    def test_never_in_a_pipe(self, run, tmp_path):
        mine = pager(tmp_path, "echo PAGED; cat")
        assert "PAGED" not in run(*COMPARED, "-f", "table", process=True, PAGER=mine).stdout

    @pytest.mark.parametrize("broken", ["/nonexistent/pager", "'", "exit-with-127"])
    def test_a_pager_that_is_not_there_loses_nothing(self, tmp_path, broken):
        name = pager(tmp_path, "exit 127") if broken == "exit-with-127" else broken
        shown = Terminal(COMPARED, **environment(TERM="xterm-256color", PAGER=name)).read()
        assert "Mexico" in shown
        assert "Traceback" not in shown

    def test_a_reader_who_leaves_early_gets_the_prompt_back_without_a_word(self, tmp_path):
        terminal = Terminal(("filter", "--full"), **environment(TERM="xterm", PAGER=pager(tmp_path, "exit 0")))
        assert "Traceback" not in terminal.read()
        assert terminal.left() == 0

    @pytest.mark.skipif(not shutil.which("less"), reason="no less")
    def test_less_says_how_to_go_on_and_how_to_leave(self):
        env = environment(TERM="xterm-256color")
        terminal = Terminal(COMPARED, **{name: value for name, value in env.items() if name != "PAGER"})
        assert "space: next page, q: back to the prompt" in terminal.read(until=b"back to the prompt")
        terminal.type(b"q")
        terminal.read()
        assert terminal.left() == 0


@pytest.mark.parametrize(("typed", "items"), [(("letter", "liv"), 57), (("show", "liv", "--sources"), 23)])
def test_in_markdown_all_items_of_a_list_stand_in_one_list(run, typed, items):
    """What stands beneath the tenth is set in by as much as its number is wide, or it would end the list."""
    text = run(*typed, "-f", "markdown").stdout
    assert len(re.findall(r"^\d+\. ", text, re.MULTILINE)) == items
    assert MarkdownIt().render(text).count("<ol") == 1


def test_a_number_of_three_digits_stands_apart_from_its_item():
    items = tuple(Item(line("said"), beneath=(line("more"),)) for _ in range(100))
    shown = to_table(Document("Many", (Items(items, numbered=True),)), width=40, color=False)
    assert "\n100. said\n     more\n" in f"{shown}\n"
