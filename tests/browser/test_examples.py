"""The examples on the page about the manifest, run in a real browser as they stand there, from another site."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from shutil import which
from typing import Any

import pytest
from https_site import ARGUMENTS, Site, serve
from playwright.sync_api import Browser, Error, Page, sync_playwright

from released_site import VERSION, released
from static_host import sent

POLICY_HOST, SHOP_HOST = "privacy.example.test", "www.example.test"
PINNED = f"cookies/{VERSION}/manifest.json"
SHOP = b"<!doctype html><title>Shop</title>"

pytestmark = pytest.mark.needs("chromium", "openssl")


@dataclass(frozen=True)
class Hosts:
    """The site of the policy and a shop beside it, whose scripts are what the page shows."""

    site: Site
    tree: dict[str, bytes]
    browser: Browser

    @contextmanager
    def shopping(self) -> Iterator[Page]:
        """A page of the shop in a browser that knows nothing."""
        context = self.browser.new_context(ignore_https_errors=True)
        page = context.new_page()
        page.goto(self.site.url(SHOP_HOST, "/shop/"))
        yield page
        context.close()


@pytest.fixture(scope="module")
def hosts() -> Iterator[Hosts]:
    tree: dict[str, bytes] = {}

    def headers(host: str, path: str) -> list[tuple[str, str]]:
        return sent(tree, path) if host == POLICY_HOST else []

    with sync_playwright() as playwright, serve(tree, headers) as site:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=list(ARGUMENTS))
        tree.update(released(site.url(POLICY_HOST), domain=".example.test,"))
        tree.update(_shown(browser, site))
        yield Hosts(site, tree, browser)
        browser.close()


def _shown(browser: Browser, site: Site) -> dict[str, bytes]:
    """The shop, with the examples as somebody copies them off the page."""
    page = browser.new_page(ignore_https_errors=True)
    page.goto(site.url(POLICY_HOST, "/cookies/manifest/"))
    script = "found => found.map(each => [each.closest('figure').querySelector('.tag').textContent, each.textContent])"
    shown: list[tuple[str, str]] = page.locator("pre code").evaluate_all(script)
    page.close()
    return {"shop/index.html": SHOP, **{f"shop/{name}": text.encode() for name, text in shown}}


def _exported(page: Page, example: str, name: str, *given: object) -> Any:
    """What an example exports; with `given`, what that says to them."""
    call = "async ([file, name, given]) => { const it = (await import(file))[name]; return given ? it(...given) : it; }"
    return page.evaluate(call, [f"/shop/{example}.mjs", name, list(given) or None])


@pytest.mark.parametrize("example", ["pinned", "newest"])
def test_a_manifest_is_fetched_and_a_changed_one_is_refused(example: str, hosts: Hosts) -> None:
    sealed = hosts.tree[PINNED]
    with hosts.shopping() as page:
        assert _exported(page, example, "manifest") == json.loads(sealed)
    hosts.tree[PINNED] = sealed.replace(b"3.1.0", b"3.1.1")
    try:
        with hosts.shopping() as page, pytest.raises(Error, match="Failed to fetch"):
            _exported(page, example, "manifest")
    finally:
        hosts.tree[PINNED] = sealed


def test_what_is_not_for_programs_is_closed_to_them(hosts: Hosts) -> None:
    with hosts.shopping() as page:
        for path, is_open in (("cookies/manifest.json", True), ("cookies/index.md", False)):
            fetched = "url => fetch(url).then(() => true, () => false)"
            assert page.evaluate(fetched, hosts.site.url(POLICY_HOST, f"/{path}")) == is_open


def _manifest(version: int, **hashes: str | None) -> dict[str, Any]:
    """A digest that is `narrower` goes no further than `a` did."""
    categories = [
        {"id": name, "consent_hash": digest, "still_valid": ["a"] if digest == "narrower" else []}
        for name, digest in hashes.items()
    ]
    return {"consent_version": version, "consent": {"lifetime_seconds": None}, "categories": categories}


@pytest.mark.parametrize(
    ("now", "asked"),
    [
        (_manifest(1, needed=None, counting="a", adverts="b"), []),
        (_manifest(1, needed=None, counting="narrower", adverts="b"), []),
        (_manifest(2, needed=None, counting="wider", adverts="b"), ["counting"]),
        (_manifest(2, needed=None, counting="narrower", adverts="wider"), ["adverts"]),
        (_manifest(2, needed=None, counting="a", adverts="b"), []),
        (_manifest(2, needed=None, counting="a", adverts="b", social="c"), ["social"]),
        (_manifest(2, needed="d", counting=None, adverts="b"), ["needed"]),
    ],
)
def test_a_category_is_asked_about_again_when_it_was_widened(now: Any, asked: list[str], hosts: Hosts) -> None:
    before = _manifest(1, needed=None, counting="a", adverts="b")
    with hosts.shopping() as page:
        stored = _exported(page, "asking", "remember", before)
        assert _exported(page, "asking", "mustAsk", now, stored) == asked
        everything = [each["id"] for each in now["categories"] if each["consent_hash"]]
        assert _exported(page, "asking", "mustAsk", now, None) == everything
        module = "async ([url, ...given]) => (await import(url)).needsConsent(...given).map(({category}) => category)"
        url = hosts.site.url(POLICY_HOST, "/cookies/policygen.mjs")
        assert page.evaluate(module, [url, now, {**stored, "at": "2026-01-01"}]) == asked


def test_names_are_matched_as_the_plain_way_does(hosts: Hosts) -> None:
    words = ["".join(letters) for length in range(5) for letters in product("ab*", repeat=length)]
    cases = [({"type": kind, "value": value}, name) for kind in ("exact", "glob") for value in words for name in words]
    script = """async (cases) => {
        const { isCalled } = await import("/shop/matching.mjs");
        return cases.map(([match, name]) => isCalled({ match }, name));
    }"""
    with hosts.shopping() as page:
        found = page.evaluate(script, cases)
    assert found == [_matches(match, name) for match, name in cases]


def _matches(match: dict[str, str], name: str) -> bool:
    return name == match["value"] if match["type"] == "exact" else _is_like(match["value"], name)


def _is_like(glob: str, name: str) -> bool:
    if not glob:
        return not name
    if glob[0] == "*":
        return any(_is_like(glob[1:], name[at:]) for at in range(len(name) + 1))
    return name[:1] == glob[0] and _is_like(glob[1:], name[1:])


def test_the_module_asks_remembers_and_deletes(hosts: Hosts) -> None:
    with hosts.shopping() as page:
        assert _exported(page, "module", "questions") == [{"category": "counting", "why": "new"}]
        assert [_exported(page, "module", "mayUse", each) for each in ("needed", "counting")] == [True, False]
        page.evaluate("document.cookie = '_visit_7=1; Domain=example.test; Path=/shop; Secure; SameSite=Lax'")
        assert _exported(page, "module", "answer", {"counting": True}) == {"deleted": [], "left": []}
        page.reload()
        assert _exported(page, "module", "questions") == []
        assert _exported(page, "module", "mayUse", "counting") is True
        assert page.evaluate("document.cookie") == "_visit_7=1"
        told = _exported(page, "module", "answer", {"counting": False})
        assert told == {"deleted": [{"id": "visit", "name": "_visit_7", "seen": True}], "left": []}
        assert page.evaluate("document.cookie") == ""
