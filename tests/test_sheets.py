"""What a spreadsheet makes of csv and tsv, by whichever habit it reads them, and what a program gets back."""

import csv
import io
import itertools
import json
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cells import CSV_MARK, FORMULA, SIGNS, TSV_MARK, read, read_list
from conftest import FULL, SMALL
from stemfind.dataset.sections import SECTIONS
from stemfind.render.values import csv_line, tsv_line

ATTACKS = {
    "A;=1+1": "A;'=1+1", "=1+1": "'=1+1", "A; =1": "A;' =1", "A;\u3000＝1": "A;'\u3000＝1", "a|@x": "a|'@x",
    "-5 %": "'-5 %", " +1": "' +1", "'=1": "''=1", "A;'-1": "A;''-1", "a;b": "a;b", 'x;"y': "x;'\"y",
    "A\\nB": "A\\\\nB", "A\nB": "A\\nB", "A\t=1": "A\\t=1", "\t=1": "\\t=1", "\r=1": "\\r=1",
    "5–10; -10": "5–10;' -10", "A, B": "A, B",
}  # fmt: skip
"""What the dataset may hold, and the cell in csv (and in tsv, which also guards commas and quotes)."""
TEXTS = st.text(
    st.one_of(
        st.sampled_from(SIGNS + ";|,'\"\\ \t\r\nab1\u202e\x1b\u00a0\u3000xu"), st.characters(exclude_categories=["Cs"])
    )
)


def habits(text, quotes):
    """Yield the cells of a file by each set of separators that a spreadsheet may be told to take."""
    for size in (1, 2, 3):
        for separators in itertools.combinations(",;\t|", size):
            table = str.maketrans(dict.fromkeys(separators, "\x1f"))
            parted = "".join(outside(text, quotes, table)) if size > 1 else text.translate(table)
            yield separators, list(csv.reader(io.StringIO(parted, newline=""), delimiter="\x1f"))


def outside(text, quotes, table):
    """Yield a text with its separators replaced where they stand outside quotes."""
    for index, part in enumerate(text.split('"')):
        yield ('"' if index else "") + (part if quotes and index % 2 else part.translate(table))


@pytest.mark.parametrize("text", ATTACKS)
def test_a_name_is_no_formula_after_an_inner_separator(run, text):
    clinic = json.dumps({"id": "a", "name": text, "country": "mexico", "source": "s", "city": ["B", text]})
    for form in ("csv", "tsv"):
        written = run("filter", "--data", "-", "-f", form, "--fields", "id,name,city", stdin=clinic).stdout
        for separators, rows in habits(written, quotes=form == "csv"):
            assert len(rows) == 2, separators
            assert not [cell for row in rows for cell in row if FORMULA.match(cell)], (form, separators)
    (_, (_, cell, _)) = csv.reader(io.StringIO(run(
        "filter", "--data", "-", "-f", "csv", "--fields", "id,name,city", stdin=clinic
    ).stdout, newline=""))  # fmt: skip
    assert cell == ATTACKS[text]


@given(st.lists(TEXTS, min_size=1, max_size=5))
@settings(max_examples=300 if FULL else 60, deadline=None)
def test_no_text_is_a_formula_by_any_habit(texts):
    rows = (texts, texts[::-1])
    for form, written in (("csv", "".join(map(csv_line, rows))), ("tsv", "".join(map(tsv_line, rows)))):
        for separator in ",;\t|":
            for row in csv.reader(io.StringIO(written, newline=""), delimiter=separator):
                assert not [cell for cell in row if FORMULA.match(cell)], (form, separator, written)


@given(st.lists(TEXTS, min_size=1, max_size=5))
@settings(max_examples=300 if FULL else 60, deadline=None)
def test_a_reader_gets_back_from_csv_and_tsv_what_the_dataset_holds(texts):
    (row,) = csv.reader(io.StringIO(csv_line(texts), newline=""))
    assert [read(cell, CSV_MARK) for cell in row] == texts
    line = tsv_line(texts)
    assert line.count("\n") == 1
    assert [read(cell, TSV_MARK) for cell in line[:-1].split("\t")] == texts


@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=5))
@settings(max_examples=300 if FULL else 60, deadline=None)
def test_a_list_comes_back_item_by_item_though_items_hold_its_separator(items):
    (row,) = csv.reader(io.StringIO(csv_line([items]), newline=""))
    assert read_list(row[0], CSV_MARK) == items
    assert read_list(tsv_line([items])[:-1], TSV_MARK) == items


@given(st.dictionaries(TEXTS, TEXTS | st.lists(TEXTS), min_size=1))
@settings(max_examples=200 if FULL else 60, deadline=None)
def test_what_is_nested_is_json_without_a_separator_of_cells(value):
    (row,) = csv.reader(io.StringIO(csv_line([[value], value]), newline=""))
    assert [json.loads(cell) for cell in row] == [[value], value]
    assert not set(";|") & set("".join(row))


def test_a_number_below_zero_stays_a_number_and_an_empty_cell_a_cell():
    assert csv_line([-5, -0.5, True, None, "-5"]) == "-5,-0.5,true,,'-5\r\n"
    assert tsv_line([-5, -0.5, False, None, "-5"]) == "-5\t-0.5\tfalse\t\t'-5\n"
    assert csv_line([None]) == '""\r\n', "a blank line would be no record"


def test_what_holds_a_separator_of_any_country_stands_in_quotes():
    assert csv_line(["a;b", "c,d", "e|f", 'g"h', "i"]) == '"a;b","c,d","e|f","g""h",i\r\n'


def test_a_sniffing_reader_finds_the_separator(run):
    for form, separator in (("csv", ","), ("tsv", "\t")):
        written = run("filter", "-f", form, "--fields", "id,name,country,price_low_usd").stdout
        assert csv.Sniffer().sniff(written).delimiter == separator


class TestByteOrderMark:
    @pytest.mark.parametrize(
        "command",
        [("filter", "-f", "csv"), ("filter",), ("filter", "-f", "tsv", "--sort", "id"),
         ("filter", "-f", "csv", "nowhere"),
         ("filter", "-f", "csv", "--no-header"), ("data", "export", "-f", "csv"), ("data", "sources", "-f", "csv"),
         ("data", "sources")],
        ids=" ".join,
    )  # fmt: skip
    def test_a_spreadsheet_is_told_that_the_file_is_utf_8(self, run, command):
        without, marked = run(*command), run(*command, "--bom")
        assert marked.stdout == "\ufeff" + without.stdout
        assert marked.returncode == without.returncode

    @pytest.mark.parametrize(
        "command",
        [("filter", "-f", "json"), ("filter", "-f", "ids"), ("filter", "-f", "html"), ("data", "export"),
         ("data", "export", "-f", "sqlite"), ("data", "sources", "-f", "jsonl"), ("filter", "--open")],
        ids=" ".join,
    )  # fmt: skip
    def test_no_other_format_takes_one(self, run, command):
        done = run(*command, "--bom")
        assert (done.returncode, done.stdout) == (2, "")
        assert "--bom is for csv and tsv" in done.stderr


class TestExport:
    @pytest.mark.parametrize("section", SECTIONS)
    def test_every_section_is_written_in_every_format(self, run, section, shipped):
        count = len(getattr(shipped, section))
        rows = list(csv.DictReader(io.StringIO(run("data", "export", "-f", "csv", "--section", section).stdout)))
        lines = run("data", "export", "-f", "jsonl", "--section", section).stdout.splitlines()
        records = json.loads(run("data", "export", "-f", "json", "--section", section).stdout)
        assert [len(rows), len(lines), len(records)] == [count] * 3
        assert all(json.loads(line)["section"] == section for line in lines)

    def test_claims_and_conflicts_say_who_says_what(self, run):
        rows = {row["id"]: row for row in csv.DictReader(
            io.StringIO(run("data", "export", "-f", "csv", "--section", "claims", data=SMALL).stdout)
        )}  # fmt: skip
        assert rows["alpha-experience"]["about"] == "alpha"
        rows = list(csv.DictReader(
            io.StringIO(run("data", "export", "-f", "csv", "--section", "conflicts", data=SMALL).stdout)
        ))  # fmt: skip
        assert [row["id"] for row in rows] == ["alpha-city"]
        assert len(json.loads(rows[0]["between"])) == 2

    def test_an_empty_section_has_its_header(self, run):
        done = run("data", "export", "-f", "csv", "--section", "studies", data=SMALL)
        assert done.stdout.startswith("id,name,short,aliases,year,design")

    def test_several_towns_are_a_list_in_every_format(self, run):
        assert json.loads(run("filter", "giostar", "-f", "json").stdout)[0]["city"] == ["Cancún", "Playa del Carmen"]
        assert run("filter", "giostar", "--fields", "city").stdout == "city\nCancún;Playa del Carmen\n"


class TestDatabase:
    def test_json_each_reads_every_column_that_holds_a_list(self, run, tmp_path):
        path = tmp_path / "stemfind.db"
        assert run("data", "export", "-f", "sqlite", "-o", str(path)).returncode == 0
        database = sqlite3.connect(path)
        columns = database.execute(
            "SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table'"
        ).fetchall()
        lists = set()
        for table, column in columns:
            held = f'SELECT "{column}" AS held FROM {table} WHERE "{column}" IS NOT NULL'  # noqa: S608 - our own names
            values = [str(value) for (value,) in database.execute(held)]
            if any(value.startswith("[") for value in values):
                assert all(value.startswith("[") for value in values), (table, column)
                database.execute(f"SELECT count(each.value) FROM ({held}), json_each(held) each")  # noqa: S608
                lists.add(f"{table}.{column}")
        assert {"clinics.city", "clinics.source", "clinics.offers", "claims.source", "offers.indications"} <= lists

    def test_one_town_and_two_are_found_alike(self, run, tmp_path):
        path = tmp_path / "stemfind.db"
        run("data", "export", "-f", "sqlite", "-o", str(path))
        found = sqlite3.connect(path).execute(
            "SELECT clinics.id FROM clinics, json_each(city) WHERE value = 'Playa del Carmen' ORDER BY clinics.id"
        )
        assert [identity for (identity,) in found] == ["giostar", "juventa"]

    def test_translations_are_in_it_too(self, run, tmp_path, shipped):
        path = tmp_path / "stemfind.db"
        run("data", "export", "-f", "sqlite", "-o", str(path))
        (count,) = sqlite3.connect(path).execute("SELECT count(*) FROM translations").fetchone()
        assert count == len(shipped.translations) > 0

    def test_a_list_of_ones_own_becomes_a_database_though_its_sources_stand_elsewhere(self, run, tmp_path):
        path, lines = tmp_path / "own.db", tmp_path / "own.jsonl"
        lines.write_text(
            '{"id":"one","name":"N","country":"mexico","city":"Oaxaca","source":"mine"}\n', encoding="utf-8"
        )
        assert run("data", "export", "-f", "sqlite", "-o", str(path), data=lines).returncode == 0
        found = sqlite3.connect(path).execute("SELECT city, source FROM clinics").fetchall()
        assert found == [('["Oaxaca"]', '["mine"]')]

    def test_a_question_of_no_group_is_named_and_nothing_is_written(self, run, tmp_path):
        path, data = tmp_path / "own.db", tmp_path / "own.toml"
        data.write_text(
            SMALL.read_text(encoding="utf-8").replace('group = "money"', 'group = "nowhere"'), encoding="utf-8"
        )
        done = run("data", "export", "-f", "sqlite", "-o", str(path), data=data)
        assert (done.returncode, done.stdout) == (3, "")
        assert "group: 'nowhere' is no question group of this dataset" in done.stderr
        assert not path.exists()
