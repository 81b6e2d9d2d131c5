import json
import re

import pytest

from stemfind.document import Heading, Items
from stemfind.evidence import Asked, kind_of, select, summary
from stemfind.views.evidence import summary_document


def said(document, heading):
    index = next(i for i, block in enumerate(document.blocks) if isinstance(block, Heading) and block.text == heading)
    block = document.blocks[index + 1]
    assert isinstance(block, Items)
    return ["".join(run.text for run in item.line) for item in block.items]


def test_one_screen_answers_does_it_work_is_it_safe_and_what_else(shipped):
    document = summary_document(summary(shipped), shipped)
    works = said(document, "Does it work?")
    safe = said(document, "Is it safe?")
    other = said(document, "What else could I do?")
    assert len(safe) >= len(works)
    assert any("NCT06841770" in line for line in other)
    assert any("Stemirac" in line for line in other)
    lines = sum(len(block.items) for block in document.blocks if isinstance(block, Items))
    assert lines + 8 <= 50


def test_studies_without_a_comparison_group_are_said_to_tell_nothing_apart(shipped):
    works = said(summary_document(summary(shipped), shipped), "Does it work?")
    assert any("can't tell the cells from recovery" in line for line in works)
    assert any("67 to 85 %" in line for line in works)


def test_controlled_takes_in_the_randomised_and_they_do_not_agree(shipped):
    found = select(shipped, Asked(design="controlled"))
    assert {entry.design for entry in found} == {"controlled", "randomised"}
    assert {"better", "no-difference"} <= {entry.finding for entry in found}


@pytest.mark.parametrize("kind", ["study", "trial", "harm", "statement"])
def test_a_kind_gives_that_kind_alone(shipped, kind):
    found = select(shipped, Asked(kinds=(kind,)))
    assert found
    assert {kind_of(entry) for entry in found} == {kind}


def test_words_cells_and_routes_narrow_it(shipped):
    assert [e.id for e in select(shipped, Asked(text=("celltop",), kinds=("study",)))] == ["mayo-celltop"]
    assert all("intrathecal" in e.routes for e in select(shipped, Asked(routes=("intrathecal",))))
    assert select(shipped, Asked(cells=("msc",), kinds=("study",)))


def test_nothing_found_is_1_and_empty(run):
    done = run("evidence", "zzzz-nothing", "-f", "json")
    assert (done.returncode, json.loads(done.stdout)) == (1, [])
    assert run("evidence", "zzzz-nothing").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (("why", "mayo"), ("*contradicted*", "Everybody", "Seven of ten", "10.1038/s41467-024-46259-y")),
        (("why", "yoon"), ("30.4 %", "8.3 %", "5.2 % cannot")),
        (("why", "medipol", "price"), ("Blood disease", "$65,000", "transplant")),
        (
            ("why", "liv", "price"),
            ("€20,000 (≈ $23,030 converted)", "3.2 to 3.4 times", "Condition not stated"),
        ),
        (("why", "giostar", "city"), ("Cancún", "Playa del Carmen", "two cities")),
        (("why", "mexico", "regulator"), ("COFEPRIS", "supported")),
        (("why", "mx", "price"), ("$5,000 – $15,000", "Spinal cord injury")),
        (("why", "nct06841770"), ("clinicaltrials.gov",)),
        (("why", "bookimed-article"), ("12,450",)),
    ],
)
def test_why_shows_value_source_date_status_and_who_says_otherwise(run, arguments, parts):
    done = run(*arguments)
    assert done.returncode == 0
    for part in parts:
        assert part in done.stdout
    assert "Said by:" in done.stdout
    assert re.search(r"read \d+ Nov 2026", done.stdout)


def test_an_unknown_field_is_2_and_names_those_there_are(run):
    done = run("why", "liv", "prcie")
    assert (done.returncode, done.stdout) == (2, "")
    assert "price" in done.stderr


def test_why_knows_every_record_by_its_id(shipped):
    from stemfind.why import find, why

    records = [*shipped.clinics, *shipped.countries, *shipped.benchmarks, *shipped.studies, *shipped.harms]
    records += [*shipped.positions, *shipped.products, *shipped.trials, *shipped.sources]
    for record in records:
        assert find(shipped, record.id).id == record.id
        why(shipped, record)


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


def test_about_says_who_pays_and_what_it_cant_tell(run):
    text = run("about").stdout
    for part in ("Nobody pays", "What it can't tell", "IPDAS", "not met", "last checked"):
        assert part in text


def test_every_conflict_is_listed_with_both_sides(run, shipped):
    rows = json.loads(run("data", "conflicts", "-f", "json").stdout)
    assert len(rows) == len(shipped.conflicts) >= 60
    assert all(len(row["between"]) >= 2 for row in rows)
    assert {"money", "place", "person", "number", "evidence"} <= {row["kind"] for row in rows}
    text = run("data", "conflicts").stdout
    assert all(conflict.says.replace("|", "\\|")[:30] in text.replace("\\", "") for conflict in shipped.conflicts)


def test_sources_say_how_much_rests_on_them(run):
    rows = json.loads(run("data", "sources", "-f", "json").stdout)
    article = next(row for row in rows if row["id"] == "bookimed-article")
    assert article["independent"] is False
    assert article["used"] > 50
    assert all(row["used"] for row in rows)


def test_every_kind_of_evidence_is_told_in_full_with_its_limits(run):
    studies = run("evidence", "--kind", "study").stdout
    for part in ("## Studies", "Limits: ", "Adverse events: ", "Follow-up: ", "time since injury not stated"):
        assert part in studies
    harms = run("evidence", "--kind", "harm").stdout
    assert "## Known harms" in harms
    assert "What it does not show: " in harms
    trials = run("evidence", "--kind", "trial").stdout
    for part in ("## Registered trials", "Results: none found", "The participant pays or may pay.", "Check today: "):
        assert part in trials
    assert "## Statements" in run("evidence", "--kind", "statement").stdout
    assert "Stemirac (" in run("evidence", "stemirac").stdout


def test_a_figure_of_a_study_stands_with_what_it_is_out_of(run):
    text = run("evidence", "celltop", "--kind", "study").stdout
    assert "7 of 10: " in text


def test_studies_with_a_comparison_group_alone_are_a_table_with_what_they_say_together(run):
    text = run("evidence", "--design", "controlled").stdout
    assert "| Study | People |" in text
    assert "Together: " in text


def test_a_record_that_states_nothing_that_can_be_asked_about_says_so(small):
    from msgspec.structs import replace

    from stemfind.model.country import Country
    from stemfind.model.money import Exchange
    from stemfind.views.why import why_document
    from stemfind.why import why

    bare = Country(id="italy", name="Italy", iso2="IT", iso3="ITA")
    dataset = replace(small, countries=(*small.countries, bare))
    assert "Nothing is on record." in str(why_document(why(dataset, bare), dataset, Exchange(dataset.rates)))


@pytest.mark.parametrize(("called", "field"), [("accreditation", "accreditations"), ("Cost", "price")])
def test_a_field_is_found_by_what_people_call_it(shipped, called, field):
    from stemfind.why import find, why

    answer = why(shipped, find(shipped, "liv"), called)
    assert answer.field == field
    assert field in {fact.field for fact in answer.facts}


def test_a_name_that_fits_several_records_names_them_all(run):
    done = run("why", "hospital")
    assert (done.returncode, done.stdout) == (2, "")
    assert "liv-ulus" in done.stderr


def test_a_clinic_of_which_nothing_independent_was_looked_for_claims_none(small):
    from stemfind.why import find, why

    def fields(name):
        return {fact.field for fact in why(small, find(small, name)).facts}

    assert "independent_record" in fields("alpha")
    assert "independent_record" not in fields("gamma")


def test_sources_in_words_say_who_earns_and_which_are_weak(run):
    text = run("data", "sources", "-f", "markdown").stdout
    assert "nothing known" in text
    assert ", weak" in text
    assert "Bookimed" in text


def test_a_price_is_shown_with_the_remark_that_limits_it(run):
    """Some sums are averages, allegations or one person's bill: whoever reads the sum reads that too."""
    for command in (("show", "icm-costa-rica"), ("why", "icm-costa-rica", "price")):
        assert "not a figure for SCI" in run(*command, "-f", "plain").stdout
    assert "average" in run("why", "mexico", "price", "-f", "plain").stdout


def test_both_donors_are_named(run):
    said = (
        run("show", "icm-costa-rica", "-f", "plain").stdout + run("checklist", "icm-costa-rica", "-f", "plain").stdout
    )
    assert said.count("autologous and allogeneic") == 2
    assert "both cells" not in said


def test_a_trial_names_its_sites_and_a_study_its_phase_and_place(run):
    assert "United States (UC San Diego · Rancho" in run("trials", "--ais", "A").stdout
    assert "phase I; Mayo Clinic, United States" in run("evidence", "mayo").stdout
