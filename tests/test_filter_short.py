"""What the short depth of `filter` promises, and `--sort price`, `--flag` and `--in`."""

import json
import re

import pytest

from conftest import SMALL
from stemfind.model.statement import TROUBLES, TYPED_TROUBLES, trouble

WORD_FORMS = ("table", "plain", "markdown", "html")
SCI_PRICED = {
    "viet-duc",
    "beike",
    "huang-hongyun",
    "nc1-puerta-de-hierro",
    "cells4health",
    "stemirac-sapporo",
    "chiseikai",
}


@pytest.mark.parametrize(
    ("asked", "width", "most"),
    [((), "80", 125), ((), "120", 70), (("-c", "mexico"), "80", 26), (("--for", "sci"), "80", 90)],
)
def test_it_fits_its_screens(run, asked, width, most):
    assert len(run("filter", *asked, "-f", "table", COLUMNS=width).stdout.splitlines()) <= most


def test_prices_for_sci_come_first_then_others_then_those_without(run):
    text = run("filter", "-f", "table", COLUMNS="120").stdout
    places = [
        text.index(title) for title in ("Price for SCI", "Other prices", "No price published", "No price, offered")
    ]
    assert places == sorted(places)
    assert re.search(
        r"\d+ clinics: 7 with a price for SCI \(prices: 7 old, 2 undated\), \d+ with other prices, \d+ with none", text
    )


@pytest.mark.parametrize("form", WORD_FORMS)
def test_each_clinic_and_each_price_stands_in_each_format(run, shipped, form):
    text = " ".join(run("filter", "-f", form, COLUMNS="160").stdout.split())
    for clinic in shipped.clinics:
        if not clinic.gone:
            assert (clinic.short or clinic.name).replace("&", "&amp;" if form == "html" else "&") in text
    for amount in ("€21,577", "$24,846", "$6,750", "$7,250", "$105,000", "₹1,000,000", "£32,000", "$15,968", "$18,968"):
        assert amount in text


def test_a_price_never_stands_without_what_it_is_for_its_status_and_its_date(run):
    rows = run("filter", "-c", "mexico", "-f", "markdown").stdout
    assert "shoulder: about $9,879" in rows
    assert "ALS: about $15,968" in rows
    assert "not stated: about $6,900–$18,968" in rows
    assert "| claimed |" in rows
    assert "2013, old" in rows
    medipol = run("filter", "medipol", "-f", "markdown").stdout
    assert "blood disease: about $65,000 per transplant, about $105,000 per transplant" in medipol


@pytest.mark.parametrize("width", range(20, 201, 20))
def test_no_amount_is_cut_at_any_width(run, width):
    text = run("filter", "-f", "table", COLUMNS=str(width)).stdout
    assert max(map(len, text.splitlines())) <= width
    assert all(amount in text for amount in ("$6,900", "$18,968", "¥14,957,755", "$102,730", "$24,846"))


def test_unknown_is_said_and_none_on_record_is_counted(run):
    text = run("filter", "-c", "mexico", "-f", "plain").stdout
    assert "none with a price for SCI" in text
    assert "not stated" in text
    assert "against: none" in text


def test_a_clinic_that_names_it_is_not_said_to_be_for_something_else(run, shipped):
    text = " ".join(run("filter", "-f", "table", COLUMNS="1000").stdout.split())
    _, named = text.split("No price, no such offer, but the clinic names SCI (")
    named, silent = named.split("No price, not said to be for SCI (")
    assert "Gaziosmanpaşa, Liv lab" in named
    assert "Wroclaw Univ. / Akson" in named
    for clinic in shipped.clinics:
        if not clinic.gone and clinic.treats_sci:
            assert (clinic.short or clinic.name) not in silent, clinic.id


def test_a_clinic_that_is_gone_says_so_once_and_its_country_once(run):
    for more in ((), ("--full",)):
        text = " ".join(run("filter", "--standing", "closed", *more, "-f", "table", COLUMNS="300").stdout.split())
        assert "Okyanos" in text
        assert "(closed)" not in text
        assert "Costa Rica, Costa Rica" not in text
    assert "Okyanos (closed 2020)" in run("filter", "okyanos", "--standing", "closed", "-f", "table").stdout


def test_an_order_that_is_asked_for_goes_before_the_groups(run):
    rows = run("filter", "--sort", "name", "-f", "markdown").stdout
    names = re.findall(r"^\| \*\*(.+?)\*\*", rows, re.MULTILINE)
    assert len(re.findall(r"^\| ---", rows, re.MULTILINE)) == 1
    assert names == sorted(names, key=str.casefold) or len(names) > 50
    assert "Price for SCI" not in rows
    assert "SCI: £32,000" in rows
    assert "none published" in rows


@pytest.mark.parametrize("form", WORD_FORMS)
def test_a_row_is_an_offer_where_offers_are_asked_for(run, form):
    text = run("filter", "liv", "--by", "offer", "-f", form, COLUMNS="160").stdout
    assert "2 offers of 1 clinic" in text
    assert "€20,000" in text
    assert "23,030" in text


def test_a_list_of_ones_own_has_the_same_page(run, tmp_path):
    price = '"price":{"low":5,"high":5,"currency":"EUR","unit":"session"}'
    line = '{"id":"%s","name":"N %s","country":"mexico","source":"m","offers":[{"id":"o","name":"O","indication":"sci",'
    path = tmp_path / "list.jsonl"
    path.write_text("".join(line % (i, i) + f'"source":"m",{price}}}]}}\n' for i in ("one", "two")))
    text = run("filter", "-f", "plain", data=path).stdout
    assert "2 clinics in Mexico: 2 with a price for SCI" in text
    assert "against" not in text, "nothing was read that could say so"
    assert run("filter", "--flag", "any", data=path).returncode == 2


class TestPrice:
    def test_the_prices_for_sci_come_first_current_before_old_before_undated(self, run):
        ids = run("filter", "--for", "sci", "--sort", "price", "-f", "ids").stdout.split()
        assert set(ids[:7]) == SCI_PRICED
        rows = json.loads(run("filter", "--for", "sci", "--sort", "price", "-f", "json").stdout)
        assert all(row["price_low_usd"] for row in rows[:7])
        assert not any(row["price_low_usd"] for row in rows[7:])
        old = [row["price_low_usd"] for row in rows[:6]]
        assert old == sorted(old)
        assert rows[6]["id"] == "chiseikai", "nobody can tell how old it is"

    def test_the_other_way_round_turns_the_amounts_alone(self, run):
        ids = run("filter", "--for", "sci", "--sort", "price", "--reverse", "-f", "ids").stdout.split()
        assert ids[0] == "stemirac-sapporo"
        assert ids[6] == "chiseikai"

    def test_ages_stand_apart_on_the_page(self, run):
        text = run("filter", "--for", "sci", "--sort", "price", "-f", "plain").stdout
        assert text.index("Section: Old prices") < text.index("Section: Undated prices")
        assert "Current prices" not in text

    @pytest.mark.parametrize(("more", "falling"), [((), False), (("--reverse",), True)])
    def test_rows_of_one_age_are_in_the_order_of_their_amounts(self, run, more, falling):
        text = run("filter", "--for", "sci", "--sort", "price", *more, "-f", "plain").stdout
        for part in text.partition("Section: Old prices")[2].split("Section: Undated prices"):
            dollars = re.findall(r"price, in USD: [^$\n]*\$([\d,]+)", part)
            amounts = [int(amount.replace(",", "")) for amount in dollars]
            assert amounts == sorted(amounts, reverse=falling)
            assert len(amounts) > 1

    def test_a_price_for_something_else_never_goes_before_one_for_sci(self, run):
        ids = run("filter", "--sort", "price", "-f", "ids").stdout.split()
        assert set(ids[:7]) == SCI_PRICED

    def test_old_prices_still_count_for_no_cost(self, run):
        asked = ("filter", "--for", "sci", "--max-cost", "21000", "-f", "ids")
        assert run(*asked, "--sort", "price").stdout == run(*asked).stdout

    def test_a_limit_keeps_the_first(self, run):
        whole = run("filter", "--for", "sci", "--sort", "price", "-f", "ids").stdout.split()
        assert run("filter", "--for", "sci", "--sort", "price", "-n", "3", "-f", "ids").stdout.split() == whole[:3]


class TestFlag:
    def test_a_flag_finds_those_with_such_a_statement_and_nobody_else(self, run, shipped):
        for word in TROUBLES:
            done = run("filter", "--flag", word, "-f", "ids")
            held = [c.id for c in shipped.clinics if not c.gone and trouble(shipped.claims_about(c.id), word)]
            assert sorted(done.stdout.split()) == sorted(held), word
            assert "does not say that it is clean" in done.stderr
            rest = set(run("filter", "--no-flag", word, "-f", "ids").stdout.split())
            assert rest == {clinic.id for clinic in shipped.clinics if not clinic.gone} - set(held), word

    def test_together_they_are_everybody(self, run):
        everybody, some, rest = (
            run("filter", *more, "-f", "ids").stdout.split() for more in ((), ("--flag", "any"), ("--no-flag", "any"))
        )
        assert sorted(everybody) == sorted(some + rest)
        assert some
        assert rest

    def test_what_denies_harm_is_no_trouble(self, shipped):
        for identity in ("novastem", "health-center-baja", "chiseikai", "nc1-puerta-de-hierro"):
            assert not trouble(shipped.claims_about(identity), "harm")

    @pytest.mark.parametrize("form", WORD_FORMS)
    def test_the_page_says_what_is_on_record_how_far_it_is_known_and_what_came_of_it(self, run, form):
        text = " ".join(run("filter", "--flag", "lawsuit", "-f", form, COLUMNS="160").stdout.split())
        assert "Giostar Stem Cell" in text
        assert "sued Giostar in 2020" in text
        assert "supported" in text

    def test_everyday_words_are_known_and_others_are_refused_with_the_list(self, run):
        assert set(TYPED_TROUBLES.values()) <= {*TROUBLES, "any"}
        assert (
            run("filter", "--flag", "death", "-f", "ids").stdout == run("filter", "--flag", "harm", "-f", "ids").stdout
        )
        refused = run("filter", "--flag", "nonsense")
        assert refused.returncode == 2
        assert all(word in refused.stderr for word in TROUBLES)

    def test_flags_are_a_field(self, run):
        rows = json.loads(run("filter", "giostar", "--fields", "id,flags", "-f", "json").stdout)
        assert set(rows[0]["flags"]) == {"criticism", "lawsuit", "warning"}


class TestIn:
    @pytest.mark.parametrize("form", WORD_FORMS)
    def test_an_amount_stands_in_its_own_currency_and_converted_once(self, run, form):
        text = run("filter", "nc1", "--in", "GBP", "-f", form, COLUMNS="120").stdout
        assert "€21,577" in text
        assert "£18,420" in text, "21,577 x 0.8537, the euro reference rate of that day"
        assert "$" not in text
        assert "20 Jun 2025" in text
        assert "price, in GBP" in text

    def test_an_amount_in_that_currency_is_not_converted(self, run):
        text = run("filter", "cells4health", "--in", "gbp", "-f", "plain").stdout
        assert "£32,000" in text
        assert "about £" not in text

    def test_a_rate_of_ones_own_replaces_the_bundled_one(self, run):
        text = run("filter", "beike", "--in", "GBP", "--rate", "GBP=1.25", "-f", "plain").stdout
        assert "£16,000" in text, "20,000 / 1.25"
        assert "your own rate" in text

    @pytest.mark.parametrize(
        "command", [("compare", "mexico"), ("show", "liv"), ("estimate", "liv"), ("filter", "liv"), ("summary", "liv")]
    )
    def test_each_command_that_tells_amounts_takes_it(self, run, command):
        done = run(*command, "--in", "EUR", "-f", "markdown")
        assert done.returncode == 0
        assert "€20,000" in done.stdout or "€4,342" in done.stdout
        assert "in EUR" in done.stdout or command[0] in ("estimate", "summary")
        full = run(*command, "--in", "EUR", "--full", "-f", "markdown").stdout
        assert "≈ $" not in full

    def test_a_currency_without_a_rate_is_refused_with_those_that_have_one(self, run):
        for form in ("plain", "json"):
            done = run("filter", "--in", "XYZ", "-f", form)
            assert done.returncode == 2
            assert "EUR, GBP" in done.stderr

    def test_programs_get_dollars_and_are_told_so(self, run):
        done = run("filter", "--in", "GBP", "-f", "json")
        assert done.stdout == run("filter", "-f", "json").stdout
        assert "stay in USD" in done.stderr

    def test_a_cost_without_a_currency_stays_in_dollars(self, run):
        asked = ("filter", "--max-cost", "7000", "-f", "plain")
        names = re.compile(r"Other prices: .*")
        assert names.findall(run(*asked).stdout) == names.findall(run(*asked, "--in", "TRY").stdout)


def test_help_fits_a_screen(run):
    lines = run("filter", "--help", COLUMNS="100").stdout.rstrip().splitlines()
    assert len(lines) <= 50
    assert all(option in " ".join(lines) for option in ("--flag", "--in", "--sort", "--sources", "--no-header"))


def test_a_small_dataset_of_ones_own_is_worded_alike(run):
    text = run("filter", "-f", "plain", data=SMALL).stdout
    assert (
        "4 clinics: 1 with a price for spinal cord injury (prices: 1 current), 1 with other prices, 2 with none" in text
    )


@pytest.mark.parametrize("form", ["table", "plain"])
def test_what_clinics_are_sorted_by_stands_beside_each(run, form):
    asked = ("filter", "-c", "mexico", "--sort", "cells", "-f", form)
    said = run(*asked, data=SMALL, COLUMNS="120").stdout
    assert "msc" in said.casefold() or "stromal" in said.casefold()
    assert "?" in said, "what is not known is not left empty"


def test_what_clinics_were_sorted_by_stands_at_both_depths(run, full):
    for start in (run, full):
        text = start("filter", "-c", "turkey", "--sort", "routes", "-f", "plain").stdout
        assert "routes: Intrathecal; Intravenous" in text
    assert "routes:" not in full("filter", "-c", "turkey", "-f", "plain").stdout


def test_a_stay_without_a_longest_end_is_said_as_one(full, tmp_path):
    path = tmp_path / "list.jsonl"
    path.write_text('{"id":"one","name":"One","country":"mexico","source":"m","general":{"stay":{"low":5}}}\n')
    text = full("filter", "-f", "plain", data=path).stdout
    assert "Stay: 5 or more days" in text
    assert "None" not in text


def test_the_whole_page_says_each_label_once_and_what_its_counts_count(run):
    shown = run("filter", "-c", "mexico", "--full", "-f", "plain").stdout
    assert "What else" not in shown
    assert "  Stay: 2 to 7 days\n" in shown
    assert "  Source of price: facilitator\n" in shown
    assert "against: warnings, orders, harms" in shown


def test_what_no_price_is_offered_for_is_never_left_out(run):
    shown = run("filter", "-c", "mexico", "--full", "-f", "plain").stdout
    assert shown.count("none published") == shown.count("offered for: ") == 4


UNDESCRIBED = (
    '{"id":"one","name":"N","country":"mexico","source":"m","offers":[{"id":"o","name":"O","indication":"sci",'
    '"source":"m","price":{"low":5,"high":5,"currency":"USD","unit":"session"}}]}\n'
)


def test_a_source_that_nobody_describes_is_named_and_its_kind_is_not_stated(full):
    text = full("filter", "--data", "-", "-f", "table", stdin=UNDESCRIBED, COLUMNS="120").stdout
    assert "\n¹ m\n" in text
    assert "no price" not in text
    assert re.search(r"claimed¹ +not stated", text)


def test_the_head_says_what_each_of_its_figures_counts(run):
    """One clinic may have several prices: two old prices of one clinic are no two clinics."""
    text = run("filter", "--flag", "harm", "-n", "1", "-f", "plain").stdout
    assert text.startswith("1 clinic in China: 1 with a price for SCI (prices: 2 old)\n")


@pytest.mark.parametrize("more", [[], ["-n", "1"], ["-c", "china"], ["--standing", "closed"]])
def test_what_is_said_of_clinics_that_a_flag_does_not_list_holds_whatever_else_left_them_out(run, more):
    said = run("filter", "--flag", "harm", *more, "-f", "ids").stderr
    assert "was found" not in said
    assert "that a clinic is not listed does not say that it is clean of harm; stemfind evidence --kind action" in said


@pytest.mark.parametrize("form", ["table", "plain", "markdown", "html"])
def test_a_clinic_that_publishes_other_prices_is_never_said_to_publish_none(run, full, form):
    for ask in (run, full):
        text = ask("filter", "neurogen", "--for", "sci", "-f", form, COLUMNS="160").stdout
        assert "one published" not in text
        assert "o price published" not in text
        assert "other prices" in text
        assert "for SCI" in text
        assert "1 clinic in India: none with a price for SCI, 1 with other prices" in text
    every = run("filter", "--for", "sci", "-f", form, COLUMNS="160").stdout
    assert "No price published" not in every
    assert "No price for SCI" in every
    assert "Vinmec Hospital, Hanoi (other prices)" in " ".join(every.split())


def test_where_the_other_price_is_for_the_same_condition_no_price_is_denied_for_it(run, tmp_path):
    path = tmp_path / "list.jsonl"
    priced = '{"id":"o","name":"O","indication":"sci","source":"m","price":{"low":5,"currency":"USD","unit":"session"}}'
    cells = '{"id":"p","name":"P","indication":"sci","source":"m","cells":["msc"]}'
    path.write_text(f'{{"id":"one","name":"One","country":"mexico","source":"m","offers":[{priced},{cells}]}}\n')
    text = run("filter", "--for", "sci", "--cells", "msc", "-f", "plain", data=path).stdout
    assert "No price for what was asked, offered for SCI (1): One (other prices)" in text
    by_offer = run("filter", "--for", "sci", "--cells", "msc", "--by", "offer", "-f", "plain", data=path).stdout
    assert "No price, offered for SCI (1): One, P" in by_offer
