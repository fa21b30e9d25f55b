"""Prose: what people get wrong stands in `slips/prose.md`; here are what they mean, and texts that are too much."""

import pytest
from bs4 import BeautifulSoup

from policygen.model.page import Page
from policygen.prose import Prose, parse, rendering
from sound_site import HERE, Example, examples, reported

EXAMPLES = tuple(examples(HERE / "slips" / "prose.md"))
MOST = 256 * 1024


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.title)
def test_a_slip_is_reported(example: Example) -> None:
    assert reported(example.files) == example.words


def parsed(prose: str) -> Prose:
    return parse(Page(file="content/pages/a.md", name="a", title="A", summary=None, audience=None, prose=prose))


def html(prose: str) -> str:
    around = rendering.Surroundings(
        fact=lambda name: f"<{name}>",
        block=lambda name, level: f"<hr title={name}-{level}>" if name == "block" else None,
        address=lambda link: f"/base{link}" if link.startswith("/") else link,
    )
    return rendering.to_html(parsed(prose), around)


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("A {{ a.b }}, *{{a}}*", "<p>A &lt;a.b&gt;, <em>&lt;a&gt;</em></p>"),
        ("`{{ a }}` \\{{ a }}", "<p><code>{{ a }}</code> {{ a }}</p>"),
        ("{{ a }}", "<p>&lt;a&gt;</p>"),
        ("{{ block }}", "<hr title=block-2>"),
        ("## A\n{{ block }}", '<h2 id="a"><a href="#a">A</a></h2>\n<hr title=block-3>'),
        ("    {{ block }}", "<hr title=block-2>"),
        ("```\n{{ block }}\n```", "<pre><code>{{ block }}\n</code></pre>"),
        ("[We *sell* nothing]{claim=no_sale}.", "<p>We <em>sell</em> nothing.</p>"),
        ('[a](/b?c=d&e "f\\"g")', '<p><a href="/base/b?c=d&amp;e" title="f&quot;g">a</a></p>'),
        ('![a \\* "b" `](/images/c.png)', '<p><img src="/base/images/c.png" alt="a * &quot;b&quot; `"></p>'),
        ("<b>&amp;</b>", "<p>&lt;b&gt;&amp;&lt;/b&gt;</p>"),
        ("<b>\n", "&lt;b&gt;"),
        ("|a|\n|:-:|", '<table>\n<thead>\n<tr>\n<th scope="col">a</th>\n</tr>\n</thead>\n</table>'),
        ("{% if a %} ${b} {# c #} <% d %>", "<p>{% if a %} ${b} {# c #} &lt;% d %&gt;</p>"),
    ],
)  # fmt: skip
def test_prose_becomes_html(prose: str, expected: str) -> None:
    assert html(prose).strip() == expected


def test_headings_have_ids_of_their_own() -> None:
    soup = BeautifulSoup(
        html("## A\n## B {#a}\n## A\n## {{ x }}\n## *Ä* `b`!\n## 日本\n## 日本\n## A-2"), "html.parser"
    )
    ids = [str(each["id"]) for each in soup.find_all("h2")]
    assert ids == ["a-2", "a", "a-3", "section", "a-b", "section-2", "section-3", "a-2-2"]


def test_what_a_page_names_is_found_with_its_place() -> None:
    found = parsed("A {{ a }} [b](/c).\n\n{{ block }}\n\n> [d *e*]{claim=no_sale} ![f](/images/g.png) <me@h.example>")
    told = {kind: [(each.name, each.place.line, each.place.column) for each in getattr(found, kind)] for kind in KINDS}
    assert told == {
        "within": [("a", 1, 3)],
        "alone": [("block", 3, 1)],
        "claims": [("no_sale", 5, 3)],
        "links": [("/c", 1, 11), ("mailto:me@h.example", 5, 46), ("/images/g.png", 5, 26)],
    }
    assert [each.words for each in found.claims] == ["d *e*"]


KINDS = ("within", "alone", "claims", "links")

BUSY = {
    "brackets": "[" * MOST,
    "pairs of brackets": "[" * (MOST // 2) + "]" * (MOST // 2),
    "images": "![" * (MOST // 2),
    "links": "[a](" * (MOST // 4),
    "labels": "[a]: /b\n\n" + "[a]" * (MOST // 3),
    "stars": "*_" * (MOST // 2),
    "backticks": "`a" * (MOST // 2),
    "braces": "{{ " * (MOST // 3),
    "facts": "{{ site.name }}" * (MOST // 15),
    "claims": "[a]{claim=no_sale}" * (MOST // 18),
    "claims in claims": "[" * 5000 + "a" + "]{claim=no_sale}" * 5000,
    "tags": "<a " * (MOST // 3),
    "table": "|" + "a|" * 3000 + "\n|" + "-|" * 3000 + "\n" + "|x|\n" * 3000,
    "quotes": "> " * 10_000 + "a",
    "quotes without spaces": ">" * 10_000,
    "lists": "".join("  " * depth + "- a\n" for depth in range(400)),
    "items in one line": "- " * 20_000 + "a",
}


@pytest.mark.parametrize("text", BUSY.values(), ids=BUSY)
def test_what_would_keep_the_parser_busy_is_a_problem(text: str) -> None:
    """Without the limits most of these take minutes, and the deep ones lose their words in silence."""
    assert "PROSE-limit" in {problem.code for problem in parsed(text[:MOST]).problems}


ALLOWED = {
    "paragraph": "a " * 5000,
    "table": "|" + "a|" * 49 + "\n|" + "-|" * 49,
    "list": "".join("  " * depth + "- a\n" for depth in range(7)),
    "same headings": "## a\n" * 20_000,
}


@pytest.mark.parametrize("text", ALLOWED.values(), ids=ALLOWED)
def test_what_people_may_write_is_none(text: str) -> None:
    assert parsed(text).problems == ()
