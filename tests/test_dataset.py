import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile

import pytest

from conftest import PROGRAM, SMALL, environment, pairs
from stemfind.dataset import FILES, bundled, load
from stemfind.dataset.read import check
from stemfind.errors import DatasetInvalid, DatasetUnreadable


def broken(tmp_path, *changes):
    text = SMALL.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "broken.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def problems(path):
    with pytest.raises(DatasetInvalid) as error:
        check(path)
    return error.value.problems


def test_three_mistakes_are_all_named_with_their_addresses(tmp_path):
    path = broken(
        tmp_path,
        ('includes = ["airport-transfers"]', 'includes = ["airport-transfer"]'),
        ("low = 3000, high = 3000", 'low = "3000", high = 3000'),
        ('country = "turkey"\ncity', 'country = "turkye"\ncity'),
    )
    found = problems(path)
    assert len(found) == 3
    assert any("clinic 'alpha': offers[0].price.low: expected" in one for one in found)
    assert any("clinic 'beta-hospital': country: 'turkye'" in one and "'turkey'" in one for one in found)


def test_two_mistakes_in_one_record_are_both_named(tmp_path):
    path = broken(tmp_path, ('name = "Beta Hospital"\nkind = "hospital"', 'nam = "Beta"\nkind = "hotel"'))
    found = problems(path)
    assert any(": nam: unknown key" in one for one in found)
    assert any(": name: is required and missing" in one for one in found)
    assert any(": kind: " in one for one in found)


@pytest.mark.parametrize("status", ["supported", "partly", "contradicted"])
def test_nothing_that_rests_on_sellers_alone_can_be_more_than_claimed(tmp_path, status):
    path = broken(
        tmp_path,
        (
            'source = "seller"\nnote = "No independent',
            f'source = "seller"\nstatus = "{status}"\nnote = "No independent',
        ),
    )
    assert any("only sellers stand behind it" in one for one in problems(path))


def test_a_source_that_earns_from_what_it_says_cant_bear_it_out(tmp_path):
    path = broken(
        tmp_path,
        ('doi = "10.1000/xyz"', 'doi = "10.1000/xyz"\ninterest = "Sells the cells."'),
    )
    assert any("regulator 'mexico-agency': status: only sellers" in one for one in problems(path))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("low = 8000, high = 15000", "low = 15000, high = 8000", "low 15000 is above high 8000"),
        ('currency = "EUR", unit', 'currency = "CHF", unit', "no rate is given for CHF"),
        ('id = "beta-hospital"', 'id = "alpha"', "the id 'alpha' is taken"),
        ("retrieved = 2026-01-01", "retrieved = 2027-01-01", "lies after 2026-01-31"),
        ('source = "seller"\nindependent', 'source = "nobody"\nindependent', "'nobody' is no source"),
        ("low = 3000, high = 3000", "low = -1, high = 3000", "price.low"),
        ("low = 3000, high = 3000", "low = nan, high = 3000", "price.low"),
        ("low = 3000, high = 3000", "low = inf, high = 3000", "price.low"),
        ('name = "Beta Hospital"', 'name = "   "', "name: is blank"),
        ("[[questions]]", "[[question]]", "unknown section"),
        ("[about]", "[abut]", "about: is required and missing"),
    ],
)
def test_what_a_dataset_may_not_hold_is_named(tmp_path, old, new, said):
    assert any(said in one for one in problems(broken(tmp_path, (old, new))))


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"a = ", "not valid TOML"), (b"\xff\xfe", "not UTF-8"), (b"", "about"), (b"[" * 5000, "TOML")],
)
def test_a_file_that_is_no_dataset_is_one_clear_error(tmp_path, data, said):
    path = tmp_path / "x.toml"
    path.write_bytes(data)
    with pytest.raises((DatasetUnreadable, DatasetInvalid)) as error:
        check(str(path))
    assert said in str(error.value)


def test_byte_order_mark_and_windows_lines_are_read(tmp_path):
    path = tmp_path / "windows.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.read_bytes().replace(b"\n", b"\r\n"))
    assert len(check(str(path)).clinics) == 5


def test_a_folder_of_files_is_one_dataset(tmp_path):
    for file in bundled().glob("*.toml"):
        shutil.copy(file, tmp_path)
    assert check(str(tmp_path)) == check()


def test_only_the_files_that_are_asked_for_are_read():
    assert load().clinics
    assert not load().questions
    assert load(parts=("questions",)).questions


def test_a_list_of_ones_own_may_leave_the_vocabulary_and_the_sources_to_the_bundled_dataset(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        """
[about]
name = "mine"
version = "1"
checked = 2026-12-01
[[clinics]]
id = "mine"
name = "Mine"
country = "mexico"
source = "bookimed-article"
[[clinics.offers]]
id = "one"
name = "One"
indication = "sci"
source = "bookimed-article"
dated = "2026"
price = { low = 5, high = 5, currency = "EUR", unit = "session" }
""",
        encoding="utf-8",
    )
    assert [clinic.id for clinic in check(str(path)).clinics] == ["mine"]
    assert check(str(bundled() / "clinics.toml")).clinics == load().clinics


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("price = { low = 8000, high = 15000, currency", "price = { currency", "needs a low end, a high end or both"),
        ('doi = "10.1000/xyz"\n', "", "a source needs a url or a doi"),
        ('id = "beta-hospital"\n', "id = 5\n", "clinics[1]: id: expected text"),
        ('source = "seller"\nindependent', "source = []\nindependent", "names no source"),
        ("[[rates]]", "rates = 5\n[[terms]]", "rates: must be a list of tables"),
        ('[[clinics.accreditations]]\nterm = "jci"\nsays = "Holds JCI accreditation."\nsource = "seller"\n',
         "accreditations = [5]\n", "accreditations[0]: must be a table"),
    ],
)  # fmt: skip
def test_what_has_the_wrong_shape_is_named_where_it_stands(tmp_path, old, new, said):
    text = SMALL.read_text(encoding="utf-8")
    if new.startswith("rates"):
        text = f"rates = 5\n{text[: text.index(old)]}{text[text.index('[[countries]]') :]}"
        path = tmp_path / "broken.toml"
        path.write_text(text, encoding="utf-8")
        found = problems(str(path))
    else:
        found = problems(broken(tmp_path, (old, new)))
    assert any(said in one for one in found), found


@pytest.mark.skipif(os.geteuid() == 0 and shutil.which("setpriv") is None, reason="as root, without setpriv")
def test_a_folder_that_may_not_be_read_is_not_said_to_be_empty(tmp_path):
    locked = tmp_path / "locked"
    locked.mkdir(mode=0)
    wrapped = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*wrapped, PROGRAM, "filter", "--data", str(locked)], capture_output=True, text=True, env=environment(),
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (3, "")
    assert "ermission denied" in done.stderr


def test_the_bundled_dataset_is_exactly_its_files():
    assert {file.stem for file in bundled().glob("*.toml")} == set(FILES)


def test_a_folder_without_a_dataset_is_one_clear_error(tmp_path):
    with pytest.raises(DatasetUnreadable, match=r"no \.toml file in this folder"):
        check(str(tmp_path))


@pytest.fixture(scope="module")
def carried(tmp_path_factory):
    """The bundled dataset as a wheel carries it: the TOML, and beside it the same records compiled."""
    from stemfind.dataset.compiled import ENDING, pack
    from stemfind.dataset.read import parse

    folder = tmp_path_factory.mktemp("carried")
    for file in bundled().glob("*.toml"):
        shutil.copy(file, folder)
        (folder / file.name).with_suffix(ENDING).write_bytes(pack(file.read_bytes(), parse(file)))
    return folder


@pytest.fixture
def installed(carried, tmp_path):
    """A copy of it, to be damaged."""
    return shutil.copytree(carried, tmp_path, dirs_exist_ok=True)


FROM = """
import sys, stemfind.data
stemfind.data.__path__ = [sys.argv[1]]
from stemfind.cli.app import run
raise SystemExit(run(sys.argv[2:]))
"""


@pytest.mark.parametrize("command", [("filter", "-f", "json"), ("checklist", "liv"), ("data", "export")])
def test_the_compiled_dataset_gives_the_same_answer_as_the_toml(run, installed, command):
    started = [sys.executable, "-c", FROM, str(installed), *command]
    done = subprocess.run(started, capture_output=True, encoding="utf-8", env=environment(), check=True)
    assert done.stdout == run(*command).stdout


FROM_ARCHIVE = """
import sys, stemfind
stemfind.__path__ = [sys.argv[1], *stemfind.__path__]
from stemfind.cli.app import run
raise SystemExit(run(sys.argv[2:]))
"""


@pytest.mark.parametrize(
    ("command", "packed"), pairs([("filter", "-f", "json"), ("data", "check"), ("data", "path")], [False, True])
)
def test_a_dataset_inside_an_archive_is_read(run, installed, tmp_path_factory, command, packed):
    archive = tmp_path_factory.mktemp("archive") / "data.zip"
    with zipfile.ZipFile(archive, "w") as held:
        held.writestr("stemfind/data/__init__.py", "")
        for file in installed.glob("*" if packed else "*.toml"):
            held.write(file, f"stemfind/data/{file.name}")
    started = [sys.executable, "-c", FROM_ARCHIVE, f"{archive}/stemfind", *command]
    done = subprocess.run(started, capture_output=True, encoding="utf-8", env=environment(), check=True)
    if command == ("data", "path"):
        assert done.stdout == f"{archive}/stemfind/data/\n"
        assert "inside an archive" in done.stderr
    else:
        assert done.stdout == run(*command).stdout


@pytest.mark.parametrize("damage", ["changed", "missing", "broken"])
def test_a_compiled_file_that_no_longer_fits_its_toml_is_passed_over(installed, damage):
    from stemfind.dataset.compiled import ENDING, unpacked

    files = [installed / "clinics.toml", installed / "questions.toml"]
    assert unpacked(files).questions == check().questions
    compiled = files[1].with_suffix(ENDING)
    if damage == "changed":
        files[1].write_bytes(files[1].read_bytes() + b"# later\n")
    elif damage == "missing":
        compiled.unlink()
    else:
        compiled.write_bytes(b"\xc1")
    assert unpacked(files) is None


@pytest.mark.parametrize("damage", ["a digit", "cut short", "another type", "the end"])
def test_compiled_data_that_is_damaged_gives_the_answer_of_the_toml(run, installed, damage):
    """Also where every checksum fits: then what can't be decoded tells."""
    import zlib

    import msgspec

    from stemfind.dataset.compiled import CHECKSUM, ENDING, Packed

    compiled = installed / f"clinics{ENDING}"
    data = compiled.read_bytes()
    packed = msgspec.msgpack.decode(data[:-CHECKSUM], type=Packed)
    if damage == "a digit":
        compiled.write_bytes(data.replace(b"EUR", b"USD"))
    elif damage == "the end":
        compiled.write_bytes(data[:-1])
    else:
        held = packed.sections["clinics"]
        packed.sections["clinics"] = held[: len(held) // 2] if damage == "cut short" else msgspec.msgpack.encode([5])
        made = msgspec.msgpack.encode(packed)
        compiled.write_bytes(made + zlib.crc32(made).to_bytes(CHECKSUM))
    started = [sys.executable, "-c", FROM, str(installed), "filter", "-f", "json"]
    done = subprocess.run(started, capture_output=True, encoding="utf-8", env=environment(), check=False)
    assert (done.returncode, done.stdout) == (0, run("filter", "-f", "json").stdout)


def test_compiled_files_without_the_first_are_no_dataset(installed):
    from stemfind.dataset.compiled import unpacked

    assert unpacked([installed / "questions.toml"]) is None


def test_a_section_without_a_record_is_an_empty_table(run, tmp_path):
    path = tmp_path / "small.db"
    assert run("data", "export", "-f", "sqlite", "-o", str(path), data=SMALL).returncode == 0
    database = sqlite3.connect(path)
    assert database.execute("SELECT count(*) FROM clinics").fetchone() == (5,)
    assert database.execute("SELECT count(*) FROM studies").fetchone() == (0,)


def test_the_bundled_dataset_says_where_it_lies(run):
    assert run("data", "path").stdout == f"{bundled()}\n"


def test_a_record_that_is_no_table_is_named_by_its_place(tmp_path):
    path = tmp_path / "broken.toml"
    path.write_text('clinics = [5]\n[about]\nname = "n"\nversion = "1"\nchecked = 2026-01-31\n', encoding="utf-8")
    assert problems(str(path)) == ("broken.toml: clinics[0]: must be a table",)


def test_a_side_of_a_conflict_is_named_by_its_place(tmp_path):
    path = broken(tmp_path, ('between = [{ says = "Cancún"', "between = [{ says = 5"))
    assert any("conflict 'alpha-city': between[0].says: expected text" in one for one in problems(path))


def test_a_compiled_section_that_this_version_does_not_know_is_passed_over(tmp_path):
    from stemfind.dataset.compiled import ENDING, pack, unpacked

    file = tmp_path / "clinics.toml"
    file.write_bytes(b"")
    about = {"name": "n", "version": "1", "checked": "2026-01-31"}
    file.with_suffix(ENDING).write_bytes(pack(b"", {"about": about, "planets": [{"id": "mars"}]}))
    assert unpacked([file]).about.name == "n"


def test_a_table_where_a_list_of_tables_is_wanted_is_named(tmp_path):
    path = tmp_path / "one.toml"
    path.write_text(
        '[about]\nname = "x"\nversion = "1"\nchecked = 2026-01-01\n[[clinics]]\nid = "a"\nname = "A"\n'
        'country = "mexico"\nsource = "bookimed-article"\n[clinics.offers]\nid = "o"\nname = "O"\n'
        'indication = "sci"\nsource = "bookimed-article"\n',
        encoding="utf-8",
    )
    assert problems(str(path)) == ("one.toml: clinic 'a': offers: expected a list, got a table; for example […]",)
