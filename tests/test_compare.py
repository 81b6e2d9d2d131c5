import datetime as dt
import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from stemfind.commands.compare.page import comparison_document
from stemfind.commands.compare.result import comparison_values
from stemfind.commands.why.result import find_facts
from stemfind.document.parts import Table, Text
from stemfind.model.clinic import Clinic, Course, Offer, Price, Standing
from stemfind.model.evidence import Harm, Study
from stemfind.model.money import Exchange
from stemfind.model.profile import Inclusion, comparison_of
from stemfind.model.subject import find
from stemfind.model.term import Term
from stemfind.model.trial import Trial
from stemfind.render.values import to_json

ANY_STANDING = [part for state in ("operating", "unknown", "closed", "stopped") for part in ("--standing", state)]
STOPPED = Standing(state="stopped", dated="2020", source="journal")


def compared(dataset, *names):
    exchange = Exchange(dataset.rates)
    comparison = comparison_of(dataset, [find(dataset, name) for name in names], exchange)
    return comparison, comparison_document(comparison, dataset, exchange)


def profile(dataset, name):
    (found,) = compared(dataset, name)[0].profiles
    return found


def clinic(identity, **more):
    return Clinic(**{"id": identity, "name": identity, "country": "turkey", "source": f"says-{identity}", **more})


def tables(document):
    return {table.caption: table for table in document.blocks if isinstance(table, Table)}


def said(lines):
    return " / ".join("".join(run.text for run in line) for line in lines)


def cell(document, title, column):
    rows = (row for table in tables(document).values() for row in table.rows)
    return said(next(row for row in rows if said(row.cells[0]) == title).cells[column])


def others(document):
    """What is said of the prices that are not for SCI."""
    return next(block for block in document.blocks if isinstance(block, Text)).lines


def test_more_rows_say_what_is_known_than_what_is_said_and_stand_before_them(shipped):
    for names in (("mexico", "turkey"), ("liv", "giostar"), ("europe", "colombia", "reju")):
        held = tables(compared(shipped, *names)[1])
        assert [caption for caption in held if caption.startswith("What is")] == ["What is known", "What is said"]
        assert len(held["What is known"].rows) > len(held["What is said"].rows)
        assert said(held["What is known"].rows[0].cells[0]) == "Known harms"


def test_a_countrys_other_prices_are_never_shown_as_sci(small):
    _, document = compared(small, "mexico", "turkey")
    table = tables(document)["Published prices"]
    assert table.heading == "Price for SCI"
    assert "$3,000" not in "".join(said(cell) for row in table.rows for cell in row.cells)
    assert said(others(document)[:1]) == (
        "! Clinics in Mexico publish 2 prices, claimed, not for SCI but for: shoulder joint · condition not stated"
    )


def test_prices_for_other_things_carry_the_status_that_each_has(shipped):
    comparison, document = compared(shipped, "china", "mexico")
    for line, profile in zip(others(document), comparison.profiles, strict=True):
        statuses = {price.offer.status for price in profile.other}
        words = ("claimed", "supported", "partly", "contradicted")
        assert {word for word in words if word in said([line])} == statuses
        refs = {number for run in line for number in run.refs}
        assert refs
    assert {price.offer.status for profile in comparison.profiles for price in profile.other} == {"claimed", "partly"}


def test_closed_clinics_are_counted_apart_and_their_prices_left_out(small):
    comparison, document = compared(small, "mexico")
    assert "1 closed or stopped" in cell(document, "On record", 1)
    assert "closed-one" not in {price.owner for price in comparison.profiles[0].prices}


def test_a_closed_clinic_says_so_first(small):
    _, document = compared(small, "closed-one", "europe")
    assert cell(document, "Standing", 1).startswith("closed, Jun 2010")
    assert document.blocks[0] is tables(document)["Whether it treats people"]


@pytest.mark.parametrize("others", [(), ("liv",), ("liv", "giostar", "juventa", "medipol")], ids=len)
def test_a_closed_clinic_says_so_on_the_first_screen_too(run, others):
    text = " ".join(run("compare", "icm", *others, "-f", "plain").stdout.split())
    assert "ICM, Costa Rica (closed Jun 2010)" in text


def test_a_name_that_says_itself_that_its_clinic_has_closed_says_so_once(run):
    assert "XCell-Center (closed 21 Apr 2011)" in run("compare", "xcell", "-f", "markdown").stdout
    assert "(closed)" not in run("compare", "xcell", "-f", "markdown").stdout


def test_what_closed_clinics_published_is_said_where_a_country_has_no_price(run, full):
    text = run("compare", "costa-rica", "usa", "-f", "markdown").stdout
    assert "| **Costa Rica** | none by open clinics |" in text
    assert "| **United States** | none published |" in text
    assert "Costa Rica: 1 closed clinic published prices  `stemfind show icm-costa-rica`" in text
    text = full("compare", "costa-rica", "serbia", "-f", "markdown").stdout
    assert "No price is published for anything but SCI: Serbia" in text
    counted = "Not counted: 5 closed or stopped clinics published prices"
    assert (
        f"{counted}  `stemfind filter --standing closed --standing stopped`" in run("compare", "-f", "markdown").stdout
    )


def test_an_inclusion_has_a_tick_only_where_it_is_stated(small):
    _, document = compared(small, "mexico", "turkey")
    matrix = tables(document)["Said to be included"]
    words = {said(row.cells[0]): [said(c) for c in row.cells[1:]] for row in matrix.rows}
    assert words == {"Airport transfers": ["✓ 1", "not stated"]}
    assert [said(block.lines) for block in document.blocks if isinstance(block, Text)][-1:] == [
        "Nobody states: rehabilitation."
    ]


def test_the_european_range_is_drawn_beside_prices_that_are_compared(small):
    _, document = compared(small, "mexico")
    spans = [row.span for row in tables(document)["Published prices"].rows]
    assert [(span.low, span.high) for span in spans] == [(5000, 15000), (20000, 100000)]


def test_every_footnote_number_has_a_source(shipped):
    _, document = compared(shipped, "mexico", "turkey", "colombia", "giostar")
    rows = [row for table in tables(document).values() for row in table.rows]
    used = {n for row in rows for c in row.cells for line in c for run in line for n in run.refs}
    assert used | {n for line in others(document) for run in line for n in run.refs} == {
        reference.number for reference in document.references
    }
    assert [r.number for r in document.references] == list(range(1, len(document.references) + 1))


def test_compare_in_json_holds_what_its_golden_page_holds(small):
    comparison, _ = compared(small, "mexico", "turkey", "hostile")
    golden = Path(__file__).parent / "golden" / "compare-json.txt"
    assert to_json(comparison_values(comparison)) == golden.read_text(encoding="utf-8")


def test_a_closed_clinic_in_json_says_its_standing_and_a_benchmark_has_none(small):
    closed, europe = comparison_values(compared(small, "closed-one", "europe")[0])["subjects"]
    assert closed["standing"].state == "closed"
    assert closed["prices"][0]["old"] is True
    assert (europe["standing"], europe["not_known"], europe["clinics"]) == (None, None, [])
    (beta,) = comparison_values(compared(small, "beta")[0])["subjects"]
    assert [held.term for held in beta["accreditations"]] == ["jci"]
    assert (beta["cells"], beta["routes"]) == (("msc",), ("intrathecal",))
    assert (beta["prices"][0]["currency"], beta["prices"][0]["low_usd"]) == ("EUR", 23030)


def test_a_price_is_old_or_not_on_the_day_that_is_asked_for(small):
    offer = Offer(id="o", name="O", indication="sci", source="seller", dated="undated",
                  price=Price(low=1, high=1, currency="USD", unit="session"))  # fmt: skip
    offers = (offer, replace(offer, id="p", dated="2024"), replace(offer, id="q", dated=None))
    dataset = replace(small, clinics=(clinic("one", offers=offers),))

    def old(as_of):
        found = comparison_of(dataset, dataset.clinics, Exchange(()), as_of)
        return [price.old for price in found.profiles[0].prices]

    assert old(dt.date(2025, 12, 31)) == [None, False, False]
    assert old(dt.date(2026, 1, 1)) == old(None) == [None, True, False]


def test_each_kind_of_subject_has_its_own_place(small):
    kinds = {name: profile(small, name).kind for name in ("mexico", "alpha", "europe")}
    assert kinds == {"mexico": "country", "alpha": "clinic", "europe": "benchmark"}
    agencies = {name: [r.id for r in profile(small, name).regulators] for name in ("mexico", "alpha", "beta", "europe")}
    assert agencies == {"mexico": ["mexico-agency"], "alpha": ["mexico-agency"], "beta": [], "europe": []}


def test_claims_and_conflicts_are_a_subjects_own_and_those_of_its_clinics_stand_apart(small):
    names = ("mexico", "turkey", "alpha")
    claims = {name: [claim.id for claim in profile(small, name).claims] for name in names}
    assert claims == {"mexico": ["mexico-saving"], "turkey": [], "alpha": ["alpha-experience"]}
    conflicts = {name: [conflict.id for conflict in profile(small, name).conflicts] for name in names}
    assert conflicts == {"mexico": [], "turkey": [], "alpha": ["alpha-city"]}
    apart = {name: [conflict.id for conflict in profile(small, name).clinic_conflicts] for name in names}
    assert apart == {"mexico": ["alpha-city"], "turkey": [], "alpha": []}, "each is counted once"


def test_every_command_counts_the_same_conflicts_and_prices_of_each_clinic_and_country(shipped, run):
    everyone = [record.id for record in (*shipped.countries, *shipped.clinics, *shipped.benchmarks)]
    rows = json.loads(run("filter", *ANY_STANDING, "-f", "json").stdout)
    listed = {row["id"]: row["conflicts"] for row in rows}
    assert len(rows) == len(shipped.clinics)
    compared_ = json.loads(run("compare", *everyone, "-f", "json").stdout)["subjects"]
    shown = json.loads(run("show", *everyone, "-f", "json").stdout)
    for side, record in zip(compared_, shown, strict=True):
        identity = record["id"]
        conflicts = [conflict["id"] for conflict in side["conflicts"]]
        assert conflicts == record.get("conflicts", []), identity
        assert conflicts == listed.get(identity, conflicts), identity
        theirs = [conflict["id"] for conflict in side["clinic_conflicts"]]
        assert [*conflicts, *theirs] == [c.id for c in find_facts(shipped, find(shipped, identity)).conflicts], identity
        own = [price["offer"] for price in side["prices"] if price["owner"] == identity]
        assert own == [offer["id"] for offer in record["offers"] if offer["price"]], identity


def test_filter_compare_and_show_say_one_number_of_conflicts_for_liv_and_medipol(run, full):
    for name in ("liv", "medipol"):
        for ask in (run, full):
            assert "| 12 |" in ask("filter", name, "-f", "markdown").stdout.replace("**", "")
        assert "! 12" in run("compare", name, "-f", "markdown").stdout.replace("**", "")
        text = full("show", name, "-f", "plain").stdout
        assert text.partition("Section: In conflict")[2].partition("Section:")[0].count("Caution: ") == 12


def test_harms_and_open_trials_are_those_of_ones_country(small):
    def trial(identity, **more):
        return Trial(id=identity, registry_id=identity, name=identity, status="unknown", status_date="2026",
                     gives="cells", url="https://registry.example", source="journal", **more)  # fmt: skip

    dataset = replace(
        small,
        harms=tuple(
            Harm(id=f"{place}-harm", name="Harm", says="Harm.", kind="mass", dated="2020", countries=(place,),
                 source="journal")
            for place in ("mexico", "turkey")
        ),
        trials=(
            trial("fits", open=True, countries=("mexico",)), trial("elsewhere", open=True, countries=("turkey",)),
            trial("closed", countries=("mexico",)), trial("paid", open=True, pays=True, countries=("mexico",)),
        ),
    )  # fmt: skip
    for name in ("mexico", "alpha"):
        found = profile(dataset, name)
        assert [harm.id for harm in found.harms] == ["mexico-harm"]
        assert [one.id for one in found.trials] == ["fits"]


def test_a_study_counts_where_it_gave_the_cells_that_are_sold_or_a_near_kind(small):
    """Nearly everything is a stromal cell: to share only that says too little."""

    def study(identity, *cells, **more):
        held = {"design": "controlled", "year": 2020, "outcome": "O", "limits": "L", "source": "journal", **more}
        return Study(id=identity, name=identity, cells=cells, **held)

    dataset = replace(
        small,
        terms=(
            *small.terms,
            Term(id="wj-msc", kind="cells", label="Wharton's jelly", definition="D", broader="uc-msc"),
            Term(id="bm-msc", kind="cells", label="Bone marrow", definition="D", broader="msc"),
            Term(id="odd", kind="cells", label="Odd", definition="D", broader="odd"),
        ),
        studies=(
            study("same", "wj-msc"), study("kind", "uc-msc"), study("broad", "msc"), study("other", "bm-msc"),
            study("survey", "uc-msc", design="survey"), study("arm", "uc-msc", design="single-arm"),
            study("odd", "odd"),
        ),
        clinics=(
            clinic("narrow", general=Course(cells=("wj-msc",))), clinic("broad", general=Course(cells=("msc",))),
            clinic("odd", general=Course(cells=("odd",))), clinic("silent"),
            clinic("gone", general=Course(cells=("bm-msc",)), standing=STOPPED),
        ),
    )  # fmt: skip
    studies = {name: [s.id for s in profile(dataset, name).studies] for name in ("narrow", "broad", "odd", "silent")}
    assert studies == {"narrow": ["same", "kind", "arm"], "broad": ["broad"], "odd": ["odd"], "silent": []}
    assert [s.id for s in profile(dataset, "gone").studies] == ["other"]
    assert profile(dataset, "gone").cells == ("bm-msc",)
    assert "other" not in {s.id for s in profile(dataset, "turkey").studies}
    assert [s.id for s in profile(dataset, "narrow").controlled] == ["same", "kind"]


def test_an_inclusion_is_counted_among_the_clinics_that_still_treat(small):
    dataset = replace(
        small,
        clinics=(
            clinic("yes", general=Course(includes=("rehabilitation",))),
            clinic("no", general=Course(excludes=("rehabilitation",))),
            clinic("both", general=Course(includes=("rehabilitation",), excludes=("rehabilitation",))),
            clinic("silent"),
            clinic("gone", general=Course(includes=("rehabilitation",)), standing=STOPPED),
        ),
    )
    sources = ("says-yes", "says-no", "says-both")
    assert profile(dataset, "turkey").inclusions == {"rehabilitation": Inclusion(2, 1, 4, sources)}
    assert profile(dataset, "gone").inclusions == {"rehabilitation": Inclusion(1, 0, 1, ("says-gone",))}


@pytest.mark.parametrize(
    ("names", "shown", "silent"),
    [
        (("mexico", "turkey"), ("airport-transfers",), ("rehabilitation",)),
        (("turkey",), (), ("airport-transfers", "rehabilitation")),
        (("one",), ("rehabilitation", "consultation", "ozone"), ("airport-transfers",)),
    ],
)
def test_extras_that_nobody_states_are_told_and_others_where_somebody_does(small, names, shown, silent):
    held = (("consultation", "usual"), ("scan", "usual"), ("ozone", "add-on"))
    terms = (Term(id=one, kind="inclusion", label=one, definition=one, group=group) for one, group in held)
    one = clinic("one", country="italy", general=Course(includes=("ozone", "consultation", "rehabilitation")))
    dataset = replace(small, terms=(*small.terms, *terms), clinics=(*small.clinics, one))
    comparison, document = compared(dataset, *names)
    assert comparison.inclusions == shown
    assert comparison.silent == silent
    nobody = ", ".join(dataset.label(term).lower() for term in silent)
    for blocks in (document.blocks, document.short):
        assert f"Nobody states: {nobody}." in "".join(said(one.lines) for one in blocks if isinstance(one, Text))


def test_where_all_that_could_be_included_is_stated_nothing_is_said_to_be_missing(small):
    one = clinic("one", general=Course(includes=("airport-transfers", "rehabilitation")))
    comparison, document = compared(replace(small, clinics=(one,)), "one")
    assert (comparison.inclusions, comparison.silent) == (("airport-transfers", "rehabilitation"), ())
    for blocks in (document.blocks, document.short):
        told = "".join(said(block.lines) for block in blocks if isinstance(block, Text))
        assert "Nobody states" not in told
        assert "stated: --full" not in told


def test_a_countrys_profile_speaks_of_the_clinics_that_still_treat(small):
    found = profile(small, "mexico")
    assert [c.id for c in found.clinics] == ["alpha", "closed-one", "hostile"]
    assert [c.id for c in found.standing_clinics] == ["alpha", "hostile"]
    assert [c.id for c in found.publishing] == ["alpha"]
    assert [person.name for person in found.team] == ["Dr. A. Example"]
    assert [price.offer.id for price in found.sci] == ["stated-range"]
    assert [price.offer.id for price in found.other] == ["shoulder", "others"]


def test_the_same_subject_named_twice_is_compared_once(small):
    assert [found.id for found in compared(small, "mx", "alpha", "Mexico")[0].profiles] == ["mexico", "alpha"]


def test_what_a_package_excludes_is_no_tick_and_no_silence(small):
    held = Course(excludes=("rehabilitation",))
    dataset = replace(small, clinics=(clinic("one", general=held), clinic("two", country="mexico")))
    _, document = compared(dataset, "one", "two")
    assert cell(document, "Rehabilitation", 1) == "excluded by 1"
    assert cell(document, "Rehabilitation", 2) == "not stated"


def test_a_list_without_studies_finds_no_number_of_them(small):
    """No study is held there: that none was found would be a finding."""
    harms = (Harm(id="h", name="H", says="H.", kind="mass", dated="2020", source="journal"),)
    one = clinic("one", general=Course(cells=("msc",)))
    _, document = compared(replace(small, studies=(), harms=harms, clinics=(one,)), "one")
    assert cell(document, "Evidence", 1) == "not held in this dataset"


def test_the_first_screen_counts_the_trouble_that_evidence_lists(run, shipped):
    told = json.loads(run("evidence", "--kind", "action", "-f", "json").stdout)
    about = [record["about"] for record in told]
    clinics = [clinic.id for clinic in shipped.clinics if clinic.country == "mexico"]
    first = run("compare", "mexico", "giostar", "-f", "table", COLUMNS="80").stdout.splitlines()[:24]
    (row,) = [one for one in first if one.startswith("Trouble")]
    assert f"! {about.count('mexico')}, of its clinics {sum(map(about.count, clinics))}" in row
    assert f"! {about.count('giostar')}  " in row
    alone = run("compare", "panama", "-f", "plain").stdout
    assert re.search(r"^What is known: Trouble\n  Panama: none found on record$", alone, re.MULTILINE)


def test_what_is_approved_has_its_sources_on_the_whole_page(run):
    text = run("compare", "japan", "--full", "-f", "plain").stdout
    assert re.search(r"Stemirac, on conditions, [A-Z][a-z]+ \d{4} \(sources? \d", text)


def test_the_whole_page_calls_what_is_not_known_so_and_each_price_by_the_same_words(run):
    countries = run("compare", "mexico", "turkey", "--full", "-f", "plain").stdout
    assert "What is known: Still not known\n" in countries
    clinics = run("compare", "liv", "giostar", "--full", "-f", "plain").stdout
    assert "What is known: Independent record\n" in clinics
    assert "for: SCI\n" not in clinics
    assert "for: spinal cord injury\n" in clinics


def test_no_rate_is_told_of_prices_that_are_only_counted(run):
    shown = run("compare", "india", "turkey", "--full", "-f", "plain").stdout
    assert "converted: 1 JPY" in shown
    assert "INR" not in shown


def test_a_region_and_a_product_are_not_said_to_have_done_no_harm(run):
    for depth in ((), ("--full",)):
        shown = run("compare", "liv", "europe", *depth, "-f", "plain").stdout
        assert "Europe: none found on record" not in shown
        assert shown.count("Europe: not counted here") == 3
        assert "Stemirac (Japan): none found" not in run("compare", "liv", "stemirac", *depth, "-f", "plain").stdout


def test_of_whom_nothing_is_stated_to_be_included_is_said_in_one_line(run):
    shown = run("compare", "--full", "-f", "plain").stdout
    included = shown.partition("Section: Said to be included\n")[2]
    assert "Colombia, 2 clinics" not in included
    assert "\nNothing is stated to be included, or not: Colombia; Spain; " in included
    assert "✓ 1, 1 excludes it" in run("compare", "--full", "-f", "markdown").stdout.replace("**", "")
