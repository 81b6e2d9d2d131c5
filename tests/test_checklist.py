import datetime as dt
import re
from itertools import permutations
from pathlib import Path

import pytest
from msgspec.structs import replace

from stemfind.commands.checklist.command import LEVELS
from stemfind.commands.checklist.result import checklist_values
from stemfind.model.answering import (
    Finding,
    answered,
    in_language,
    numbered,
    questions_for,
    still_open,
)
from stemfind.model.base import Interval
from stemfind.model.clinic import Accreditation, Clinic, Course, Dose, Offer, Person, Price
from stemfind.model.names import Entry, resolve
from stemfind.model.question import Question, QuestionGroup, Translation
from stemfind.model.source import Source
from stemfind.model.statement import Claim
from stemfind.model.subject import find
from stemfind.render.values import to_json


def answers(dataset, name):
    found = questions_for(dataset, [find(dataset, name)])
    return {asked.question.id: asked.answers[0].answer for asked in found.asked}


def test_what_only_a_seller_says_is_only_claimed(small):
    assert answers(small, "alpha") == {"full-price": "unknown", "experience": "only claimed", "lift": "unknown"}


def test_a_price_for_a_shoulder_does_not_answer_the_price_for_sci(small):
    assert answers(small, "alpha")["full-price"] == "unknown"
    assert answers(small, "beta")["full-price"] == "only claimed"


@pytest.mark.parametrize(
    ("level", "named"),
    [("claimed", ["experience", "lift"]), ("partly", ["full-price", "experience", "lift"]),
     ("answered", ["full-price", "experience", "lift"])],
)  # fmt: skip
def test_require_names_what_is_not_answered(run, level, named):
    done = run("checklist", "beta", "--require", level, data=Path(__file__).parent / "small.toml")
    assert done.returncode == 4
    assert done.stderr.endswith(": " + ", ".join(f"beta-hospital {question}" for question in named) + "\n")


@pytest.mark.parametrize(
    ("answer", "enough"),
    [
        ("answered", ["answered", "partly", "claimed"]), ("partly", ["partly", "claimed"]),
        ("only claimed", ["claimed"]), ("unknown", []), ("contradicted", []),
    ],
)  # fmt: skip
def test_each_level_of_require_is_content_with_what_it_names_and_more(answer, enough):
    assert [level for level, (content, _) in LEVELS.items() if answer in content] == enough


def test_the_list_has_45_questions_each_recommended_or_marked_as_ours(shipped):
    listed = checklist_values(questions_for(shipped))
    assert len(listed) >= 45
    assert all(question["recommended_by"] or question["ours"] for question in listed)


def test_the_articles_ten_criteria_are_all_found_again(shipped):
    assert sorted(q.criterion for q in shipped.questions if q.criterion) == list(range(1, 11))


def test_getting_there_with_a_spinal_cord_injury_is_a_group_of_its_own(shipped):
    asked = " ".join(f"{q.id} {q.asks}" for q in shipped.questions if q.group == "access").lower()
    for word in ("hoist", "shower", "mattress", "bladder", "bowel", "dysreflexia", "carer"):
        assert word in asked


@pytest.mark.parametrize("clinic", ["liv", "giostar", "reju"])
def test_every_question_is_answered_partly_claimed_unknown_or_contradicted(shipped, clinic):
    given = answers(shipped, clinic)
    assert set(given.values()) <= {"answered", "partly", "only claimed", "unknown", "contradicted"}
    assert "unknown" in given.values()


def question(identity="any", *fields, **more):
    held = {"group": "money", "asks": "Asks?", "why": "Why.", "clear": "Clear.", "vague": "Vague.", **more}
    return Question(id=identity, fields=fields, **held)


def clinic(**more):
    return Clinic(**{"id": "one", "name": "One", "country": "turkey", "source": "page", **more})


def offer(identity="o", **more):
    return Offer(**{"id": identity, "name": "Programme", "indication": "sci", "source": f"says-{identity}", **more})


def found(dataset, held, field):
    return list(answered(dataset, held, question("any", field)).findings)


def said(says, *sources):
    return [Finding(says, "claimed", sources)]


def test_a_checklist_in_json_holds_what_its_golden_page_holds(small):
    golden = Path(__file__).parent / "golden" / "checklist-json.txt"
    listed = checklist_values(questions_for(small, [find(small, "alpha"), find(small, "beta")]))
    assert to_json(listed) == golden.read_text(encoding="utf-8")
    assert "answers" not in checklist_values(questions_for(small))[0], "without a clinic there is nothing to answer"


@pytest.mark.parametrize(
    ("statuses", "answer"),
    [
        ((), "unknown"), (("withdrawn",), "unknown"), (("claimed",), "only claimed"),
        (("claimed", "withdrawn"), "only claimed"), (("claimed", "partly"), "partly"), (("supported",), "partly"),
        (("claimed", "supported", "contradicted"), "contradicted"),
    ],
)  # fmt: skip
def test_one_contradiction_outweighs_all_and_one_independent_source_a_sellers_word(small, statuses, answer):
    claims = tuple(
        Claim(id=f"c{number}", about="one", field="beds", says="Says.", status=status, source="page",
              checked_by=("register",), note="A note.")
        for number, status in enumerate(statuses)
    )  # fmt: skip
    given = answered(replace(small, claims=(*small.claims, *claims)), clinic(), question("beds", "beds"))
    assert given.answer == answer
    assert given.findings == tuple(Finding("Says.", status, ("page",), "A note.", ("register",)) for status in statuses)


LICENCE = ("authority", "number", "holder", "scope", "validity")


def licensed(small, *, needs=LICENCE, **more):
    """Return how far one statement answers the question of the licence; small was checked on 31 January 2026."""
    register = Source(id="register", kind="regulator", title="Licences", publisher="Ministry", url="https://m.example",
                      published="2025-11", retrieved=dt.date(2026, 1, 1))  # fmt: skip
    held = {"id": "c", "about": "one", "field": "licence", "says": "Licence 4711, until 2028.",
            "status": "supported", "source": "seller", "checked_by": ("register",), "holds": LICENCE,
            **more}  # fmt: skip
    dataset = replace(small, sources=(*small.sources, register), claims=(Claim(**held),))
    return answered(dataset, clinic(), question("licence-scope", "licence", answer_needs=needs)).answer


def test_one_dated_statement_that_holds_all_that_is_asked_answers(small):
    assert licensed(small) == "answered"
    assert licensed(small, source="register", checked_by=()) == "answered"
    assert licensed(small, source="register", checked_by=(), dated="2025-06") == "answered"


@pytest.mark.parametrize(
    ("more", "answer"),
    [
        ({"holds": ()}, "partly"),
        ({"holds": LICENCE[:-1]}, "partly"),
        ({"needs": ()}, "partly"),
        ({"status": "partly"}, "partly"),
        ({"status": "claimed"}, "only claimed"),
        ({"status": "withdrawn"}, "unknown"),
        ({"status": "contradicted"}, "contradicted"),
        ({"dated": "2024"}, "partly"),
        ({"dated": "undated"}, "partly"),
        ({"checked_by": ("journal",)}, "partly"),
        ({"checked_by": ("register", "journal")}, "partly"),
        ({"checked_by": ("no-such-source",)}, "partly"),
    ],
)
def test_what_is_partly_known_old_undated_or_only_claimed_never_answers(small, more, answer):
    assert licensed(small, **more) == answer


def test_two_statements_are_never_added_up_to_an_answer(small):
    """The number of one licence and the holder of another are no answer."""
    halves = tuple(
        Claim(id=f"c{part[0]}", about="one", field="licence", says="Says.", status="supported", source="bank",
              dated="2026", holds=part)
        for part in (LICENCE[:2], LICENCE[2:])
    )  # fmt: skip
    asked = question("licence-scope", "licence", answer_needs=LICENCE)
    assert answered(replace(small, claims=halves), clinic(), asked).answer == "partly"


FULL = {"price": Price(low=900, high=900, currency="USD", unit="programme"), "includes": ("rehabilitation",),
        "excludes": ("airport-transfers",), "sessions": Interval(low=2, high=2), "status": "supported",
        "source": "bank", "dated": "2025-12"}  # fmt: skip


@pytest.mark.parametrize(
    ("more", "answer"),
    [
        ({}, "answered"),
        ({"price": Price(low=900, currency="USD", unit="programme")}, "partly"),
        ({"price": Price(high=900, currency="USD", unit="programme")}, "partly"),
        ({"price": Price(low=900, high=900, currency="USD", unit="unstated")}, "partly"),
        ({"price": Price(low=900, high=900, currency="USD", unit="programme", approximate=True)}, "partly"),
        ({"includes": ()}, "partly"),
        ({"excludes": ()}, "partly"),
        ({"sessions": None}, "partly"),
        ({"dated": "2008"}, "partly"),
        ({"status": "claimed"}, "only claimed"),
        ({"indication": "shoulder"}, "unknown"),
    ],
)
def test_a_price_answers_only_with_what_is_in_it_what_is_not_and_its_date(small, more, answer):
    one = clinic(offers=(offer(**{**FULL, **more}),))
    asked = question("full-price", "offer_price", answer_needs=("price", "contents", "schedule"))
    assert answered(small, one, asked).answer == answer


@pytest.mark.parametrize(
    ("price", "says"),
    [
        (Price(low=22_500_000, high=22_500_000, currency="JPY", unit="transplant"), "22,500,000 JPY per transplant"),
        (Price(low=3000, currency="USD", unit="unstated"), "from 3,000 USD (what one price buys is not stated)"),
        (Price(high=9000, currency="EUR", unit="package", approximate=True), "up to about 9,000 EUR per package"),
        (Price(low=5000, high=7500.5, currency="USD", unit="session"), "5,000–7,500.5 USD per session"),
    ],
)
def test_a_price_that_is_quoted_is_quoted_whole_with_what_it_buys(small, price, says):
    (told,) = found(small, clinic(offers=(offer(price=price),)), "offer_price")
    assert told.says == f"a price is published for SCI: Programme, {says}"


def test_every_question_says_what_would_answer_it_and_none_is_answered_by_another(shipped):
    """Two questions that share a field would else both be answered by a statement that answers one of them."""
    assert all(q.answer_needs for q in shipped.questions)
    for one, other in permutations(shipped.questions, 2):
        if set(one.fields) & set(other.fields):
            assert not set(one.answer_needs) <= set(other.answer_needs), (one.id, other.id)


MUST_ASK = {"full-price", "licence-scope", "product-name", "protocol", "doctor-in-charge", "emergency",
            "team-around-me", "own-results", "published-results", "refund"}  # fmt: skip
"""Price and what is in it, licence, product, dose and route, who injects, emergencies, nights, results, refund."""


def test_no_question_that_matters_most_is_taken_as_answered_for_any_clinic_on_record(shipped):
    for held in shipped.clinics:
        given = answers(shipped, held.id)
        assert {identity for identity in MUST_ASK if given[identity] == "answered"} == set(), held.id


@pytest.mark.parametrize(
    ("name", "asked", "answer"),
    [
        ("liv", "licence-scope", "partly"), ("liv", "protocol", "partly"), ("liv", "doctor-in-charge", "partly"),
        ("puhua", "full-price", "partly"), ("sion-hospital-mumbai", "full-price", "partly"),
        ("nc1-puerta-de-hierro", "full-price", "contradicted"), ("icm-costa-rica", "reporting-harm", "unknown"),
        ("stemirac-sapporo", "later-trials", "unknown"), ("stemirac-sapporo", "licence-scope", "unknown"),
        ("huang-hongyun", "infection-control", "partly"), ("xcell-center", "infection-control", "unknown"),
    ],
)  # fmt: skip
def test_each_pair_of_clinic_and_question_is_judged_by_what_was_read(shipped, name, asked, answer):
    assert answers(shipped, name)[asked] == answer


@pytest.mark.parametrize(
    ("field", "held", "says", "sources"),
    [
        ("donor", {"donor": "autologous"}, "autologous cells", ("says-o",)),
        ("cells", {"cells": ("uc-msc", "msc")}, "Umbilical-cord MSC, Mesenchymal stromal cells", ("says-o",)),
        ("routes", {"routes": ("intrathecal",)}, "Intrathecal", ("says-o",)),
        ("includes", {"includes": ("rehabilitation",)}, "stated as included: Rehabilitation", ("says-o",)),
        ("excludes", {"excludes": ("rehabilitation",)}, "stated as not included: Rehabilitation", ("says-o",)),
        ("sessions", {"sessions": Interval(low=4, high=6)}, "4–6 sessions", ("says-o",)),
        ("sessions", {"sessions": Interval(low=1, high=1)}, "1 session", ("says-o",)),
        ("stay", {"stay": Interval(low=15, high=15)}, "15 days", ("says-o",)),
        ("doses", {"doses": (Dose(item="uc-msc", low=1000, high=2000, unit="million cells"),)},
         "Umbilical-cord MSC: 1,000–2,000 million cells", ("says-o",)),
        ("doses", {"doses": (Dose(item="ozone", high=3, unit="ml", approximate=True),)}, "ozone: up to about 3 ml",
         ("says-o",)),
        ("inclusion_airport_transfers", {"includes": ("airport-transfers",)},
         "Airport transfers: stated as included", ("page",)),
        ("inclusion_ozone", {"includes": ("ozone",)}, "ozone: stated as included", ("page",)),
        ("inclusion_airport_transfers", {"excludes": ("airport-transfers",)},
         "Airport transfers: stated as not included", ("page",)),
    ],
)  # fmt: skip
def test_what_an_offer_states_answers_a_question_and_names_who_says_so(small, field, held, says, sources):
    assert found(small, clinic(offers=(offer(**held), offer("silent"))), field) == said(says, *sources)
    assert found(small, clinic(offers=(offer("silent"),)), field) == []


@pytest.mark.parametrize(
    ("field", "held", "says"),
    [
        ("donor", {"donor": "both"}, "autologous and allogeneic cells"),
        ("cells", {"cells": ("msc",)}, "Mesenchymal stromal cells"),
        ("stay", {"stay": Interval(low=3)}, "from 3 days"),
    ],
)  # fmt: skip
def test_what_is_said_of_all_offers_rests_on_the_clinics_own_sources(small, field, held, says):
    assert found(small, clinic(general=Course(**held)), field) == said(says, "page")


def test_a_team_and_its_accreditations_are_told_with_their_status_and_note(small):
    person = Person(name="Dr. A.", role="surgeon", specialty="spine", source="register", status="supported")
    held = Accreditation(term="jci", says="Holds JCI.", source="page", status="contradicted", note="Not in the list.")
    one = clinic(team=(person,), accreditations=(held,))
    assert found(small, one, "team") == [Finding("Dr. A., surgeon, spine", "supported", ("register",))]
    assert found(small, one, "accreditations") == [Finding("Holds JCI.", "contradicted", ("page",), "Not in the list.")]


def test_a_group_that_is_asked_for_comes_alone(small, shipped):
    asked = questions_for(shipped, groups=("access",))
    assert [group.id for group in asked.groups] == ["access"]
    assert {one.question.group for one in asked.asked} == {"access"}
    two = replace(small, question_groups=(*small.question_groups, QuestionGroup(id="place", title="Place")),
                  questions=(*small.questions, question("step", group="place")))  # fmt: skip
    assert [one.question.id for one in questions_for(two).of("place")] == ["step"]
    assert len(questions_for(two).of("money")) == len(small.questions)


def test_a_reply_stands_with_the_question_and_clinic_that_it_answers(small):
    replies = {"alpha": {"lift": "Yes."}}
    asked = questions_for(small, [find(small, "alpha"), find(small, "beta")], replies=replies).asked
    given = {(answer.clinic, one.question.id): answer.reply for one in asked for answer in one.answers}
    assert {place: reply for place, reply in given.items() if reply} == {("alpha", "lift"): "Yes."}
    assert len(given) == 6


def test_a_translation_replaces_words_and_leaves_in_english_what_it_lacks(small):
    translations = (
        Translation(of="money", lang="es", title="Dinero", intro="Pregunte."),
        Translation(of="lift", lang="es", asks="¿Hay grúa?", why="Para ir a la cama.", clear="Sí.", red_flag="No."),
        Translation(of="lift", lang="tr", asks="Asansör var mı?"),
    )
    told = in_language(replace(small, translations=translations), "es")
    (group,), lift = told.question_groups, told.questions[2]
    assert (group.title, group.intro) == ("Dinero", "Pregunte.")
    assert (lift.asks, lift.why, lift.clear) == ("¿Hay grúa?", "Para ir a la cama.", "Sí.")
    assert (lift.vague, lift.red_flag) == ("We will manage.", "No.")
    assert told.questions[:2] == small.questions[:2]
    assert told.clinics == small.clinics
    assert in_language(small, "es") == small


def test_what_is_still_to_ask_is_what_has_no_answer_at_all(shipped):
    liv = find(shipped, "liv")
    unknown = {identity for identity, answer in answers(shipped, "liv").items() if answer == "unknown"}
    assert {question.id for question in still_open(shipped, liv)} == unknown
    assert 0 < len(unknown) < len(shipped.questions)


def test_words_of_a_translation_are_told_from_those_that_stay_in_english(small):
    told = in_language(replace(small, translations=(Translation(of="lift", lang="es", asks="¿Hay grúa?"),)), "es")
    assert questions_for(told, []).translated == {"¿Hay grúa?"}


def test_one_question_that_is_not_answered_is_one_question(run, tmp_path):
    data = tmp_path / "one.toml"
    head, _, _ = (Path(__file__).parent / "small.toml").read_text(encoding="utf-8").partition("[[questions]]")
    data.write_text(
        f'{head}[[questions]]\nid = "only"\ngroup = "money"\nasks = "How much?"\nwhy = "W"\nclear = "C"\nvague = "V"\n',
        encoding="utf-8",
    )
    done = run("checklist", "alpha", "--require", "answered", "-f", "ids", data=data)
    assert (done.returncode, done.stderr) == (4, "stemfind: 1 question is not answered: alpha only\n")


def screen(run, *arguments):
    return run("checklist", *arguments, "-f", "table", COLUMNS="80").stdout.splitlines()


@pytest.mark.parametrize("arguments", [(), ("liv",), ("giostar",), ("reju",), ("liv", "-g", "access")])
def test_a_short_checklist_fits_a_screen_and_nothing_is_cut(run, arguments):
    lines = screen(run, *arguments)
    assert len(lines) <= 45
    assert max(map(len, lines)) <= 80
    assert "…" not in "".join(lines)


@pytest.mark.parametrize("arguments", [(), ("-g", "money"), ("liv", "-g", "standing"), ("--full",)])
def test_questions_stand_under_each_other_whatever_their_numbers(run, arguments):
    starts = {re.match(r"☐ +\d+  ", line).end() for line in screen(run, *arguments) if line.startswith("☐")}
    assert len(starts) == 1


def test_three_questions_come_first_and_the_rest_of_the_ten_in_their_order(run, shipped):
    text = run("checklist", "-f", "plain").stdout
    first = sorted((q for q in shipped.questions if q.first), key=lambda q: q.first)
    places = [text.index(f"Question: {q.first} {q.brief}") for q in first]
    assert places == sorted(places)
    assert text.index("Three questions first") < places[0] < places[2] < text.index("Then these") < places[3]
    assert text.count("Question: ") == len(places) == 10


FORMATS = ("table", "plain", "markdown", "html")


@pytest.mark.parametrize("form", FORMATS)
def test_with_a_clinic_what_is_known_stands_beside_each_of_the_ten_and_whose_word_it_is(run, shipped, form):
    text = " ".join(re.sub(r"<[^>]+>|[*`\\]", "", run("checklist", "liv", "-f", form).stdout).split())
    given = answers(shipped, "liv")
    counted = ", ".join(
        f"{number} {word}" for word in ("partly", "only claimed", "unknown")
        if (number := list(given.values()).count(word))
    )  # fmt: skip
    assert f"57 questions: {counted}" in text
    assert re.search(r"only claimed ?, Bookimed: stated as included: Transfers within the city", text)
    for q in shipped.questions:
        if q.first and given[q.id] == "unknown":
            assert f"{q.brief} unknown" in text


def test_a_price_stands_with_what_it_is_for_its_status_and_its_date(run):
    (line,) = (line for line in run("checklist", "huang", "-f", "plain").stdout.splitlines() if "40,000 USD" in line)
    assert "partly" in line
    assert "2007 (old)" in line
    assert "for SCI" in line


def test_with_several_clinics_each_is_counted_and_each_question_says_who_answers_it(run):
    text = run("checklist", "liv", "giostar", "-f", "plain").stdout
    assert "  partly: Liv Hospital Ulus; only claimed: Giostar Stem Cell" in text
    many = run("checklist", "mexico", "-f", "plain").stdout
    assert re.search(r"  only claimed: \d+; unknown: \d+", many)


def test_the_groups_are_listed_with_the_word_that_shows_their_questions_and_red_flags(run, shipped):
    text = run("checklist", "liv", "-f", "plain").stdout
    assert "stemfind checklist liv-ulus -g WORD" in text
    for group in shipped.question_groups:
        assert f"Group: {group.title}\n" in text
        assert f"WORD: {group.id}" in text
        alone = run("checklist", "liv", "-g", group.id, "-f", "plain").stdout
        asked = [q for q in shipped.questions if q.group == group.id]
        assert alone.count("Question: ") == len(asked)
        assert [q.red_flag for q in asked if q.red_flag and f"Red flag: {q.red_flag}" not in alone] == []


def test_a_question_has_one_number_wherever_it_stands(full, run, shipped):
    numbers = numbered(shipped)
    assert sorted(numbers.values()) == list(range(1, len(shipped.questions) + 1))
    whole = full("checklist", "-f", "plain").stdout
    for q in shipped.questions:
        assert f"Question: {numbers[q.id]} {q.asks}" in whole
    money = run("checklist", "-g", "money", "-f", "plain").stdout
    for q in shipped.questions:
        assert (f"Question: {numbers[q.id]} {q.brief}" in money) == (q.group == "money")


WORDS = """
price:money cost:money refund:money deposit:money insurance:money instalments:money lawyer:money
wheelchair:access hoist:access catheter:access bowel:access shower:access sores:access mattress:access carer:access
ventilator:access dysreflexia:access flight:travel hotel:travel visa:travel aftercare:travel infection:safety
cancer:safety tumour:safety tumor:safety death:safety emergency:safety risks:safety pain:safety doctor:people
surgeon:people nurse:people rehab:people physio:people dose:cells donor:cells lab:cells exosomes:cells results:evidence
proof:evidence walk:evidence testimonials:evidence licence:standing license:standing legal:standing FDA:standing
ethics:standing translator:consent documents:consent records:consent pressure:consent complaint:consent
trials:closes-off undo:closes-off permanent:closes-off
"""


def test_everyday_words_lead_to_the_group_that_is_meant(run, shipped):
    for pair in WORDS.split():
        word, group = pair.split(":")
        asked = [q.id for q in shipped.questions if q.group == group]
        assert run("checklist", "-g", word, "-f", "ids").stdout.split() == asked, pair


def test_each_everyday_word_leads_to_one_group(shipped):
    entries = [Entry(group.id, group.title, group.aliases) for group in shipped.question_groups]
    for group in shipped.question_groups:
        assert [word for word in group.aliases if resolve(word, entries, "group").id != group.id] == []


def test_an_unknown_group_is_answered_with_what_there_is(run, shipped):
    done = run("checklist", "-g", "zebra")
    assert (done.returncode, done.stdout) == (2, "")
    assert all(group.id in done.stderr for group in shipped.question_groups)


def test_a_list_without_a_short_form_is_shown_whole(small, run):
    text = run("checklist", "alpha", "-f", "plain", data=Path(__file__).parent / "small.toml").stdout
    assert [q.asks for q in small.questions if q.asks not in text] == []


def test_a_letter_quotes_the_price_whose_condition_nobody_states_and_still_asks_for_the_one_for_sci(run):
    text = run("letter", "liv", "-f", "plain").stdout
    asked, quoted = "What is the full price in one currency", "about 20,000 EUR per programme"
    (line,) = (line for line in text.splitlines() if quoted in line)
    assert text.index(asked) < text.index(quoted)
    assert "(Bookimed, 2025): a price is published, without saying for which condition: 15-day programme" in line


def test_a_letter_never_quotes_the_price_for_a_shoulder(run):
    assert "9,879" not in run("letter", "giostar", "-f", "plain").stdout


def test_clinics_whose_names_hold_a_comma_are_parted_by_another_mark(run):
    said = "unknown: ICM, Costa Rica · Sion Hospital, Mumbai"
    assert said in run("checklist", "icm", "sion", "-f", "table", COLUMNS="100").stdout


@pytest.mark.parametrize(
    ("level", "words"),
    [("answered", "not answered: "), ("partly", "not answered even in part: "),
     ("claimed", "not answered even by a seller: ")],
)  # fmt: skip
def test_a_check_that_fails_says_in_words_how_far_the_answers_fall_short(run, level, words):
    done = run("checklist", "liv", "-g", "money", "--require", level)
    assert done.returncode == 4
    assert f"questions are {words}liv-ulus" in done.stderr


@pytest.mark.parametrize(("name", "said"), [("icm", "! Closed, Jun 2010"), ("egas", "! Stopped, Jun 2012")])
def test_a_clinic_that_has_closed_or_stopped_is_called_so_before_its_questions(run, full, name, said):
    for ask in (run, full):
        text = ask("checklist", name, "-f", "table").stdout
        assert said in text.partition("57 questions")[0]
        assert said in ask("show", name, "-f", "table").stdout, "in the same words"
    assert "! ICM, Costa Rica: closed, Jun 2010" in run("checklist", "liv", "icm", "-f", "table").stdout
    assert '<span class="caution" lang="en">! ' in run("checklist", name, "--lang", "tr", "-f", "html").stdout
    assert "! " not in run("checklist", "liv", "-f", "table").stdout.partition("57 questions")[0]
