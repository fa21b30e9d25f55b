"""`llms.txt`: what a language model finds first, in the shape of llmstxt.org, with links to what it can read best."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from policygen.readings import markdown
from policygen.readings.blocks import (
    SPACE,
    Block,
    Facts,
    Heading,
    Line,
    Link,
    Listing,
    Paragraph,
    Piece,
    Quote,
    Reading,
)

PATH = "llms.txt"
_PROGRAMS = (
    ("cookies/manifest.json", "Cookie manifest", "the facts about cookies, with the same content as the pages"),
    ("cookies/manifest.schema.json", "Schema of the cookie manifest", "JSON Schema"),
    ("cookies/manifest.d.ts", "Types of the cookie manifest", "TypeScript"),
    ("cookies/index.json", "Versions of the cookie manifest", "with their digests"),
)


class Entry(NamedTuple):
    """One thing to read: where it stands in the site, what it is called, and what it holds."""

    path: str
    title: str
    summary: str | None


def write(home: Reading, name: str, pages: Iterable[Entry]) -> str:
    """The words of the home page's top, with the name of the site; then every page, and what programs read."""
    return markdown.write(Reading(tuple(_blocks(home, name, pages)), home.links))


def _blocks(home: Reading, name: str, pages: Iterable[Entry]) -> Iterator[Block]:
    title = next((each.line for each in home.blocks if isinstance(each, Heading)), ())
    summary = next((each for each in _after_title(home) if isinstance(each, Paragraph)), None)
    version = next((each for each in _after_title(home) if isinstance(each, Facts)), None)
    yield Heading(1, (Piece(f"{name}:"), SPACE, *title))
    if summary:
        yield Quote((summary,))
    if version:
        yield version
    yield Heading(2, (Piece("Pages"),))
    yield _listed((*pages, Entry("index.md", "".join(piece.words for piece in title), None)), home)
    yield Heading(2, (Piece("For programs"),))
    yield _listed((Entry(*each) for each in _PROGRAMS), home)


def _after_title(home: Reading) -> Iterator[Block]:
    found = iter(home.blocks)
    next((each for each in found if isinstance(each, Heading)), None)
    return found


def _listed(entries: Iterable[Entry], home: Reading) -> Listing:
    return Listing(tuple((Paragraph(_line(each, home.links.site)),) for each in entries), None)


def _line(entry: Entry, site: str) -> Line:
    linked = Piece(entry.title, link=Link(site + entry.path, entry.title))
    return (linked, Piece(f": {entry.summary}")) if entry.summary else (linked,)
