"""Every page in a real browser: no barrier, no sideways scrolling, no request to others, keys and paper work."""

import threading
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from urllib.parse import urlsplit

import inspection
import pytest
from inspection import Opened, opened
from playwright.sync_api import Browser, sync_playwright

from policygen import disk, layouts
from policygen.build import build
from policygen.load import load
from policygen.model.policy import CONTENT

ROOT = Path(__file__).parents[2]
SITES = {"reference": ROOT, "everything": ROOT / "tests" / "sites" / "everything"}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

pytestmark = pytest.mark.needs("chromium", "node")


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=which("chromium"), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder, and the address at which it is served."""
    folder = tmp_path_factory.mktemp("host")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module", params=SITES)
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """The address of every page of a site, which lies on its host where its own address says."""
    folder = tmp_path_factory.mktemp("site")
    content, _ = disk.read(SITES[request.param] / CONTENT, CONTENT)
    policy = load(content).policy
    assert policy
    below = urlsplit(policy.site.base_url).path
    theme, _ = disk.read(layouts.default_folder(), layouts.FOLDER)
    tree = build(content, theme, today=date(2026, 11, 22), with_coverage=True).tree
    for file, data in tree.items():
        target = folder / below.strip("/") / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        start = f"http://127.0.0.1:{server.server_port}{below}"
        yield [start + file.removesuffix("index.html") for file in sorted(tree) if file.endswith(".html")]
        server.shutdown()


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
