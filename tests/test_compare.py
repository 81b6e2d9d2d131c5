from stemfind.compare import compare
from stemfind.document import Table
from stemfind.model.money import Exchange
from stemfind.subject import find
from stemfind.views.comparison import KNOWN, SAID, comparison_document


def compared(dataset, *names):
    exchange = Exchange(dataset.rates)
    comparison = compare(dataset, [find(dataset, name) for name in names], exchange)
    return comparison, comparison_document(comparison, dataset, exchange)


def cell(document, title, column):
    table = next(block for block in document.blocks if isinstance(block, Table))
    row = next(row for row in table.rows if row.cells[0][0][0].text == title)
    return " / ".join("".join(run.text for run in line) for line in row.cells[column])


def test_as_many_rows_say_what_is_known_as_what_is_said(shipped):
    for names in (("mexico", "turkey"), ("liv", "giostar"), ("europe", "colombia", "reju")):
        _, document = compared(shipped, *names)
        rows = next(block for block in document.blocks if isinstance(block, Table)).rows
        starts = [index for index, row in enumerate(rows) if row.section in (SAID, KNOWN)]
        assert starts[1] - starts[0] == len(rows) - starts[1]


def test_a_countrys_other_prices_are_never_shown_as_sci(small):
    _, document = compared(small, "mexico", "turkey")
    assert "$3,000" not in cell(document, "Price for SCI", 1)
    assert "2 prices, for other things" in cell(document, "Prices not for SCI", 1)
    assert "shoulder joint" in cell(document, "Prices not for SCI", 1)


def test_prices_for_other_things_carry_the_status_that_each_has(shipped):
    comparison, document = compared(shipped, "china", "mexico")
    for column, profile in enumerate(comparison.profiles, 1):
        said = cell(document, "Prices not for SCI", column)
        statuses = {price.offer.status for price in profile.other}
        assert {word for word in ("claimed", "supported", "partly", "contradicted") if word in said} == statuses
    assert {price.offer.status for profile in comparison.profiles for price in profile.other} == {"claimed", "partly"}


def test_closed_clinics_are_counted_apart_and_their_prices_left_out(small):
    comparison, document = compared(small, "mexico")
    assert "1 closed or stopped" in cell(document, "On record", 1)
    assert "closed-one" not in {price.owner for price in comparison.profiles[0].prices}


def test_a_closed_clinic_says_so_first(small):
    _, document = compared(small, "closed-one", "europe")
    assert cell(document, "Standing", 1).startswith("closed, Jun 2010")


def test_an_inclusion_has_a_tick_only_where_it_is_stated(small):
    _, document = compared(small, "mexico", "turkey")
    matrix = document.blocks[-2]
    words = {row.cells[0][0][0].text: [c[0][0].text for c in row.cells[1:]] for row in matrix.rows}
    assert words["Airport transfers"] == ["✓", "· not stated"]
    assert words["Rehabilitation"] == ["· not stated", "· not stated"]


def test_the_european_range_is_drawn_beside_prices_that_are_compared(small):
    _, document = compared(small, "mexico")
    bars = next(block for block in document.blocks if type(block).__name__ == "Bars")
    assert [(bar.low, bar.high) for bar in bars.bars] == [(5000, 15000), (20000, 100000)]


def test_every_footnote_number_has_a_source(shipped):
    _, document = compared(shipped, "mexico", "turkey", "colombia", "giostar")
    table = next(block for block in document.blocks if isinstance(block, Table))
    used = {n for row in table.rows for c in row.cells for line in c for run in line for n in run.refs}
    assert used <= {reference.number for reference in document.references}
    assert [r.number for r in document.references] == list(range(1, len(document.references) + 1))
