"""What is wrong with a page, as a browser shows it: each function looks at one thing and gives the faults it finds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

AXE = Path(__file__).parents[1] / "node" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_RUN_AXE = "tags => axe.run({runOnly: {type: 'tag', values: tags}}).then(found => found.violations)"
_WIDER = """() => {
    const room = document.documentElement.clientWidth;
    const cut = each => getComputedStyle(each).clipPath !== 'none' || (each.parentElement && cut(each.parentElement));
    const wide = [...document.querySelectorAll('body *')].filter(
        each => each.getBoundingClientRect().right > room + 1 && !cut(each));
    const all = document.scrollingElement.scrollWidth > room ? ['the page'] : [];
    return [...all, ...wide.map(each => each.outerHTML.slice(0, 80))];
}"""
_LINKS = """() => [...document.querySelectorAll('a[href]')].filter(each => each.checkVisibility())
    .map((each, number) => { each.dataset.number = number; return each.outerHTML.slice(0, 80); })"""
_FOCUSED = """() => {
    const here = document.activeElement, style = getComputedStyle(here);
    return [here.dataset.number ?? '', style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2];
}"""
_ADDRESSES = """() => [...document.querySelectorAll('article a[href^=http]')].filter(each => {
    const after = getComputedStyle(each, '::after').content;
    return !each.textContent.includes(each.getAttribute('href')) && !after.includes(each.href);
}).map(each => each.outerHTML.slice(0, 80))"""


@dataclass(frozen=True)
class Opened:
    """A page in a browser, and what it has said and asked for since."""

    page: Page
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@contextmanager
def opened(browser: Browser, url: str, width: int, *, dark: bool = False, zoom: int = 1) -> Iterator[Opened]:
    """A browser zooms by making the page narrower, and each of its pixels larger."""
    page = browser.new_page(
        viewport={"width": width // zoom, "height": 800},
        device_scale_factor=zoom,
        color_scheme="dark" if dark else "light",
    )
    found = Opened(page)
    page.on("console", lambda message: found.console.append(message.text))
    page.on("pageerror", lambda error: found.console.append(str(error)))
    page.on("request", lambda request: found.requests.append(request.url))
    page.goto(url)
    yield found
    page.close()


@cache
def _axe() -> str:
    return AXE.read_text()


def barriers(here: Opened) -> list[str]:
    """Everything that axe-core finds."""
    here.page.evaluate(_axe())
    return [
        f"{each['id']}: {node['html'][:90]}" for each in here.page.evaluate(_RUN_AXE, TAGS) for node in each["nodes"]
    ]


def sideways(here: Opened) -> list[str]:
    """What stands out of the screen, so that people must scroll sideways."""
    found: list[str] = here.page.evaluate(_WIDER)
    return found


def leaks(here: Opened) -> list[str]:
    """What was asked of other hosts."""
    own = urlsplit(here.page.url).netloc
    return [each for each in here.requests if urlsplit(each).netloc != own]


def noise(here: Opened) -> list[str]:
    return here.console


def lost_keys(here: Opened) -> list[str]:
    """The links that the tabulator does not reach in their order, or on which it cannot be seen to stand."""
    links: list[str] = here.page.evaluate(_LINKS)
    faults = [] if links and 'href="#page_content"' in links[0] else ["the first link does not skip to the content"]
    for number, link in enumerate(links):
        here.page.keyboard.press("Tab")
        reached, outlined = here.page.evaluate(_FOCUSED)
        if reached != str(number):
            return [*faults, f"not reached: {link}"]
        if not outlined:
            faults.append(f"focus not seen: {link}")
    return faults


def unprinted(here: Opened) -> list[str]:
    """The links of the article whose address is not on paper."""
    here.page.emulate_media(media="print")
    data = here.page.pdf()
    found: list[str] = here.page.evaluate(_ADDRESSES)
    return found if data.startswith(b"%PDF-") else ["there is no PDF"]
