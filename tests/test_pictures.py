"""Pictures are pure geometry: everything has its place, little crosses, and nothing stands on something else."""

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from policygen import disk, layouts
from policygen.build import build
from policygen.load import load
from policygen.model.policy import CONTENT, Policy
from policygen.pictures import flow, lettering, lifetimes, ordering
from policygen.pictures.columns import Label
from policygen.tree import Tree

ROOT = Path(__file__).parents[1]
SITES = {"reference": ROOT} | {each.name: each for each in sorted((ROOT / "tests" / "sites").iterdir())}


def _content(site: str) -> Tree:
    return disk.read(SITES[site] / CONTENT, CONTENT)[0]


def _policy(site: str) -> Policy:
    policy = load(_content(site)).policy
    assert policy
    return policy


@pytest.mark.parametrize("words", ["Handle orders and accounts", "Meta (Facebook and Instagram)", "X", "W" * 40])
def test_lines_fit_and_lose_no_letter(words: str) -> None:
    lines = lettering.lines(words, 100, 13)
    assert all(lettering.width(line, 13) <= 100 for line in lines)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def test_an_order_unties_what_can_be_untied() -> None:
    links = {"a": ("z",), "b": ("y",), "c": ("x",), "x": ("c",), "y": ("b",), "z": ("a",)}
    tied = (("a", "b", "c"), ("x", "y", "z"))
    assert ordering.crossings(tied, links) == 3
    assert ordering.crossings(ordering.ordered(tied, links, {}), links) == 0


def test_an_order_keeps_groups_together_and_is_always_the_same() -> None:
    columns = (("a", "b", "c"), ("p", "q", "r"))
    links = {"a": ("q",), "b": ("p",), "c": ("r",), "p": ("b",), "q": ("a",), "r": ("c",)}
    groups = {"p": "GB", "r": "GB"}
    found = ordering.ordered(columns, links, groups)
    assert abs(found[1].index("p") - found[1].index("r")) == 1
    assert [set(column) for column in found] == [set(column) for column in columns]
    assert ordering.ordered(columns, links, groups) == found


def _labels(view: flow.View) -> list[Label]:
    return [label for column in view.drawing.columns for label in column]


@pytest.mark.parametrize("site", [name for name in SITES if _policy(name).purposes])
def test_no_label_stands_on_another_or_outside(site: str) -> None:
    drawn = flow.of(_policy(site))
    assert drawn
    for view in (drawn.wide, *drawn.narrow):
        for label in _labels(view):
            assert label.x >= 0
            assert label.x + label.width <= view.width
            assert label.y >= 0
            assert label.y + label.height <= view.drawing.height
        for one, other in combinations(_labels(view), 2):
            assert one.x != other.x or one.y + one.height <= other.y or other.y + other.height <= one.y


def test_every_tie_of_the_facts_is_one_line() -> None:
    policy = _policy("reference")
    drawn = flow.of(policy)
    assert drawn
    assert policy.purposes
    purposes = policy.purposes.purposes
    ties = sum(len(each.data) + len(each.recipients) for each in purposes)
    assert sum(thread.path.count("M") for thread in drawn.wide.threads) == ties
    assert sum(thread.path.count("M") for view in drawn.narrow for thread in view.threads) == ties
    assert {thread.purpose.node.id for thread in drawn.wide.threads} == {each.id for each in purposes}


def test_lines_cross_less_than_in_the_order_of_the_content() -> None:
    policy = _policy("reference")
    drawn = flow.of(policy)
    assert drawn
    links = flow._links(policy.purposes.purposes)  # type: ignore[union-attr]
    now = tuple(tuple(label.node.key for label in column) for column in drawn.wide.drawing.columns)
    written = tuple(tuple(sorted(column, key=list(_keys(policy)).index)) for column in now)
    assert ordering.crossings(now, links) < 0.6 * ordering.crossings(written, links)


def _keys(policy: Policy) -> dict[str, object]:
    return dict(flow._nodes(policy, policy.purposes.purposes))  # type: ignore[union-attr]


def test_recipients_stand_under_their_countries() -> None:
    drawn = flow.of(_policy("reference"))
    assert drawn
    assert [each.words for each in drawn.wide.drawing.groups] == ["United Kingdom", "United States", "Ireland"]
    assert drawn.countries == ("GB", "US", "IE")


def test_nobody_is_shown_where_nobody_receives_anything() -> None:
    policy = _policy("reference")
    assert policy.purposes
    alone = policy.purposes.purposes[0].model_copy(update={"recipients": "none"})
    drawn = flow.of(policy.model_copy(update={"purposes": policy.purposes.model_copy(update={"purposes": (alone,)})}))
    assert drawn
    assert [label.node for label in drawn.wide.drawing.columns[2]] == [flow.NOBODY]


def test_without_facts_there_is_no_picture() -> None:
    assert flow.of(_policy("minimal")) is None
    assert lifetimes.of(_policy("minimal")) is None


def test_lifetimes_are_in_order_and_on_the_scale() -> None:
    drawn = lifetimes.of(_policy("reference"))
    assert drawn
    assert {bar.category.id: bar.longest for bar in drawn.bars} == {
        "strictly-necessary": "6 months", "functionality": "12 months", "performance": "3 months",
        "targeting": "400 days",
    }  # fmt: skip
    for bar in drawn.bars:
        assert list(bar.marks) == sorted(bar.marks)
        assert bar.marks[0] > 0
        assert bar.marks[-1] < drawn.width


def test_what_has_no_fixed_length_stands_apart() -> None:
    drawn = lifetimes.of(_policy("real-list"))
    assert drawn
    assert drawn.ticks[-1].words == "open"
    assert drawn.bars[0].longest == "1 year; some are open"


@pytest.fixture(scope="module")
def page() -> BeautifulSoup:
    """The reference content, with both pictures on one page."""
    theme, _ = disk.read(layouts.default_folder(), layouts.FOLDER)
    prose = b"---\ntitle: Pictures\n---\n\n{{ flow }}\n\n{{ lifetimes }}\n"
    content = {file: re.sub(rb"\{\{ (flow|lifetimes) \}\}", b"", data) for file, data in _content("reference").items()}
    built = build({**content, f"{CONTENT}pages/pictures.md": prose}, theme)
    assert not any(problem.code.startswith(("LAYOUT", "LINK", "REF")) for problem in built.problems)
    return BeautifulSoup(built.tree["pictures/index.html"], "html.parser")


def test_every_picture_has_a_name_and_a_description(page: BeautifulSoup) -> None:
    pictures = page.select("svg")
    assert len(pictures) == 4
    for picture in pictures:
        assert picture.find(id=str(picture["aria-labelledby"])).name == "title"  # type: ignore[union-attr]
        assert picture.find(id=str(picture["aria-describedby"])).name == "desc"  # type: ignore[union-attr]
        assert picture["role"] == ("group" if picture.select("a") else "img")


def test_the_table_beside_it_has_the_same_facts(page: BeautifulSoup) -> None:
    flows = page.select_one("#block-flow table")
    assert flows
    for label in page.select("#block-flow svg.whole a"):
        assert label.get_text() in flows.get_text()
    times = page.select_one("#block-lifetimes table")
    assert times
    for words in ("6 months: cookie_choice", "400 days: muc_ads", "until you close your browser: facebook.com/tr"):
        assert words in times.get_text()


def test_labels_lead_to_the_records(page: BeautifulSoup) -> None:
    links = [str(each["href"]) for each in page.select("#block-flow svg.whole a")]
    assert len(links) == 8 + 12 + 12
    assert {"/privacy/#data-contact", "/privacy/#purpose-orders", "/privacy/#recipient-meta"} <= set(links)


def test_colours_come_from_classes(page: BeautifulSoup) -> None:
    painted = {"style", "fill", "stroke", "font-size", "opacity"}
    assert [each.name for each in page.select("svg *") if painted & set(each.attrs)] == []


def test_a_label_may_have_more_than_one_line() -> None:
    policy = _policy("reference")
    drawn = flow.of(policy)
    assert drawn
    long = max(_labels(drawn.narrow[0]), key=lambda label: len(label.lines))
    assert " ".join(long.lines) == long.node.words
    assert long.height == len(long.lines) * drawn.narrow[0].line
    assert replace(long, y=0).middle == long.height // 2
