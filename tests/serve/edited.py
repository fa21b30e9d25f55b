"""A project to be edited while browsers look at it: long enough to scroll, with records enough to jump to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page
from previewed import Served, copied, eventually

SECTIONS = 12
HEAD = "---\ntitle: Privacy\nsummary: What we hold.\n---\n"
FILLING = "\n\n".join(["We say this at length, so that the page does not fit a screen."] * 12)
PROSE = HEAD + "".join(f"\n## Part {each} {{#part-{each}}}\n\n{FILLING}\n" for each in range(SECTIONS))
RECORDS = "categories:\n" + "".join(f"  - id: kind-{each}\n    label: Kind {each}\n" for each in range(60))
GOOD = "categories:\n  - id: kind-1\n    label: Kind 1\n"
BROKEN = f"{GOOD}    lable: <img src=x onerror=alert(1)>\n"
"""One error, in line 4."""

Tab = Callable[[str], Page]


def project(folder: Path) -> Path:
    content = folder / "project" / "content"
    copied(content)
    (content / "pages" / "privacy.md").write_text(PROSE)
    (content / "pages" / "data.md").write_text("---\ntitle: Data\n---\n\n## What we hold {#held}\n\n{{ data }}\n")
    (content / "data.yaml").write_text(RECORDS)
    return folder / "project"


@contextmanager
def tabs(browser: Browser, served: Served) -> Iterator[Tab]:
    """Opens pages, of which none may say anything to the console or ask anything of another host."""
    said: list[str] = []
    with browser.new_context(viewport={"width": 1000, "height": 700}) as context:
        context.on("console", lambda message: said.append(message.text))
        context.on("weberror", lambda error: said.append(str(error.error)))
        context.on("request", lambda asked: said.append(asked.url) if served.host not in asked.url else None)

        def opened(path: str) -> Page:
            page = context.new_page()
            page.goto(f"http://{served.host}{path}")
            listens(page)
            return page

        yield opened
        assert said == []


def listens(page: Page) -> None:
    """Not with `wait_for_function`, which the policy of the page forbids."""
    eventually(lambda: page.evaluate("window.LiveReload?.connector?.protocol") == 7)


def panel_of(page: Page) -> Locator:
    return page.get_by_role("dialog")
