"""A redline holds both versions: without what was added it is the old text, without what was removed the new one."""

import re
from collections.abc import Callable
from itertools import count

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from policygen.redline import compare


def _table_of(head: str, *rows: str) -> str:
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    heads = "\n".join(f"<th>{each}</th>" for each in head.split("|"))
    return f"<table><thead><tr>{heads}</tr></thead>\n<tbody>{body}</tbody></table>"


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
    "a cell that says something else": (
        _table_of("A|B", "<td>one</td><td>we keep it</td>"), _table_of("A|B", "<td>two</td><td>we <b>keep</b> it</td>"),
        _table_of("A|B", "<td><del>one</del><ins>two</ins></td>\n"
                         "<td>we <del>keep</del><ins><b>keep</b></ins> it</td>"),
    ),
    "a cell with blocks instead of a line": (
        _table_of("A|B", "<td>x</td><td>None</td>"), _table_of("A|B", "<td>x</td><td><p>All</p></td>"),
        _table_of("A|B", "<td>x</td>\n<td><del>None</del>\n<p><ins>All</ins></p></td>"),
    ),
    "a column more": (
        _table_of("A|C", "<td>x</td><td>z</td>"), _table_of("A|B|C", '<td>x</td><td title="B">y</td><td>z</td>'),
        _table_of("A|<ins>B</ins>|C", '<td>x</td>\n<td title="B"><ins>y</ins></td>\n<td>z</td>'),
    ),
    "a column less, with a row that is gone and one that is new": (
        _table_of("A|B", "<td>x y z</td><td>b</td>", "<td>k o p</td><td>c</td>"),
        _table_of("A", "<td>k o p</td>", "<td>l m n</td>"),
        _table_of("A|<del>B</del>", "<td><del>x y z</del></td>\n<td><del>b</del></td>",
                  "<td>k o p</td>\n<td><del>c</del></td>", "<td><ins>l m n</ins></td>\n<td></td>"),
    ),
    "an item that has a list below it now": (
        "<ul><li>one</li></ul>", "<ul><li>one\n<ul><li>two</li></ul></li></ul>",
        "<ul><li>one\n<ul><li><ins>two</ins></li></ul></li></ul>",
    ),
    "a heading whose anchor follows its words": (
        '<h2 id="a"><a href="#a">Our till</a></h2>', '<h2 id="b"><a href="#b">Our tills</a></h2>',
        '<h2 id="b"><a href="#b">Our </a><del><a>till</a></del><ins><a href="#b">tills</a></ins></h2>',
    ),
    "items of a list with an empty line between them": (
        "<ul><li>one</li></ul>", "<ul>\n<li>\n<p>one</p>\n</li>\n</ul>", "<ul><li><p>one</p></li></ul>"
    ),
    "a record of which every word is another": (
        '<div id="a"><dt>One</dt><dd>x</dd></div>', '<div id="a"><dt>Two</dt><dd>y</dd></div>',
        '<div id="a"><dt><del>One</del><ins>Two</ins></dt>\n<dd><del>x</del><ins>y</ins></dd></div>',
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


def _rows(width: int) -> st.SearchStrategy[list[str]]:
    return st.lists(LINES | LINES.map(lambda line: f"<p>{line}</p>"), min_size=width, max_size=width)


BLOCKS: st.SearchStrategy[str] = st.recursive(
    LINES.map(lambda line: f"<p>{line}</p>"),
    lambda inner: (
        st.lists(inner, max_size=4).map(_list)
        | inner.map(lambda block: f'<div id="?">{block}</div>')
        | st.integers(1, 3).flatmap(lambda width: st.lists(_rows(width), min_size=1, max_size=4)).map(_table)
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
    soup = BeautifulSoup(marked, "html.parser")
    assert (
        soup.select("del [id], del [href], :is(ins, del) :is(p, li, td, div), :is(ul, tbody, tr) > :is(ins, del)") == []
    )
    assert all(len({len(row.find_all("td")) for row in each.find_all("tr")}) == 1 for each in soup.find_all("table"))


@given(ARTICLES)
@settings(deadline=None)
def test_nothing_is_marked_where_nothing_changed(article: str) -> None:
    assert not re.search("<ins>|<del>", compare(article, article))


@pytest.mark.parametrize("count", [94, 2000])
def test_each_of_many_rows_stays_with_its_own_when_all_have_changed_and_one_is_new(count: int) -> None:
    def table(rows: list[str], last: str) -> str:
        return "<table>" + "".join(f"<tr><td>{row}</td><td>it lasts {last}</td></tr>" for row in rows) + "</table>"

    rows = [f"item{number} kept{number} for{number} us{number}" for number in range(count)]
    marked = compare(table(rows, "long"), table(["a new one here", *rows], "longer"))
    assert marked.count("<td>it lasts <del>long</del><ins>longer</ins></td>") == count
    assert re.findall("<tr><td><ins>(.*?)</ins>", marked) == ["a new one here"]


@pytest.mark.parametrize("change", [str.upper, lambda word: word], ids=["every word", "nothing"])
def test_a_very_long_paragraph(change: Callable[[str], str]) -> None:
    words = [f"word{number % 997}{'.' if number % 17 == 0 else ''}" for number in range(15_000)]
    old, new = f"<p>{' '.join(words)}</p>", f"<p>{' '.join(map(change, words))}</p>"
    marked = compare(old, new)
    assert (seen(marked, "ins"), seen(marked, "del")) == (seen(old), seen(new))
