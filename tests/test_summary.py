"""One sheet for a person and their doctor: clinics, a registered trial and neither, side by side."""

import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from stemfind.model.evidence import Study, largest

SMALL = Path(__file__).parent / "small.toml"
ME = ("--ais", "A", "--level", "T6", "--since", "3y", "--age", "34")
ROWS = ("What it is", "Known gain", "Known harm", "Cost", "Closes off", "Not known")
FORMATS = ("table", "plain", "markdown", "html")


def told(run, *arguments, form="plain", **more):
    done = run("summary", *arguments, "-f", form, **more)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def words(text):
    return " ".join(re.sub(r"<[^>]+>|[*`\\|]|&\w+;", " ", text).split())


def row(run, title, column, *arguments):
    """Return what one cell says, line after line."""
    head = f"{title}, {column}: "
    lines = told(run, *arguments).splitlines()
    return " / ".join(line.removeprefix(head) for line in lines if line.startswith(head))


@pytest.mark.parametrize("names", [("liv",), ("giostar",), ("reju",), ("huang",), ("liv", "giostar")])
@pytest.mark.parametrize("person", [(), ME])
def test_one_or_two_clinics_fit_sixty_lines_and_nothing_is_cut(run, names, person):
    lines = told(run, *names, *person, form="table", COLUMNS="80").splitlines()
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 80
    assert "…" not in "".join(lines)


def test_each_choice_says_in_each_row_what_is_known_or_that_nothing_is(run):
    lines = told(run, "liv", "reju", *ME).splitlines()
    for title in ROWS:
        for column in ("Liv Hospital Ulus", "Reju Medical Clinic", "A registered trial", "Neither for now"):
            said = [line for line in lines if line.startswith(f"{title}, {column}")]
            assert said, (title, column)
            assert all(line.partition(": ")[2].strip() for line in said)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_holds_the_rows_the_choices_and_the_same_figures(run, form):
    text = words(told(run, "liv", *ME, form=form, COLUMNS="120"))
    assert [title for title in (*ROWS, "A registered trial", "Neither for now") if title not in text] == []
    for figure in ("€20,000", "6,750", "claimed 2025", "NCT06841770", "44 of 57", "67 to 85"):
        assert figure in text, figure


def test_a_price_stands_with_what_it_is_for_whose_word_it_is_and_its_year(run):
    cost = row(run, "Cost", "Liv Hospital Ulus", "liv")
    assert "€20,000, about $23,030 per programme, for: not stated, claimed 2025" in cost
    assert "for: shoulder, claimed 2025" in row(run, "Cost", "Giostar Stem Cell", "giostar")
    assert row(run, "Cost", "Reju Medical Clinic", "reju") == "none published"


def test_old_prices_are_marked_and_those_for_sci_come_first(run):
    first = row(run, "Cost", "Dr Huang Hongyun", "huang").split(" / ")[0]
    assert "for: SCI" in first
    assert ", old" in first


def test_harms_are_told_in_so_many_of_so_many_for_the_cells_and_for_the_country(run):
    assert "of 102 people" in row(run, "Known harm", "Liv Hospital Ulus", "liv")
    assert "In Turkey: none found" in row(run, "Known harm", "Liv Hospital Ulus", "liv")
    assert "In Mexico: 3 reports, 4 people harmed" in row(run, "Known harm", "Giostar Stem Cell", "giostar")
    assert "related to the study: 2 of 29" in row(run, "Known harm", "A registered trial", "liv", *ME)


def test_the_trial_is_the_one_that_fits_best_and_the_others_are_counted(run):
    what = row(run, "What it is", "A registered trial", "liv", *ME)
    fits = [one for one in json.loads(run("trials", *ME, "-f", "json").stdout) if one["fits"] and not one["pays"]]
    assert fits[0]["registry_id"] in what
    assert f"{len(fits) - 1} more may take you: stemfind trials" in what


def test_nobody_is_promised_a_trial(run):
    unfit = row(run, "What it is", "A registered trial", "liv", "--ais", "E", "--age", "99")
    assert unfit.startswith("None of 8 open trials fits what you told.")
    assert unfit.endswith("What stands against each: stemfind trials")
    assert "may take you" not in unfit
    general = row(run, "What it is", "A registered trial", "liv")
    assert general.startswith("8 open trials on record.")
    assert "stemfind trials --ais --level --since --age" in general
    assert row(run, "Known gain", "A registered trial", "liv", *ME) == "Not known: a trial is there to find out."


def test_neither_tells_of_recovery_that_comes_anyway_with_its_source(run, full, shipped):
    (natural,) = [study for study in shipped.studies if study.design == "natural-history" and study.brief]
    assert natural.brief in told(run, "liv")
    assert natural.brief in told(run, "liv", "giostar"), "beneath, where columns are narrow"
    whole = full("summary", "liv", "-f", "plain").stdout
    assert natural.limits in whole
    assert "10.1089/neu.2020.7473" in whole


def test_what_it_closes_off_counts_the_trials_that_refuse_and_those_that_do_not_say(run, shipped):
    refusing = [trial for trial in shipped.trials if trial.prior_cells == "excluded"]
    silent = [trial for trial in shipped.trials if trial.prior_cells is None]
    said = f"{len(refusing)} of {len(shipped.trials)} trials refuse you after cells, {len(silent)} do not say"
    assert row(run, "Closes off", "Liv Hospital Ulus", "liv") == said
    assert "closes for you in about 2 years" in row(run, "Closes off", "Neither for now", "liv", *ME)


def test_three_questions_come_first_and_there_is_room_to_write(run, shipped):
    text = told(run, "liv")
    first = sorted((q for q in shipped.questions if q.first and q.first <= 3), key=lambda q: q.first)
    places = [text.index(f"Question: {q.brief}") for q in first]
    assert places == sorted(places)
    assert "What matters most to me:" in text
    assert "What my doctor says:" in text


def test_there_is_no_score_and_no_advice(run):
    text = told(run, "liv", "giostar", *ME)
    assert "No score, no advice" in text
    assert not re.search(r"(?i)\b(recommend|should|best|leading|choose|rating|stars?)\b", text)


def test_a_clinic_that_has_closed_says_so_first(run):
    assert row(run, "What it is", "XCell-Center (closed)", "xcell-center").startswith("Caution: closed: ")


def test_json_holds_the_choices_with_ids_and_unknown_as_null(run):
    found = json.loads(told(run, "liv", "reju", *ME, form="json"))
    assert [one["id"] for one in found["clinics"]] == ["liv-ulus", "reju"]
    assert found["clinics"][1]["prices"] == []
    assert found["clinics"][0]["prices"][0]["indications"] == ["unspecified"]
    assert len(found["clinics"][0]["open_questions"]) == 44
    assert found["trials"][0]["fits"] is True
    assert found["neither"] == ["natural-recovery"]
    assert found["questions"] == ["own-results", "licence-scope", "full-price"]


@pytest.mark.parametrize(
    ("names", "said"),
    [((), "name one to 3 clinics"), (("mexico",), "is no clinic"), (("europe",), "is no clinic"),
     (("liv", "giostar", "reju", "juventa"), "name one to 3 clinics"), (("nowhere-clinic",), "nowhere-clinic")],
)  # fmt: skip
def test_one_to_three_clinics_are_named(run, names, said):
    done = run("summary", *names)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_clinic_that_is_named_twice_is_one(run):
    assert told(run, "liv", "liv-ulus") == told(run, "liv")


def test_a_rate_of_ones_own_is_used(run):
    assert "€20,000, about $22,000" in row(run, "Cost", "Liv Hospital Ulus", "liv", "--rate", "EUR=1.1")


def test_a_list_of_ones_own_without_trials_or_studies_says_that_nothing_is_on_record(run, tmp_path):
    bare = re.split(r"\n(?=\[\[(?:trials|studies|harms)\]\])", SMALL.read_text(encoding="utf-8"))[0]
    data = tmp_path / "bare.toml"
    data.write_text(bare, encoding="utf-8")
    text = told(run, "beta", data=data)
    assert "Known gain, Neither for now: " in text


def test_the_largest_study_that_counts_unwanted_events_is_told():
    def study(identity, **more):
        held = {"name": "N", "year": 2020, "design": "single-arm", "outcome": "O.", "limits": "L.", "source": "s"}
        return Study(id=identity, **{**held, **more})

    small = study("small", people=5, adverse_events="One.")
    big = study("big", people=50, adverse_events="Two.")
    pooled = replace(big, id="pooled", people=900, design="review")
    silent = replace(big, id="silent", people=500, adverse_events=None)
    assert largest([small, pooled, silent, big]) == big
    assert largest([silent]) is None


def test_an_offer_without_a_price_is_not_stated_and_never_free(run, tmp_path):
    path = tmp_path / "own.jsonl"
    offer = {"id": "o", "name": "O", "indication": "sci", "source": "mine"}
    clinic = {"id": "one", "name": "One", "country": "mexico", "source": "mine", "offers": [offer]}
    path.write_text(json.dumps(clinic), encoding="utf-8")
    said = [line for line in told(run, "one", data=path).splitlines() if line.startswith("Cost, One")]
    assert said
    assert any("not stated" in line or "none published" in line for line in said)
    assert "0" not in "".join(said)
