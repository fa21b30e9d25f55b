"""The policy, drawn: every file of the site, or the problems that only drawing can find."""

from collections.abc import Mapping
from dataclasses import dataclass

from policygen import layouts, readings
from policygen.model.policy import Policy
from policygen.outputs import articles, delivery, loose_ends, pages, programs, view
from policygen.outputs.manifest import manifest
from policygen.outputs.sheet import NOTHING, Besides
from policygen.problems import Problem
from policygen.prose import Prose
from policygen.tree import Tree

STATUS = "draft"
"""Nothing has been released yet, so what is written is a draft."""
FIRST_CONSENT = 1


@dataclass(frozen=True, slots=True)
class Drawn:
    """The files of the site; none when there is a problem."""

    tree: Tree
    problems: tuple[Problem, ...]


def draw(policy: Policy, proses: tuple[Prose, ...], theme: Tree, images: Tree, besides: Besides = NOTHING) -> Drawn:
    """Draw the policy and the prose of its pages with a theme of layouts, and put the content's images beside them.

    For PDFs besides, the extra `policygen[pdf]` must be installed.
    """
    try:
        return _draw(policy, proses, theme, images, besides)
    except layouts.LayoutError as error:
        return Drawn({}, (error.problem,))


def _draw(policy: Policy, proses: tuple[Prose, ...], theme: Tree, images: Tree, besides: Besides) -> Drawn:
    templates = layouts.environment(theme, view.FILTERS)
    read = manifest(policy, STATUS, FIRST_CONSENT)
    common = {**view.facts(policy), "status": STATUS, "consent_version": FIRST_CONSENT, "manifest": read, "links": ()}
    written = articles.write(policy, proses, templates, layouts.blocks(theme), common)
    if written.problems:
        return Drawn({}, written.problems)
    html = pages.write(policy, templates, written, common, pdf=besides.pdf)
    tree = {
        **html,
        **pages.sheets(policy, templates, written, common, besides.sheets),
        **_read_otherwise(policy, html),
        **programs.write(policy, read),
        **delivery.write(policy),
        **{file.removeprefix(layouts.FOLDER): data for file, data in theme.items() if file.startswith(layouts.ASSETS)},
        **images,
    }
    if besides.pdf:
        from policygen.readings import pdf as paper

        tree |= paper.write(tree, (page.name for page in policy.pages), policy.site.base_url)
    loose = (*loose_ends.doubled(written.proses, html), *loose_ends.dead_links(written.proses, _anchors(tree, written)))
    return Drawn({} if loose else tree, loose)


def _read_otherwise(policy: Policy, html: Tree) -> Tree:
    named = (readings.Named(page.name, page.title, page.summary) for page in policy.pages)
    return readings.write(html, policy.site.name, policy.site.base_url, named)


def _anchors(tree: Tree, written: articles.Articles) -> Mapping[str, frozenset[str]]:
    """What can be linked to, with the ids there: each file, and a folder for its index.html."""
    files = dict.fromkeys((*tree, *(file.removesuffix("index.html") for file in tree)), frozenset[str]())
    return {**files, **{f"{each.page.name}/": frozenset(loose_ends.ids(each.html)) for each in written.articles}}
