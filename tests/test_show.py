"""What `show` and `filter` say of records of every sort."""

import json
import re

import pytest

from conftest import FULL, SMALL
from stemfind.document.parts import Span
from stemfind.document.words import NOT_ADVICE
from stemfind.model.base import Interval
from stemfind.model.span import interval
from stemfind.render.bars import bar_beside, marks, rounded_top


def test_a_benchmark_says_what_its_price_covers(run):
    assert "One session; several may be needed" in run("show", "europe").stdout


@pytest.mark.parametrize(
    ("stated", "said"),
    [("true", "it names spinal cord injury"), ("false", "it does not name spinal cord injury"), (None, "not stated")],
)
def test_whether_a_clinic_names_spinal_cord_injury_is_yes_no_or_not_stated(full, tmp_path, stated, said):
    path = tmp_path / "mine.toml"
    line_ = f"names_sci = {stated}\n" if stated else ""
    text = SMALL.read_text(encoding="utf-8").replace('name = "Gamma"\n', f'name = "Gamma"\n{line_}')
    path.write_text(text, encoding="utf-8")
    assert f"Treats SCI: {said}" in full("show", "gamma", "-f", "plain", data=path).stdout


def test_an_offer_without_a_price_is_still_an_offer(full, tmp_path):
    path = tmp_path / "mine.toml"
    price = 'price = { low = 20000, high = 20000, currency = "EUR", unit = "programme" }\n'
    path.write_text(SMALL.read_text(encoding="utf-8").replace(price, ""), encoding="utf-8")
    text = full("show", "beta", data=path).stdout
    assert "Fifteen-day programme" in text
    assert "not published" in text


def test_a_closed_clinic_in_a_list_says_so_beside_its_name(full):
    text = full("filter", "--standing", "closed", "-f", "markdown", data=SMALL).stdout
    assert "Closed One" in text
    assert "closed Jun 2010" in text


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(None, 7, "up to 7 days"), (2, None, "2 or more days"), (2, 7, "2–7 days"), (7, 7, "7 days"), (None, None, None)],
)
def test_a_stay_says_which_end_is_not_known(low, high, said):
    assert interval(Interval(low=low, high=high), "days") == said


def test_prices_of_nothing_are_drawn_on_a_scale_that_is_not_empty():
    assert marks(rounded_top([Span(0, 0)]), 20) == f"$0{'$10k':>18}"
    assert bar_beside(Span(0, 0), rounded_top([Span(0, 0)]), 20) == f"▌{'╌' * 19}"


@pytest.mark.parametrize(
    ("country", "said", "below"),
    [
        (
            "japan",
            "3 of the 3 prices of its clinics are for SCI. No price is stated for Japan as a whole",
            "¥3,080,000",
        ),
        ("spain", "The one price of its clinics is for SCI. No price is stated for Spain as a whole", "€21,577"),
        ("ukraine", "The one price of its clinics is not said to be for SCI. No price is stated", "$25,000"),
        ("serbia", "No clinic on record there publishes a price. No price is stated for", "no price on record"),
        ("portugal", "No open clinic on record there publishes a price; 1 stopped clinic", "published 3 prices"),
        ("thailand", "No price is stated for Thailand as a whole", "no price on record"),
        ("usa", "No price is stated for the United States as a whole", "published 1 price"),
        ("brazil", "No clinic, no offer and no price is on record", ""),
        ("cellular-hope", "No offer and no price is on record", ""),
    ],
)
def test_what_is_not_on_record_is_never_said_of_prices_that_stand_below(full, country, said, below):
    head, _, rest = full("show", country, "-f", "plain").stdout.partition("Section: What is known")
    assert said in head.replace("\n", ". ")
    assert below in rest.partition("Section: Clinics")[2]


def test_show_says_no_price_of_exactly_those_that_have_none(full, shipped):
    everyone = (*shipped.countries, *shipped.clinics, *shipped.benchmarks)
    pages = full("show", *(one.id for one in everyone), "-f", "plain").stdout.split(NOT_ADVICE)[:-1]
    for one, page in zip(everyone, pages, strict=True):
        here = [clinic for clinic in shipped.clinics if clinic.country == one.id]
        priced = [offer for held in (one, *here) for offer in held.offers if offer.price]
        head = page.partition("Section: Sources")[0]
        if priced:
            assert "no price is on record" not in head, one.id
        assert ("no price is on record" in head) == (not one.offers and not here), one.id


def test_a_country_is_not_said_to_have_nothing_for_sci_where_a_clinic_of_it_has(full, tmp_path):
    said = "No offer on record here is stated to be for spinal cord injury"
    text = SMALL.read_text(encoding="utf-8")
    for indication, there in (("sci", False), ("shoulder", True)):
        path = tmp_path / f"{indication}.toml"
        mine = text.replace(
            'name = "Range stated for the country"\nindication = "sci"',
            'name = "Range stated for the country"\nindication = "shoulder"',
        )
        beta = mine.index('id = "beta-hospital"')
        path.write_text(mine[:beta] + mine[beta:].replace('"sci"', f'"{indication}"'), encoding="utf-8")
        assert (said in full("show", "turkey", data=path).stdout) is there


def test_a_clinic_without_a_price_on_record_has_no_price_and_never_zero_of_them(full):
    text = full("show", "panama", "-f", "plain").stdout
    rows = text.partition("Section: Clinics")[2].split("Clinic: ")
    assert any("Stem Cell Institute" in row and "no price on record" in row for row in rows)
    assert "0 prices" not in text


ROWS_NOT_HELD = ("Known harms", "Licence for", "Approved", "Evidence", "Trouble", "In conflict")


@pytest.fixture
def bare(tmp_path):
    """Return a list of one's own that holds one clinic and nothing that could be found of it."""
    data = tmp_path / "bare.toml"
    data.write_text(
        '[about]\nname = "my list"\nversion = "1"\nchecked = 2026-11-01\n\n[[sources]]\nid = "me"\nkind = "other"\n'
        'title = "What I heard"\npublisher = "Me"\nurl = "https://me.example"\npublished = "undated"\n'
        'retrieved = 2026-11-01\n\n[[clinics]]\nid = "mine"\nname = "Mine"\ncountry = "japan"\nsource = "me"\n',
        encoding="utf-8",
    )
    return data


class TestNotHeld:
    """What a list of one's own holds nothing of at all is not said to have been looked for in vain."""

    @pytest.mark.parametrize("more", [(), ("--full",)], ids=["short", "full"])
    @pytest.mark.parametrize("command", [("show", "jp"), ("compare", "jp")], ids=" ".join)
    def test_each_row_of_a_country_says_that_it_is_not_held(self, run, bare, command, more):
        text = run(*command, *more, "-f", "markdown", data=bare).stdout
        for row in ROWS_NOT_HELD:
            assert re.search(rf"\n\| {row}[^|]*\| (for SCI: )?not held in this dataset \|", text), row
        assert not re.search(r"nothing found|none found|nothing on record|is on record", text)

    @pytest.mark.parametrize("command", [("show", "mine"), ("compare", "mine"), ("summary", "mine")], ids=" ".join)
    def test_nothing_of_a_clinic_is_said_to_be_none(self, run, full, bare, command):
        for ask in (run, full):
            text = ask(*command, "-f", "plain", data=bare).stdout
            assert "not held in this dataset" in text
            assert not re.search(
                r"(?i)nothing found|none found|nothing on record|no study|no count|0 open|names? no", text
            )

    def test_many_side_by_side_are_not_counted_as_none(self, run, bare):
        text = run("compare", "jp", "mexico", "turkey", "colombia", "spain", "-f", "markdown", data=bare).stdout
        assert "| Japan | 1 | none | not held | not held | not held |" in text
        assert "claimed* 2025 | not held | not held |" in text

    def test_evidence_without_harms_says_so_beside_the_benefit(self, run, bare):
        done = run("evidence", data=bare)
        assert done.returncode == 1
        assert "this dataset holds no evidence" in done.stderr
        with bare.open("a", encoding="utf-8") as data:
            data.write('\n[[studies]]\nid = "one"\nname = "One"\nyear = 2020\ndesign = "single-arm"\noutcome = "O."\n')
            data.write('cells = ["msc"]\nlimits = "L."\nsource = "me"\n')
        text = run("evidence", "-f", "markdown", data=bare).stdout
        assert re.search(r"Known harms \| people \|\n.*\n\| not held in this dataset", text)
        assert "| 1 | not stated |" in text, "how many people a study had is not known, and never over 0"


def test_a_list_that_holds_no_harms_is_never_said_to_have_none_found(run, tmp_path):
    data = tmp_path / "own.jsonl"
    data.write_text('{"id":"one","name":"One","country":"mexico","source":"mine"}\n', encoding="utf-8")
    for command in (("show", "one"), ("compare", "one"), ("compare", "mexico")):
        text = run(*command, data=data).stdout
        assert "not held in this dataset" in text, command
        assert "none found" not in text.casefold(), command
        assert "nothing on record" not in text.casefold(), command


def test_a_large_figure_is_written_in_full():
    assert interval(Interval(low=1_234_567, high=1_234_567), "cells") == "1,234,567 cells"
    assert interval(Interval(low=0.5, high=2.0), "ml") == "0.5–2 ml"


def told(run, *names, width=80, data=None, form="table"):
    """Return the lines of the short depth."""
    return run("show", *names, "-f", form, data=data, COLUMNS=str(width)).stdout.splitlines()


class TestShort:
    """What fits a screen."""

    @pytest.mark.parametrize(
        ("name", "wanted"),
        [
            ("liv", ["none published", "€20,000 ≈ $23,030", "not stated", "claimed 2025", "conflict", "Known harms"]),
            ("mexico", ["$5,000 – $15,000", "claimed 2025", "COFEPRIS", "harms", "nothing found", "conflict"]),
        ],
    )
    def test_it_fits_a_screen_or_two_and_the_first_says_price_purpose_harm_and_conflict(self, run, name, wanted):
        lines = told(run, name)
        assert len(lines) <= 45
        first = "\n".join(lines[:24])
        assert [word for word in wanted if word not in first] == []

    def test_a_clinic_says_all_that_a_person_decides_on(self, run):
        text = "\n".join(told(run, "liv", form="plain"))
        rows = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)
        assert rows["Treats SCI"] == "not stated"
        assert rows["Known harms"] == "none found on record in Turkey"
        assert rows["Licence"] == "JCI, claimed; GMP, partly; Ministry of Health certificate, claimed"
        assert "Erdal Karaöz" in rows["People named"]
        assert "specialist physician examines and injects is not stated" in rows["People named"]
        assert rows["Dose"] == "umbilical-cord MSC 2 doses; rectal ozone 6 sessions"
        assert "intrathecal" in rows["Route, stay"]
        assert "accommodation" in rows["Nobody states"]
        assert "accommodation" not in rows["Included"]
        assert "FDA" in rows["Trouble"]
        assert "takes commission" in rows["Whose word"]

    def test_the_count_of_what_is_still_to_ask_is_that_of_the_checklist(self, run, shipped):
        asked = json.loads(run("checklist", "liv", "-f", "json").stdout)
        unknown = sum(one["answers"]["liv-ulus"]["answer"] == "unknown" for one in asked)
        text = "\n".join(told(run, "liv", form="plain"))
        assert f"Still to ask: {unknown} of {len(shipped.questions)} questions have no answer" in text

    def test_a_closed_clinic_says_so_before_anything_else(self, run, shipped):
        for clinic in (one for one in shipped.clinics if one.gone):
            lines = told(run, clinic.id)
            assert lines[2].startswith(f"! {clinic.standing.state.capitalize()}"), clinic.id

    def test_a_closed_clinic_says_what_it_gave_and_what_was_studied_of_it(self, run):
        text = told(run, "stemgenex", form="plain")
        assert "Route, stay: intravenous; spinal canal" in text
        assert "no study of such cells is on record" not in "\n".join(text)

    def test_a_country_whose_clinics_publish_a_price_for_it_is_not_said_to_have_none(self, run):
        assert "none published" not in "\n".join(told(run, "japan", form="plain"))
        assert "none published" in "\n".join(told(run, "india", form="plain"))

    @pytest.mark.parametrize("more", [(), ("--full",)], ids=["short", "full"])
    def test_what_closed_clinics_published_is_said_with_the_command_that_shows_it(self, run, more):
        one = " ".join("\n".join(told(run, "costa-rica", *more)).split())
        assert "No open clinic on record there publishes a price; 1 closed clinic published prices" in one
        assert "none published" not in one
        assert "none by open clinics" in one
        assert "$30,000" in run("show", "icm-costa-rica").stdout
        several = " ".join("\n".join(told(run, "usa", *more)).split())
        assert "2 closed clinics published prices stemfind filter --country usa --standing closed" in several
        assert "none published" in several, "neither of their prices is for SCI"

    def test_names_that_hold_a_comma_are_parted_by_another_mark(self, run):
        assert "No price published: Swiss Medica · Marić, Alfa Medika" in told(run, "serbia")

    def test_clinics_that_have_no_room_are_a_command_away(self, run, shipped):
        assert "and 1 more stemfind why india clinics" in " ".join(" ".join(told(run, "india")).split())
        said = run("why", "india", "clinics", "-f", "plain").stdout
        assert all(clinic.name in said for clinic in shipped.clinics if clinic.country == "india")

    def test_each_dose_is_said_once(self, run):
        assert "\n".join(told(run, "stemirac-sapporo")).count("about 50–200 million cells") == 1

    def test_a_country_has_its_article_where_it_ends_a_sentence_s_clause(self, run):
        assert "Clinic in the Dominican Republic" in told(run, "medra")
        assert told(run, "Dubai")[0] == "The United Arab Emirates: not on record"
        assert run("filter", "-c", "usa", "-f", "table").stdout.startswith("1 clinic in the United States: ")

    def test_an_offer_for_sci_says_that_it_is_treated(self, run):
        assert "Treats SCI     an offer for spinal cord injury is on record" in told(run, "sion")
        said = run("why", "sion", "treats sci", "-f", "plain").stdout
        assert "An offer for spinal cord injury is on record: Treatment without charge" in said

    def test_an_allegation_stands_with_its_status_and_what_came_of_it(self, run):
        text = " ".join("\n".join(told(run, "giostar")).split())
        assert "dismissed the suit on jurisdiction" in text
        assert "none found on record" in " ".join(told(run, "reju", form="plain"))

    def test_a_seller_who_says_that_no_harm_came_has_no_trouble_for_it(self, run):
        assert "Trouble: none found on record" in told(run, "health-center-baja", form="plain")

    def test_a_country_without_a_regulator_on_record_names_the_register_that_the_guide_has(self, run):
        text = " ".join(run("show", "thailand", "-f", "table", COLUMNS="80").stdout.split())
        assert "To check Medical Council of Thailand: Whether a doctor is licensed" in text

    def test_each_price_of_a_country_s_clinics_stands_with_what_it_is_for(self, run):
        text = "\n".join(told(run, "mexico", form="plain"))
        assert "about $3,000 (shoulder); from $3,000 (not stated)" in text
        assert "None of the 12 prices of its clinics is for SCI" in text

    @pytest.mark.parametrize("name", ["vietnam", "canada", "mexico", "puhua"])
    def test_the_source_of_every_price_on_the_first_screen_is_among_its_sources(self, run, shipped, name):
        short, listed = (run("show", name, *more, "-f", "plain").stdout for more in ((), ("--sources",)))
        assert "$20,000 to $100,000" in short
        assert "Bookimed" in listed
        clinics = [one for one in shipped.clinics if one.country == name and not one.gone]
        for offer in (offer for one in clinics for offer in one.offers if offer.price):
            assert all(shipped.source(source).title in listed for source in offer.sources), offer.id

    def test_no_footnote_and_no_address_but_the_way_to_both(self, run):
        for name in ("liv", "mexico", "europe"):
            text = "\n".join(told(run, name))
            assert not re.search(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]|https?://", text), name
            assert "--sources" in text
            assert "--full" in text

    def test_every_record_is_short_and_none_breaks_an_amount(self, run, shipped):
        everyone = [one.id for one in (*shipped.countries, *shipped.clinics, *shipped.benchmarks)]
        for width in (80, 30) if FULL else (80,):
            for name in everyone if FULL else everyone[::7]:
                lines = told(run, name, width=width)
                assert max(map(len, lines)) <= width, (name, width)
                assert width < 80 or len(lines) <= 65, name

    def test_commands_that_it_names_work(self, run):
        for name in ("liv-ulus", "mexico", "xcell-center", "neurogen", "japan"):
            shown = run("show", name, "-f", "markdown").stdout
            commands = re.findall(r"`stemfind ((?:why|checklist|trials)[^`]*)`", shown)
            assert len(commands) > 2, name
            for command in commands:
                assert run(*command.split()).returncode == 0, command

    def test_a_lowest_price_that_is_roughly_known_reads_as_one(self, run):
        assert "price, in USD: from about $8,000" in "\n".join(told(run, "novastem", form="plain"))


@pytest.mark.parametrize("who", ["usa", "puhua", "panama"])
def test_no_rate_is_told_where_no_amount_was_converted(run, who):
    shown = run("show", who, "--full", "-f", "plain").stdout
    assert "converted: 1" not in shown


def test_what_is_said_begins_with_trouble(run):
    shown = run("show", "mexico", "--full", "-f", "plain").stdout
    said = shown.partition("Section: What is said, and how far it holds\n")[2].splitlines()
    assert said[0].startswith("Caution: official action: In December 2015 COFEPRIS suspended")
    assert shown.count("COFEPRIS suspended, with seals") == 1


def test_a_harm_says_that_its_date_is_that_of_a_report(run):
    shown = run("show", "mexico", "--full", "-f", "plain").stdout
    assert "Baja California, 2022 (reported 2023): " in shown


def test_a_clinic_s_price_on_the_whole_page_of_its_country_has_its_whole_date(run):
    shown = run("show", "mexico", "--full", "-f", "plain").stdout
    assert re.search(r"up to \$30,000 \(not stated\), claimed \(source \d+\) Jan 2013, old", shown)


def test_a_word_that_is_too_long_for_a_page_may_be_broken_there(run, tmp_path):
    path = tmp_path / "long.toml"
    path.write_text(SMALL.read_text(encoding="utf-8").replace("One session.", "Z" * 60), encoding="utf-8")
    page = run("show", "europe", "-f", "html", data=path).stdout
    assert f'class="long"><div>{"Z" * 60}' in page


@pytest.mark.parametrize(
    "typed",
    [
        ("show", "xcell"), ("show", "xcell", "--full"), ("compare", "xcell", "liv", "--full"),
        ("evidence", "--kind", "action"), ("evidence", "--kind", "action", "xcell"),
        ("filter", "--flag", "enforcement", "--standing", "closed", "--full"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_an_authority_did_is_called_the_same_everywhere(run, typed):
    shown = run(*typed, "-f", "plain").stdout
    assert "official action" in shown
    assert ": enforcement" not in shown  # the key that `why` takes as well
    assert "act of an authority" not in shown


def test_a_go_between_that_is_named_twice_is_still_no_record(run):
    assert run("show", "bookimed").returncode == run("show", "Bookimed", "bookimed").returncode == 1


def test_an_old_price_is_called_old_in_the_table_of_offers_too(run):
    offers = run("show", "beike", "--full", "-f", "plain").stdout.partition("Offers")[2]
    assert "claimed (source 3) Jan 2008, old" in offers
