"""The built site as its checks receive it: its files, its address, its manifest, and its pages as people read them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policygen.tree import Tree
from policygen.verify import contract, reading, strict_json, stylesheets
from policygen.verify.reading import Page
from policygen.verify.stylesheets import Style

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
    styles: tuple[Style, ...]


def read(tree: Tree, before: Website | None = None) -> Website:
    """Every style sheet of the site is taken to hold on every page; what has been read `before` is not read again."""
    manifest, sheets = _manifest(tree), _sheets(tree)
    if before and _sheets(before.tree) == sheets:
        styles, known = before.styles, {page.path: page for page in before.pages}
    else:
        styles, known = stylesheets.styles([stylesheets.parse(as_text(sheet)) for sheet in sheets.values()]), {}
    faults = () if manifest is None else contract.faults(manifest)
    facts = None if faults else manifest
    return Website(tree, _address(manifest), facts, faults, tuple(_pages(tree, styles, known)), styles)


def as_text(data: bytes) -> str:
    """The text of a file; what is not UTF-8 in it is a problem of its own."""
    return data.decode(errors="replace")


def _sheets(tree: Tree) -> dict[str, bytes]:
    return {path: tree[path] for path in sorted(tree) if path.endswith(".css")}


def _pages(tree: Tree, styles: Sequence[Style], known: Mapping[str, Page]) -> Iterator[Page]:
    for path in sorted(tree):
        if path.endswith((".html", ".htm")):
            html, old = as_text(tree[path]), known.get(path)
            yield old if old and old.html == html else reading.page(path, html, styles)


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
