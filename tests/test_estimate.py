"""The reckoning, figure by figure."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from stemfind.commands.estimate.page import estimate_document
from stemfind.commands.estimate.result import NEEDS, CostLine, MoneyRange, Plan, estimate_values, whole_trip
from stemfind.errors import UnknownName
from stemfind.model.base import Interval
from stemfind.model.clinic import Clinic, Course, Offer, Price
from stemfind.model.money import Exchange
from stemfind.model.source import Rate
from stemfind.model.subject import find
from stemfind.render.plain import to_plain

HOTEL = MoneyRange(100, 150)
SMALL = Path(__file__).parent / "small.toml"


def offer(identity="o", **more):
    return Offer(**{"id": identity, "name": identity.title(), "indication": "sci", "source": "page", **more})


def price(low=None, high=None, unit="programme", currency="USD", **more):
    return Price(low=low, high=high, currency=currency, unit=unit, **more)


def clinic(*offers, **more):
    return Clinic(id="one", name="One", country="turkey", source="page", offers=offers, **more)


def reckoned(dataset, held, wanted=None, **figures):
    return whole_trip(dataset, held, Plan(**figures), Exchange(dataset.rates), wanted)


def line(estimate_, label):
    (found,) = (part for part in estimate_.lines if part.label == label)
    return found


def test_a_reckoning_in_json_says_what_is_published_yours_included_and_open(small):
    extra = (("wheelchair taxi", MoneyRange(120, 200)),)
    found = reckoned(
        small, find(small, "alpha"), flight=MoneyRange(600, 900), companion=MoneyRange(50, 50), extra=extra
    )
    listed = estimate_values(found)
    lines = listed.pop("lines")
    assert listed == {
        "clinic": "alpha", "offer": "shoulder", "indications": ["shoulder"], "other_offers": ["others"],
        "total_usd": {"low": 3770, "high": 4150}, "at_least": True, "approximate": True,
        "open": ["hotel", "rehabilitation", "interpreter", "follow-up", "emergency or longer stay", "time off work"],
    }  # fmt: skip
    assert lines[0] == {
        "label": "treatment: Shoulder programme", "kind": "published", "amount": {"low": 3000, "high": 3000},
        "note": "what one price buys is not stated", "sources": ("seller",), "approximate": True, "own": (),
    }  # fmt: skip
    assert [(part["label"], part["kind"], part["amount"], part["note"]) for part in lines[1:]] == [
        ("flight", "yours", {"low": 600, "high": 900}, None),
        ("hotel", "open", None, "no figure"),
        ("rehabilitation", "open", None, "no figure"),
        ("companion", "yours", {"low": 50, "high": 50}, None),
        ("interpreter", "open", None, "no figure"),
        ("airport transfers", "included", None, "stated as included: airport transfers"),
        ("follow-up", "open", None, "no figure"),
        ("emergency or longer stay", "open", None, "no figure"),
        ("time off work", "open", None, "no figure"),
        ("wheelchair taxi", "yours", {"low": 120, "high": 200}, None),
    ]


def test_without_a_price_and_without_a_figure_there_is_no_total(small):
    found = estimate_values(reckoned(small, find(small, "gamma")))
    assert (found["offer"], found["indications"], found["total_usd"]) == (None, None, None)
    assert (found["at_least"], found["approximate"]) == (True, False)
    assert found["open"][0] == "treatment"
    assert found["lines"][0]["note"] == "no price is published"


def test_a_lowest_price_that_is_not_stated_stays_unknown_in_every_sum(small):
    found = reckoned(small, clinic(offer(price=price(high=9000))), flight=MoneyRange(600, 700))
    assert found.lines[0].amount == MoneyRange(None, 9000)
    assert found.total == MoneyRange(None, 9700)
    assert estimate_values(found)["total_usd"] == {"low": None, "high": 9700}
    assert MoneyRange(None, 9000).times(2, 3) == MoneyRange(None, 27000)
    assert MoneyRange(5, 6) + MoneyRange(None, None) == MoneyRange(None, None)


def test_a_highest_price_that_is_not_stated_makes_the_sum_a_floor(small):
    assert reckoned(small, clinic(offer(price=price(low=3000)))).total == MoneyRange(3000, None)


def test_only_a_whole_reckoning_is_no_floor(small):
    covered = ("interpreter", "airport-transfers", "follow-up", "rehabilitation", "companion-stay", "accommodation")
    held = clinic(offer(price=price(1000, 2000)), general=Course(includes=covered))
    found = reckoned(small, held, flight=MoneyRange(1, 2))
    assert [part.label for part in found.open] == ["emergency or longer stay", "time off work"]
    whole = replace(found, lines=tuple(part for part in found.lines if part.kind != "open"))
    assert (whole.total, whole.at_least, found.at_least) == (MoneyRange(1001, 2002), False, True)
    assert replace(whole, lines=(CostLine("treatment", "published", MoneyRange(1, None)),)).at_least
    assert replace(whole, lines=()).at_least


@pytest.mark.parametrize(
    ("unit", "amount", "note"),
    [
        ("session", MoneyRange(3000, 6000), "3 × one session"),
        ("infusion", MoneyRange(3000, 6000), "3 × one infusion"),
        ("injection", MoneyRange(3000, 6000), "3 × one injection"),
        ("programme", MoneyRange(1000, 2000), "one programme"),
        ("unstated", MoneyRange(1000, 2000), "what one price buys is not stated"),
    ],
)  # fmt: skip
def test_sessions_multiply_what_is_sold_one_by_one_and_nothing_else(small, unit, amount, note):
    found = reckoned(small, clinic(offer(price=price(1000, 2000, unit))), sessions=3)
    assert (found.lines[0].amount, found.lines[0].note) == (amount, note)
    assert reckoned(small, clinic(offer(price=price(1000, 2000, unit)))).lines[0].amount == MoneyRange(1000, 2000)


def test_the_offer_that_is_asked_for_goes_before_the_one_for_sci_and_that_before_the_first(small):
    skin = offer("skin", indication="skin", price=price(1, 1), includes=("rehabilitation",))
    held = clinic(offer("free"), skin, offer("sci", price=price(2, 2)), offer("third", price=price(3, 3)))
    assert reckoned(small, held).offer.id == "sci"
    assert reckoned(small, clinic(offer("free"), skin)).offer.id == "skin"
    asked = reckoned(small, held, "skin")
    assert (asked.offer.id, asked.total) == ("skin", MoneyRange(1, 1))
    assert line(asked, "rehabilitation").kind == "included", "what is included is that offer's"
    assert reckoned(small, held, "free").total is None
    with pytest.raises(UnknownName, match="of one there are free, skin, sci, third"):
        reckoned(small, held, "none-such")


def test_a_price_in_another_currency_is_marked_as_converted_and_about_stays_about(small):
    rate = Exchange((Rate(currency="EUR", usd=1.5, date=dt.date(2026, 1, 1), source="bank"),))
    held = clinic(offer(price=price(1000, 2000, currency="EUR", approximate=True), source=("page", "register")))
    (treatment, *_) = whole_trip(small, held, Plan(), rate).lines
    assert (treatment.label, treatment.kind, treatment.amount) == ("treatment: O", "converted", MoneyRange(1500, 3000))
    assert (treatment.sources, treatment.approximate) == (("page", "register"), True)


@pytest.mark.parametrize(
    ("nights", "stated", "amount"),
    [
        (10, None, MoneyRange(1000, 1500)),
        (10, Interval(low=3, high=4), MoneyRange(600, 1050)),
        (4, Interval(low=3, high=4), MoneyRange(0, 150)),
        (2, Interval(low=3, high=4), MoneyRange(0, 0)),
        (10, Interval(high=4), MoneyRange(600, 1500)),
        (10, Interval(low=3), MoneyRange(0, 1050)),
        (10, Interval(low=0, high=0), MoneyRange(1000, 1500)),
    ],
)
def test_only_the_nights_that_the_offer_does_not_cover_are_reckoned(small, nights, stated, amount):
    """Where it is open how many it covers, the range holds every number."""
    includes = ("accommodation",) if stated else ()
    for held in (
        clinic(offer(price=price(1, 1), includes=includes, nights=stated)),
        clinic(offer(price=price(1, 1)), general=Course(includes=includes, nights=stated)),
    ):
        hotel = line(reckoned(small, held, nights=nights, hotel=HOTEL), "hotel")
        assert (hotel.kind, hotel.amount) == ("yours", amount)
        assert hotel.note == ("beyond what is stated as included: accommodation" if stated else None)


def test_a_hotel_without_a_number_of_nights_is_not_guessed(small):
    held = clinic(offer(price=price(1, 1)))
    assert line(reckoned(small, held, hotel=HOTEL), "hotel").kind == "open"
    assert line(reckoned(small, held, nights=5), "hotel").kind == "open"
    covered = clinic(offer(price=price(1, 1), includes=("accommodation",)))
    assert line(reckoned(small, covered, nights=5, hotel=HOTEL), "hotel").kind == "included"


def test_rehabilitation_is_reckoned_by_the_week(small):
    held = clinic(offer(price=price(1, 1)))
    assert line(reckoned(small, held, rehab_week=HOTEL), "rehabilitation").amount == MoneyRange(100, 150)
    assert line(reckoned(small, held, rehab_week=HOTEL, rehab_weeks=4), "rehabilitation").amount == MoneyRange(400, 600)


def test_ones_own_figure_for_what_is_included_is_not_counted_and_it_is_said(small):
    held = clinic(offer(price=price(1000, 1000), includes=("rehabilitation", "travel-arrangements")))
    found = reckoned(small, held, rehab_week=HOTEL, flight=MoneyRange(600, 600))
    rehabilitation = line(found, "rehabilitation")
    assert (rehabilitation.kind, rehabilitation.amount) == ("included", None)
    assert rehabilitation.note == "stated as included, so your figure of rehabilitation is not counted"
    assert found.total == MoneyRange(1600, 1600)


def test_help_with_a_flight_is_not_the_flight(small):
    held = clinic(offer(price=price(1000, 1000), includes=("travel-arrangements",)))
    assert line(reckoned(small, held), "flight").kind == "open"
    flight = line(reckoned(small, held, flight=MoneyRange(600, 900)), "flight")
    assert (flight.kind, flight.amount) == ("yours", MoneyRange(600, 900))
    assert flight.note == "beyond what is stated as included: travel-arrangements"


def test_what_is_named_twice_is_one_line_with_both(small):
    extra = (("taxi", MoneyRange(100, 120)), ("taxi", MoneyRange(50, None)), ("flight", MoneyRange(1, 1)))
    found = reckoned(small, find(small, "alpha"), flight=MoneyRange(600, 900), extra=extra)
    assert line(found, "taxi").amount == MoneyRange(150, None)
    assert line(found, "flight").amount == MoneyRange(601, 901)
    assert len({part.label for part in found.lines}) == len(found.lines)


def test_an_amount_in_ones_own_currency_is_added_up_in_it_and_converted_once(small):
    rates = Exchange((), {"EUR": 1.1515, "GBP": 1.3})
    night, taxi = MoneyRange(33.33, 33.33, "EUR"), MoneyRange(100, 100, "GBP")
    extra = (("taxi", taxi), ("taxi", MoneyRange(10, 20)), ("taxi", taxi))
    found = whole_trip(small, clinic(offer(price=price(1, 1))), Plan(nights=15, hotel=night, extra=extra), rates)
    hotel = line(found, "hotel")
    assert hotel.amount == MoneyRange(575.69, 575.69), "15 nights are 499.95 EUR; a night converted first gives 575.70"
    assert hotel.own == (MoneyRange(499.95, 499.95, "EUR"),)
    assert line(found, "taxi").own == (MoneyRange(200, 200, "GBP"), MoneyRange(10, 20))
    assert line(found, "taxi").amount == MoneyRange(270, 280)


def test_a_price_of_a_session_is_multiplied_in_its_own_currency_too(small):
    rates = Exchange((), {"EUR": 1.5})
    held = clinic(offer(price=price(1000, 2000, "session", "EUR")))
    (treatment, *_) = whole_trip(small, held, Plan(sessions=3), rates).lines
    assert (treatment.own, treatment.amount) == ((MoneyRange(3000, 6000, "EUR"),), MoneyRange(4500, 9000))


def test_ones_own_currency_stands_first_with_its_conversion_and_the_day_of_its_rate(run, full):
    asked = ("estimate", "liv", "--flight", "€600-800", "--add", "flight=$100", "--rate", "GBP=1.2", "--hotel", "£80")
    text = full(*asked, "--nights", "10", "-f", "plain").stdout
    assert "Flight, Liv Hospital Ulus: €600 to €800 + $100 (about $791 to $1,021), yours" in text
    assert "Hotel, Liv Hospital Ulus: £800 (about $960), yours" in text
    assert text.index("about €20,000") < text.index("about $23,030, converted")
    assert "1 EUR = 1.1515 USD (reference rate of 20 Jun 2025, European Central Bank)" in text
    assert "1 GBP = 1.2 USD (your own rate)" in text
    (found,) = json.loads(run(*asked, "-f", "json").stdout)
    flight = next(part for part in found["lines"] if part["label"] == "flight")
    assert flight["amount"] == {"low": 790.9, "high": 1021.2}
    assert flight["own"] == [
        {"low": 600, "high": 800, "currency": "EUR"}, {"low": 100, "high": 100, "currency": "USD"},
    ]  # fmt: skip


def test_an_amount_that_may_be_a_thousand_or_one_is_never_reckoned_with(run):
    for typed, what in (("1.200", "1200 or 1.20"), ("20.000", "20000 or 20.00"), ("1,50", "1.50 or 150")):
        done = run("estimate", "liv", "--flight", typed)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == f"stemfind: --flight {typed}: write {what}\n"
    done = run("estimate", "liv", "--add", "taxi=1.200")
    assert done.stderr == "stemfind: --add taxi: 1.200: write 1200 or 1.20\n"
    assert "write a name and an amount" in run("estimate", "liv", "--add", "taxi=").stderr
    assert run("filter", "--max-cost", "8.000").stderr == "stemfind: --max-cost 8.000: write 8000 or 8.00\n"


def test_several_clinics_are_named_where_it_is_said_what_is_open(full):
    assert "Liv Hospital Ulus: flight" in full("estimate", "liv", "giostar", "-f", "plain").stdout
    alone = full("estimate", "liv", "-f", "plain").stdout
    assert alone.partition("What this leaves open")[2].lstrip().startswith("flight")


ME = ("--flight", "600-900", "--nights", "15", "--hotel", "80-120")


def test_one_screen_holds_the_price_with_its_status_the_total_and_what_is_open(run):
    lines = run("estimate", "liv", *ME, "-f", "table", COLUMNS="80").stdout.splitlines()
    assert len(lines) <= 40
    first = "\n".join(lines[:24])
    assert "about €20,000 (≈ $23,030)  claimed 2025" in first
    assert "at least about $24,830 – $25,730 for a condition that is not stated" in first
    assert "Open: rehabilitation, companion" in first
    assert "Bookimed, facilitator (takes commission" in first


@pytest.mark.parametrize("form", ["table", "plain", "markdown"])
def test_a_total_says_in_its_own_line_what_the_price_in_it_is_for(run, full, form):
    for depth in (run, full):
        told = depth("estimate", "giostar", *ME, "-f", form, COLUMNS="120").stdout.splitlines()
        assert any("at least" in line and "for face, not for SCI" in line for line in told)
        told = depth("estimate", "mexico", *ME, "-f", form, COLUMNS="120").stdout.splitlines()
        assert any("at least" in line and "for SCI" in line and "not for SCI" not in line for line in told)
        told = depth("estimate", "gamma", *ME, "-f", form, COLUMNS="120", data=SMALL).stdout.splitlines()
        assert any("at least" in line and "without the treatment" in line for line in told)


def test_a_country_is_reckoned_from_its_stated_range_behind_which_no_clinic_stands(run):
    text = run("estimate", "mexico", *ME, "-f", "plain").stdout
    assert "$5,000 to $15,000, claimed 2025" in text
    assert "at least $6,800 to $17,700 for SCI" in text
    assert "No clinic stands behind the range of Mexico." in text
    (found,) = json.loads(run("estimate", "mexico", *ME, "-f", "json").stdout)
    assert (found["place"], found["offer"], found["total_usd"]) == (
        "mexico", "stated-range", {"low": 6800, "high": 17700},
    )  # fmt: skip
    assert "clinic" not in found


def test_a_country_without_a_stated_range_is_2_and_names_those_that_have_one(run):
    done = run("estimate", "china")
    assert (done.returncode, done.stdout) == (2, "")
    assert "China is no clinic" in done.stderr
    assert "mexico, turkey" in done.stderr


def test_what_limits_a_price_stands_beside_it(full):
    assert "calls this range an average" in full("estimate", "mexico").stdout


def test_ones_own_figures_are_told_in_whole_units_of_the_currency_that_is_asked_for(run):
    said = run("estimate", "beta", "--flight", "USD 900.40", "--in", "EUR", data=SMALL).stdout
    assert re.search(r"\$900\.40 \(≈ €\d+\)", said)


@pytest.mark.parametrize(
    ("name", "said", "others"),
    [
        (
            "huang", "2 prices are on record, all for SCI; this is the first. Others, with --offer:",
            ["huang-hongyun-sci-2007-2: from $40,000 per operation, for: SCI, partly 2007, old"],
        ),
        (
            "icm", "3 prices are on record, one for SCI: this one. Others, with --offer:",
            ["icm-costa-rica-average: about $12,000, for: not stated, claimed 2010, old",
             "icm-costa-rica-range: $5,000 to $30,000, for: not stated, claimed 2010, old"],
        ),
        (
            "giostar", "4 prices are on record, none for SCI; this is the first. Others, with --offer:",
            ["shoulder: about $9,879, for: shoulder, claimed 2025", "als: about $15,968, for: ALS, claimed 2025"],
        ),
        ("liv", "2 prices are on record, none for SCI; this is the first.",
         ["price-row: $6,750 to $7,250, for: not stated, claimed 2025"]),
        ("egas", "3 prices are on record, all for SCI; this is the first.",
         ["egas-moniz-lima-surgery-2006: €35,000, about $40,302 per operation, for: SCI, claimed 2006, old"]),
    ],
)  # fmt: skip
def test_no_price_is_chosen_of_several_without_the_others_and_how_to_take_them(run, full, name, said, others):
    for ask in (run, full):
        text = ask("estimate", name, "-f", "plain").stdout
        for words in (said, *others):
            assert words in text
    (found,) = json.loads(run("estimate", name, "-f", "json").stdout)
    assert [words.partition(":")[0] for words in others] == found["other_offers"][: len(others)]
    chosen = run("estimate", name, "--offer", found["other_offers"][0], "-f", "plain").stdout
    assert "prices are on record" not in chosen, "the person chose it"


def test_of_many_other_prices_some_are_named_and_the_rest_counted(small):
    held = clinic(*(offer(f"o{number}", price=price(number, number)) for number in range(1, 7)))
    found = reckoned(replace(small, clinics=(held,)), held)
    told = to_plain(estimate_document((found,), small, Exchange(small.rates)).at("short"))
    assert "6 prices are on record, all for SCI; this is the first." in told
    assert "o4: $4 per programme" in told
    assert "o5" not in told
    assert "2 more: stemfind show one" in told


def test_of_several_clinics_it_is_said_whose_prices_there_are_and_who_states_which(run):
    text = run("estimate", "liv", "huang", "mexico", "-f", "plain").stdout
    assert "Liv Hospital Ulus: 2 prices are on record, none for SCI" in text
    assert "Dr Huang Hongyun: 2 prices are on record, all for SCI" in text
    assert "Who states the price of Liv Hospital Ulus, Mexico: Bookimed, facilitator" in text
    assert "Who states the price of Dr Huang Hongyun: stemlife1 blog, another kind of source." in text


def test_what_stands_alone_or_changes_nothing_is_said_with_what_to_write(run):
    hotel = "stemfind: --hotel is not counted: add how many nights, as in --nights 14\n"
    nights = "stemfind: --nights is not counted: add what one night costs, as in --hotel 80-120\n"
    weeks = "stemfind: --rehab-weeks is not counted: add what one week costs, as in --rehab-week 500\n"
    one = "stemfind: --sessions is not counted for "
    for typed, said in (
        (("liv", "--hotel", "100"), hotel), (("liv", "--nights", "10"), nights), (("liv", "--rehab-weeks", "3"), weeks),
        (("liv", "--sessions", "3"), f"{one}Liv Hospital Ulus: its price is for one programme\n"),
        (("giostar", "--sessions", "1"), f"{one}Giostar Stem Cell Therapy: what one price buys is not stated\n"),
        (("reju", "--sessions", "2"), f"{one}Reju Medical Clinic: no price is published\n"),
        (("chiseikai", "--sessions", "2"), ""), (("liv",), ""),
        (("liv", "--hotel", "100", "--nights", "3", "--rehab-week", "9", "--rehab-weeks", "2"), ""),
    ):  # fmt: skip
        for form in ("plain", "json"):
            done = run("estimate", *typed, "-f", form)
            assert (done.returncode, done.stderr) == (0, said)


def test_a_week_of_rehabilitation_that_nobody_counted_is_said_to_be_one(run, full):
    for ask in (run, full):
        said = "one week; more: --rehab-weeks"
        assert said in ask("estimate", "liv", "--rehab-week", "100", "-f", "plain").stdout
        assert said not in ask("estimate", "liv", "--rehab-week", "100", "--rehab-weeks", "1", "-f", "plain").stdout
    (found,) = json.loads(run("estimate", "liv", "--rehab-week", "100", "-f", "json").stdout)
    assert [one["note"] for one in found["lines"] if one["label"] == "rehabilitation"] == [said]


def test_ones_own_hotel_stands_beside_one_that_is_included_for_nobody_knows_how_many_nights(run, full):
    asked = ("estimate", "giostar", "--nights", "14", "--hotel", "100-120")
    for ask in (run, full):
        text = ask(*asked, "-f", "plain").stdout
        assert "stated as included: accommodation; for how many nights is not stated" in text
        assert "yours, perhaps beside it: $1,400 to $1,680, not counted" in text
    (found,) = json.loads(run(*asked, "-f", "json").stdout)
    (hotel,) = (part for part in found["lines"] if part["label"] == "hotel")
    assert (hotel["kind"], hotel["amount"]) == ("included", None)
    assert hotel["own"] == [{"low": 1400, "high": 1680, "currency": "USD"}]
    assert found["total_usd"] == {"low": 6900, "high": 6900}
    added = json.loads(run(*asked, "--add", "hotel=50", "-f", "json").stdout)[0]
    assert added["total_usd"] == {"low": 8350, "high": 8630}, "who adds a hotel says that it has to be paid"


def test_what_may_come_on_top_of_what_is_included_makes_the_sum_a_floor(small):
    whole = tuple((need, MoneyRange(1, 1)) for need in NEEDS if need != "hotel")
    held = clinic(offer(price=price(1, 1), includes=("accommodation",)))
    assert not reckoned(small, held, extra=whole).at_least
    assert reckoned(small, held, extra=whole, nights=5, hotel=HOTEL).at_least


def test_a_conversion_has_no_cents_and_the_sum_is_that_of_what_is_shown(run, full):
    for ask in (run, full):
        text = ask("estimate", "cells4health", "--flight", "€100.40", "-f", "plain").stdout
        assert "$43,163" in text
        assert "€100.40 (about $116), yours" in text
        assert "at least $43,279 for SCI" in text
    (found,) = json.loads(run("estimate", "cells4health", "-f", "json").stdout)
    assert found["total_usd"]["low"] == pytest.approx(43162.69), "data keep what the rate gives"


def test_who_states_a_price_is_named_once_and_never_without_a_name(run, tmp_path):
    assert "Who states the price: Thanh Nien News, press." in run("estimate", "viet-duc").stdout
    own = tmp_path / "own.jsonl"
    price_ = '{"low":1,"high":1,"currency":"USD","unit":"session"}'
    own.write_text(
        '{"id":"alpha","name":"Alpha","country":"turkey","source":"my-notes","offers":'
        f'[{{"id":"o","name":"O","indication":"sci","source":"my-notes","price":{price_}}}]}}\n',
        encoding="utf-8",
    )
    assert "Who states the price: my-notes." in run("estimate", "alpha", "-f", "plain", data=own).stdout


@pytest.mark.parametrize("name", ["reju", "dvc"])
def test_nothing_stands_where_nobody_states_a_price(run, name):
    assert "\n\n\n" not in run("estimate", name, "-f", "table").stdout
    assert "Who states" not in run("estimate", name).stdout


@pytest.mark.parametrize(
    ("name", "said"), [("icm", "! Closed, Jun 2010"), ("egas", "! Stopped, Jun 2012"), ("liv", None)]
)
def test_a_clinic_that_has_closed_or_stopped_is_called_so_before_its_price(run, full, name, said):
    for ask in (run, full):
        before = ask("estimate", name, "-f", "table").stdout.partition("Treatment")[0]
        assert ("! " in before) == (said is not None)
        assert (said or "") in before
        assert (said or "") in ask("show", name, "-f", "table").stdout, "in the same words"
    assert "stemfind show icm-costa-rica" in run("estimate", "icm").stdout
    assert "! ICM, Costa Rica: closed, Jun 2010" in run("estimate", "liv", "icm", "-f", "table").stdout
