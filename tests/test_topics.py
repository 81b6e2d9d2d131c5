"""The pages of the guide: found by everyday words, short, and true to the data that they count."""

import re
import tomllib
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
NEW = (
    "afterwards",
    "travel",
    "who-must-not",
    "paying",
    "results",
    "check",
    "alternatives",
    "red-flags",
    "child",
    "doctor",
)
REFUSED = {
    "other-illness": r"another serious illness \((\d+) trials\)",
    "infection": r"an infection \((\d+)\)",
    "cancer": r"cancer now or earlier \((\d+)\)",
    "pregnancy": r"pregnancy \((\d+)\)",
    "ventilator": r"a breathing machine \((\d+)\)",
    "bleeding-disorder": r"a disorder of blood clotting \((\d+)\)",
    "blood-thinners": r"medicine against clots \((\d+)\)",
    "severed-cord": r"a cord cut through \((\d+) trials\)",
    "penetrating-injury": r"a wound by knife or bullet \((\d+)\)",
    "brain-injury": r"a brain injury \((\d+)\)",
    "earlier-injury": r"an earlier injury or illness of the spine \((\d+)\)",
    "no-mri": r"an MRI scan [^(]*\((\d+)\)",
    "other-trial": r"another trial \((\d+)\)",
    "drug-use": r"drug use \((\d+)\)",
    "mental-illness": r"mental illness \((\d+)\)",
}
"""Where the page who-must-not prints how many trials refuse whom."""


@pytest.fixture(scope="module")
def pages(shipped):
    return {topic.id: topic for topic in shipped.topics}


def told(topic):
    return " ".join((topic.summary, *(paragraph.text for paragraph in topic.paragraphs)))


def counted(pattern, topic):
    found = re.search(pattern, told(topic))
    assert found, pattern
    return tuple(int(figure) for figure in found.groups())


@pytest.mark.parametrize(
    ("word", "page"), [(word, page) for page, words in WORDS.items() for word in words], ids=lambda text: text
)
def test_an_everyday_word_leads_to_its_page(run, word, page):
    done = run("guide", *word.split(), "-f", "ids")
    assert (done.returncode, done.stdout) == (0, f"{page}\n"), done.stderr


def test_the_list_of_everyday_words_is_long_and_names_each_word_once():
    words = list(chain.from_iterable(WORDS.values()))
    assert len(words) >= 100
    assert [word for word, times in Counter(words).items() if times > 1] == []


def test_no_two_pages_share_another_name(pages):
    names = Counter(alias.casefold() for topic in pages.values() for alias in {topic.id, *topic.aliases})
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("page", NEW)
def test_a_page_is_short_and_its_summary_answers(pages, page):
    topic = pages[page]
    sentences = re.split(r"(?<=[.!?])\s", told(topic))
    assert 4 <= len(topic.paragraphs) <= 9
    assert len(re.findall(r"[.!?](?:\s|$)", topic.summary)) <= 2
    assert len(told(topic)) <= 3000
    assert [sentence for sentence in sentences if len(sentence.split()) > 25] == []


@pytest.mark.parametrize("page", NEW)
def test_a_page_fits_a_screen(run, page):
    lines = run("guide", page, "-f", "table", COLUMNS="80").stdout.splitlines()
    assert 20 < len(lines) <= 60
    assert lines[-2].startswith("Background, not medical advice.")
    assert "--sources" in lines[-1]


def test_the_page_on_who_must_not_counts_as_the_data_does(shipped, pages):
    page = pages["who-must-not"]
    refused = Counter(word for trial in shipped.trials for word in trial.excludes)
    printed = {word: counted(pattern, page)[0] for word, pattern in REFUSED.items()}
    assert printed == {word: refused[word] for word in REFUSED}
    assert set(refused) - set(REFUSED) == {"implanted-device"}
    assert refused["implanted-device"] == 1
    assert "One names implants" in told(page)
    assert not refused["pressure-sore"]
    assert "No open sore is named" in told(page)
    assert counted(r"Of the (\d+) trials on record, (\d+) show", page) == (
        len(shipped.trials),
        sum(bool(trial.excludes) for trial in shipped.trials),
    )
    before = sum(trial.prior_cells == "excluded" for trial in shipped.trials)
    assert counted(r"cells before \((\d+)\)", page) == (before,)


def test_the_pages_count_ages_as_the_data_does(shipped, pages):
    ages = [trial.age for trial in shipped.trials if trial.age]
    low = [age.low for age in ages if age.low is not None]
    high = [age.high for age in ages if age.high is not None]
    assert counted(r"(\d+) trials state a lowest age, mostly 18, and (\d+) a highest, from (\d+) to (\d+)",
                   pages["who-must-not"]) == (len(low), len(high), min(high), max(high))  # fmt: skip
    assert Counter(low).most_common(1)[0][0] == 18
    young = {age for age in low if age < 18}
    assert counted(r"Of (\d+) on record (\d+) state a lowest age", pages["child"]) == (len(shipped.trials), len(low))
    assert "under 18 in six of them: 13, 15 or 16" in told(pages["child"])
    assert (sum(age < 18 for age in low), young) == (6, {13, 15, 16})
    open_to = sorted(trial.age.low for trial in shipped.trials if trial.open and trial.age)
    assert open_to == [15, 16, *[18] * 6]


def test_the_page_on_results_counts_studies_as_the_data_does(shipped, pages):
    designs = {"randomised", "controlled", "single-arm", "case-series", "case-report"}
    gave = [study for study in shipped.studies if study.cells and study.design in designs]
    assert counted(r"Of (\d+) studies on record that gave cells, (\d+) say how long", pages["results"]) == (
        len(gave),
        sum(study.follow_up is not None for study in gave),
    )


def test_every_place_names_a_body_what_it_takes_and_a_source(shipped, pages):
    sources = {source.id for source in shipped.sources}
    for page, least in (("afterwards", 8), ("check", 8)):
        places = pages[page].places
        assert len(places) >= least
        assert len({place.country for place in places}) == len(places)
        for place in places:
            assert set(place.sources) <= sources
            assert place.url or "address" in place.says, place.country


def test_where_to_look_up_a_licence_stands_apart_from_its_address_in_markdown_too(run):
    text = run("show", "acme cells turkey", "-f", "markdown").stdout
    assert "not for cells.  <https://healthturkiye.com/" in text


def test_only_an_address_of_the_web_leads_anywhere():
    from stemfind.document.parts import address_run

    for address, link in (("https://a.org", "https://a.org"), ("javascript:alert(1)", None), ("Main Street 1", None)):
        assert (address_run(address).text, address_run(address).link) == (address, link)


def test_a_page_shows_each_place_with_its_address_and_its_sources(run, pages):
    for page in ("afterwards", "check"):
        text = run("guide", page, "-f", "plain", "--full").stdout
        for place in pages[page].places:
            assert re.search(rf"{re.escape(f'{place.country}: {place.body}. {place.says}')} \(sources? \d", text)
            assert not place.url or f"  {place.url}\n" in text
