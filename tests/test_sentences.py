"""Sentences are found as readers see them, and stand where they were written."""

import pytest

from policygen import prose
from policygen.model.page import Page
from policygen.problems import Place
from policygen.prose import sentences, texts
from policygen.prose.sentences import Passage
from policygen.prose.visible import UNREAD


def _page(text: str) -> tuple[Passage, ...]:
    page = Page(file="p.md", name="p", title="P", summary=None, audience=None, prose=text)
    return tuple(sentences.of_page(prose.parse(page)))


def _said(text: str) -> list[str]:
    return [each.words for passage in _page(text) for each in passage.sentences()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Ask us, e.g. by post. Mr. Reed answers.", ["Ask us, e.g. by post.", "Mr. Reed answers."]),
        ("J. R. Reed of Harbour Ltd. answers.", ["J. R. Reed of Harbour Ltd. answers."]),
        ("It costs 1.50 pounds. See 3.2 below.", ["It costs 1.50 pounds.", "See 3.2 below."]),
        ("We said “no.” You asked (twice.) Then rest.", ["We said “no.”", "You asked (twice.)", "Then rest."]),
        ("Couriers bring it.They ring.", ["Couriers bring it.", "They ring."]),
        ("See https://a.example/B.Cd and me@b.example.", ["See https://a.example/B.Cd and me@b.example."]),
        ("**Bold** [link](https://a.example/x) `code.` {{ site.name }}!", [f"Bold link {UNREAD} {UNREAD}!"]),
        ("{{ site.name }}", []),
        ("[We never sell it]{claim=no_sale}. Never.", ["We never sell it.", "Never."]),
        ("One\nline. Two  \nlines.", ["One line.", "Two lines."]),
        ("Fish &amp; chips &copy; us. Done.", ["Fish & chips © us.", "Done."]),
    ],
)
def test_sentences_are_those_that_readers_see(text: str, expected: list[str]) -> None:
    assert _said(text) == expected


def test_a_word_stands_where_it_was_written() -> None:
    text = """\
## A *heading* with target {#here}

> A [target](/target/) and **more** {{ target }}
> lines with \\* `target` and &amp; target.

- first ![target](/images/target.png)
- [target][label] and [that]{claim=no_sale} target

| a | b target |
|---|---|
| c | <https://target.example> target |

[label]: /target/
"""
    places = [passage.at(at) for passage in _page(text) for at in _all(passage.words, "target")]
    lines = text.split("\n")
    seen = [
        (1, 21), (3, 6), (4, 36), (7, 4), (7, 45), (9, 9), (11, 16), (11, 32),
    ]  # fmt: skip
    assert places == [Place("p.md", line, column) for line, column in seen]
    assert all(lines[line - 1][column - 1 :].startswith("target") for line, column in seen)


def _all(words: str, word: str) -> list[int]:
    return [at for at in range(len(words)) if words.startswith(word, at)]


def test_passages_know_their_section_their_role_and_whether_something_follows() -> None:
    text = "Top.\n\n## One {#one}\n\nBefore:\n\n- a\n  - b\n- c\n\n{{ data }}\n\nLast:\n\n## Two"
    assert [(each.words, each.role, each.section, each.last) for each in _page(text)] == [
        ("Top.", "paragraph", "", False),
        ("One", "heading", "one", False),
        ("Before:", "paragraph", "one", False),
        ("a", "item", "one", False),
        ("b", "item", "one", False),
        ("c", "item", "one", True),
        ("Last:", "paragraph", "one", True),
        ("Two", "heading", "two", True),
    ]


def test_every_text_field_of_the_records_is_a_field() -> None:
    for fields in (texts.WORDS, texts.NAMES):
        for model, names in fields.items():
            assert set(names) <= set(model.model_fields), model.__name__


@pytest.mark.parametrize("mark", [". ", "A.", ".", "…!", "](", "&amp;", ".Aa", "“", " "])
def test_nothing_is_lost_among_many_marks(mark: str) -> None:
    """In blocks as long as the parser takes them; what is read twice shows in the time."""
    text = "\n\n".join([f"x{mark * (4_000 // len(mark))}y"] * 20)
    said = "".join(_said(text))
    assert (said.count("x"), said.count("y")) == (20, 20)
