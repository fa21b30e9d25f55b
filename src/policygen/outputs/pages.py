"""The pages people read: each version at its own address, the one in force also at the root, the draft apart."""

from collections.abc import Iterator

from jinja2 import Environment

from policygen import readings
from policygen.outputs import changed, draft, frame, view, ways
from policygen.outputs.articles import Article
from policygen.outputs.frame import Frame
from policygen.outputs.sheet import Sheet
from policygen.outputs.version import DRAFT, Shelf, Version
from policygen.tree import Tree

_INDEX = "index.html"


def write(templates: Environment, shelf: Shelf, *, pdf: bool) -> Tree:
    """Every page of every version, and the page for what is not there."""
    around = frame.of(templates, shelf, shelf.current)
    found = dict(_current(around, pdf=pdf))
    for version in shelf.sealed:
        found |= _sealed(around, version)
    found |= _gone(around)
    if shelf.draft:
        found |= _draft(frame.of(templates, shelf, draft.placed(shelf.draft), DRAFT))
    return found


def sheets(templates: Environment, shelf: Shelf, wanted: tuple[Sheet, ...]) -> Tree:
    """The pages beside those of the content."""
    around = frame.of(templates, shelf, shelf.current)
    return dict(around.draw(each.layout, f"{each.name}/{_INDEX}", each.facts) for each in wanted)


def _current(around: Frame, *, pdf: bool) -> Iterator[tuple[str, bytes]]:
    for article in around.version.articles:
        name = article.page.name
        others: view.Facts = {"alternates": readings.alternates(name, pdf=pdf)}
        yield _page(around, around.version, article, f"{name}/{_INDEX}", others)
        if around.version.status == "draft":
            yield from _changes(around, around.version, article)
    yield around.draw("home.html", _INDEX, {"alternates": readings.alternates("", pdf=pdf)})
    # This page is served at any depth, so it reaches its style sheet from the root of the host.
    base = view.base_path(around.policy)
    yield around.draw("404.html", "404.html", {"root": base, "canonical": None})


def _sealed(around: Frame, version: Version) -> Iterator[tuple[str, bytes]]:
    """At the addresses that they keep for ever; what is in force is best known by its shorter one."""
    for article in version.articles:
        name, facts = article.page.name, frame.standing(version)
        if version is around.version:
            facts["canonical"] = f"{around.policy.site.base_url}{name}/"
        yield _page(around, version, article, f"{name}/{version.number}/{_INDEX}", facts)
        yield from _changes(around, version, article)


def _gone(around: Frame) -> Iterator[tuple[str, bytes]]:
    """At the short addresses of pages that only other versions have: what was sealed, and people, link to them."""
    had = {each.page.name: (version, each.page) for version in around.shelf.sealed for each in version.articles}
    for name, (last, page) in had.items():
        if around.version.article(name) is None:
            path = f"{name}/{_INDEX}"
            there = ways.Way(f"Read version {last.number}", ways.up(path) + around.shelf.folder(last, name))
            links = (there, ways.to_history(path))
            yield around.draw("gone.html", path, {"gone": page, "last": last, "ways": links, "canonical": None})


def _draft(around: Frame) -> Iterator[tuple[str, bytes]]:
    for article in around.version.articles:
        yield _page(around, around.version, article, f"{DRAFT}{article.page.name}/{_INDEX}", {})
        yield from _changes(around, around.version, article)
    yield around.draw("home.html", f"{DRAFT}{_INDEX}", {})


def _page(around: Frame, version: Version, article: Article, path: str, facts: view.Facts) -> tuple[str, bytes]:
    """An article in the frame; to its anchors the frame links without an address if it is the frame's own version."""
    page = {
        "name": article.page.name,
        "title": article.page.title,
        "summary": article.page.summary,
        "audience": article.page.audience,
        "headings": article.headings,
        "article": article.html,
    }
    links = ways.of_page(around.shelf, version, article.page.name, path)
    notices = ways.notices(around.shelf, version, article.page.name, ways.up(path))
    given = {"page": page, "ways": links, "notices": notices, **facts}
    is_own = path == f"{around.top}{article.page.name}/{_INDEX}"
    return around.draw("page.html", path, given, article.page.name if is_own else "")


def _changes(around: Frame, version: Version, article: Article) -> Iterator[tuple[str, bytes]]:
    """What the version changes; none for the first one."""
    if version.changes is None:
        return
    name = article.page.name
    path = f"{around.shelf.folder(version, name)}changes/{_INDEX}"
    facts = {
        **frame.standing(version),
        **changed.facts(version, name),
        "page": {"name": name, "title": article.page.title, "article": ""},
        "ways": ways.of_changes(around.shelf, version, name, path),
        "notices": ways.notices(around.shelf, version, name, ways.up(path)),
    }
    yield around.draw("changes.html", path, facts)
