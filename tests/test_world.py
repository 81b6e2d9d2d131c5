"""The providers beyond the first seven, and what is measured against."""

SEVEN = {"cellular-hope", "immunotherapy-rm", "juventa", "giostar", "liv-ulus", "medipol-mega", "reju"}


def test_there_are_forty_providers_in_fifteen_countries_besides_the_first_seven(shipped):
    others = [clinic for clinic in shipped.clinics if clinic.id not in SEVEN]
    assert len(others) >= 40
    assert len({clinic.country for clinic in others}) >= 15


def test_every_price_beyond_the_first_seven_has_its_year_or_says_that_it_is_undated(shipped):
    offers = [offer for clinic in shipped.clinics if clinic.id not in SEVEN for offer in clinic.offers]
    assert all(offer.dated for offer in offers if offer.price)


def test_an_old_price_stays_out_of_a_cost_filter_until_it_is_asked_for(run):
    fresh = run("filter", "--for", "sci", "--max-cost", "25000", "-f", "ids")
    old = run("filter", "--for", "sci", "--max-cost", "25000", "--stale", "-f", "ids")
    assert not {"viet-duc", "beike", "huang-hongyun"} & set(fresh.stdout.split())
    assert {"viet-duc", "beike"} <= set(old.stdout.split())
    assert "price of today" in fresh.stderr


def test_an_sci_price_shows_its_year_and_the_kind_of_source(full):
    text = full("filter", "--for", "sci").stdout
    assert "30,000" not in text, "closed ones are left out"
    table = full("filter", "--for", "sci", "-f", "markdown").stdout
    row = next(line for line in table.splitlines() if "Viet Duc" in line)
    assert "2013, old" in row
    assert "| press |" in row


def test_a_closed_clinic_opens_with_closed_and_why(run):
    lines = run("show", "icm-costa-rica").stdout.splitlines()
    opening = next(line for line in lines[1:] if line)
    assert "closed" in opening
    assert "2010" in opening
    assert "ministry" in opening


def test_authorised_products_stand_in_comparisons_with_what_they_cover(run, full):
    text = full("compare", "japan", "stemirac", "nc1", "europe", COLUMNS="200").stdout
    for part in ("¥14,957,755", "€21,577", "$20,000 – $100,000", "| infusion |"):
        assert part in text
    assert "Stemirac" in run("compare", "mexico", "turkey").stdout


def test_an_old_price_of_a_country_says_so_beside_its_amount(shipped):
    from stemfind.commands.compare.page import comparison_document
    from stemfind.model.money import Exchange
    from stemfind.model.profile import comparison_of
    from stemfind.model.subject import find

    exchange = Exchange(shipped.rates)
    document = comparison_document(comparison_of(shipped, [find(shipped, "china")], exchange), shipped, exchange)
    for blocks in (document.blocks, document.short):
        prices = next(block for block in blocks if block.caption == "Published prices")
        old = [row for row in prices.rows if {"Beike", "Huang"} & set(row.cells[0][0][0].text.replace(",", "").split())]
        assert len(old) == 3
        assert all(row.cells[-1][0][-1].text.endswith("old") for row in old)
