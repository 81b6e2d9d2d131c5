import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from stemfind.errors import AmbiguousName, UnknownName
from stemfind.model.clinic import Clinic
from stemfind.model.country import Country
from stemfind.names import Entry, fold, resolve
from stemfind.subject import find

ENTRIES = [
    Entry("mexico", "Mexico", ("México", "MX", "MEX")),
    Entry("turkey", "Turkey", ("Türkiye", "TR", "TUR")),
    Entry("liv-ulus", "Liv Hospital Ulus"),
    Entry("medipol-mega", "Medipol Mega University Hospital"),
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("MEXICO", "mexico"), ("méxico", "mexico"), ("mx", "mexico"), ("Türkiye", "turkey"), ("TÜRKİYE", "turkey"),
        ("tur", "turkey"), ("liv", "liv-ulus"), ("ulus", "liv-ulus"), ("mega", "medipol-mega"),
        ("liv hospital", "liv-ulus"), ("edipol", "medipol-mega"),
    ],
)  # fmt: skip
def test_a_name_is_found_by_id_code_accent_prefix_or_part(query, found):
    assert resolve(query, ENTRIES, "record").id == found


def test_a_name_that_fits_several_is_an_error_with_all_of_them():
    with pytest.raises(AmbiguousName) as error:
        resolve("hospital", ENTRIES, "record")
    assert error.value.candidates == ("liv-ulus", "medipol-mega")


def test_a_misspelt_name_is_an_error_with_a_near_one():
    with pytest.raises(UnknownName) as error:
        resolve("mexco", ENTRIES, "record")
    assert "mexico" in error.value.candidates


@pytest.mark.parametrize("nothing", ["", "  ", "--", "\x1b"])
def test_a_name_without_a_letter_is_unknown_and_not_everything(nothing):
    with pytest.raises(UnknownName):
        resolve(nothing, ENTRIES, "record")


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_a_place_goes_before_the_clinics_that_carry_its_name(small):
    panama = Country(id="panama", name="Panama", iso2="PA", iso3="PAN")
    carriers = tuple(
        Clinic(id=f"panama-{kind}", name=f"Panama {kind}", country="panama", source="page") for kind in ("one", "two")
    )
    dataset = replace(small, countries=(*small.countries, panama), clinics=carriers)
    assert find(dataset, "pana") is panama
    with pytest.raises(AmbiguousName):
        find(replace(dataset, countries=small.countries), "pana")
