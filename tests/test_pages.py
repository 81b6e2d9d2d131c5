"""Pages in a real browser: they ask nothing of anybody, bar nobody, and need no sideways scrolling."""

import re
import shutil
import subprocess

import pytest

from conftest import PROGRAM, SMALL, environment

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
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
}
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


def page_of(command, data=None):
    env = environment(STEMFIND_DATA=str(data)) if data else environment()
    return subprocess.run([PROGRAM, *command, "-f", "html"], capture_output=True, text=True, env=env, check=True).stdout


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()


@needs_browser
@pytest.mark.parametrize("name", COMMANDS)
def test_no_page_has_a_barrier_in_light_dark_or_at_360_pixels(browser, name, tmp_path):
    from axe_playwright_python.sync_playwright import Axe

    path = tmp_path / "page.html"
    path.write_text(page_of(COMMANDS[name]), encoding="utf-8")
    for width, scheme in ((1100, "light"), (1100, "dark"), (360, "light"), (360, "dark")):
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
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_printed_checklist_has_boxes_lines_and_its_sources_last(browser, paper, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(page_of(COMMANDS["questions"]), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.write')).display") == "block"
    assert page.evaluate("getComputedStyle(document.querySelector('.boxes li')).breakInside") == "avoid"
    assert page.evaluate("document.querySelector('main').lastElementChild.className") == "sources"
    pdf = page.pdf(format=paper)
    assert 4 < len(re.findall(rb"/Type\s*/Page\b", pdf)) < 40
    page.close()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_page_is_one_file_with_a_strict_policy_and_footnotes_that_link_both_ways(name):
    page = page_of(COMMANDS[name])
    assert "default-src 'none'; style-src 'sha256-" in page
    assert not re.search(r"<(script|img|link|iframe|object)\b", page)
    assert not re.search(r"\sstyle=", page)
    marks = set(re.findall(r'href="#(d\d+-s\d+)"', page))
    sources = set(re.findall(r'<li id="(d\d+-s\d+)"', page))
    assert marks == sources
    back = set(re.findall(r'href="#(d\d+-r\d+)"', page))
    assert back <= set(re.findall(r' id="(d\d+-r\d+)"', page))
