import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from conftest import FULL
from stemfind.cli.cursor import offered as completed
from stemfind.commands.evidence.page import summary_document
from stemfind.commands.evidence.result import Wanted, kind_of, select_records
from stemfind.document.parts import Items, Table
from stemfind.document.words import figure_words
from stemfind.model.evidence import harmed

SMALL = Path(__file__).parent / "small.toml"


def said(document, caption):
    """Return the rows of a table and the lines of the paragraph beneath it."""
    index = next(i for i, block in enumerate(document.blocks) if isinstance(block, Table) and block.caption == caption)
    table, beneath = document.blocks[index : index + 2]
    rows = [[line for cell in row.cells for line in cell] for row in table.rows]
    words = [["".join(run.text for run in line) for line in row] for row in rows]
    return [" | ".join(row) for row in words], [
        "".join(run.text for run in line) for line in getattr(beneath, "lines", ())
    ]


def test_one_screen_answers_does_it_work_is_it_safe_and_what_else(shipped):
    document = summary_document(shipped)
    works, told = said(document, "Does it work?")
    safe, more = said(document, "Is it safe?")
    trials, beneath = said(document, "What else could I do?")
    assert len(safe) >= len(works)
    assert any("NCT06841770" in line for line in trials)
    assert any("Stemirac" in line for line in beneath)
    assert len([*works, *told, *safe, *more, *trials, *beneath]) <= 42


def test_studies_without_a_comparison_group_are_said_to_tell_nothing_apart(shipped):
    works, beneath = said(summary_document(shipped), "Does it work?")
    assert any("can't tell cells from natural recovery" in line for line in works)
    assert beneath[0] == "12 studies with a comparison group, 34 without one."
    assert any("67 to 85 %" in line for line in beneath)


def test_controlled_takes_in_the_randomised_and_they_do_not_agree(shipped):
    found = select_records(shipped, Wanted(design="controlled"))
    assert {entry.design for entry in found} == {"controlled", "randomised"}
    assert {"better", "no-difference"} <= {entry.finding for entry in found}


@pytest.mark.parametrize("kind", ["study", "trial", "harm", "statement"])
def test_a_kind_gives_that_kind_alone(shipped, kind):
    found = select_records(shipped, Wanted(kinds=(kind,)))
    assert found
    assert {kind_of(entry) for entry in found} == {kind}


def test_words_cells_and_routes_narrow_it(shipped):
    assert [e.id for e in select_records(shipped, Wanted(text=("celltop",), kinds=("study",)))] == ["mayo-celltop"]
    assert all("intrathecal" in e.routes for e in select_records(shipped, Wanted(routes=("intrathecal",))))
    assert select_records(shipped, Wanted(cells=("msc",), kinds=("study",)))


def test_nothing_found_is_1_and_empty(run):
    done = run("evidence", "zzzz-nothing", "-f", "json")
    assert (done.returncode, json.loads(done.stdout)) == (1, [])
    assert run("evidence", "zzzz-nothing").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (("why", "mayo"), ("*contradicted*", "Everybody", "Seven of ten", "10.1038/s41467-024-46259-y")),
        (("why", "yoon"), ("30.4 %", "8.3 %", "5.2 % cannot")),
        (("why", "medipol", "price"), ("blood disease", "$65,000", "transplant")),
        (
            ("why", "liv", "price"),
            ("€20,000 (≈ $23,030 converted)", "3.2 to 3.4 times", "for: condition not stated"),
        ),
        (("why", "giostar", "city"), ("Cancún", "Playa del Carmen", "two cities")),
        (("why", "mexico", "regulator"), ("COFEPRIS", "supported")),
        (("why", "mx", "price"), ("$5,000 – $15,000", "for: spinal cord injury")),
        (("why", "nct06841770"), ("clinicaltrials.gov",)),
        (("why", "bookimed-article"), ("12,450",)),
    ],
)
def test_why_shows_value_source_date_status_and_who_says_otherwise(full, arguments, parts):
    done = full(*arguments)
    assert done.returncode == 0
    for part in parts:
        assert part in done.stdout
    assert "Said by " in done.stdout
    assert re.search(r"read \d+ Nov 2026", done.stdout)


@pytest.mark.parametrize(
    "said", ["Given by needle, sci, iv (twice)", "sci", "msc (sci), shoulder", "unspecified, msc (a, b) (c)"]
)
def test_a_claims_own_words_are_never_rewritten_though_a_term_is_called_so(full, tmp_path, said):
    own = tmp_path / "own.toml"
    own.write_text(SMALL.read_text(encoding="utf-8").replace("Has worked for more than 20 years.", said), "utf-8")
    for form in ("plain", "markdown", "json"):
        done = full("why", "alpha", "experience", "--data", str(own), "-f", form)
        assert re.search(rf'^(- )?{re.escape(said)},? .*claimed|"{re.escape(said)}"', done.stdout, re.MULTILINE)


def test_terms_stand_under_their_labels_with_the_offer_that_states_them(full):
    told = full("why", "giostar", "cells", "-f", "plain").stdout.splitlines()
    (fact, *_) = json.loads(full("why", "giostar", "cells", "-f", "json").stdout)["facts"]
    assert (fact["value"], fact["terms"], fact["offer"]) == ("uc-msc", ["uc-msc"], None)
    assert "Umbilical-cord MSC, claimed" in told
    (own, *_) = json.loads(full("why", "alpha", "cells", "--data", str(SMALL), "-f", "json").stdout)["facts"]
    assert (own["value"], own["offer"]) == ("uc-msc (Shoulder programme)", "Shoulder programme")


def test_the_offer_that_states_a_term_is_not_taken_for_what_its_abbreviation_stands_for(run):
    text = run("why", "alpha", "cells", "--data", str(SMALL), "-f", "plain").stdout
    assert "Umbilical-cord MSC (Shoulder programme), claimed" in text
    assert "MSC: mesenchymal stromal cells" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("why", "yoon", "results"), " [33.3 %]"),
        (("why", "cellular-hope", "experience"), " [12 years]"),
        (("why", "yoon", "results"), "Of that source: Says that it was last updated on 20 June 2025"),
        (("why", "liv", "price"), "Converted: 1 EUR = 1.1515 USD (reference rate of 20 Jun 2025, "),
        (("why", "liv", "price"), "). Euro reference rate of the European Central Bank on the day on which"),
        (("why", "ahuja-2020"), "Of that source: Title in our words."),
        (("why", "harm-beijing-surgery-2006", "people"), "5 of 7 people"),
        (("why", "harm-beijing-surgery-2006", "treated for"), "Spinal cord injury"),
        (("why", "mayo", "registry"), "NCT03308565"),
        (("evidence", "--kind", "harm", "Beijing"), "Harmed: 5 of 7 people"),
        (("evidence", "--kind", "harm", "Beijing"), "Treated for: Spinal cord injury"),
        (("evidence", "--kind", "study", "Mayo"), "Registered as: NCT03308565"),
        (("data", "sources"), "Figures read in the authors' conference abstract."),
    ],
)
def test_what_the_data_notes_reaches_a_reader(full, arguments, said):
    assert said in full(*arguments, "-f", "plain").stdout


def test_a_note_on_a_source_stands_once_in_a_document(full):
    done = full("why", "giostar", "-f", "plain")
    assert done.stdout.count("Of that source: Says that it was last updated") == 1


@pytest.mark.parametrize("field", [(), ("price",), ("standing",)])
def test_a_clinic_that_has_closed_is_called_so_before_what_is_asked_of_it(run, full, field):
    for ask in (run, full):
        text = ask("why", "icm", *field, "-f", "table").stdout
        assert text.split("\n")[2].startswith("! Closed, Jun 2010")
    assert "! " not in run("why", "liv", "price", "-f", "table").stdout.partition("programme")[0]


def test_a_conversion_by_ones_own_rate_is_said_to_be_ones_own(full):
    done = full("why", "liv", "price", "--rate", "EUR=2", "-f", "plain")
    assert "Converted: 1 EUR = 2 USD (your own rate)\n" in done.stdout


def test_a_price_that_is_converted_to_a_currency_of_ones_own_says_the_rate_at_both_depths(run, full):
    rate = "1 USD = about 0.8684 EUR (worked out from the reference rate of 20 Jun 2025, European Central Bank)"
    for ask in (run, full):
        text = ask("why", "liv", "price", "--in", "EUR", "-f", "plain").stdout
        assert rate in text
        assert "1 EUR = 1 EUR" not in text
    assert "1 USD" not in run("why", "liv", "--in", "EUR", "-f", "plain").stdout, "no price is told there"


def test_nobody_harmed_is_not_said_where_the_number_is_not_stated():
    assert harmed(None, 12) == "number not stated, out of 12 people"
    assert harmed(0, 1200) == "0 of 1,200 people"


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [(98.0, "%", "98 %"), (1234567, "people", "1,234,567 people"), (0.5, None, "0.5"), (33.3, "%", "33.3 %")],
)
def test_a_figure_of_a_statement_is_never_rounded(amount, unit, said):
    assert figure_words(amount, unit) == said


def test_an_unknown_field_is_2_and_names_those_there_are(run):
    done = run("why", "liv", "prcie")
    assert (done.returncode, done.stdout) == (2, "")
    assert "price" in done.stderr


def test_why_knows_every_record_by_its_id(shipped):
    from stemfind.commands.why.result import find_facts, find_record

    records = [*shipped.clinics, *shipped.countries, *shipped.benchmarks, *shipped.studies, *shipped.harms]
    records += [*shipped.positions, *shipped.products, *shipped.trials, *shipped.sources]
    for record in records:
        assert find_record(shipped, record.id).id == record.id
        find_facts(shipped, record)


def test_the_words_of_trust_are_explained_where_they_stand(run):
    assert "only the seller, or somebody paid by the seller, says so" in run("why", "reju").stdout


@pytest.mark.parametrize(
    ("topic", "part"),
    [
        ("routes", "more than two routes"),
        ("injury", "S4–S5"),
        ("ais", "AIS"),
        ("glossary", "Intrathecal"),
        ("autologous", "same person"),
    ],
)
def test_the_guide_answers_topics_and_words(run, topic, part):
    done = run("guide", topic)
    assert done.returncode == 0
    assert part in done.stdout


def test_the_guide_corrects_the_article_where_it_is_wrong(shipped):
    corrected = [p for topic in shipped.topics for p in topic.paragraphs if p.corrects]
    assert len(corrected) >= 10
    assert all(paragraph.source for paragraph in corrected)


def test_the_guide_is_in_short_sentences(shipped):
    text = " ".join(p.text for topic in shipped.topics for p in topic.paragraphs)
    sentences = [s for s in re.split(r"(?<=[.!?]) ", text) if s]
    assert sum(len(s.split()) for s in sentences) / len(sentences) < 16


def test_about_says_who_pays_and_what_it_cant_tell(full):
    text = full("about").stdout
    for part in ("Nobody pays", "What it can't tell", "IPDAS", "not met", "last checked"):
        assert part in text


def test_every_conflict_is_listed_with_both_sides(run, full, shipped):
    rows = json.loads(run("data", "conflicts", "-f", "json").stdout)
    assert len(rows) == len(shipped.conflicts) >= 60
    assert all(len(row["between"]) >= 2 for row in rows)
    assert {"money", "place", "person", "number", "evidence"} <= {row["kind"] for row in rows}
    text = full("data", "conflicts").stdout
    assert all(conflict.says.replace("|", "\\|")[:30] in text.replace("\\", "") for conflict in shipped.conflicts)


def test_sources_say_how_much_rests_on_them(run):
    rows = json.loads(run("data", "sources", "-f", "json").stdout)
    article = next(row for row in rows if row["id"] == "bookimed-article")
    assert article["independent"] is False
    assert article["used"] > 50
    assert all(row["used"] for row in rows)


def test_every_kind_of_evidence_is_told_in_full_with_its_limits(full):
    studies = full("evidence", "--kind", "study").stdout
    for part in ("## Studies", "Limits: ", "Adverse events: ", "Follow-up: ", "time since injury not stated"):
        assert part in studies
    harms = full("evidence", "--kind", "harm").stdout
    assert "## Known harms" in harms
    assert "What it does not show: " in harms
    trials = full("evidence", "--kind", "trial").stdout
    for part in ("## Registered trials", "Results: none found", "The participant pays or may pay.", "Check today: "):
        assert part in trials
    assert "## Statements" in full("evidence", "--kind", "statement").stdout
    assert "Stemirac (" in full("evidence", "stemirac").stdout


def test_a_figure_of_a_study_stands_with_what_it_is_out_of(run):
    text = run("evidence", "celltop", "--kind", "study").stdout
    assert "7 of 10: " in text


def test_studies_with_a_comparison_group_alone_are_a_table_with_what_they_say_together(full):
    text = full("evidence", "--design", "controlled").stdout
    assert "| Study | people | without |" in text
    assert "What each reports is its authors' word." in text
    assert "blinding not stated" in text


def test_a_record_that_states_nothing_that_can_be_asked_about_says_so(small):
    from stemfind.commands.why.page import why_document
    from stemfind.commands.why.result import find_facts
    from stemfind.model.country import Country
    from stemfind.model.money import Exchange

    bare = Country(id="italy", name="Italy", iso2="IT", iso3="ITA")
    dataset = replace(small, countries=(*small.countries, bare))
    assert "Nothing is on record." in str(why_document(find_facts(dataset, bare), dataset, Exchange(dataset.rates)))


@pytest.mark.parametrize(("called", "field"), [("accreditation", "accreditations"), ("Cost", "price")])
def test_a_field_is_found_by_what_people_call_it(shipped, called, field):
    from stemfind.commands.why.result import find_facts, find_record

    answer = find_facts(shipped, find_record(shipped, "liv"), called)
    assert answer.field == field
    assert field in {fact.field for fact in answer.facts}


def test_a_name_that_fits_several_records_names_them_all(run):
    done = run("why", "hospital")
    assert (done.returncode, done.stdout) == (2, "")
    assert "liv-ulus" in done.stderr


def test_a_clinic_of_which_nothing_independent_was_looked_for_claims_none(small):
    from stemfind.commands.why.result import find_facts, find_record

    def fields(name):
        return {fact.field for fact in find_facts(small, find_record(small, name)).facts}

    assert "independent_record" in fields("alpha")
    assert "independent_record" not in fields("gamma")


def test_sources_in_words_say_who_earns_and_which_are_weak(full):
    text = full("data", "sources", "-f", "markdown").stdout
    assert "nothing known" in text
    assert ", weak" in text
    assert "Bookimed" in text


def test_a_price_is_shown_with_the_remark_that_limits_it(full):
    """Some sums are averages, allegations or one person's bill: whoever reads the sum reads that too."""
    for command in (("show", "icm-costa-rica"), ("why", "icm-costa-rica", "price")):
        assert "not a figure for SCI" in full(*command, "-f", "plain").stdout
    assert "average" in full("why", "mexico", "price", "-f", "plain").stdout


def test_both_donors_are_named(full):
    assert "the person's own and a donor's" in full("show", "icm-costa-rica", "-f", "plain").stdout
    assert "autologous and allogeneic" in full("checklist", "icm-costa-rica", "-f", "plain").stdout


def test_a_trial_names_its_sites_and_a_study_its_phase_and_place(full):
    assert "United States (UC San Diego · Rancho" in full("trials", "--ais", "A").stdout
    assert "phase I; Mayo Clinic, United States" in full("evidence", "mayo").stdout


FIGURES = [
    ({"count": 15, "of": 25, "percent": 60}, "15 of 25 (60 %): could stand"),
    ({"count": 7, "of": 10}, "7 of 10: could stand"),
    ({"count": 38}, "38: could stand"),
    ({"count": 0, "of": 28}, "0 of 28: could stand"),
    ({"count": 2439}, "2,439: could stand"),
    ({"count": 3, "percent": 10}, "3 (10 %): could stand"),
    ({"percent": 30.4}, "30.4 %: could stand"),
    ({"percent": 30.4, "of": 23}, "30.4 % of 23: could stand"),
    ({"percent": 48.9, "low": 40.8, "high": 56.9}, "48.9 % (40.8 to 56.9): could stand"),
    ({"count": 1, "of": 4, "percent": 25, "low": 0, "high": 60}, "1 of 4 (25 %, 0 to 60): could stand"),
    ({"low": -2, "high": 5}, "-2 to 5: could stand"),
    ({"low": 3}, "3 or more: could stand"),
    ({"high": 3}, "up to 3: could stand"),
    ({}, "could stand"),
]


@pytest.mark.parametrize(("stated", "said"), FIGURES)
def test_a_figure_is_how_many_out_of_how_many_with_its_share_behind(small, stated, said):
    from stemfind.commands.evidence.page import entries_document
    from stemfind.model.evidence import Figure, Study

    study = Study(id="s", name="S", year=2020, design="single-arm", outcome="O", limits="L", source="journal",
                  figures=(Figure(says="could stand", **stated),))  # fmt: skip
    (lines,) = [
        block.items[0].beneath for block in entries_document((study,), small, ()).blocks if isinstance(block, Items)
    ]
    assert ["".join(run.text for run in line) for line in lines][2] == said


def test_no_study_on_record_runs_two_figures_together(run):
    assert not re.search(r"^\s*-? *\d+ \d[\d.]* %", run("evidence", "--kind", "study").stdout, re.MULTILINE)


KINDS = {"study": "study", "trial": "registered trial", "harm": "known harm", "statement": "statement",
         "product": "authorised product", "alternative": "alternative to cells",
         "action": "statement of trouble"}  # fmt: skip
PLURALS = {"study": "studies", "alternative": "alternatives to cells", "action": "statements of trouble"}


@pytest.mark.parametrize(
    "asked",
    [(), ("walk",), ("dose",), ("stemirac",), ("death",), ("--kind", "product", "--kind", "harm"), ("hand",)],
)
def test_the_title_counts_what_is_listed_and_json_holds_as_many(run, asked):
    found = json.loads(run("evidence", *asked, "-f", "json").stdout)
    title = run("evidence", *(asked or ("--kind", "study")), "-f", "plain").stdout.splitlines()[0]
    for number, words in re.findall(r"([\d,]+) ([a-z ]+)", title.partition(": ")[2] or title):
        kind = next(k for k, one in KINDS.items() if words in (one, PLURALS.get(k, f"{one}s")))
        assert int(number.replace(",", "")) == sum(record["record"] == kind for record in found)
        assert (int(number) == 1) == (words == KINDS[kind])


def test_each_kind_of_evidence_is_offered_by_help_and_can_be_asked_for(run):
    offered = [value for value, _ in completed(["evidence", "--kind", ""]).words]
    assert offered == ["study", "trial", "harm", "statement", "product", "alternative", "action"]
    words = " ".join(run("evidence", "--help", COLUMNS="200").stdout.split())
    assert ", ".join(offered) in words
    assert "one screen" not in words
    for kind in offered:
        assert {r["record"] for r in json.loads(run("evidence", "-k", kind, "-f", "json").stdout)} == {kind}


def test_people_harmed_are_not_counted_twice_in_a_line(shipped, small):
    from stemfind.commands.evidence.page import summary_document
    from stemfind.model.evidence import Harm

    def line(**more):
        harm = Harm(id="h", says="S", kind="other", dated="2020", source="journal", **more)
        return said(summary_document(replace(small, harms=(harm,))), "Is it safe?")[0]

    told, _ = said(summary_document(shipped), "Is it safe?")
    assert sum("360" in line for line in told) == 1
    assert line(name="1,200 people with fever", people=1200) == ["1,200 people with fever | 1,200"]
    assert line(name="Fever", people=1) == ["Fever | 1"]
    assert line(name="Fever", people=3, of=60) == ["Fever | 3 of 60"]
    assert line(name="Fever", of=60) == ["Fever | not stated of 60"]
    assert line(name="Fever") == ["Fever | not stated"]


def test_the_answer_names_countries_and_never_their_ids(run, full, shipped):
    text = full("evidence", "-f", "plain").stdout
    assert "NCT04812431, South Korea" in text
    assert "Authorised: NC1 (Spain) stemfind why NC1" in text
    assert not re.search(r"\b(usa|south-korea|china|japan|spain|product-\w+)\b", text.partition("Section: Sources")[0])
    for product in shipped.products:
        assert run("why", product.name).returncode == 0


def test_a_product_of_several_words_is_called_by_its_id(small):
    from stemfind.model.evidence import Product

    product = Product(id="p-1", name="Two words", maker="M", country="mexico", authorised="A", source="journal")
    document = summary_document(replace(small, products=(product,)))
    assert "Two words (Mexico)  ', role='text'" in str(document.blocks)
    assert "stemfind why p-1" in str(document.blocks)


@pytest.mark.parametrize("depth", [(), ("--full",)])
def test_conflicts_name_what_they_are_about_and_show_no_id(run, shipped, depth):
    text = run("data", "conflicts", "-f", "plain", *depth).stdout
    for conflict in shipped.conflicts:
        assert not any(re.search(rf"(?<!conflicts ){about}\b", text) for about in conflict.about if "-" in about)
    assert "Liv Hospital Ulus" in text
    assert "Bookimed's article" in text


def test_about_counts_sources_in_words_that_have_a_plural(full, shipped):
    text = full("about").stdout
    kinds = [source.kind for source in shipped.sources]
    for kind, words in (("paper", "papers"), ("registry", "registry records"), ("clinic", "of clinics"),
                        ("other", "of other kinds"), ("facilitator", "of facilitators")):  # fmt: skip
        assert f"{kinds.count(kind)} {words}" in text
    assert "A price is old after 12 months." in text
    assert "as claimed." not in text


def test_about_counts_one_source_as_one(run, tmp_path):
    data = tmp_path / "one.toml"
    data.write_text(
        'questions = []\nquestion_groups = []\nrates = []\ncountries = []\nterms = []\n[about]\nname = "one"\n'
        'version = "1"\n'
        'checked = 2026-01-31\nrecheck_months = 1\n\n[[sources]]\nid = "a"\n'
        'kind = "paper"\ntitle = "T"\npublisher = "P"\npublished = "2020"\nretrieved = 2026-01-01\nurl = "https://a.example"\n'
    )
    text = run("about", "--data", str(data)).stdout
    assert "1 source: 1 paper." in text
    assert "old after 1 month." in text


@pytest.mark.parametrize("more", [(), ("--full",)], ids=["short", "full"])
def test_of_a_list_of_ones_own_about_says_only_what_holds_of_it(run, tmp_path, more):
    data = tmp_path / "mine.toml"
    told = '[about]\nname = "My {list}"\nversion = "1"\nchecked = 2026-10-31\n[[clinics]]\nid = "mine"\nname = "Mine"\n'
    told += 'country = "japan"\nsource = "me"\n[[sources]]\nid = "me"\nkind = "other"\ntitle = "T"\npublisher = "Me"\n'
    told += 'url = "https://me.example"\npublished = "undated"\nretrieved = 2026-01-01\n'
    data.write_text(told, encoding="utf-8")
    text = " ".join(run("about", *more, "--data", str(data)).stdout.split())
    assert "My {list} is not the bundled dataset" in text
    assert "CC BY 4.0 for the bundled dataset" in text
    assert not re.search(r"one article|of 0|(?<![\d.])0 |IPDAS|most are not|read only in part|for the dataset", text)
    ours = run("about", *more).stdout
    assert re.search("one article of Bookimed", ours)
    assert "IPDAS" in ours


def test_no_date_is_written_in_two_ways(run):
    """A date of a record stands as 18 Mar 2008 wherever people read it; only addresses and registry numbers differ."""
    asked = ("show puhua", "show liv", "compare china japan", "filter", "filter --standing closed", "filter --stale")
    for command in (*asked, "estimate liv", "checklist liv", "trials --all"):
        text = run(*command.split(), "-f", "plain").stdout.partition("Section: Sources")[0]
        assert re.findall(r"(?<![\w/-])(?:19|20)\d\d-(?:0\d|1[0-2])\b(?!-?\d{3})", text) == [], command


def test_what_a_source_earns_stands_in_the_sentence_as_in_any(full, small):
    from stemfind.document.words import earns, kind_words

    assert "facilitator (takes commission" in full("show", "liv", "-f", "plain").stdout
    assert "Bookimed (takes commission" in full("why", "liv", "price", "-f", "plain").stdout
    assert "other, press" not in full("filter", "-f", "plain", COLUMNS="200").stdout
    assert kind_words("other") == "another kind of source"
    source = small.sources[0]
    own = f"{source.publisher} earns"
    told = (("A company's release.", " (a company's release)"), ("GIOSTAR pays it.", " (GIOSTAR pays it)"), (None, ""))
    for interest, words in (*told, (f"{own}.", f" ({own})")):
        assert earns(replace(source, interest=interest)) == words


def test_no_text_speaks_of_the_article_before_it_says_which(run, shipped):
    def unnamed(text):
        return re.search(r"\b[Tt]he article\b", text.partition("Bookimed")[0])

    for name in ("liv", "mexico", "europe"):
        assert not unnamed(run("show", name, "-f", "plain").stdout.partition("Section: Sources")[0])
    assert not unnamed(run("data", "conflicts", "-f", "plain").stdout)
    for claim in shipped.claims:
        assert not unnamed(claim.note or "")
    for study in shipped.studies:
        assert not unnamed(study.limits), study.id


def test_a_range_with_one_end_is_never_read_as_a_figure(small):
    from stemfind.document.words import dose_words
    from stemfind.model.answering import RECORD_FIELDS
    from stemfind.model.base import Interval
    from stemfind.model.clinic import Course, Dose
    from stemfind.model.span import interval

    def told(field, **more):
        clinic = replace(small.clinics[0], offers=(), general=Course(**more))
        return [finding.says for finding in RECORD_FIELDS[field](clinic, small)]

    for low, high, said_ in ((3, None, "from 3 sessions"), (None, 3, "up to 3 sessions"), (1, 1, "1 session"),
                             (2, 3, "2–3 sessions")):  # fmt: skip
        assert told("sessions", sessions=Interval(low=low, high=high)) == [said_]
    dose = Dose(item="msc", unit="million cells", low=3)
    assert told("doses", doses=(dose,)) == ["Mesenchymal stromal cells: from 3 million cells"]
    assert dose_words(Dose(item="msc", unit="million cells"), "msc") == "msc: not stated"
    assert (interval(Interval(low=1, high=1), "days"), interval(Interval(low=1), "years")) == (
        "1 day",
        "1 or more years",
    )
    assert interval(Interval(low=1, high=1), "years of experience") == "1 year of experience"


def test_one_screen_says_whether_it_works_whether_it_is_safe_and_what_else(run):
    lines = run("evidence", "-f", "table", COLUMNS="80").stdout.splitlines()
    assert len(lines) <= 40
    first = "\n".join(lines[:24])
    for part in ("Does it work?", "natural recovery", "Is it safe?", "deaths", "evidence --kind harm"):
        assert part in first
    assert sum("360" in line for line in lines) == 1
    assert not re.search(r"\b(usa|south-korea|china|japan|product-\w+)\b", "\n".join(lines))


@pytest.mark.parametrize("form", ["table", "plain", "markdown", "html"])
def test_the_short_answer_counts_the_same_in_each_format(run, shipped, form):
    text = run("evidence", "-f", form, COLUMNS="120").stdout
    alone = [s for s in shipped.studies if s.design in ("single-arm", "case-series", "case-report", "press-report")]
    for part in (f"{len(alone)}", "543", "331", "NC1, Spain", "Guttmann", "Meningitis"):
        assert part in text


def test_controlled_studies_are_a_line_each_under_what_they_found_against_their_own_group(run, shipped):
    lines = run("evidence", "--design", "controlled", "-f", "table", COLUMNS="80").stdout.splitlines()
    assert len(lines) <= 40
    for study in shipped.studies:
        if study.design in ("controlled", "randomised"):
            (line,) = [line for line in lines if study.short in line]
            assert f" {study.people} " in line
            assert study.design in line
    better, none = (next(i for i, line in enumerate(lines) if line.startswith(s)) for s in ("Better", "No difference"))
    assert better < next(i for i, line in enumerate(lines) if "El-Kheir" in line) < none
    assert "193  not stated" in next(line for line in lines if "Srivastava" in line)


def test_whether_injuries_were_recent_is_said_only_where_it_is_stated(shipped):
    assert all(study.since_injury for study in shipped.studies if study.injuries)


# Everyday words


def test_the_first_line_on_walking_is_of_how_many_moved_again(run):
    lines = run("evidence", "walk", "-f", "table", COLUMNS="120").stdout.splitlines()
    first = next(line for line in lines[2:] if " of " in line)
    assert "0 of 28" in first
    assert "voluntary movement of the legs came back" in first
    assert first.endswith("none"), "no comparison group"


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("tumor", "tumour"), ("cancer", "tumour"), ("tumors", "tumour"), ("died", "death"), ("deaths", "death"),
        ("fetal", "foetal"), ("walking", "walk"), ("hands", "hand"), ("complications", "side effects"),
        ("randomized", "randomised"), ("Bladder", "bladder"), ("paralyzed", "paralysed"), ("kids", "children"),
    ],
)  # fmt: skip
def test_a_word_and_what_people_say_for_it_find_the_same(shipped, typed, same):
    found, other = (select_records(shipped, Wanted(text=(word,))) for word in (typed, same))
    assert found == other


@pytest.mark.parametrize("typed", [("side", "effects"), ("side effects",)])
def test_two_words_that_mean_one_thing_are_one(shipped, typed):
    found = {entry.id for entry in select_records(shipped, Wanted(text=typed))}
    assert {"harm-adverse-event-ratios", "scistar"} <= found


EVERYDAY = """walk cancer tumor tumour death died dose side-effects pain bladder bowel sex hands arm feeling legs
spasm breathing infection fever meningitis blood-clot stroke blindness risk danger safe cure better recovery fat
marrow umbilical-cord embryonic fetal nose needle surgery iv vein exosomes ozone children kids neck quadriplegia
paraplegia chronic acute complete incomplete placebo proof stimulation scam fraud lawsuit court closed warning fda
approved legal rehab physiotherapy MSC Mayo Stemirac Japan review how-many-cells relapse headache quality-of-life
stand walking-again walk-again fingers grip breathing ventilator erection fertility feeling numbness nerve-pain growth
lump die dead
killed side-effect risks dangerous is-it-safe safety worse paralysed paralyzed injection spinal-tap lumbar-puncture
operation drip bone-marrow cord-blood embryo foetal ips stem-cells control-group does-it-work success-rate results
natural-recovery how-long-does-it-last repeat baby old-injury new-injury quadriplegic tetraplegia paraplegic
epidural-stimulation exoskeleton robot nerve-transfer training riluzole sued banned illegal ema mexico china
pressure-sore dysreflexia immune rejection wheelchair mri"""


def test_everyday_words_lead_to_records_quoted_or_not(shipped):
    words = [word.replace("-", " ") for word in EVERYDAY.split()]
    assert len(words) > 100
    words = words[:: 1 if FULL else 7]
    assert [word for word in words if not select_records(shipped, Wanted(text=(word,)))] == []
    assert [word for word in words if not select_records(shipped, Wanted(text=tuple(word.split())))] == []


def test_a_short_word_is_not_found_inside_another(shipped):
    from stemfind.model.everyday import meanings

    (fat,), (pain,) = meanings(["fat"], shipped.everyday), meanings(["pain"], shipped.everyday)
    assert fat.rank("two fatal infections") is None
    assert fat.rank("cells from fat") is not None
    assert pain.rank("a study in spain") is None
    assert pain.rank("neuropathic pain") is not None


def test_an_everyday_word_is_data_that_means_one_thing_and_stands_behind_a_list_of_ones_own(shipped):
    from stemfind.dataset.read import check
    from stemfind.model.everyday import alike

    meant = {}
    for word in shipped.everyday:
        for typed in (word.id, *word.aliases):
            assert meant.setdefault(alike(typed), word.id) == word.id, typed
    assert len(meant) > 200
    assert check(str(SMALL)).everyday == shipped.everyday


def test_what_a_record_says_is_shown_where_few_fit_and_each_has_its_command(run, shipped):
    text = run("evidence", "bladder", "-f", "plain").stdout
    found = select_records(shipped, Wanted(text=("bladder",)))
    assert 2 <= len(found) <= 15
    for entry in found:
        if kind_of(entry) in ("study", "harm", "product", "statement"):
            assert f"stemfind why {entry.id}" in text
    assert "42.1 %" in text


def test_harms_lead_where_they_are_what_was_asked_for(run):
    text = run("evidence", "death", "-f", "plain").stdout
    assert text.index("Known harms") < text.index("Studies")
    assert text.index("Two deaths") < text.index("Complications seen by US neurologists")


def test_an_unknown_word_is_1_and_lists_what_there_is(run):
    done = run("evidence", "narnia")
    assert (done.returncode, done.stdout) == (1, "")
    for part in ("study (60)", "harm (", "action (", "walk", "bladder"):
        assert part in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("width", [20, 34, 50, 79, 120, 200])
@pytest.mark.parametrize("asked", [("walk",), ("--kind", "action"), ("--design", "controlled"), ()])
def test_nothing_of_the_short_depth_is_wider_than_the_window(run, width, asked):
    text = run("evidence", *asked, "-f", "table", COLUMNS=str(width)).stdout
    assert all(len(line) <= width for line in text.splitlines())
    assert "…" not in text


# A record of trouble


def test_trouble_is_counted_for_every_clinic_and_country_and_for_no_source(run, shipped):
    from stemfind.commands.evidence.result import troubles

    found = json.loads(run("evidence", "--kind", "action", "-f", "json").stdout)
    assert len(found) == len(troubles(shipped)) > 50
    assert not {record["about"] for record in found} & {source.id for source in shipped.sources}
    text = run("evidence", "--kind", "action", "-f", "plain").stdout
    for record in found:
        assert shipped.subjects[record["about"]].name in text or shipped.subjects[record["about"]].short in text
    assert "none found, which is not the same as clean" in text


def test_an_allegation_stands_with_its_outcome(run):
    text = run("evidence", "--kind", "action", "giostar", "-f", "plain").stdout
    assert "dismissed the suit" in text
    assert "not a finding" in text
    assert "Apr 2010" not in text
    many = run("evidence", "court", "-f", "plain").stdout
    assert "dismissed the suit" in many


def test_a_suit_that_is_reported_is_not_called_supported_where_no_note_explains_it(run):
    text = run("evidence", "death", "-f", "plain").stdout
    assert "harm, supported" not in text
    assert "harm, reported" in text


def test_trouble_in_full_says_who_says_so_and_when(full):
    text = full("evidence", "--kind", "action", "neurogen", "-f", "plain").stdout
    assert "India: official action, 25 Feb 2023" in text
    table = full("evidence", "--kind", "action", "neurogen", "-f", "table", COLUMNS="120").stdout
    assert re.search(r"India: official action, 25 Feb 2023[¹²³⁰-⁹·⁻]+  supported$", table, re.MULTILINE)
    assert "stayed" in text
    assert "Hindustan Times" in text


# Alternatives


@pytest.mark.parametrize(
    ("typed", "identity"),
    [
        ("epidural", "epidural-implant"),
        ("exoskeleton", "exoskeletons"),
        ("nerve transfer", "nerve-transfer"),
        ("tendon transfer", "tendon-transfer"),
        ("nvg-291", "nvg-291"),
        ("transcutaneous stimulation", "skin-stimulation"),
        ("fes", "fes"),
        ("riluzole", "other-drugs"),
        ("walking training", "intensive-training"),
    ],
)
def test_an_alternative_to_cells_is_found_by_what_people_type(run, typed, identity):
    found = json.loads(run("evidence", typed, "-f", "json").stdout)
    assert identity in {record["id"] for record in found if record["record"] == "alternative"}
    assert json.loads(run("why", typed, "-f", "json").stdout)["id"] == identity


def test_an_alternative_shows_harm_beside_benefit_and_says_what_is_not_known(run, shipped):
    text = run("evidence", "nvg-291", "-f", "plain").stdout
    assert "Section: What else could I do?" in text
    assert "The company reports" in text
    drug = next(record for record in shipped.alternatives if record.id == "nvg-291")
    assert text.index(f"Evidence: {drug.evidence}") < text.index(f"Known harms: {drug.harms}")
    assert "Cost: not found" in text
    assert "Cost: For one ReWalk Medicare first paid $94,617" in run("evidence", "exoskeleton", "-f", "plain").stdout
    surgery = run("evidence", "nerve-transfer", "-f", "plain").stdout
    assert "Allowed: not stated" in surgery


def test_alternatives_are_listed_on_a_screen_and_told_in_full_when_asked(run, shipped):
    short = run("evidence", "--kind", "alternative", "-f", "table", COLUMNS="80").stdout
    assert len(short.splitlines()) <= 24
    assert f"stemfind evidence {shipped.alternatives[0].id}" in short
    assert "Known harms:" not in short
    full = run("evidence", "--kind", "alternative", "--full", "-f", "plain").stdout
    for record in shipped.alternatives:
        assert record.short in short
        assert f"Known harms: {record.harms}" in full
    lines = run("evidence", "-k", "alternative", "-f", "jsonl").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [record.id for record in shipped.alternatives]


def test_the_answer_names_what_there_is_without_cells(full, shipped):
    named = "; ".join(record.short for record in shipped.alternatives)
    text = full("evidence", "-f", "plain").stdout
    assert f"Without cells: {named} stemfind evidence -k alternative\n" in text


def test_what_only_a_company_says_of_an_alternative_is_never_called_supported(run, shipped):
    for record in shipped.alternatives:
        facts = json.loads(run("why", record.id, "-f", "json").stdout)["facts"]
        assert {fact["status"] for fact in facts} == {None}
        assert {"gives", "for_whom", "evidence", "harms", "limits"} <= {fact["field"] for fact in facts}
    priced = json.loads(run("why", "exoskeletons", "price", "-f", "json").stdout)["facts"]
    assert [fact["field"] for fact in priced] == ["cost"]


def test_a_name_of_an_alternative_given_to_show_is_answered_with_what_shows_it(run):
    said = run("show", "nerve transfer")
    assert (said.returncode, said.stdout) == (2, "")
    assert "stemfind evidence nerve-transfer shows Nerve transfer for arm and hand" in said.stderr


def test_the_sources_of_alternatives_are_counted_and_their_export_holds_them(run, shipped):
    exported = json.loads(run("data", "export", "--section", "alternatives").stdout)
    assert [record["id"] for record in exported] == [record.id for record in shipped.alternatives]
    sources = {source["id"]: source for source in json.loads(run("data", "sources", "-f", "json").stdout)}
    assert sources["spungen-2024"]["used"] >= 1
    assert "Alternative" in run("data", "schema").stdout


def values(run, name, topic):
    """Return what is told of a record under a topic."""
    return [fact["value"] for fact in json.loads(run("why", name, topic, "-f", "json").stdout)["facts"]]


class TestWhatOtherRecordsHold:
    """A clinic, a country or a benchmark is also asked about what stands in other records."""

    def test_who_licenses_what_in_its_country_and_whether_it_is_approved(self, run, shipped):
        for country, clinic in (("turkey", "liv"), ("mexico", "giostar")):
            there = [one for one in shipped.regulators if one.country == country]
            assert there
            for one in there:
                assert any(
                    one.licenses in says and one.does_not_license in says for says in values(run, clinic, "licence")
                )
        approving = next(one for one in shipped.regulators if one.approved_for_sci)
        says = f"{approving.name}: {approving.approved_for_sci}"
        assert says in values(run, approving.country, "approved for SCI")

    def test_the_known_harms_and_the_free_trials_of_its_country(self, run, shipped):
        harm = next(one for one in shipped.harms if one.countries)
        assert any(harm.says in says for says in values(run, harm.countries[0], "harms"))
        trial = next(one for one in shipped.trials if one.free and one.countries)
        place = next(country for country in trial.countries if country in {one.id for one in shipped.countries})
        assert any(trial.registry_id in says for says in values(run, place, "trials"))

    def test_the_clinics_of_a_country_and_which_of_them_have_closed(self, run, shipped):
        gone = next(one for one in shipped.clinics if one.gone and one.standing)
        said = values(run, gone.country, "clinics")
        assert len(said) == sum(one.country == gone.country for one in shipped.clinics)
        assert f"{gone.name} ({gone.standing.state})" in said

    def test_terms_that_hold_a_comma_are_parted_by_another_mark(self, run):
        said = "Bone-marrow cells, kind not stated · Fat-tissue cells, kind not stated"
        assert said in run("why", "icm", "cells", "-f", "markdown").stdout

    def test_of_a_clinic_that_has_closed_it_is_said_first(self, run):
        for field in ((), ("price",)):
            _, _, first, *_ = run("why", "icm", *field, "-f", "plain").stdout.splitlines()
            assert first.startswith("Caution: Closed, Jun 2010")
        assert "Okyanos (closed)" in values(run, "bahamas", "clinics")

    def test_whether_a_clinic_names_sci_at_all(self, run, shipped):
        for named in (True, False):
            clinic = next((one for one in shipped.clinics if one.names_sci is named), None)
            if clinic is not None:
                (said,) = (says for says in values(run, clinic.id, "treats SCI") if "among what it treats" in says)
                assert said.startswith("It names" if named else "It does not name")

    def test_where_nobody_says_whether_it_treats_sci_nothing_is_claimed(self, run, shipped):
        silent = next(one for one in shipped.clinics if one.names_sci is None)
        assert not any("among what it treats" in says for says in values(run, silent.id, "treats SCI"))

    def test_what_a_benchmark_covers(self, run, shipped, tmp_path):
        benchmark = next(one for one in shipped.benchmarks if one.covers)
        assert benchmark.covers in values(run, benchmark.id, "covers")
        bare = tmp_path / "bare.toml"
        bare.write_text(SMALL.read_text(encoding="utf-8").replace('covers = "One session."\n', ""), encoding="utf-8")
        done = run("why", "europe", "covers", data=bare)
        assert done.returncode == 1
        assert "nothing is on record under covers" in done.stderr

    def test_an_offer_without_a_price_says_so_and_what_it_is_for(self, run):
        text = run("why", "health-center-baja", "price", "-f", "plain").stdout
        assert "no price published, for: SCI, claimed" in text

    def test_what_nobody_states_and_what_is_still_to_ask(self, run, shipped):
        extras = {term.label for term in shipped.terms if term.kind == "inclusion" and term.group == "extra"}
        assert set(values(run, "reju", "nobody states")) <= extras
        asked = {question.asks for question in shipped.questions}
        still = values(run, "reju", "still to ask")
        assert still
        assert set(still) <= asked

    def test_the_doses_and_the_stay_of_a_clinic_as_its_record_has_them(self, run, shipped):
        for topic in ("doses", "stay"):
            stating = [one for one in shipped.clinics if any(getattr(offer, topic) for offer in one.offers)]
            assert values(run, stating[0].id, topic)

    def test_what_may_be_included_is_asked_for_by_its_own_name(self, run, shipped):
        label = next(term.label for term in shipped.terms if term.kind == "inclusion")
        assert json.loads(run("why", "liv", label, "-f", "json").stdout)["field"] == "includes"

    def test_what_is_contradicted_is_told_alone(self, run, shipped):
        claim = next(
            one
            for one in shipped.claims
            if one.status == "contradicted" and one.about in {c.id for c in shipped.clinics}
        )
        facts = json.loads(run("why", claim.about, "contradicted", "-f", "json").stdout)["facts"]
        assert claim.says in [fact["value"] for fact in facts]
        assert {fact["status"] for fact in facts} == {"contradicted"}


def test_the_whole_page_of_why_begins_with_what_is_against_a_record(run):
    shown = run("why", "mexico", "--full", "-f", "markdown").stdout
    assert shown.index("## enforcement") < shown.index("## warning") < shown.index("## price")


def test_how_far_a_fact_holds_is_never_left_blank(run):
    shown = run("why", "liv", "--full", "-f", "plain").stdout
    counted = shown.partition("Section: Fields\n")[2].partition("Section: ")[0]
    assert counted.count("  facts: ") == counted.count("  how far they hold: ")


def test_one_field_has_no_heading_that_repeats_the_title_and_a_hint_is_given_once(run):
    shown = run("why", "liv", "price", "--full", "-f", "plain").stdout
    assert "Section: price" not in shown
    assert run("why", "liv", "--full", "-f", "plain").stdout.count("open the source that is named with it") == 1


def test_the_whole_page_of_studies_says_no_label_twice_and_keeps_names(run):
    shown = run("evidence", "bladder", "--full", "-f", "plain").stdout
    assert "Against its comparison group: it had none" in shown
    assert "group: no comparison group" not in shown
    assert "Schwann cells; " in shown
    assert "schwann" not in shown
    assert "injuries: recent, old" in run("evidence", "--design", "controlled", "--full", "-f", "plain").stdout


def test_a_product_is_found_by_its_country(run):
    assert "ARC-EX" in run("evidence", "united-states", "--kind", "product", "-f", "plain").stdout


@pytest.mark.parametrize("depth", [[], ["--full"]])
def test_the_command_that_shows_one_study_in_full_shows_no_less_than_its_row(run, shipped, depth):
    study = next(study for study in shipped.studies if study.id == "yoon")
    named = run("evidence", "-k", "study", "--design", "controlled", "-f", "plain").stdout
    assert "One in full: stemfind why yoon" in named
    text = run("why", "yoon", *depth, "-f", "plain").stdout
    for part in ("controlled, 48 people; 13 of them without cells", "7 of 23 (30.4 %)", study.limits, study.outcome,
                 f"Follow-up: {study.follow_up}", "12 later than 8 weeks, supported"):  # fmt: skip
        assert part in text
    assert text.index("contradicted") < text.index("controlled, 48 people"), "what is against it goes first"
