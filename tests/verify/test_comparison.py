"""What page and manifest say otherwise is told in words that name the page, the cell and both values."""
# ruff: noqa: E501 -- a case stays on its line

import re
from typing import Any

import pytest
import small_site

from policygen import verify
from policygen.problems import Place, Problem, Related

MEND = "Build the site again from its content, and publish pages and manifest together."


def on_page(before: str, after: str) -> list[Problem]:
    """What is found when the cookies page says something else once."""
    assert small_site.COOKIES.count(before) == 1, before
    return list(verify.site(small_site.site(cookies=small_site.COOKIES.replace(before, after))))


def in_manifest(change: Any) -> list[Problem]:
    facts = small_site.facts()
    change(facts)
    return list(verify.site(small_site.site(small_site.sealed(facts))))


def test_both_values_and_the_place_are_told() -> None:
    assert on_page("<td>13 months</td>", "<td>24 months</td>") == [
        Problem(
            Place("cookies/index.html", 50, 26),
            "VERIFY-item",
            "cookies/index.html, row `cookie-ga`, cell Lasts: the page says `24 months`, the manifest says `13 months`.",
            MEND,
        )
    ]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("<code>basket", "<code>b\u0430sket", "character 2 is U+0430 CYRILLIC SMALL LETTER A instead of U+0061"),
        ("<code>basket", "<code>bas\u200bket", "character 4 is U+200B ZERO WIDTH SPACE instead of U+006B"),
        ("<code>basket", "<code>basket\u200b", "character 7 is U+200B ZERO WIDTH SPACE instead of nothing"),
        ("<td>Counts “visits”.", "<td>Counts “visits“.", "character 15 is U+201C LEFT DOUBLE QUOTATION MARK instead of U+201D"),
        ("<td>Counts “visits”.", "<td>C0unts “visits”.", "character 2 is U+0030 instead of U+006F"),
        ("Holds what you buy", "Holds what\u00a0you buy", "character 11 is U+00A0 NO-BREAK SPACE instead of U+0020 SPACE"),
        ("Holds what you buy", "Holds what you\u007f buy", "character 15 is U+007F without a name instead of U+0020 SPACE"),
        ("Holds what you buy", "Holds that you buy", "says `Holds that you buy.`, the manifest says `Holds what you buy.`."),
    ],
)  # fmt: skip
def test_letters_that_look_alike_are_spelt_out(before: str, after: str, words: str) -> None:
    (found,) = on_page(before, after)
    assert words in found.message


@pytest.mark.parametrize(
    ("before", "after", "messages"),
    [
        (
            "<td>Counts “visits”.</td>",
            "<td></td>",
            ["row `cookie-ga`, cell Purpose: the page says nothing, the manifest says `Counts “visits”.`."],
        ),
        (
            "<td>Not stated</td>\n<td>Holds",
            "<td>Google</td>\n<td>Holds",
            ["row `cookie-basket`, cell Provider: the page says `Google`, the manifest says `Not stated`."],
        ),
        (
            "<div><dt>Path</dt><dd>/shop</dd></div>",
            "",
            ["row `cookie-ga`, cell Path: the page says nothing, the manifest says `/shop`."],
        ),
        (
            "<div><dt>Use</dt><dd>Load balancing</dd></div>",
            "<div><dt>Use</dt><dd>Load balancing</dd></div><div><dt>Path</dt><dd>/x</dd></div>",
            ["row `cookie-basket`, cell Path: the page says `/x`, the manifest says nothing."],
        ),
        (
            "<div><dt>Use</dt><dd>Load balancing</dd></div>",
            "<div><dt>Use</dt><dd>Load balancing</dd></div><div><dt>Sold</dt><dd>yes</dd></div>",
            ["row `cookie-basket`, cell Sold: the page says `yes`, and the manifest has nothing of that kind."],
        ),
        (
            "<div><dt>Use</dt><dd>Load balancing</dd></div>",
            "<div><dt>Use</dt><dd>Load balancing</dd></div><div><dt>Use</dt><dd>Load balancing</dd></div>",
            ["row `cookie-basket`: `Use` is said twice, `Load balancing` and `Load balancing`."],
        ),
        (
            "<div><dt>Use</dt><dd>Load balancing</dd></div>",
            "<dt>Use</dt><dd>Load balancing</dd><dd>Payment</dd> or <dt>Path</dt>",
            [
                "row `cookie-basket`: `or` has no label.",
                "row `cookie-basket`: `Path` has no value.",
                "row `cookie-basket`: `Payment` is not one label with one value.",
                "row `cookie-basket`: `Name matching exactly this name Use Load balancing Payment or Path` is more than its list of facts.",
            ],
        ),
        (
            '<td data-label="Details">',
            '<td data-label="Lasts 1 day">',
            ["row `cookie-choice`: `Name matching"],
        ),
        (
            '<td data-label="Kind">Cookie</td>',
            '<td data-label="Not a">Cookie</td>',
            ["row `cookie-ga`, cell Kind: some people are told `Not a` by `data-label`, and everybody else reads `Cookie`."],
        ),
        (
            '<tr id="cookie-odd">',
            "<tr>",
            [
                "a row without an id: the manifest does not have it (`e^Event|visit^<ID>|$***`, `IndexedDB`, `Not stated`, `Not stated`).",
                "no page shows `cookie-odd`, so that nobody can see it.",
            ],
        ),
        (
            '<tr id="service-plain"><th scope="row">',
            '<tr id="service-plain"><th>',
            ["row `service-plain`: its first cell is not its header."],
        ),
        (
            '<tr id="service-plain"><th scope="row">Plain</th><td>Not stated</td>',
            '<tr id="service-plain"><th scope="row">Plain</th>',
            ["row `service-plain`: it has 4 cells under 5 column headers."],
        ),
        (
            '<section id="cookie-category-odd">',
            '<section id="cookie-category-even">',
            ["section `cookie-category-even`: the manifest does not have it (`Odd ones`, `Not stated`).", "no page shows `cookie-category-odd`"],
        ),
        (
            '<section id="cookie-category-odd"><h3>Odd ones</h3>',
            '<section id="cookie-category-odd">',
            [
                "section `cookie-category-odd`, heading of its section: the page says nothing, the manifest says `Odd ones`.",
                "row `cookie-odd`, heading of its section: the page says nothing, the manifest says `Odd ones`.",
            ],
        ),
        (
            "<h3>Analytics</h3>",
            "<h3>Analytics</h3><section><p class='description'>Of another.</p></section>",
            [],
        ),
        (
            '<p class="description">Without these the site does not work.</p>',
            '<p class="description">Without these the site does not work.</p><p class="description">Or does it?</p>',
            ["`description` is said twice, `Without these the site does not work.` and `Or does it?`."],
        ),
        (
            "<caption>Analytics: Counter Pro</caption>",
            "<caption>Analytics: Plain</caption>",
            [
                "row `cookie-ga`, caption of its table: the page says `Analytics: Plain`, the manifest says `Analytics`.",
                "row `cookie-ga-too`, caption of its table: the page says `Analytics: Plain`, the manifest says `Analytics`.",
            ],
        ),
        ("<caption>Analytics: Counter Pro</caption>", "<caption>Analytics</caption>", []),
        (
            '<td>Not stated</td><td><dl class="facts"><div><dt>Name matching</dt><dd>exactly this name</dd></div></dl></td>',
            "<td>Not stated</td><td>Not stated</td>",
            ["row `cookie-odd`, cell Name matching: the page says nothing, the manifest says `exactly this name`."],
        ),
        (
            "<div><dt>Your choice lasts</dt><dd>6 months</dd></div>",
            "<div><dt>Your choice lasts</dt><dd>some time</dd></div>",
            ["`consent-facts`, cell Your choice lasts: the page says `some time`, the manifest says `P6M, 15768000 seconds`."],
        ),
    ],
)  # fmt: skip
def test_the_messages(before: str, after: str, messages: list[str]) -> None:
    found = on_page(before, after)
    for words in messages:
        assert any(words in each.message for each in found), found
    assert bool(found) == bool(messages), found


def test_a_record_that_is_shown_twice_names_both_places() -> None:
    again = re.search(r'(?s)<tr id="cookie-odd">.*?</tr>', small_site.COOKIES)
    assert again
    home = small_site.HOME.replace("</body>", f"<table><thead></thead><tbody>{again[0]}</tbody></table></body>")
    found = [each for each in verify.site(small_site.site(home=home)) if "twice" in each.message]
    (problem,) = found
    assert problem.message == "index.html, row `cookie-odd`: it is shown twice."
    assert problem.related == (Related(Place("cookies/index.html", 68, 1), "shown here first"),)
