"""What a lawyer sees in the browser while editing: the page follows and jumps along, and mistakes are listed on it."""

import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from previewed import MINIMAL, Served, command, environment, eventually, serving

pytestmark = pytest.mark.needs("chromium")

SECTIONS = 12
HEAD = "---\ntitle: Privacy\nsummary: What we hold.\n---\n"
FILLING = "\n\n".join(["We say this at some length, so that the page does not fit a screen."] * 12)
PROSE = HEAD + "".join(f"\n## Part {each} {{#part-{each}}}\n\n{FILLING}\n" for each in range(SECTIONS))
RECORDS = "categories:\n" + "".join(f"  - id: kind-{each}\n    label: Kind {each}\n" for each in range(60))
GOOD = "categories:\n  - id: kind-1\n    label: Kind 1\n"
BROKEN = f"{GOOD}    lable: <img src=x onerror=alert(1)>\n"

Tab = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-background-networking"]
        running = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
        yield running
        running.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(MINIMAL, tmp_path / "project" / "content")
    content = tmp_path / "project" / "content"
    (content / "pages" / "privacy.md").write_text(PROSE)
    (content / "pages" / "data.md").write_text("---\ntitle: Data\n---\n\n## What we hold {#held}\n\n{{ data }}\n")
    (content / "data.yaml").write_text(RECORDS)
    return tmp_path / "project"


@pytest.fixture
def served(root: Path) -> Iterator[Served]:
    with serving(root, root.parent) as running:
        yield running


@pytest.fixture
def tab(browser: Browser, served: Served) -> Iterator[Tab]:
    """Opens pages, of which none may say anything to the console or ask anything of another host."""
    said: list[str] = []
    with browser.new_context(viewport={"width": 1000, "height": 700}) as context:
        context.on("console", lambda message: said.append(message.text))
        context.on("weberror", lambda error: said.append(str(error.error)))
        context.on("request", lambda asked: said.append(asked.url) if served.host not in asked.url else None)

        def opened(path: str) -> Page:
            page = context.new_page()
            page.goto(f"http://{served.host}{path}")
            _listens(page)
            return page

        yield opened
        assert said == []


def _listens(page: Page) -> None:
    """Not with `wait_for_function`, which the policy of the page forbids."""
    eventually(lambda: page.evaluate("window.LiveReload?.connector?.protocol") == 7)


def _panel(page: Page) -> Locator:
    return page.get_by_role("dialog")


def _top(page: Page, anchor: str) -> float:
    return float(page.locator(f"#{anchor}").evaluate("element => element.getBoundingClientRect().top"))


def _at(page: Page, anchor: str) -> None:
    page.wait_for_url(f"**/#{anchor}")
    assert -1 <= _top(page, anchor) < 350


def _tree(root: Path) -> dict[str, str]:
    files = (path for path in root.rglob("*") if path.is_file() and "content" not in path.parts)
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_saved_edit_is_on_the_page_at_once(served: Served, tab: Tab, capsys: pytest.CaptureFixture[str]) -> None:
    page = tab("/privacy/")
    took = []
    for number in range(5):
        began = time.perf_counter()
        served.replace("pages/privacy.md", "We say this", f"We now say {number}, and we say this")
        expect(page.get_by_text(f"We now say {number}")).to_be_visible()
        took.append(time.perf_counter() - began)
    with capsys.disabled():
        print(f"\nFrom saving to seeing: {min(took):.2f} s to {max(took):.2f} s.")  # noqa: T201 -- a figure to read


def test_the_page_jumps_to_the_section_that_was_edited(served: Served, tab: Tab) -> None:
    page = tab("/privacy/")
    served.replace("pages/privacy.md", "## Part 8 {#part-8}\n", "## Part 8 {#part-8}\n\nThis is new.\n")
    _at(page, "part-8")
    served.replace("pages/privacy.md", "## Part 3 {#part-3}\n", "## Part three {#part-3}\n")
    _at(page, "part-3")
    assert f"Changed: http://{served.host}/privacy/#part-8\n" in served.out.read_text()


def test_the_page_jumps_to_the_record_that_was_edited(served: Served, tab: Tab) -> None:
    page = tab("/data/")
    served.replace("data.yaml", "label: Kind 44\n", "label: Another kind\n")
    _at(page, "data-kind-44")
    assert f"Changed: http://{served.host}/data/#data-kind-44\n" in served.out.read_text()


def test_only_the_page_that_shows_the_edit_moves(served: Served, tab: Tab) -> None:
    other = tab("/privacy/")
    other.locator("#part-5").scroll_into_view_if_needed()
    before = _top(other, "part-5")
    page = tab("/data/")
    served.replace("data.yaml", "label: Kind 30\n", "label: Another kind\n")
    _at(page, "data-kind-30")
    eventually(lambda: other.evaluate("performance.getEntriesByType('navigation')[0].type") == "reload")
    _listens(other)
    assert abs(_top(other, "part-5") - before) < 2
    assert other.url == f"http://{served.host}/privacy/"


def test_opening_a_page_jumps_to_what_was_just_edited_but_once(served: Served, tab: Tab) -> None:
    shown = tab("/privacy/")
    served.replace("pages/privacy.md", "## Part 8 {#part-8}\n", "## Part eight {#part-8}\n")
    _at(shown, "part-8")
    page = tab("/privacy/")
    _at(page, "part-8")
    page.goto(f"http://{served.host}/privacy/#part-2")
    page.reload()
    _listens(page)
    assert page.url.endswith("#part-2")


def test_an_error_is_listed_over_the_page_which_stays(served: Served, tab: Tab) -> None:
    page = tab("/privacy/")
    served.write("data.yaml", BROKEN)
    panel = _panel(page)
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
    expect(_panel(page)).to_be_visible()


def test_the_panel_says_the_same_as_the_terminal(served: Served, tab: Tab) -> None:
    page = tab("/privacy/")
    served.write("data.yaml", BROKEN)
    expect(_panel(page)).to_be_visible()
    told = re.findall(r"^.*?(content/\S+): error (\S+) (.*)\n    (.*)$", served.err.read_text(), re.MULTILINE)
    assert len(told) == 1
    for item, words in zip(_panel(page).get_by_role("listitem").all(), told, strict=True):
        for part in words:
            expect(item).to_contain_text(part.replace("`", ""))


def test_saving_again_clears_the_panel(served: Served, tab: Tab) -> None:
    page = tab("/data/")
    served.write("data.yaml", BROKEN)
    expect(_panel(page)).to_be_visible()
    served.write("data.yaml", GOOD.replace("Kind 1", "Mended"))
    expect(page.get_by_text("Mended").first).to_be_visible()
    expect(_panel(page)).to_have_count(0)
    served.write("data.yaml", BROKEN)
    expect(_panel(page)).to_be_visible()
    served.write("data.yaml", GOOD.replace("Kind 1", "Mended"))
    expect(_panel(page)).to_have_count(0)
    assert page.evaluate("document.body.style.paddingBlockEnd") == ""


def test_the_panel_is_worked_by_keyboard_and_stays_as_it_was_left(served: Served, tab: Tab) -> None:
    page = tab("/privacy/")
    served.write("data.yaml", BROKEN)
    button, items = _panel(page).get_by_role("button"), _panel(page).get_by_role("list")
    expect(button).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("document.activeElement === document.body"), "it takes the focus from nobody"
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Tab")
    expect(_panel(page).get_by_role("group", name="The problems")).to_be_focused()
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
    expect(_panel(page)).to_be_visible()
    page.keyboard.press("End")
    last = "document.querySelector('footer').getBoundingClientRect().bottom"
    top = _panel(page).evaluate("element => element.getBoundingClientRect().top")
    eventually(lambda: page.evaluate(last) <= top + 1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("wish", "moves"), [("reduce", "none"), ("no-preference", "rise")])
def test_nothing_moves_for_who_wants_that(served: Served, tab: Tab, wish: str, moves: str) -> None:
    page = tab("/privacy/")
    page.emulate_media(reduced_motion=wish)  # type: ignore[arg-type] # the two are literals
    served.write("data.yaml", BROKEN)
    expect(_panel(page)).to_have_css("animation-name", moves)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_panel_can_be_read_in_the_light_and_in_the_dark(served: Served, tab: Tab, scheme: str) -> None:
    page = tab("/privacy/")
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # the two are literals
    served.write("data.yaml", BROKEN)
    expect(_panel(page)).to_be_visible()
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
            "button",
        )
        if (contrast := _panel(page).locator(part).first.evaluate(CONTRAST)) < 4.5
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
        expect(panel.get_by_role("button")).to_have_count(0)
        _listens(page)
        served.write("data.yaml", RECORDS)
        expect(page.get_by_role("heading", level=1)).to_have_text("Data")
        assert said == []


def test_without_scripts_the_first_page_still_tells_the_errors(root: Path, browser: Browser) -> None:
    (root / "content" / "data.yaml").write_text(BROKEN)
    with serving(root, root.parent) as served, browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"http://{served.host}/")
        expect(page.locator("pre")).to_contain_text("content/data.yaml:4:5: error REF-schema")


def test_a_site_below_a_path_is_previewed_there(served: Served, tab: Tab) -> None:
    page = tab("/")
    served.replace("site.yaml", "https://shop.example/", "https://shop.example/legal/")
    page.wait_for_url(f"http://{served.host}/legal/")
    page = tab("/legal/data/")
    served.replace("data.yaml", "label: Kind 44\n", "label: Another kind\n")
    _at(page, "data-kind-44")


def test_a_browser_follows_a_server_that_was_started_again(root: Path, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        with serving(root, root.parent) as first:
            page.goto(f"http://{first.host}/privacy/")
            _listens(page)
            first.stop()
        expect(page.get_by_role("alert")).to_contain_text("The preview has ended")
        first.write("pages/privacy.md", HEAD + "\nWritten in between.\n")
        with serving(root, root.parent, first.port):
            expect(page.get_by_text("Written in between.")).to_be_visible()
            expect(_panel(page)).to_have_count(0)


def test_nothing_is_written_and_no_script_gets_into_the_site(served: Served, tab: Tab) -> None:
    build = [*command("build", served.root), "--quiet"]
    subprocess.run(build, env=environment(), check=True)
    before = _tree(served.root)
    page = tab("/privacy/")
    served.replace("pages/privacy.md", "## Part 8 {#part-8}\n", "## Part eight {#part-8}\n")
    _at(page, "part-8")
    served.write("data.yaml", BROKEN)
    expect(_panel(page)).to_be_visible()
    assert before
    assert _tree(served.root) == before
    served.write("data.yaml", RECORDS)
    subprocess.run(build, env=environment(), check=True)
    for path in (served.root / "site").rglob("*"):
        if path.is_file():
            assert re.search(rb"livereload|\.policygen/|<script", path.read_bytes(), re.IGNORECASE) is None
