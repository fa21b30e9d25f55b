"""The demonstration shop: sound content, an address that is its own, and nothing stored that it does not declare."""

from collections.abc import Mapping
from typing import Any

import jar
import pytest
import shop as demonstration
from jar import Thing
from matrix import NEEDED, THINGS, UNDECLARED
from playwright.sync_api import Browser
from shop import SHOP, Shop

from policygen.cli import main

STRAYS = {THINGS[name] for name in UNDECLARED}


def test_its_content_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SHOP), "--as-of", "2026-11-22"]) == 0
    assert capsys.readouterr().err.splitlines()[-1] == "1 info."


def test_its_policy_is_at_the_address_at_which_it_is_served() -> None:
    tree = demonstration.policy("https://www.shop.localhost:4433/")
    assert b'"https://www.shop.localhost:4433/cookies/manifest.schema.json"' in tree["cookies/manifest.json"]
    assert "privacy/index.html" in tree


@pytest.mark.needs("chromium", "node", "openssl")
def test_what_it_stores_is_what_it_declares(browser: Browser) -> None:
    with demonstration.opened() as shop:
        shop.publish("as it is")
        page = browser.new_page(ignore_https_errors=True)
        page.goto(shop.url("/before/"))
        page.wait_for_function("async () => (await caches.keys()).length && (await indexedDB.databases()).length")
        page.frame_locator("iframe").locator("html").wait_for()
        cookies, held = jar.cookies(page), jar.held(page)
        page.close()
        declared = _declared(shop)
    found = {each["name"]: each for each in cookies if Thing(each["name"], each["domain"]) not in STRAYS}
    assert {(each.kind, each.name) for each in held - STRAYS} == set(declared)
    assert {*NEEDED, *THINGS.values()} <= held
    facts = {name: _facts(each) for name, each in found.items() if name != "spout"}
    assert facts == {name: _said(item) for (kind, name), item in declared.items() if kind == "cookie" and name in facts}
    assert len(facts) == len([name for kind, name in declared if kind == "cookie"]) - 1


def _declared(shop: Shop) -> dict[tuple[str, str], Mapping[str, Any]]:
    """What stands in the browser when everything runs; a star stands for letters that the shop chooses."""
    chosen = {"_ga_*": "_ga_TEAPOT", "depth.*": "depth.start"}
    items = (each for each in shop.manifest["items"] if each["kind"] != "pixel" and each["purpose_type"] != "consent")
    return {(each["kind"], chosen.get(each["name"], each["name"])): each for each in items}


def _facts(cookie: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "domains": [cookie["domain"].removeprefix(".")],
        "host_only": not cookie["domain"].startswith("."),
        "path": cookie["path"],
        "secure": cookie["secure"],
        "http_only": cookie["httpOnly"],
        "same_site": cookie["sameSite"].lower(),
        "partitioned": "partitionKey" in cookie,
    }


def _said(item: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: item[key] for key in ("domains", "host_only", "path", "secure", "http_only", "same_site", "partitioned")
    }
