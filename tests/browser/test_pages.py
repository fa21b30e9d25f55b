"""Every page in a real browser: no barrier, no sideways scrolling, no request to others, keys and paper work."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import inspection
import pytest
from hosting import hosted, serving
from inspection import Opened, opened
from playwright.sync_api import Browser

from policygen.build import build
from policygen.cli import project
from policygen.load import load

ROOT = Path(__file__).parents[2]
SITES = {"reference": ROOT, "everything": ROOT / "tests" / "sites" / "everything"}
DAY = date(2026, 12, 1)
"""One version of the reference policy is past then, one in force, and one to come."""

pytestmark = pytest.mark.needs("chromium", "node")


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder, and the address at which it is served."""
    folder = tmp_path_factory.mktemp("host")
    with serving(folder) as address:
        yield folder, address


@pytest.fixture(scope="module", params=SITES)
def pages(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """The address of every page of a site, which lies on its host where its own address says."""
    found = project.read(SITES[request.param])
    policy = load(found.content).policy
    assert policy
    tree = build(found.content, found.layouts, found.releases, today=DAY, with_coverage=True).tree
    with hosted(tree, urlsplit(policy.site.base_url).path) as address:
        yield [address + file.removesuffix("index.html") for file in sorted(tree) if file.endswith(".html")]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_bars_anybody(pages: list[str], browser: Browser, width: int, dark: bool) -> None:
    assert len(pages) > 3
    for url in pages:
        with opened(browser, url, width, dark=dark) as here:
            assert (url, inspection.noise(here)) == (url, [])
            assert (url, inspection.leaks(here)) == (url, [])
            assert (url, inspection.barriers(here)) == (url, [])


@pytest.mark.parametrize(("width", "zoom"), [(320, 1), (1280, 2), (1280, 4)])
def test_nobody_scrolls_sideways(pages: list[str], browser: Browser, width: int, zoom: int) -> None:
    for url in pages:
        with opened(browser, url, width, zoom=zoom) as here:
            assert (url, inspection.sideways(here)) == (url, [])


@pytest.mark.parametrize("width", [360, 1280])
def test_keys_reach_every_link_and_are_seen(pages: list[str], browser: Browser, width: int) -> None:
    for url in pages:
        with opened(browser, url, width) as here:
            assert (url, inspection.lost_keys(here)) == (url, [])


def test_the_skip_link_skips(pages: list[str], browser: Browser) -> None:
    with opened(browser, pages[-1], 1280) as here:
        here.page.keyboard.press("Tab")
        skip = here.page.locator(":focus")
        assert skip.inner_text() == "Skip to the content"
        assert skip.bounding_box()["y"] >= 0  # type: ignore[index]
        here.page.keyboard.press("Enter")
        assert here.page.evaluate("document.activeElement.id") == "page_content"


def test_on_paper_links_show_where_they_lead(pages: list[str], browser: Browser) -> None:
    for url in pages:
        with opened(browser, url, 1280) as here:
            assert (url, inspection.unprinted(here)) == (url, [])


HEAD = "<!doctype html><html lang=en><title>t</title><main id=page_content><h1>t</h1>"
SKIP = "<a href='#page_content'>Skip</a>"
FAULTS: list[tuple[Callable[[Opened], list[str]], str, str]] = [
    (inspection.barriers, "<img src=a.png>", "image-alt"),
    (inspection.barriers, "<p style='color:#999;background:#fff'>pale", "color-contrast"),
    (inspection.barriers, "<svg role=img aria-label=a><a href='#b'><text y=9>b</text></a></svg>", "nested-interactive"),
    (inspection.sideways, "<p style='width:2000px'>wide", "the page"),
    (inspection.sideways, "<div style='overflow:hidden'><p style='width:2000px'>wide</div>", "<p style"),
    (inspection.leaks, "<img src='http://localhost:1/a.png' alt=a>", "http://localhost:1/a.png"),
    (inspection.noise, "<script>console.log('heard')</script>", "heard"),
    (inspection.noise, "<script>throw new Error('heard')</script>", "heard"),
    (inspection.lost_keys, "<a href='#a'>a</a>", "the first link does not skip"),
    (inspection.lost_keys, f"{SKIP}<a href='#a' tabindex=-1>a</a>", "not reached: <a"),
    (inspection.lost_keys, f"{SKIP}<a href='#a' tabindex=1>a</a>", "not reached: <a"),
    (inspection.lost_keys, f"{SKIP}<a href='#a' style='outline:none'>a</a>", "focus not seen"),
    (inspection.unprinted, "<article><a href='https://a.example/'>a</a></article>", "https://a.example/"),
]


@pytest.mark.parametrize(("checker", "fault", "said"), FAULTS, ids=range(len(FAULTS)))
def test_a_planted_fault_is_found(
    checker: Callable[[Opened], list[str]], fault: str, said: str, host: tuple[Path, str], browser: Browser
) -> None:
    folder, address = host
    (folder / "index.html").write_text(HEAD + fault)
    with opened(browser, f"{address}/", 1280) as here:
        assert any(said in each for each in checker(here))
