"""The way of a reader through the versions of the reference policy, on a phone and without scripts."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hosting import hosted
from playwright.sync_api import Browser, Page

from policygen.build import build
from policygen.cli import project

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.needs("chromium")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    found = project.read(ROOT)
    with hosted(build(found.content, found.layouts, found.releases, today=date(2026, 12, 1)).tree) as address:
        page = browser.new_page(viewport={"width": 390, "height": 844}, java_script_enabled=False, base_url=address)
        yield page
        page.close()


def follow(page: Page, name: str) -> str:
    """The path to which a link leads."""
    page.get_by_role("link", name=name).first.click()
    return page.url.removeprefix(page.url.partition("//")[0] + "//").partition("/")[2]


def test_from_the_page_in_force_to_what_changed_and_to_the_version_of_a_day(phone: Page) -> None:
    phone.goto("privacy/")
    assert phone.get_by_text("From 1 February 2027").is_visible()
    assert follow(phone, "What changed") == "privacy/2.0.0/changes/"
    assert phone.locator("article.redline").get_by_role("insertion").count() > 100
    assert phone.locator("article.redline").get_by_role("deletion").count() > 100
    assert follow(phone, "All versions") == "history/"
    row = phone.get_by_role("row").filter(has_text="until 19 November 2026")
    assert row.get_by_text("1 March 2024").first.is_visible()
    row.get_by_role("link", name="Privacy & Cookies").click()
    assert phone.url.endswith("/privacy/1.0.0/")
    assert phone.get_by_text("This text was in force from 1 March 2024 until 19 November 2026.").is_visible()
    assert follow(phone, "Next: 2.0.0") == "privacy/2.0.0/"
    assert follow(phone, "Next: 2.1.0") == "privacy/2.1.0/"
    assert follow(phone, "In force now: 2.0.0") == "privacy/"


def test_what_is_announced_is_what_will_be(phone: Page) -> None:
    phone.goto("cookies/")
    assert follow(phone, "What changes") == "cookies/2.1.0/changes/"
    marked = [phone.locator(f"article.redline {tag}").all_inner_texts() for tag in ("del", "ins")]
    assert marked == [["6"], ["3"]]
    phone.goto("cookies/2.1.0/manifest.json")
    lives = {each["id"]: each["duration"] for each in json.loads(phone.inner_text("body"))["items"]}
    assert lives["tideline-visitor"] == "P3M"
