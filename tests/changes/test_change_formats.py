"""What `policygen diff` prints: for a terminal, for programs, for a comment on a pull request."""

import json

from markdown_it import MarkdownIt
from mutations import changed, read, version

from policygen.changes import as_json, as_markdown, as_text, between, sentences

OLD = read("everything")


def _with(path: str, value: object) -> str:
    return as_markdown(between(version(OLD), version(changed(OLD, path, value))))


def test_the_text() -> None:
    hotjar = {"id": "hj", "name": "_hj*", "category": "counting", "duration": "1 year"}
    new = changed(changed(OLD, "cookies.items.hj", hotjar), "site.notice", "Made up.")
    assert as_text(between(version(OLD), version(new))) == (
        "3.1.0 -> 3.1.0\n"
        "\n"
        "The site\n"
        "  editorial: It is a line about the site, and no fact of the policy.\n"
        "    - Site, line on every page: This whole site is made up. -> Made up.\n"
        "\n"
        "Cookies and other stored items\n"
        "  material: Something new is stored that people must agree to.\n"
        "    - New cookie: `_hj*`, Counting, 1 year\n"
        "\n"
        "2 changes, together material: the version must be 4.0.0 at least, and it is 3.1.0\n"
        "ask again: counting (new item `_hj*`)\n"
    )


def test_a_reason_is_told_once_and_the_gravest_first() -> None:
    new = changed(changed(OLD, "cookies.items.visit.secure", False), "cookies.items.visit.path", "/")
    text = as_text(between(version(OLD), version(changed(new, "cookies.items.visit.duration", "2 years"))))
    assert text.count("none of those of which people must be told beforehand") == 1
    assert text.index("  material: It stays longer") < text.index("    - Cookie `_visit_*`: 30 minutes")
    assert text.index("    - Cookie `_visit_*`: 30 minutes") < text.index("  minor: ") < text.index(", path: ")


def test_the_text_of_no_change() -> None:
    found = as_text(between(version(OLD), version(OLD)))
    assert found == "3.1.0 -> 3.1.0\n\nnothing changed\nnobody needs to be asked again\n"


def test_a_version_without_a_number_needs_another_name() -> None:
    old, new = (changed(OLD, "policy.version", each) for each in ("autumn", "winter"))
    found = between(version(old), version(changed(new, "rights.fee", "10 pounds")))
    assert "1 change, together material: the version needs another name\n" in as_text(found)


def test_the_json() -> None:
    found = json.loads(as_json(between(version(OLD), version(changed(OLD, "cookies.items.visit.duration", "2 years")))))
    assert found.pop("changes") == [
        {
            "subject": "Cookies and other stored items",
            "list": "cookies.items",
            "id": "visit",
            "called": "_visit_*",
            "field": "duration",
            "old": "30 minutes after your last activity",
            "new": "2 years",
            "words": "Cookie `_visit_*`: 30 minutes after your last activity -> 2 years",
            "gravity": "material",
            "reason": "It stays longer on people's devices.",
        }
    ]
    reason = "`_visit_*`: it lasts longer: 2 years instead of 30 minutes after your last activity"
    assert found == {
        "old": "3.1.0",
        "new": "3.1.0",
        "gravity": "material",
        "least_version": "4.0.0",
        "consent_version": 2,
        "ask_again": [{"category": "counting", "reasons": [reason]}],
    }


def test_the_markdown() -> None:
    assert _with("cookies.items.visit.secure", False) == (
        "## 3.1.0 → 3.1.0\n"
        "\n"
        "- **1 change, together minor: the version must be 3.2.0 at least, and it is 3.1.0**\n"
        "- **nobody needs to be asked again**\n"
        "\n"
        "### Cookies and other stored items\n"
        "\n"
        "**minor**: A fact changed, and none of those of which people must be told beforehand.\n"
        "\n"
        "- Cookie `_visit_*`, over HTTPS only: yes -> no\n"
    )


def test_nothing_that_the_content_says_becomes_markdown() -> None:
    evil = "<img src=x> @everyone #1 [here](https://evil.example) **bold** `code\n\n# Title"
    found = _with("site.controllers.shop.contact.post", evil)
    assert "@" not in found
    html = MarkdownIt().render(found)
    assert "<img" not in html
    assert "<a " not in html
    assert "<strong>bold" not in html
    assert "<h1>" not in html
    assert "&lt;img src=x&gt; @everyone #1 [here](https://evil.example) **bold** `code # Title" in html


def test_changes_stand_under_their_subject() -> None:
    new = changed(changed(OLD, "rights.fee", "10 pounds"), "data.categories.address.label", "Address")
    grouped = sentences(between(version(OLD), version(new)).changes)
    assert [(title, len(found)) for title, found in grouped] == [("Personal data", 1), ("Rights and complaints", 1)]
