"""What is wrong is listed over the page, so that everybody can read it, and it is in nobody's way."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from edited import BROKEN, GOOD, RECORDS, Tab, listens, panel_of, project, tabs
from playwright.sync_api import Browser, expect
from previewed import Served, eventually, serving

pytestmark = pytest.mark.needs("chromium")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path)


@pytest.fixture
def served(root: Path) -> Iterator[Served]:
    with serving(root, root.parent) as running:
        yield running


@pytest.fixture
def tab(browser: Browser, served: Served) -> Iterator[Tab]:
    with tabs(browser, served) as opened:
        yield opened


def test_an_error_is_listed_over_the_page_which_stays(served: Served, tab: Tab) -> None:
    page = tab("/privacy/")
    served.write("data.yaml", BROKEN)
    panel = panel_of(page)
    expect(panel).to_have_accessible_name("1 error: this page is the last good version")
    expect(panel.get_by_role("alert")).to_have_text("1 error: this page is the last good version")
    unknown = panel.get_by_role("listitem")
    expect(unknown).to_contain_text("Error")
    expect(unknown).to_contain_text("content/data.yaml:4:5")
    expect(unknown).to_contain_text("REF-schema")
    expect(unknown.locator("pre")).to_have_text("4    lable: <img src=x onerror=alert(1)>")
    expect(unknown.locator("mark")).to_have_text("l")
    expect(unknown).to_contain_text("label")
    assert panel.locator("img").count() == 0
    expect(page.get_by_role("heading", name="Part 0")).to_be_visible()
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Data").click()
    expect(page.get_by_text("Kind 1", exact=True).first).to_be_visible()
    expect(panel_of(page)).to_be_visible()


def test_the_panel_says_the_same_as_the_terminal(served: Served, tab: Tab) -> None:
    page = tab("/privacy/")
    served.write("data.yaml", BROKEN)
    expect(panel_of(page)).to_be_visible()
    told = re.findall(r"^.*?(content/\S+): error (\S+) (.*)\n    (.*)$", served.err.read_text(), re.MULTILINE)
    assert len(told) == 1
    for item, words in zip(panel_of(page).get_by_role("listitem").all(), told, strict=True):
        for part in words:
            expect(item).to_contain_text(part.replace("`", ""))


def test_saving_again_clears_thepanel_of(served: Served, tab: Tab) -> None:
    page = tab("/data/")
    served.write("data.yaml", BROKEN)
    expect(panel_of(page)).to_be_visible()
    served.write("data.yaml", GOOD.replace("Kind 1", "Mended"))
    expect(page.get_by_text("Mended").first).to_be_visible()
    expect(panel_of(page)).to_have_count(0)
    served.write("data.yaml", BROKEN)
    expect(panel_of(page)).to_be_visible()
    served.write("data.yaml", GOOD.replace("Kind 1", "Mended"))
    expect(panel_of(page)).to_have_count(0)
    assert page.evaluate("document.body.style.paddingBlockEnd") == ""


def test_the_panel_is_worked_by_keyboard_and_stays_as_it_was_left(served: Served, tab: Tab) -> None:
    page = tab("/privacy/")
    served.write("data.yaml", BROKEN)
    button, items = panel_of(page).locator(".bar button"), panel_of(page).get_by_role("list")
    expect(button).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("document.activeElement === document.body"), "it takes the focus from nobody"
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Tab")
    expect(panel_of(page).get_by_role("group", name="The problems")).to_be_focused()
    page.keyboard.press("Escape")
    expect(items).to_be_hidden()
    expect(button).to_be_focused()
    page.reload()
    expect(button).to_have_text("Show")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(items).to_be_visible()
    page.keyboard.press("Escape")
    served.write("data.yaml", BROKEN.replace("lable", "lebal"))
    expect(items).to_contain_text("lebal")
    expect(items).to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_panel_hides_nothing_for_good(served: Served, tab: Tab, width: int) -> None:
    page = tab("/privacy/")
    page.set_viewport_size({"width": width, "height": 700})
    served.write("data.yaml", BROKEN)
    expect(panel_of(page)).to_be_visible()
    page.keyboard.press("End")
    last = "document.querySelector('footer').getBoundingClientRect().bottom"
    top = panel_of(page).evaluate("element => element.getBoundingClientRect().top")
    eventually(lambda: page.evaluate(last) <= top + 1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("wish", "moves"), [("reduce", "none"), ("no-preference", "rise")])
def test_nothing_moves_for_who_wants_that(served: Served, tab: Tab, wish: str, moves: str) -> None:
    page = tab("/privacy/")
    page.emulate_media(reduced_motion=wish)  # type: ignore[arg-type] # the two are literals
    served.write("data.yaml", BROKEN)
    expect(panel_of(page)).to_have_css("animation-name", moves)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_panel_can_be_read_in_the_light_and_in_the_dark(served: Served, tab: Tab, scheme: str) -> None:
    page = tab("/privacy/")
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # the two are literals
    served.write("data.yaml", BROKEN)
    expect(panel_of(page)).to_be_visible()
    wanting = {
        part: contrast
        for part in (
            "h3",
            ".level",
            ".where > code",
            ".code",
            ".mend strong",
            ".mend span",
            ".number",
            "mark",
            ".bar button",
            ".tool",
        )
        if (contrast := panel_of(page).locator(part).first.evaluate(CONTRAST)) < 4.5
    }
    assert wanting == {}


CONTRAST = """element => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => numbers(colour).slice(0, 3).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, which) => sum + part * [0.2126, 0.7152, 0.0722][which], 0);
  let ground = element;
  const solid = (each) => (numbers(getComputedStyle(each).backgroundColor)[3] ?? 1) === 1;
  while (!solid(ground)) ground = ground.parentElement;
  const words = light(getComputedStyle(element).color), below = light(getComputedStyle(ground).backgroundColor);
  return (Math.max(words, below) + 0.05) / (Math.min(words, below) + 0.05);
}"""
"""The ratio of WCAG 2.2 between an element's words and what lies below them."""


def test_a_first_start_with_errors_shows_only_them_and_then_the_site(root: Path, browser: Browser) -> None:
    (root / "content" / "data.yaml").write_text(BROKEN)
    with serving(root, root.parent) as served, browser.new_context() as context:
        said: list[str] = []
        context.on("console", lambda message: said.append(message.text))
        page = context.new_page()
        page.goto(f"http://{served.host}/data/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Nothing to show yet")
        panel = page.get_by_role("region", name="1 error: nothing can be shown yet")
        expect(panel.get_by_role("listitem")).to_have_count(1)
        expect(panel.locator(".bar button")).to_be_hidden()
        listens(page)
        served.write("data.yaml", RECORDS)
        expect(page.get_by_role("heading", level=1)).to_have_text("Data")
        assert said == []


def test_without_scripts_the_first_page_still_tells_the_errors(root: Path, browser: Browser) -> None:
    (root / "content" / "data.yaml").write_text(BROKEN)
    with serving(root, root.parent) as served, browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"http://{served.host}/")
        expect(page.locator("pre")).to_contain_text("content/data.yaml:4:5: error REF-schema")
