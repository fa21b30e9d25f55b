"""The pages people read: every article in the frame of the site, the home page, and the page for what is not there."""

from collections.abc import Iterator

from jinja2 import Environment

from policygen import layouts, readings
from policygen.model.policy import Policy
from policygen.outputs import view
from policygen.outputs.articles import Articles
from policygen.outputs.sheet import Sheet
from policygen.tree import Tree


def write(policy: Policy, templates: Environment, written: Articles, common: view.Facts, *, pdf: bool) -> Tree:
    return dict(_pages(policy, templates, written, common, pdf=pdf))


def _pages(
    policy: Policy, templates: Environment, written: Articles, common: view.Facts, *, pdf: bool
) -> Iterator[tuple[str, bytes]]:
    address = policy.site.base_url
    for article in written.articles:
        page = {"name": article.page.name, "title": article.page.title, "summary": article.page.summary,
                "audience": article.page.audience, "headings": article.headings, "article": article.html}  # fmt: skip
        found = view.anchors(policy, written.placing, article.page.name)
        others = readings.alternates(article.page.name, pdf=pdf)
        frame = {**common, **found, "root": "../", "canonical": f"{address}{article.page.name}/", "page": page,
                 "alternates": others}  # fmt: skip
        yield f"{article.page.name}/index.html", _draw(templates, "page.html", frame)
    outside = {**common, **view.anchors(policy, written.placing, ""), "page": None}
    home = {**outside, "root": "./", "canonical": address, "alternates": readings.alternates("", pdf=pdf)}
    yield "index.html", _draw(templates, "home.html", home)
    # This page is served at any depth, so it reaches its style sheet from the root of the host.
    lost = {**outside, "root": view.base_path(policy), "canonical": None, "alternates": ()}
    yield "404.html", _draw(templates, "404.html", lost)


def sheets(
    policy: Policy, templates: Environment, written: Articles, common: view.Facts, wanted: tuple[Sheet, ...]
) -> Tree:
    """The pages beside those of the content."""
    outside = {**common, **view.anchors(policy, written.placing, ""), "root": "../", "alternates": ()}
    return {
        f"{each.name}/index.html": _draw(
            templates,
            each.layout,
            {**outside, "canonical": f"{policy.site.base_url}{each.name}/", "page": None, **each.facts},
        )
        for each in wanted
    }


def _draw(templates: Environment, name: str, facts: view.Facts) -> bytes:
    return layouts.draw(templates, name, facts).encode("utf-8")
