"""The built site as its checks receive it: its files, its address, its manifest, and its pages as people read them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policygen.problems import Problem
from policygen.tree import Tree
from policygen.verify import contract, reading, records, strict_json, stylesheets
from policygen.verify.reading import Page
from policygen.verify.records import Record
from policygen.verify.stylesheets import Sheet, Style

MANIFEST = "cookies/manifest.json"
_NOWHERE = "https://site.invalid/"
"""Stands for the address of a site whose manifest does not say it."""


@dataclass(frozen=True, slots=True, eq=False)
class Website:
    """`facts` is the manifest, or None unless it has the shape of its schema; `faults` say why it has not."""

    tree: Tree
    address: str
    facts: Mapping[str, Any] | None
    faults: tuple[str, ...]
    pages: tuple[Page, ...]
    sheets: Mapping[str, Sheet]
    styles: tuple[Style, ...]
    records: tuple[Record | Problem, ...]
    """What the pages say of cookies, and what keeps people from reading it there."""
    manifest: str = MANIFEST
    home: str | None = "index.html"
    before: str = ""
    after: str = ""

    def path(self, name: str) -> str:
        """The file of a page; a version has its own folder before or after the names of its pages."""
        return f"{self.before}{name}/{self.after}index.html"


def read(tree: Tree, before: Website | None = None) -> Website:
    """Every style sheet of the site is taken to hold on every page; what has been read `before` is not read again."""
    manifest = _manifest(tree)
    same = before is not None and tree.get(MANIFEST) == before.tree.get(MANIFEST)
    faults = before.faults if before and same else () if manifest is None else contract.served(manifest)
    old = before if before and _css(before.tree) == _css(tree) else None
    sheets = old.sheets if old else {path: stylesheets.parse(as_text(css)) for path, css in _css(tree).items()}
    styles = old.styles if old else stylesheets.styles(sheets)
    pages = tuple(_pages(tree, styles, {page.path: page for page in old.pages} if old else {}))
    found = tuple(_records(pages, old))
    return Website(tree, _address(manifest), None if faults else manifest, faults, pages, sheets, styles, found)


def as_text(data: bytes) -> str:
    """The text of a file; what is not UTF-8 in it is a problem of its own."""
    return data.decode(errors="replace")


def _css(tree: Tree) -> dict[str, bytes]:
    return {path: tree[path] for path in sorted(tree) if path.endswith(".css")}


def _pages(tree: Tree, styles: Sequence[Style], known: Mapping[str, Page]) -> Iterator[Page]:
    for path in sorted(tree):
        if path.endswith((".html", ".htm")):
            html, old = as_text(tree[path]), known.get(path)
            yield old if old and old.html == html else reading.page(path, html, styles)


def _records(pages: Sequence[Page], old: Website | None) -> Iterator[Record | Problem]:
    for page in pages:
        if old and page in old.pages:
            yield from (each for each in old.records if each.place.file == page.path)
        else:
            yield from records.read(page)


def _manifest(tree: Tree) -> Any:
    """Whatever stands in the file; None when it is missing or no JSON."""
    try:
        return strict_json.parse(tree.get(MANIFEST, b""))
    except strict_json.JsonError:
        return None


def _address(manifest: Any) -> str:
    """The address of the site, which ends with a slash."""
    match manifest:
        case {"site": {"url": str(url)}}:
            return url.rstrip("/") + "/"
        case _:
            return _NOWHERE
