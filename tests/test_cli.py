"""The contract of the command line, through the installed program."""

import csv
import io
import json
import shutil
import subprocess
import sys

import pytest

from cells import CSV_MARK, read
from conftest import FULL, PROGRAM, SMALL, environment, pairs, sample
from stemfind.commands.filter.rows import FIELDS

HOSTILE = r'[b]A[/x] | "B" <c> \x1b[31m'


def test_max_cost_4000_gives_the_shoulder_clinic_and_not_the_one_without_a_price(run):
    done = run("filter", "--max-cost", "4000", "--format", "ids")
    assert done.returncode == 0
    assert "immunotherapy-rm" in done.stdout.split()
    assert "reju" not in done.stdout.split()
    assert "set aside" in done.stderr


def test_no_price_for_something_else_matches_sci(run):
    done = run("filter", "--for", "sci", "--max-cost", "20000", "--format", "ids")
    seven = {"immunotherapy-rm", "juventa", "giostar", "medipol-mega", "liv-ulus", "reju", "cellular-hope"}
    assert not seven & set(done.stdout.split())


@pytest.mark.parametrize("names", [("MEXICO", "Türkiye"), ("mx", "tur"), ("mexico", "turkey")])
def test_names_are_forgiving(run, names):
    done = run("compare", *names)
    assert done.returncode == 0
    assert "| Mexico | Turkey |" in done.stdout


def test_a_misspelt_name_exits_2_suggests_and_leaves_stdout_empty(run):
    done = run("compare", "mexco", "turkey")
    assert (done.returncode, done.stdout) == (2, "")
    assert "mexico" in done.stderr


def test_filter_in_a_pipe_is_tsv_with_the_promised_header(run):
    done = run("filter", "--country", "turkey")
    lines = done.stdout.splitlines()
    assert lines[0].split("\t") == list(FIELDS)
    assert all(line.count("\t") == len(FIELDS) - 1 for line in lines)


def test_json_has_the_promised_keys_and_null_for_unknown(run):
    rows = json.loads(run("filter", "-f", "json", data=SMALL).stdout)
    assert [list(row) for row in rows] == [list(FIELDS)] * len(rows)
    gamma = next(row for row in rows if row["id"] == "gamma")
    assert gamma["price_low"] is None
    assert gamma["includes"] is None


def test_csv_reads_back_what_was_written(run):
    rows = list(csv.DictReader(io.StringIO(run("filter", "-f", "csv", data=SMALL).stdout)))
    assert {read(row["name"], CSV_MARK) for row in rows} >= {HOSTILE, "Gamma"}


def test_ids_feed_compare_through_xargs_and_through_stdin(run):
    ids = run("filter", "-f", "ids", "--country", "turkey").stdout
    assert run("compare", *ids.split()).stdout == run("compare", "-", stdin=ids).stdout


def test_nothing_matched_is_1_with_an_empty_but_valid_answer(run):
    done = run("filter", "--city", "atlantis", "-f", "json")
    assert (done.returncode, json.loads(done.stdout)) == (1, [])
    assert run("filter", "--city", "atlantis", "-f", "ids").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("filter", "--format", "yaml"), "tsv"),
        (("compare", "-f", "ids"), "markdown"),
        (("filter", "--fields", "price_low_usdd"), "price_low_usd"),
        (("filter", "--sort", "nme"), "name"),
        (("filter", "--countrie", "mx"), "--country"),
        (("filter", "--for", "scii"), "sci"),
        (("filter", "--rate", "EUR"), "EUR=1.10"),
        (("filter", "--rate", "EUR=nan"), "EUR=1.10"),
        (("filter", "--max-cost", "cheap"), "cheap"),
        (("filter", "--standing", "gone"), "closed"),
        (("filter", "--as-of", "today"), "2026-11-22"),
        (("filter", "--color", "blue"), "auto"),
        (("show",), "NAME"),
        (("show", "hospital"), "liv-ulus"),
        (("checklist", "--require", "claimed"), "clinic"),
        (("checklist", "--group", "mony"), "money"),
        (("checklist", "europe"), "no clinic"),
        (("nonsense",), "nonsense"),
        (("data", "nonsense"), "nonsense"),
    ],
)
def test_a_wrong_command_line_is_2_one_line_and_nothing_on_stdout(run, arguments, said):
    if arguments == ("filter", "--color", "blue"):
        arguments = (*arguments, "-f", "table")
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.startswith("stemfind: ")
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_dataset_with_three_mistakes_exits_3_names_all_and_prints_nothing(run, tmp_path):
    text = SMALL.read_text(encoding="utf-8")
    for old, new in (
        ('cells = ["uc-msc"]', 'cells = ["uc"]'),
        ("low = 8000", "low = 80000"),
        ('iso2 = "TR"', "iso2 = 9"),
    ):
        text = text.replace(old, new, 1)
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    for command in (("filter",), ("compare", "mexico"), ("data", "check", str(path))):
        done = run(*command, data=path)
        assert (done.returncode, done.stdout) == (3, "")
        assert "clinic 'alpha': offers[0]: cells" in done.stderr
        assert "country 'turkey': offers[0].price: low 80000 is above high 15000" in done.stderr
        assert "country 'turkey': iso2: expected text" in done.stderr
        assert "3 problems" in done.stderr


@pytest.mark.parametrize("path", ["/nowhere/at-all.toml", ".", "/dev/null"])
def test_a_dataset_that_cant_be_read_exits_3(run, path):
    done = run("filter", "--data", path)
    assert (done.returncode, done.stdout) == (3, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("filter", "-f", "tsv"), ("filter", "-f", "table"), ("filter", "-f", "markdown"),
        ("show", "hostile", "-f", "table"),
        ("compare", "hostile", "alpha", "-f", "table"), ("checklist", "hostile", "-f", "table"), ("show", "mexico"),
    ],
)  # fmt: skip
def test_a_hostile_name_prints_as_it_is_written_and_moves_no_cursor(run, arguments):
    done = run(*arguments, data=SMALL, COLUMNS="200")
    assert done.returncode == 0
    plain = done.stdout.replace("\\[", "[").replace("\\]", "]").replace("\\|", "|").replace("\\<", "<")
    plain = plain.replace("\\>", ">").replace("\\\\", "\\")
    assert HOSTILE in plain
    assert not {c for c in done.stdout if ord(c) < 32 and c not in "\n\t"}
    assert "\u202e" not in done.stdout


def test_a_hostile_record_is_one_row_in_tsv(run):
    lines = run("filter", "-f", "tsv", data=SMALL).stdout.split("\n")
    assert len(lines) == 1 + 4 + 1


def test_head_ends_a_pipe_quietly():
    for command in sample(("filter", "data export", "show mexico"), 2):
        shell = f"{PROGRAM} {command} | head -1; echo ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, env=environment(), check=False)
        assert "Traceback" not in done.stderr
        assert "Error" not in done.stderr
        assert done.stdout.splitlines()[-1] in ("0", "141")


@pytest.mark.process
def test_a_reader_that_closes_at_once_gives_141():
    script = f"{PROGRAM} data export | true; echo ${{PIPESTATUS[0]}}"
    codes = set()
    for _ in range(3 if FULL else 1):
        done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=environment(), check=False)
        codes.add(done.stdout.strip())
        assert "Traceback" not in done.stderr
    assert codes == {"141"}


def test_output_writes_a_file_whole_and_nothing_on_stdout(run, tmp_path):
    path = tmp_path / "answer.json"
    done = run("filter", "-f", "json", "--output", str(path))
    assert done.stdout == ""
    assert json.loads(path.read_text(encoding="utf-8"))
    assert [file.name for file in tmp_path.iterdir()] == ["answer.json"]


def test_an_output_that_cant_be_written_exits_3_and_leaves_the_old_one(run, tmp_path):
    done = run("filter", "--output", str(tmp_path))
    assert done.returncode == 3
    assert run("filter", "--output", str(tmp_path / "no" / "folder")).returncode == 3


@pytest.mark.process
def test_the_same_bytes_whatever_the_locale_terminal_and_width(run):
    for command, env in pairs(
        [("filter", "-f", "tsv"), ("compare", "mexico", "turkey"), ("data", "export")],
        [{"LC_ALL": "C"}, {"LC_ALL": "tr_TR.UTF-8"}, {"TERM": "dumb", "COLUMNS": "20"}, {"PYTHONHASHSEED": "7"}],
    ):
        assert run(*command, **env).stdout == run(*command).stdout


SEEDS = tuple(range(8 if FULL else 1))
"""Orders of sets; this process has one of its own besides."""


@pytest.mark.process
def test_remarks_are_the_same_whatever_the_order_of_sets(run):
    asked = ("filter", "--max-cost", "10000", "--for", "sci")
    assert {run(*asked, PYTHONHASHSEED=str(seed)).stderr for seed in SEEDS} == {run(*asked).stderr}


@pytest.mark.process
def test_every_command_says_the_same_bytes_whatever_the_order_of_sets(run):
    commands = (
        ("compare",), ("compare", "liv", "beike"), ("checklist", "liv"), ("show", "mexico"), ("why", "mexico"),
        ("evidence",), ("trials", "--ais", "A"), ("estimate", "liv"), ("letter", "liv"), ("data", "check"),
    )  # fmt: skip
    for command in sample(commands, 3):
        answers = [run(*command), *(run(*command, PYTHONHASHSEED=str(seed)) for seed in SEEDS[:3])]
        assert len({(done.stdout, done.stderr) for done in answers}) == 1, command


def test_show_all_that_is_on_record_of_a_clinic(full):
    done = full("show", "liv")
    for part in ("# Liv Hospital Ulus", "€20,000 (≈ $23,030 converted)", "## In conflict", "facilitator", "claimed"):
        assert part in done.stdout


def test_show_sets_its_prices_beside_the_benchmarks(full):
    """Each row says what it is for, so that none is read as a price for spinal cord injury."""
    text = full("show", "liv", "-f", "plain").stdout
    assert "Price for: not stated\n  price, in USD: about €20,000" in text
    assert "Price for: SCI, Europe\n  price, in USD: $20,000" in text
    assert "¥" in text
    assert "1 JPY = " in text, "what was converted is shown with its rate, the benchmarks' too"


def test_export_is_one_document_with_versions(run):
    document = json.loads(run("data", "export", "--format", "json").stdout)
    assert document["schema_version"].split(".")[0] == "1"
    assert document["dataset_version"]
    assert {"clinics", "countries", "sources", "questions", "studies", "trials", "conflicts"} <= set(document)


def test_a_question_that_is_not_answered_exits_4(run):
    done = run("checklist", "reju", "--require", "answered", "-f", "ids")
    assert done.returncode == 4
    assert run("checklist", "--group", "money", "-f", "ids").returncode == 0


def test_the_welcome_breaks_its_sentence_only_where_a_window_ends(run):
    assert "cost and include, who says so, and what nobody knows." in run().stdout


def test_version_and_welcome(run):
    assert run("--version").stdout.startswith("stemfind ")
    done = run()
    assert done.returncode == 0
    for part in ("clinics", "countries", "last checked", "stemfind compare mexico turkey"):
        assert part in done.stdout


def test_python_m_is_the_same_program():
    done = subprocess.run(
        [sys.executable, "-m", "stemfind", "--version"], capture_output=True, text=True, env=environment(), check=False
    )
    assert done.stdout.startswith("stemfind ")


def test_a_bug_is_one_line_and_70(monkeypatch, capsys):
    from stemfind.cli import app

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(app, "application", fail)
    monkeypatch.delenv("STEMFIND_DEBUG", raising=False)
    assert app.run(["filter"]) == 70
    said = capsys.readouterr()
    assert said.out == ""
    assert "report" in said.err
    assert "Traceback" not in said.err


@pytest.mark.skipif(shutil.which("mlr") is None, reason="Miller is not installed")
def test_miller_reads_the_tsv():
    script = f"{PROGRAM} filter | mlr --tsv --ojson filter '$id == \"liv-ulus\"' then cut -f price_high_usd"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=environment(), check=False)
    assert json.loads(done.stdout)[0]["price_high_usd"] == 23030


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_jq_reads_the_json():
    script = f"{PROGRAM} filter -f json | jq -r '.[] | select(.price_low_usd == null) | .id'"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=environment(), check=False)
    assert "reju" in done.stdout.split()


def test_rich_jinja_and_the_word_views_are_loaded_only_where_they_are_needed():
    script = (
        "import sys; from stemfind.cli.app import run; run(['filter', '-f', 'ids', '--limit', '1']);"
        "names = ('rich', 'jinja2', 'stemfind.render.terminal', 'stemfind.model.profile')\n"
        "print([m for m in names if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment(), check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_welcome_is_written_as_the_environment_asks(run):
    assert run(STEMFIND_FORMAT="html").stdout.startswith("<!doctype html>")
    assert run(STEMFIND_FORMAT="json").stdout == run().stdout, "it has words alone"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("filter", "--sort", "name,city"), "--sort name,city: give one field"),
        (("trials", "--in", "GBP"), "No such option"),
        (("trials", "--rate", "EUR=1.1"), "No such option"),
    ],
)
def test_what_would_be_passed_over_is_refused(run, typed, said):
    done = run(*typed)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_list_that_keeps_its_order_is_not_turned_round_in_silence(run):
    lines = run("data", "export", "--section", "clinics", "-f", "jsonl").stdout
    done = run("filter", "--data", "-", "--reverse", stdin=lines)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--sort FIELD" in done.stderr
    assert run("filter", "--data", "-", "--reverse", "--sort", "name", "-f", "ids", stdin=lines).returncode == 0
