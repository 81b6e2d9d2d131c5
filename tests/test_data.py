"""The shipped data is itself under test."""

import json
import re

import pytest

from stemfind.dataset import bundled
from stemfind.dataset.read import check
from stemfind.errors import DatasetInvalid
from stemfind.model.export import whole_dataset

JUDGING = re.compile(r"\b(leading|best|world-class|cutting-edge|miracle|breakthrough|scam)\b", re.IGNORECASE)
CELEBRITIES = re.compile(r"\b(tyson|ronaldo)\b", re.IGNORECASE)

ARTICLE = {
    "mexico": [5000, 15000, "50 to 70"],
    "turkey": [8000, 15000, "50 to 70"],
    "colombia": [7000, 11000, "50 to 70"],
    "europe": [20000, 100000, "session"],
    "cellular-hope": [12, "Cancún"],
    "immunotherapy-rm": [3000, 20, 1100, 22, 50, 1000, 1, 10, 100, 24, "Puerto Vallarta"],
    "juventa": [6000, 8500, 7900, 5000, 6500, 100, 200, 150, 20, 10, 70, 3, 4, 5, 500, "Playa del Carmen"],
    "giostar": [6900, 18968, 9879, 15968, 98, 70, 105, 2, 7, 8, 5, 900, 1, "Cancún", "Playa del Carmen", "vials"],
    "liv-ulus": [20000, 15, 2, 6, 6750, 7250, "EUR", "ozone-rectal", "jci", "gmp"],
    "medipol-mega": [65000, 105000, 60, 90, 810, 127, 5000, 10000, 1200, 22, "jci"],
    "reju": [15, "Medellín", "Belgium", "Azerbaijan", "Thailand"],
    "bookimed-article": [12450, 150, 5, "20 June 2025", "December 2025"],
}
"""Figures of the article by the record that they belong to, entered from the article and not from the data."""


def leaves(value):
    if isinstance(value, dict):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    else:
        yield value


@pytest.fixture(scope="module")
def exported(shipped):
    return json.loads(json.dumps(whole_dataset(shipped), default=str))


@pytest.mark.parametrize("identity", ARTICLE)
def test_every_figure_of_the_article_stands_under_its_record(exported, identity):
    sections = ("countries", "benchmarks", "clinics", "sources")
    record = next(r for section in sections for r in exported[section] if r["id"] == identity)
    held = list(leaves(record))
    text = " ".join(str(value) for value in held if isinstance(value, str)).replace(",", "")
    for figure in ARTICLE[identity]:
        if isinstance(figure, str):
            assert figure in text, figure
        else:
            stands = figure in [v for v in held if isinstance(v, int | float)]
            assert stands or re.search(rf"(?<!\d){figure}(?!\d)", text), figure


def test_no_price_of_the_articles_clinics_is_for_sci(shipped):
    seven = {"cellular-hope", "immunotherapy-rm", "juventa", "giostar", "liv-ulus", "medipol-mega", "reju"}
    offers = [offer for clinic in shipped.clinics if clinic.id in seven for offer in clinic.offers]
    assert len(offers) >= 14
    assert not [offer.id for offer in offers if "sci" in offer.indications]


def test_every_statement_has_a_source_with_kind_publisher_address_and_date(shipped):
    sources = {source.id: source for source in shipped.sources}
    holders = [*shipped.claims, *shipped.regulators, *shipped.studies, *shipped.harms, *shipped.trials]
    holders += [*shipped.positions, *shipped.products, *shipped.alternatives]
    holders += [o for r in (*shipped.clinics, *shipped.countries, *shipped.benchmarks) for o in r.offers]
    for holder in holders:
        assert holder.sources
        for identity in holder.sources:
            source = sources[identity]
            assert source.kind
            assert source.publisher
            assert source.url or source.doi
            assert source.retrieved


def test_every_source_is_used(shipped):
    text = "".join(f.read_text(encoding="utf-8") for f in bundled().glob("*.toml") if f.name != "sources.toml")
    unused = [source.id for source in shipped.sources if f'"{source.id}"' not in text]
    assert unused == []


@pytest.mark.parametrize("file", sorted(file.name for file in bundled().glob("*.toml")))
def test_no_word_of_praise_or_scorn_and_no_celebrity_is_in_the_data(file):
    text = (bundled() / file).read_text(encoding="utf-8")
    # titles of other people's work and addresses are cited as they are, and people may type any word
    own = "\n".join(line for line in text.splitlines() if not line.startswith(("title =", "url =", "aliases =", "#")))
    assert not JUDGING.findall(own)
    assert not CELEBRITIES.findall(text)


@pytest.mark.parametrize("file", sorted(file.name for file in bundled().glob("*.toml")))
def test_every_file_teaches_a_stranger_to_edit_it(file):
    head = (bundled() / file).read_text(encoding="utf-8").partition("\n[")[0]
    assert head.startswith("#")
    assert "# [[" in head, "a template record"


@pytest.mark.parametrize(
    "command",
    [("compare",), ("evidence",), ("guide", "glossary"), ("about",), ("filter",), ("checklist",), ("--help",)],
)
def test_no_word_of_praise_or_scorn_is_in_what_it_says(run, command):
    text = run(*command).stdout
    own = "\n".join(line for line in text.splitlines() if "http" not in line)
    assert text
    assert not JUDGING.findall(own)


ALTERNATIVES = {
    "skin-stimulation": ["60 people", "72 %", "DEN240014", "19 December 2024", "14 November 2025", "17 of 64"],
    "epidural-implant": ["64 studies, 306 people", "44 %", "1.5 to 27 %", "2.5 to 14 %", "NCT03026816"],
    "nerve-transfer": ["13 people, 59 transfers", "17 people", "3 of 12 arms", "24 months"],
    "tendon-transfer": ["37 reports", "377 pinch", "2 kg", "201 elbow", "3.3 on a scale to 5", "3.2 kg"],
    "exoskeletons": ["161 veterans", "111 people", "76 %", "$94,617", "$91,032", "4.4 %", "3.4 %"],
    "intensive-training": ["220 people", "12 more hours", "five trials, 309 people", "79 to 124 of 985"],
    "fes": ["22 and 8 people", "92 studies, 999 people", "C4 to C7"],
    "nvg-291": ["NCT05965700", "20 people", "2.6 times", "1 to 10 years", "20 to 90 days", "10 people"],
    "polylaminin": [
        "Eight people",
        "15 %",
        "18 to 72",
        "T2 to T10",
        "72 hours",
        "22 uses",
        "2 of the 8",
        "3 more people",
    ],
    "other-drugs": ["129 people", "193 people", "27 people", "10 of 14", "9 of 13", "11 of all 27"],
}
"""Figures of what else a person could do, entered from the papers, registries and agencies and not from the data."""


def told(alternative):
    fields = ("name", "gives", "for_whom", "evidence", "allowed", "how", "cost", "harms", "limits")
    return [value for field in fields if (value := getattr(alternative, field)) is not None]


def test_every_figure_of_an_alternative_stands_in_it(shipped):
    assert [alternative.id for alternative in shipped.alternatives] == list(ALTERNATIVES)
    for alternative in shipped.alternatives:
        text = " ".join(told(alternative))
        assert [figure for figure in ALTERNATIVES[alternative.id] if figure not in text] == []


def test_an_alternative_fits_a_screen_in_short_sentences(shipped):
    for alternative in shipped.alternatives:
        assert sum(map(len, told(alternative))) <= 900, alternative.id
        sentences = [part for text in told(alternative) for part in re.split(r"(?<=[.!?]) (?=[A-Z0-9$])", text)]
        assert [sentence for sentence in sentences if len(sentence.split()) > 20] == []


def test_a_cost_of_an_alternative_says_what_it_is_for_and_whose_word_it_is(shipped):
    priced = [alternative for alternative in shipped.alternatives if re.search(r"[$€£]", " ".join(told(alternative)))]
    assert [alternative.id for alternative in priced] == ["exoskeletons"]
    for sentence in re.split(r"(?<=\.) (?=[A-Z])", priced[0].cost):
        assert "$" in sentence
        assert "(press" in sentence
    assert "For one ReWalk" in priced[0].cost


def test_harm_stands_beside_what_an_alternative_gives_and_an_unknown_count_is_said(shipped):
    for alternative in shipped.alternatives:
        assert re.search(r"\d|No count of harms was found", alternative.harms), alternative.id


def test_people_without_cells_are_counted_among_the_people_of_a_study(shipped):
    compared = {study.id: (study.people, study.controls) for study in shipped.studies if study.controls is not None}
    assert compared["yoon"] == (35 + 13, 13)
    assert compared["el-kheir"] == (50 + 20, 20)
    assert compared["levi"] == (12 + 4, 4)
    assert compared["shin"] == (19 + 15, 15)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "evidence",
            "people = 48\ncontrols = 13",
            "people = 13\ncontrols = 13",
            "study 'yoon': controls: 13 of 13 people",
        ),
        ("clinics", 'id = "programme-15-days"', 'id = "price-row"', "'liv-ulus': offers: the id"),
        ("evidence", 'short = "Nerve transfer"\n', "", "alternative 'nerve-transfer': short: is required and missing"),
        ("evidence", 'short = "Nerve transfer"', f'short = "{"n" * 25}"', "alternative 'nerve-transfer': short: "),
        ("evidence", '"van-zyl-2019", ', '"van-zyl-1919", ', "'van-zyl-1919' is no source of this dataset"),
    ],
)
def test_a_record_that_breaks_a_rule_is_refused_by_its_name(tmp_path, file, old, new, said):
    for held in bundled().glob("*.toml"):
        (tmp_path / held.name).write_bytes(held.read_bytes())
    text = (bundled() / f"{file}.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / f"{file}.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DatasetInvalid) as error:
        check(str(tmp_path))
    assert any(said in problem for problem in error.value.problems)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([('broader = "msc"', 'broader = "mscs"')], "broader: 'mscs' is no term of kind 'cells'"),
        ([('broader = "msc"', 'broader = "iv"')], "is no term of kind 'cells'"),
        ([('id = "msc"\n', 'id = "msc"\nbroader = "uc-msc"\n')], "term 'msc': broader: it is a kind of itself"),
        ([('\ndated = "2025"', '\ndated = "0000"')], "dated: expected text, 2025, 2025-06"),
    ],
)
def test_a_word_is_no_kind_of_itself_and_a_year_is_a_year(tmp_path, changes, said):
    for held in bundled().glob("*.toml"):
        text = held.read_text(encoding="utf-8")
        for old, new in changes if held.name == "clinics.toml" else ():
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / held.name).write_text(text, encoding="utf-8")
    with pytest.raises(DatasetInvalid) as error:
        check(str(tmp_path))
    assert any(said in problem for problem in error.value.problems)


def test_what_an_authority_or_a_court_did_to_a_clinic_is_told_with_its_day_and_not_by_a_seller(shipped):
    clinics, kinds = {clinic.id for clinic in shipped.clinics}, {source.id: source.kind for source in shipped.sources}
    fields = {"lawsuit", "regulator_action", "enforcement", "warning"}
    told = [claim for claim in shipped.claims if claim.field in fields and claim.about in clinics]
    assert len(told) >= 17
    for claim in told:
        assert claim.dated or "no date" in (claim.note or ""), claim.id
        assert {kinds[source] for source in claim.sources} - {"clinic", "facilitator"}, claim.id


def test_a_lawsuit_says_what_came_of_it_and_that_an_allegation_is_no_finding(shipped):
    for claim in shipped.claims:
        if claim.field == "lawsuit":
            text = f"{claim.says} {claim.note}"
            assert re.search(r"dismissed|approval|judgment|held", text), claim.id
            assert "alleg" not in claim.says or "not a finding" in text, claim.id


def test_a_cause_of_death_that_sources_tell_in_two_ways_is_shown_in_both(run):
    text = " ".join(run("evidence", "guayaquil", "-f", "plain").stdout.split())
    assert "raised pressure in the skull" in text
    assert "autonomic dysreflexia" in text
