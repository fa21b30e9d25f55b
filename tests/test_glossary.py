"""Legal terms are defined at their first use in a paragraph, and nothing that people wrote is changed."""

import json
from importlib.resources import files

import pytest
from bs4 import BeautifulSoup

from policygen import disk, layouts, prose
from policygen.build import build
from policygen.model.page import Page
from policygen.prose import glossary, rendering
from policygen.tree import Tree

TERMS = json.loads((files("policygen") / "law" / "glossary.json").read_bytes())["terms"]
AROUND = rendering.Surroundings(fact=lambda _: "the controller", block=lambda *_: None, address=lambda link: link)


def _parsed(text: str) -> prose.Prose:
    return prose.parse(Page(file="content/pages/p.md", name="p", title="P", summary=None, audience=None, prose=text))


def _drawn(text: str, language: str = "en-GB", laws: tuple[str, ...] = ("uk",)) -> tuple[str, list[str]]:
    marked, terms = glossary.mark(_parsed(text), language, laws)
    return rendering.to_html(marked, AROUND), [term.id for term in terms]


def _link(term: str, words: str) -> str:
    return f'<a class="term" href="#term_{term}">{words}</a>'


def test_the_first_use_alone_leads_to_the_definition() -> None:
    html, used = _drawn("A controller decides.\n\nThe Controller answers.\n")
    assert html == f"<p>A {_link('controller', 'controller')} decides.</p>\n<p>The Controller answers.</p>\n"
    assert used == ["controller"]


@pytest.mark.parametrize(
    "text",
    [
        "## The controller",
        "The [controller](/privacy/) decides.",
        "The `controller` decides.",
        "Here {{ site.name }} decides.",
        "| controller |\n|---|\n| controller |",
        "```\ncontroller\n```",
        "A data-controller-like microcontroller.",
        '![controller](/images/a.png "controller")',
    ],
)
def test_other_places_are_left_alone(text: str) -> None:
    html, used = _drawn(text)
    assert "term" not in html
    assert used == []


def test_a_use_in_a_heading_does_not_count_as_the_first() -> None:
    assert _link("processor", "processor") in _drawn("## Our processor\n\n- Our processor\n")[0]


def test_the_longest_term_counts_and_may_stand_on_two_lines() -> None:
    html, used = _drawn("We are joint\ncontrollers under UK adequacy regulations.\n")
    assert _link("joint-controller", "joint\ncontrollers") in html
    assert _link("adequacy-regulations", "UK adequacy regulations") in html
    assert used == ["adequacy-regulations", "joint-controller"]


def test_no_word_is_changed() -> None:
    text = "Our *legitimate interests*, a \\*processor\\* & [a claim on profiling]{claim=no_profiling}.\n"
    html, used = _drawn(text)
    assert BeautifulSoup(html, "html.parser").get_text() == (
        "Our legitimate interests, a *processor* & a claim on profiling.\n"
    )
    assert used == ["legitimate-interests", "processor", "profiling"]


def test_the_page_itself_stays_as_it_was_parsed() -> None:
    written = _parsed("A processor.\n")
    before = rendering.to_html(written, AROUND)
    assert glossary.mark(written, "en", ())[0] != written
    assert rendering.to_html(written, AROUND) == before == "<p>A processor.</p>\n"


@pytest.mark.parametrize(
    ("language", "laws", "used"),
    [
        ("en", (), ["soft-opt-in", "supervisory-authority"]),
        ("en-GB", ("uk",), ["soft-opt-in"]),
        ("en", ("eu", "fr"), ["supervisory-authority"]),
        ("fr", ("uk",), []),
    ],
)
def test_a_term_is_one_of_a_law_and_of_english(language: str, laws: tuple[str, ...], used: list[str]) -> None:
    assert _drawn("The soft opt-in, and the supervisory authority.", language, laws)[1] == used


def _page(text: str) -> BeautifulSoup:
    theme, _ = disk.read(layouts.default_folder(), layouts.FOLDER)
    content: Tree = {
        "content/site.yaml": b"name: S\nbase_url: https://s.example/\nlanguage: en\ncontrollers:\n"
        b"  - {id: us, legal_name: S Ltd}\n",
        "content/policy.yaml": b"version: 1.0.0\n",
        "content/pages/privacy.md": f"---\ntitle: Privacy\n---\n\n{text}\n".encode(),
    }
    return BeautifulSoup(build(content, theme).tree["privacy/index.html"], "html.parser")


def test_the_definitions_are_visible_at_the_end_of_the_page() -> None:
    page = _page("Our processor acts for the controller.")
    assert [each.get_text() for each in page.select("dl.glossary dfn")] == ["controller", "processor"]
    for link in page.select("a.term"):
        target = page.find(id=str(link["href"]).removeprefix("#"))
        assert target
        assert link.get_text() in target.get_text()
    assert page.select("article > :last-child dl.glossary")


def test_without_legal_terms_there_is_no_list() -> None:
    assert _page("We hold no data.").select("dl.glossary, #page_words") == []


def test_every_term_says_what_it_means_and_where_that_stands() -> None:
    forms = [form.casefold() for row in TERMS for form in row["forms"]]
    assert len(forms) == len(set(forms))
    assert len({row["id"] for row in TERMS}) == len(TERMS)
    assert [row["term"] for row in TERMS] == sorted((row["term"] for row in TERMS), key=str.casefold)
    for row in TERMS:
        assert row["term"] in row["forms"]
        assert row["definition"].endswith(".")
        assert row["source"]
        assert row["evidence"][:1] in "SK"
        assert row["laws"]
