"""A redline holds both versions: without what was added it is the old text, without what was removed the new one."""

import re
from collections.abc import Callable
from itertools import count

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from policygen.redline import compare

CASES = {
    "a word": ("<p>We keep it for two years.</p>", "<p>We keep it for six years.</p>",
               "<p>We keep it for <del>two</del><ins>six</ins> years.</p>"),
    "a paragraph more": ("<p>One.</p>", "<p>One.</p><p>Two.</p>", "<p>One.</p>\n<p><ins>Two.</ins></p>"),
    "a row less": (
        "<table><tbody><tr><td>a b c</td></tr><tr><td>x y z</td></tr></tbody></table>",
        "<table><tbody><tr><td>x y z</td></tr></tbody></table>",
        "<table><tbody><tr><td><del>a b c</del></td></tr>\n<tr><td>x y z</td></tr></tbody></table>",
    ),
    "an item more, in its place": (
        "<ul><li>one</li><li>three</li></ul>", "<ul><li>one</li><li>two</li><li>three</li></ul>",
        "<ul><li>one</li>\n<li><ins>two</ins></li>\n<li>three</li></ul>",
    ),
    "a link that leads elsewhere": (
        '<p>See <a href="/a">this</a>.</p>', '<p>See <a href="/b">this</a>.</p>',
        '<p>See <del><a>this</a></del><ins><a href="/b">this</a></ins>.</p>',
    ),
    "only an anchor": ('<p id="a">Same.</p>', '<p id="b">Same.</p>', '<p id="b">Same.</p>'),
    "a removed anchor is not kept": ('<p id="a">Gone for good.</p>', "<ul><li>New</li></ul>",
                                     "<p><del>Gone for good.</del></p>\n<ul><li><ins>New</ins></li></ul>"),
    "a link that is gone leads nowhere, in a picture too": (
        '<p><svg aria-labelledby="t"><title id="t">Old</title><a href="#b"><text id="c">a</text></a></svg></p>',
        '<p><svg aria-labelledby="t"><title id="t">New</title><a href="#b"><text id="c">a</text></a></svg></p>',
        ("<p><del><svg><title>Old</title><a><text>a</text></a></svg></del><ins>"
         '<svg aria-labelledby="t"><title id="t">New</title><a href="#b"><text id="c">a</text></a></svg></ins></p>'),
    ),
    "a picture with another anchor": (
        '<p>Two <svg><title id="a">A</title></svg></p>', '<p>Six <svg><title id="b">A</title></svg></p>',
        '<p><del>Two</del><ins>Six</ins> <svg><title id="b">A</title></svg></p>',
    ),
    "an anchor on a name of which one word is another": (
        '<p><span id="till">The old till</span></p>', '<p><span id="till">The new till</span></p>',
        '<p><span id="till">The </span><del><span>old</span></del><ins><span>new</span></ins><span> till</span></p>',
    ),
    "an anchor on a name whose first word is another": (
        '<p><span id="till">Old till</span></p>', '<p><span id="till">New till</span></p>',
        '<p><del><span>Old</span></del><ins><span id="till">New</span></ins><span> till</span></p>',
    ),
    "one change, and no stray word between two": (
        "<p>We answer when you ask the firm by letter.</p>", "<p>We answer when you write to the shop at once.</p>",
        "<p>We answer when you <del>ask the firm by letter</del><ins>write to the shop at once</ins>.</p>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_redlines(name: str) -> None:
    old, new, marked = CASES[name]
    assert compare(old, new).strip() == marked


def seen(html: str, dropped: str = "") -> list[str]:
    soup = BeautifulSoup(html, "html.parser")
    for each in soup.find_all(dropped) if dropped else ():
        each.decompose()
    for block in soup.find_all(["p", "li", "td", "th", "dt", "dd", "h2", "h3", "tr", "ul", "table", "dl", "div"]):
        block.insert_before(" ")
        block.insert_after(" ")
    return soup.get_text().split()


WORDS = st.lists(
    st.sampled_from(["we", "the", "keep", "data", "a&b", "<x>", "for", "7", "years.", "Ask!", "it"]), max_size=12
)


def _line(words: list[str]) -> str:
    return " ".join(words).replace("&", "&amp;").replace("<", "&lt;")


LINES = (
    WORDS.map(_line)
    | WORDS.map(lambda words: f'go <a href="/{len(words)}">{_line(words)}</a> on')
    | WORDS.map(lambda words: f"<strong>{_line(words)}</strong> {_line(words[:2])}")
    | WORDS.map(lambda words: f'at <span id="?">{_line(words)} <em>{_line(words[1:])}</em></span> or')
    | WORDS.map(lambda words: f'<svg><title id="?">{_line(words[:2])}</title><a href="#?">{_line(words[2:])}</a></svg>')
)


def _list(items: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{each}</li>" for each in items) + "</ul>"


def _table(rows: list[list[str]]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table><tbody>" + "".join(f"<tr>{each}</tr>" for each in cells) + "</tbody></table>"


BLOCKS: st.SearchStrategy[str] = st.recursive(
    LINES.map(lambda line: f"<p>{line}</p>"),
    lambda inner: (
        st.lists(inner, max_size=4).map(_list)
        | inner.map(lambda block: f'<div id="?">{block}</div>')
        | st.lists(st.lists(LINES, min_size=2, max_size=2), max_size=4).map(_table)
        | st.lists(inner, max_size=3).map(lambda found: f"<div>{''.join(found)}</div>")
    ),
    max_leaves=8,
)


def _numbered(html: str) -> str:
    """No two ids are the same, as in every article."""
    numbers = count()
    return re.sub(r'(?<=id=")\?', lambda _: f"n{next(numbers)}", html)


ARTICLES = st.lists(BLOCKS, max_size=6).map("".join).map(_numbered)


@given(ARTICLES, ARTICLES)
@settings(max_examples=300, deadline=None)
def test_without_ins_it_is_the_old_text_and_without_del_the_new_one(old: str, new: str) -> None:
    marked = compare(old, new)
    assert seen(marked, "ins") == seen(old)
    assert seen(marked, "del") == seen(new)
    assert re.findall(r'id="(\w+)"', marked) == re.findall(r'id="(\w+)"', new)
    assert BeautifulSoup(marked, "html.parser").select("del [id], del [href]") == []


@given(ARTICLES)
@settings(deadline=None)
def test_nothing_is_marked_where_nothing_changed(article: str) -> None:
    assert not re.search("<ins>|<del>", compare(article, article))


@pytest.mark.parametrize("change", [str.upper, lambda word: word], ids=["every word", "nothing"])
def test_a_very_long_paragraph(change: Callable[[str], str]) -> None:
    words = [f"word{number % 997}{'.' if number % 17 == 0 else ''}" for number in range(15_000)]
    old, new = f"<p>{' '.join(words)}</p>", f"<p>{' '.join(map(change, words))}</p>"
    marked = compare(old, new)
    assert (seen(marked, "ins"), seen(marked, "del")) == (seen(old), seen(new))
