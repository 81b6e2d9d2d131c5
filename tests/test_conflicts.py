"""`data conflicts`, `data sources`, `about` and `guide` on one screen: nothing lost that a person needs first."""

import json
import re

import pytest

from conftest import SMALL

FORMS = ("table", "plain", "markdown", "html")


def lines(run, *command, **more):
    return run(*command, "-f", "table", COLUMNS="80", **more).stdout.rstrip("\n").split("\n")


def told(text):
    return " ".join(
        re.sub(r"[\\`*│]", "", re.sub(r"<[^>]+>", " ", text)).replace("&#39;", "'").replace("&amp;", "&").split()
    )


class TestConflicts:
    def test_all_of_them_are_counted_and_fit_their_screens(self, run, shipped):
        shown = lines(run, "data", "conflicts")
        assert len(shown) <= 90
        assert shown[0] == f"{len(shipped.conflicts)} conflicts: statements that cannot all hold"
        words = told("\n".join(shown))
        there = [conflict for conflict in shipped.conflicts if told(conflict.says) in words]
        left = int(re.search(r"and (\d+) more: --full", words)[1])
        assert len(there) + left == len(shipped.conflicts)

    def test_each_is_about_somebody_by_name(self, run):
        words = told("\n".join(lines(run, "data", "conflicts")))
        assert "Juventa Regen. Medicine: 3 !" in words
        assert "EmCell: The cells are called embryonic by the clinic and fetal by the press." in words

    @pytest.mark.parametrize("name", ["liv", "Mexico", "bookimed", "europe", "juventa"])
    def test_a_name_chooses_its_own(self, run, shipped, name):
        rows = json.loads(run("data", "conflicts", name, "-f", "json").stdout)
        assert 0 < len(rows) < len(shipped.conflicts)
        words = told("\n".join(lines(run, "data", "conflicts", name)))
        assert words.startswith(f"{len(rows)} conflicts about ")
        assert all(told(row["says"]) in words for row in rows), "of one, all are shown"

    def test_a_country_stands_for_its_clinics_as_in_the_count_of_compare(self, run):
        rows = json.loads(run("data", "conflicts", "mexico", "-f", "json").stdout)
        assert f"! {len(rows)}" in run("compare", "mexico", "turkey", "-f", "plain").stdout.replace("Caution: ", "! ")

    def test_a_side_names_each_publisher_once(self, run):
        text = told(run("data", "conflicts", "--full", "-f", "plain").stdout)
        assert "(The Tico Times)" in text
        assert "The Tico Times, The Tico Times" not in text

    def test_a_few_have_both_sides_without_asking(self, run):
        words = told("\n".join(lines(run, "data", "conflicts", "novastem")))
        rows = json.loads(run("data", "conflicts", "novastem", "-f", "json").stdout)
        assert all(told(side["says"]) in words for row in rows for side in row["between"])

    def test_a_kind_chooses_too(self, run):
        rows = json.loads(run("data", "conflicts", "--kind", "place", "-f", "json").stdout)
        assert {row["kind"] for row in rows} == {"place"}
        assert run("data", "conflicts", "liv", "-k", "place", "-f", "ids").returncode == 1
        assert run("data", "conflicts", "-k", "colour").returncode == 2
        assert run("data", "conflicts", "nobody at all").returncode == 2

    @pytest.mark.parametrize("command", [("data", "conflicts"), ("about",), ("guide",), ("data", "sources")])
    def test_every_format_says_the_same(self, run, command):
        words = [set(re.findall(r"\w{4,}", told(run(*command, "-f", form, COLUMNS="300").stdout))) for form in FORMS]
        for one in words[1:]:
            assert words[0] <= one, words[0] - one


class TestGuide:
    def test_the_list_has_a_line_for_each_page(self, run, shipped):
        shown = lines(run, "guide")
        assert len(shown) <= 62
        for topic in shipped.topics:
            assert any(re.search(rf"^{topic.id} ", text) for text in shown), topic.id
            assert told(topic.title) in told("\n".join(shown))

    def test_every_page_fits_its_screen_and_leaves_out_only_what_it_counts(self, run, shipped):
        for topic in shipped.topics:
            shown = lines(run, "guide", topic.id)
            assert len(shown) <= 60, topic.id
            words = told("\n".join(shown))
            left = [paragraph for paragraph in topic.paragraphs if told(paragraph.text) not in words]
            assert all(paragraph.more for paragraph in left), topic.id
            assert not left or f"{len(left)} more paragraph" in words
            corrected = sum(bool(paragraph.corrects) for paragraph in topic.paragraphs)
            assert not corrected or f"{corrected} correction" in words
            assert re.search(r"\d+ sources?: --sources", words)
            assert "¹" not in words

    def test_a_dataset_without_pages_says_so(self, run):
        done = run("guide", data=SMALL)
        assert (done.returncode, done.stdout) == (1, "")
        assert "no page of the guide" in done.stderr
        assert json.loads(run("guide", "-f", "json", data=SMALL).stdout) == []
        asked = run("guide", "scam", data=SMALL)
        assert (asked.returncode, asked.stdout) == (2, "")

    def test_an_unknown_word_lists_what_there_is(self, run, shipped):
        done = run("guide", "quantum")
        assert (done.returncode, done.stdout) == (2, "")
        assert all(topic.id in done.stderr for topic in shipped.topics)


def test_about_fits_a_screen(run):
    assert len(lines(run, "about")) <= 40


def test_each_source_is_a_row_with_who_when_and_what_it_earns(run, shipped):
    text = run("data", "sources", "-f", "markdown").stdout
    rows = [row for row in text.splitlines() if row.startswith("| ")][2:]
    assert len(rows) == len(shipped.sources)
    for row, source in zip(rows, shipped.sources, strict=True):
        assert ("| **yes** |" in row) is not source.independent


WORDS = {
    "wheelchairs": "travel", "bed sores": "travel", "tumors": "safety", "costs": "cost", "lawyers": "paying",
    "how much does it cost": "cost", "is it legal": "approved", "can i walk again": "results",
    "insurance cover": "insurance", "paraplegic": "injury", "gene therapy": "how-cells-act",
    "stem cell": "how-cells-act",
}  # fmt: skip


class TestWords:
    @pytest.mark.parametrize(("typed", "page"), WORDS.items(), ids=WORDS)
    def test_a_plural_and_a_question_lead_to_the_page(self, run, typed, page):
        done = run("guide", *typed.split(), "-f", "ids")
        assert (done.returncode, done.stdout) == (0, f"{page}\n")

    def test_a_word_that_stands_on_one_page_alone_opens_it_and_says_so(self, run):
        done = run("guide", "gene", "therapy", "-f", "ids")
        assert done.stderr == "stemfind: no topic is called 'gene therapy'; it stands on this page\n"

    def test_a_word_of_several_pages_is_refused_with_all(self, run):
        assert "the word stands in routes, approved, paying, check" in run("guide", "joint").stderr

    def test_a_slip_is_asked_back(self, run):
        assert "did you mean safety?" in run("guide", "saftey").stderr


def test_the_page_on_checking_has_what_to_ask_each_authority(run, shipped):
    asked = [regulator for regulator in shipped.regulators if regulator.check]
    assert f"what to ask {len(asked)} authorities" in run("guide", "check", "-f", "plain").stdout
    full = told(run("guide", "check", "--full", "-f", "plain").stdout)
    assert all(told(regulator.check) in full for regulator in asked)


@pytest.mark.parametrize("depth", [(), ("--full",)])
def test_no_page_speaks_of_the_article_before_it_says_which(run, shipped, depth):
    for topic in shipped.topics:
        text = told(run("guide", topic.id, *depth, "-f", "plain").stdout)
        assert not re.search(r"\b[Tt]he article\b", text.partition("Bookimed")[0]), topic.id


def test_a_page_has_one_style_of_date(run, shipped):
    page = run("about", "-f", "html").stdout
    assert "checked 29 Nov 2026" in page or shipped.about.checked.day != 29
    assert shipped.about.checked.isoformat() not in page


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("asked", [("liv",), ("icm-costa-rica",)])
def test_the_sources_of_conflicts_are_counted_listed_and_numbered_with_their_addresses(run, shipped, asked, form):
    found = run("data", "conflicts", *asked, "-f", "ids").stdout.split()
    behind = {s for one in shipped.conflicts if one.id in found for side in one.between for s in side.sources}
    short = run("data", "conflicts", *asked, "-f", form).stdout
    assert f"{len(behind)} sources: --sources" in short
    for depth in ("--sources", "--full"):
        text = run("data", "conflicts", *asked, depth, "-f", form, COLUMNS="200").stdout
        for source in filter(None, map(shipped.source, behind)):
            assert (f"doi.org/{source.doi}" if source.doi else source.url) in text.replace("&amp;", "&")


def test_a_list_of_sources_has_no_sources_of_its_own(run):
    done = run("data", "sources", "--sources", "-f", "table")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--full has their titles and addresses" in done.stderr


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("command", [("letter", "liv"), ("guide",), ("data", "changes", str(SMALL), str(SMALL))])
def test_a_page_that_names_no_source_says_so_where_its_sources_are_asked_for(run, command, form):
    done = run(*command, "--sources", "-f", form)
    assert done.returncode == 0
    assert "Nothing on this page names a source." in done.stdout


def test_a_dataset_without_evidence_says_so(run, tmp_path):
    own = tmp_path / "my.toml"
    about = '[about]\nname = "mine"\nversion = "1"\nchecked = 2026-01-31\n'
    own.write_text(
        about + '[[clinics]]\nid = "alpha"\nname = "Alpha"\ncountry = "mexico"\nsource = "bookimed-article"\n'
    )
    for asked in ((), ("walk",), ("--kind", "trial")):
        done = run("evidence", *asked, "-d", str(own))
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("stemfind: this dataset holds no evidence; stemfind's own: leave out --data")
    assert "kinds are study (" in run("evidence", "quantum").stderr
