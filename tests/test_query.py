import datetime as dt

import pytest

from stemfind.model.money import Exchange
from stemfind.query import FIELDS, Criteria, first, row, select


def found(dataset, **asked):
    selection = select(dataset, Criteria(**asked), Exchange(dataset.rates))
    return [match.clinic.id for match in selection.matches], selection


def test_a_price_for_a_shoulder_never_matches_sci(small):
    ids, _ = found(small, indications=("sci",), max_cost=20000)
    assert ids == []


def test_an_unknown_price_never_matches_and_is_counted(small):
    ids, selection = found(small, max_cost=4000)
    assert ids == ["alpha"]
    assert selection.set_aside == 2
    assert selection.unknown["price"] == 2


def test_a_price_matches_only_where_the_whole_range_fits(small):
    assert found(small, countries=("turkey",), max_cost=23029)[0] == []
    assert found(small, countries=("turkey",), max_cost=23030)[0] == ["beta-hospital"]


def test_an_open_ended_price_is_not_known_to_fit(small):
    ids, _ = found(small, indications=("unspecified",), max_cost=10**9)
    assert ids == []


def test_a_condition_that_is_not_stated_is_unknown_and_not_a_no(small):
    _, selection = found(small, indications=("sci",), countries=("mexico",))
    assert selection.unknown["what it is for"] == 2


def test_closed_clinics_are_left_out_counted_and_there_when_asked_for(small):
    ids, selection = found(small, indications=("sci",))
    assert "closed-one" not in ids
    assert selection.gone == 1
    assert found(small, standings=("closed",))[0] == ["closed-one"]


def test_an_old_price_counts_only_where_it_is_asked_for(small):
    asked = {"indications": ("sci",), "standings": ("closed",), "max_cost": 40000}
    assert found(small, **asked)[0] == []
    assert found(small, **asked, stale=True)[0] == ["closed-one"]
    assert found(small, **asked, as_of=dt.date(2009, 6, 1))[0] == ["closed-one"]


def test_a_narrower_kind_of_cell_matches_a_broader_question(small):
    assert found(small, cells=("msc",))[0] == ["alpha", "beta-hospital"]
    assert found(small, cells=("uc-msc",))[0] == ["alpha"]


def test_an_inclusion_is_a_match_only_where_it_is_stated(small):
    ids, selection = found(small, includes=("airport-transfers",))
    assert ids == ["alpha"]
    assert selection.unknown["what is included"] == 4


def test_one_offer_has_to_fit_as_a_whole(small):
    assert found(small, indications=("shoulder",), cells=("uc-msc",), max_cost=3000)[0] == ["alpha"]
    assert found(small, indications=("unspecified",), cells=("uc-msc",))[0] == []


@pytest.mark.parametrize("word", ["CANCUN", "shoulder", "umbilical", "Dr. A. Example", "alpha clinic"])
def test_words_are_looked_for_in_all_that_a_record_says(small, word):
    assert found(small, text=(word,))[0] == ["alpha"]


def test_a_row_has_the_promised_keys_in_their_order(small):
    _, selection = found(small)
    assert tuple(row(selection.matches[0]))[: len(FIELDS)] == FIELDS


def test_what_is_unknown_is_none_in_a_row(small):
    _, selection = found(small, text=("gamma",))
    values = row(selection.matches[0])
    unknown = {name for name, value in values.items() if value is None}
    assert {"price_low", "price_high_usd", "stay_days_low", "cells", "includes", "indications", "city"} <= unknown


def test_unknown_comes_last_in_either_order(small):
    _, selection = found(small)
    for reverse in (False, True):
        rows = [row(m) for m in first(selection.matches, "price_low_usd", reverse=reverse, limit=None)]
        lows = [values["price_low_usd"] for values in rows]
        assert lows[-2:] == [None, None]
        assert lows[:2] == sorted(lows[:2], reverse=reverse)


def test_unpriced_brings_the_unknown_back(small):
    ids, _ = found(small, max_cost=4000, unpriced=True)
    assert set(ids) == {"alpha", "gamma", "hostile"}


def test_a_stay_fits_only_where_its_longest_end_does(small):
    assert found(small, max_days=6)[0] == []
    assert found(small, max_days=7)[0] == ["alpha"]
