"""Every field of every record of the built site, altered in one place with all digests made to fit, is found out."""

import html
import re
from collections.abc import Callable, Iterator
from itertools import cycle, pairwise
from typing import NamedTuple

import pytest
from built_site import judged, reference, row, sealed
from planted import MANNERS

from policygen import verify
from policygen.problems import Problem
from policygen.verify.records import Record

PAGE = "cookies/index.html"
PAGE_ONLY = {"Published", "Checked", "Data", "Stored before you choose", "Combined with", "Choice by category",
             "Refusing all is as easy as accepting", "Global Privacy Control is honoured"}  # fmt: skip
"""Labels of which the manifest says nothing, so that only the content can tell."""


class Fact(NamedTuple):
    """One value on a page: between which two letters of the file it stands."""

    page: str
    record: str
    label: str
    text: str
    start: int
    end: int


def facts() -> Iterator[Fact]:
    """Every value of every record, found in the text of the page without the reader that is to be proven."""
    for record in reference().read.records:
        assert isinstance(record, Record)
        page = reference().tree[record.place.file].decode()
        around = _element(page, record.id)
        for fact in record.facts:
            if fact.label not in ("caption of its table", "heading of its section"):
                start, end = _value(page, around, fact.label)
                yield Fact(record.place.file, record.id, fact.label, fact.text, start, end)


def _element(page: str, called: str) -> tuple[int, int]:
    opened = re.search(rf'<(\w+)\b[^>]*\bid="{called}"[^>]*>', page)
    assert opened, called
    return opened.end(), page.index(f"</{opened[1]}>", opened.end())


def _value(page: str, around: tuple[int, int], label: str) -> tuple[int, int]:
    called = re.escape(html.escape(label, quote=False))
    patterns = (
        rf'<td\b[^>]*\bdata-label="{called}"[^>]*>(.*?)</td>',
        rf"<dt>{called}</dt>\s*<dd>(.*?)</dd>",
        rf'<p class="{called}">(.*?)</p>',
        r'<th\b[^>]*\bscope="row"[^>]*>(.*?)</th>',
    )
    found = (re.compile(each, re.DOTALL).search(page, *around) for each in patterns)
    return next(match for match in found if match).span(1)


def visible(inner: str) -> str:
    return html.unescape(
        re.sub(r"<[^>]*>", "", re.sub(r"(?s)<!--.*?-->|<(del|s|template|script)\b.*?</\1>", "", inner))
    )


def told(problems: tuple[Problem, ...], *words: str) -> bool:
    """Whether one of the messages, those about digests and other readings apart, has all these words."""
    messages = [
        each.message for each in problems if each.code not in ("VERIFY-digest", "VERIFY-index", "VERIFY-reading")
    ]
    return any(all(word in message for word in words) for message in messages)


def test_the_reference_site_is_sound() -> None:
    assert verify.judged(reference().read, reference().policy) == ()
    assert judged({}, against=True) == ()
    assert len(FACTS) > 300


def test_a_file_alone_is_judged_as_the_whole_site_is() -> None:
    page = reference().tree[PAGE].decode()
    for changed in (
        {PAGE: page.replace("</td>", "!</td>").encode()},
        {"assets/style.css": b"td { opacity: 0 }"},
    ):
        assert judged(changed) == verify.site(sealed({**reference().tree, **changed})) != ()


def test_a_careless_forger_is_found_by_the_digests() -> None:
    for path in reference().tree:
        forged = {**reference().tree, path: reference().tree[path] + b" "}
        assert {"VERIFY-digest"} <= {each.code for each in verify.site(forged)}, path


FACTS = tuple(facts())
PLANTED = tuple(zip(FACTS, cycle(MANNERS), strict=False))


@pytest.mark.parametrize(
    ("fact", "manner"), PLANTED, ids=[f"{fact.record}-{fact.label}-{how}" for fact, how in PLANTED]
)
def test_a_value_on_a_page(fact: Fact, manner: str) -> None:
    page = reference().tree[fact.page].decode()
    inner = page[fact.start : fact.end]
    planted = MANNERS[manner](inner)
    against = fact.label in PAGE_ONLY or (fact.record.startswith("cookie-category-") and fact.label == "Lasts")
    found = judged({fact.page: (page[: fact.start] + planted + page[fact.end :]).encode()}, against=against)
    known = "P6M" if fact.label == "Your choice lasts" else fact.text
    assert told(found, fact.page, fact.record, fact.label, known), found
    if manner in {"another-word", "another-letter", "other-case", "look-alike", "unseen-letter", "hard-space", "twice"}:
        assert told(found, fact.page, fact.record, fact.label, known, visible(planted).strip(" ")), found


ROWS = tuple(
    dict.fromkeys(fact.record for fact in FACTS if re.match(r"(?:cookie|service|provider)-(?!category-)", fact.record))
)
OTHER = "an-id-that-nobody-has"


def _within(before: str, after: str) -> Callable[[str], str]:
    return lambda whole: f"{before}{whole}{after}"


def _opened(attribute: str) -> Callable[[str], str]:
    return lambda whole: whole.replace("<tr ", f"<tr {attribute} ", 1)


def _as(called: str) -> Callable[[str], str]:
    return lambda whole: re.sub(r'(<tr\b[^>]*) id="[^"]*"', rf"\1{called}", whole, count=1)


def _copied(called: str) -> Callable[[str], str]:
    return lambda whole: whole + _as(called)(whole)


def _differs(called: str, manner: str) -> bool:
    """Two cells that say the same may be swapped."""
    cells = [fact.text for fact in FACTS if fact.record == called]
    return manner != "cells-swapped" or cells[1] != cells[2]


ROW_MANNERS: dict[str, Callable[[str], str]] = {
    "deleted": lambda _: "",
    "in-a-comment": _within("<!-- ", " -->"),
    "in-a-template": _within("<template>", "</template>"),
    "hidden": _opened("hidden"),
    "aria-hidden": _opened('aria-hidden="TRUE"'),
    "inert": _opened("inert"),
    "styled": _opened('style="visibility: collapse"'),
    "without-id": _as(""),
    "other-id": _as(f' id="cookie-{OTHER}"'),
    "twice": lambda whole: whole + whole,
    "copied": _copied(f' id="cookie-{OTHER}"'),
    "copied-without-id": _copied(""),
    "cell-lost": lambda whole: re.sub(r"(?s)<td\b.*?</td>", "", whole, count=1),
    "cell-added": lambda whole: whole.replace("</tr>", "<td>More</td></tr>"),
    "cell-spanning": lambda whole: whole.replace("<td", '<td colspan="2"', 1),
    "words-between": lambda whole: whole.replace("<td", "only here <td", 1),
    "cells-swapped": lambda whole: re.sub(r"(?s)(<td\b.*?</td>)(\s*)(<td\b.*?</td>)", r"\3\2\1", whole, count=1),
}
PLANTED_ROWS = tuple(
    (called, how) for at, called in enumerate(ROWS) for how in tuple(ROW_MANNERS)[at % 3 :: 3] if _differs(called, how)
)


@pytest.mark.parametrize(("called", "manner"), PLANTED_ROWS)
def test_a_row(called: str, manner: str) -> None:
    page = reference().tree[PAGE].decode()
    whole = row(page, called)
    planted = ROW_MANNERS[manner](whole[0])
    found = judged({PAGE: (page[: whole.start()] + planted + page[whole.end() :]).encode()})
    named = {
        "cell-spanning": "spans",
        "words-between": "only here",
        "copied": OTHER,
        "copied-without-id": "without an id",
    }
    assert told(found, PAGE if manner in named else "", named.get(manner, called)), found


ITEMS = tuple(called for called in ROWS if called.startswith("cookie-"))


@pytest.mark.parametrize("called", ITEMS)
def test_an_item_in_another_category(called: str) -> None:
    page = reference().tree[PAGE].decode()
    whole = row(page, called)
    without = page[: whole.start()] + page[whole.end() :]
    bodies = re.finditer(r'(?s)(<section [^>]*id="cookie-category-.*?<tbody[^>]*>)(.*?)</section>', page)
    other = next(match[1] for match in bodies if called not in match[2])
    found = judged({PAGE: without.replace(other, other + whole[0]).encode()})
    assert told(found, PAGE, called, "heading of its section"), found
    assert told(found, PAGE, called, "caption of its table"), found


LASTING = [
    fact for fact in FACTS if fact.record.startswith("cookie-") and fact.record in ITEMS and fact.label == "Lasts"
]
SWAPPED = [pair for pair in pairwise(LASTING) if pair[0].text != pair[1].text]


@pytest.mark.parametrize(("one", "other"), SWAPPED)
def test_two_durations_swapped(one: Fact, other: Fact) -> None:
    page = reference().tree[PAGE].decode()
    first, second = page[one.start : one.end], page[other.start : other.end]
    swapped = page[: one.start] + second + page[one.end : other.start] + first + page[other.end :]
    found = judged({PAGE: swapped.encode()})
    assert told(found, one.record, "Lasts", f"the page says `{other.text}`, the manifest says `{one.text}`"), found
    assert told(found, other.record, "Lasts", f"the page says `{one.text}`, the manifest says `{other.text}`"), found


TABLES = len(re.findall("<thead", reference().tree[PAGE].decode()))
HEADS: dict[str, Callable[[str], str]] = {
    "renamed": lambda head: re.sub(r">[^<]+</th>", ">Something</th>", head, count=1),
    "swapped": lambda head: re.sub(r"(?s)>([^<]+)(</th>.*?>)([^<]+)</th>", r">\3\2\1</th>", head, count=1),
    "hidden": lambda head: head.replace("<thead", "<thead hidden"),
    "gone": lambda _: "",
    "lost": lambda head: re.sub(r"(?s)<th\b.*?</th>", "", head, count=1),
    "twice": lambda head: re.sub(r"(?s)(<tr\b.*</tr>)", r"\1\1", head),
    "unscoped": lambda head: head.replace(' scope="col"', "", 1),
    "spanning": lambda head: head.replace(' scope="col"', ' scope="col" colspan="2"', 1),
}


@pytest.mark.parametrize("at", range(TABLES))
@pytest.mark.parametrize("manner", HEADS)
def test_the_headers_of_a_table(at: int, manner: str) -> None:
    page = reference().tree[PAGE].decode()
    head = list(re.finditer(r"(?s)<thead.*?</thead>", page))[at]
    found = judged({PAGE: (page[: head.start()] + HEADS[manner](head[0]) + page[head.end() :]).encode()})
    assert told(found, PAGE), found


@pytest.mark.parametrize(
    "pattern", [r"(<caption>)([^<]+)", r'(<section [^>]*id="cookie-category-[^>]*>\s*<h\d><a[^>]*>)([^<]+)']
)
def test_what_a_table_is_called(pattern: str) -> None:
    page = reference().tree[PAGE].decode()
    for match in re.finditer(pattern, page):
        if "cookie" in page[match.start() : match.end()] or match[1] == "<caption>":
            found = judged({PAGE: (page[: match.end(1)] + "Other" + page[match.end(1) :]).encode()})
            services = match[1] == "<caption>" and not told(found, PAGE, f"Other{match[2].strip()}")
            assert services == (match[2] in ("The services that store something", "Who provides them")), found
