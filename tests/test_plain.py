"""The reader is tired, no doctor, and may read English as a second language.

The grade is that of Flesch and Kincaid: 0.39 × words a sentence + 11.8 × syllables a word − 15.59. Syllables are
counted here, because textstat downloads a dictionary before it counts English ones, and hyphenation (pyphen) finds
5 % fewer than are spoken; what is counted here is within 1 % of the dictionary.
"""

import re
from itertools import chain
from pathlib import Path
from statistics import median

import pytest

from stemfind.dataset.read import check
from stemfind.errors import DatasetInvalid

GRADE, HARDEST = 8, 11
LONG, TOO_LONG, SHARE_OF_LONG = 20, 30, 0.1
BRIEF = 70
FIRST = ("own-results", "licence-scope", "full-price")
"""Asked before all others: results in people like me, the licence for this use, the price and what is in it."""
MEANS = {
    "AIS": "scale",
    "ALS": "disease of the nerves",
    "ASIA": "American Spinal Injury Association|scale",
    "CDC": "health agency",
    "CFPB": "consumer office",
    "CIRM": "stem cell agency",
    "COFEPRIS": "health authority",
    "EUR": "euros",
    "FDA": "drug agency",
    "GMP": "good manufacturing practice",
    "ICCP": "alliance of spinal cord injury charities",
    "IND": "investigational new drug",
    "INVIMA": "drug and food agency",
    "ISCT": "International Society for Cell and Gene Therapy",
    "ISNCSCI": "standard examination",
    "ISSCR": "society of stem cell researchers",
    "JCI": "Joint Commission International",
    "JPY": "yen",
    "MRI": "scan",
    "MSC": "mesenchymal stromal cells",
    "NIH": "health institute",
    "OCU": "consumer body",
    "TGA": "agency for medicines",
}
"""Abbreviations, and the words that stand beside each wherever it does."""
KNOWN = {
    "US", "USA", "HIV", "VIP", "SCI", "III", "II", "NAD", "CELLTOP", "ARC", "EX", "STAND", "NVG", "BC", "MSD", "NAME",
}  # fmt: skip
"""What a reader knows by these letters, or what is a name or a number: SCI Trials Finder, phase III, NAD+, ARC-EX."""
LETTERS = re.compile(r"\b[A-Z]{2,}\b")

END = re.compile(r"""(?<=[.!?…])\s+|(?<=[.!?…]["')])\s+""")
WORD = re.compile(r"[^\W_]+(?:[.,:/'’-][^\W_]+)*|[$%]\d[\d.,]*")


def sentences(text):
    return [sentence for sentence in END.split(text) if WORD.search(sentence)]


def words(text):
    return WORD.findall(text)


def syllables(word):
    """Return about how many syllables are spoken; letters of an abbreviation are spoken one by one."""
    letters = re.sub(r"[^A-Za-z]", "", word)
    if len(letters) > 1 and letters.isupper():
        return len(letters)
    low = letters.lower()
    count = len(re.findall(r"[aeiouy]+", low))
    if re.search(r"[^aeiouyl]es?$", low) and not re.search(r"([sxzcg]|ch|sh)es$", low):
        count -= 1  # made, makes; not the, tables, boxes
    if re.search(r"[aeiouy][^aeiouytd]*[^aeiouytd]ed$", low):
        count -= 1  # asked; not treated
    return max(1, count)


def grade(text):
    said = words(text)
    return 0.39 * len(said) / len(sentences(text)) + 11.8 * sum(map(syllables, said)) / len(said) - 15.59


def pages(dataset):
    return {t.id: " ".join((t.summary, *(p.text for p in t.paragraphs))) for t in dataset.topics}


def asked(question):
    return tuple(filter(None, (question.asks, question.why, question.clear, question.vague, question.red_flag)))


def questions(dataset):
    return {q.id: " ".join(asked(q)) for q in dataset.questions}


def lines(dataset):
    """Return every text of the guide and of the questions, each under its address."""
    for topic in dataset.topics:
        yield topic.id, topic.summary
        for paragraph in topic.paragraphs:
            yield topic.id, paragraph.text
            yield topic.id, paragraph.corrects or ""
    yield from ((entry.id, entry.means) for entry in dataset.glossary)
    yield from ((group.id, group.intro or "") for group in dataset.question_groups)
    yield from chain.from_iterable(((q.id, text) for text in asked(q)) for q in dataset.questions)


@pytest.mark.parametrize(
    ("word", "count"),
    [("cord", 1), ("made", 1), ("asked", 1), ("treated", 2), ("table", 2), ("cells", 1), ("money", 2), ("injury", 3),
     ("AIS", 3), ("ISNCSCI", 7), ("2,439", 1), ("rehabilitation", 6)],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_spoken(word, count):
    assert syllables(word) == count


def test_a_sentence_ends_at_its_stop_and_not_at_a_decimal_point():
    assert sentences('In all, 48.9% rose. "Why?" Nobody knows (yet). It was 1.5.') == [
        "In all, 48.9% rose.", '"Why?"', "Nobody knows (yet).", "It was 1.5.",
    ]  # fmt: skip


def test_hard_words_in_long_sentences_make_a_hard_text():
    easy = "Ask for the price. Ask what is in it. Ask who pays if you fall ill."
    hard = "Rehabilitation professionals recommend comprehensive documentation of contraindications beforehand."
    assert grade(easy) < 3
    assert grade(hard) > 20


@pytest.mark.parametrize("held", [pages, questions])
def test_half_of_all_texts_are_read_after_eight_years_at_school_and_none_needs_more_than_eleven(shipped, held):
    grades = {identity: round(grade(text), 1) for identity, text in held(shipped).items()}
    assert median(grades.values()) <= GRADE
    assert {identity: found for identity, found in grades.items() if found > HARDEST} == {}


def test_no_sentence_is_so_long_that_it_must_be_read_twice(shipped):
    long = [(place, s) for place, text in lines(shipped) for s in sentences(text) if len(words(s)) > TOO_LONG]
    assert long == []


def test_at_most_one_sentence_in_ten_has_more_than_twenty_words(shipped):
    counts = [len(words(s)) for _, text in lines(shipped) for s in sentences(text)]
    assert sum(count > LONG for count in counts) <= SHARE_OF_LONG * len(counts)


def unexplained(text):
    used = set(LETTERS.findall(text)) - KNOWN
    return {letters for letters in used if not re.search(MEANS.get(letters, "$^"), text, re.IGNORECASE)}


def test_letters_that_nobody_explains_are_found():
    assert unexplained("The FDA and XYZ say so (NCT04520373).") == {"FDA", "XYZ"}
    assert unexplained("The drug agency FDA says so.") == set()


@pytest.mark.parametrize("held", [pages, questions])
def test_letters_are_explained_on_the_page_or_in_the_question_where_they_stand(shipped, held):
    assert {identity: left for identity, text in held(shipped).items() if (left := unexplained(text))} == {}


def test_ten_questions_are_asked_first_and_three_before_them(shipped):
    first = {question.first: question.id for question in shipped.questions if question.first}
    assert len(first) == sum(question.first is not None for question in shipped.questions)
    assert sorted(first) == list(range(1, 11))
    assert (first[1], first[2], first[3]) == FIRST


def test_the_ten_ask_for_what_the_article_and_the_independent_guides_share(shipped):
    """Harms, product and dose, doctor, refund, emergency, follow-up, later trials, one's own doctor."""
    ten = {question.id: question for question in shipped.questions if question.first}
    assert ten.keys() - set(FIRST) == {
        "risks", "product-name", "doctor-in-charge", "refund", "emergency", "later-trials", "care-at-home",
    }  # fmt: skip
    assert {"product", "dose"} <= set(ten["product-name"].answer_needs)
    ours = {identity for identity, question in ten.items() if not (question.criterion or question.recommended_by)}
    assert ours == {"refund"}


def test_every_question_has_one_short_line_in_each_language_and_no_two_have_the_same(shipped):
    told = {(translation.of, translation.lang): translation.brief for translation in shipped.translations}
    for question in shipped.questions:
        assert question.brief, question.id
        assert told[question.id, "es"], question.id
        assert told[question.id, "tr"], question.id
    lines = [question.brief for question in shipped.questions] + [brief for brief in told.values() if brief]
    assert len(set(lines)) == len(lines) == 3 * len(shipped.questions)
    assert [line for line in lines if len(line) > BRIEF or not line.endswith("?")] == []


def test_a_short_line_of_71_characters_is_refused(tmp_path):
    text = (Path(__file__).parent / "small.toml").read_text(encoding="utf-8")
    asks = 'asks = "Is there a hoist?"'
    assert asks in text
    for length in (BRIEF, BRIEF + 1):
        held = tmp_path / f"{length}.toml"
        held.write_text(text.replace(asks, f'{asks}\nbrief = "{"x" * length}"'), encoding="utf-8")
    assert check(str(tmp_path / f"{BRIEF}.toml")).questions[2].brief == "x" * BRIEF
    with pytest.raises(DatasetInvalid) as error:
        check(str(tmp_path / f"{BRIEF + 1}.toml"))
    assert any("brief" in problem for problem in error.value.problems)


def test_a_sentence_runs_on_into_how_far_it_holds(run):
    shown = run("show", "liv", "--full", "-f", "plain").stdout
    assert "said to hold JCI accreditation, claimed (source 1)" in shown
    assert "., claimed" not in shown


def test_a_rate_is_not_called_about_converted(run):
    shown = run("show", "liv", "--full", "-f", "plain").stdout
    assert "\nConverted: 1 EUR = 1.1515 USD" in shown
    assert "about converted" not in shown
