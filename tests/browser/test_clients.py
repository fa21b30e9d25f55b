"""Real consent clients with our exports unchanged, in a real browser: what they delete, keep, and ask again."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic

import jar
import matrix
import pytest
import shop as demonstration
from clients import CLIENTS, Client
from matrix import ANALYTICS, NEEDED, OUT_OF_REACH, THINGS, UNDECLARED, Known
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as TookTooLong
from shop import Shop

pytestmark = pytest.mark.needs("chromium", "node")

CATEGORIES = ("preferences", "analytics", "marketing")
PAUSE, SOON, LATE = 400, 1_000, 15_000
"""Milliseconds: in which a client does what is pressed, in which it shows its banner, in which a busy one must."""


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    with demonstration.opened() as found:
        yield found


@contextmanager
def _person(browser: Browser, shop: Shop) -> Iterator[Page]:
    """Somebody who has been in the shop when it asked nobody, and so has everything in the browser."""
    shop.publish("as it is")
    context = browser.new_context(ignore_https_errors=True)
    page, errors = context.new_page(), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    _store_everything(page, shop)
    yield page
    assert errors == []
    context.close()


def _store_everything(page: Page, shop: Shop) -> None:
    page.goto(shop.url("/before/"))
    end = monotonic() + LATE / 1000
    while not {*THINGS.values(), *NEEDED} <= jar.held(page):
        assert monotonic() < end, {*THINGS.values(), *NEEDED} - jar.held(page)
        page.wait_for_timeout(50)


def _asks(page: Page, client: Client, expected: bool) -> bool:
    try:
        page.locator(client.banner).first.wait_for(timeout=LATE if expected else SOON)
    except TookTooLong:
        return False
    page.wait_for_timeout(PAUSE)  # Some show their banner before they are ready.
    return True


def _visit(page: Page, client: Client, shop: Shop) -> None:
    """A first visit, on which every client asks."""
    page.goto(shop.url(client.path))
    assert _asks(page, client, True)


def _press(page: Page, client: Client, button: str) -> None:
    """Until it has an effect: tarteaucitron shows its buttons for half a second before they do something."""
    end = monotonic() + LATE / 1000
    while page.locator(client.banner).first.is_visible():
        assert monotonic() < end
        with suppress(TookTooLong):
            page.locator(button).first.click(timeout=SOON)
            page.locator(client.banner).first.wait_for(state="hidden", timeout=SOON)


def _gone(page: Page, expected: list[str] | None = None) -> list[str]:
    """What is deleted of the things that people can refuse, in the end; nothing that is needed is ever."""
    end = monotonic() + (LATE / 1000 if expected is not None else 0)
    page.wait_for_timeout(PAUSE if expected is not None else SOON)
    while (found := _missing(page)) != expected and monotonic() < end:
        page.wait_for_timeout(PAUSE)
    return found


def _missing(page: Page) -> list[str]:
    held = jar.held(page)
    assert [thing for thing in NEEDED if thing not in held] == []
    return [name for name, thing in THINGS.items() if thing not in held]


def _started(page: Page) -> list[str]:
    return sorted((page.locator("html").get_attribute("data-ran") or "").split())


def _asked(page: Page, client: Client, shop: Shop, expected: str = "no") -> str:
    """Whether the client asks on a new visit, and about what."""
    page.goto(shop.url(client.path))
    if not _asks(page, client, expected != "no"):
        return "no"
    about = [each for each in client.asked(page) if each in CATEGORIES]
    return ", ".join(about) if 0 < len(about) < len(CATEGORIES) else "about everything"


def _who_refuses(page: Page, client: Client, shop: Shop, expected: Known | None) -> Known:
    _visit(page, client, shop)
    early = _gone(page)
    _press(page, client, client.refuse)
    deletes = _gone(page, expected and expected["deletes"])
    assert _started(page) == []
    second = _asked(page, client, shop)
    _store_everything(page, shop)
    page.goto(shop.url(client.path))
    again = _gone(page, deletes if expected and expected["answers"]["returned"] == "yes" else None)
    returned = "yes" if again == deletes else "some of it" if again else "no"
    return Known(
        deletes=deletes, answers={"unanswered": "yes" if early else "no", "returned": returned, "second": second}
    )


def _who_agrees(page: Page, client: Client, shop: Shop, expected: Known | None) -> dict[str, str]:
    """All that is declared stays, also on the next visit, and when words change."""
    _visit(page, client, shop)
    _press(page, client, client.accept)
    page.wait_for_function("count => (document.documentElement.dataset.ran ?? '').split(' ').length === count", arg=3)
    assert _started(page) == sorted(CATEGORIES)
    assert set(_gone(page)) <= set(UNDECLARED)
    assert _asked(page, client, shop) == "no"
    assert set(_gone(page)) <= set(UNDECLARED)
    answers = dict[str, str]()
    for variant in ("reworded", "widened"):
        shop.publish(variant)
        answers[variant] = _asked(page, client, shop, expected["answers"][variant] if expected else "no")
    return {**answers, "lost": "yes" if set(_gone(page)) - set(UNDECLARED) else "no"}


def _who_agrees_to_analytics(page: Page, client: Client, shop: Shop, deletes: list[str]) -> None:
    """What they agree to stays, and of the rest goes what goes when people refuse everything."""
    _visit(page, client, shop)
    client.mix(page)
    page.wait_for_function("document.documentElement.dataset.ran === 'analytics'")
    wanted = [name for name in deletes if name not in ANALYTICS]
    assert _gone(page, wanted) == wanted


@pytest.mark.parametrize("client", CLIENTS, ids=lambda each: each.id)
def test_a_client_behaves_as_is_known(
    client: Client, browser: Browser, shop: Shop, request: pytest.FixtureRequest
) -> None:
    renew = request.config.getoption("--renew")
    expected = None if renew else matrix.known(client)
    with _person(browser, shop) as page:
        measured = _who_refuses(page, client, shop, expected)
    with _person(browser, shop) as page:
        measured["answers"] |= _who_agrees(page, client, shop, expected)
    if renew:
        matrix.renew(client, measured)
    assert sorted({*measured["deletes"]} ^ {*matrix.known(client)["deletes"]}) == []
    assert measured["answers"] == matrix.known(client)["answers"]
    with _person(browser, shop) as page:
        _who_agrees_to_analytics(page, client, shop, measured["deletes"])


def test_our_module_deletes_all_that_a_script_can() -> None:
    ours = matrix.known(CLIENTS[0])
    assert [name for name in THINGS if name not in ours["deletes"]] == [*OUT_OF_REACH, *UNDECLARED]
    assert (ours["answers"]["reworded"], ours["answers"]["widened"]) == ("no", "analytics")
