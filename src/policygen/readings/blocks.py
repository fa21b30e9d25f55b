"""What a page says, as blocks: headings, paragraphs, lists, labelled facts and tables, without the site around them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from policygen.readings.html import Element

_SPOKEN = frozenset({"aside", "main"})
"""Where the page speaks for itself: what it is (a draft), and its content."""
_SILENT = frozenset({"head", "nav", "script", "style", "svg", "template", "del"})
"""What is no word of the text: ways through the site, drawings that a table repeats, and what was struck out."""
_WITHIN_A_LINE = frozenset({
    "a", "abbr", "b", "bdi", "cite", "code", "data", "dfn", "em", "i", "ins", "kbd", "mark", "q", "samp", "small",
    "span", "strong", "sub", "sup", "time", "u", "var", "wbr", "br", "img",
})  # fmt: skip
_MARKS = {"code": "code", "strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis"}
_WHOLE = ("https://", "mailto:", "tel:")
_WHITE = re.compile(r"[ \t\n\f\r]+")


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """One link: the whole address it leads to, and all its words."""

    to: str
    words: str


class Piece(NamedTuple):
    """Words within a line, all marked alike and in one link."""

    words: str
    marks: frozenset[str] = frozenset()
    link: Link | None = None


NEW_LINE, SPACE = Piece("\n"), Piece(" ")

Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    line: Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `start` is the number of its first item, or None where they have none."""

    items: "tuple[tuple[Block, ...], ...]"
    start: int | None


@dataclass(frozen=True, slots=True)
class Fact:
    label: Line
    value: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Facts:
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Table:
    caption: Line
    rows: tuple[Facts, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Code:
    """Lines that stay as they are."""

    text: str


Block = Heading | Paragraph | Listing | Facts | Table | Quote | Code


@dataclass(frozen=True, slots=True)
class Links:
    """How the links of a page are read: where it stands, and where its site begins."""

    page: str
    site: str

    def read(self, href: str, words: str) -> Link | None:
        """None for a place on the same page, which other readings do not have."""
        if href.startswith("#"):
            return None
        to = href if href.startswith(_WHOLE) else urljoin(self.page, href)
        return None if to.partition("#")[0] == self.page else Link(to, words)

    def told(self, link: Link) -> str | None:
        """The address that is to be read with the words: one outside of the site that they do not say themselves."""
        if link.to.startswith(self.site):
            return None
        said = {link.words, f"mailto:{link.words}", "tel:" + re.sub(r"[^+0-9]", "", link.words)}
        return None if said & {link.to, unquote(link.to)} else link.to


@dataclass(frozen=True, slots=True)
class Reading:
    """The blocks of one page, and how its links are to be read."""

    blocks: tuple[Block, ...]
    links: Links


def label(line: Line) -> Line:
    """A label with the sign that leads to its value."""
    return (*line, Piece(":")) if line and not line[-1].words.endswith((":", "?", "!")) else line


def words(line: Line) -> str:
    return "".join(piece.words for piece in line)


def read(document: Element, links: Links) -> Reading:
    return Reading(tuple(each for part in _spoken(document) for each in _blocks(part.children, links)), links)


def _spoken(around: Element) -> Iterator[Element]:
    for each in around.elements():
        if each.name in _SPOKEN:
            yield each
        elif each.name not in _SILENT:
            yield from _spoken(each)


def _blocks(children: Iterable[Element | str], links: Links) -> Iterator[Block]:
    """Text between blocks is a paragraph of its own."""
    loose: list[Element | str] = []
    for each in children:
        if isinstance(each, str) or each.name in _WITHIN_A_LINE:
            loose.append(each)
        elif each.name not in _SILENT:
            yield from _paragraph(loose, links)
            loose = []
            yield from _block(each, links)
    yield from _paragraph(loose, links)


def _paragraph(children: Iterable[Element | str], links: Links) -> Iterator[Paragraph]:
    if line := _line(children, links):
        yield Paragraph(line)


def _block(element: Element, links: Links) -> Iterator[Block]:
    match element.name:
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            yield Heading(int(element.name[1]), _line(element.children, links))
        case "ul" | "ol":
            if not _leads_through_the_page(element):
                start = int(element.attributes.get("start", "1")) if element.name == "ol" else None
                yield Listing(tuple(tuple(_blocks(each.children, links)) for each in element.elements()), start)
        case "dl":
            yield Facts(tuple(_facts(element, links)))
        case "table":
            yield _table(element, links)
        case "blockquote":
            yield Quote(tuple(_blocks(element.children, links)))
        case "pre":
            yield Code("".join(_texts(element)))
        case "hr":
            return
        case _:
            yield from _blocks(element.children, links)


def _leads_through_the_page(listing: Element) -> bool:
    """A list of nothing but links to places on the same page."""
    return all(_is_jump([each for each in item.children if not isinstance(each, str) or each.strip()])
               for item in listing.elements())  # fmt: skip


def _is_jump(children: list[Element | str]) -> bool:
    match children:
        case [Element("a", attributes)]:
            return attributes.get("href", "").startswith("#")
        case _:
            return False


def _facts(element: Element, links: Links) -> Iterator[Fact]:
    label: Line = ()
    for each in element.elements():
        match each.name:
            case "dt":
                label = _line(each.children, links)
            case "dd":
                yield Fact(label, tuple(_blocks(each.children, links)))
            case _:
                yield from _facts(each, links)


def _table(element: Element, links: Links) -> Table:
    """The first row holds the labels of the others, where it has headers alone."""
    rows = [each for each in element.inside() if each.name == "tr"]
    cells = [[cell for cell in row.elements() if cell.name in ("th", "td")] for row in rows]
    captions = (_line(each.children, links) for each in element.elements() if each.name == "caption")
    headed = bool(cells) and all(cell.name == "th" for cell in cells[0])
    labels = [_line(cell.children, links) for cell in cells[0]] if headed else []
    rest = cells[1:] if headed else cells
    return Table(next(captions, ()), tuple(Facts(tuple(_row(labels, each, links))) for each in rest))


def _row(labels: list[Line], cells: list[Element], links: Links) -> Iterator[Fact]:
    """A cell that is nothing but a list of facts adds them to those of its row."""
    for at, cell in enumerate(cells):
        match tuple(_blocks(cell.children, links)):
            case (Facts(facts),):
                yield from facts
            case value:
                yield Fact(labels[at] if at < len(labels) else (), value)


def _line(children: Iterable[Element | str], links: Links) -> Line:
    """The pieces of a line; white space is collapsed over all of them, and what is left of it stands apart."""
    found: list[Piece] = []
    space = False
    for piece in _pieces(children, links, frozenset(), None):
        if piece is NEW_LINE:
            found += [NEW_LINE] if found and found[-1] is not NEW_LINE else []
            space = False
            continue
        words = _WHITE.sub(" ", piece.words)
        space = space or words.startswith(" ")
        if bare := words.strip(" "):
            if space and found and found[-1] is not NEW_LINE:
                found.append(Piece(" ", link=piece.link) if piece.link is found[-1].link else SPACE)
            found.append(Piece(bare, piece.marks, piece.link))
            space = words.endswith(" ")
    return tuple(found[:-1] if found and found[-1] is NEW_LINE else found)


def _pieces(
    children: Iterable[Element | str], links: Links, marks: frozenset[str], link: Link | None
) -> Iterator[Piece]:
    for each in children:
        if isinstance(each, str):
            yield Piece(each, marks, link)
        elif each.name == "br":
            yield NEW_LINE if link is None else Piece(" ", marks, link)  # A link is not divided.
        elif each.name == "img":
            words = each.attributes.get("alt", "")
            yield Piece(words, marks, links.read(each.attributes.get("src", ""), words))
        elif each.name not in _SILENT:
            more = {_MARKS[each.name]} if each.name in _MARKS else set()
            yield from _pieces(each.children, links, marks | more, _link(each, links) or link)


def _link(element: Element, links: Links) -> Link | None:
    if element.name != "a" or "href" not in element.attributes:
        return None
    return links.read(element.attributes["href"], _WHITE.sub(" ", "".join(_texts(element))).strip(" "))


def _texts(element: Element) -> Iterator[str]:
    for each in element.children:
        if isinstance(each, str):
            yield each
        else:
            yield from _texts(each)
