"""Other readings of a page, made from the page itself: Markdown, plain text, and a PDF where it is wanted."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urljoin

from policygen.readings import blocks, html, llms, markdown, text
from policygen.readings.blocks import Reading
from policygen.tree import Tree

MARKDOWN, TEXT = "index.md", "index.txt"
_INDEX = "index.html"


class Alternate(NamedTuple):
    """Another reading of one page, as the page names it: `href` begins where the page stands."""

    type: str
    href: str
    title: str


class Named(NamedTuple):
    """A page by its name in addresses, with what lists of pages say of it."""

    name: str
    title: str
    summary: str | None


def alternates(page: str, *, pdf: bool) -> tuple[Alternate, ...]:
    """The other readings of a page of this name; the home page has none, and no PDF."""
    found = (Alternate("text/markdown", MARKDOWN, "Markdown"), Alternate("text/plain", TEXT, "Plain text"))
    return (*found, Alternate("application/pdf", f"{page}.pdf", "PDF")) if page and pdf else found


def write(drawn: Tree, site: str, address: str, pages: Iterable[Named]) -> Tree:
    """The Markdown and the plain text of every `index.html`, and the list of what there is to read.

    `site` is its name, `address` where it begins, `pages` what the list says of each page but the home page.
    """
    read = {path.removesuffix(_INDEX): _read(path, page, address) for path, page in drawn.items() if _is_page(path)}
    entries = (llms.Entry(f"{each.name}/{MARKDOWN}", each.title, each.summary) for each in pages)
    written = {**dict(_written(read.items())), llms.PATH: llms.write(read[""], site, entries)}
    return {path: words.encode() for path, words in written.items()}


def _is_page(path: str) -> bool:
    return path.rpartition("/")[2] == _INDEX


def _read(path: str, page: bytes, address: str) -> Reading:
    links = blocks.Links(urljoin(address, path.removesuffix(_INDEX)), address)
    return blocks.read(html.parse(page.decode()), links)


def _written(read: Iterable[tuple[str, Reading]]) -> Iterator[tuple[str, str]]:
    for folder, reading in read:
        yield folder + MARKDOWN, markdown.write(reading)
        yield folder + TEXT, text.write(reading)
