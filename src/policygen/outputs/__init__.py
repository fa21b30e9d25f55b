"""The policy, drawn: every file of the site, or the problems that only drawing can find."""

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import Environment

from policygen import layouts, readings
from policygen.model.policy import Policy
from policygen.outputs import (
    articles,
    delivery,
    exports,
    feed,
    history,
    loose_ends,
    module,
    pages,
    programs,
    reference,
    view,
)
from policygen.outputs.articles import Articles
from policygen.outputs.manifest import Json, manifest
from policygen.outputs.sheet import NOTHING, Besides, Sheet
from policygen.outputs.version import DRAFT, Shelf
from policygen.problems import Problem
from policygen.prose import Prose
from policygen.tree import Tree

FIRST_CONSENT = 1


@dataclass(frozen=True, slots=True)
class Composed:
    """What a policy says, before anything stands around it: its articles and its manifest."""

    written: Articles
    manifest: Json


@dataclass(frozen=True, slots=True)
class Drawn:
    """The files of the site; none when there is a problem."""

    tree: Tree
    problems: tuple[Problem, ...]


def compose(policy: Policy, proses: tuple[Prose, ...], theme: Tree) -> Composed:
    """Draw the articles of a policy: the only place where facts become words, so nothing sealed ever comes here."""
    read = manifest(policy, FIRST_CONSENT)
    facts = {**view.facts(policy), "manifest": read}
    try:
        written = articles.write(policy, proses, _templates(theme), layouts.blocks(theme), facts)
    except layouts.LayoutError as error:
        written = articles.failed(proses, error.problem)
    return Composed(written, read)


def draw(shelf: Shelf, written: Articles, theme: Tree, images: Tree, besides: Besides = NOTHING) -> Drawn:
    """Put all versions into the frame of a theme, and the content's images beside them.

    `written` is what the content says, whose links are followed. For PDFs besides, the extra `policygen[pdf]` must be
    installed.
    """
    try:
        return _draw(shelf, written, theme, images, besides)
    except layouts.LayoutError as error:
        return Drawn({}, (error.problem,))


def _draw(shelf: Shelf, written: Articles, theme: Tree, images: Tree, besides: Besides) -> Drawn:
    policy = shelf.current.policy
    assert policy
    address, templates = policy.site.base_url, _templates(theme)
    html = pages.write(templates, shelf, pdf=besides.pdf)
    ready, clients = _exports(shelf)
    read = programs.write(shelf, address)
    sheets = (*besides.sheets, exports.sheet(clients), reference.sheet(shelf, read, address), *_history(shelf))
    tree = {
        **html,
        **pages.sheets(templates, shelf, sheets),
        **ready,
        **_read_otherwise(shelf, policy, html),
        **read,
        **module.write(),
        **delivery.write(shelf, address),
        **(feed.write(shelf, policy.site.name, address) if shelf.sealed else {}),
        **{file.removeprefix(layouts.FOLDER): data for file, data in theme.items() if file.startswith(layouts.ASSETS)},
        **images,
    }
    if besides.pdf:
        from policygen.readings import pdf as paper

        tree |= paper.write(tree, (each.page.name for each in shelf.current.articles), address)
    loose = (*_doubled(shelf, written, html), *loose_ends.dead_links(written.proses, _anchors(tree, written)))
    return Drawn({} if loose else tree, loose)


def _exports(shelf: Shelf) -> tuple[Tree, tuple[exports.Client, ...]]:
    """The configurations for the version at the root, and for each sealed version beside its manifest."""
    kept = {f"cookies/{each.number}/exports": each for each in shelf.sealed}
    tree, clients = dict[str, bytes](), tuple[exports.Client, ...]()
    for folder, version in {**kept, exports.NAME: shelf.current}.items():
        files, clients = exports.write(version.manifest)
        tree |= {f"{folder}/{name}": data for name, data in files.items()}
    return tree, clients


def _templates(theme: Tree) -> Environment:
    return layouts.environment(theme, view.FILTERS)


def _history(shelf: Shelf) -> tuple[Sheet, ...]:
    return (Sheet("history", "history.html", history.facts(shelf)),) if shelf.sealed else ()


def _read_otherwise(shelf: Shelf, policy: Policy, html: Tree) -> Tree:
    """The home page and the pages in force; old versions are read as the pages that they are."""
    current = [each.page for each in shelf.current.articles]
    read = {path: html[path] for path in ("index.html", *(f"{page.name}/index.html" for page in current))}
    named = (readings.Named(page.name, page.title, page.summary) for page in current)
    return readings.write(read, policy.site.name, policy.site.base_url, named)


def _doubled(shelf: Shelf, written: Articles, html: Tree) -> tuple[Problem, ...]:
    """Nothing that has been released is looked at again."""
    version = shelf.draft or (None if shelf.sealed else shelf.current)
    if version is None:
        return ()
    folder = DRAFT if shelf.draft else ""
    shown = {f"{each.page.name}/index.html": html[f"{folder}{each.page.name}/index.html"] for each in version.articles}
    return tuple(loose_ends.doubled(written.proses, shown))


def _anchors(tree: Tree, written: Articles) -> Mapping[str, frozenset[str]]:
    """What can be linked to, with the ids there: each file, and a folder for its index.html."""
    files = dict.fromkeys((*tree, *(file.removesuffix("index.html") for file in tree)), frozenset[str]())
    return {**files, **{f"{each.page.name}/": frozenset(loose_ends.ids(each.html)) for each in written.articles}}
