"""A stranger's text in a terminal emulator, in a browser and in a CSV reader: it is text, and nothing else."""

import csv
import io
import json
import sys
from pathlib import Path

import pyte
import pytest
from wcwidth import wcswidth

from cells import CSV_MARK, FORMULA, TSV_MARK, read, read_list
from conftest import CHROMIUM, asked, environment, sample

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
from hostile import TEXTS

BEFORE, AFTER = "Aaa Before", "Zzz After"
CLINICS = "".join(
    json.dumps({"id": identity, "name": name, "country": "mexico", "source": "s", "city": name}) + "\n"
    for identity, name in (
        ("aaa", BEFORE), *((f"h{at}", text) for at, text in enumerate(TEXTS.values())), ("zzz", AFTER),
    )
)  # fmt: skip


@pytest.fixture(scope="module")
def written(run, tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile") / "list.jsonl"
    path.write_text(CLINICS, encoding="utf-8")

    def write(form, *more, **env):
        done = run("filter", "--data", str(path), "-f", form, "--sort", "id", *more, COLUMNS="100", **env)
        assert done.returncode == 0
        return done.stdout

    return write


ORDINARY = {"draw", "linefeed", "carriage_return"}
"""What a terminal is told to do by text that is only text."""


def orders(text):
    """Return what a terminal that is given some text is told to do besides writing it line by line."""
    heard = io.StringIO()
    pyte.Stream(pyte.DebugScreen(to=heard)).feed(text.replace("\n", "\r\n"))
    return [order for line in heard.getvalue().splitlines() if (order := json.loads(line)[0]) not in ORDINARY]


def on_screen(text):
    screen = pyte.Screen(400, 1200)
    pyte.Stream(screen).feed(text.replace("\n", "\r\n"))
    return screen


@pytest.mark.parametrize(
    "form", sample(["table", "plain", "markdown", "html", "tsv", "csv", "json", "jsonl", "ids"], 4)
)
def test_no_text_moves_the_cursor_of_a_terminal_or_leaves_its_line(written, form):
    text = written(form)
    assert set(orders(text)) == ({"tab"} if form == "tsv" else set())
    screen = on_screen(text)
    expected = text.replace("\r\n", "\n").split("\n")[:-1]
    wrapped = sum(max(wcswidth(line) - 1, 0) // 400 for line in expected)
    assert abs(screen.cursor.y - len(expected) - wrapped) <= (form == "html"), "a wide character may wrap early"
    assert any(BEFORE in line or "aaa" in line for line in screen.display)
    assert any(AFTER in line or "zzz" in line for line in screen.display)


def test_the_terminal_would_be_heard_to_move_its_cursor():
    assert orders("a\x1b[2Jb\x1b[5;5Hc\x9b1A\x07") == ["erase_in_display", "cursor_position", "cursor_up", "bell"]


def test_in_colour_only_colour_is_asked_for(written):
    assert set(orders(written("table", "--color", "always"))) == {"select_graphic_rendition"}


def test_a_message_moves_no_cursor_either(run):
    hostile = "x\x1b[2J\x9b1;1H\u202e"
    record = {"id": "a", "name": "N", "country": "mexico", "source": "s", f"{hostile}\nstemfind: fake line": 1}
    for done in (
        run("compare", hostile), run(hostile), run("filter", "--data", hostile), run("filter", "--fields", hostile),
        run("filter", "--data", "-", stdin=json.dumps(record)), run("filter", "-f", hostile),
        run("why", "liv", hostile),
        run("filter", "--for", hostile), run("filter", "-o", f"/nowhere/{hostile}"), run("filter", "--as-of", hostile),
    ):  # fmt: skip
        assert done.returncode in (2, 3)
        assert orders(done.stderr) == []
        assert "\u202e" not in done.stderr
        assert not done.stderr.startswith("stemfind: fake")
        assert "\nstemfind: fake" not in done.stderr


def test_every_record_is_one_row_that_a_csv_reader_gets_back(written):
    rows = list(csv.DictReader(io.StringIO(written("csv"))))
    assert [row["id"] for row in rows] == [json.loads(line)["id"] for line in sorted(CLINICS.splitlines())]
    assert len(written("csv").splitlines()) == len(rows) + 1
    given = {f"h{at}": text for at, text in enumerate(TEXTS.values())} | {"aaa": BEFORE, "zzz": AFTER}
    assert {row["id"]: read(row["name"], CSV_MARK) for row in rows} == given
    assert {row["id"]: read_list(row["city"], CSV_MARK) for row in rows} == {at: [text] for at, text in given.items()}
    assert not [cell for row in rows for cell in row.values() if FORMULA.match(cell)]


def test_every_record_is_one_line_of_tsv_with_the_same_cells_as_csv(written):
    lines = [[read(cell, TSV_MARK) for cell in line.split("\t")] for line in written("tsv").split("\n")[:-1]]
    rows = [[read(cell, CSV_MARK) for cell in row] for row in csv.reader(io.StringIO(written("csv")))]
    assert lines == rows
    assert not [cell for line in written("tsv").split("\n") for cell in line.split("\t") if FORMULA.match(cell)]


def test_json_gives_back_exactly_what_the_dataset_holds(written):
    given = {one["id"]: one["name"] for one in map(json.loads, CLINICS.splitlines())}
    assert {row["id"]: row["name"] for row in json.loads(written("json"))} == given
    assert {row["id"]: row["name"] for row in map(json.loads, written("jsonl").splitlines())} == given


@pytest.mark.parametrize("identity", ["../../etc/passwd", "a b", "a\n", "A", "a\x1b[2J", "=1", "-x", ""])
def test_an_id_is_no_path_no_option_and_no_formula(run, identity):
    clinic = {"id": identity, "name": "N", "country": "mexico", "source": "s"}
    done = run("filter", "--data", "-", "-f", "ids", stdin=json.dumps(clinic))
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("stemfind: stdin:1: ")
    assert "id: expected text, lower-case letters" in done.stderr


def test_shipped_cells_need_no_apostrophe(run):
    rows = list(csv.reader(io.StringIO(run("filter", "-f", "csv", "--standing", "closed").stdout)))
    rows += list(csv.reader(io.StringIO(run("filter", "-f", "csv").stdout)))
    rows += list(csv.reader(io.StringIO(run("data", "export", "-f", "csv").stdout)))
    assert not [cell for row in rows for cell in row if cell.startswith("'") or ";'" in cell]


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.parametrize("command", ["filter", "show"])
def test_a_browser_runs_nothing_and_shows_every_text(browser, command, tmp_path):
    data, page_file = tmp_path / "list.jsonl", tmp_path / "page.html"
    data.write_text(CLINICS, encoding="utf-8")
    names = [] if command == "filter" else [json.loads(line)["id"] for line in CLINICS.splitlines()]
    ask = [command, *names, "--data", str(data), "-f", "html", "-o", str(page_file)]
    assert asked(ask, environment()).returncode == 0
    page = browser.new_page()
    requests, dialogs = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(page_file.as_uri())
    shown = page.inner_text("main")
    counts = page.evaluate("[document.scripts.length, document.images.length, document.querySelectorAll('b').length]")
    links = page.evaluate("[...document.links].map(link => link.protocol)")
    page.close()
    assert (requests, dialogs, counts) == ([page_file.as_uri()], [], [0, 0, 0])
    assert set(links) <= {"file:", "https:", "http:"}
    for text in TEXTS.values():
        if text.isprintable():
            assert text.strip() in shown
