import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemfind.errors import UnknownCurrency
from stemfind.model.age import is_old
from stemfind.model.clinic import Price
from stemfind.model.money import Exchange, span
from stemfind.model.source import Rate
from stemfind.views.words import money, money_range, price_words

RATE = Rate(currency="EUR", usd=1.1515, date=dt.date(2025, 6, 20), source="ecb")
ECB = Exchange((RATE,))


def price(low=None, high=None, currency="USD"):
    return Price(low=low, high=high, currency=currency, unit="unstated")


def test_twenty_thousand_euros_are_23030_dollars_at_the_rate_of_20_june_2025():
    assert ECB.span(price(20000, 20000, "EUR")) == (23030, 23030)


def test_ones_own_rate_replaces_the_datasets():
    assert Exchange((), {"EUR": 1.10}).usd(20000, "EUR") == 22000


def test_an_unknown_end_stays_unknown_and_is_never_zero():
    assert ECB.span(price(low=3000)) == (3000, None)
    assert span([price(3000, 3000), price(low=3000)], ECB).high_usd is None


def test_prices_in_two_currencies_span_in_dollars_and_say_so():
    spanned = span([price(6750, 7250), price(20000, 20000, "EUR")], ECB)
    assert (spanned.low, spanned.high, spanned.currency, spanned.converted) == (6750, 23030, "USD", True)


def test_no_price_spans_nothing():
    assert span([], ECB) is None


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_range_in_words_holds_both_ends_whole(low, high):
    low, high = sorted((low, high))
    words = money_range(low, high, "USD")
    assert money(low, "USD") in words
    assert money(high, "USD") in words


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


def test_prices_in_one_currency_span_in_it_and_in_dollars():
    spanned = span([price(100, 300, "EUR"), price(200, 400, "EUR")], ECB)
    assert (spanned.low, spanned.high, spanned.currency) == (100, 400, "EUR")
    assert (spanned.low_usd, spanned.high_usd, spanned.converted) == (115.15, 460.6, True)
    dollars = span([price(100, 300), price(200, 250)], ECB)
    assert (dollars.low, dollars.high, dollars.currency) == (100, 300, "USD")
    assert (dollars.low_usd, dollars.high_usd, dollars.converted) == (100, 300, False)


def test_prices_in_two_currencies_have_the_same_ends_in_dollars():
    spanned = span([price(6750, 7250), price(20000, 20000, "EUR")], ECB)
    assert (spanned.low_usd, spanned.high_usd) == (6750, 23030)


def test_a_lowest_price_that_one_of_several_does_not_state_is_unknown():
    spanned = span([price(high=9000), price(3000, 4000)], ECB)
    assert (spanned.low, spanned.low_usd, spanned.high, spanned.high_usd) == (None, None, 9000, 9000)


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
