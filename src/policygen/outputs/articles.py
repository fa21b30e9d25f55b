"""The article of each page: its prose, with facts in their places and the blocks drawn by layouts."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment
from markupsafe import Markup

from policygen import layouts, prose
from policygen.model.page import Page
from policygen.model.policy import Policy, file_of
from policygen.outputs import placing, view
from policygen.outputs.placing import Placing
from policygen.problems import Place, Problem
from policygen.prose import Named, Prose, facts, rendering
from policygen.spelling import did_you_mean

_ID = re.compile(r'\sid="([^"]+)"')
_HEADING = re.compile(r'<h([2-6])[^>]*><a class="permalink" href="#([^"]+)">(.*?)</a></h[2-6]>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says, as readers get it, without the site around it.

    Attributes:
        headings: level, id and words of each heading, in order.

    """

    page: Page
    html: Markup
    headings: tuple[tuple[int, str, Markup], ...]
    ids: frozenset[str]
    links: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Articles:
    """The articles of all pages, where their blocks stand, and what is wrong with them."""

    articles: tuple[Article, ...]
    placing: Placing
    problems: tuple[Problem, ...]


def write(policy: Policy, templates: Environment, blocks: frozenset[str], common: view.Facts) -> Articles:
    """Parse every page once, place the blocks, and draw the articles; sound ones only when there is no problem.

    Raises:
        LayoutError: when a layout of a block has a mistake.

    """
    proses = tuple(prose.parse(page) for page in policy.pages)
    placed = placing.place(policy, proses, blocks)
    problems = [
        *(found for each in proses for found in each.problems),
        *placed.problems,
        *_unshown(policy, placed),
        *(found for each in proses for found in _unknown(policy, each, blocks)),
    ]
    if problems:
        return Articles((), placed, tuple(problems))
    articles = tuple(_article(policy, each, templates, placed, common) for each in proses)
    return Articles(articles, placed, tuple(found for each in articles for found in _doubled(each)))


def _unshown(policy: Policy, placed: Placing) -> Iterator[Problem]:
    for stem, block in placing.unshown(policy, placed):
        page = next((each for each in policy.pages if each.name == stem), policy.pages[0])
        message = f"This file declares facts that no page shows: the block `{block}` stands nowhere."
        mend = f"Write `{{{{ {block} }}}}` on a line of its own in a page, such as {page.file}."
        yield Problem(Place(file_of(stem)), "PAGE-unshown", message, mend)


def _unknown(policy: Policy, written: Prose, blocks: frozenset[str]) -> Iterator[Problem]:
    for named in written.alone:
        if not placing.is_block(policy, named.name, blocks):
            yield from _unresolved(policy, named, blocks)
    for named in written.within:
        if named.name in blocks and "." not in named.name:
            mend = f"Put `{{{{ {named.name} }}}}` on a line of its own, with an empty line above and below."
            yield Problem(named.place, "PROSE-fact", f"The block `{named.name}` cannot stand within a text.", mend)
        else:
            yield from _unresolved(policy, named, blocks)


def _unresolved(policy: Policy, named: Named, blocks: frozenset[str]) -> Iterator[Problem]:
    try:
        facts.resolve(policy, named.name, blocks)
    except facts.UnknownFactError as error:
        yield Problem(named.place, "PROSE-fact", error.message, error.mend)


def _article(policy: Policy, written: Prose, templates: Environment, placed: Placing, common: view.Facts) -> Article:
    found = {**common, **view.anchors(policy, placed, written.page.name)}

    def block(name: str, level: int) -> str | None:
        if placed.pages.get(name) != written.page.name:
            return None
        template = f"blocks/{name.partition('.')[0]}.html"
        return layouts.draw(
            templates, template, {**found, "level": level, "category": view.category_named(policy, name)}
        )

    around = rendering.Surroundings(
        fact=lambda name: facts.resolve(policy, name, frozenset()),
        block=block,
        address=lambda link: view.href(view.base_path(policy), link),
    )
    html = rendering.to_html(written, around)
    headings = tuple((int(level), slug, Markup(words)) for level, slug, words in _HEADING.findall(html))  # noqa: S704 -- words of our own HTML
    return Article(written.page, Markup(html), headings, frozenset(_ID.findall(html)), written.links)  # noqa: S704 -- drawn with every value escaped


def _doubled(article: Article) -> Iterator[Problem]:
    counts = Counter(_ID.findall(article.html))
    for doubled, count in counts.items():
        if count > 1:
            mend = f"Give the heading another id, such as `## Heading {{#{doubled}-2}}`."
            message = f"The anchor `{doubled}` stands {count} times on the page, once as the id of a heading."
            yield Problem(Place(article.page.file), "REF-duplicate", message, mend)


def dead_links(articles: tuple[Article, ...], addresses: frozenset[str]) -> Iterator[Problem]:
    """The links of the prose that lead to no place of the site; `addresses` are paths such as `cookies/`."""
    ids = {f"{each.page.name}/": each.ids for each in articles}
    for article in articles:
        here = f"{article.page.name}/"
        for link in article.links:
            if link.name.startswith(("/", "#")):
                path, _, anchor = link.name.partition("#")
                yield from _dead(link, path.lstrip("/") if path else here, anchor, ids, addresses)


def _dead(
    link: Named, path: str, anchor: str, ids: dict[str, frozenset[str]], addresses: frozenset[str]
) -> Iterator[Problem]:
    if path not in addresses:
        known = sorted(f"/{each}" for each in addresses if each.endswith("/"))
        yield Problem(
            link.place,
            "LINK-internal",
            f"The link `{link.name}` leads to no page of the site.",
            did_you_mean(f"/{path}", known),
        )
    elif anchor and anchor not in ids.get(path, frozenset()):
        message = f"The link `{link.name}` leads to a place that the page does not have."
        yield Problem(link.place, "LINK-internal", message, did_you_mean(anchor, ids.get(path, frozenset())))
