import datetime as dt
import json
import re
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from conftest import SMALL, sample
from stemfind.commands.filter import rows
from stemfind.commands.filter.criteria import Criteria
from stemfind.commands.filter.result import Sieve
from stemfind.commands.filter.rows import FIELDS, MORE_FIELDS, OFFER_FIELDS, Order, row
from stemfind.model.base import Interval
from stemfind.model.clinic import Accreditation, Clinic, Course, Offer, Price, Standing
from stemfind.model.money import Exchange
from stemfind.model.term import Term


def select(dataset, criteria, exchange):
    sieve = Sieve(dataset, criteria, exchange)
    matches = tuple(match for one in dataset.clinics for match in sieve.matches(one))
    return SimpleNamespace(matches=matches, unknown=sieve.unknown, set_aside=sieve.set_aside, left_out=sieve.left_out)


def found(dataset, **asked):
    selection = select(dataset, Criteria(**asked), Exchange(dataset.rates))
    return [match.clinic.id for match in selection.matches], selection


def offer(identity="one", **more):
    return Offer(**{"id": identity, "name": identity, "indication": "sci", "source": "seller", **more})


def first(matches, field, *, reverse, limit):
    return rows.first(matches, Order(field, reverse, limit), Exchange(()))


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
    assert selection.left_out == {"closed": 1}
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
    assert selection.unknown["what is included"] == 3, "the closed one is left out whatever it includes"


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
        ({"accreditations": ("jci",)}, ["beta-hospital"], {"accreditation": 3}),
        ({"indications": ("shoulder",)}, ["alpha"], {"what it is for": 2}),
        ({"standings": ("closed",), "max_cost": 40000}, [], {"standing": 4, "price": 2, "price of today": 1}),
        ({"max_days": 15}, ["alpha", "beta-hospital"], {"stay": 2}),
        ({"cells": ("msc",)}, ["alpha", "beta-hospital"], {"cells": 2}),
        ({"routes": ("intrathecal",)}, ["beta-hospital"], {"route": 3}),
        ({"includes": ("rehabilitation",)}, [], {"what is included": 4}),
        ({"statuses": ("claimed",)}, ["alpha", "beta-hospital"], {}),
        ({"statuses": ("supported", "partly")}, [], {}),
        ({"city": "cancun"}, ["alpha"], {"city": 1}),
        ({"city": "IST"}, ["beta-hospital"], {"city": 1}),
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
    assert selection.left_out == {"stopped": 3}


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


@pytest.mark.parametrize("word", ["Türkiye", "TUR", "turkey"])
def test_a_clinic_is_found_by_every_name_and_code_of_its_country(small, word):
    assert found(small, text=(word,))[0] == found(small, countries=("turkey",))[0] != []


def test_countries_in_which_a_clinic_was_met_are_told_from_those_without_one(small):
    sieve = Sieve(small, Criteria(countries=("turkey", "panama"), max_cost=1), Exchange(small.rates))
    assert [match for one in small.clinics for match in sieve.matches(one)] == []
    assert sieve.met == {"turkey"}


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
        "indications": ["shoulder", "unspecified"], "price_low": None, "price_high": None, "currency": None,
        "price_low_usd": 3000, "price_high_usd": None, "stay_days_low": 2, "stay_days_high": 7, "cells": ["uc-msc"],
        "routes": None, "includes": ["airport-transfers"], "accreditations": None, "conflicts": ["alpha-city"],
        "sources": ["seller"], "price_offers": 2, "price_for": ["shoulder", "unspecified"],
        "price_units": ["unstated"],
        "standing": None, "standing_date": None, "price_dated": None, "source_kinds": ["facilitator"],
        "flags": None,
    }  # fmt: skip
    assert one_row(small, text=("beta",)) == {
        "id": "beta-hospital", "name": "Beta Hospital", "country": "turkey", "city": ["Istanbul"],
        "indications": ["sci"], "price_low": 20000, "price_high": 20000, "currency": "EUR",
        "price_low_usd": 23030, "price_high_usd": 23030, "stay_days_low": 15, "stay_days_high": 15, "cells": ["msc"],
        "routes": ["intrathecal"], "includes": None, "accreditations": ["jci"], "conflicts": [],
        "sources": ["seller"], "price_offers": 1, "price_for": ["sci"], "price_units": ["programme"],
        "standing": None, "standing_date": None, "price_dated": None, "source_kinds": ["facilitator"],
        "flags": None,
    }  # fmt: skip
    closed = one_row(small, text=("closed",), standings=("closed",), stale=True)
    assert closed["price_low"] == 30000
    assert {name: closed[name] for name in MORE_FIELDS} == {
        "standing": "closed", "standing_date": "2010-06", "price_dated": ["2008"], "source_kinds": ["paper"],
        "flags": None,
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
    assert [price.offer.id for price in selection.matches[0].prices if price.old] == ["one"]
    assert (row(selection.matches[0])["price_low"], row(selection.matches[0])["price_high"]) == (900, 900)
    assert one_row(small, *clinics, stale=True)["price_low"] == 100


NUMBERED = tuple(clinic(f"n{number:04}", name="Same", city="Same") for number in range(1500))


@pytest.mark.parametrize("came", [NUMBERED, NUMBERED[::-1]], ids=["upwards", "downwards"])
@pytest.mark.parametrize(("reverse", "ids"), [(False, ["n0000", "n0001"]), (True, ["n1499", "n1498"])])
def test_a_limit_keeps_the_first_of_a_long_list_in_whatever_order_it_came(small, came, reverse, ids):
    _, selection = found(replace(small, clinics=came))
    assert [m.clinic.id for m in first(selection.matches, "id", reverse=reverse, limit=2)] == ids


def test_by_price_what_was_asked_for_comes_first_and_what_has_no_price_last(small):
    held = (clinic("none", offer()), clinic("other", priced(1, 1, indication="face")), clinic("fits", priced(9, 9)))
    selection = select(replace(small, clinics=held), Criteria(), Exchange(()))
    listed = first(selection.matches, "price", reverse=False, limit=None)
    assert [match.clinic.id for match in listed] == ["fits", "other", "none"]


def test_a_price_of_which_only_the_top_is_known_is_sorted_by_it(small):
    held = (clinic("top", priced(high=50)), clinic("nine", priced(9, 9)), clinic("most", priced(99, 99)))
    selection = select(replace(small, clinics=held), Criteria(), Exchange(()))
    listed = first(selection.matches, "price", reverse=False, limit=None)
    assert [match.clinic.id for match in listed] == ["nine", "top", "most"]


def test_a_line_that_names_its_own_conflicts_keeps_them(run):
    line = '{"id":"one","name":"N","country":"mexico","source":"m","conflicts":["a","b"]}\n'
    done = run("filter", "--data", "-", "--fields", "id,conflicts", "-f", "json", stdin=line)
    assert json.loads(done.stdout) == [{"id": "one", "conflicts": ["a", "b"]}]


def test_names_are_sorted_without_regard_to_case_and_accents(small):
    held = tuple(clinic(name.casefold(), name=name) for name in ("beta", "Ácme", "Zeta", "alpha"))
    selection = select(replace(small, clinics=held), Criteria(), Exchange(()))
    listed = first(selection.matches, "name", reverse=False, limit=None)
    assert [match.clinic.name for match in listed] == ["Ácme", "alpha", "beta", "Zeta"]


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
    asked = ("filter", "--for", "sci", "--max-cost", "9")
    said = {run(*asked, PYTHONHASHSEED=seed).stderr for seed in sample("123456", 3)}
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


GONE, HERE = (
    Standing(state="closed", dated="2020", source="journal"),
    Standing(state="operating", dated="2026", source="x"),
)


@pytest.mark.parametrize(
    ("asked", "ids", "left_out", "unknown"),
    [
        ((), ["here", "silent"], {"closed": 1, "stopped": 1}, {}),
        (("closed",), ["gone"], {"operating": 1, "stopped": 1}, {"standing": 1}),
        (("stopped",), ["ended"], {"operating": 1, "closed": 1}, {"standing": 1}),
        (("operating",), ["here"], {"closed": 1, "stopped": 1}, {"standing": 1}),
        (("unknown",), ["silent"], {"operating": 1, "closed": 1, "stopped": 1}, {}),
        (("closed", "stopped"), ["gone", "ended"], {"operating": 1}, {"standing": 1}),
        (("operating", "unknown", "closed", "stopped"), ["here", "gone", "ended", "silent"], {}, {}),
    ],
)
def test_only_those_are_left_out_that_were_not_asked_for_and_an_unknown_standing_is_set_aside(
    small, asked, ids, left_out, unknown
):
    clinics = (
        clinic("here", offer(), standing=HERE), clinic("gone", offer(), standing=GONE),
        clinic("ended", offer(), standing=replace(GONE, state="stopped")), clinic("silent", offer()),
        clinic("other", offer(indication="skin"), standing=GONE), clinic("unpriced", standing=GONE),
    )  # fmt: skip
    matched, selection = found(replace(small, clinics=clinics), standings=asked, indications=("sci",))
    assert matched == ids
    assert selection.left_out == left_out, "the price for the skin would not have fitted"
    assert selection.unknown == unknown | ({"what it is for": 1} if "closed" in asked else {})


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((), "5 closed and 2 stopped clinics left out (--standing closed --standing stopped shows them)"),
        (("operating",), "set aside because something isn't known: standing"),
        (("unknown",), "operating, 5 closed and 2 stopped clinics left out (--standing operating --standing closed"),
    ],
)
def test_what_is_left_out_for_its_standing_is_named_with_what_shows_it(run, asked, said):
    done = run("filter", *(part for state in asked for part in ("--standing", state)), "-f", "ids")
    assert said in done.stderr


def test_asking_for_closed_ones_never_says_that_closed_ones_were_left_out(run):
    done = run("filter", "--standing", "closed", "-f", "ids")
    assert len(done.stdout.split()) == 5
    assert " closed " not in done.stderr
    everyone = [part for state in ("operating", "unknown", "closed", "stopped") for part in ("--standing", state)]
    assert run("filter", *everyone, "-f", "ids").stderr == ""


def test_a_price_in_euros_and_one_in_dollars_are_never_one_range(run):
    (liv,) = [row for row in json.loads(run("filter", "liv", "-f", "json").stdout) if row["id"] == "liv-ulus"]
    assert (liv["price_low"], liv["price_high"], liv["currency"], liv["price_offers"]) == (None, None, None, 2)
    assert (liv["price_low_usd"], liv["price_high_usd"]) == (6750, 23030)
    for form in ("markdown", "plain", "html", "table"):
        text = run("filter", "liv", "-f", form, COLUMNS="160").stdout
        assert "€20,000" in text
        assert "23,030" in text
        assert not re.search(r"6,750 (–|to) \$23,030", text)


def test_a_transplant_of_blood_cells_and_a_price_row_are_never_one_range(run, full):
    (row_,) = json.loads(run("filter", "medipol", "-f", "json").stdout)
    assert (row_["price_low"], row_["price_high"], row_["currency"]) == (None, None, None)
    assert row_["price_for"] == ["blood-disease", "unspecified"]
    text = full("filter", "medipol", "-f", "plain").stdout
    assert "about $105,000 per transplant, for: blood disease, claimed" in text
    assert "$5,000 to $10,000, for: condition not stated, claimed" in text
    assert "$5,000 to $105,000" not in text
    (asked,) = json.loads(run("filter", "medipol", "--for", "blood-disease", "-f", "json").stdout)
    assert (asked["price_low"], asked["price_high"], asked["currency"]) == (65000, 105000, "USD")


def test_a_cost_is_held_against_each_offer_and_never_against_what_several_span(small):
    held = clinic("one", priced(1000, 1000), priced(9000, 9000, id="two"))
    dataset = replace(small, clinics=(held,))
    assert found(dataset, min_cost=4000, max_cost=6000)[0] == []
    assert found(dataset, max_cost=2000)[0] == ["one"]
    assert one_row(dataset, max_cost=2000)["price_high"] == 1000


def test_prices_in_several_currencies_are_sorted_by_what_they_are_in_dollars(small):
    def at(identity, low, currency):
        return clinic(identity, offer(price=Price(low=low, high=low, currency=currency, unit="programme")))

    clinics = (at("yen", 1_000_000, "JPY"), at("dollar", 9000, "USD"), at("euro", 8000, "EUR"))
    rates = Exchange(small.rates, {"JPY": 0.007})
    selection = select(replace(small, clinics=clinics), Criteria(), rates)
    for field in ("price_low", "price_high", "price_low_usd"):
        order = [m.clinic.id for m in first(selection.matches, field, reverse=False, limit=None)]
        assert order == ["yen", "dollar", "euro"], field


class TestByOffer:
    def test_each_offer_is_a_row_with_its_own_price_and_currency(self, run):
        rows = json.loads(run("filter", "liv", "--by", "offer", "-f", "json").stdout)
        assert [list(row_) for row_ in rows] == [list(OFFER_FIELDS)] * 2
        told = {(row_["offer"], row_["price_low"], row_["currency"], row_["unit"], row_["old"]) for row_ in rows}
        assert told == {
            ("programme-15-days", 20000, "EUR", "programme", False), ("price-row", 6750, "USD", "unstated", False),
        }  # fmt: skip
        assert {row_["id"] for row_ in rows} == {"liv-ulus"}

    def test_every_format_has_one_row_an_offer(self, run, full, shipped):
        offers = sum(len(held.offers) for held in shipped.clinics if not held.gone)
        assert len(run("filter", "--by", "offer", "-f", "ids").stdout.split()) == offers
        for form in ("tsv", "csv"):
            lines = run("filter", "--by", "offer", "-f", form).stdout.splitlines()
            assert lines[0].replace(",", "\t").split("\t") == list(OFFER_FIELDS)
            assert len(lines) == offers + 1
        assert len(run("filter", "--by", "offer", "-f", "jsonl").stdout.splitlines()) == offers
        text = full("filter", "--by", "offer", "-f", "markdown").stdout
        assert text.startswith(f"# {offers} offers of ")
        assert sum(row_.startswith("| **") for row_ in text.splitlines()) == offers

    def test_a_clinic_without_an_offer_is_counted_and_not_lost(self, run):
        done = run("filter", "--by", "offer", "-f", "ids", data=SMALL)
        assert "gamma" not in done.stdout
        assert re.search(r"(?<![-\d])2 clinics without an offer on record left out \(--by clinic lists", done.stderr)

    @pytest.mark.parametrize("by_offer", [True, False])
    def test_every_row_counts_as_one_that_was_found(self, small, by_offer):
        sieve = Sieve(small, Criteria(), Exchange(small.rates), by_offer=by_offer)
        rows = [match for one in small.clinics for match in sieve.matches(one)]
        assert sieve.found == len(rows) > 2

    def test_an_old_price_is_shown_as_old_and_one_without_a_date_as_unknown(self, small):
        clinics = (clinic("one", priced(100, 100, dated="2008"), priced(9, 9, id="u", dated="undated"), offer("free")),)
        sieve = Sieve(replace(small, clinics=clinics), Criteria(), Exchange(()), by_offer=True)
        rows = [row(match) for match in sieve.matches(clinics[0])]
        assert [(row_["offer"], row_["price_low"], row_["old"]) for row_ in rows] == [
            ("one", 100, True), ("u", 9, None), ("free", None, None),
        ]  # fmt: skip
        assert rows[2]["unit"] is None

    def test_only_offers_that_fit_are_rows_and_they_sort_and_limit_like_rows(self, run):
        asked = (
            "filter",
            "--by",
            "offer",
            "--country",
            "mexico",
            "--max-cost",
            "9000",
            "--fields",
            "offer,price_low_usd",
        )
        rows = json.loads(run(*asked, "--sort", "price_low_usd", "-n", "3", "-f", "json").stdout)
        assert len(rows) == 3
        assert [row_["price_low_usd"] for row_ in rows] == sorted(row_["price_low_usd"] for row_ in rows)

    def test_a_field_of_an_offer_needs_rows_of_offers(self, run):
        assert run("filter", "--fields", "offer_name").returncode == 2
        assert run("filter", "--by", "price").returncode == 2

    def test_a_stream_has_rows_of_offers_too(self, run):
        price = '"price":{"low":5,"high":5,"currency":"USD","unit":"session"}'
        offers = ",".join(f'{{"id":"{i}","name":"O","indication":"sci","source":"m",{price}}}' for i in "ab")
        line = f'{{"id":"one","name":"N","country":"mexico","source":"m","offers":[{offers}]}}\n'
        done = run("filter", "--data", "-", "--by", "offer", "--fields", "id,offer", "--no-header", stdin=line)
        assert done.stdout == "one\ta\none\tb\n"


def test_a_number_above_all_that_can_be_meant_is_refused_with_the_most(run):
    done = run("filter", "--limit", "9" * 14)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"--limit {'9' * 14}: the most is 1000000000000" in done.stderr
