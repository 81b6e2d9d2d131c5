import datetime as dt

import pytest
from msgspec.structs import replace

from stemfind.model.base import Interval
from stemfind.model.clinic import Accreditation, Clinic, Course, Offer, Price, Standing
from stemfind.model.money import Exchange
from stemfind.model.term import Term
from stemfind.query import Criteria, select
from stemfind.row import FIELDS, MORE_FIELDS, first, row


def found(dataset, **asked):
    selection = select(dataset, Criteria(**asked), Exchange(dataset.rates))
    return [match.clinic.id for match in selection.matches], selection


def offer(identity="one", **more):
    return Offer(**{"id": identity, "name": identity, "indication": "sci", "source": "seller", **more})


def clinic(identity, *offers, **more):
    return Clinic(
        **{"id": identity, "name": identity, "country": "turkey", "source": "seller", "offers": offers, **more}
    )


def priced(low=None, high=None, **more):
    return offer(price=Price(low=low, high=high, currency="USD", unit="programme"), **more)


def one_row(dataset, *clinics, **asked):
    _, selection = found(replace(dataset, clinics=clinics) if clinics else dataset, **asked)
    (match,) = selection.matches
    return row(match)


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


@pytest.mark.parametrize(
    ("low", "high", "asked", "fits"),
    [
        (5000, 9000, {"max_cost": 9000}, "yes"), (5000, 9000, {"max_cost": 8999}, "unknown"),
        (5000, 9000, {"max_cost": 5000}, "unknown"), (5000, 9000, {"max_cost": 4999}, "no"),
        (None, 9000, {"max_cost": 9000}, "yes"), (None, 9000, {"max_cost": 8999}, "unknown"),
        (5000, None, {"max_cost": 5000}, "unknown"), (5000, None, {"max_cost": 4999}, "no"),
        (5000, 9000, {"min_cost": 5000}, "yes"), (5000, 9000, {"min_cost": 5001}, "unknown"),
        (5000, 9000, {"min_cost": 9000}, "unknown"), (5000, 9000, {"min_cost": 9001}, "no"),
        (5000, None, {"min_cost": 5000}, "yes"), (5000, None, {"min_cost": 5001}, "unknown"),
        (None, 9000, {"min_cost": 1}, "unknown"), (None, 9000, {"min_cost": 9001}, "no"),
        (5000, 9000, {"min_cost": 5000, "max_cost": 9000}, "yes"),
        (5000, 9000, {"min_cost": 6000, "max_cost": 9000}, "unknown"),
        (5000, 9000, {"min_cost": 9500, "max_cost": 9900}, "no"),
        (0, 0, {"max_cost": 0}, "yes"), (0, 0, {"min_cost": 1}, "no"),
    ],
)  # fmt: skip
def test_a_cost_fits_where_all_of_the_price_does_and_may_fit_where_some_of_it_does(small, low, high, asked, fits):
    ids, selection = found(replace(small, clinics=(clinic("one", priced(low, high)),)), **asked)
    assert ids == (["one"] if fits == "yes" else [])
    assert selection.unknown == ({"price": 1} if fits == "unknown" else {})
    assert selection.set_aside == (fits == "unknown")


@pytest.mark.parametrize(
    ("asked", "ids", "unknown"),
    [
        ({"accreditations": ("jci",)}, ["beta-hospital"], {"accreditation": 4}),
        ({"indications": ("shoulder",)}, ["alpha"], {"what it is for": 2}),
        ({"standings": ("closed",), "max_cost": 40000}, [], {"price": 2, "price of today": 1}),
        ({"max_days": 15}, ["alpha", "beta-hospital"], {"stay": 3}),
        ({"cells": ("msc",)}, ["alpha", "beta-hospital"], {"cells": 3}),
        ({"routes": ("intrathecal",)}, ["beta-hospital"], {"route": 4}),
        ({"includes": ("rehabilitation",)}, [], {"what is included": 5}),
        ({"statuses": ("claimed",)}, ["alpha", "beta-hospital"], {}),
        ({"statuses": ("supported", "partly")}, [], {}),
        ({"city": "cancun"}, ["alpha"], {}),
        ({"city": "IST"}, ["beta-hospital"], {}),
        ({"standings": ("unknown",)}, ["alpha", "beta-hospital", "gamma", "hostile"], {}),
    ],
)
def test_what_is_not_known_is_counted_by_name_for_each_criterion(small, asked, ids, unknown):
    matched, selection = found(small, **asked)
    assert matched == ids
    assert selection.unknown == unknown


def test_a_clinic_is_set_aside_once_for_all_that_is_not_known_of_its_offers(small):
    offers = (offer("no-price", cells=("msc",)), priced(3000, 3000, id="no-cells"))
    _, selection = found(replace(small, clinics=(clinic("one", *offers),)), cells=("msc",), max_cost=4000)
    assert selection.unknown == {"price": 1, "cells": 1}
    assert selection.set_aside == 1


def test_every_closed_clinic_that_would_have_fitted_is_counted(small):
    gone = Standing(state="stopped", dated="2020", source="journal")
    clinics = [clinic(f"gone-{number}", offer(), standing=gone) for number in range(3)]
    _, selection = found(replace(small, clinics=(*clinics, clinic("here", offer()))), indications=("sci",))
    assert selection.gone == 3


def test_a_price_for_the_skin_alone_is_known_not_to_be_for_sci(small):
    dataset = replace(small, clinics=(clinic("one", priced(1, 1, indication="skin")),))
    ids, selection = found(dataset, indications=("sci",))
    assert (ids, selection.unknown) == ([], {})


def test_an_offer_keeps_what_it_states_itself_and_what_is_said_of_all(small):
    general = Course(includes=("airport-transfers",), excludes=("flights",), stay=Interval(low=1, high=2))
    own = offer(includes=("rehabilitation",), excludes=("meals",), stay=Interval(low=20, high=30))
    dataset = replace(small, clinics=(clinic("one", own, general=general),))
    assert found(dataset, includes=("airport-transfers", "rehabilitation"))[0] == ["one"]
    assert found(dataset, max_days=10)[0] == []
    for excluded in ("flights", "meals"):
        ids, selection = found(dataset, includes=(excluded,))
        assert (ids, selection.unknown) == ([], {}), "it is known not to be included"


def test_every_accreditation_that_is_asked_for_has_to_be_stated(small):
    held = tuple(Accreditation(term=term, says=term, source="seller") for term in ("jci", "iso"))
    dataset = replace(small, clinics=(clinic("both", accreditations=held), clinic("one", accreditations=held[:1])))
    assert found(dataset, accreditations=("jci", "iso"))[0] == ["both"]


def test_cells_that_are_kinds_of_each_other_end_the_search(small):
    circle = (("a", "b"), ("b", "c"), ("c", "a"))
    terms = tuple(Term(id=one, kind="cells", label=one, definition=one, broader=other) for one, other in circle)
    dataset = replace(small, terms=(*small.terms, *terms), clinics=(clinic("one", offer(cells=("a",))),))
    assert found(dataset, cells=("c",))[0] == ["one"]
    assert found(dataset, cells=("msc",))[0] == []


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("intrathecal", ["beta-hospital"]), ("turkey", ["beta-hospital", "gamma"]), ("jci", ["beta-hospital"]),
        ("airport transfers", ["alpha"]), ("fifteen day", ["beta-hospital"]), ("xx", []), ("xxxx", []), ("none", []),
    ],
)  # fmt: skip
def test_a_word_finds_those_who_say_it_and_nobody_else(small, word, ids):
    assert found(small, text=(word,))[0] == ids


def test_words_are_looked_for_in_clinics_without_an_offer_and_in_each_offers_own_terms(small):
    general = Course(cells=("uc-msc",), routes=("intrathecal",), includes=("airport-transfers",))
    own = offer(includes=("rehabilitation",), routes=("intrathecal",))
    dataset = replace(small, clinics=(clinic("general", general=general), clinic("own", own, country="atlantis")))
    assert found(dataset, text=("umbilical",))[0] == ["general"]
    assert found(dataset, text=("transfers",))[0] == ["general"]
    assert found(dataset, text=("rehabilitation",))[0] == ["own"]
    assert found(dataset, text=("intrathecal", "atlantis"))[0] == ["own"]
    assert found(dataset, text=("xxxx",))[0] == []


def test_a_row_says_what_the_record_says_and_no_more(small):
    assert one_row(small, text=("alpha",)) == {
        "id": "alpha", "name": "Alpha Clinic", "country": "mexico", "city": ["Cancún", "Playa del Carmen"],
        "indications": ["shoulder", "unspecified"], "price_low": 3000, "price_high": None, "currency": "USD",
        "price_low_usd": 3000, "price_high_usd": None, "stay_days_low": 2, "stay_days_high": 7, "cells": ["uc-msc"],
        "routes": None, "includes": ["airport-transfers"], "accreditations": None, "conflicts": ["alpha-city"],
        "sources": ["seller"], "standing": None, "standing_date": None, "price_dated": None,
        "source_kinds": ["facilitator"],
    }  # fmt: skip
    assert one_row(small, text=("beta",)) == {
        "id": "beta-hospital", "name": "Beta Hospital", "country": "turkey", "city": ["Istanbul"],
        "indications": ["sci"], "price_low": 20000, "price_high": 20000, "currency": "EUR",
        "price_low_usd": 23030, "price_high_usd": 23030, "stay_days_low": 15, "stay_days_high": 15, "cells": ["msc"],
        "routes": ["intrathecal"], "includes": None, "accreditations": ["jci"], "conflicts": [],
        "sources": ["seller"], "standing": None, "standing_date": None, "price_dated": None,
        "source_kinds": ["facilitator"],
    }  # fmt: skip
    closed = one_row(small, text=("closed",), standings=("closed",), stale=True)
    assert closed["price_low"] == 30000
    assert {name: closed[name] for name in MORE_FIELDS} == {
        "standing": "closed", "standing_date": "2010-06", "price_dated": ["2008"], "source_kinds": ["paper"],
    }  # fmt: skip


def test_a_row_of_a_clinic_without_an_offer_says_what_is_said_of_it_in_general(small):
    general = Course(cells=("msc",), routes=("intrathecal",), includes=("rehabilitation",), stay=Interval(low=5))
    values = one_row(small, clinic("one", general=general))
    assert (values["cells"], values["routes"], values["includes"]) == (["msc"], ["intrathecal"], ["rehabilitation"])
    assert (values["stay_days_low"], values["stay_days_high"], values["price_low"]) == (5, None, None)


def test_a_row_reaches_over_all_its_offers_and_leaves_an_open_end_unknown(small):
    one = priced(100, 200, stay=Interval(low=3, high=5), includes=("airport-transfers",))
    other = priced(50, 400, id="two", stay=Interval(low=2, high=9), includes=("rehabilitation",))
    values = one_row(small, clinic("one", one, other, offer("silent")))
    assert (values["price_low"], values["price_high"]) == (50, 400)
    assert (values["stay_days_low"], values["stay_days_high"]) == (2, 9)
    assert values["includes"] == ["airport-transfers", "rehabilitation"]
    open_ended = one_row(small, clinic("one", one, replace(other, stay=Interval(low=10))))
    assert (open_ended["stay_days_low"], open_ended["stay_days_high"]) == (3, None), "ten days or more is no seven"


def test_a_price_that_is_too_old_stays_out_of_a_row_and_is_named_beside_it(small):
    clinics = (clinic("one", priced(100, 100, dated="2008"), priced(900, 900, id="new", dated="2026")),)
    _, selection = found(replace(small, clinics=clinics))
    assert [held.id for held in selection.matches[0].old] == ["one"]
    assert (row(selection.matches[0])["price_low"], row(selection.matches[0])["price_high"]) == (900, 900)
    assert one_row(small, *clinics, stale=True)["price_low"] == 100


NUMBERED = tuple(clinic(f"n{number:04}", name="Same", city="Same") for number in range(1500))


@pytest.mark.parametrize("came", [NUMBERED, NUMBERED[::-1]], ids=["upwards", "downwards"])
@pytest.mark.parametrize(("reverse", "ids"), [(False, ["n0000", "n0001"]), (True, ["n1499", "n1498"])])
def test_a_limit_keeps_the_first_of_a_long_list_in_whatever_order_it_came(small, came, reverse, ids):
    _, selection = found(replace(small, clinics=came))
    assert [m.clinic.id for m in first(selection.matches, "id", reverse=reverse, limit=2)] == ids


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("limit", [3, None])
def test_those_that_are_equal_keep_the_order_in_which_they_came(small, reverse, limit):
    _, selection = found(replace(small, clinics=NUMBERED))
    for field in ("city", "country", None, "price_low"):
        kept = first(selection.matches, field, reverse=reverse, limit=limit)
        assert [m.clinic.id for m in kept] == [c.id for c in NUMBERED[:limit]]


def test_figures_are_sorted_as_figures_lists_by_their_length_and_words_without_accents(small):
    clinics = (
        clinic("a", priced(900, 900, includes=("airport-transfers", "rehabilitation")), city="Bogotá", name="Zeta"),
        clinic("b", priced(1000, 1000, includes=("rehabilitation",)), city="Águas", name="eta"),
        clinic("c", priced(99.5, 99.5), city="cali", name="Éta Two", country="mexico"),
    )
    _, selection = found(replace(small, clinics=clinics))

    def order(field, *, reverse=False):
        return "".join(m.clinic.id for m in first(selection.matches, field, reverse=reverse, limit=None))

    assert order("price_low") == "cab"
    assert order("price_low", reverse=True) == "bac"
    assert order("city") == "bac"
    assert order("includes") == "bac", "what is unknown comes last"
    assert order("includes", reverse=True) == "abc", "in either order"
    assert order("conflicts") == "abc"
    assert order(None) == "cba", "by country, then by name"


@pytest.mark.parametrize("reverse", [False, True])
def test_those_with_a_conflict_come_before_those_without_one_on_record(small, reverse):
    _, selection = found(small)
    assert first(selection.matches, "conflicts", reverse=reverse, limit=None)[0].clinic.id == "alpha"


def test_what_is_not_known_is_counted_in_one_order_in_every_run(small, run):
    _, selection = found(small, indications=("sci",), cells=("msc",), routes=("intrathecal",), max_cost=1)
    assert list(selection.unknown) == ["what it is for", "price", "cells", "route"]
    said = {run("filter", "--for", "sci", "--max-cost", "9", PYTHONHASHSEED=seed).stderr for seed in "123456"}
    assert len(said) == 1


@pytest.mark.parametrize(
    ("stated", "asked", "verdict"),
    [
        ("msc", "uc-msc", "unknown"), ("uc-msc", "msc", "yes"), ("uc-msc", "hsc", "no"), ("msc", "hsc", "no"),
        ("unspecified-cells", "uc-msc", "unknown"), ("bm-cells", "bm-msc", "unknown"), ("bm-cells", "bm-cells", "yes"),
    ],
)  # fmt: skip
def test_a_broader_or_a_vague_word_may_mean_what_is_asked_for(shipped, stated, asked, verdict):
    dataset = replace(shipped, clinics=(clinic("one", offer(cells=(stated,))),))
    ids, selection = found(dataset, cells=(asked,))
    assert ids == (["one"] if verdict == "yes" else [])
    assert selection.unknown == ({"cells": 1} if verdict == "unknown" else {})


def test_a_paralysis_of_unstated_cause_is_not_known_not_to_be_of_the_spinal_cord(shipped):
    vague = next(term.id for term in shipped.terms if term.label == "Paralysis, cause not stated")
    dataset = replace(shipped, clinics=(clinic("one", offer(indication=vague)),))
    ids, selection = found(dataset, indications=("sci",))
    assert (ids, selection.unknown) == ([], {"what it is for": 1})
