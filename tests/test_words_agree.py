"""Every word format holds the same facts."""

import html
import re

import pytest

from conftest import sample

AMOUNT = re.compile(r"[$€£¥₹]\d+(?:,\d{3})*(?:\.\d+)?")
COMMANDS = [
    ("compare", "mexico", "turkey"), ("compare", "liv", "medipol", "europe"), ("show", "juventa"), ("filter",),
    ("estimate", "liv", "giostar", "--flight", "700-900"), ("why", "liv", "price"), ("checklist", "liv"),
    ("evidence", "--design", "controlled"), ("trials", "--ais", "A", "--level", "T6"), ("letter", "liv"),
]  # fmt: skip
MORE = [("about",), ("guide", "routes"), ("data", "conflicts"), ()]
DRAWN = re.compile(r"[─│┌┐└┘├┤┬┴┼━█▐▌☐✓·]")


def words(text):
    return re.findall(r"[^\W_]{4,}", text)


@pytest.mark.parametrize("command", sample(COMMANDS, 2), ids=" ".join)
@pytest.mark.parametrize("depth", [(), ("--full",)], ids=["short", "full"])
def test_table_markdown_plain_and_html_hold_the_same_amounts_and_words(run, command, depth):
    command = (*command, *depth)
    markdown = run(*command, "-f", "markdown").stdout.replace("\\", "")
    page = re.sub(r"<style>.*?</style>|<[^>]*>", " ", run(*command, "-f", "html").stdout, flags=re.DOTALL)
    others = {
        "table": run(*command, "-f", "table", COLUMNS="160").stdout,
        "plain": run(*command, "-f", "plain").stdout,
        "html": html.unescape(page),
    }
    for name, text in others.items():
        assert set(AMOUNT.findall(markdown)) <= set(AMOUNT.findall(text)), name
        folded = re.sub(r"\s+", "", text).casefold()
        missing = [word for word in set(words(markdown)) if word.casefold() not in folded]
        assert len(missing) <= 0.01 * len(set(words(markdown))), (name, missing[:20])


@pytest.mark.parametrize("command", [*COMMANDS, *MORE], ids=" ".join)
def test_plain_has_no_drawing_and_reads_label_before_value(run, command):
    text = run(*command, STEMFIND_FORMAT="plain").stdout
    assert text
    assert not DRAWN.findall(text)
    if command and command[0] == "compare":
        assert re.search(r"^Price( for SCI)?: \w+.*\n(  .*\n)*  price, in USD: ", text, re.MULTILINE)
    assert all(len(line) < 4000 for line in text.splitlines())


def test_headings_can_be_jumped_between(run, full):
    for ask, sections in ((run, 3), (full, 4)):
        text = ask("compare", "mexico", "turkey", "-f", "plain").stdout
        assert len(re.findall(r"^Section: ", text, re.MULTILINE)) >= sections


def test_help_has_no_boxes_when_plain_is_wanted(run):
    for env in ({"STEMFIND_FORMAT": "plain"}, {"TERM": "dumb"}):
        text = run("compare", "--help", **env).stdout
        assert "--format" in text
        assert not DRAWN.findall(text)
        assert "╭" not in text
