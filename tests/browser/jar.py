"""What a browser really holds: its whole cookie jar, with what no script can see, and the storages of the page."""

from typing import Any, NamedTuple

from playwright.sync_api import Page

_STORAGES = """async () => ({
    "local-storage": Object.keys(localStorage),
    "session-storage": Object.keys(sessionStorage),
    "indexed-db": (await indexedDB.databases()).map(({name}) => name),
    "cache-storage": await caches.keys(),
})"""


class Thing(NamedTuple):
    """One thing that is stored; a domain with a dot before it is also that of the hosts below."""

    name: str
    domain: str = ""
    path: str = "/"
    partitioned: bool = False
    kind: str = "cookie"


def cookies(page: Page) -> list[dict[str, Any]]:
    """The jar as the browser itself sees it, not the page: HttpOnly, Partitioned, of other paths and hosts too."""
    browser = page.context.browser
    assert browser
    own = page.context.new_cdp_session(page)
    context = own.send("Target.getTargetInfo")["targetInfo"]["browserContextId"]
    own.detach()
    whole = browser.new_browser_cdp_session()
    found: list[dict[str, Any]] = whole.send("Storage.getCookies", {"browserContextId": context})["cookies"]
    whole.detach()
    return found


def held(page: Page) -> frozenset[Thing]:
    jar = (Thing(each["name"], each["domain"], each["path"], "partitionKey" in each) for each in cookies(page))
    storages: dict[str, list[str]] = page.evaluate(_STORAGES)
    return frozenset((*jar, *(Thing(name, kind=kind) for kind, names in storages.items() for name in names)))
