"""`why` of fields of several words, and of whatever a row of another page is called."""

import re

import pytest
from msgspec.structs import replace

from stemfind.commands.compare.page import comparison_document
from stemfind.commands.show.page import record_document
from stemfind.commands.summary.page import sheet_document
from stemfind.commands.summary.result import summed_up
from stemfind.commands.why.result import find_facts, find_record
from stemfind.document.parts import Table
from stemfind.model.matching import Candidate
from stemfind.model.money import Exchange
from stemfind.model.profile import comparison_of

NAMES = ("Published prices", "Offers", "Clinics")
"""Tables whose rows are called after a price, an offer or a clinic."""
NOTHING = re.compile("none|no |not |nothing|does not apply|0 clinics|No count|for SCI: nothing")
"""How a cell begins that says that there is nothing."""


def rows(document):
    """Yield the title of each row, and the lines of its second cell."""
    for block in (*document.blocks, *document.short):
        for row in block.rows if isinstance(block, Table) and block.caption not in NAMES else ():
            yield (
                "".join(run.text for run in row.cells[0][0]),
                ["".join(run.text for run in said) for said in row.cells[1]],
            )


def documents(dataset, subject, exchange):
    yield record_document(subject, dataset, exchange)
    yield comparison_document(comparison_of(dataset, [subject], exchange), dataset, exchange)
    if subject in dataset.clinics:
        sheet = summed_up(dataset, [subject], Candidate(), exchange, dataset.about.checked)
        yield sheet_document(sheet, dataset, exchange)


def test_each_leads_to_a_field_and_to_facts_where_the_row_says_any(shipped):
    exchange, titles = Exchange(shipped.rates), set()
    for subject in shipped.subjects.values():
        for document in documents(shipped, subject, exchange):
            for title, told in rows(document):
                found = find_facts(shipped, subject, title)
                silent = NOTHING.match(told[0])
                assert silent or found.facts or found.conflicts, (subject.id, title, told)
                titles.add(title)
    named = {"Still not known", "People named", "Known gain", "What it is", "Closes off", "Not known", "Trouble"}
    assert named <= titles


def test_one_for_several_kinds_leads_to_what_it_holds_of_each(shipped):
    exchange, covering = Exchange(shipped.rates), next(one.id for one in shipped.benchmarks if one.covers)
    subjects = [find_record(shipped, name) for name in ("mexico", "liv", covering)]
    document = comparison_document(comparison_of(shipped, subjects, exchange), shipped, exchange)
    titles = {title for title, _ in rows(document)}
    assert {"Saving stated · Team · Covers", "Still not known · Independent record"} <= titles
    for title, fields in (
        ("Saving stated · Team · Covers", ("saving", "team", "covers")),
        ("Still not known · Independent record", ("not_known", "independent_record")),
    ):
        for subject, field in zip(subjects, fields, strict=False):
            found = find_facts(shipped, subject, title)
            held = find_facts(shipped, subject, field)
            assert held.facts, (subject.id, field)
            assert set(held.facts) <= set(found.facts), (subject.id, field)


@pytest.mark.parametrize("typed", [["not", "known"], ["not known"], ["not-known"], ["still", "not", "known"]])
def test_a_field_of_several_words_needs_no_quotes(run, typed):
    assert run("why", "mexico", *typed, "-f", "plain").stdout.startswith("Mexico: not known\n")


def test_every_field_that_is_listed_can_be_typed_as_it_is_listed(run, shipped):
    for name in ("icm-costa-rica", "mexico", "mayo"):
        for field in find_facts(shipped, find_record(shipped, name)).fields:
            assert run("why", name, *field.replace("_", " ").split()).returncode == 0, field


@pytest.mark.parametrize("depth", [[], ["--full"]])
@pytest.mark.parametrize("name", ["mexico", "liv-ulus", "turkey"])
def test_the_studies_that_a_page_counts_are_counted_alike_and_named(run, shipped, name, depth):
    (profile,) = comparison_of(shipped, [find_record(shipped, name)], Exchange(shipped.rates)).profiles
    text = run("why", name, "evidence", *depth, "-f", "plain").stdout
    number, controlled = len(profile.studies), len(profile.controlled)
    assert f"{number} studies of such cells in SCI on record, {controlled} controlled" in text
    assert all(study.name in text for study in (profile.studies if depth else profile.controlled))
    assert f"{number} studies of such cells on record, {controlled} controlled" in run("show", name).stdout


def test_where_every_trial_says_whether_it_refuses_none_is_counted_as_silent(shipped):
    refusing = [trial for trial in shipped.trials if trial.prior_cells == "excluded"]
    found = find_facts(replace(shipped, trials=tuple(refusing)), find_record(shipped, "liv"), "closes off")
    assert len(found.facts) == len(refusing) > 0
    assert not any("do not say" in str(fact.value) for fact in found.facts)
