"""docs/contract.md, line by line, through the installed program."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from conftest import FULL, PROGRAM, SMALL, environment, sample, wait_until_read
from stemfind.commands.filter.rows import FIELDS, MORE_FIELDS, OFFER_FIELDS
from stemfind.errors import ExitCode

CONTRACT = (Path(__file__).parent.parent / "docs" / "contract.md").read_text(encoding="utf-8")
LINE = '{"id":"%s","name":"N","country":"mexico","source":"mine"}\n'


def test_the_keys_of_filter_are_exactly_the_written_ones(run):
    section = CONTRACT.split("## Keys of `filter`")[1].split("`--fields`")[0]
    written = tuple(re.findall(r"`([a-z_]+)`", section))
    assert written == FIELDS
    assert tuple(json.loads(run("filter", "-f", "json").stdout)[0]) == written
    assert tuple(run("filter", "-f", "tsv").stdout.split("\n")[0].split("\t")) == written
    assert tuple(run("filter", "-f", "csv").stdout.splitlines()[0].split(",")) == written
    offered = re.search(r"The keys are\n\n(.*?)\n\n", CONTRACT, re.DOTALL)[1]
    assert tuple(re.findall(r"`([a-z_]+)`", offered)) == OFFER_FIELDS
    assert tuple(json.loads(run("filter", "--by", "offer", "-f", "json").stdout)[0]) == OFFER_FIELDS
    further = CONTRACT.split("the further")[1].split(".")[0]
    assert tuple(re.findall(r"`([a-z_]+)`", further)) == MORE_FIELDS


def test_the_exit_codes_are_exactly_the_written_ones():
    written = {int(code) for code in re.findall(r"^\| (\d+) \|", CONTRACT, re.MULTILINE)}
    assert written == {int(code) for code in ExitCode}


@pytest.mark.parametrize("command", ["compare", "show", "checklist", "why", "evidence", "trials", "guide", "about"])
def test_documents_are_markdown_in_a_pipe_and_json_when_asked(run, command):
    name = {"show": ("liv",), "why": ("liv",)}.get(command, ())
    markdown = run(command, *name)
    assert markdown.returncode == 0
    assert markdown.stdout.lstrip("| \n").startswith(("#", "|", "Mexico", "**")) or "| --- |" in markdown.stdout
    json.loads(run(command, *name, "-f", "json").stdout)


def test_the_environment_chooses_what_no_option_does(run):
    assert run("filter", STEMFIND_FORMAT="ids").stdout == run("filter", "-f", "ids").stdout
    assert run("filter", "-f", "ids", STEMFIND_FORMAT="json").stdout == run("filter", "-f", "ids").stdout
    assert run("filter", "-f", "ids", data=SMALL).stdout == run("filter", "-f", "ids", "--data", str(SMALL)).stdout


def test_fields_choose_and_order_columns(run):
    assert run("filter", "--fields", "name,id").stdout.split("\n")[0] == "name\tid"
    assert list(json.loads(run("filter", "-f", "json", "--fields", "standing,id").stdout)[0]) == ["standing", "id"]


def test_no_header_and_null(run):
    assert not run("filter", "--no-header").stdout.startswith("id\t")
    assert run("filter", "-f", "ids", "--null").stdout == run("filter", "-f", "ids").stdout.replace("\n", "\0")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_3_and_one_line():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [PROGRAM, "data", "export"], stdout=full, stderr=subprocess.PIPE, text=True, env=environment(), check=False
        )
    assert done.returncode == 3
    assert "stdout" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_interrupt_is_130_and_silent(tmp_path):
    pipe = tmp_path / "never.jsonl"
    os.mkfifo(pipe)
    writer = os.open(pipe, os.O_RDWR)
    child = subprocess.Popen(
        [PROGRAM, "filter", "--data", str(pipe), "-f", "ids"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), text=True,
        # a shell starts what runs in its background with SIGINT ignored, and the tests may run there
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
    )  # fmt: skip
    os.write(writer, (LINE % "one").encode())
    wait_until_read(writer)
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=10)
    os.close(writer)
    assert child.returncode == 130
    assert "Traceback" not in err


@pytest.mark.parametrize("locale", ["C", "POSIX", "tr_TR.ISO-8859-9"])
def test_output_is_utf_8_whatever_the_locale(locale):
    env = environment() | {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([PROGRAM, "filter", "--country", "mexico"], capture_output=True, env=env, check=True)
    assert "Cancún" in done.stdout.decode("utf-8")


def test_stdin_that_is_closed_is_one_line_and_no_traceback():
    script = f"{PROGRAM} compare - <&-; echo $?"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=environment(), check=False)
    assert "Traceback" not in done.stderr
    assert done.stdout.strip().splitlines()[-1] in ("2", "3")


class TestLines:
    def test_clinics_are_read_in_their_order(self, run):
        text = "".join(LINE % name for name in ("c", "a", "b"))
        assert run("filter", "--data", "-", "-f", "ids", stdin=text).stdout.split() == ["c", "a", "b"]

    def test_a_broken_record_is_named_by_its_line_and_nothing_before_it_is_lost(self, run):
        text = LINE % "one" + '{"id":"two","name":5}\n' + LINE % "three"
        for form in ("ids", "jsonl", "tsv"):
            done = run("filter", "--data", "-", "-f", form, stdin=text)
            assert done.returncode == 3
            assert "stdin:2: clinic 'two': name: expected text, got a whole number" in done.stderr
            assert "one" in done.stdout
            assert "three" not in done.stdout
        assert run("filter", "--data", "-", "-f", "json", stdin=text).stdout == ""

    def test_a_file_is_whole_or_not_at_all_when_the_stream_breaks(self, run, tmp_path):
        out = tmp_path / "ids.txt"
        assert run("filter", "--data", "-", "-f", "ids", "-o", str(out), stdin=LINE % "one" + "{").returncode == 3
        assert not out.exists()

    def test_sorting_and_limits_hold_on_a_stream(self, run):
        text = "".join(LINE % f"n{number:04}" for number in range(3000, 0, -1))
        done = run("filter", "--data", "-", "-f", "ids", "--sort", "id", "--limit", "2", stdin=text)
        assert done.stdout.split() == ["n0001", "n0002"]
        done = run("filter", "--data", "-", "-f", "ids", "--sort", "id", "--reverse", "--limit", "2", stdin=text)
        assert done.stdout.split() == ["n3000", "n2999"]

    def test_a_currency_without_a_rate_is_one_line(self, run):
        price = '{"low":1,"currency":"ISK","unit":"session"}'
        offer = f'"offers":[{{"id":"o","name":"O","indication":"sci","source":"m","price":{price}}}]'
        text = (LINE % "one").replace("}\n", f",{offer}}}\n")
        done = run("filter", "--data", "-", "--max-cost", "5", stdin=text)
        assert done.returncode == 3
        assert "ISK" in done.stderr

    def test_every_rule_is_held_against_lines_too(self, run, tmp_path):
        path = tmp_path / "mine.jsonl"
        path.write_text(LINE % "one", encoding="utf-8")
        assert run("data", "check", str(path)).returncode == 0
        assert "N" in run("show", "one", data=path).stdout
        path.write_text((LINE % "one").replace("mexico", "mexco"), encoding="utf-8")
        done = run("data", "check", str(path))
        assert done.returncode == 3
        assert "clinic 'one': country: 'mexco' is no country of this dataset; did you mean 'mexico'?" in done.stderr
        assert "1 problem in" in done.stderr

    def test_memory_does_not_grow_with_the_list(self, tmp_path):
        generate = Path(__file__).parent.parent / "benchmarks" / "generate.py"
        peaks = []
        for count in ("100", "20000" if FULL else "8000"):
            path = tmp_path / f"{count}.jsonl"
            with path.open("wb") as out:
                subprocess.run([sys.executable, str(generate), count], stdout=out, check=True)
            script = (
                "import atexit, resource, sys; from stemfind.cli import main;"
                f"sys.argv[1:] = ['filter', '--data', {str(path)!r}, '-f', 'ids', '--for', 'sci'];"
                "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
                "atexit.register(lambda: print(peak(), file=sys.stderr)); main()"
            )
            done = subprocess.run(
                [sys.executable, "-c", script], capture_output=True, text=True, env=environment(), check=True
            )
            peaks.append(int(done.stderr.split()[-1]))
        assert peaks[1] - peaks[0] < 5 * 1024

    def test_duckdb_gives_the_same_answer(self, tmp_path):
        duckdb = pytest.importorskip("duckdb")
        root = Path(__file__).parent.parent
        path = tmp_path / "clinics.jsonl"
        with path.open("wb") as out:
            subprocess.run([sys.executable, str(root / "benchmarks" / "generate.py"), "3000"], stdout=out, check=True)
        query = re.search(r"```sql\n(.*?)```", (root / "docs" / "scale.md").read_text(encoding="utf-8"), re.DOTALL)[1]
        rows = duckdb.sql(query.replace("clinics.jsonl", str(path))).fetchall()
        ours = subprocess.run(
            [PROGRAM, "filter", "--data", str(path), "--country", "turkey", "--for", "sci", "--max-cost", "20000",
             "-f", "ids"],
            capture_output=True, text=True, env=environment(), check=True,
        )  # fmt: skip
        assert sorted(identity for (identity,) in rows) == sorted(ours.stdout.split())
        assert rows


class TestExport:
    def test_an_independent_validator_finds_the_export_fits_its_schema(self, run):
        schema = json.loads(run("data", "schema").stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        document = json.loads(run("data", "export").stdout)
        document = {key: sample(held, 5) if isinstance(held, list) else held for key, held in document.items()}
        assert not [error.message for error in validator.iter_errors(document)]
        document["clinics"][0]["offers"] = "none"
        assert list(validator.iter_errors(document))

    def test_the_sqlite_database_has_keys_that_hold(self, run, tmp_path, shipped):
        path = tmp_path / "stemfind.db"
        run("data", "export", "-f", "sqlite", "-o", str(path))
        database = sqlite3.connect(path)
        assert database.execute("SELECT count(*) FROM clinics").fetchone() == (len(shipped.clinics),)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (price,) = database.execute(
            "SELECT price_low FROM offers WHERE owner = 'liv-ulus' AND currency = 'EUR'"
        ).fetchone()
        assert price == 20000

    def test_lines_and_csv_hold_one_record_each(self, run, shipped):
        lines = run("data", "export", "-f", "jsonl", "--section", "harms").stdout.splitlines()
        assert len(lines) == len(shipped.harms)
        assert run("data", "export", "-f", "csv", "--section", "harms").stdout.startswith("id,name,says")

    def test_changes_are_named_fact_by_fact(self, run, tmp_path):
        text = SMALL.read_text(encoding="utf-8")
        new = tmp_path / "new.toml"
        new.write_text(text.replace("low = 3000, high = 3000", "low = 3500, high = 3500", 1), encoding="utf-8")
        found = json.loads(run("data", "changes", str(SMALL), str(new), "-f", "json").stdout)
        assert [(c["id"], c["field"], c["old"], c["new"]) for c in found] == [
            ("alpha", "offers[0].price.low", 3000, 3500),
            ("alpha", "offers[0].price.high", 3000, 3500),
        ]
        assert json.loads(run("data", "changes", str(SMALL), str(SMALL), "-f", "json").stdout) == []
