"""The model itself, walked: every number and every text of a record has bounds."""

import datetime as dt
from typing import Any

import msgspec
import pytest
from msgspec import inspect

from stemfind.dataset.sections import SECTIONS, record_type
from stemfind.model import dataset
from stemfind.model.dataset import About, Dataset
from stemfind.model.term import Term

RECORDS = (About, *(record_type(section) for section in SECTIONS))


def leaves(kind: Any, path: str, seen: set[type]):
    """Yield the path and type of every value that a type can hold."""
    match kind:
        case inspect.StructType():
            if kind.cls not in seen:
                seen.add(kind.cls)
                for field in kind.fields:
                    yield from leaves(field.type, f"{kind.cls.__name__}.{field.name}", seen)
        case inspect.UnionType():
            for one in kind.types:
                yield from leaves(one, path, seen)
        case inspect.VarTupleType():
            yield from leaves(kind.item_type, path, seen)
        case inspect.Metadata():
            yield from leaves(kind.type, path, seen)
        case _:
            yield path, kind


def every_leaf():
    return [leaf for record in RECORDS for leaf in leaves(inspect.type_info(record), record.__name__, set())]


def unbounded(kind: Any) -> bool:
    match kind:
        case inspect.IntType() | inspect.FloatType():
            return (kind.ge is None and kind.gt is None) or (kind.le is None and kind.lt is None)
        case inspect.StrType():
            return kind.max_length is None and not (kind.pattern and kind.pattern.endswith(r"$(?!\n)"))
        case _:
            return not isinstance(kind, inspect.BoolType | inspect.NoneType | inspect.LiteralType | inspect.DateType)


def test_every_number_and_every_text_of_the_model_has_bounds():
    found = every_leaf()
    assert {"Rate.usd", "About.recheck_months", "Study.year", "Figure.low", "Interval.low"} <= {
        path.replace("Price.low", "Interval.low") for path, _ in found
    }
    assert [path for path, kind in found if unbounded(kind)] == []


def test_a_number_without_bounds_would_be_found():
    class Loose(msgspec.Struct):
        years: int
        name: str | None = None

    found = leaves(inspect.type_info(Loose), "Loose", set())
    assert [path for path, kind in found if unbounded(kind)] == ["Loose.years", "Loose.name"]


IDS = ("id", "registry_id", "registry")


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_that_is_written_as_an_id_is_an_id(record):
    for path, kind in leaves(inspect.type_info(record), "", set()):
        if path.rpartition(".")[2] in IDS and isinstance(kind, inspect.StrType):
            assert kind.max_length == 64, path
            assert kind.pattern in (r"^[a-z0-9]+(-[a-z0-9]+)*$(?!\n)", r"^[A-Za-z0-9]+([./-][A-Za-z0-9]+)*$(?!\n)"), (
                path
            )


def test_every_list_of_a_dataset_has_its_record_type_in_the_same_order():
    assert tuple(SECTIONS) == dataset.SECTION_NAMES


def test_a_line_of_kinds_ends_where_terms_are_kinds_of_each_other():
    terms = [Term(id=one, kind="cells", label=one.upper(), definition="-", broader=above)
             for one, above in (("a", "b"), ("b", "c"), ("c", "a"), ("d", None))]  # fmt: skip
    held = Dataset(about=About(name="own", version="1", checked=dt.date(2026, 1, 1)), terms=tuple(terms))
    assert (held.lineage("a"), held.lineage("d"), held.lineage("nowhere")) == (("a", "b", "c"), ("d",), ("nowhere",))
    assert (held.label("a"), held.label("nowhere")) == ("A", "nowhere")


def test_what_is_not_on_record_is_called_by_its_id():
    held = Dataset(about=About(name="own", version="1", checked=dt.date(2026, 1, 1)))
    said = (held.publisher("s"), held.name("r"), held.conflicts_about("r"))
    assert said == ("s", "r", ())
    assert (held.source("s"), held.country("x"), held.term("t"), held.claims_about("r")) == (None, None, None, ())


def test_an_offer_is_for_sci_only_where_it_says_so_and_a_trial_free_only_where_nobody_pays(shipped):
    for clinic in shipped.clinics:
        assert all(offer.for_sci == ("sci" in offer.indications) for offer in clinic.offers)
    paid = [trial for trial in shipped.trials if trial.pays]
    assert paid
    assert not any(trial.free for trial in paid)
    assert all(trial.open for trial in shipped.trials if trial.free)
