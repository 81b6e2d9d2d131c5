import json
import re
import shlex

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from conftest import sample
from stemfind.dataset import bundled
from stemfind.dataset.read import check
from stemfind.errors import AmbiguousName, DatasetInvalid, NoRecord, UnknownName
from stemfind.model.atlas import in_words, named_in, place, places
from stemfind.model.clinic import Clinic, Person
from stemfind.model.country import Country
from stemfind.model.names import Entry, address, begins, fold, holds, near, resolve
from stemfind.model.subject import find
from stemfind.model.world import TOWNS

ENTRIES = [
    Entry("mexico", "Mexico", ("México", "MX", "MEX")),
    Entry("turkey", "Turkey", ("Türkiye", "TR", "TUR")),
    Entry("liv-ulus", "Liv Hospital Ulus"),
    Entry("medipol-mega", "Medipol Mega University Hospital"),
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("MEXICO", "mexico"), ("méxico", "mexico"), ("mx", "mexico"), ("Türkiye", "turkey"), ("TÜRKİYE", "turkey"),
        ("tur", "turkey"), ("liv", "liv-ulus"), ("ulus", "liv-ulus"), ("mega", "medipol-mega"),
        ("liv hospital", "liv-ulus"), ("edipol", "medipol-mega"), ("ulus liv", "liv-ulus"),
    ],
)  # fmt: skip
def test_a_name_is_found_by_id_code_accent_prefix_or_part(query, found):
    assert resolve(query, ENTRIES, "record").id == found


def test_a_name_that_fits_several_is_an_error_with_all_of_them():
    with pytest.raises(AmbiguousName) as error:
        resolve("hospital", ENTRIES, "record")
    assert error.value.candidates == ("liv-ulus", "medipol-mega")


def test_a_misspelt_name_is_an_error_with_a_near_one():
    with pytest.raises(UnknownName) as error:
        resolve("mexco", ENTRIES, "record")
    assert error.value.candidates == ("mexico",)


@pytest.mark.parametrize("nothing", ["", "  ", "--", "\x1b"])
def test_a_name_without_a_letter_is_unknown_and_not_everything(nothing):
    with pytest.raises(UnknownName):
        resolve(nothing, ENTRIES, "record")


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_text_in_ascii_is_folded_as_any_other(text):
    assert fold(text) == fold(f"{text} é").removesuffix("e").strip()


def test_a_place_goes_before_the_clinics_that_carry_its_name(small):
    panama = Country(id="panama", name="Panama", iso2="PA", iso3="PAN")
    carriers = tuple(
        Clinic(id=f"panama-{kind}", name=f"Panama {kind}", country="panama", source="page") for kind in ("one", "two")
    )
    dataset = replace(small, countries=(*small.countries, panama), clinics=carriers)
    assert find(dataset, "pana") is panama
    with pytest.raises(AmbiguousName):
        find(replace(dataset, countries=small.countries), "pana")


class TestCountries:
    def test_every_country_of_iso_3166_is_known_by_every_name_and_code_that_iso_gives_it(self):
        for country in sample(pycountry.countries, 4):
            given = {country.alpha_2, country.alpha_3, country.alpha_2.lower(), country.name}
            given |= {getattr(country, key) for key in ("official_name", "common_name") if hasattr(country, key)}
            for name in given:
                assert place(name, ()).also[0] == country.alpha_2, name

    def test_a_country_on_record_has_the_id_that_it_would_have_without_a_record(self, shipped):
        by_code = {entry.also[0]: entry.id for entry in places(())}
        on_record = [country for country in shipped.countries if country.iso2 != "EU"]
        assert {country.id: by_code[country.iso2] for country in on_record} == {c.id: c.id for c in on_record}

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("uk", "GB"), ("U.K.", "GB"), ("united kingdom", "GB"), ("Great Britain", "GB"), ("britain", "GB"),
            ("England", "GB"), ("scotland", "GB"), ("Wales", "GB"), ("northern ireland", "GB"), ("usa", "US"),
            ("U.S.A.", "US"), ("us", "US"), ("america", "US"), ("uae", "AE"), ("emirates", "AE"), ("Dubai", "AE"),
            ("south korea", "KR"), ("korea", "KR"), ("Republic of Korea", "KR"), ("Korea, Republic of", "KR"),
            ("north korea", "KP"), ("czech republic", "CZ"), ("czechia", "CZ"), ("ivory coast", "CI"),
            ("Cote d'Ivoire", "CI"), ("holland", "NL"), ("The Netherlands", "NL"), ("burma", "MM"), ("turkiye", "TR"),
            ("Republic of Türkiye", "TR"), ("DR Congo", "CD"), ("drc", "CD"), ("congo", "CG"), ("St. Lucia", "LC"),
            ("Trinidad & Tobago", "TT"), ("Republic of India", "IN"), ("Republic of Ireland", "IE"), ("id", "ID"),
            ("swaziland", "SZ"), ("macedonia", "MK"), ("Kosovo", "XK"), ("vatican", "VA"), ("cape verde", "CV"),
            ("palestine", "PS"), ("niger", "NE"), ("guinea", "GN"), ("dominica", "DM"), ("BRASIL", "BR"),
        ],
    )  # fmt: skip
    def test_a_country_is_known_by_its_usual_short_forms_whether_or_not_it_is_on_record(self, shipped, name, code):
        assert place(name, shipped.countries).also[0] == code

    @pytest.mark.parametrize("name", ["uk", "gb", "id", "md", "cyprus", "United Kingdom", "la"])
    def test_a_code_never_stands_for_a_longer_name_and_never_for_a_clinic(self, shipped, name):
        with pytest.raises(NoRecord):
            find(shipped, name)

    @pytest.mark.parametrize(
        ("name", "several"),
        [
            ("united", {"united-kingdom", "usa", "united-arab-emirates"}),
            ("south", {"south-korea", "south-africa", "south-sudan"}),
            ("austr", {"australia", "austria"}),
            ("dominic", {"dominica", "dominican-republic"}),
            ("virgin islands", {"british-virgin-islands", "us-virgin-islands"}),
        ],
    )
    def test_a_beginning_that_fits_a_country_without_a_record_too_is_a_question(self, shipped, name, several):
        with pytest.raises(AmbiguousName) as error:
            place(name, shipped.countries)
        assert several <= set(error.value.candidates)

    def test_a_part_of_a_short_form_means_nothing(self, shipped):
        for name in ("great", "white", "islamic republic of narnia", "republic"):
            with pytest.raises((UnknownName, AmbiguousName)):
                find(shipped, name)

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("United Kingdom", "the United Kingdom"), ("Cyprus", "Cyprus"), ("Netherlands", "the Netherlands"),
            ("Cayman Islands", "the Cayman Islands"), ("", ""),
        ],
    )  # fmt: skip
    def test_a_sentence_names_a_country_as_people_do(self, name, said):
        assert in_words(name) == said


class TestCountryWithoutRecord:
    def test_a_search_in_a_country_without_a_clinic_says_that_none_is_there(self, run):
        for name, said in (("cyprus", "Cyprus"), ("uk", "the United Kingdom"), ("canada", "Canada")):
            done = run("filter", "-c", name, "-f", "json")
            assert (done.returncode, done.stdout.strip()) == (1, "[]")
            assert f"no clinic on record is in {said}" in done.stderr

    def test_a_search_in_two_countries_says_which_of_them_has_none(self, run):
        done = run("filter", "-c", "colombia", "-c", "uk", "-f", "ids")
        assert (done.returncode, done.stdout.split()) == (0, ["bioxcellerator", "reju"])
        assert "no clinic on record is in the United Kingdom" in done.stderr
        assert "in Colombia" not in done.stderr

    def test_no_trial_takes_people_in_a_country_without_one_and_a_line_says_so(self, run):
        done = run("trials", "--country", "uk", "-f", "json")
        assert done.returncode == 0
        assert {trial["criteria"]["country"] for trial in json.loads(done.stdout)} <= {"not met", "not stated"}
        assert done.stderr == ("stemfind: no open trial on record is said to take people in the United Kingdom\n")
        assert "no trial on record is said" in run("trials", "--all", "--country", "uk").stderr
        assert run("trials", "--country", "spain").stderr == ""

    def test_the_european_union_is_its_members(self, run):
        found = run("filter", "-c", "eu", "--standing", "operating", "--standing", "closed", "-f", "json").stdout
        assert {"spain", "germany"} <= {clinic["country"] for clinic in json.loads(found)}
        assert "NCT06981338" in run("trials", "--country", "eu", "-f", "ids").stdout

    def test_why_says_that_nothing_is_on_record_of_it_and_names_the_way_on(self, run):
        for form, empty in (("json", "null"), ("markdown", "")):
            done = run("why", "cyprus", "-f", form)
            assert (done.returncode, done.stdout.strip()) == (1, empty)
            assert "nothing is on record about Cyprus (stemfind show cyprus says how to go on)" in done.stderr

    def test_show_of_a_country_without_a_record_is_an_answer_with_exit_1(self, run):
        done = run("show", "cyprus", "-f", "markdown")
        assert done.returncode == 1
        for part in ("# Cyprus: not on record", "no verdict", "look up a licence in Cyprus", "stemfind checklist"):
            assert part in done.stdout
        assert "letter --to" not in done.stdout
        assert "nothing is on record about Cyprus" in done.stderr
        (told,) = json.loads(run("show", "uk", "-f", "json").stdout)
        assert told == {"id": None, "name": "united-kingdom", "record": None, "countries": ["united-kingdom"]}

    def test_show_still_shows_the_others(self, run):
        done = run("show", "cyprus", "reju", "-f", "json")
        assert done.returncode == 0
        assert [one["id"] for one in json.loads(done.stdout)] == [None, "reju"]
        assert "nothing is on record about Cyprus" in done.stderr

    @pytest.mark.parametrize("command", ["compare", "checklist", "letter", "estimate"])
    def test_the_other_commands_name_the_way_on(self, run, command):
        done = run(command, "uk")
        assert (done.returncode, done.stdout) == (2, "")
        assert "about the United Kingdom" in done.stderr
        assert "stemfind show united-kingdom" in done.stderr
        assert run("show", "united-kingdom").returncode == 1


class TestTownsDoctorsAddresses:
    @pytest.mark.parametrize(
        ("name", "ids"),
        [
            ("cancun", ["cellular-hope", "giostar", "celltex", "regeneris"]),
            ("Bangkok", ["verita-neuro-bangkok", "stemcells21"]),
            ("tijuana", ["novastem", "progencell"]),
            ("mumbai", ["neurogen", "sion-hospital-mumbai"]),
            ("Bombay", ["neurogen", "sion-hospital-mumbai"]),
            ("istanbul", ["liv-ulus", "medipol-mega", "gaziosmanpasa-liv"]),
            ("riordan", ["stem-cell-institute-panama", "icm-costa-rica"]),
            ("Alok Sharma", ["neurogen", "sion-hospital-mumbai"]),
            ("liv istanbul", ["liv-ulus", "gaziosmanpasa-liv"]),
        ],
    )
    def test_a_town_or_a_doctor_of_several_clinics_is_a_question_with_the_list(self, run, name, ids):
        done = run("show", name)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"{name!r} fits more than one" in done.stderr
        fits, _, way = done.stderr.strip().partition("; ")
        assert fits.endswith(": " + ", ".join(ids))
        if way:
            assert way == f"stemfind filter --city {name} lists them"
            assert set(run("filter", "--city", name, "-f", "ids").stdout.split()) == set(ids)

    def test_a_town_of_several_clinics_says_what_lists_them(self, run):
        assert "stemfind filter --city tijuana lists them" in run("show", "tijuana").stderr

    @pytest.mark.parametrize(
        ("name", "found"),
        [
            ("kyiv", "emcell"), ("Kiev", "emcell"), ("karaöz", "liv-ulus"), ("giostar mexico", "giostar"),
            ("stem cell institute panama", "stem-cell-institute-panama"), ("Dr. Kaya", "ozcan-kaya"),
            ("https://www.the-stem-cell-institute.com", "stem-cell-institute-panama"),
            ("cellmedicine.com", "stem-cell-institute-panama"), ("HTTPS://WWW.NEUROGEN.IN/a?b=c#d", "neurogen"),
            ("neurogen.in", "neurogen"), ("blog.neurogen.in", "neurogen"), ("info@neurogen.in", "neurogen"),
            ("http://stemcellbangkok.com/?faq,47", "armed-police-hospital-beijing"),
            ("saiseiiryou.clinic", "saiseiiryou"), ("web.sapmed.ac.jp", "stemirac-sapporo"),
        ],
    )  # fmt: skip
    def test_a_town_a_doctor_or_an_address_of_one_clinic_is_that_clinic(self, shipped, name, found):
        assert find(shipped, name).id == found

    def test_every_website_on_record_finds_its_clinic(self, shipped):
        for clinic in shipped.clinics:
            if clinic.website:
                assert find(shipped, clinic.website.upper() + "/en?x=1") is clinic

    @pytest.mark.parametrize("name", ["ac.jp", "neurogen.com", "giostar.com", "notneurogen.in", "facebook.com/other"])
    def test_an_address_of_somebody_else_finds_nobody(self, small, shipped, name):
        page = Clinic(id="page", name="Page", country="mexico", source="s", website="https://facebook.com/page")
        for dataset in (replace(small, clinics=(page,)), shipped):
            with pytest.raises((UnknownName, AmbiguousName)):
                find(dataset, name)
        assert find(replace(small, clinics=(page,)), "www.facebook.com/page/") is page

    def test_a_part_of_a_doctor_is_nobody(self, small):
        doctor = Person(name="Dr. Isabella Bernaschina", source="s")
        clinic = Clinic(id="one", name="One", country="mexico", source="s", team=(doctor,))
        with pytest.raises(UnknownName):
            find(replace(small, clinics=(clinic,)), "bern")

    def test_a_clinic_whose_id_is_a_countrys_keeps_it(self, small):
        clinic = Clinic(id="jersey", name="Jersey Clinic", country="nowhere", source="s")
        assert find(replace(small, clinics=(clinic,)), "jersey") is clinic

    @pytest.mark.parametrize("text", ["liv hospital", "U.K.", "Dr. Kaya", "neurogen", "neurogen.in!x", ""])
    def test_what_is_no_address_is_none(self, text):
        assert address(text) is None

    def test_why_asks_where_a_name_is_a_clinic_and_a_country_without_a_record(self, run):
        done = run("why", "san")
        assert done.returncode == 2
        assert "san-marino, icm-costa-rica" in done.stderr


class TestSearch:
    @pytest.mark.parametrize(
        ("query", "name", "fits"),
        [
            ("mumbai", "Navi Mumbai", True), ("ist", "Istanbul", True), ("bul", "Istanbul", False),
            ("is", "Istanbul", False), ("madrid", "Majadahonda (Madrid)", True), ("kiev", "Kyiv", True),
        ],
    )  # fmt: skip
    def test_a_town_is_searched_by_whole_words_or_their_beginning(self, query, name, fits):
        assert begins(query, name) is fits

    @pytest.mark.parametrize(
        ("word", "found"),
        [("uk", False), ("ukr", True), ("rai", False), ("krai", True), ("liv", True), ("li", False), ("", True)],
    )
    def test_a_short_word_of_a_text_is_no_part_of_a_longer_one(self, word, found):
        assert holds(fold("Ukraine and Liv"), word) is found

    def test_a_text_is_found_by_whatever_name_its_country_has(self, run):
        for name in ("Türkiye", "TURKIYE", "turkey", "TUR"):
            assert "liv-ulus" in run("filter", name, "-f", "ids").stdout.split(), name
        assert run("filter", "uk", "-f", "ids").stdout == ""

    def test_a_town_that_is_not_known_of_a_clinic_sets_it_aside(self, run):
        assert "city (14)" in run("filter", "--city", "istanbul").stderr

    def test_a_misspelt_town_is_said_with_a_near_one(self, run):
        done = run("filter", "--city", "istambul")
        assert done.returncode == 1
        assert "no clinic on record is known to be in a town called 'istambul'; did you mean Istanbul?" in done.stderr
        assert "called 'atlantis'\n" in run("filter", "--city", "atlantis").stderr


class TestSuggestions:
    @pytest.mark.parametrize(
        ("wrong", "right"),
        [("livv", "liv"), ("lvi", "liv"), ("mexco", "mexico"), ("hospitl", "hospital"), ("istambul", "istanbul"),
         ("giostar.com", "giostar"), ("cyprs", "cyprus"), ("medipoll-mgea", "medipol-mega"), ("chine", "china")],
    )  # fmt: skip
    def test_a_slip_of_the_pen_is_answered_with_what_was_meant(self, run, wrong, right):
        done = run("show", wrong)
        assert done.returncode == 2
        assert f"did you mean {right}" in done.stderr

    @pytest.mark.parametrize(
        ("command", "word"),
        [
            (("compare",), "xyzzy"), (("checklist",), "xyz"), (("filter", "-c"), "narnia"), (("guide",), "astrology"),
            (("guide",), "parking"), (("guide",), "horoscope"), (("filter", "--for"), "xyz"),
            (("checklist", "-g"), "zebra"),
            (("filter", "--fields"), "foo"), (("why", "liv"), "foo"), (("data", "export", "--section"), "foo"),
            (("estimate", "liv", "--offer"), "foo"),
        ],
    )  # fmt: skip
    def test_what_is_near_to_nothing_is_answered_with_what_there_is_and_no_guess(self, run, command, word):
        done = run(*command, word)
        assert (done.returncode, done.stdout) == (2, "")
        assert "did you mean" not in done.stderr
        assert re.search("there are|stemfind show|stemfind evidence|as in Turkey", done.stderr)

    def test_a_word_that_names_nothing_is_no_name(self, run):
        done = run("show", "the")
        assert (done.returncode, done.stdout) == (2, "")

    def test_a_list_that_is_long_is_cut_and_says_so(self):
        with pytest.raises(UnknownName, match=r"there are n0, .*, n39 and 2 more$"):
            resolve("xyz", [Entry(f"n{number}", f"n{number}") for number in range(42)], "word")

    def test_a_part_is_not_taken_where_another_name_is_spelled_nearly_so(self):
        known = [Entry("china", "China"), Entry("one", "General Chinese Clinic")]
        with pytest.raises(UnknownName) as error:
            resolve("chine", known, "record")
        assert error.value.candidates == ("china",)
        assert resolve("hines", known, "record").id == "one"

    def test_nothing_is_near_to_two_letters(self):
        assert near("zz", [Entry("za", "South Africa", ("ZA",))]) == ()


class TestGuide:
    @pytest.mark.parametrize(
        ("word", "page"),
        [
            ("cancer", "safety"), ("tumor", "safety"), ("rehab", "recovery"), ("refund", "paying"),
            ("drip", "routes"), ("acute", "timing"), ("level", "injury"), ("does insurance pay", "insurance"),
            ("lumbar", "lumbar-puncture"), ("autologous", "autologous"), ("AIS", "ais"), ("placebo", "placebo"),
            ("Joint Commission International", "jci"), ("intra", "routes"), ("commission", "cost"), ("legs", "results"),
            ("numbness", "results"), ("germs", "safety"), ("peer review", "evidence"),
        ],
    )  # fmt: skip
    def test_a_page_is_found_by_a_word_of_its_own_and_before_a_word_of_the_field(self, run, word, page):
        assert run("guide", word, "-f", "ids").stdout.strip() == page

    def test_a_word_of_a_phrase_that_means_something_else_names_the_pages_that_say_it(self, run):
        done = run("guide", "joint")
        assert (done.returncode, done.stdout) == (2, "")
        said = "the word stands in routes, approved, paying, check"
        assert done.stderr == f"stemfind: no topic is called 'joint'; {said}\n"

    @pytest.mark.parametrize(("word", "way"), [("mexico", "show mexico"), ("Dubai", "show united-arab-emirates")])
    def test_a_country_is_no_page_but_names_what_shows_it(self, run, word, way):
        done = run("guide", word)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"stemfind {way} tells of " in done.stderr

    def test_words_that_lead_to_several_pages_name_them(self, run):
        assert "its words lead to cost, travel" in run("guide", "cost of trip").stderr

    def test_a_word_that_no_page_says_names_all_pages(self, run):
        assert "there are injury, recovery, " in run("guide", "astrology").stderr

    def test_a_word_of_several_pages_is_a_question(self, run):
        done = run("guide", "how")
        assert done.returncode == 2
        assert "fits more than one topic: how-cells-act, " in done.stderr


LINE = {"id": "one", "name": "One", "source": "s", "country": "turkey"}


def lines(tmp_path, *records):
    file = tmp_path / "own.jsonl"
    file.write_text("".join(json.dumps({**LINE, **record}) + "\n" for record in records), encoding="utf-8")
    return str(file)


class TestSpelling:
    @pytest.mark.parametrize("country", ["turkey", "Turkey", "TR", "tur", "Türkiye", "TÜRKİYE", "Republic of Turkey"])
    def test_a_country_of_a_record_is_found_however_it_is_written(self, run, tmp_path, country):
        file = lines(tmp_path, {"country": country})
        for command in (("filter", "-c", "turkey", "-f", "jsonl"), ("filter", "-f", "jsonl")):
            assert json.loads(run(*command, "--data", file).stdout)["country"] == "turkey"
        assert json.loads(run("show", "one", "--data", file, "-f", "json").stdout)[0]["country"] == "turkey"
        toml = tmp_path / "own.toml"
        toml.write_text(
            '[about]\nname = "own"\nversion = "1"\nchecked = 2026-01-01\n'
            f'[[clinics]]\nid = "one"\nname = "One"\ncountry = "{country}"\nsource = "bookimed-article"\n'
        )
        assert run("filter", "-c", "tr", "--data", str(toml), "-f", "ids").stdout == "one\n"

    def test_a_country_without_a_record_is_one_where_a_record_is_there(self, run, tmp_path):
        file = lines(tmp_path, {"country": "UK"}, {"id": "two", "country": "Scotland"})
        assert run("filter", "-c", "gb", "--data", file, "-f", "ids").stdout == "one\ntwo\n"
        assert "United Kingdom" in run("filter", "--data", file, "-f", "markdown").stdout
        assert "# United Kingdom" in run("show", "uk", "--data", file).stdout
        assert run("data", "check", file).returncode == 0

    def test_terms_of_a_record_are_found_however_they_are_written(self, run, tmp_path):
        offer = {
            "id": "o", "name": "O", "source": "s", "indication": ["Spinal cord injury", "SCI"],
            "cells": ["umbilical-cord msc"], "routes": ["Intrathecal"], "includes": ["Interpreter"],
            "doses": [{"item": "Umbilical-cord MSC", "low": 1, "unit": "vials"}],
        }  # fmt: skip
        held = {"term": "JCI", "says": "x", "source": "s"}
        file = lines(tmp_path, {"offers": [offer], "accreditations": [held], "general": {"excludes": ["Meals"]}})
        asked = (
            "--for",
            "sci",
            "--cells",
            "msc",
            "--route",
            "intrathecal",
            "-i",
            "interpreter",
            "--accreditation",
            "jci",
        )
        row = json.loads(run("filter", *asked, "--data", file, "-f", "jsonl").stdout)
        assert (row["indications"], row["cells"], row["accreditations"]) == (["sci"], ["uc-msc"], ["jci"])
        assert run("data", "check", file).returncode == 0

    @pytest.mark.parametrize(
        ("record", "said"),
        [
            ({"country": "narnia"}, "country: 'narnia' is no country of this dataset; write its name or a code, as in"),
            ({"country": "mexco"}, "country: 'mexco' is no country of this dataset; did you mean 'mexico'?"),
            ({"country": "united"}, "country: 'united' is no country of this dataset; "),
            (
                {"general": {"routes": ["by mouth"]}},
                "general.routes: 'by mouth' is no route of this dataset; there are ct-guided-cord, intralesional, ",
            ),
            (
                {"accreditations": [{"term": "ISO", "says": "x", "source": "s"}]},
                "accreditations[0].term: 'ISO' is no accreditation of this dataset; there are ampti, ",
            ),
        ],
    )
    def test_what_means_nothing_is_named_with_its_line_and_what_would_work(self, run, tmp_path, record, said):
        file = lines(tmp_path, {}, {"id": "two", **record})
        done = run("filter", "--data", file, "-f", "ids")
        assert (done.returncode, done.stdout) == (3, "one\n")
        assert f":2: clinic 'two': {said}" in done.stderr
        checked = run("data", "check", file)
        assert checked.returncode == 3
        assert said.partition(": ")[2] in checked.stderr
        if "country" in record:
            done = run("filter", "-c", "mexico", "--data", file)
            assert done.returncode == 3
            assert f":2: clinic 'two': {said}" in done.stderr

    def test_a_country_that_nothing_fits_is_said_of_a_stream_unless_it_was_left_early(self, run, tmp_path):
        file = lines(tmp_path, {}, {"id": "two"})
        asked = ("filter", "-c", "tr", "-c", "uk", "--data", file, "-f", "ids")
        assert "no clinic on record is in the United Kingdom" in run(*asked).stderr
        assert run(*asked, "--limit", "1").stderr == ""


@pytest.mark.parametrize("asked", [("filter", "…"), ("filter", "--city", "--"), ("filter", ""), ("evidence", "?!")])
def test_a_word_without_a_letter_is_refused_and_never_fits_everything(run, asked):
    done = run(*asked)
    assert (done.returncode, done.stdout) == (2, "")
    assert "has no letter and no digit to look for" in done.stderr


@pytest.mark.parametrize("word", ["clinic", "institute", "stem cell", "medical center", "hospital"])
def test_a_word_that_many_sellers_carry_is_a_question_and_never_a_pick(run, word):
    done = run("show", word)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"'{word}' fits more than one" in done.stderr


def test_a_whole_name_of_such_words_still_names_its_clinic(run):
    assert run("show", "stem cell institute", "-f", "json").stdout.count('"id": "stem-cell-institute-panama"') == 1


@pytest.mark.parametrize("region", ["africa", "South America", "asia", "the middle east"])
def test_a_part_of_the_world_is_never_taken_for_a_country_of_its_name(run, region):
    for command in (("filter", "-c"), ("trials", "--country"), ("show",), ("compare",)):
        done = run(*command, region)
        assert (done.returncode, done.stdout) == (2, "")
        assert "it is a part of the world: name its countries" in done.stderr
        assert "south-africa" not in done.stderr


def test_a_slip_in_a_whole_name_is_not_taken_for_a_word_of_another(run):
    assert run("filter", "-c", "turky").stderr.endswith("did you mean turkey?\n")
    assert run("filter", "-c", "jpan").stderr.endswith("did you mean japan?\n")


def test_a_command_is_suggested_only_where_it_is_one_slip_away(run):
    assert run("fliter").stderr == "stemfind: no command is called 'fliter'; did you mean filter?\n"
    far = run("search")
    assert (far.returncode, far.stdout) == (2, "")
    assert far.stderr == (
        "stemfind: no command is called 'search'; there are filter, compare, show, trials, checklist, letter, summary, "
        "estimate, evidence, guide, why, about, data\n"
    )


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("uk",), "in the United Kingdom"),
        (("us",), "in the United States"),
        (("eu",), "in the European Union"),
        (("usa", "--country", "netherlands"), "in the United States or the Netherlands"),
    ],
)
def test_trials_names_a_country_in_words_on_record_or_not_and_a_union_as_one(run, asked, words):
    title = run("trials", "--country", *asked, "-f", "plain").stdout.splitlines()[0]
    assert title.endswith(f"may take you: {words}")


def test_what_is_no_clinic_is_named_as_in_a_sentence(run):
    assert "the United States is no clinic to write to" in run("letter", "usa").stderr
    assert "the European Union is no clinic; an estimate" in run("estimate", "eu").stderr


@pytest.mark.parametrize("option", ["--sort", "--fields"])
def test_a_field_is_suggested_only_as_it_can_be_typed(run, option):
    if option == "--fields":  # to sort by, it is a word for the lowest price
        assert "'price'; there are id, name, country" in run("filter", option, "price").stderr
        assert "'prise'; there are id, name, country" in run("filter", option, "prise").stderr
    else:
        assert "'prise'; did you mean price?" in run("filter", option, "prise").stderr
    assert run("filter", option, "currancy").stderr == (
        "stemfind: no field is called 'currancy'; did you mean currency?\n"
    )


class TestNamesThatPeopleType:
    """The clinics, sellers, doctors and addresses that the questions of people name, as they would type them."""

    @pytest.mark.parametrize(
        ("name", "found"),
        [
            ("liv", "liv-ulus"), ("giostar", "giostar"), ("puhua", "puhua"), ("novastem", "novastem"),
            ("Regeneris Therapy", "regeneris"), ("sion-hospital-mumbai", "sion-hospital-mumbai"),
            ("Verita", "verita-neuro-bangkok"), ("verita neuro", "verita-neuro-bangkok"),
            ("epidural stimulation now", "verita-neuro-bangkok"), ("neurogen", "neurogen"), ("xcell", "xcell-center"),
            ("XCell-Center", "xcell-center"), ("cells4health", "cells4health"),
            ("stem cell institute", "stem-cell-institute-panama"),
            ("unique access", "verita-neuro-bangkok"), ("Unique Access Medical", "verita-neuro-bangkok"),
            ("Better Being Hospital", "verita-neuro-bangkok"), ("stemgenex", "stemgenex"), ("Grekos", "regenocyte"),
            ("Dr. Zannos Grekos", "regenocyte"), ("regenocyte", "regenocyte"), ("intercellular sciences", "regenocyte"),
            ("wu medical", "wu-medical"), ("primecell", "guayaquil-luis-vernaza"), ("omni medical", "cells4health"),
            ("returning hope", "unistem-biosciences"), ("nipro", "stemirac-sapporo"), ("shroff", "nutech-mediworld"),
            ("rader", "medra"), ("Bryukhovetskiy", "neurovita"), ("tip-pairote", "verita-neuro-bangkok"),
        ],
    )  # fmt: skip
    def test_a_seller_a_doctor_or_a_company_leads_to_its_record(self, run, shipped, name, found):
        assert find(shipped, name).id == found
        assert json.loads(run("show", name, "-f", "json").stdout)[0]["id"] == found

    @pytest.mark.parametrize(
        ("name", "found"),
        [
            ("cellmedicine.com", "stem-cell-institute-panama"), ("veritaneuro.com", "verita-neuro-bangkok"),
            ("https://www.the-stem-cell-institute.com", "stem-cell-institute-panama"),
            ("https://epiduralstimulationnow.com/faq-2/", "verita-neuro-bangkok"),
            ("https://www.veritaneuro.com/es/news/?page=2#top", "verita-neuro-bangkok"),
            ("http://wumedicalcenter.com/article/QA/82013112452.html", "wu-medical"),
            ("http://stemcellbangkok.com/?stem-cell-treatment-faq,47", "armed-police-hospital-beijing"),
            ("https://www.regeneristherapy.com/en/stem-cells/cofepris-regulatory-framework", "regeneris"),
            ("neurogenbsi.com", "neurogen"), ("https://www.returninghope.com/a.html", "unistem-biosciences"),
            ("http://www.marioizurieta.com/english/", "guayaquil-luis-vernaza"),
            ("http://med.nipro.co.jp/reg_stemirac_qa", "stemirac-sapporo"),
        ],
    )  # fmt: skip
    def test_a_host_name_or_a_whole_address_leads_to_its_record(self, run, name, found):
        assert json.loads(run("show", name, "-f", "json").stdout)[0]["id"] == found

    @pytest.mark.parametrize(
        ("name", "ids"),
        [
            ("Riordan", ["stem-cell-institute-panama", "icm-costa-rica"]),
            ("Kleinbloesem", ["xcell-center", "cells4health"]),
        ],
    )
    def test_a_founder_of_two_is_a_question_with_both(self, run, name, ids):
        done = run("show", name)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.strip().endswith(": " + ", ".join(ids))

    @pytest.mark.parametrize("name", ["nervgen", "bookimed", "clinica ruiz", "Stem Cell Institute of America"])
    def test_a_name_that_is_not_on_record_leads_to_nobody_else(self, shipped, name):
        with pytest.raises((UnknownName, AmbiguousName)):
            find(shipped, name)

    def test_a_clinic_that_closed_says_so_first(self, run):
        for name in ("stemgenex", "grekos"):
            assert "closed" in run("show", name).stdout[:400].lower()


class TestShortNames:
    KINDS = (("clinics", 24), ("benchmarks", 24), ("studies", 24), ("products", 24), ("trials", 28))

    @pytest.mark.parametrize(("kind", "room"), KINDS)
    def test_a_short_name_fits_its_column_and_names_one_alone(self, shipped, kind, room):
        told = [record.short or record.name for record in getattr(shipped, kind)]
        own = [record.short for record in getattr(shipped, kind) if record.short]
        assert own
        assert [name for name in own if len(name) > room] == []
        assert [name for name in own if told.count(name) > 1] == []

    def test_every_name_that_does_not_fit_has_a_short_one(self, shipped):
        named = (*shipped.clinics, *shipped.benchmarks, *shipped.products)
        assert [record.id for record in named if len(record.name) > 24 and not record.short] == []
        assert [trial.id for trial in shipped.trials if not trial.short] == []
        compared = [study for study in shipped.studies if study.design in ("controlled", "randomised")]
        assert [study.id for study in compared if not study.short or str(study.year) not in study.short] == []

    def test_a_short_name_never_leads_to_another_record(self, shipped):
        for record in (*shipped.clinics, *shipped.benchmarks):
            try:
                found = find(shipped, record.short or record.name)
            except UnknownName:
                continue
            assert found is record

    @pytest.mark.parametrize(
        ("section", "room"), [("clinics", 24), ("benchmarks", 24), ("studies", 24), ("products", 24), ("trials", 28)]
    )
    def test_a_short_name_that_is_too_long_is_refused(self, tmp_path, section, room):
        file = {"clinics": "clinics", "benchmarks": "clinics", "trials": "trials"}.get(section, "evidence")
        for held in bundled().glob("*.toml"):
            (tmp_path / held.name).write_bytes(held.read_bytes())
        text = (tmp_path / f"{file}.toml").read_text(encoding="utf-8")
        head, mark, tail = text.partition(f"\n[[{section}]]\n")
        for letters, refused in ((room, False), (room + 1, True)):
            short = re.sub(r'^short = ".*"$', f'short = "{"x" * letters}"', tail, count=1, flags=re.MULTILINE)
            (tmp_path / f"{file}.toml").write_text(head + mark + short, encoding="utf-8")
            if refused:
                with pytest.raises(DatasetInvalid, match="short"):
                    check(str(tmp_path))
            else:
                check(str(tmp_path))


class TestNotOnRecord:
    """A name that resembles nothing on record is where help begins."""

    def test_it_is_an_answer_on_stdout_with_exit_1_and_no_verdict(self, run):
        done = run("show", "Some Clinic Dubai", "-f", "table", COLUMNS="80")
        assert done.returncode == 1
        lines = done.stdout.splitlines()
        assert lines[0] == "Some Clinic Dubai: not on record"
        assert len(lines) <= 45
        for part in (
            "no verdict",
            "the United Arab Emirates",
            "No place to look up a licence",
            "stemfind checklist",
            "stemfind letter --to 'Some Clinic Dubai'",
            "stemfind data check FILE",
        ):
            assert part in done.stdout  # fmt: skip
        assert done.stderr == "stemfind: nothing on record is called 'Some Clinic Dubai', which is no verdict\n"

    @pytest.mark.parametrize(
        ("name", "earns"),
        [("Bookimed", "takes commission from the clinics"), ("placidway", "earns from referring patients")],
    )
    def test_a_go_between_is_said_to_be_one_and_what_it_earns(self, run, name, earns):
        done = run("show", name, "-f", "table", COLUMNS="80")
        assert done.returncode == 1
        text = " ".join(done.stdout.split())
        assert f"{name}: a go-between, not a clinic".casefold() in text.casefold()
        assert earns in text
        assert "stemfind guide cost" in text
        assert "othing on record" not in text + done.stderr

    @pytest.mark.parametrize(
        ("name", "country", "said"),
        [
            ("Beauty Clinic Istanbul", "turkey", ("$8,000 – $15,000", "claimed 2025", "TİTCK", "healthturkiye.com")),
            ("Neuro Centre Bangkok", "thailand", ("none published", "Medical Council of Thailand")),
            ("Clínica Ruiz, México", "mexico", ("$5,000 – $15,000", "COFEPRIS's public licence data", "infections")),
            ("Some Clinic Northern Ireland", "united-kingdom", ("Of the United Kingdom nothing is on record",)),
            ("Some Clinic", None, ("says no country",)),
            ("A1B2", None, ("says no country",)),
        ],
    )  # fmt: skip
    def test_what_is_known_of_the_country_whose_name_or_town_is_in_it(self, run, name, country, said):
        text = run("show", name, "-f", "table", COLUMNS="120").stdout
        for part in said:
            assert part in text, part
        (told,) = json.loads(run("show", name, "-f", "json").stdout)
        assert told == {"id": None, "name": name, "record": None, "countries": [country] if country else []}

    def test_every_town_leads_to_its_country(self, shipped):
        for town, code in TOWNS.items():
            (found,) = named_in(f"Some {town.title()} Clinic", shipped.countries, {})
            assert found.also[0] == code

    def test_the_commands_that_it_names_work(self, run):
        text = run("show", "O'Hara Clinic Dubai", "-f", "plain").stdout
        commands = re.findall(r"^stemfind ([a-z]+(?: --to .+?)?) (?:the|does|trials) ", text, re.MULTILINE)
        assert len(commands) == 5
        for command in commands:
            done = run(*shlex.split(command))
            assert done.returncode == 0, command
            assert "letter" not in command or "O'Hara Clinic Dubai" in done.stdout

    @pytest.mark.parametrize("command", ["compare", "checklist", "letter", "estimate", "why"])
    def test_other_commands_stay_2_and_name_the_way_on(self, run, command):
        done = run(command, "Some Clinic Dubai")
        assert (done.returncode, done.stdout) == (2, "")
        assert "stemfind show 'Some Clinic Dubai' says how to go on" in done.stderr

    def test_a_stranger_s_name_moves_nothing(self, run):
        for no_name in ("a\x1b[31mb", "n" * 201, "a\nb"):
            done = run("show", no_name)
            assert (done.returncode, done.stdout) == (2, "")
            assert "\x1b" not in done.stderr
        name = "a <b>x</b> | `y` $(z)"
        for form in ("table", "plain", "markdown", "html"):
            text = run("show", name, "-f", form).stdout
            assert text
            assert form != "html" or "<b>x" not in text
        assert "\x1b" not in run("compare", name).stderr


def test_the_price_of_a_clinic_is_not_said_of_its_whole_country(run, shipped):
    """Where a stranger is asked for, what is known of the country is told, and not what one seller there asks."""
    pricing = {one.country for one in shipped.clinics if any(o.price and "sci" in o.indications for o in one.offers)}
    without = next(one for one in shipped.countries if one.id in pricing and not one.offers)
    done = run("show", f"Nowhere Clinic, {without.name}", "-f", "plain")
    assert done.returncode == 1
    assert "Price stated for SCI: none published" in done.stdout
