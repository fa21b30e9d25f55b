"""The article of each page: its prose, with facts in their places and the blocks drawn by layouts."""

import re
from dataclasses import dataclass

from jinja2 import Environment
from markupsafe import Markup

from policygen import layouts
from policygen.model.page import Page
from policygen.model.policy import Policy
from policygen.outputs import loose_ends, placing, view
from policygen.outputs.placing import Placing
from policygen.problems import Problem
from policygen.prose import Prose, facts, glossary, rendering

_BLANK = re.compile(r"\n\s*\n")
"""Lines on which a layout drew nothing."""
_HEADING = re.compile(r'<h([2-6])[^>]*><a href="#([^"]+)">(.*?)</a></h[2-6]>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says, as readers get it, without the site around it.

    Attributes:
        headings: level, id and words of each heading, in order.

    """

    page: Page
    html: Markup
    headings: tuple[tuple[int, str, Markup], ...]


def of(page: Page, html: str) -> Article:
    """The article that this HTML of our own is, just drawn or sealed long ago."""
    headings = tuple((int(level), slug, Markup(words)) for level, slug, words in _HEADING.findall(html))  # noqa: S704
    return Article(page, Markup(html), headings)  # noqa: S704 -- every value in it was escaped when it was drawn


def html(drawn: str) -> Markup:
    """Of our own HTML, every value in which was escaped when it was drawn."""
    return Markup(drawn)  # noqa: S704


@dataclass(frozen=True, slots=True)
class Articles:
    """The articles of all pages, the prose they are made of, where the blocks stand, and what is wrong with them."""

    proses: tuple[Prose, ...]
    articles: tuple[Article, ...]
    placing: Placing
    problems: tuple[Problem, ...]


def failed(proses: tuple[Prose, ...], problem: Problem) -> Articles:
    """What is left when a layout has a mistake."""
    return Articles(proses, (), Placing({}, ()), (problem,))


def write(
    policy: Policy, proses: tuple[Prose, ...], templates: Environment, blocks: frozenset[str], common: view.Facts
) -> Articles:
    """Place the blocks and draw the articles; none when there is a problem.

    Raises:
        LayoutError: when a layout of a block has a mistake.

    """
    names = placing.names(policy, blocks)
    placed = placing.place(proses, names)
    problems = [
        *(found for each in proses for found in each.problems),
        *placed.problems,
        *loose_ends.unshown(policy, placed),
        *(found for each in proses for found in loose_ends.unknown(policy, each, names)),
    ]
    if problems:
        return Articles(proses, (), placed, tuple(problems))
    articles = tuple(_article(policy, each, templates, placed, common) for each in proses)
    return Articles(proses, articles, placed, ())


def _article(policy: Policy, written: Prose, templates: Environment, placed: Placing, common: view.Facts) -> Article:
    found = {**common, **view.anchors(policy, placed, written.page.name)}

    def block(name: str, level: int) -> str | None:
        if placed.pages.get(name) != written.page.name:
            return None
        template = f"blocks/{name.partition('.')[0]}.html"
        drawn = layouts.draw(
            templates, template, {**found, "level": level, "category": view.category_named(policy, name)}
        )
        return _BLANK.sub("\n", drawn)

    around = rendering.Surroundings(
        fact=lambda name: facts.resolve(policy, name, frozenset()),
        block=block,
        address=lambda link: view.href(view.base_path(policy), link),
    )
    marked, terms = glossary.mark(written, policy.site.language, policy.site.jurisdictions)
    words = layouts.draw(templates, "parts/glossary.html", {**found, "terms": terms})
    return of(written.page, f"{rendering.to_html(marked, around)}{words}")
