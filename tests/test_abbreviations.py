"""Abbreviations are spelled out once on each screen or page where they stand."""

import re
from html import unescape

import pytest

from stemfind.document.abbreviations import MEANINGS, explained
from stemfind.document.parts import Column, Document, Row, Table, line, text

COMMANDS = (
    ("compare", "mexico", "turkey"), ("compare", "liv", "giostar", "europe"), ("show", "liv"), ("why", "liv", "price"),
    ("checklist",), ("evidence",), ("evidence", "--design", "controlled"), ("trials", "--ais", "A"),
    ("show", "puhua", "--full"), ("show", "usa", "--full"), ("trials", "--full"), ("filter", "--full"),
    ("guide", "safety"), ("guide", "routes"), ("guide", "jci"),
    ("show", "japan"), ("show", "spain", "--full"), ("show", "china"), ("show", "vietnam", "--full"),
    ("show", "lebanon"), ("show", "icm"), ("show", "armed-police", "--full"), ("show", "mexico"),
    ("evidence", "--kind", "trial", "--full"),
    ("trials", "--all", "--full"), ("show", "eu", "--full"), ("compare", "panama", "--full"), ("compare",),
)  # fmt: skip
EXPLAINED = (
    r"(?:agency|cells|drug|examination|injury|International|number|practice|scale|Scale|scans|States) \({0}[),]"
    r"|{0}(?: \((?:[a-z]+ ){{1,3}}[a-z]+\)| \(International [\w ]+\)|:? (?:is|are) (?:an?|the|about) "
    r"|:? (?:means|stands for|how) |, (?:an?|the) [\w ]*(?:agency|alliance|society))"
    r"|(?:agency|authority|scale|society) {0}\b"
)


def page(*blocks, title="A page"):
    return explained(Document(title, blocks, closing=(line("Not advice."),)))


def legend(document):
    return "" if len(document.closing) == 1 else document.closing[0][0].text


def test_what_stands_in_a_table_is_said_once_before_the_closing_words():
    table = Table("Prices", (Column("Price for SCI"), Column("made to")), (Row(((line("A"),), (line("GMP, SCI"),))),))
    document = page(table)
    assert legend(document) == "SCI: spinal cord injury; GMP: good manufacturing practice"
    assert document.closing[0][0].role == "quiet"
    assert document.closing[1] == line("Not advice.")


@pytest.mark.parametrize(
    "said",
    ["spinal cord injury (SCI) and more on SCI", "SCI is an injury", "SCI means it", "SCI, an injury, and SCI",
     "nothing of it", "ASCII and SCIRE", "CELL-SCI-2"],
)  # fmt: skip
def test_what_the_text_says_or_does_not_hold_is_not_said_again(said):
    assert legend(page(text(said))) == ""


@pytest.mark.parametrize(
    "said",
    ["Which cells are used for SCI is not shown.", "3 with a price for SCI (3 old)", "SCI is one of its uses",
     "$20,000 (SCI)", "$20,000 per operation (SCI)", "Treatment of one man with SCI (about 2008)",
     "Cells for SCI (The Bright Direction)", "Price for anything but SCI: Stem Cell Institute"],
)  # fmt: skip
def test_what_only_stands_beside_an_abbreviation_does_not_explain_it(said):
    assert legend(page(text(said))) == "SCI: spinal cord injury"


def test_a_grade_in_brackets_does_not_say_what_grades_are():
    assert legend(page(text("the first person (AIS A, T1-T10)"))).startswith("AIS: injury grade")


@pytest.mark.parametrize(
    ("said", "short"),
    [("umbilical-cord MSC, a donor's", "MSC"), ("Donor MSC (AlloRx) by vein", "MSC"), ("It says so. (PMDA)", "PMDA"),
     ("Products (EMA), use that an authority has cleared", "EMA"), ("$9,879 (ALS)", "ALS"),
     ("Emerging Infectious Diseases (CDC)", "CDC"), ("trials in spinal cord injury (ICCP), 2007", "ICCP")],
)  # fmt: skip
def test_what_stands_before_or_in_brackets_is_no_long_form_unless_it_says_what_it_is(said, short):
    assert f"{short}: {MEANINGS[short]}" in legend(page(text(said)))


@pytest.mark.parametrize(
    "said",
    ["own marrow cells (MSC, mesenchymal stromal cells)", "MSC (mesenchymal stromal cells)",
     "CDC, the US health agency, warns", "the drug agency of the United States (FDA)", "the drug agency FDA",
     "EMA (European Medicines Agency)", "an investigational new drug (IND)", "the standard examination (ISNCSCI)",
     "ISSCR (International Society for Stem Cell Research)", "GMP means good manufacturing practice",
     "AIS (injury grade) A or B", "ALS (a disease of the nerves of movement)"],
)  # fmt: skip
def test_a_long_form_in_any_order_is_enough(said):
    assert legend(page(text(said))) == ""


def test_a_title_counts():
    assert legend(page(title="Help after SCI")) == "SCI: spinal cord injury"


@pytest.mark.parametrize("form", ["table", "plain", "markdown", "html"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_each_page_says_what_its_abbreviations_stand_for(run, command, form):
    shown = re.sub(r"<[^>]+>|[*`]", "", unescape(run(*command, "-f", form, COLUMNS="400").stdout))
    body = " ".join(re.split(r"\n(?:¹ |1\. \w|Sources?\b)", shown)[0].split())
    told = " ".join(shown.split())
    for short, means in MEANINGS.items():
        if re.search(rf"(?<![\w-]){short}(?![\w-])", body):
            assert f"{short}: {means}" in told or re.search(EXPLAINED.format(short), told), short


def test_a_letter_has_no_legend(run):
    assert "GMP: good" not in run("letter", "liv", "-f", "plain").stdout


def test_sources_have_no_legend(run):
    assert "SCI: spinal" not in run("compare", "mexico", "turkey", "--sources", "-f", "plain").stdout
