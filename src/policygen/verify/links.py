"""Every link that stays in the site leads to a file of it, and to an id where it names one."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import Tag

from policygen.problems import Place, Problem
from policygen.verify import versions
from policygen.verify.reading import Page
from policygen.verify.website import Website, as_text

_MEND = "Correct the link in the content or the layout, and build the site again."
_ADDRESS = frozenset({"href", "src", "action", "cite", "data", "poster", "longdesc", "formaction", "xlink:href"})
_SITEMAP = "sitemap.xml"
_LOCATION = re.compile(r"<loc>([^<]*)</loc>")
_SCHEMES = frozenset({"https", "http", "mailto", "tel"})
_SEVERAL = frozenset({"srcset", "imagesrcset"})


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads; `path` is None when that is outside of the site."""

    url: str
    path: str | None
    fragment: str


def check(site: Website) -> Iterator[Problem]:
    ids = {page.path: _ids(page) for page in site.pages}
    yield from _map(site)
    for page in site.pages:
        for tag in page.tags:
            for address in addresses(tag) if tag.attrs else ():
                if wrong := _fault(site, ids, page, address):
                    message = f"{page.path}: the link to `{address}` {wrong}."
                    yield Problem(page.place(tag), "VERIFY-link", message, _MEND)
            if tag.name == "base":
                message = f"{page.path}: a `base` element turns all links elsewhere."
                yield Problem(page.place(tag), "VERIFY-link", message, _MEND)


def _map(site: Website) -> Iterator[Problem]:
    """The addresses that the site gives to search engines."""
    for address in _LOCATION.findall(as_text(site.tree.get(_SITEMAP, b""))):
        to = target(site, _SITEMAP, html.unescape(address))
        if to is None or to.path not in site.tree:
            message = f"{_SITEMAP}: there is no page at `{address}`."
            yield Problem(Place(_SITEMAP), "VERIFY-link", message, _MEND)


def addresses(tag: Tag) -> Iterator[str]:
    """Every address that the element names."""
    for name, value in tag.attrs.items():
        if name in _ADDRESS:
            yield str(value).strip()
        elif name in _SEVERAL:
            yield from (part.split()[0] for part in str(value).split(",") if part.strip())


def target(site: Website, page: str, address: str) -> Target | None:
    """None for what is no address at all."""
    try:
        url = urlsplit(urljoin(site.address + page, address))
    except ValueError:
        return None
    plain = url._replace(query="", fragment="").geturl()
    inside = plain + "/" if plain + "/" == site.address else plain
    path = unquote(inside.removeprefix(site.address)) if inside.startswith(site.address) else None
    if path is not None and (not path or path.endswith("/")):
        path += "index.html"
    return Target(url.geturl(), path, unquote(url.fragment))


def _ids(page: Page) -> frozenset[str]:
    return frozenset(str(tag["id"]) for tag in page.tags if "id" in tag.attrs)


def _has(ids: Mapping[str, frozenset[str]], to: Target, page: str) -> bool:
    """Whether the id is there; what was sealed links to the pages of its own version, which moved on since."""
    assert to.path is not None
    return any(to.fragment in ids.get(path, ()) for path in (to.path, versions.beside(page, to.path)) if path)


def _fault(site: Website, ids: dict[str, frozenset[str]], page: Page, address: str) -> str:
    to = target(site, page.path, address)
    if to is None:
        return "is no address"
    if urlsplit(to.url).scheme not in _SCHEMES:
        return "is of a kind that is not allowed"
    if to.path is None:
        return ""
    if to.path not in site.tree:
        return "leads to no file of the site"
    if to.fragment and to.path in ids and not _has(ids, to, page.path):
        return f"leads to no id `{to.fragment}` on {to.path}"
    return ""
