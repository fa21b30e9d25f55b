"""A page as it would be told: its words in order, with what tells them apart where there are no columns or links."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple
from urllib.parse import unquote

from bs4.element import NavigableString, Tag

from policygen.verify import effects, links
from policygen.verify.reading import Page, collapse
from policygen.verify.website import Website

Kind = Literal["words", "sign", "column", "header", "number", "bullet", "address", "way", "jump", "site"]


class Said(NamedTuple):
    """Some words of a page, or what goes with them.

    `sign` leads from a label to its value, `column` is the label of a cell and `header` the headers of all of them,
    `address` is where a link leads outside of the site, `way` where another one leads; `jump` is the words of a list
    of links within the page, `site` those that stand above it.
    """

    kind: Kind
    words: str


_NOT_TOLD = frozenset({"nav", "svg", "del", "script", "style", "template", "head"})
_IN_A_LINE = frozenset({
    "a", "abbr", "b", "bdi", "cite", "code", "data", "dfn", "em", "i", "ins", "kbd", "mark", "q", "samp", "small",
    "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
})  # fmt: skip
_ENDS = (":", "?", "!")
_SPACE = Said("words", " ")


def of(site: Website, page: Page) -> tuple[Said, ...]:
    """What stands in the header, the asides and the main part, without the ways through the site."""
    parts = (tag for tag in page.tags if tag.name in ("header", "aside", "main"))
    outer = [tag for tag in parts if not tag.find_parent(["header", "aside", "main", *_NOT_TOLD])]
    return tuple(said for tag in outer for said in _part(site, page, tag))


def part(site: Website, page: Page, tag: Tag) -> str:
    """One element of a page, told."""
    return aloud(_inside(site, page, tag))


def _part(site: Website, page: Page, tag: Tag) -> Iterator[Said]:
    said = (_SPACE, *_element(site, page, tag))
    yield from (Said("site", each.words) for each in said if each.kind == "words") if tag.name == "header" else said


def _inside(site: Website, page: Page, tag: Tag) -> Iterator[Said]:
    for node in tag.children:
        if isinstance(node, Tag):
            block = node.name not in _IN_A_LINE
            yield from (_SPACE, *_element(site, page, node), _SPACE) if block else _element(site, page, node)
        elif type(node) is NavigableString and not page.effects[id(tag)] & effects.UNSEEN:
            yield Said("words", node)


def _element(site: Website, page: Page, tag: Tag) -> Iterator[Said]:
    if tag.name in _NOT_TOLD:
        return
    match tag.name:
        case "ul" | "ol":
            yield from _listing(site, page, tag)
        case "table":
            yield from _table(site, page, tag)
        case "img":
            yield Said("words", str(tag.get("alt", "")))
            yield from _address(site, page, str(tag.get("src", "")), str(tag.get("alt", "")))
        case "a":
            yield from _inside(site, page, tag)
            yield from _address(site, page, str(tag.get("href", "#")), _words(tag))
        case "dt":
            yield from _inside(site, page, tag)
            if words := _words(tag):
                yield Said("sign", "" if words.endswith(_ENDS) else ":")
        case _:
            yield from _inside(site, page, tag)


def _words(tag: Tag) -> str:
    """Also those that are clipped, which headers are on narrow screens."""
    return collapse("".join(node for node in tag.descendants if type(node) is NavigableString))


def _address(site: Website, page: Page, href: str, words: str) -> Iterator[Said]:
    """Where a link with words leads; it is told unless that is in the site, or the words say it themselves."""
    to = links.target(site, page.path, href)
    if to is not None and words:
        itself = {words, f"mailto:{words}", "tel:" + re.sub(r"[^+0-9]", "", words)}
        known = to.url.startswith(site.address) or itself & {to.url, unquote(to.url)}
        yield Said("way" if known else "address", f" ({to.url})")


def _listing(site: Website, page: Page, tag: Tag) -> Iterator[Said]:
    items = tag.find_all("li", recursive=False)
    through = all(_is_jump(item) for item in items)
    for at, item in enumerate(items, start=int(str(tag.get("start", "1")))):
        yield _SPACE
        yield Said("number", f" {at}. ") if tag.name == "ol" else Said("bullet", " • ")
        said = _inside(site, page, item)
        yield from (Said("jump", each.words) for each in said) if through else said


def _is_jump(item: Tag) -> bool:
    alone = _alone(item)
    return alone is not None and str(alone.get("href", "")).startswith("#")


def _table(site: Website, page: Page, table: Tag) -> Iterator[Said]:
    rows = [row.find_all(["th", "td"], recursive=False) for row in table.find_all("tr")]
    for caption in table.find_all("caption", recursive=False):
        yield from (*_inside(site, page, caption), _SPACE)
    headed = bool(rows) and all(cell.name == "th" for cell in rows[0])
    labels = [_words(cell) for cell in rows[0]] if headed else []
    for row in rows[1:] if headed else rows:
        yield Said("header", "".join(labels))
        for at, cell in enumerate(row):
            label = labels[at] if at < len(labels) else ""
            if label and not _is_list_of_facts(cell):
                yield Said("column", f" {label}" if label.endswith(_ENDS) else f" {label}:")
            yield from (_SPACE, *_inside(site, page, cell), _SPACE)


def _is_list_of_facts(cell: Tag) -> bool:
    """Its labels stand in it, and the one of the column says no more."""
    alone = _alone(cell)
    return alone is not None and alone.name == "dl"


def _alone(tag: Tag) -> Tag | None:
    """The only thing that stands in an element."""
    inside = [node for node in tag.children if isinstance(node, Tag) or str(node).strip()]
    return inside[0] if len(inside) == 1 and isinstance(inside[0], Tag) else None


def aloud(said: Iterable[Said]) -> str:
    """The words with the label of each value and the address of each link, as text without columns has them."""
    told: list[str] = []
    for kind, words in said:
        if kind in ("sign", "address"):
            while told and not told[-1].strip():
                told.pop()
            told[-1:] = [told[-1].rstrip(), words] if told else [words]
        elif kind in ("words", "column", "number"):
            told.append(words)
    return collapse("".join(told))
