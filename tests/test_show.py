"""What `show` and `filter` say of records of every sort."""

import pytest

from conftest import SMALL
from stemfind.document import Bar, Bars, line
from stemfind.model.base import Interval
from stemfind.render.bars import drawn
from stemfind.views.words import interval


def test_a_benchmark_says_what_its_price_covers(run):
    assert "One session; several may be needed" in run("show", "europe").stdout


@pytest.mark.parametrize(
    ("stated", "said"),
    [("true", "It names spinal cord injury"), ("false", "It does not name spinal cord injury"), (None, "not stated")],
)
def test_whether_a_clinic_names_spinal_cord_injury_is_yes_no_or_not_stated(run, tmp_path, stated, said):
    path = tmp_path / "mine.toml"
    line_ = f"names_sci = {stated}\n" if stated else ""
    text = SMALL.read_text(encoding="utf-8").replace('name = "Gamma"\n', f'name = "Gamma"\n{line_}')
    path.write_text(text, encoding="utf-8")
    assert said in run("show", "gamma", data=path).stdout


def test_an_offer_without_a_price_is_still_an_offer(run, tmp_path):
    path = tmp_path / "mine.toml"
    price = 'price = { low = 20000, high = 20000, currency = "EUR", unit = "programme" }\n'
    path.write_text(SMALL.read_text(encoding="utf-8").replace(price, ""), encoding="utf-8")
    text = run("show", "beta", data=path).stdout
    assert "Fifteen-day programme" in text
    assert "not published" in text


def test_a_closed_clinic_in_a_list_says_so_beside_its_name(run):
    text = run("filter", "--standing", "closed", "-f", "markdown", data=SMALL).stdout
    assert "Closed One" in text
    assert "closed, Jun 2010" in text


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(None, 7, "up to 7 days"), (2, None, "2 or more days"), (2, 7, "2–7 days"), (7, 7, "7 days"), (None, None, None)],
)
def test_a_stay_says_which_end_is_not_known(low, high, said):
    assert interval(Interval(low=low, high=high), "days") == said


def bars(*figures):
    return Bars("Prices", tuple(Bar(f"{low}", low, high, line("said")) for low, high in figures))


def test_prices_of_nothing_are_drawn_on_a_scale_that_is_not_empty():
    lines = ["".join(run.text for run in part) for part in drawn(bars((0, 0)), 80)]
    assert lines[2] == "█"
    assert lines[-1].startswith("$0")
    assert lines[-1].endswith("$1")


def test_figures_that_do_not_stand_apart_on_the_scale_leave_its_ends():
    lines = ["".join(run.text for run in part) for part in drawn(bars((10**12, 10**12)), 26)]
    assert lines[-1].split()[-1] == "$1,000,000,000,000"
    assert all(len(part) <= 26 for part in lines)


def test_a_figure_too_long_to_stand_apart_from_zero_is_still_written_whole():
    lines = ["".join(run.text for run in part) for part in drawn(bars((10**15, 10**15)), 26)]
    assert lines[-1] == "$0$1,000,000,000,000,000"
