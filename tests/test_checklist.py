import pytest

from stemfind.checklist import checklist, lacking, values
from stemfind.subject import find


def answers(dataset, name):
    found = checklist(dataset, [find(dataset, name)])
    return {asked.question.id: asked.answers[0].answer for asked in found.asked}


def test_what_only_a_seller_says_is_only_claimed(small):
    assert answers(small, "alpha") == {"full-price": "unknown", "experience": "only claimed", "lift": "unknown"}


def test_a_price_for_a_shoulder_does_not_answer_the_price_for_sci(small):
    assert answers(small, "alpha")["full-price"] == "unknown"
    assert answers(small, "beta")["full-price"] == "only claimed"


def test_require_names_what_is_not_answered(small):
    found = checklist(small, [find(small, "beta")])
    assert lacking(found, "claimed") == (("beta-hospital", "experience"), ("beta-hospital", "lift"))
    assert len(lacking(found, "answered")) == 3


def test_the_list_has_45_questions_each_recommended_or_marked_as_ours(shipped):
    listed = values(checklist(shipped))
    assert len(listed) >= 45
    assert all(question["recommended_by"] or question["ours"] for question in listed)


def test_the_articles_ten_criteria_are_all_found_again(shipped):
    assert sorted(q.criterion for q in shipped.questions if q.criterion) == list(range(1, 11))


def test_getting_there_with_a_spinal_cord_injury_is_a_group_of_its_own(shipped):
    asked = " ".join(f"{q.id} {q.asks}" for q in shipped.questions if q.group == "access").lower()
    for word in ("hoist", "shower", "mattress", "bladder", "bowel", "dysreflexia", "carer"):
        assert word in asked


@pytest.mark.parametrize("clinic", ["liv", "giostar", "reju"])
def test_every_question_is_answered_claimed_unknown_or_contradicted(shipped, clinic):
    given = answers(shipped, clinic)
    assert set(given.values()) <= {"answered", "only claimed", "unknown", "contradicted"}
    assert "unknown" in given.values()
