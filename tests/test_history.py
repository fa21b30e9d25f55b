"""The history and the feed: every sealed version, with what follows from its neighbours and from no clock."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup

from policygen import disk, layouts, outputs, prose, redline
from policygen.load import load
from policygen.model.edition import Edition
from policygen.model.policy import CONTENT
from policygen.outputs import feed, history, pages, view
from policygen.outputs.history import History
from policygen.outputs.sheet import Sheet
from policygen.outputs.version import Shelf, Status, Version
from policygen.tree import Tree

SITE = Path(__file__).parent / "sites" / "everything"
THEME = disk.read(layouts.default_folder(), layouts.FOLDER)[0]
ADDRESS = "https://shop.example/privacy-and-more/"
ATOM = "{http://www.w3.org/2005/Atom}"


@cache
def _first() -> Version:
    """What tests/sites/everything says, as a version."""
    found = load(disk.read(SITE / CONTENT, CONTENT)[0])
    assert found.policy
    composed = outputs.compose(found.policy, tuple(map(prose.parse, found.pages)), THEME)
    written = composed.written.articles
    return Version(
        edition=found.policy.policy,
        status="in-force",
        language=found.policy.site.language,
        consent_version=1,
        articles=written,
        manifest=composed.manifest,
        policy=found.policy,
        redlines={each.page.name: Markup(redline.compare("<p>Old.</p>", str(each.html))) for each in written[:1]},
    )


def _changes(old: str, new: str, **said: object) -> dict[str, Any]:
    change = {
        "subject": "Cookies", "list": "cookies.items", "id": "ga", "called": "_ga", "field": "duration",
        "old": "1 day", "new": "2 days", "words": "Cookie `_ga`: <1 day> -> 2 days",
        "gravity": "material", "reason": "It stays longer.",
    }  # fmt: skip
    whole = {"old": old, "new": new, "gravity": "material", "least_version": None, "consent_version": 1}
    return {**whole, "ask_again": [], "changes": [change], **said}


def _shelf(days: Sequence[str], states: Sequence[Status], **said: Any) -> Shelf:
    """Versions 1.0.0, 2.0.0 ... that are in force from these days; what is said holds for the last."""
    sealed = [
        replace(
            _first(),
            edition=_edition(f"{number}.0.0", day, change=_said(f"{number}.0.0")),
            status=state,
            changes=_changes(f"{number - 1}.0.0", f"{number}.0.0") if number > 1 else None,
            seal=f"{number}" * 64,
        )
        for number, (day, state) in enumerate(zip(days, states, strict=True), start=1)
    ]
    sealed[-1] = replace(sealed[-1], **said)
    current = next((each for each in sealed if each.status == "in-force"), sealed[0])
    return Shelf(current, tuple(sealed))


def _edition(number: str, effective: str, **said: object) -> Edition:
    return Edition.model_validate({"version": number, "published": "2026-01-02", "effective": effective, **said})


def _said(number: str) -> dict[str, str]:
    return {"kind": "minor", "summary": f"Less & more in {number}."}


THREE: tuple[tuple[str, ...], tuple[Status, ...]] = (
    ("2026-02-01", "2026-03-01", "2027-01-20"),
    ("superseded", "in-force", "upcoming"),
)


def _history(shelf: Shelf) -> History:
    found = history.facts(shelf)["history"]
    assert isinstance(found, History)
    return found


def _page(shelf: Shelf) -> BeautifulSoup:
    sheet = Sheet("history", "history.html", history.facts(shelf))
    tree = pages.sheets(layouts.environment(THEME, view.FILTERS), shelf, (sheet,))
    return BeautifulSoup(tree["history/index.html"], "html.parser")


def test_a_version_ends_on_the_day_before_the_next() -> None:
    rows = _history(_shelf(*THREE)).rows
    assert [(row.version.number, row.until) for row in rows] == [
        ("3.0.0", None),
        ("2.0.0", date(2027, 1, 19)),
        ("1.0.0", date(2026, 2, 28)),
    ]


@pytest.mark.parametrize("day", ["2026-08-01", "2026-07-01"])
def test_who_was_overtaken_was_never_in_force(day: str) -> None:
    rows = _history(_shelf(("2026-01-01", day, "2026-07-01"), ("superseded", "superseded", "in-force"))).rows
    assert [(row.until, row.overtaken_by) for row in rows] == [
        (None, None),
        (None, "3.0.0"),
        (date(2026, 6, 30), None),
    ]


def test_what_will_never_come_is_not_announced() -> None:
    shelf = _shelf(("2026-01-01", "2027-08-01", "2027-07-01"), ("in-force", "upcoming", "upcoming"))
    assert [row.version.number for row in _history(shelf).coming] == ["3.0.0"]


def test_without_a_word_of_the_author_the_computed_gravity_is_shown() -> None:
    silent = _edition("3.0.0", "2027-01-20")
    assert [row.gravity for row in _history(_shelf(*THREE, edition=silent)).rows] == ["material", "minor", None]


def test_before_the_first_release_there_is_neither_feed_nor_picture() -> None:
    shelf = Shelf(replace(_first(), status="draft"))
    assert feed.write(shelf, "Shop", ADDRESS) == {}
    assert _history(shelf) == History((), (), None, None)
    assert "Nothing has been released yet." in _page(shelf).get_text()


def test_the_page_tells_of_each_version() -> None:
    asked = [{"category": "counting", "reasons": ["new item `_hj*`"]}]
    changes = _changes("2.0.0", "3.0.0", ask_again=asked)
    found = _page(_shelf(*THREE, changes=changes, consent_version=2, accepted="The law changed overnight."))
    newest, _, oldest = found.select("table.history tbody tr")
    said = " ".join(newest.get_text(" ").split())
    assert re.match(r"3\.0\.0 Upcoming From 20 January 2027 Published 2 January 2026 A minor change", said)
    assert "Less & more in 3.0.0. Released with open findings: The law changed overnight." in said
    assert "Consent version 2 People are asked again: Counting (new item _hj* )" in said
    assert "until 28 February 2026" in oldest.get_text()
    assert "The first version" in oldest.get_text()
    assert [code.get_text() for code in found.select("table.seals code")] == ["3" * 64, "2" * 64, "1" * 64]
    assert [each.get_text() for each in found.select(".coming h2")] == ["From 20 January 2027: version 3.0.0"]


def test_every_page_of_every_version_is_linked() -> None:
    shelf = _shelf(*THREE)
    links = {str(each["href"]) for each in _page(shelf).select("table.history a")}
    names = [each.page.name for each in _first().articles]
    own = {f"../{name}/{number}.0.0/" for name in names for number in (1, 2, 3)}
    assert links == own | {f"../{name}/{number}.0.0/changes/" for name in names for number in (2, 3)}


def test_the_pictures_have_names_and_no_colours_of_their_own() -> None:
    drawn = _page(_shelf(*THREE)).select("svg[role=img]")
    assert len(drawn) == 2
    for picture in drawn:
        assert picture.find(id=str(picture["aria-labelledby"])).name == "title"  # type: ignore[union-attr]
        told = picture.find(id=str(picture["aria-describedby"])).get_text()  # type: ignore[union-attr]
        assert told == (
            "3 versions, from 1 February 2026 to 20 January 2027. In force: 2.0.0, from 1 March 2026. "
            "Upcoming: 3.0.0, from 20 January 2027. The table below says the same of each."
        )
        assert [each for each in picture.find_all(True) if {"style", "fill", "stroke"} & set(each.attrs)] == []


def _changed(shelf: Shelf, name: str, number: str) -> BeautifulSoup:
    tree: Tree = pages.write(layouts.environment(THEME, view.FILTERS), shelf, pdf=False)
    return BeautifulSoup(tree[f"{name}/{number}/changes/index.html"], "html.parser")


def test_the_page_of_changes() -> None:
    name, *others = [each.page.name for each in _first().articles]
    shelf = _shelf(*THREE)
    found = _changed(shelf, name, "2.0.0")
    assert found.h1
    assert found.h1.get_text().startswith("What changed in version 2.0.0: ")
    assert "Nobody needs to be asked again." in found.get_text()
    (told,) = found.select(".told li")
    assert told.get_text().strip() == "Cookie _ga: <1 day> → 2 days"
    assert [" ".join(each.get_text().split()) for each in found.select(".told .why")] == ["Material It stays longer."]
    assert [each.get_text() for each in told.select("code")] == ["_ga"]
    assert found.select("article.redline del")
    assert "This page is new in version 2.0.0." in _changed(shelf, others[0], "2.0.0").get_text()


def test_a_lone_backtick_is_no_code() -> None:
    change = {**_changes("1.0.0", "2.0.0")["changes"][0], "words": "Name: a`b"}
    shelf = _shelf(THREE[0][:2], THREE[1][:2], changes=_changes("1.0.0", "2.0.0", changes=[change]))
    assert "Name: a`b" in _changed(shelf, _first().articles[0].page.name, "2.0.0").select(".told li")[0].get_text()
    assert "<li>Name: a`b (material)</li>" in _feed(shelf)[0].findtext(f"{ATOM}content", "")


def _feed(shelf: Shelf) -> list[ET.Element]:
    return _whole_feed(shelf).findall(f"{ATOM}entry")


def _whole_feed(shelf: Shelf) -> ET.Element:
    return ET.fromstring(feed.write(shelf, "Nuts & <Bolts>", ADDRESS)[feed.PATH])


ONCE = {"feed": ("id", "title", "updated"), "entry": ("id", "title", "updated", "published", "content")}
"""RFC 4287, 4.1.1 and 4.1.2, and what we add to each entry."""
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def test_the_feed_is_as_rfc_4287_wants_it() -> None:
    whole = _whole_feed(_shelf(*THREE))
    assert whole.tag == f"{ATOM}feed"
    entries = whole.findall(f"{ATOM}entry")
    assert [each.tag for each in whole][-len(entries) :] == [f"{ATOM}entry"] * 3
    for kind, element in (("feed", whole), *(("entry", each) for each in entries)):
        assert {name: len(element.findall(f"{ATOM}{name}")) for name in ONCE[kind]} == dict.fromkeys(ONCE[kind], 1)
        links = [(each.get("rel"), each.get("type"), each.get("hreflang")) for each in element.findall(f"{ATOM}link")]
        assert len(links) == len(set(links))
        times = (element.findtext(f"{ATOM}{name}") for name in ("updated", "published"))
        assert all(TIME.fullmatch(each) for each in times if each is not None)
    assert whole.findtext(f"{ATOM}author/{ATOM}name") == "Nuts & <Bolts>"
    (own,) = (each.get("href") for each in whole.findall(f"{ATOM}link") if each.get("rel") == "self")
    assert own == f"{ADDRESS}feed.xml"
    ids = [each.findtext(f"{ATOM}id", "") for each in (whole, *entries)]
    assert len(set(ids)) == len(ids)
    assert all(each.startswith("https://") for each in ids)
    assert all(each.find(f"{ATOM}content").get("type") == "html" for each in entries)  # type: ignore[union-attr]


def test_the_feed_tells_of_each_version_newest_first() -> None:
    newest, _, oldest = _feed(_shelf(*THREE))
    name = _first().articles[0].page.name
    assert newest.findtext(f"{ATOM}title") == "Version 3.0.0, in force from 20 January 2027"
    assert newest.findtext(f"{ATOM}updated") == "2026-01-02T00:00:00Z"
    assert newest.findtext(f"{ATOM}id") == f"{ADDRESS}history/#release-3_0_0"
    assert newest.find(f"{ATOM}link").get("href") == f"{ADDRESS}{name}/3.0.0/changes/"  # type: ignore[union-attr]
    assert newest.findtext(f"{ATOM}summary") == "Less & more in 3.0.0."
    assert newest.findtext(f"{ATOM}content") == (
        "<p>Less &amp; more in 3.0.0.</p><p>Nobody needs to be asked again.</p>"
        "<ul><li>Cookie <code>_ga</code>: &lt;1 day&gt; → 2 days (material)</li></ul>"
    )
    assert oldest.find(f"{ATOM}link").get("href") == f"{ADDRESS}{name}/1.0.0/"  # type: ignore[union-attr]
    assert oldest.findtext(f"{ATOM}content", "").endswith("<p>This is the first version.</p>")


def test_the_calendar_moves_nothing_in_the_feed() -> None:
    later = _shelf(THREE[0], ("superseded", "superseded", "in-force"))
    assert feed.write(_shelf(*THREE), "Shop", ADDRESS) == feed.write(later, "Shop", ADDRESS)


def test_the_ids_of_the_feed_are_those_of_the_rows() -> None:
    shelf = _shelf(*THREE)
    rows = {str(each["id"]) for each in _page(shelf).select("table.history tbody tr")}
    assert rows == {each.findtext(f"{ATOM}id", "").rpartition("#")[2] for each in _feed(shelf)}
