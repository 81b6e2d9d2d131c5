"""`data changes`: what is not as it was, in words."""

import pytest

from conftest import SMALL

GAMMA = '[[clinics]]\nid = "gamma"\nname = "Gamma"\ncountry = "turkey"\nsource = "seller"\n'


@pytest.fixture
def changed(run, tmp_path):
    """Return a function that changes the small dataset and says what changed."""

    def said(*pairs, back=False):
        text = SMALL.read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "new.toml"
        path.write_text(text, encoding="utf-8")
        both = (str(path), str(SMALL)) if back else (str(SMALL), str(path))
        done = run("data", "changes", *both, "-f", "markdown")
        assert done.returncode == 0
        return done.stdout

    return said


def test_a_fact_that_changed_is_shown_as_it_was_and_as_it_is(changed):
    text = changed(("low = 3000, high = 3000", "low = 3500, high = 3500"))
    assert "2 changes" in text
    assert "**alpha**" in text
    assert "price.low: 3000 → 3500" in text


def test_a_fact_that_was_not_stated_is_no_empty_space(changed):
    text = changed(('country = "turkey"\ncity = "Istanbul"', 'country = "turkey"'))
    assert "city: Istanbul → not stated" in text


def test_a_record_that_came_or_went_is_named(changed):
    assert "**gamma** removed" in changed((GAMMA, ""))
    assert "**gamma** added" in changed((GAMMA, ""), back=True)


def test_two_datasets_that_hold_the_same_say_so(changed):
    assert "Both datasets hold the same." in changed()
