"""The whole trip, the letter, the answers that come back, and other languages."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import SMALL
from stemfind.commands.estimate.result import MoneyRange, Plan, whole_trip
from stemfind.document.phrases import PHRASES
from stemfind.model.money import Exchange
from stemfind.model.subject import find

AMOUNTS = st.builds(lambda low, more: MoneyRange(low, low + more), st.integers(0, 10**6), st.integers(0, 10**6))


def reckoned(dataset, name, **figures):
    return whole_trip(dataset, find(dataset, name), Plan(**figures), Exchange(dataset.rates))


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(AMOUNTS, AMOUNTS, st.floats(0, 1), st.floats(0, 1))
def test_a_sum_of_ranges_holds_every_sum_of_their_members(one, other, here, there):
    inside = one.low + here * (one.high - one.low) + other.low + there * (other.high - other.low)
    total = one + other
    assert total.low - 1e-6 <= inside <= total.high + 1e-6


def test_the_cost_of_a_trip_to_a_clinic_that_has_closed_says_so_first(run, full):
    for ask in (run, full):
        text = ask("estimate", "icm", "-f", "markdown").stdout
        assert text.startswith("# The whole trip: Institute for Cellular Medicine\n\n**! Closed, Jun 2010")


def test_an_open_end_leaves_the_sum_open():
    assert (MoneyRange(1, None) + MoneyRange(2, 3)) == MoneyRange(3, None)
    assert MoneyRange(2, None).times(3) == MoneyRange(6, None)


def test_so_many_times_an_amount_is_told_to_the_cent():
    assert MoneyRange(0.333, 0.335).times(3) == MoneyRange(1, 1.01)


def test_the_price_is_marked_as_published_or_converted_and_ones_own_as_yours(small):
    found = reckoned(small, "beta", flight=MoneyRange(600, 900))
    kinds = {part.label.split(":")[0]: part.kind for part in found.lines}
    assert kinds["treatment"] == "converted"
    assert kinds["flight"] == "yours"
    assert found.total == MoneyRange(23630, 23930)
    assert reckoned(small, "alpha").lines[0].kind == "published"


def test_what_is_stated_as_included_is_not_counted_twice(shipped):
    found = reckoned(shipped, "juventa", nights=7, hotel=MoneyRange(100, 100))
    hotel = next(part for part in found.lines if part.label == "hotel")
    assert hotel.amount == MoneyRange(300, 400), "3 to 4 of the 7 nights are in the package"
    assert next(part for part in found.lines if part.label == "airport transfers").kind == "included"


def test_what_has_no_figure_stays_open_and_the_total_says_at_least(small, run):
    found = reckoned(small, "beta")
    assert found.at_least
    assert {"flight", "rehabilitation", "companion"} <= {part.label for part in found.open}
    assert "at least" in run("estimate", "beta", data=SMALL).stdout


def test_a_clinic_without_a_price_has_an_open_treatment(small):
    found = reckoned(small, "gamma")
    assert found.lines[0].kind == "open"
    assert found.total is None


def test_a_price_for_something_else_says_so(full):
    text = full("estimate", "juventa", "-f", "plain").stdout
    assert "not for spinal cord injury" in text


def test_a_price_that_is_about_stays_about_in_the_total(shipped, full):
    assert reckoned(shipped, "liv").approximate
    assert not reckoned(shipped, "chiseikai").approximate
    text = full("estimate", "liv", "--flight", "600", "-f", "plain").stdout
    assert "about $23,030, converted" in text
    assert "about €20,000" in text
    assert "at least about $23,630" in text
    assert ": , included" not in text, "a status alone needs no comma before it"


def test_an_old_price_is_called_old_at_both_depths(run):
    for depth, told in (((), "claimed 2011, old"), (("--full",), "claimed May 2011, old")):
        assert told in run("estimate", "xcell-center", *depth, "-f", "plain").stdout
    assert ", old" not in run("estimate", "liv", "-f", "plain").stdout


def test_a_lowest_price_that_is_not_stated_is_never_zero(run):
    text = run("estimate", "xcell-center", "-f", "plain").stdout
    assert "up to $" in text
    assert "$0" not in text


def test_sessions_multiply_a_price_that_is_for_one(shipped):
    one = reckoned(shipped, "chiseikai")
    three = reckoned(shipped, "chiseikai", sessions=3)
    assert three.total.low == pytest.approx(3 * one.total.low)


@pytest.mark.parametrize("wrong", ["cheap", "-5", "900-100", "XYZ 5", "", "1e9"])
def test_a_wrong_amount_is_one_line(run, wrong):
    done = run("estimate", "liv", f"--flight={wrong}")
    assert done.returncode in (2, 3)
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("given_", "usd"), [("900", 900), ("EUR 800", 921.2), ("€800", 921.2), ("800 eur", 921.2), ("1,200", 1200)]
)
def test_amounts_are_read_as_people_write_them(run, given_, usd):
    lines = json.loads(run("estimate", "liv", "--flight", given_, "-f", "json").stdout)[0]["lines"]
    flight = next(part for part in lines if part["label"] == "flight")
    assert flight["amount"]["low"] == pytest.approx(usd)


MATTERS_MOST = {
    "full-price", "licence-scope", "product-name", "protocol", "doctor-in-charge", "emergency", "team-around-me",
    "own-results", "published-results", "refund",
}  # fmt: skip


@pytest.mark.parametrize("name", ["liv", "puhua", "sion-hospital-mumbai", "stemirac-sapporo", "huang"])
def test_the_letter_asks_all_that_is_not_answered_in_full(run, name):
    asked = json.loads(run("letter", name, "-f", "json").stdout)
    listed = json.loads(run("checklist", name, "-f", "json").stdout)
    answers = {question["id"]: next(iter(question["answers"].values()))["answer"] for question in listed}
    assert asked == [identity for identity, answer in answers.items() if answer != "answered"]
    assert set(asked) >= MATTERS_MOST


def test_the_letter_quotes_what_is_known_who_says_it_and_when(run):
    text = run("letter", "puhua", "-f", "plain").stdout
    price = text.partition("What is the full price in one currency")[2].splitlines()[1]
    assert price.startswith(
        "  reported by Associated Press, in the Statesboro Herald, 2008-01: The Associated Press wrote"
    )
    text = run("letter", "liv", "-f", "plain").stdout
    assert "published by you or another seller (Bookimed, 2025-06-20): It was the first in Turkey to meet GMP" in text
    assert "(borne out in part: Literatür Aktüel, no date; Kenthaber, no date)" in text
    text = run("letter", "nc1-puerta", "-f", "plain").stdout
    assert "about 15,000 EUR a person. (contradicted: " in text
    assert "a price is published for SCI: NC1, whole treatment, 21,577 EUR" in text


@pytest.mark.parametrize(
    ("lang", "frame"),
    [("es", "publicado por ustedes o por otro vendedor (Bookimed, 2025-06-20): "),
     ("tr", "sizin ya da başka bir satıcının yayımladığı (Bookimed, 2025-06-20): ")],
)  # fmt: skip
def test_in_another_language_the_quote_stands_as_it_is_and_is_marked_as_english(run, full, lang, frame):
    page = run("letter", "liv", "--lang", lang, "-f", "html").stdout
    assert f'{frame}<span lang="en">It was the first in Turkey to meet GMP standards.</span>' in page
    assert '<span lang="en">' not in run("letter", "liv", "-f", "html").stdout
    listed = full("checklist", "liv", "--lang", lang, "-f", "html").stdout
    assert '<span lang="en">It was the first in Turkey to meet GMP standards.</span>' in listed


ALONE = """[about]
name = "mine"
version = "1"
checked = 2026-11-22
[[clinics]]
id = "alpha"
name = "Alpha"
country = "turkey"
source = "bookimed-article"
"""
OWN = """[[question_groups]]
id = "mine"
title = "Mine"
[[questions]]
id = "lift"
group = "{group}"
asks = "Is there a lift?"
why = "Stairs."
clear = "Yes."
vague = "Mostly."
fields = ["lift"]
"""
FULLY = """answer_needs = ["yes-no"]
[[claims]]
id = "alpha-lift"
about = "alpha"
field = "lift"
says = "There is a lift."
status = "supported"
source = "oecd"
dated = "2026-11"
holds = ["yes-no"]
"""


@pytest.fixture
def own(tmp_path, shipped):
    """Return a function that writes a dataset of one's own."""
    independent = next(source.id for source in shipped.sources if source.independent)

    def write(*more):
        file = tmp_path / "base.toml"
        file.write_text(ALONE + "".join(more).replace("oecd", independent), encoding="utf-8")
        return file

    return write


def test_a_list_of_ones_own_without_questions_is_held_against_the_bundled_ones(run, full, own, shipped):
    done = run("checklist", "alpha", "--require", "answered", "-f", "ids", data=own())
    assert done.returncode == 4
    assert done.stdout.split() == [question.id for question in shipped.questions]
    assert "57 questions are not answered: alpha approved-anywhere" in done.stderr
    letter = run("letter", "alpha", "-f", "plain", data=own()).stdout
    assert "57. " in letter
    assert "licence" not in run("letter", "alpha", "--lang", "es", "-f", "plain", data=own()).stdout
    assert "https://" in full("checklist", data=own()).stdout, "what they rest on comes along"


def test_questions_of_ones_own_stand_alone_and_may_use_a_bundled_group(run, own):
    data = own(OWN.format(group="mine"), FULLY)
    assert run("checklist", "-f", "ids", data=data).stdout == "lift\n"
    done = run("checklist", "alpha", "--require", "answered", data=data)
    assert (done.returncode, done.stderr) == (0, "")
    bundled = own(OWN.partition("[[questions]]")[1] + OWN.partition("[[questions]]")[2].format(group="money"))
    text = run("checklist", "--lang", "es", data=bundled).stdout
    assert "## Dinero y contrato" in text
    assert "Is there a lift?" in text
    done = run("checklist", data=own(OWN.format(group="mime")))
    assert (done.returncode, done.stdout) == (3, "")
    assert "question 'lift': group: 'mime' is no question group of this dataset; did you mean 'mine'?" in done.stderr


def test_a_group_of_ones_own_beside_the_bundled_questions_is_empty_and_says_so(run, own):
    data = own(OWN.partition("[[questions]]")[0])
    for command in ("checklist", "letter"):
        done = run(command, "alpha", "-g", "mine", data=data)
        assert (done.returncode, done.stdout) == (2, "")
        assert "--group mine: no question stands in it" in done.stderr
    assert run("checklist", "alpha", "-g", "money", "--require", "claimed", data=data).returncode == 4
    assert len(run("checklist", "-f", "ids", data=data).stdout.split()) == 57


def test_nothing_that_was_asked_for_passes_over_nothing(run, own):
    data = own("\n[[clinics]]\nid = 'beta'\nname = 'Beta'\ncountry = 'turkey'\nsource = 'bookimed-article'\n")
    data.write_text("questions = []\n" + data.read_text(encoding="utf-8"), encoding="utf-8")
    done = run("checklist", "alpha", "--require", "answered", data=data)
    assert (done.returncode, done.stdout) == (4, "")
    assert "no question is on record" in done.stderr
    for arguments in (("checklist",), ("checklist", "alpha"), ("letter", "alpha")):
        done = run(*arguments, data=data)
        assert (done.returncode, done.stdout) == (1, "")
        assert "no question is on record" in done.stderr
    assert run("letter", "alpha", "-f", "json", data=data).stdout == "[]\n"


def test_a_letter_with_nothing_left_to_ask_says_so(run, own):
    done = run("letter", "alpha", data=own(OWN.format(group="mine"), FULLY))
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "stemfind: nothing is left to ask\n")


def test_a_statement_that_is_said_to_hold_a_figure_has_one(run, own):
    claim = FULLY.partition("[[claims]]")[2].replace('"yes-no"', '"count", "yes-no"')
    done = run("data", "check", str(own("[[claims]]", claim)))
    assert done.returncode == 3
    assert "claim 'alpha-lift': holds: 'count' is a figure, and `value` with its `unit` is missing" in done.stderr
    assert run("data", "check", str(own("[[claims]]", claim, "value = 1\nunit = 'lift'\n"))).returncode == 0


@pytest.mark.parametrize("command", ["compare", "show", "checklist", "estimate"])
def test_names_from_a_pipe_that_brought_none_are_never_an_answer(run, command):
    for stdin in ("", "\n \n"):
        done = run(command, "-", stdin=stdin)
        assert (done.returncode, done.stdout) == (2, "")
        assert "none came" in done.stderr
    assert run("checklist", "-", "--require", "claimed").returncode == 2


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("empty.toml", "", "about: is required and missing"),
        ("about.toml", ALONE.partition("[[clinics]]")[0], "holds no record beside [about]"),
        ("bare.toml", "clinics = []\n" + ALONE.partition("[[clinics]]")[0], "holds no record beside [about]"),
        ("empty.jsonl", "", "holds no record"), ("blank.jsonl", "\n\n", "holds no record"),
    ],
)  # fmt: skip
def test_a_dataset_that_holds_nothing_passes_no_check(run, tmp_path, name, text, said):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    for command in (("data", "check"), ("data", "changes")):
        done = run(*command, str(file))
        assert (done.returncode, done.stdout) == (3, "")
        assert said in done.stderr
    assert run("data", "check", "-").returncode == 3


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("", ("liv",)), ("[liv-ulus]\n", ("liv",)),
        ("[reju]\nfull-price = 'Yes.'", ("liv",)), ("[liv-ulus]\nfull-price = 'Yes.'", ("liv", "-g", "access")),
        ("[liv-ulus]\nfull-price = 'Yes.'", ()),
    ],
)  # fmt: skip
def test_a_file_of_answers_with_none_that_was_asked_for_is_refused(run, tmp_path, text, arguments):
    file = tmp_path / "answers.toml"
    file.write_text(text, encoding="utf-8")
    done = run("checklist", *arguments, "--answers", str(file))
    assert (done.returncode, done.stdout) == (3, "")
    assert "holds no answer of these clinics to these questions" in done.stderr
    assert run("checklist", "liv", "--answers", "").returncode == 3


def test_a_file_of_answers_that_is_not_filled_in_yet_says_so(run, tmp_path):
    file = tmp_path / "answers.toml"
    file.write_text("[liv-ulus]\nfull-price = ' '\n", encoding="utf-8")
    done = run("checklist", "liv", "--answers", str(file), "-f", "json")
    assert (done.returncode, done.stderr) == (0, f"stemfind: {file}: no answer is filled in yet\n")
    assert all(question["answers"]["liv-ulus"]["reply"] is None for question in json.loads(done.stdout))


@pytest.mark.parametrize("more", [("--require", "answered"), ("--answers", "mine.toml")])
def test_a_new_file_of_answers_doesnt_swallow_what_else_was_asked_for(run, tmp_path, more):
    done = run("checklist", "liv", "--new-answers", str(tmp_path / "answers.toml"), *more)
    assert (done.returncode, done.stdout) == (2, "")
    assert "leave out --require and --answers" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("lang", "greeting", "gap"),
    [("en", "Dear Liv", "[your name]"), ("es", "Estimado", "[su nombre]"), ("tr", "Liv", "[")],
)
def test_the_letter_is_written_in_three_languages_with_gaps_for_oneself(run, lang, greeting, gap):
    text = run("letter", "liv", "--lang", lang, "-f", "plain").stdout
    assert greeting in text
    assert gap in text
    assert "1. " in text


@pytest.mark.parametrize("lang", ["es", "tr"])
def test_every_question_and_heading_exists_in_every_language(shipped, lang):
    told = {t.of: t for t in shipped.translations if t.lang == lang}
    assert set(told) == {record.id for record in (*shipped.questions, *shipped.question_groups)}
    for question in shipped.questions:
        translated = told[question.id]
        assert translated.asks
        assert translated.why
        assert translated.clear
        assert translated.vague
        assert bool(translated.red_flag) == bool(question.red_flag)
        assert translated.asks != question.asks


def test_a_checklist_in_spanish_is_in_spanish(run, full):
    assert "Primero, tres preguntas" in run("checklist", "--lang", "es").stdout
    text = full("checklist", "--lang", "es").stdout
    assert "Preguntas" in text
    assert "Por qué" in text
    assert run("checklist", "--lang", "fr").returncode == 2


def test_answers_come_back_marked_as_theirs(run, tmp_path):
    file = tmp_path / "answers.toml"
    assert run("checklist", "liv", "reju", "--new-answers", str(file)).stdout == ""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('full-price = ""', 'full-price = "18,000 EUR, all in"', 1), encoding="utf-8")
    shown = run("checklist", "liv", "reju", "--answers", str(file), "-f", "plain").stdout
    assert "Liv Hospital Ulus: Their answer, as you noted it: 18,000 EUR, all in" in shown
    assert shown.count("Their answer") == 1


def test_a_clinic_that_is_named_twice_has_one_place_for_its_answers(run, tmp_path):
    file = tmp_path / "answers.toml"
    run("checklist", "liv", "liv-ulus", "--new-answers", str(file))
    assert file.read_text(encoding="utf-8").count("[liv-ulus]") == 1
    assert run("checklist", "liv", "--answers", str(file)).returncode == 0


def test_a_file_of_answers_is_never_written_over(run, tmp_path):
    file = tmp_path / "answers.toml"
    file.write_text("mine", encoding="utf-8")
    assert run("checklist", "liv", "--new-answers", str(file)).returncode == 3
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("text", "said"),
    [("[nowhere]\na = 'x'", "no clinic has this id"), ("[liv-ulus]\nno-question = 'x'", "no question has this id"),
     ("[liv-ulus]\nfull-price = 5", "text in quotes"), ("[", "not valid TOML")],
)  # fmt: skip
def test_a_wrong_file_of_answers_is_named(run, tmp_path, text, said):
    file = tmp_path / "answers.toml"
    file.write_text(text, encoding="utf-8")
    done = run("checklist", "liv", "--answers", str(file))
    assert (done.returncode, done.stdout) == (3, "")
    assert said in done.stderr


def test_a_wrong_reckoning_is_one_line_that_says_what_to_write(run):
    for arguments, said in (
        (("liv", "--offer", "none-such"), "none-such"),
        (("china",), "is no clinic"),
        (("-",), "name at least one clinic"),
        (("liv", "--add", "taxi"), 'as in "wheelchair taxi=120-200"'),
        (("liv", "--add", "=5"), 'as in "wheelchair taxi=120-200"'),
    ):
        done = run("estimate", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1


def test_anything_else_can_be_added_by_its_name(run):
    text = run("estimate", "liv", "--add", "wheelchair taxi=120-200", "-f", "plain").stdout
    assert "wheelchair taxi, Liv Hospital Ulus: $120 to $200, yours" in text


def test_a_reckoning_without_any_figure_is_open(full):
    text = full("estimate", "gamma", "-f", "plain", data=SMALL).stdout
    assert "Treatment, Gamma: no price is published" in text
    assert "Together, Gamma: open" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("letter", "mexico"), "is no clinic to write to"), (("show", "-"), "name at least one clinic or country"),
        (("checklist", "--new-answers", "answers.toml"), "needs a clinic to ask"),
        (("filter", "--fields", ","), "no field is named"), (("data", "export", "--section", "clinic"), "clinics"),
    ],
)  # fmt: skip
def test_what_is_missing_on_a_command_line_is_named(run, arguments, said):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_ones_own_rate_replaces_the_datasets_on_the_command_line(run):
    rows = json.loads(run("filter", "liv", "--rate", "EUR=1.10", "-f", "json").stdout)
    assert next(row for row in rows if row["id"] == "liv-ulus")["price_high_usd"] == 22000


def test_a_group_without_a_question_has_no_heading(small):
    from msgspec.structs import replace

    from stemfind.commands.checklist.page import checklist_document
    from stemfind.document.parts import Heading
    from stemfind.model.answering import questions_for
    from stemfind.model.question import QuestionGroup

    dataset = replace(small, question_groups=(*small.question_groups, QuestionGroup(id="empty", title="Empty")))
    document = checklist_document(questions_for(dataset), dataset, "en")
    assert [block.text for block in document.blocks if isinstance(block, Heading)] == ["Money and contract"]


def test_each_line_shows_all_that_the_sum_holds(full):
    """What is added twice is one line, and what a trip may need anyway is added to that."""
    added = ("--add", "taxi=100", "--add", "taxi=50", "--add", "Follow-Up=30", "--add", "flight=1", "--flight", "700")
    (found,) = json.loads(full("estimate", "juventa", *added, "-f", "json").stdout)
    lines = {line["label"]: line for line in found["lines"]}
    assert len(lines) == len(found["lines"])
    assert lines["taxi"]["amount"] == {"low": 150, "high": 150}
    assert lines["follow-up"]["amount"] == {"low": 30, "high": 30}
    assert lines["flight"]["amount"] == {"low": 701, "high": 701}
    assert (
        "taxi, Juventa Regenerative Medicine: $150, yours" in full("estimate", "juventa", *added, "-f", "plain").stdout
    )


def test_what_is_added_cant_be_called_the_treatment(run):
    done = run("estimate", "juventa", "--add", "Treatment=5")
    assert (done.returncode, done.stdout) == (2, "")
    assert "another name" in done.stderr


def test_a_record_of_ones_own_without_a_fact_or_an_offer_says_so_and_lists_no_nothing(run, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        '[about]\nname = "Own"\nversion = "1"\nchecked = 2026-11-22\n'
        '[[clinics]]\nid = "alpha"\nname = "Alpha"\ncountry = "turkey"\nsource = "bookimed-article"\n',
        encoding="utf-8",
    )
    field = run("why", "alpha", "price", "--data", str(own))
    assert (field.returncode, field.stderr) == (1, "stemfind: nothing is on record under price\n")
    offer = run("estimate", "alpha", "--offer", "x", "--data", str(own))
    assert offer.stderr == "stemfind: no offer is called 'x'; no offer is on record\n"


class TestLetterToAnyClinic:
    """A letter to a clinic that nothing is on record of."""

    @pytest.mark.parametrize(
        ("lang", "frame"),
        [("en", "These are my questions:"), ("es", "Estas son mis preguntas:"), ("tr", "Sorularım şunlar:")],
    )
    def test_it_asks_everything_in_each_language_and_says_nothing_of_what_is_known(self, run, shipped, lang, frame):
        done = run("letter", "--to", "Some Clinic Dubai", "--lang", lang, "-f", "plain")
        assert done.returncode == 0
        assert frame in done.stdout
        assert done.stdout.count("Some Clinic Dubai") == 2
        assert f"\n{len(shipped.questions)}. " in done.stdout
        assert f"\n{len(shipped.questions) + 1}. " not in done.stdout
        assert PHRASES[lang].known not in done.stdout
        asked = run("letter", "--to", "Some Clinic Dubai", "--lang", lang, "-f", "ids").stdout.split()
        assert asked == [question.id for question in shipped.questions]

    def test_one_group_of_it(self, run, shipped):
        asked = run("letter", "--to", "X", "-g", "money", "-f", "ids").stdout.split()
        assert asked == [question.id for question in shipped.questions if question.group == "money"]

    def test_the_name_stands_as_it_was_typed_and_does_nothing(self, run):
        name = "Some *Clinic* {clinic} <b>x</b>"
        assert f"Dear {name}," in run("letter", "--to", name, "-f", "plain").stdout
        assert "Dear Some \\*Clinic\\* {clinic} \\<b\\>" in run("letter", "--to", name, "-f", "markdown").stdout
        page = run("letter", "--to", name, "-f", "html").stdout
        assert "<b>x" not in page
        assert "&lt;b&gt;x" in page
        assert "\x1b" not in run("letter", "--to", "a\x1b[31mb", "-f", "table").stdout

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [((), "name a clinic"), (("liv", "--to", "X"), "name a clinic"), (("--to", " "), "write the name"),
         (("--to", "x" * 201), "at most 200")],
    )  # fmt: skip
    def test_one_name_is_needed_and_only_one(self, run, arguments, said):
        done = run("letter", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr


@pytest.mark.parametrize("form", ["markdown", "ids"])
def test_who_writes_to_a_clinic_that_has_closed_is_told_so_beside_the_letter(run, form):
    done = run("letter", "icm", "-f", form)
    said = "Institute for Cellular Medicine: closed, Jun 2010 (stemfind show icm-costa-rica)"
    assert (done.returncode, done.stderr) == (0, f"stemfind: {said}\n")
    assert "closed" not in done.stdout.partition("1.")[0], "the letter is the person's own"
    assert run("letter", "liv", "-f", form).stderr == ""


def test_a_clinic_that_is_named_twice_is_estimated_once(run):
    assert run("estimate", "liv", "liv-ulus", "-f", "json").stdout == run("estimate", "liv", "-f", "json").stdout


def test_a_country_is_no_choice_of_a_summary(run):
    assert run("summary", "mexico").stderr.startswith("stemfind: mexico: Mexico is no clinic; a summary sets one to")
