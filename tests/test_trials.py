import datetime as dt
import json
import re

import pytest
from msgspec.structs import replace

from stemfind.cli import person
from stemfind.errors import UsageError
from stemfind.model.age import elapsed
from stemfind.model.base import Interval
from stemfind.model.matching import SEGMENTS, Candidate, match
from stemfind.model.trial import LevelRange, Trial

CHECKED = dt.date(2026, 11, 22)
"""The day of the bundled dataset."""

REGISTRIES = "|".join(
    re.escape(host)
    for host in (
        "clinicaltrials.gov", "jrct.mhlw.go.jp", "www.anzctr.org.au", "center6.umin.ac.jp", "upload.umin.ac.jp",
        "trialsearch.who.int",
    )
)  # fmt: skip
"""Registries' own addresses; WHO's portal shows the records of those that have no English page."""


RECENT, OLD = {"since": (Interval(low=14, high=60),)}, {"since": (Interval(low=365),)}
NECK = {"levels": (LevelRange(top="C5", bottom="T1"),)}


def someone(*, ais=None, level=None, since=None, **told):
    """Return a person as the command line reads one; a bare figure of `since` is days."""
    time = elapsed(((since, "day"),)) if isinstance(since, int) else person.since(since, CHECKED)
    return Candidate(ais=person.grades(ais), level=person.levels(level), since=time, **told)


def verdicts(dataset, **told):
    return {one.trial.registry_id: one for one in match(dataset, someone(**told))}


def test_a_chronic_cervical_injury_has_dosed_and_guttmann_among_the_best_fits(shipped):
    matched = match(shipped, someone(ais="A", level="C5", since=730, age=30))
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
    assert all(not one.criteria for one in match(shipped, Candidate()))


def test_earlier_cells_bar_from_trials_that_say_so(shipped):
    barred = {
        one.trial.registry_id
        for one in match(shipped, Candidate(prior_cells=True), everything=True)
        if one.criteria["earlier cells"] == "not met"
    }
    assert {"NCT04520373", "NCT03521336"} <= barred


def test_studies_in_which_the_participant_pays_come_last(shipped):
    pays = [one.trial.pays for one in match(shipped, Candidate(), everything=True)]
    assert pays == sorted(pays)
    assert any(pays)


def test_every_open_trial_has_its_date_and_the_registrys_own_address(shipped):
    for trial in shipped.trials:
        assert trial.status_date
        assert re.fullmatch(f"https://({REGISTRIES})/.+", trial.url), trial.url


def test_segments_run_from_c1_to_s5():
    assert (SEGMENTS[0], SEGMENTS[-1], len(SEGMENTS)) == ("C1", "S5", 30)


def test_the_command_says_what_a_paid_treatment_may_cost(full):
    done = full("trials", "--ais", "A", "--level", "T6", "--since", "3y", "--age", "34")
    assert done.returncode == 0
    assert "A paid treatment may cost you a trial" in done.stdout
    assert "NCT04520373" in done.stdout
    assert "3 of 8 open trials may take you: AIS A, T6, 3 years since injury, age 34" in done.stdout


@pytest.mark.parametrize(
    "wrong",
    [
        ("--ais", "F"), ("--level", "T13"), ("--since", "long"), ("--since", "12"), ("--age", "-1"), ("--age", "nan"),
        ("--country", "atlantis"), ("--as-of", "soon", "--since", "2019"), ("--since", "40y", "--age", "34"),
    ],
)  # fmt: skip
def test_a_wrong_detail_is_2_and_one_line(run, wrong):
    done = run("trials", *wrong)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1


def test_all_shows_closed_ones_with_their_results(run):
    shown = json.loads(run("trials", "--all", "-f", "json").stdout)
    assert len(shown) >= 60
    assert any(trial["results"] for trial in shown)
    assert len(json.loads(run("trials", "-f", "json").stdout)) == 8


def test_compare_and_show_end_with_the_nearest_open_trials(full):
    assert "Open trials there: none on record" in full("compare", "mexico", "turkey").stdout.replace("**", "")
    assert "NCT06981338" in full("show", "spain").stdout
    assert "stemfind trials" in full("compare", "mexico", "turkey").stdout


def trial(**more):
    held = {"id": "t", "registry_id": "T", "name": "T", "status": "recruiting", "status_date": "2026", "gives": "cells",
            "url": "https://registry.example", "source": "journal", "open": True}  # fmt: skip
    return Trial(**held | more)


def verdict(dataset, one, **told):
    (matched,) = match(replace(dataset, trials=(one,)), someone(**told))
    ((_, said),) = matched.criteria.items()
    return said


@pytest.mark.parametrize(
    ("stated", "told", "said"),
    [
        ({}, {"ais": "A"}, "not stated"), ({"ais": ("A", "B")}, {"ais": "B"}, "met"),
        ({"ais": ("A", "B")}, {"ais": "C"}, "not met"), ({"completeness": "complete"}, {"ais": "A"}, "met"),
        ({"completeness": "complete"}, {"ais": "B"}, "not met"), ({"completeness": "incomplete"}, {"ais": "D"}, "met"),
        ({"completeness": "any"}, {"ais": "A"}, "met"),
        ({}, {"level": "C5"}, "not stated"), (NECK, {"level": "T1"}, "met"),
        (NECK, {"level": "C4"}, "not met"),
        ({}, {"since": 30}, "not stated"), ({"since": (Interval(low=21, high=42),)}, {"since": 42}, "met"),
        ({"since": (Interval(high=42),)}, {"since": 50}, "not met"),
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
    from stemfind.commands.trials.page import trials_document

    def written(one, **told):
        dataset = replace(small, trials=(one,))
        return str(trials_document(match(dataset, someone(**told)), someone(**told), dataset))

    bare = written(trial())
    for part in ("AIS grade not stated", "level not stated", "time since injury not stated", "age not stated"):
        assert part in bare
    assert "Not stated, so ask: AIS grade, level, time since injury, age, country, earlier cells" in bare
    assert bare.count("earlier cells") == 1
    whole = {"ais": ("A",), "levels": (LevelRange(top="C5", bottom="T1"),), "since": (Interval(low=21, high=42),),
             "age": Interval(low=18, high=65), "countries": ("mexico",), "prior_cells": "excluded",
             "criteria_note": "No fever.", "results": "None yet.", "cells": ("msc",)}  # fmt: skip
    full = written(trial(**whole), ais="A")
    parts = ("AIS A; level C5–T1; time since injury 21–42 days; age 18–65; earlier cells refused", "No fever.",
             "Results: None yet.", "mesenchymal stromal cells", "Mexico")  # fmt: skip
    for part in parts:
        assert part in full
    assert "Not stated, so ask" not in full


@pytest.mark.parametrize("year", ["12m", "1y", "a year", "one year", "12 months", "1.0 yr", "1 year ago", "0y12m"])
@pytest.mark.parametrize("figure", [360, 365, 365.25])
def test_a_year_is_within_a_trial_that_begins_or_ends_at_a_year_however_either_is_written(small, year, figure):
    for window in (Interval(low=figure), Interval(high=figure), Interval(low=figure, high=figure)):
        assert verdict(small, trial(since=(window,)), since=year) == "met"


@pytest.mark.parametrize(("months", "figure"), [("6m", 180), ("18m", 548), ("4m", 120), ("36m", 1095), ("5y", 1825)])
def test_months_and_years_are_within_a_trial_that_ends_at_as_many(small, months, figure):
    assert verdict(small, trial(since=(Interval(high=figure),)), since=months) == "met"
    assert verdict(small, trial(since=(Interval(low=figure),)), since=months) == "met"


def test_twelve_months_and_one_year_are_held_alike_against_every_trial_on_record(shipped):
    def said(since):
        return {o.trial.id: o.criteria for o in match(shipped, someone(since=since), everything=True)}

    assert said("12m") == said("1y") == said("one year")
    assert said("60m") == said("5 years")
    assert said("12m")["nct06841770"] == {"time since injury": "met"}


@pytest.mark.parametrize(
    ("windows", "since", "said", "days"),
    [
        (((14, 60),), "14d", "met", (None, None, 46)), (((14, 60),), "60d", "met", (None, None, 0)),
        (((14, 60),), "62d", "near", (None, 2, None)), (((14, 60),), "67d", "near", (None, 7, None)),
        (((14, 60),), "68d", "not met", (None, 8, None)), (((14, 60),), "10d", "near", (4, None, None)),
        (((14, 60),), "1d", "not met", (13, None, None)), (((365, 1825),), "52w", "near", (1, None, None)),
        (((365, 1825),), "11m", "not met", (30, None, None)), (((365, 1825),), "1855d", "near", (None, 30, None)),
        (((365, 1825),), "1856d", "not met", (None, 31, None)),
        (((21, 42), (365, None)), "50d", "not met", (315, 8, None)),
        (((14, 60), (14, 84)), "61d", "met", (None, None, 23)), (((0, 60), (61, 365)), "2m", "met", (None, None, 304)),
        (((None, 3),), "5d", "not met", (None, 2, None)), (((365, None),), "3y", "met", (None, None, None)),
    ],
)  # fmt: skip
def test_near_an_edge_of_time_a_trial_is_neither_met_nor_refused_and_says_how_many_days(
    small, windows, since, said, days
):
    """The days until it opens, since it closed, until it closes."""
    held = trial(since=tuple(Interval(low=low, high=high) for low, high in windows))
    (one,) = match(replace(small, trials=(held,)), someone(since=since))
    assert one.criteria == {"time since injury": said}
    assert (one.fits, one.near) == (said == "met", said == "near")
    timing = (one.timing.opens, one.timing.closed, one.timing.closes)
    assert tuple(None if found is None else found.low for found in timing) == days


def test_a_closed_trial_never_opens_for_anybody(small):
    held = trial(since=(Interval(low=14, high=60),), open=False)
    (one,) = match(replace(small, trials=(held,)), someone(since=3), everything=True)
    assert (one.timing.opens, one.timing.closed, one.timing.closes) == (None, None, None)


@pytest.mark.parametrize(
    ("date", "low", "high"),
    [
        ("2019", 2518, 2882), ("2019-06", 2702, 2731), ("2019-06-20", 2712, 2712), ("20 Jun 2019", 2712, 2712),
        ("June 20, 2019", 2712, 2712), ("20.06.2019", 2712, 2712), ("20/6/2019", 2712, 2712), ("6/20/2019", 2712, 2712),
        ("20190620", 2712, 2712), ("June 2019", 2702, 2731), ("06/2019", 2702, 2731), ("in 2019", 2518, 2882),
        ("5/5/2019", 2758, 2758), ("2026", 0, 325), ("2026-11-22", 0, 0), ("2024-02-29", 997, 997),
    ],
)  # fmt: skip
def test_the_year_month_or_day_of_an_injury_is_counted_to_the_day_of_the_data(date, low, high):
    found = person.since(date, CHECKED)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("date", "said"), [("2019", "met"), ("2025", "near"), ("2026-10", "not met"), ("2025-11", "near")]
)
def test_a_partial_date_is_met_only_where_every_day_of_it_is(small, date, said):
    assert verdict(small, trial(since=(Interval(low=365),)), since=date) == said


@pytest.mark.parametrize(
    ("given", "days"),
    [
        ("3y", 1095.75), ("3 years", 1095.75), ("3 yrs", 1095.75), ("3Y", 1095.75), ("36m", 1095.75),
        ("18 months", 547.875),
        ("1.5y", 547.875), ("1,5 years", 547.875), ("10 days", 10), ("52w", 364), ("6 wks.", 42), ("1095d", 1095),
        ("3y 2m", 1156.625), ("3y2m", 1156.625), ("3 years and 2 months", 1156.625), ("3 years, 2 months", 1156.625),
        ("a year", 365.25), ("two years ago", 730.5), ("0d", 0), ("2 weeks after injury", 14), ("0.125m", 3.8046875),
    ],
)  # fmt: skip
def test_a_month_is_a_twelfth_of_a_year_and_a_week_seven_days(given, days):
    assert person.since(given, CHECKED).low == pytest.approx(days, rel=1e-9)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("12", "write 12d, 12w, 12m or 12y, or the year of the injury, as in 2023"),
        ("1.5", "1.5d, 1.5w, 1.5m or 1.5y"),
        ("1095", "write 1095d, 1095w or 1095m"), ("99999999999", "as in 30d, 6w, 4m or 3y"), ("47000", "write 47000d,"),
        ("2027", "is after 2026-11-22"), ("2026-11-23", "--as-of gives another"),
        ("05/06/2019", "2019-05-06 or 2019-06-05"),
        ("2019-13", "no such day"), ("30.02.2019", "no such day"), ("2019-02-30", "no such day"),
        ("13/13/2019", "as in"),
        ("1.825d", "write 1825d or 1.82d"), ("1,200 days", "write 1200d or 1.20d"), ("long", "as in 30d, 6w, 4m, 3y"),
        ("3", "write 3d"), ("3x", "as in"), ("3y 2y", "as in"), ("2m 3y", "as in"), ("-3y", "as in"), ("", "as in"),
        ("nan", "as in"), ("inf", "as in"), ("1e3d", "as in"), ("131y", "more than 130 years"),
        ("1850-01", "more than 130"),
        ("9" * 400 + "y", "more than 130 years"), ("about 3 years", "as in"), ("half a year", "as in"),
    ],
)  # fmt: skip
def test_a_time_that_could_mean_two_things_or_none_is_refused_with_what_to_write(given, says):
    with pytest.raises(UsageError, match=re.escape(says)):
        person.since(given, CHECKED)


@pytest.mark.parametrize(
    ("given", "years"),
    [
        ("34", 34), ("34y", 34), ("34 years old", 34), ("034", 34), ("17.9", 17.9), ("17,9", 17.9), ("0", 0),
        ("18m", 1.5), ("6 months", 0.5), ("2y6m", 2.5), ("130", 130), ("thirty", None), ("nan", None), ("inf", None),
        ("-1", None), ("131", None), ("1e1", None), ("", None), ("1990-05-02", None), ("30-35", None),
    ],
)  # fmt: skip
def test_an_age_is_read_as_people_write_it_or_refused(given, years):
    if years is None:
        with pytest.raises(UsageError, match="--age"):
            person.years(given)
    else:
        assert person.years(given) == pytest.approx(years)


@pytest.mark.parametrize(
    ("age", "said"),
    [(18, "met"), (65, "met"), (17.9, "near"), (17.5, "near"), (17.4, "not met"), (17, "not met"), (0, "not met"),
     (65.5, "near"), (65.99, "near"), (66, "not met")],
)  # fmt: skip
def test_both_ends_of_an_age_are_met_and_a_fraction_beyond_them_is_near(small, age, said):
    assert verdict(small, trial(age=Interval(low=18, high=65)), age=age) == said
    assert verdict(small, trial(age=Interval()), age=age) == "met"


@pytest.mark.parametrize(
    ("given", "segments"),
    [
        ("T6", "T6"), ("t6", "T6"), ("T06", "T6"), ("th6", "T6"), ("Th 6", "T6"), ("D6", "T6"), ("T 6", "T6"),
        ("T-6", "T6"), ("thoracic 6", "T6"), ("dorsal 6", "T6"), ("cervical 5", "C5"), ("lumbar-1", "L1"), ("S5", "S5"),
        ("T6-T7", "T6 T7"), ("T6–7", "T6 T7"), ("C5/6", "C5 C6"), ("C5/C7", "C5 C6 C7"), ("C5 to C7", "C5 C6 C7"),
        ("T12-L1", "T12 L1"), ("D12/L1", "T12 L1"), ("C6 or C5", "C5 C6"),
        ("T13", None), ("C9", None), ("C0", None), ("6", None), ("T", None), ("", None), ("X6", None), ("T6-", None),
        ("C5/X6", None), ("Q5-6", None), ("T" + "9" * 5000, None), ("paraplegia", None), ("C5 A", None),
    ],
)  # fmt: skip
def test_a_level_is_read_as_doctors_write_it_or_refused_with_what_there_is(given, segments):
    if segments is None:
        with pytest.raises(UsageError, match="C1 to C8, T1 to T12, L1 to L5 or S1 to S5"):
            person.levels(given)
    else:
        assert person.levels(given) == tuple(segments.split())


@pytest.mark.parametrize(
    ("given", "grades"),
    [
        ("A", "A"), ("a", "A"), ("AIS A", "A"), ("AIS-A", "A"), ("ASIA A", "A"), ("ais:b", "B"), ("grade C", "C"),
        ("ASIA Impairment Scale D", "D"), ("complete", "A"), ("incomplete", "BCD"), ("motor incomplete", "CD"),
        ("A/B", "AB"), ("B-D", "BCD"), ("A or C", "AC"), ("A to C", "ABC"), ("AIS B, C", "BC"),
        ("F", None), ("", None), ("AIS", None), ("A-", None), ("AB", None), ("A+", None), ("1", None),
        ("Frankel A", None),
    ],
)  # fmt: skip
def test_a_grade_is_read_as_doctors_write_it_or_refused_with_what_there_is(given, grades):
    if grades is None:
        with pytest.raises(UsageError, match="A to E"):
            person.grades(given)
    else:
        assert person.grades(given) == tuple(grades)


@pytest.mark.parametrize(
    ("stated", "told", "said"),
    [
        ({"ais": ("A", "B")}, {"ais": "B-C"}, "near"), ({"ais": ("A", "B")}, {"ais": "A/B"}, "met"),
        ({"completeness": "incomplete"}, {"ais": "incomplete"}, "met"),
        ({"ais": ("A",)}, {"ais": "incomplete"}, "not met"),
        (NECK, {"level": "T1-T2"}, "near"),
        (NECK, {"level": "C5/6"}, "met"),
        (NECK, {"level": "T2-T3"}, "not met"),
    ],
)  # fmt: skip
def test_what_fits_for_a_part_of_what_was_told_is_near(small, stated, told, said):
    assert verdict(small, trial(**stated), **told) == said


def told_of(dataset, trials, **told):
    """Return the title and what stands under it, of trials held against somebody."""
    from stemfind.commands.trials.page import trials_document

    held = replace(dataset, trials=tuple(trials))
    document = trials_document(match(held, someone(**told), everything=True), someone(**told), held)
    return document.title, str(document)


def test_the_first_line_says_how_many_of_the_open_trials_may_take_this_person(small):
    young, old = trial(id="a", age=Interval(low=3)), trial(id="b", age=Interval(low=18))
    silent, closed, paid = trial(id="c"), trial(id="d", open=False), trial(id="e", pays=True)
    every = (young, old, silent, closed, paid)
    title, text = told_of(small, every, age=12)
    assert title == "2 of 3 open trials may take you: age 12"
    assert "Of those that may take you, 1 does not state all that you told." in text
    title, text = told_of(small, (old, old), age=17.9)
    assert title == "None of 2 open trials may take you: age 17.9"
    assert "'2 are near the edge of what a trial takes: ask.'" in text
    assert "1 more is near the edge of what a trial takes: ask." in told_of(small, (young, old), age=17.9)[1]
    assert told_of(small, (old,), age=12)[0] == "None of 1 open trial may take you: age 12"
    assert told_of(small, (closed, paid), age=12)[0] == "No open trial on record, for age 12"
    assert told_of(small, every)[0] == "5 registered trials, 4 of them open or about to open"
    assert told_of(small, (closed,))[0] == "1 registered trial, none of them open or about to open"


def test_the_first_line_repeats_what_was_told_as_it_was_told(small):
    title, _ = told_of(
        small, (trial(),), ais="B-D", level="C5/6", since="3y2m", countries=("mexico",), prior_cells=False
    )
    assert title.endswith("AIS B, C or D, C5–C6, 3 years 2 months since injury, in Mexico, no cells before")
    assert told_of(small, (trial(),), since="1y", prior_cells=True)[0].endswith("1 year since injury, cells before")
    assert told_of(small, (trial(),), since="2019")[0].endswith("injured 2019 (about 7–8 years before 22 Nov 2026)")
    assert told_of(small, (trial(),), since="2026-11-21")[0].endswith("injured 21 Nov 2026 (1 day before 22 Nov 2026)")


@pytest.mark.parametrize(
    ("stated", "told", "said"),
    [
        (RECENT, {"since": "62d"}, "time since injury is near the edge: it takes 14–60 days; you are at 62 days. Ask."),
        (RECENT, {"since": "62d"}, "Closed for you 2 days ago."),
        (RECENT, {"since": "13d"}, "Opens for you in 1 day."),
        ({"since": (Interval(high=60), Interval(low=365))}, {"since": "2026-01"}, "Opens for you again in 40–70 days."),
        (OLD, {"since": "2025"}, "it takes 1 or more years; you are at 326–690 days. Ask."),
        (OLD, {"since": "2025"}, "~ time since injury depends on the day: "),
        (OLD, {"since": "52w"}, "near the edge: it takes 1 or more years; you are at 364 days. Ask."),
        (RECENT, {"since": "30d"}, "Closes for you in 30 days."),
        ({"age": Interval(low=18)}, {"age": 17.9}, "age is near the edge: it takes 18 or more; you are 17.9. Ask."),
        ({"ais": ("A",)}, {"ais": "A/B"}, "it takes A; you told A or B. Ask."),
        (NECK, {"level": "C4/5"}, "level is met for a part of what you told: it takes C5–T1; you told C4–C5. Ask."),
        ({"ais": ("A",)}, {"ais": "A/B"}, "~ AIS grade is met for a part of what you told: "),
        ({"completeness": "complete"}, {}, "complete injuries (AIS A); level not stated"),
        ({"completeness": "any"}, {}, "any AIS grade; level not stated"),
    ],
)  # fmt: skip
def test_near_an_edge_the_trial_and_the_person_stand_side_by_side(small, stated, told, said):
    assert said in told_of(small, (trial(**stated),), **told)[1]


def test_a_date_is_counted_to_the_day_that_is_named(run):
    def said(*more):
        found = json.loads(run("trials", "--since", "2026-11-12", *more, "-f", "json").stdout)
        return next(one for one in found if one["id"] == "nct04812431")

    assert said()["criteria"] == {"time since injury": "met"}
    assert said("--as-of", "2027-01-11")["criteria"] == {"time since injury": "met"}
    late = said("--as-of", "2027-01-13")
    assert (late["fits"], late["near"], late["criteria"]) == (False, True, {"time since injury": "near"})
    assert (late["opens_in_days"], late["closed_days_ago"]) == (None, {"low": 2, "high": 2})
    assert said()["closes_in_days"] == {"low": 43, "high": 43}


def test_the_trials_that_refuse_people_who_had_cells_are_counted(small):
    _, text = told_of(small, (trial(prior_cells="excluded"), trial(), trial(prior_cells="allowed")))
    assert "of 3 trials 1 refuses people who had cells, 1 does not say. Ask first. On record as refusing: T." in text
    none = "of 2 trials 0 refuse people who had cells, 2 do not say. Ask first."
    assert none in told_of(small, (trial(), trial()))[1]
    none = "of 1 trial 0 refuse people who had cells, 0 do not say. Ask first."
    assert none in told_of(small, (trial(prior_cells="allowed"),))[1]
    title, text = told_of(small, (), age=30)
    assert title == "No open trial on record, for age 30"
    assert "On record as refusing" not in text


ME = ("--ais", "A", "--level", "T6", "--since", "3y", "--age", "34")


def test_one_screen_says_how_many_may_take_a_person_and_marks_each_criterion(run):
    lines = run("trials", *ME, "-f", "table", COLUMNS="80").stdout.splitlines()
    assert len(lines) <= 30
    assert lines[0] == "3 of 8 open trials may take you: AIS A, T6, 3 years since injury, age 34"
    at = {
        number: next(n for n, said in enumerate(lines) if number in said) for number in ("NCT06841770", "NCT04812431")
    }
    assert "✓" in lines[at["NCT06841770"] - 1]
    assert "✗" not in lines[at["NCT06841770"] - 1]
    assert "✗ C4–C7" in lines[at["NCT04812431"] - 1]
    assert "✗ 7–60 days" in lines[at["NCT04812431"] - 1]
    assert any("it does not say" in said for said in lines)


@pytest.mark.parametrize("form", ["table", "plain", "markdown", "html"])
def test_the_short_depth_holds_every_open_trial_with_its_state_and_date_in_each_format(run, shipped, form):
    text = run("trials", *ME, "-f", form, COLUMNS="120").stdout
    for trial in shipped.trials:
        assert (trial.registry_id in text) == trial.free
    assert text.count("recruiting, Jul 2025") == 1
    assert "66 do not say" in text
    assert "no approval" in text


def test_who_told_nothing_sees_what_each_trial_takes(run):
    text = run("trials", "-f", "plain").stdout
    assert "181 or more days" in text
    assert "AIS: not stated" in text
    assert "✓" not in text


def test_the_next_trial_to_open_is_named_where_only_time_is_in_the_way(run):
    text = run("trials", "--ais", "A", "--level", "C6", "--since", "5m", "-f", "plain").stdout
    assert "Next to open for you: DOSED" in text
    text = run("trials", "--ais", "B", "--level", "C5", "--since", "10d", "-f", "plain").stdout
    assert "Next to open for you: XS228, first doses, China; XS228 or placebo, China; in 4 days" in text
    assert "Next to open" not in run("trials", *ME).stdout


@pytest.mark.parametrize("width", [20, 30, 50, 66, 79, 100, 200])
def test_no_registry_number_is_cut_at_any_width(run, width):
    text = run("trials", *ME, "-f", "table", COLUMNS=str(width)).stdout
    assert all(len(said) <= width for said in text.splitlines())
    assert "ACTRN12624000391572" in text.replace("\n", "").replace(" ", "")


@pytest.mark.parametrize("depth", [[], ["--full"]])
def test_the_command_that_shows_one_trial_in_full_shows_its_whole_record_as_others_do(run, shipped, depth):
    trial = next(one for one in shipped.trials if one.registry_id == "NCT06841770")
    record = [
        "recruiting, Jun 2026 (The copy", "Takes: AIS A, B; level C4 to C7 or T1 to T10; time since injury 21 to",
        "age 18 to 65", "earlier cells", trial.criteria_note, f"Gives: {trial.gives}", "United States (UC San Diego",
        "10 people", f"Results: {trial.results}", f"Check today: {trial.url}",
    ]  # fmt: skip
    for command in (["why", "NCT06841770", *depth], ["evidence", "NCT06841770", *depth], ["trials", "--full"]):
        text = run(*command, "-f", "plain").stdout
        assert [part for part in record if part not in text] == [], command
    assert "Said by ClinicalTrials.gov, read 22 Nov 2026" in run("why", "NCT06841770", *depth, "-f", "plain").stdout
    held = json.loads(run("why", "NCT06841770", "-f", "json").stdout)
    assert (held["record"]["ais"], held["record"]["status"]) == (["A", "B"], "recruiting")
    assert "record" not in json.loads(run("why", "NCT06841770", "results", "-f", "json").stdout)


def test_a_trial_that_recruits_but_takes_nobody_new_says_so_wherever_its_state_stands(run):
    for command in (["trials", "--all"], ["trials", "--all", "--full"], ["why", "jRCT2013210056"],
                    ["evidence", "stemirac"], ["evidence", "-k", "trial"]):  # fmt: skip
        text = run(*command, "-f", "plain").stdout
        assert "recruiting, undated, not open to new people" in text, command
        assert text.count("not open to new people") <= 2, "of no other trial is that known"
    heading = "Not open, or of unknown fate (54)"
    assert heading in run("trials", "--all", "-f", "plain").stdout
