"""Other readings of a page, made from the page itself: Markdown, plain text, and a PDF where it is wanted."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from policygen.readings import blocks, html, markdown, text
from policygen.tree import Tree

INDEX = "index.html"
MARKDOWN, TEXT = "index.md", "index.txt"


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another reading of one page, as the page names it: `href` begins where the page stands."""

    type: str
    href: str
    title: str


def alternates(page: str, *, pdf: bool) -> tuple[Alternate, ...]:
    """The other readings of a page with this name; the home page has none, and no PDF."""
    found = (Alternate("text/markdown", MARKDOWN, "Markdown"), Alternate("text/plain", TEXT, "Plain text"))
    return (*found, Alternate("application/pdf", f"{page}.pdf", "PDF")) if page and pdf else found


def write(pages: Tree, address: str) -> Tree:
    """The Markdown and the plain text of every page that is an `index.html`; `address` is that of the site."""
    return {file: words.encode() for path, page in pages.items() for file, words in _of(path, page, address).items()}


def _of(path: str, page: bytes, address: str) -> Mapping[str, str]:
    folder, _, name = path.rpartition("/")
    if name != INDEX:
        return {}
    there = f"{folder}/" if folder else ""
    found = blocks.read(html.parse(page.decode()), blocks.Links(urljoin(address, there), address))
    return {there + MARKDOWN: markdown.write(found), there + TEXT: text.write(found)}
