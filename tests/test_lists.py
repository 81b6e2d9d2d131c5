"""Lists of one's own: what is accepted, what is refused and in which words, and within which bounds."""

import json
import os
import re
import resource
import sqlite3
import subprocess
import sys
import threading
import time
from typing import get_args

import pytest
import tomli

from conftest import FULL, PROGRAM, SMALL, environment, pairs
from stemfind.dataset import input as bounds
from stemfind.dataset import read, shape
from stemfind.dataset.read import check
from stemfind.dataset.sections import SECTIONS
from stemfind.errors import DatasetInvalid, DatasetUnreadable
from stemfind.model.clinic import PriceUnit

ONE = '{"id":"one","name":"N","country":"mexico","source":"mine"}\n'
MARK = b"\xef\xbb\xbf"
TABLES = tomli.loads(SMALL.read_text(encoding="utf-8"))
UNITS = ", ".join(get_args(PriceUnit))
EVERY = (
    ("filter", "-f", "json"), ("filter",), ("compare",), ("show", "alpha"), ("why", "alpha"), ("checklist", "alpha"),
    ("evidence",), ("trials",), ("estimate", "alpha"), ("letter", "alpha"), ("guide",), ("about",),
    ("data", "check"), ("data", "export"), ("data", "export", "-f", "jsonl"), ("data", "sources"),
    ("data", "conflicts"), ("data", "changes", str(SMALL), "-f", "json"),
)  # fmt: skip
"""Every command that reads a dataset."""


def problems(path):
    with pytest.raises(DatasetInvalid) as error:
        check(str(path))
    return error.value.problems


def listed(tmp_path, text, name="list.jsonl"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


class TestWhatTheProgramWritesItReads:
    @pytest.mark.parametrize("form", ["json", "jsonl"])
    def test_a_dataset_gives_the_same_answers_after_an_export(self, run, tmp_path, form):
        path = listed(tmp_path, run("data", "export", "-f", form, data=SMALL).stdout, f"export.{form}")
        for command in EVERY:
            before, after = run(*command, data=SMALL), run(*command, data=path)
            assert (after.returncode, after.stdout) == (before.returncode, before.stdout), command

    @pytest.mark.parametrize("form", ["json", "jsonl"])
    def test_the_bundled_dataset_gives_the_same_export_after_an_export(self, run, tmp_path, form):
        whole = run("data", "export", "-f", form).stdout
        path = listed(tmp_path, whole, "whole")
        assert run("data", "export", "-f", form, data=path).stdout == whole

    @pytest.mark.parametrize("command", [
        ("data", "export", "--section", "clinics", "-f", "json"),
        ("data", "export", "--section", "clinics", "-f", "jsonl"),
        ("show", "liv", "mexico", "reju", "europe", "-f", "json"),
        ("show", "liv", "mexico", "reju", "europe", "-f", "jsonl"),
    ])  # fmt: skip
    def test_clinics_keep_their_claims_and_conflicts(self, run, tmp_path, command):
        path = listed(tmp_path, run(*command).stdout, "clinics")
        read = check(str(path))
        liv = json.loads(run("show", "liv", "-f", "json").stdout)
        assert json.loads(run("show", "liv", "-f", "json", data=path).stdout) == liv
        assert {"liv-ulus", "reju"} <= {clinic.id for clinic in read.clinics}
        assert "liv-ulus" in run("filter", "-f", "ids", "-c", "turkey", data=path).stdout.split()
        assert set(run("filter", "-f", "ids", data=path).stdout.split()) >= {"liv-ulus", "reju"}

    def test_a_source_that_only_a_list_names_is_still_no_mistake_after_an_export(self, run, tmp_path):
        path = listed(tmp_path, ONE)
        for form in ("json", "jsonl"):
            again = listed(tmp_path, run("data", "export", "-f", form, data=path).stdout, f"again.{form}")
            assert check(str(again)) == check(str(path))
        typo = again.read_text(encoding="utf-8").replace('"source":"mine"', '"source":"mien"')
        assert "'mien' is no source" in problems(listed(tmp_path, typo))[0]

    def test_a_json_document_may_be_on_one_line_or_on_many_and_hold_one_record(self, tmp_path):
        record = json.loads(ONE)
        for text in (ONE, json.dumps(record, indent=2), json.dumps([record]), json.dumps([record], indent=1)):
            for name in ("list.jsonl", "list.json", "list"):
                assert [clinic.id for clinic in check(str(listed(tmp_path, text, name))).clinics] == ["one"]

    def test_an_export_of_another_major_version_is_refused(self, tmp_path):
        path = listed(tmp_path, json.dumps({"schema_version": "2.0", **TABLES}, default=str), "new.json")
        assert problems(path) == ("new.json: schema_version: '2.0' is not read by this version, only 1.x",)

    @pytest.mark.parametrize("form", ["json", "tsv", "jsonl", "table"])
    def test_a_stream_counts_the_conflicts_that_its_lines_name(self, run, full, tmp_path, form):
        lines = listed(tmp_path, run("show", "liv", "-f", "jsonl").stdout)
        whole = listed(tmp_path, run("show", "liv", "-f", "json").stdout, "list.json")
        asked = ("filter", "-f", form, *(() if form == "table" else ("--fields", "id,conflicts")))
        found, held = (full(*asked, data=data).stdout for data in (lines, whole))
        if form == "table":  # a document has statements as well, and a column that counts them
            assert all(re.search(r"^Liv Hospital Ulus .+ 12( |$)", text, re.MULTILINE) for text in (found, held))
        else:
            assert found == held
            assert "criterion-3-cells" in found

    def test_clinics_cut_out_of_a_document_keep_their_conflicts(self, run, tmp_path):
        held = json.loads(run("data", "export", "-f", "json").stdout)
        path = listed(tmp_path, json.dumps({"about": held["about"], "clinics": held["clinics"]}), "cut.json")
        liv = json.loads(run("show", "liv", "-f", "json").stdout)
        assert json.loads(run("show", "liv", "-f", "json", data=path).stdout) == liv
        alone = listed(tmp_path, json.dumps({"clinics": held["clinics"]}), "alone.json")
        assert problems(alone) == ("alone.json: about: is required and missing (name, version, checked)",)

    @pytest.mark.parametrize("section", ["sources", "countries", "trials", "terms", "questions", "studies", "harms"])
    def test_a_section_alone_says_which_it_is_and_is_read(self, run, tmp_path, section):
        text = run("data", "export", "-f", "json", "--section", section).stdout
        assert {record["section"] for record in json.loads(text)} == {section}
        path = listed(tmp_path, text, "section.json")
        assert run("data", "export", "-f", "json", "--section", section, data=path).stdout == text

    def test_a_database_of_one_section_is_refused_and_not_written_whole(self, run, tmp_path):
        done = run("data", "export", "-f", "sqlite", "--section", "clinics", "-o", str(tmp_path / "one.db"))
        assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
        assert "--section clinics: a database has a table for each section; leave it out" in done.stderr

    def test_a_name_that_fits_thousands_is_a_question_of_one_short_line(self, run, tmp_path):
        path = listed(tmp_path, "".join(ONE.replace("one", f"one-{number}") for number in range(1, 1001)))
        said = run("show", "one", "--data", str(path)).stderr
        assert "'one' fits more than one" in said
        assert said.endswith(" and 960 more\n")

    def test_a_conflict_that_nobody_knows_is_named_and_never_dropped(self, tmp_path):
        path = listed(tmp_path, ONE.replace("}", ',"conflicts":["liv-reju"]}'))
        assert problems(path) == (
            "list.jsonl:1: clinic 'one': conflicts: 'liv-reju' is no conflict of this dataset about it",
        )

    def test_lines_of_other_sections_count_for_filter_and_may_not_come_late(self, run, tmp_path):
        rate = '{"section":"rates","currency":"CHF","usd":2,"date":"2026-01-01","source":"bookimed-article"}\n'
        offer = '{"id":"o","name":"O","indication":"sci","source":"mine",'
        offer += '"price":{"low":10,"high":10,"currency":"CHF","unit":"session"}}'
        priced = ONE.replace("}\n", f',"offers":[{offer}]}}\n')
        path = listed(tmp_path, rate + priced)
        assert json.loads(run("filter", "-f", "json", data=path).stdout)[0]["price_low_usd"] == 20
        done = run("filter", "-f", "ids", data=listed(tmp_path, ONE + rate))
        assert (done.returncode, done.stdout) == (3, "one\n")
        assert (
            "list.jsonl:2: section: 'rates' among clinics: put lines of other sections before the first" in done.stderr
        )


class TestEncodings:
    @pytest.mark.parametrize("name", ["list.jsonl", "list.json", "-"])
    def test_a_byte_order_mark_is_read_over(self, run, tmp_path, name):
        text = MARK + ONE.encode() + MARK + ONE.replace("one", "two").encode()
        if name == "list.json":
            text = MARK + b"[" + ONE.encode() + b"," + ONE.replace("one", "two").encode() + b"]"
        path = name if name == "-" else str(listed(tmp_path, text, name))
        for command in (("filter", "-f", "ids"), ("compare", "one", "two", "-f", "json"), ("data", "check")):
            done = run(*command, "--data", path, stdin=text.decode())
            assert done.returncode == 0, done.stderr
            assert command[0] != "filter" or done.stdout == "one\ntwo\n"

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
    @pytest.mark.parametrize("name", ["list.jsonl", "list.json", "list.toml", "answers.toml"])
    def test_utf_16_is_called_what_it_is_with_the_way_out(self, run, tmp_path, encoding, name):
        text = {"list.toml": SMALL.read_text(encoding="utf-8"), "answers.toml": "[liv-ulus]\n"}.get(name, ONE)
        path = listed(tmp_path, text.encode(encoding), name)
        command = ["checklist", "liv", "--answers"] if name == "answers.toml" else ["filter", "--data"]
        done = run(*command, str(path))
        assert (done.returncode, done.stdout) == (3, "")
        assert f"{name}: not UTF-8 but UTF-16 text" in done.stderr
        assert "iconv -f UTF-16 -t UTF-8" in done.stderr

    @pytest.mark.parametrize(
        ("data", "said"),
        [(b"\x1f\x8b\x08", "gzip"), (b"PK\x03\x04", "spreadsheet"), (b"SQLite format 3\0", "SQLite"), (b"\0\0", "NUL")],
    )
    def test_what_is_no_text_is_called_what_it_is(self, tmp_path, data, said):
        with pytest.raises(DatasetUnreadable, match=said):
            check(str(listed(tmp_path, data)))

    @pytest.mark.parametrize(
        ("name", "text", "said"),
        [
            ("a.toml", '# é\n# ok\nx = "\xe9"\n'.encode("latin-1"), "a.toml:1: not UTF-8 text: save it as UTF-8"),
            ("a.json", b'[{"id":"\xe9"}]', "a.json: not UTF-8 text: save it as UTF-8"),
            ("a.json", b"[{]", "a.json: not valid JSON: "),
            ("a.json", b"[" * 99999, "a.json: not valid JSON: "),
            ("a.json", b"[]", "a.json: holds no record"),
            ("a.jsonl", b"\n\n", "a.jsonl: holds no record"),
        ],
    )
    def test_what_cant_be_decoded_is_one_clear_error(self, tmp_path, name, text, said):
        with pytest.raises((DatasetUnreadable, DatasetInvalid)) as error:
            check(str(listed(tmp_path, text, name)))
        assert said in str(error.value)

    def test_a_file_of_answers_is_read_with_a_mark_from_a_pipe_and_named_problem_by_problem(self, run, full, tmp_path):
        path = listed(tmp_path, MARK + b'[liv-ulus]\nlicence = "X 1"\n', "answers.toml")
        known = json.loads(run("data", "export", "--section", "questions").stdout)[0]["id"]
        path.write_bytes(MARK + f'[liv-ulus]\n{known} = "X 1"\n'.encode())
        assert "X 1" in full("checklist", "liv", "--answers", str(path)).stdout
        assert "X 1" in full("checklist", "liv", "--answers", "-", stdin=path.read_text(encoding="utf-8")).stdout
        path.write_text(f'reju = 5\n[liv-ulu]\n[liv-ulus]\n{known}x = "a"\n{known} = 5\n', encoding="utf-8")
        done = run("checklist", "liv", "--answers", str(path))
        assert done.returncode == 3
        for said in (
            "reju: write [reju] on a line of its own", "[liv-ulu]: no clinic has this id; did you mean 'liv-ulus'?",
            f"{known}x: no question has this id; did you mean '{known}'?",
            f"{known}: write the answer as text in quotes",
        ):  # fmt: skip
            assert said in done.stderr

    def test_an_empty_file_of_answers_can_be_read_whatever_the_questions_and_the_file_are_called(self, run, tmp_path):
        text = SMALL.read_text(encoding="utf-8")
        data = listed(tmp_path, text.replace('asks = "', 'asks = "\\u001b[2J\\u007f ', 1), "d.toml")
        answers = tmp_path / "a\nb.toml"
        assert run("checklist", "alpha", "--new-answers", str(answers), data=data).returncode == 0
        assert run("checklist", "alpha", "--answers", str(answers), data=data).returncode == 0


class TestProblems:
    def test_every_bad_line_and_every_problem_of_it_has_a_line_of_its_own(self, run, tmp_path):
        price = '{"low":"5","high":3,"currency":"usd","unit":"per treatment"}'
        offer = f'{{"id":"o","name":"O","indication":"sci","source":"s","price":{price}}}'
        lines = (
            ONE,
            f'{{"id":"two","nam":"x","country":"mexico","kind":"hotels","source":"s","offers":[{offer}]}}\n',
            "{oops\n", "[1]\n", '{"name":"no id","country":"mexico","source":[1,"s"],"names_sci":"yes"}\n', "\n",
            '{"section":"about","name":5}\n', '{"section":"planets"}\n', '{"section":5}\n',
        )  # fmt: skip
        done = run("data", "check", str(listed(tmp_path, "".join(lines))))
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr.removeprefix("stemfind: ").splitlines() == [
            "list.jsonl:2: clinic 'two': nam: unknown key; did you mean 'name'?",
            "list.jsonl:2: clinic 'two': name: is required and missing",
            "list.jsonl:2: clinic 'two': kind: 'hotels' is none of clinic, hospital, chain, study, public-programme",
            "list.jsonl:2: clinic 'two': offers[0].price.low: expected a number, got text; for example 12",
            "list.jsonl:2: clinic 'two': offers[0].price.currency: expected text, three capital letters, as in USD",
            f"list.jsonl:2: clinic 'two': offers[0].price.unit: 'per treatment' is none of {UNITS}",
            "list.jsonl:3: not valid JSON: object keys must be strings (byte 1)",
            "list.jsonl:4: must be a table",
            "list.jsonl:5: id: is required and missing",
            "list.jsonl:5: names_sci: expected true or false, got text; for example true",
            'list.jsonl:5: source[0]: expected text, got a whole number; for example "in quotes"',
            f"list.jsonl:8: section: 'planets' is no section; known are about, {', '.join(SECTIONS)}",
            f"list.jsonl:9: section: '5' is no section; known are about, {', '.join(SECTIONS)}",
            'list.jsonl:7: about: name: expected text, got a whole number; for example "in quotes"',
            "list.jsonl:7: about: version: is required and missing",
            "list.jsonl:7: about: checked: is required and missing",
            "16 problems in the dataset",
        ]

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ('unit = "session"', 'unit = "sesion"', "'sesion' is none of programme, package"),
            ('unit = "session"', 'unit = "sesion"', "did you mean 'session'?"),
            ('kind = "hospital"', "kind = 5", 'kind: expected text, got a whole number; for example "clinic"'),
            ("checked = 2026-01-31", 'checked = "soon"', "checked: "),
            ("[[conflicts]]", "[[conflict]]", "conflict: unknown section; did you mean 'conflicts'?"),
            (
                'between = [{ says = "Cancún"',
                'between = []\nx = [{ says = "Cancún"',
                "between: expected a list of length",
            ),
            ("[about]", "about = 5\n[x]", "about: must be a table"),
        ],
    )
    def test_an_error_says_what_would_work(self, tmp_path, old, new, said):
        text = SMALL.read_text(encoding="utf-8")
        assert old in text
        assert any(said in one for one in problems(listed(tmp_path, text.replace(old, new, 1), "s.toml")))

    def test_of_many_problems_a_hundred_are_named_and_the_rest_counted(self, run, tmp_path):
        done = run("data", "check", str(listed(tmp_path, "5\n" * 150)))
        assert len(done.stderr.splitlines()) == 102
        assert done.stderr.splitlines()[-2:] == ["and 50 more", "150 problems in the dataset"]
        done = run("data", "check", str(listed(tmp_path, "5\n" * 5000)))
        assert done.stderr.splitlines()[-1] == "more than 1000 problems in the dataset: reading stopped there"

    def test_no_problem_is_longer_than_a_paragraph(self, run, tmp_path):
        long = "x" * 50_000
        text = json.dumps(
            {"id": long, long: 1, "name": "N", "country": long, "kind": long, "source": ["s"] * 9000 + [1]}
        )
        done = run("data", "check", str(listed(tmp_path, text + "\n")))
        assert done.returncode == 3
        assert max(map(len, done.stderr.splitlines())) < 620
        assert "source[9000]: expected text" in done.stderr

    def test_a_list_of_a_million_mistakes_ends_with_the_first_thousand(self, tmp_path):
        path = listed(tmp_path, '{"id":"a","name":"N","country":"mexico","source":[' + "1," * 400_000 + "1]}\n")
        assert len(problems(path)) == 1000

    def test_a_second_about_is_an_error_that_names_both_files(self, run, tmp_path):
        listed(tmp_path, SMALL.read_bytes(), "a.toml")
        listed(tmp_path, '[about]\nname = "b"\nversion = "1"\nchecked = 2026-01-01\n', "b.toml")
        for command in (("data", "check"), ("filter",)):
            done = run(*command, data=tmp_path)
            assert (done.returncode, done.stdout) == (3, "")
            assert "b.toml: about: there is one already, in a.toml" in done.stderr

    def test_two_translations_of_one_question_are_an_error(self, tmp_path):
        (question, *_) = TABLES["questions"]
        once = f'[[translations]]\nof = "{question["id"]}"\nlang = "es"\nasks = "x"\n'
        text = SMALL.read_text(encoding="utf-8")
        check(str(listed(tmp_path, text + once, "s.toml")))
        assert "is taken by" in problems(listed(tmp_path, text + once * 2, "s.toml"))[0]

    def test_a_group_and_a_translated_question_must_exist(self, tmp_path):
        text = SMALL.read_text(encoding="utf-8")
        group = TABLES["question_groups"][0]["id"]
        text = text.replace(f'group = "{group}"', 'group = "no-such"', 1)
        text += '[[translations]]\nof = "nothing"\nlang = "es"\nasks = "x"\n'
        found = problems(listed(tmp_path, text, "s.toml"))
        assert any("group: 'no-such' is no question group of this dataset" in one for one in found)
        assert any("of: 'nothing' is no question or question group of this dataset" in one for one in found)

    def test_a_country_with_a_wrong_code_is_a_problem_and_no_bug_where_others_are_called_by_name(self, tmp_path):
        text = (
            '{"section":"countries","id":"atlantis","name":"Atlantis","iso2":"atl","iso3":"ATL"}\n'
            '{"id":"one","name":"N","country":"México","source":"mine"}\n'
        )
        (problem,) = problems(listed(tmp_path, text))
        assert problem.startswith("list.jsonl:1: country 'atlantis': iso2: ")

    @pytest.mark.parametrize("command", [("data", "check"), ("filter", "-f", "ids", "--data")])
    def test_a_part_of_the_world_is_no_country_and_is_named_by_its_line(self, run, tmp_path, command):
        path = listed(tmp_path, '{"id":"one","name":"N","country":"Africa","source":"mine"}\n')
        done = run(*command, str(path))
        told = "list.jsonl:1: clinic 'one': country: 'Africa' is no country of this dataset; it is a part of the world"
        assert (done.returncode, done.stdout) == (3, "")
        assert told in done.stderr


class TestOneOpening:
    @pytest.mark.parametrize(("command", "kind"), pairs([
        ("filter", "-f", "ids", "--data"), ("compare", "one", "-f", "json", "--data"), ("data", "check"),
        ("data", "export", "--data"), ("show", "one", "--data"), ("data", "changes"),
    ], ["lines", "list", "document", "toml"]))  # fmt: skip
    def test_a_pipe_of_any_name_gives_the_answer_of_the_file(self, run, tmp_path, command, kind):
        record = json.loads(ONE)
        text = {"lines": ONE, "list": json.dumps([record], indent=2)}.get(kind)
        if kind in ("document", "toml"):
            text = SMALL.read_text(encoding="utf-8").replace('"alpha"', '"one"')
        if kind == "document":
            text = json.dumps(tomli.loads(text), default=str, indent=1)
        file = listed(tmp_path, text, "file")
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        writer = threading.Thread(target=lambda: pipe.write_text(text, encoding="utf-8"))
        writer.start()
        piped = run(*command, str(pipe))
        writer.join(timeout=10)
        plain = run(*command, str(file))
        again = re.sub("For your own list add .* to these commands.\n\n", "", plain.stdout)  # a pipe is read but once
        assert (piped.returncode, piped.stdout) == (plain.returncode, again) == (0, again)
        assert run(*command, "-", stdin=text).stdout == again

    def test_a_process_substitution_is_read_whole(self):
        script = f"{PROGRAM} filter -f ids --data <(printf '%s\\n' '{ONE.strip()}'); {PROGRAM} data check <(echo 5)"
        done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=environment(), check=False)
        assert done.stdout == "one\n"
        assert done.returncode == 3

    def test_every_data_command_reads_the_dataset_of_the_environment_and_a_path_wins(self, run, tmp_path):
        assert run("data", "check", data=SMALL).stdout.startswith("5 clinics, 2 countries")
        assert run("data", "check", "--data", str(SMALL)).stdout.startswith("5 clinics, 2 countries")
        mine = listed(tmp_path, ONE)
        assert run("data", "check", str(mine), data=SMALL).stdout.startswith("1 clinic, ")
        assert run("data", "check", str(mine), "--data", str(SMALL)).stdout.startswith("1 clinic, ")
        assert json.loads(run("data", "changes", str(SMALL), "-f", "json", data=SMALL).stdout) == []
        assert json.loads(run("data", "export", data=SMALL).stdout)["about"]["name"] == "small"
        assert run("data", "sources", "-f", "ids", data=SMALL).stdout == "seller\njournal\nbank\n"
        assert run("data", "conflicts", "-f", "ids", data=SMALL).stdout == "alpha-city\n"

    def test_a_terminal_name_a_closed_stdin_and_a_missing_file_are_one_line(self, run, tmp_path):
        for path, said in ((tmp_path / "no.jsonl", "no such file"), (tmp_path / ("n" * 300), "too long"),
                           (tmp_path / "no", "no such file")):  # fmt: skip
            done = run("filter", "--data", str(path))
            assert (done.returncode, done.stdout) == (3, "")
            assert said in done.stderr
        script = f"{PROGRAM} filter --data - <&-"
        done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=environment(), check=False)
        assert (done.returncode, done.stdout) == (3, "")
        assert "stdin: it is closed" in done.stderr


ENDLESS = {
    "zeros": "head -c {huge} /dev/zero",
    "a line of letters": "yes | tr -d '\\n' | head -c {huge}",
    "a line of JSON": "printf '{{\"id\":\"'; yes | tr -d '\\n' | head -c {huge}",
    "lines of JSON": "yes '{one}' | head -c {huge}",
    "tables": "yes '[[clinics]]' | head -c {huge}",
    "blank lines": "yes '' | head -c {huge}",
    "a list": "printf '['; yes '{one},' | head -c {huge}",
}


READ = pairs(["pipe", "pipe.jsonl"], ENDLESS if FULL else ["zeros", "lines of JSON", "a list", "a line of JSON"])


@pytest.mark.parametrize(("name", "kind"), READ)
def test_no_input_is_endless(tmp_path, kind, name):
    pipe = tmp_path / name
    os.mkfifo(pipe)
    script = ENDLESS[kind].format(huge=300_000_000, one=ONE.strip())
    writer = subprocess.Popen(["bash", "-c", f"({script}) > {pipe}"], stderr=subprocess.DEVNULL)
    done = subprocess.run(
        [PROGRAM, "compare", "--data", str(pipe)], capture_output=True, encoding="utf-8", env=environment(),
        timeout=100, check=False, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (1 << 30,) * 2),
    )  # fmt: skip
    writer.wait(timeout=30)
    assert (done.returncode, done.stdout) == (3, "")
    assert len(done.stderr) < 12_000
    bound = {"zeros": "NUL", "lines of JSON": "200,000 records or 128 MiB"}.get(kind, "16 MiB")
    if name == "pipe.jsonl":
        bound = {"a line of letters": "line is longer than 1 MiB", "a line of JSON": "line is longer than 1 MiB",
                 "tables": "more than 1000 problems", "blank lines": "200,000 records"}.get(kind, bound)  # fmt: skip
    assert bound in done.stderr


def test_what_filter_holds_to_the_end_is_bounded_and_what_it_passes_on_is_not(run, monkeypatch):
    if not FULL:
        monkeypatch.setattr(bounds, "LIST_RECORDS", 20_000)
    many = ONE * (bounds.LIST_RECORDS + 1)
    assert run("filter", "--data", "-", "-f", "ids", stdin=many).stdout.count("\n") == bounds.LIST_RECORDS + 1
    assert run("filter", "--data", "-", "-f", "json", "--limit", "1", stdin=many).returncode == 0
    assert run("filter", "--data", "-", "-f", "json", "-c", "turkey", stdin=many).returncode == 1
    done = run("filter", "--data", "-", "-f", "json", stdin=many)
    assert (done.returncode, done.stdout) == (3, "")
    assert f"stdin: more than {bounds.LIST_RECORDS:,} records or 128 MiB, the most that is held at once" in done.stderr


def test_a_folder_is_read_within_bounds_of_files_and_bytes(run, tmp_path):
    for number in range(bounds.FOLDER_FILES + 1):
        (tmp_path / f"{number}.toml").touch()
    assert "more than 1000 .toml files" in run("filter", data=tmp_path).stderr
    for file in tmp_path.iterdir():
        file.unlink()
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text(f"# {'x' * (9 << 20)}\n", encoding="utf-8")
    done = run("filter", data=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert "b.toml: more than 16 MiB" in done.stderr


def test_two_thousand_wrong_ids_and_long_chains_are_checked_in_a_moment(tmp_path):
    head = '[about]\nname = "a"\nversion = "1"\nchecked = 2026-01-01\n'
    clinics = (
        f'[[clinics]]\nid = "c{n}"\nname = "N"\ncountry = "mexico"\nsource = "bookimed-artikle-{n}"\n'
        for n in range(2000)
    )
    small = SMALL.read_text(encoding="utf-8")

    def terms(last):
        return (
            "".join(
                f'[[terms]]\nid = "t{n}"\nkind = "cells"\nlabel = "t"\ndefinition = "d"\nbroader = "t{n + 1}"\n'
                for n in range(2499)
            )
            + f'[[terms]]\nid = "t2499"\nkind = "cells"\nlabel = "t"\ndefinition = "d"\n{last}'
        )

    began = time.process_time()
    found = problems(listed(tmp_path, head + "".join(clinics), "wrong.toml"))
    assert "did you mean 'bookimed-article'?" in found[0]
    assert check(str(listed(tmp_path, small + terms(""), "chain.toml")))
    found = problems(listed(tmp_path, small + terms('broader = "t0"\n'), "ring.toml"))
    assert "it is a kind of itself, by way of t1 and t2 and t3 and t4 and t5 and 2494 more" in found[0]
    assert time.process_time() - began < 10, "26 s and more when it was quadratic"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[about]\nname = "a"\nversion = "1"\nchecked = 2026-01-01\nrecheck_months = -100000\n', "recheck_months"),
        ('[about]\nname = "a"\nversion = "1"\nchecked = 2026-01-01\nrecheck_months = 0\n', "recheck_months"),
        (f'[about]\nname = "a"\nversion = "1"\nchecked = 2026-01-01\nrecheck_months = {"9" * 5000}\n', "4300 digits"),
        *((f'rates = [{{ currency = "EUR", usd = {usd}, date = 2026-01-01, source = "x" }}]\n', "usd: expected")
          for usd in ("nan", "inf", "-inf", "-1", "0", "1e10")),
    ],
)  # fmt: skip
def test_a_number_that_no_such_thing_has_is_refused(run, tmp_path, text, said):
    for command in (("data", "check"), ("about",), ("filter",), ("compare",)):
        done = run(*command, data=listed(tmp_path, text, "n.toml"))
        assert (done.returncode, done.stdout) == (3, "")
        assert said in done.stderr


STUDY = {"id": "s", "name": "S", "year": 2020, "design": "review", "outcome": "o", "limits": "l", "source": "journal"}
HARM = {"id": "h", "name": "H", "says": "s", "kind": "mass", "dated": "2020", "source": "journal"}
TRIAL = {"id": "t", "registry_id": "NCT1", "name": "T", "status": "unknown", "status_date": "2020", "gives": "g",
         "url": "u", "source": "journal"}  # fmt: skip


@pytest.mark.parametrize(
    ("section", "record", "changed", "said"),
    [
        ("studies", STUDY, {"year": 10**30}, "year: "),
        ("studies", STUDY, {"year": 2027}, "year: 2027 lies after 2026-01-31"),
        ("studies", STUDY, {"people": -1}, "people: expected a whole number >= 0"),
        ("studies", STUDY, {"people": 10**10}, "people: "),
        ("studies", STUDY, {"registry": ["NCT1 x"]}, "registry[0]: expected text, letters and digits"),
        ("studies", STUDY, {"figures": [{"says": "x", "percent": 101}]}, "figures[0].percent: "),
        ("studies", STUDY, {"figures": [{"says": "x", "count": 3, "of": 2}]}, "count: 3 is more than the 2"),
        ("studies", STUDY, {"figures": [{"says": "x", "low": 3, "high": -2}]}, "low 3.0 is above high -2.0"),
        ("harms", HARM, {"people": 8, "of": 7}, "people: 8 is more than the 7"),
        ("trials", TRIAL, {"age": {"low": 18, "high": 1000}}, "age: more than 130 years"),
        ("trials", TRIAL, {"since": [{"low": 1}, {"low": 10**9}]}, "since: more than 36,600 days"),
        ("trials", TRIAL, {"status_date": "2025-02-31"}, "status_date: 2025-02-31 is no day of the calendar"),
        ("trials", TRIAL, {"registry_id": "NCT1\u001b[2J\nfake-id"}, "registry_id: expected text, letters and digits"),
        ("trials", TRIAL, {"registry_id": "NCT 1"}, "registry_id: "),
        ("trials", TRIAL, {"registry_id": "N" * 65}, "registry_id: "),
        ("clinics", json.loads(ONE), {"source": "a\u001b[2J"}, "'a\\x1b[2J' is no source"),
    ],
)
def test_figures_dates_and_numbers_of_registries_are_what_they_say(tmp_path, section, record, changed, said):
    tables = {**TABLES, section: [*TABLES.get(section, []), {**record, "source": "journal", **changed}]}
    found = problems(listed(tmp_path, json.dumps(tables, default=str), "n.json"))
    assert any(said in one for one in found), found


def test_registry_numbers_as_registries_write_them_are_ids(run, tmp_path):
    numbers = ("NCT04812431", "CTRI/2010/091/001469", "jRCT2013230003", "IRCT2013050813267N1", "2019-000123-33")
    trials = [{**TRIAL, "id": f"t{at}", "registry_id": number} for at, number in enumerate(numbers)]
    tables = {**TABLES, "trials": trials}
    done = run("trials", "--ais", "A", "--all", "-f", "json", data=listed(tmp_path, json.dumps(tables, default=str)))
    assert all(f'"{number}"' in done.stdout for number in numbers)


@pytest.mark.parametrize("left_out", [None, *TABLES])
def test_no_list_of_ones_own_is_a_bug(tmp_path, left_out):
    tables = {name: held for name, held in TABLES.items() if name != left_out}
    path, database = listed(tmp_path, json.dumps(tables, default=str), "part.json"), tmp_path / "part.db"
    share = 1 if FULL or left_out is None else 3
    commands = EVERY[list(TABLES).index(left_out) % 3 :: share] if share > 1 else EVERY
    for command in (
        *commands,
        ("data", "export", "-f", "sqlite", "-o", str(database)),
        ("data", "export", "-f", "csv"),
    ):
        done = in_process(*command, "--data", str(path))
        assert done in (0, 1, 2, 3), (left_out, command)
    if left_out in (None, "rates", "questions", "claims", "conflicts"):
        held = sqlite3.connect(database)
        assert held.execute("PRAGMA foreign_key_check").fetchall() == []


def in_process(*arguments):
    """Run a command in this process, which takes a tenth of the time; return its exit code."""
    from stemfind.cli import app

    out, err = sys.stdout, sys.stderr
    with open(os.devnull, "w", encoding="utf-8") as nothing:  # noqa: PTH123
        sys.stdout = sys.stderr = nothing
        try:
            return app.run(list(arguments))
        finally:
            sys.stdout, sys.stderr = out, err


def test_a_database_of_a_bare_list_names_the_sources_that_nobody_describes(run, tmp_path):
    database = tmp_path / "list.db"
    assert run("data", "export", "-f", "sqlite", "-o", str(database), data=listed(tmp_path, ONE)).returncode == 0
    held = sqlite3.connect(database)
    assert held.execute("SELECT id, title FROM sources WHERE id = 'mine'").fetchall() == [("mine", None)]
    assert held.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_list_of_countless_wrong_names_is_refused_in_a_moment(run, tmp_path, monkeypatch):
    count, most = (20_000, 1000) if FULL else (2_000, 100)
    for module in (read, shape):
        monkeypatch.setattr(module, "MOST_PROBLEMS", most)
    wrong = ({"id": f"c-{i}", "name": "N", "country": f"narnia {i}", "source": "s"} for i in range(count))
    path = listed(tmp_path, "".join(json.dumps(clinic) + "\n" for clinic in wrong))
    began = time.process_time()
    done = run("data", "check", data=path)
    assert (done.returncode, done.stdout) == (3, "")
    assert f"more than {most} problems" in done.stderr
    assert time.process_time() - began < (20 if FULL else 5), "looked up one by one they take longer"


class TestTheCommandsOfAPage:
    """A command that a page names is about the list that the page is about, once what the page says is added."""

    @pytest.mark.parametrize("form", ["table", "plain", "markdown", "html"])
    @pytest.mark.parametrize("depth", [[], ["--full"]])
    def test_a_list_named_for_one_command_is_to_be_added_to_others(self, run, tmp_path, form, depth):
        own = tmp_path / "my list.toml"
        own.write_bytes(SMALL.read_bytes())
        for command in (["show", "alpha"], ["why", "alpha"], ["compare"], ["filter"], ["checklist", "alpha"]):
            text = run(*command, *depth, "-d", str(own), "-f", form, COLUMNS="300").stdout
            said = re.sub(r"<[^>]+>|`|\\", "", text).replace("&#39;", "'")
            named = re.search("stemfind (why|show|checklist|evidence|trials|guide) |why (mexico|turkey)", said)
            assert said.count(f"For your own list add -d '{own}' to these commands.") == bool(named), command

    def test_what_is_said_to_be_typed_works(self, run, tmp_path):
        own = tmp_path / "my.toml"
        own.write_bytes(SMALL.read_bytes())
        text = run("show", "alpha", "-d", str(own), "-f", "plain").stdout
        assert "stemfind checklist alpha" in text
        added = re.search(r"add (-d \S+) to these commands", text)
        assert run("checklist", "alpha").returncode == 2
        assert run("checklist", "alpha", *added[1].split()).returncode == 0

    def test_nothing_is_to_be_added_where_every_command_reads_the_list_or_none_can(self, run):
        assert "to these commands" not in run("show", "alpha", data=SMALL).stdout
        assert "to these commands" not in run("show", "alpha", "-d", str(SMALL), data=SMALL).stdout
        assert "to these commands" not in run("show", "alpha", "-d", "-", stdin=SMALL.read_text()).stdout
        assert "to these commands" not in run("show", "liv").stdout
        assert "to these commands" not in run("letter", "alpha", "-d", str(SMALL)).stdout
        assert "to these commands" not in run("show", "alpha", "--sources", "-d", str(SMALL)).stdout
