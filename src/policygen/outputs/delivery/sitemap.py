"""The map of the site for search engines: each page once, at its best address."""

from collections.abc import Iterator
from datetime import date
from html import escape

from policygen.outputs.version import Shelf
from policygen.tree import Tree


def write(shelf: Shelf, address: str) -> Tree:
    """`address` is where the site begins."""
    return {
        "sitemap.xml": _sitemap(shelf, address),
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {address}sitemap.xml\n".encode(),
    }


def _sitemap(shelf: Shelf, address: str) -> bytes:
    entries = "".join(
        f"  <url><loc>{escape(address + path)}</loc>{f'<lastmod>{when}</lastmod>' if when else ''}</url>\n"
        for path, when in _addresses(shelf)
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{space}">\n{entries}</urlset>\n'.encode()


def _addresses(shelf: Shelf) -> Iterator[tuple[str, date | None]]:
    """Each page once, at its best address, with the day on which its words were last published."""
    current = shelf.current
    last = max((each.edition.published for each in shelf.sealed if each.edition.published), default=None)
    since = current.edition.published if shelf.sealed else None
    yield "", last
    yield from ((f"{each.page.name}/", since) for each in current.articles)
    if shelf.sealed:
        yield "history/", last
    for version in shelf.sealed:
        for each in version.articles if version is not current else ():
            yield f"{each.page.name}/{version.number}/", version.edition.published
