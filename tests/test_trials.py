import json
import re

import pytest
from msgspec.structs import replace

from stemfind.model.base import Interval
from stemfind.model.trial import LevelRange, Trial
from stemfind.trials import SEGMENTS, Person, match

REGISTRIES = "|".join(
    re.escape(host)
    for host in (
        "clinicaltrials.gov", "jrct.mhlw.go.jp", "www.anzctr.org.au", "center6.umin.ac.jp", "upload.umin.ac.jp",
        "trialsearch.who.int",
    )
)  # fmt: skip
"""Registries' own addresses; WHO's portal shows the records of those that have no English page."""


def verdicts(dataset, **told):
    return {one.trial.registry_id: one for one in match(dataset, Person(**told))}


def test_a_chronic_cervical_injury_has_dosed_and_guttmann_among_the_best_fits(shipped):
    matched = match(shipped, Person(ais="A", level="C5", since=730, age=30))
    best = [one.trial.registry_id for one in matched[:3]]
    assert {"NCT06841770", "NCT06981338"} <= set(best)
    assert all(one.fits for one in matched[:2])
    assert "earlier cells" in matched[0].not_stated


def test_a_recent_thoracic_injury_fits_two_and_not_the_japanese_chronic_trial(shipped):
    found = verdicts(shipped, ais="A", level="T4", since=30)
    assert found["NCT06841770"].fits
    assert found["NCT06976229"].fits
    assert found["jRCT2013230003"].criteria == {
        "AIS grade": "not met",
        "level": "not met",
        "time since injury": "not met",
    }


def test_a_criterion_that_is_not_stated_is_neither_met_nor_not_met(shipped):
    one = verdicts(shipped, ais="A", level="T4", since=40)["jRCTb030190220"]
    assert one.criteria["AIS grade"] == "not stated"
    assert one.fits


def test_what_a_person_leaves_out_is_not_asked(shipped):
    assert all(not one.criteria for one in match(shipped, Person()))


def test_earlier_cells_bar_from_trials_that_say_so(shipped):
    barred = {
        one.trial.registry_id
        for one in match(shipped, Person(prior_cells=True), everything=True)
        if one.criteria["earlier cells"] == "not met"
    }
    assert {"NCT04520373", "NCT03521336"} <= barred


def test_studies_in_which_the_participant_pays_come_last(shipped):
    pays = [one.trial.pays for one in match(shipped, Person(), everything=True)]
    assert pays == sorted(pays)
    assert any(pays)


def test_every_open_trial_has_its_date_and_the_registrys_own_address(shipped):
    for trial in shipped.trials:
        assert trial.status_date
        assert re.fullmatch(f"https://({REGISTRIES})/.+", trial.url), trial.url


def test_segments_run_from_c1_to_s5():
    assert (SEGMENTS[0], SEGMENTS[-1], len(SEGMENTS)) == ("C1", "S5", 30)


def test_the_command_says_what_a_paid_treatment_may_cost(run):
    done = run("trials", "--ais", "A", "--level", "T6", "--since", "3y", "--age", "34")
    assert done.returncode == 0
    assert "A paid treatment may cost you a trial" in done.stdout
    assert "NCT04520373" in done.stdout
    assert "1095 days since injury" in done.stdout


@pytest.mark.parametrize("since", ["3y", "3 years", "36m", "156w", "1095d", "1095"])
def test_time_since_injury_is_read_as_people_write_it(run, since):
    done = run("trials", "--since", since, "-f", "json")
    assert done.returncode == 0


@pytest.mark.parametrize(
    "wrong", [("--ais", "F"), ("--level", "T13"), ("--since", "long"), ("--age", "-1"), ("--country", "atlantis")]
)
def test_a_wrong_detail_is_2_and_one_line(run, wrong):
    done = run("trials", *wrong)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1


def test_all_shows_closed_ones_with_their_results(run):
    shown = json.loads(run("trials", "--all", "-f", "json").stdout)
    assert len(shown) >= 60
    assert any(trial["results"] for trial in shown)
    assert len(json.loads(run("trials", "-f", "json").stdout)) == 8


def test_compare_and_show_end_with_the_nearest_open_trials(run):
    assert "Open trials there: none on record" in run("compare", "mexico", "turkey").stdout.replace("**", "")
    assert "NCT06981338" in run("show", "spain").stdout
    assert "stemfind trials" in run("compare", "mexico", "turkey").stdout


def trial(**more):
    held = {"id": "t", "registry_id": "T", "name": "T", "status": "recruiting", "status_date": "2026", "gives": "cells",
            "url": "https://registry.example", "source": "journal", "open": True}  # fmt: skip
    return Trial(**held | more)


def verdict(dataset, one, **told):
    (matched,) = match(replace(dataset, trials=(one,)), Person(**told))
    ((_, said),) = matched.criteria.items()
    return said


@pytest.mark.parametrize(
    ("stated", "told", "said"),
    [
        ({}, {"ais": "A"}, "not stated"), ({"ais": ("A", "B")}, {"ais": "B"}, "met"),
        ({"ais": ("A", "B")}, {"ais": "C"}, "not met"), ({"completeness": "complete"}, {"ais": "A"}, "met"),
        ({"completeness": "complete"}, {"ais": "B"}, "not met"), ({"completeness": "incomplete"}, {"ais": "D"}, "met"),
        ({"completeness": "any"}, {"ais": "A"}, "not stated"),
        ({}, {"level": "C5"}, "not stated"), ({"levels": (LevelRange(top="C5", bottom="T1"),)}, {"level": "T1"}, "met"),
        ({"levels": (LevelRange(top="C5", bottom="T1"),)}, {"level": "C4"}, "not met"),
        ({}, {"since": 30}, "not stated"), ({"since": (Interval(low=21, high=42),)}, {"since": 42}, "met"),
        ({"since": (Interval(high=42),)}, {"since": 43}, "not met"),
        ({"since": (Interval(high=42), Interval(low=365))}, {"since": 400}, "met"),
        ({}, {"age": 30}, "not stated"), ({"age": Interval(low=18)}, {"age": 17}, "not met"),
        ({}, {"countries": ("spain",)}, "not stated"), ({"countries": ("spain",)}, {"countries": ("spain",)}, "met"),
        ({"countries": ("japan",)}, {"countries": ("spain",)}, "not met"),
        ({}, {"prior_cells": True}, "not stated"), ({"prior_cells": "excluded"}, {"prior_cells": True}, "not met"),
        ({"prior_cells": "excluded"}, {"prior_cells": False}, "met"),
        ({"prior_cells": "allowed"}, {"prior_cells": True}, "met"),
    ],
)  # fmt: skip
def test_each_criterion_is_met_not_met_or_not_stated(small, stated, told, said):
    assert verdict(small, trial(**stated), **told) == said


def test_a_trial_says_what_it_takes_and_gives_and_what_it_leaves_out(small):
    from stemfind.views.trials import trials_document

    def written(one, **told):
        dataset = replace(small, trials=(one,))
        return str(trials_document(match(dataset, Person(**told)), Person(**told), dataset))

    bare = written(trial())
    for part in ("AIS grade not stated", "level not stated", "time since injury not stated", "age not stated"):
        assert part in bare
    assert "Not stated, so ask: AIS grade, level, time since injury, age, country, earlier cells" in bare
    whole = {"ais": ("A",), "levels": (LevelRange(top="C5", bottom="T1"),), "since": (Interval(low=21, high=42),),
             "age": Interval(low=18, high=65), "countries": ("mexico",), "prior_cells": "excluded",
             "criteria_note": "No fever.", "results": "None yet.", "cells": ("msc",)}  # fmt: skip
    full = written(trial(**whole), ais="A")
    parts = ("AIS A; C5–T1; 21–42 days after injury; age 18–65; nobody who had cells before", "No fever.",
             "Results: None yet.", "mesenchymal stromal cells")  # fmt: skip
    for part in parts:
        assert part in full
    assert "Not stated, so ask" not in full
