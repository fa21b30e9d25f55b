"""What a lawyer sees in the browser while editing: the page follows what is saved, and jumps along."""

import re
import subprocess
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from edited import BROKEN, HEAD, RECORDS, Tab, listens, panel_of, project, tabs
from playwright.sync_api import Browser, Page, expect
from previewed import Served, command, environment, eventually, serving

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
    listens(other)
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
    listens(page)
    assert page.url.endswith("#part-2")


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
            listens(page)
            first.stop()
        expect(page.get_by_role("alert")).to_contain_text("The preview has ended")
        first.write("pages/privacy.md", HEAD + "\nWritten in between.\n")
        with serving(root, root.parent, first.port):
            expect(page.get_by_text("Written in between.")).to_be_visible()
            expect(panel_of(page)).to_have_count(0)


def test_nothing_is_written_and_no_script_gets_into_the_site(served: Served, tab: Tab) -> None:
    build = [*command("build", served.root), "--quiet"]
    subprocess.run(build, env=environment(), check=True)
    before = _tree(served.root)
    page = tab("/privacy/")
    served.replace("pages/privacy.md", "## Part 8 {#part-8}\n", "## Part eight {#part-8}\n")
    _at(page, "part-8")
    served.write("data.yaml", BROKEN)
    expect(panel_of(page)).to_be_visible()
    assert before
    assert _tree(served.root) == before
    served.write("data.yaml", RECORDS)
    subprocess.run(build, env=environment(), check=True)
    for path in (served.root / "site").rglob("*"):
        if path.is_file():
            assert re.search(rb"livereload|\.policygen/|<script", path.read_bytes(), re.IGNORECASE) is None
