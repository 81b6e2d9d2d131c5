"""Pages in a real browser: they ask nothing of anybody, bar nobody, and need no sideways scrolling."""

import re
import shutil
import subprocess
from functools import cache
from html.parser import HTMLParser

import pytest

from conftest import CHROMIUM, FULL, SMALL, environment, in_process, sample
from stemfind import __version__
from stemfind.document.words import date_words

COMMANDS = {
    "compare": ("compare", "mexico", "turkey", "liv"),
    "checklist": ("checklist", "liv"),
    "questions": ("checklist",),
    "show": ("show", "liv", "icm-costa-rica"),
    "filter": ("filter", "--for", "sci"),
    "evidence": ("evidence",),
    "controlled": ("evidence", "--design", "controlled"),
    "estimate": ("estimate", "liv", "juventa", "--flight", "900"),
    "guide": ("guide", "routes"),
    "letter": ("letter", "liv", "--lang", "es"),
    "trials": ("trials", "--ais", "A"),
    "countries": ("compare",),
    "six": ("compare", "mexico", "turkey", "colombia", "panama", "thailand", "india"),
    "spanish": ("checklist", "liv", "--lang", "es"),
    "summary": ("summary", "liv", "--ais", "A", "--since", "3y"),
}
WIDE = {
    "four": ("compare", "mexico", "turkey", "liv", "giostar"),
    "eight": ("compare", "mexico", "turkey", "colombia", "panama", "thailand", "india", "japan", "ukraine"),
    "trips": ("estimate", "liv", "juventa", "giostar", "medipol", "reju", "immunotherapy-rm"),
    "sources": ("data", "sources"),
    "conflicts": ("data", "conflicts"),
    "all": ("filter", "--standing", "closed", "--standing", "operating"),
}
TABLETS = {
    "every trial": ("trials", "--all"),
    "choices": ("summary", "liv", "giostar", "juventa"),
    "more choices": ("summary", "liv", "giostar", "medipol", "--ais", "A", "--since", "3y"),
    "clinics": ("compare", "liv", "giostar", "juventa", "medipol"),
}
"""Pages whose tables take nearly all the room that a window of a tablet has."""
WIDTHS = (1280, 1153, 1024, 961, 930, 872, 850, 834, 833, 820, 768, 744, 641, 390, 320)
"""Windows of desks, tablets and telephones."""
PRINTED = COMMANDS | {name: WIDE[name] for name in ("four", "eight", "trips")}
AMOUNT = re.compile(r"[$€£¥₹]\d+(?:,\d{3})*(?:\.\d+)?")
MARGIN = 44.5
"""Points of each side of a sheet that stay white: 16 mm, less a hair."""
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
MISSING = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
SCREENS = ((1100, "light"), (360, "dark"), (1100, "dark"), (360, "light"))
"""Widths and colours: each with each; on half of the pages the first, on half the second where not all are tried."""


def needs_browser(test):
    return pytest.mark.browser(MISSING(test))


@cache
def page_of(command, data=None, *, short=False):
    """Return a page in full, or the short one."""
    env = environment(STEMFIND_DATA=str(data)) if data else environment()
    done = in_process([*command, *([] if short else ["--full"]), "-f", "html"], b"", env)
    assert done.returncode == 0
    return done.stdout.decode("utf-8")


def opened(browser, command, folder, data=None, *, short=False):
    path = folder / "page.html"
    path.write_text(page_of(command, data, short=short), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    return page


def sheets(browser, command, folder, paper="A4", *, short=True):
    """Return the words of each sheet on which a page is printed."""
    page = opened(browser, command, folder, short=short)
    page.pdf(path=folder / "page.pdf", format=paper)
    page.close()
    return printed(folder / "page.pdf")


def printed(pdf):
    """Return the words of each sheet, as they stand on it."""
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return text.removesuffix("\f").split("\f")


PAGES = [
    *((name, False) for name in COMMANDS if name != "countries"),  # the same parts as in "six"
    *((name, True) for name in ("compare", "checklist", "questions", "spanish", "summary")),
]
"""Which pages are looked at for barriers, and whether the short one is."""
SAMPLE = [
    ("show", False),
    ("spanish", False),
    ("compare", True),
    ("filter", False),
    ("summary", True),
    ("checklist", True),
]
"""Pages that have among them every part that a page can have."""


@needs_browser
@pytest.mark.parametrize(("name", "short"), PAGES if FULL else SAMPLE)
def test_no_page_has_a_barrier_in_light_dark_or_at_360_pixels(browser, name, short, tmp_path):
    from axe_playwright_python.sync_playwright import Axe

    path = tmp_path / "page.html"
    path.write_text(page_of(COMMANDS[name], short=short), encoding="utf-8")
    for width, scheme in SCREENS if FULL else [SCREENS[SAMPLE.index((name, short)) % 2]]:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        result = Axe().run(page)
        assert [violation["id"] for violation in result.response["violations"]] == []
        context.close()


@needs_browser
@pytest.mark.parametrize("name", ["compare", "checklist"])
def test_a_page_asks_for_nothing_and_breaks_no_rule_of_its_own(browser, name, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(page_of(COMMANDS[name]), encoding="utf-8")
    page = browser.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    assert asked == [path.as_uri()]
    assert said == []
    assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none", "the style is applied"
    page.close()


@needs_browser
def test_a_strangers_text_runs_no_script_and_makes_no_markup(browser, tmp_path):
    text = SMALL.read_text(encoding="utf-8").replace(
        'name = "Gamma"', "name = '<script>document.title=1</script><img src=x onerror=alert(1)>'"
    )
    data = tmp_path / "hostile.toml"
    data.write_text(text, encoding="utf-8")
    path = tmp_path / "page.html"
    path.write_text(page_of(("filter",), data), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("document.scripts.length + document.images.length") == 0
    assert "<script>document.title=1</script>" in page.inner_text("table")
    page.close()


@needs_browser
@pytest.mark.parametrize("name", sample([*COMMANDS, *WIDE, *TABLETS], 4))
def test_no_page_scrolls_sideways_on_any_screen(browser, name, tmp_path):
    page = opened(browser, (COMMANDS | WIDE | TABLETS)[name], tmp_path)
    for width in WIDTHS if FULL else WIDTHS[::2]:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => !e.closest('thead'))"
            ".filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))"
        ) == [], width  # fmt: skip
    page.close()


@needs_browser
@needs_poppler
@pytest.mark.parametrize("name", sample(PRINTED, 4))
def test_every_amount_and_every_name_is_whole_on_paper(browser, name, tmp_path):
    page = opened(browser, PRINTED[name], tmp_path)
    shown = page.evaluate("document.querySelector('main').textContent")
    page.emulate_media(media="print")  # where a table is laid out as records, the heading of its first column is a name
    titles = page.evaluate(
        "[...document.querySelectorAll('thead th')]"
        ".filter(e => e.previousElementSibling || e.closest('thead').clientWidth > 1).map(e => e.textContent)"
    )
    for paper in sample(("A4", "Letter"), 2, list(PRINTED).index(name) // 4 % 2):
        pdf = tmp_path / f"{paper}.pdf"
        page.pdf(path=pdf, format=paper)
        text = "".join(printed(pdf))
        assert set(AMOUNT.findall(shown)) <= set(AMOUNT.findall(text)), "no amount is cut, nor broken over two lines"
        assert [word for title in titles for word in title.split() if word not in text] == []
        boxes = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True).stdout
        width = float(re.search(r'page width="([\d.]+)"', boxes)[1])
        assert max(float(right) for right in re.findall(r'xMax="([\d.]+)"', boxes)) <= width - MARGIN
    page.close()


@needs_browser
@needs_poppler
def test_each_of_all_countries_is_printed_in_each_row(browser, tmp_path):
    page = opened(browser, ("compare",), tmp_path)
    wide = "[...document.querySelectorAll('table')].filter(e => e.innerText.startsWith('What is '))"
    names = page.evaluate(f"[...{wide}[0].querySelectorAll('thead th')].slice(1).map(e => e.textContent)")
    rows = page.evaluate(f"{wide}.reduce((sum, e) => sum + e.querySelectorAll('tbody tr').length, 0)")
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    page.close()
    assert len(names) > 20
    assert rows == 12
    text = "".join(printed(tmp_path / "page.pdf"))
    assert [name for name in names if len(re.findall(rf"{name.replace(' ', chr(92) + 's+')}:", text)) < rows] == []


@needs_browser
@needs_poppler
def test_each_sheet_says_what_it_is_how_old_and_which_of_how_many(browser, tmp_path, shipped):
    page = opened(browser, ("compare", "mexico", "turkey"), tmp_path)
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    page.close()
    sheets = printed(tmp_path / "page.pdf")
    assert len(sheets) > 2
    for number, sheet in enumerate(sheets, 1):
        foot = sheet.strip().splitlines()[-1]
        assert f"stemfind {__version__}" in foot
        assert f"{shipped.about.version}, checked {date_words(shipped.about.checked)}" in foot
        assert "Not medical advice" in foot
        assert re.search(rf" {number} ?/ ?{len(sheets)}$", foot)


@needs_browser
@needs_poppler
def test_a_long_table_of_prices_has_its_scale_on_each_sheet(browser, tmp_path):
    offer = """
[[clinics.offers]]
id = "o{n}"
name = "Offer {n}"
indication = "sci"
source = "seller"
price = {{ low = {n}000, high = {n}500, currency = "USD", unit = "programme" }}
"""
    clinic = '\n[[clinics]]\nid = "many"\nname = "Many"\ncountry = "mexico"\nsource = "seller"\n'
    data = tmp_path / "many.toml"
    data.write_text(
        SMALL.read_text(encoding="utf-8") + clinic + "".join(offer.format(n=n) for n in range(1, 71)), encoding="utf-8"
    )
    page = opened(browser, ("show", "many"), tmp_path, data)
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    page.close()
    charts = [
        sheet for sheet in printed(tmp_path / "page.pdf") if re.search(r"\$\d+,000 – \$\d+,500 +programme", sheet)
    ]
    assert len(charts) > 1
    assert all("$100,000" in sheet for sheet in charts)


SIDES = "document.querySelectorAll('table')[1]"
"""A comparison's table of what is known."""


@needs_browser
def test_a_wide_comparison_stays_a_table_for_a_screen_reader(browser, tmp_path):
    page = opened(browser, COMMANDS["six"], tmp_path)
    table = page.get_by_role("table").nth(1)
    assert page.evaluate(f"getComputedStyle({SIDES}.querySelector('tbody tr:last-child')).display") == "grid"
    assert table.get_by_role("columnheader").all_text_contents() == [
        "What is known", "Mexico", "Turkey", "Colombia", "Panama", "Thailand", "India",
    ]  # fmt: skip
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Known harms", exact=True))
    assert row.get_by_role("cell").count() == 6
    page.close()


@needs_browser
def test_up_to_four_are_side_by_side_on_a_screen_and_three_on_paper(browser, tmp_path):
    display = f"getComputedStyle({SIDES}.querySelector('tbody tr:last-child')).display"
    page = opened(browser, WIDE["four"], tmp_path)
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.evaluate(display) == "table-row"
    page.emulate_media(media="print")
    assert page.evaluate(display) == "grid"
    page.close()
    page = opened(browser, COMMANDS["compare"], tmp_path)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 672, "height": 900})
    assert page.evaluate(display) == "table-row"
    page.close()


@needs_browser
def test_on_a_phone_a_note_under_an_offer_is_not_bold(browser, tmp_path):
    page = opened(browser, ("show", "liv"), tmp_path)
    page.set_viewport_size({"width": 390, "height": 900})
    weights = page.evaluate(
        "[...document.querySelector('th[scope=row]:has(div + div)').children].map(e => getComputedStyle(e).fontWeight)"
    )
    page.close()
    assert weights == ["600", "400"]


@needs_browser
def test_a_short_fact_stays_on_one_line(browser, tmp_path):
    page = opened(browser, ("filter",), tmp_path)
    for width in (1280, 900, 390):
        page.set_viewport_size({"width": width, "height": 900})
        heights = page.evaluate(
            "[...document.querySelectorAll('td div')].filter(e => ['none published', 'stay: 2 days', 'none']"
            ".includes(e.textContent)).map(e => e.getClientRects().length * e.getBoundingClientRect().height)"
        )
        assert len(heights) > 20
        assert max(heights) < 30
    page.close()


@needs_browser
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_printed_checklist_has_boxes_lines_and_its_sources_last(browser, paper, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(page_of(COMMANDS["questions"]), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.write')).display") == "block"
    assert page.evaluate("getComputedStyle(document.querySelector('.boxes li')).breakInside") == "avoid"
    assert page.evaluate("getComputedStyle(document.querySelector('.sources')).breakBefore") == "auto"
    assert page.evaluate("document.querySelector('main').lastElementChild.className") == "sources"
    pdf = page.pdf(format=paper)
    assert 3 < len(re.findall(rb"/Type\s*/Page\b", pdf)) < 7
    page.close()


ONE_SHEET = {
    "questions": ("checklist",), "checklist": ("checklist", "liv"), "mexico": ("checklist", "giostar"),
    "group": ("checklist", "liv", "-g", "access"), "spanish": ("checklist", "liv", "--lang", "es"),
    "turkish": ("checklist", "--lang", "tr"), "summary": ("summary", "liv", "--ais", "A", "--since", "3y"),
    "three": ("summary", "liv", "giostar", "juventa", "--ais", "A", "--level", "T6", "--since", "3y", "--age", "34"),
}  # fmt: skip


@needs_browser
@needs_poppler
@pytest.mark.parametrize("name", sample(ONE_SHEET, 3))
def test_a_short_list_is_one_sheet_with_boxes_and_room_to_write(browser, name, tmp_path):
    assert len(sheets(browser, ONE_SHEET[name], tmp_path)) == 1
    page = opened(browser, ONE_SHEET[name], tmp_path, short=True)
    page.emulate_media(media="print")
    assert page.evaluate(RULED) == page.evaluate("document.querySelectorAll('.box').length") > 0
    page.close()


RULED = """[...document.querySelectorAll('.write')].filter(e => {
    const box = e.getBoundingClientRect()
    return box.height >= 14 && box.width >= 160 && getComputedStyle(e).borderBottomWidth != '0px'
}).length"""
"""How many lines to write on are long and high enough for a hand."""


@needs_browser
@needs_poppler
@pytest.mark.parametrize("command", [("checklist",), ("checklist", "liv")])
def test_the_whole_checklist_is_five_sheets_with_a_line_for_each_question(browser, command, tmp_path, shipped):
    assert len(sheets(browser, command, tmp_path, short=False)) <= 5
    page = opened(browser, command, tmp_path)
    page.emulate_media(media="print")
    assert page.evaluate(RULED) == len(shipped.questions)
    assert page.evaluate(CLEAR) >= 2  # a line to write on doesn't strike out the words beneath it
    page.close()


CLEAR = """Math.min(...[...document.querySelectorAll('.write + .beneath')].map(e =>
    e.getBoundingClientRect().top - e.previousElementSibling.getBoundingClientRect().bottom))"""


@needs_browser
def test_a_narrow_page_says_what_prices_are_for_and_names_nothing_that_is_empty(browser, tmp_path):
    page = opened(browser, ("compare", "mexico", "turkey"), tmp_path, short=True)
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.inner_text("main").index("Price for SCI") < page.inner_text("main").index("$5,000")
    page.close()
    page = opened(browser, ("show", "liv"), tmp_path, short=True)
    page.set_viewport_size({"width": 390, "height": 900})
    empty = (
        "[...document.querySelectorAll('tbody td:not(.picture)')].filter(e => !e.innerText.trim() && e.offsetHeight)"
    )
    assert page.evaluate(f"{empty}.length") == 0
    page.close()


@needs_browser
@pytest.mark.parametrize("short", [True, False])
@pytest.mark.parametrize("name", sample(["checklist", "questions", "compare", "show"], 3))
def test_nothing_on_paper_is_below_nine_points(browser, name, short, tmp_path):
    page = opened(browser, COMMANDS[name], tmp_path, short=short)
    page.emulate_media(media="print")
    small = """[...document.querySelectorAll('body *')].filter(e => [...e.childNodes].some(n => n.data && n.data.trim())
        && !e.closest('sup, footer') && e.getClientRects().length && parseFloat(getComputedStyle(e).fontSize) < 11.99)
        .map(e => e.outerHTML.slice(0, 60))"""
    assert page.evaluate(small) == []
    page.close()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_page_is_one_file_with_a_strict_policy_and_footnotes_that_link_both_ways(name):
    page = page_of(COMMANDS[name])
    assert "default-src 'none'; style-src 'sha256-" in page
    assert not re.search(r"<(script|img|link|iframe|object)\b", page)
    assert not re.search(r"\sstyle=", page)
    marks = {
        (prefix, number)
        for prefix, low, high in re.findall(r'href="#(d\d+)-s\d+" aria-label="\D+(\d+)(?: \D+(\d+))?">', page)
        for number in range(int(low), int(high or low) + 1)
    }
    sources = {(prefix, int(number)) for prefix, number in re.findall(r'<li id="(d\d+)-s(\d+)"', page)}
    assert marks == sources
    assert {f"{prefix}-s{number}" for prefix, number in sources} >= set(re.findall(r'href="#(d\d+-s\d+)"', page))
    back = set(re.findall(r'href="#(d\d+-r\d+)"', page))
    assert back <= set(re.findall(r' id="(d\d+-r\d+)"', page))


class Tongues(HTMLParser):
    """Reads a page as a voice does: each text, with the language that it is in."""

    def __init__(self, page):
        super().__init__()
        self.open, self.texts, self.labels = [], [], []
        self.feed(page[page.index("<body>") : page.index("</html>")])

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        spoken = given.get("lang") or (self.open[-1][1] if self.open else "")
        self.labels += [(given["aria-label"], spoken)] if "aria-label" in given else []
        if tag != "br":
            self.open.append((tag, spoken))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if data.strip() and self.open:
            self.texts.append((data, self.open[-1][1]))


def heard(command, data=None):
    spoken = Tongues(page_of(command, data))
    return spoken.texts, spoken.labels


@pytest.mark.parametrize("lang", ["es", "tr"])
@pytest.mark.parametrize("command", ["checklist", "letter"])
def test_english_on_a_page_in_another_language_is_read_in_english_and_the_rest_is_not(command, lang, shipped):
    from stemfind.model.answering import questions_for

    texts, _ = heard((command, "liv", "--lang", lang))
    english = " ".join(text for text, spoken in texts if spoken == "en")
    other = " ".join(text for text, spoken in texts if not spoken)
    told = {one.of: one for one in shipped.translations if one.lang == lang}
    (clinic,) = (clinic for clinic in shipped.clinics if clinic.id == "liv-ulus")
    asked = questions_for(shipped, [clinic]).asked
    said = [finding.says for one in asked for finding in one.answers[0].findings]
    assert len([says for says in said if says in english]) >= (len(said) if command == "checklist" else 5)
    assert not [says for says in said if says in other]
    shown = [told[one.question.id].asks for one in asked if told[one.question.id].asks in other]
    assert len(shown) >= (len(asked) if command == "checklist" else 20)
    assert not [one.asks for one in told.values() if one.asks and one.asks in english]
    assert f'<html lang="{lang}">' in page_of((command, "liv", "--lang", lang))


@pytest.mark.parametrize(
    ("lang", "words"),
    [("es", ("Fuentes", "fuente 1", "fuentes 1 a 3")), ("tr", ("Kaynaklar", "kaynak 1", "kaynaklar 1–3"))],
)
def test_what_the_page_itself_says_is_in_its_language(lang, words):
    texts, labels = heard(("checklist", "liv", "--lang", lang))
    own = [text for text, spoken in texts if not spoken] + [label for label, spoken in labels if not spoken]
    assert set(words) <= set(own)
    assert not [label for label, _ in labels if re.search("source|back to", label)]
    assert "Sources" not in own


def test_a_question_without_a_translation_is_read_in_english(tmp_path):
    data = tmp_path / "own.toml"
    data.write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")
    texts, _ = heard(("checklist", "alpha", "--lang", "es"), data)
    spoken = {text.strip(): lang for text, lang in texts}
    assert spoken["Is there a hoist?"] == "en"
    assert spoken["Por qué:"] == ""


def test_a_page_in_english_needs_no_word_on_its_language():
    texts, labels = heard(("checklist", "liv"))
    assert {spoken for _, spoken in [*texts, *labels]} == {""}


def test_sources_that_follow_each_other_are_written_as_a_range():
    texts, labels = heard(("compare", "mexico", "turkey"))
    assert "17–21" in [text for text, _ in texts]
    assert ("sources 17 to 21", "") in labels
    assert "17 18 19 20 21" not in " ".join(text for text, _ in texts)


def test_a_page_of_ones_own_list_does_not_pretend_to_the_bundled_data(run):
    line = '{"id":"one","name":"N","country":"mexico","source":"mine"}\n'
    page = run("filter", "--data", "-", "-f", "html", stdin=line).stdout
    assert f"<footer>stemfind {__version__}</footer>" in page
    assert "data:" in page_of(("filter",)).split("<footer>")[1]


def test_a_datasets_name_closes_no_style_and_no_string(tmp_path):
    name = 'x\\\\"; } </style><script>alert(1)</script> { ü'
    data = tmp_path / "own.toml"
    text = re.sub('name = "small"', lambda _: f"name = '{name}'", SMALL.read_text(encoding="utf-8"))
    data.write_text(text, encoding="utf-8")
    page = page_of(("filter",), data)
    assert page.count("</style>") == 1
    assert "<script" not in page
    assert r"\00003c\00002fstyle\00003e" in page


@needs_browser
@pytest.mark.parametrize("command", [("filter",), ("compare", "gamma", "beta"), ("show", "gamma")], ids=" ".join)
def test_no_name_however_long_makes_a_page_scroll_sideways(browser, command, tmp_path):
    data = tmp_path / "long.toml"
    data.write_text(SMALL.read_text(encoding="utf-8").replace('"Gamma"', f'"{"G" * 150}"'), encoding="utf-8")
    path = tmp_path / "page.html"
    page = browser.new_page()
    for short in (False, True):
        path.write_text(page_of(command, data, short=short), encoding="utf-8")
        page.goto(path.as_uri())
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (short, width)
    page.close()
