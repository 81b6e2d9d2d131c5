import contextlib
import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from typer.main import get_command

from conftest import SMALL
from stemfind.cli import app
from stemfind.document.words import amount_of, money_range, price_words, rate_words
from stemfind.errors import UnknownCurrency
from stemfind.model import figure
from stemfind.model.age import is_old
from stemfind.model.clinic import Offer, Price
from stemfind.model.money import Exchange, price_range
from stemfind.model.source import Rate

RATE = Rate(currency="EUR", usd=1.1515, date=dt.date(2025, 6, 20), source="ecb")
ECB = Exchange((RATE,))


def price(low=None, high=None, currency="USD", unit="unstated"):
    return Price(low=low, high=high, currency=currency, unit=unit)


def spanned(*prices, purposes=()):
    """Return what prices span, each for SCI unless another purpose is given."""
    each = [*purposes, *["sci"] * (len(prices) - len(purposes))]
    offers = [
        Offer(id="o", name="O", indication=purpose, source="s", price=one)
        for one, purpose in zip(prices, each, strict=True)
    ]
    return price_range(offers, ECB)


def test_one_unit_of_a_currency_is_told_in_the_currency_of_the_reader():
    pound = Rate(currency="GBP", usd=1.25, date=dt.date(2025, 6, 20), source="ecb")
    exchange = Exchange((replace(RATE, usd=1.5), pound), target="EUR")
    assert exchange.between("GBP") == pytest.approx(1.25 / 1.5)
    assert Exchange((pound,)).between("GBP") == 1.25


def test_twenty_thousand_euros_are_23030_dollars_at_the_rate_of_20_june_2025():
    assert ECB.span(price(20000, 20000, "EUR")) == (23030, 23030)


def test_ones_own_rate_replaces_the_datasets():
    assert Exchange((), {"EUR": 1.10}).usd(20000, "EUR") == 22000


def test_an_unknown_end_stays_unknown_and_is_never_zero():
    assert ECB.span(price(low=3000)) == (3000, None)
    assert spanned(price(3000, 3000), price(low=3000)).high_usd is None


def test_prices_in_two_currencies_have_no_range_of_their_own_and_one_in_dollars():
    both = spanned(price(6750, 7250), price(20000, 20000, "EUR"))
    assert (both.low, both.high, both.currency) == (None, None, None)
    assert (both.low_usd, both.high_usd, both.number) == (6750, 23030, 2)


def test_a_price_for_a_shoulder_and_one_for_sci_have_no_range_of_their_own():
    both = spanned(price(3000, 3000), price(9000, 9000), purposes=["shoulder"])
    assert (both.low, both.high, both.currency) == (None, None, None)
    assert (both.low_usd, both.high_usd, both.purposes) == (3000, 9000, ("shoulder", "sci"))


def test_a_price_of_a_session_and_one_of_a_programme_have_no_range_of_their_own():
    both = spanned(price(500, 500, unit="session"), price(9000, 9000, unit="programme"))
    assert (both.low, both.currency, both.units) == (None, None, ("session", "programme"))


def test_no_price_spans_nothing():
    nothing = spanned()
    assert (nothing.low, nothing.high, nothing.low_usd, nothing.high_usd) == (None, None, None, None)
    assert (nothing.currency, nothing.purposes, nothing.units, nothing.number) == (None, (), (), 0)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_range_in_words_holds_both_ends_whole(low, high):
    low, high = sorted((low, high))
    words = money_range(low, high, "USD")
    assert amount_of(low, "USD") in words
    assert amount_of(high, "USD") in words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(3000, 3000, "$3,000"), (3000, None, "from $3,000"), (None, 9000, "up to $9,000"), (None, None, "not stated"),
     (5000, 15000, "$5,000 – $15,000"), (0, 0.5, "$0 – $0.50")],
)  # fmt: skip
def test_a_range_says_which_end_is_unknown(low, high, words):
    assert money_range(low, high, "USD") == words


def test_a_converted_price_is_marked_as_one():
    words = "".join(run.text for run in price_words(price(20000, 20000, "EUR"), ECB))
    assert words == "€20,000 (≈ $23,030 converted)"


@pytest.mark.parametrize(
    ("dated", "day", "old"),
    [
        ("2025", "2026-12-31", False), ("2025", "2027-01-01", True), ("2025-06", "2026-06-30", False),
        ("2025-06", "2026-07-01", True), ("2024-02-29", "2025-02-28", False), ("2024-02-29", "2025-03-01", True),
        ("undated", "2026-01-01", None), (None, "2099-01-01", False), ("9999", "9999-12-31", False),
    ],
)  # fmt: skip
def test_a_statement_is_old_when_its_whole_date_lies_more_than_twelve_months_back(dated, day, old):
    assert is_old(dated, dt.date.fromisoformat(day), 12) is old


def test_a_conversion_is_to_the_cent_and_a_whole_amount_has_none():
    assert ECB.usd(9.99, "EUR") == 11.50
    assert ECB.usd(0.5, "EUR") == 0.58
    whole = ECB.usd(20000, "EUR")
    assert (whole, type(whole)) == (23030, int)
    assert ECB.usd(10.5, "USD") == 10.5


def test_a_currency_without_a_rate_is_an_error_that_names_those_that_have_one():
    with pytest.raises(UnknownCurrency) as error:
        Exchange((RATE,), {"CHF": 1.2}).usd(1, "JPY")
    assert "JPY" in str(error.value)
    assert "CHF, EUR, USD" in str(error.value)


def test_a_conversion_can_be_traced_to_its_rate_or_to_ones_own():
    factor, rate = ECB.basis("EUR")
    assert (factor, rate.date, rate.source) == (1.1515, dt.date(2025, 6, 20), "ecb")
    assert Exchange((), {"EUR": 1.10}).basis("EUR") == (1.10, None)


def test_prices_that_are_alike_span_in_their_own_currency_and_in_dollars():
    euros = spanned(price(100, 300, "EUR"), price(200, 400, "EUR"))
    assert (euros.low, euros.high, euros.currency) == (100, 400, "EUR")
    assert (euros.low_usd, euros.high_usd, euros.number, euros.purposes) == (115.15, 460.6, 2, ("sci",))
    dollars = spanned(price(100, 300), price(200, 250))
    assert (dollars.low, dollars.high, dollars.currency) == (100, 300, "USD")


def test_a_lowest_price_that_one_of_several_does_not_state_is_unknown():
    both = spanned(price(high=9000), price(3000, 4000))
    assert (both.low, both.low_usd, both.high, both.high_usd) == (None, None, 9000, 9000)


@pytest.mark.parametrize(
    ("dated", "day", "old"),
    [
        ("2025-06-20", "2026-06-20", False), ("2025-06-20", "2026-06-21", True), ("2025-06-01", "2026-06-02", True),
        ("2025-02-31", "2026-02-28", False), ("2025-02-31", "2026-03-01", True), ("2025-12-31", "2026-12-31", False),
    ],
)  # fmt: skip
def test_a_statement_with_a_day_is_old_twelve_months_after_that_day(dated, day, old):
    assert is_old(dated, dt.date.fromisoformat(day), 12) is old


@pytest.mark.parametrize(
    ("months", "last"), [(1, "2025-07-20"), (6, "2025-12-20"), (7, "2026-01-20"), (30, "2027-12-20")]
)
def test_a_dataset_may_ask_for_another_number_of_months(months, last):
    day = dt.date.fromisoformat(last)
    assert is_old("2025-06-20", day, months) is False
    assert is_old("2025-06-20", day + dt.timedelta(days=1), months) is True


@pytest.mark.parametrize(
    ("typed", "low", "high", "currency"),
    [
        ("900", 900, 900, None), ("1,200", 1200, 1200, None), ("12,000", 12000, 12000, None),
        ("1,234,567", 1234567, 1234567, None), ("1.234.567", 1234567, 1234567, None),
        ("20,000.50", 20000.5, 20000.5, None), ("20.000,50 €", 20000.5, 20000.5, "EUR"), ("1.20", 1.2, 1.2, None),
        ("0.500", 0.5, 0.5, None), ("1200.500", 1200.5, 1200.5, None), ("1 200", 1200, 1200, None),
        ("1\u2009200", 1200, 1200, None), ("1\u00a0200,50", 1200.5, 1200.5, None), ("1\u202f200", 1200, 1200, None),
        ("1'200", 1200, 1200, None), ("1’200.50", 1200.5, 1200.5, None), ("12k", 12000, 12000, None),
        ("1.1K", 1100, 1100, None), ("12 k €", 12000, 12000, "EUR"), ("900 €", 900, 900, "EUR"),
        ("€900", 900, 900, "EUR"), ("EUR 900", 900, 900, "EUR"), ("900eur", 900, 900, "EUR"),
        ("$900", 900, 900, "USD"), ("US$900", 900, 900, "USD"), ("£5", 5, 5, "GBP"), ("₺900", 900, 900, "TRY"),
        ("₹900", 900, 900, "INR"), ("600-900", 600, 900, None), ("600–900", 600, 900, None),
        ("600..900", 600, 900, None), ("600 to 900", 600, 900, None), ("600 - 900 EUR", 600, 900, "EUR"),
        ("EUR 600 - EUR 900", 600, 900, "EUR"), ("€600-€900", 600, 900, "EUR"), ("10k-12k", 10000, 12000, None),
        ("١٢٠٠", 1200, 1200, None), ("１２００", 1200, 1200, None), ("0", 0, 0, None),
    ],
)  # fmt: skip
def test_an_amount_that_every_habit_reads_alike_is_understood(typed, low, high, currency):
    assert figure.money(typed) == figure.Sum(low, high, currency)


@pytest.mark.parametrize(
    ("typed", "what_to_write"),
    [
        ("1.200", "write 1200 or 1.20"), ("8.000", "write 8000 or 8.00"), ("20.000", "write 20000 or 20.00"),
        ("1.234", "write 1234 or 1.2340"), ("1,50", "write 1.50 or 150"), ("1,2", "write 1.20 or 12"),
        ("1200,50", "write 1200.50 or 120050"), ("1,2000", "write 1.20 or 12000"), ("0,500", "write 0.50 or 500"),
        ("1.200k", "write 1200k or 1.20k"), ("1,5k", "write 1.50k or 15k"), ("10-12k", "write 10k-12k or 10-12000"),
        ("1.200-1.400", "for 1.200 write 1200 or 1.20"), ("¥900", "write JPY 900 or CNY 900"),
        ("900 kr", "write SEK 900"), ("1 lakh", "write the figure in full"), ("5 mio", "write the figure in full"),
        ("1,00,000", "group them in threes"), ("1 20", "group them in threes"), ("1.5.2", "group them in threes"),
        ("12.000 000", "group them in threes"), ("-5", "can't be negative"), ("−5", "can't be negative"),
        ("5.", "group them in threes"), ("600-", figure.HOW), ("1-2-3", figure.HOW), ("900 euros", "EUR 800"),
        ("C$900", "EUR 800"), ("EUR 600 - USD 900", "write one currency"), ("900-600", "above the high one"),
        ("1000000000001", "the most is"), *((text, figure.HOW) for text in (
            "", "  ", "nan", "inf", "infinity", "1e3", "1e400", "0x10", "½", "1_200", ".5", "k12", "EUR",
            "+5", "10²", "50%", "1，200", "9" * 5000, "1," * 5000,
        )),
    ],
)  # fmt: skip
def test_an_amount_that_two_habits_read_differently_is_refused_with_what_to_write(typed, what_to_write):
    with pytest.raises(figure.UnclearFigure) as error:
        figure.money(typed)
    assert what_to_write in str(error.value)


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(".,"), st.sampled_from(["", "k"]))
def test_each_reading_that_is_offered_is_taken_and_they_differ(whole, part, mark, k):
    typed = f"{whole}{mark}{part:03}{k}"
    try:
        assert figure.plain_number(typed) == (whole * 1000 + part) * (1000 if k else 1)
        assert mark == ","
    except figure.UnclearFigure as error:
        one, other = str(error).removeprefix("write ").split(" or ")
        assert figure.plain_number(one) != figure.plain_number(other)
        assert figure.plain_number(one) == (whole * 1000 + part) * (1000 if k else 1)


@given(st.text("0123456789.,' -kK€$", max_size=12))
def test_a_text_is_a_figure_or_refused_and_never_anything_else(typed):
    with contextlib.suppress(figure.UnclearFigure):
        found = figure.money(typed)
        assert 0 <= found.low <= found.high <= figure.CEILING


def test_a_single_figure_is_no_range_and_has_no_currency():
    assert (figure.plain_number("7"), figure.plain_number("1,200"), figure.plain_number("12k")) == (7, 1200, 12000)
    for typed in ("7 days", "-1", "€7", "5-6", "nan", "1.500", "1,5"):
        with pytest.raises(figure.UnclearFigure):
            figure.plain_number(typed)
    assert figure.amount("EUR 8,000") == figure.Sum(8000, 8000, "EUR")
    for typed in ("5-6", "cheap"):
        with pytest.raises(figure.UnclearFigure, match="write an amount, as in 900 or EUR 800"):
            figure.amount(typed)


def test_a_rate_has_a_dot_and_may_have_three_places():
    assert figure.plain_number("1.152", point=True) == 1.152
    for typed in ("1,10", "1,152", "1 1"):
        with pytest.raises(figure.UnclearFigure, match="with a dot"):
            figure.plain_number(typed, point=True)


@pytest.mark.parametrize("typed", ["nan", "inf", "1e400", "1e3", "-1", "", "seven"])
@pytest.mark.parametrize(
    "option",
    [
        ("filter", "--max-cost"), ("filter", "--min-cost"), ("filter", "--max-days"), ("filter", "--limit"),
        ("trials", "--age"), *(("estimate", "liv", f"--{name}") for name in (
            "flight", "hotel", "companion", "rehab-week", "rehab-weeks", "nights", "sessions")),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_is_no_number_is_refused_wherever_a_number_is_taken(option, typed, capsys):
    assert app.run([*option, typed]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    refused = f"stemfind: {option[-1]} {typed}: write "
    assert said.err.startswith((f"{refused}a", f"{refused}your age")) or "negative" in said.err


def test_every_option_that_takes_a_number_has_the_same_reader():
    commands = dict(get_command(app.application()).commands)
    commands |= commands.pop("data").commands
    kinds = {type(param.type).__name__ for command in commands.values() for param in command.params}
    assert not {kind for kind in kinds if "Int" in kind or "Float" in kind}


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        (["EUR=1,10"], "EUR=1.10"), (["EUR=nan"], "EUR=1.10"), (["EUR=0"], "above 0"), (["EUR=1e400"], "EUR=1.10"),
        (["EUR"], "EUR=1.10"), (["EURO=1.1"], "EUR=1.10"), (["USD=2"], "another currency's rate"),
        (["EUR=1.10", "eur=1.20"], "another rate already"), (["EUR=2000000000"], "EUR=1.10"),
    ],
)  # fmt: skip
def test_a_rate_that_cant_be_one_is_refused(rates, said, capsys):
    assert app.run(["filter", *(part for rate in rates for part in ("--rate", rate))]) == 2
    assert said in capsys.readouterr().err


def test_a_count_is_a_whole_number_whatever_is_typed_and_an_age_that_of_a_person(capsys):
    for typed in ("1.5", "0", "-1", "many", "1.200"):
        for option in (("filter", "--limit"), ("estimate", "liv", "--sessions")):
            assert app.run([*option, typed]) == 2
            said = f"stemfind: {option[-1]} {typed}: write a whole number, 1 or more, as in 3\n"
            assert capsys.readouterr().err == said
    assert app.run(["trials", "--age", "131"]) == 2
    assert "more than 130 years" in capsys.readouterr().err


def test_a_cost_in_another_currency_is_converted_and_a_currency_without_a_rate_says_what_to_write(run):
    assert run("filter", "--max-cost", "€8,000", "-f", "ids").stdout == run(
        "filter", "--max-cost", "9212", "-f", "ids"
    ).stdout  # fmt: skip
    said = run("filter", "--max-cost", "€8,000").stderr
    assert "--max-cost €8,000 is $9,212: 1 EUR = 1.1515 USD (reference rate of 20 Jun 2025)" in said
    assert "--max-cost" not in run("filter", "--max-cost", "$8,000").stderr
    done = run("filter", "--max-cost", "ISK 8000")
    assert (done.returncode, done.stdout) == (2, "")
    assert "write --rate ISK=" in done.stderr
    assert run("filter", "--max-cost", "ISK 8000", "--rate", "ISK=1.1515", "-f", "ids").returncode == 0


COMMANDS = [("filter",), ("compare", "alpha", "beta"), ("show", "beta"), ("why", "beta", "price"), ("estimate", "beta")]


@pytest.fixture(params=["toml", "jsonl"])
def in_kronur(request, tmp_path):
    """Return a dataset with a price in Swiss kronur, for which no rate is bundled."""
    path = tmp_path / f"kronur.{request.param}"
    price = '{"low":20000,"high":20000,"currency":"ISK","unit":"programme"}'
    offer = f'{{"id":"o","name":"O","indication":"sci","source":"mine","price":{price}}}'
    line = '{"id":"%s","name":"%s","country":"turkey","source":"mine","offers":[%s]}\n'
    text = SMALL.read_text(encoding="utf-8").replace('currency = "EUR", unit', 'currency = "ISK", unit')
    lines = line % ("alpha", "Alpha", "") + line % ("beta", "Beta", offer)
    path.write_text(text if request.param == "toml" else lines, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_rate_of_ones_own_works_for_a_currency_without_a_bundled_one_wherever_prices_are_converted(
    run, in_kronur, command
):
    done = run(*command, "--rate", "ISK=1.2", "-f", "markdown", data=in_kronur)
    assert done.returncode == 0
    assert "$24,000" in done.stdout
    done = run(*command, "-f", "markdown", data=in_kronur)
    assert (done.returncode, done.stdout) == (3, "")
    assert "--rate ISK=" in done.stderr


@pytest.mark.parametrize("command", [("checklist", "beta"), ("letter", "beta"), ("data", "conflicts")], ids=" ".join)
def test_a_command_that_converts_nothing_needs_no_rate(run, in_kronur, command):
    assert run(*command, data=in_kronur).returncode == 0
    assert run("data", "check", str(in_kronur)).returncode == 3


def test_no_digit_of_a_rate_that_is_worked_out_is_told_as_the_banks(shipped):
    """The bank sets what one euro is in each currency; the notes of the rates have that figure."""
    bank = "20 Jun 2025, European Central Bank)"
    for rate in shipped.rates:
        if rate.currency == "EUR":
            continue
        told = rate_words("EUR", Exchange(shipped.rates, target=rate.currency), shipped)
        found = re.fullmatch(r"1 EUR = about ([\d.,]+) [A-Z]{3} (.*)", told)
        assert found[2] == f"(worked out from the reference rates of {bank}"
        published = float(re.search(r"and 1 EUR = ([\d.]+) ", rate.note)[1])
        assert float(found[1].replace(",", "")) == pytest.approx(published, rel=5.01e-4), rate.currency
        digits = found[1].replace(",", "").replace(".", "").strip("0")
        assert len(digits) <= 4
        into_dollars = rate_words(rate.currency, Exchange(shipped.rates), shipped)
        assert into_dollars.endswith(f"USD (worked out from the reference rates of {bank}")
    assert rate_words("EUR", Exchange(shipped.rates), shipped) == f"1 EUR = 1.1515 USD (reference rate of {bank}"


def test_a_small_rate_and_a_large_one_are_told_in_digits_that_people_read(shipped):
    own = {"VND": 0.000038}
    assert rate_words("VND", Exchange(shipped.rates, own), shipped) == "1 VND = 0.000038 USD (your own rate)"
    told = rate_words("EUR", Exchange(shipped.rates, own, "VND"), shipped)
    assert told.startswith("1 EUR = about 30,300 VND (worked out from the reference rate of 20 Jun 2025")
    assert told.endswith("and your own rate)")


def test_a_lowest_cost_above_the_highest_is_refused(run):
    done = run("filter", "--min-cost", "9000", "--max-cost", "€7,000")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--min-cost is above --max-cost" in done.stderr
    assert run("filter", "--min-cost", "8500", "--max-cost", "8500", "-f", "ids").stdout == "juventa\n"
