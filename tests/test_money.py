import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemfind.model.age import is_old
from stemfind.model.clinic import Price
from stemfind.model.money import Exchange, span
from stemfind.model.source import Rate
from stemfind.views.words import money, money_range, price_words

ECB = Exchange((Rate(currency="EUR", usd=1.1515, date=dt.date(2025, 6, 20), source="ecb"),))


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
