"""A page as a person meets it: its elements in order, and which of their words can be seen."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from policygen.problems import Place
from policygen.verify import effects, stylesheets
from policygen.verify.selectors import keys
from policygen.verify.stylesheets import Style

_NEVER_SHOWN = frozenset({
    "head", "title", "script", "style", "template", "noscript", "datalist", "noembed", "noframes", "iframe", "object",
    "video", "audio", "canvas", "svg", "rp", "textarea", "select", "param", "area",
})  # fmt: skip
"""Elements whose text a browser does not show as words of the page, or only instead of something else."""
_STRUCK = frozenset({"del", "s", "strike"})
_WITHIN_A_LINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label",
    "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "u", "var", "wbr",
})  # fmt: skip
_NOT_WORDS = frozenset({
    "img", "picture", "svg", "canvas", "video", "audio", "iframe", "object", "embed", "input", "select", "textarea",
    "button", "meter", "progress", "math", "q", "ol",
})  # fmt: skip
"""Elements that show something besides the words in them: a picture, a field, quotation marks, numbers."""
_SAYS_TO_SOME = frozenset({
    "aria-label", "aria-labelledby", "aria-description", "aria-describedby", "aria-roledescription", "title",
    "data-label",
})  # fmt: skip
"""Attributes that some people hear or see instead of the words, or beside them."""
_WHITE = re.compile(r"[ \t\n\f\r]+")


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """`effects` and `lines` say of each element, by its identity, what becomes of its words and whose line it is in."""

    path: str
    html: str
    tags: tuple[Tag, ...]
    effects: Mapping[int, int]
    lines: Mapping[int, int]

    def place(self, tag: Tag) -> Place:
        return Place(self.path, tag.sourceline or 0, (tag.sourcepos or 0) + 1 if tag.sourceline else 0)


@dataclass(frozen=True, slots=True)
class Words:
    """What can be read in an element, white space collapsed, and what keeps people from reading just that."""

    text: str
    concealed: str
    """The words that are there and cannot be seen."""
    altered: bool
    added: bool
    told: tuple[tuple[str, str], ...]
    """What some people hear or see besides, each with the attribute that says it."""


def page(path: str, html: str, styles: Sequence[Style]) -> Page:
    soup = BeautifulSoup(html, "html.parser", on_duplicate_attribute="ignore")
    tags = tuple(soup.find_all(True))
    inside = stylesheets.styles(
        {path: stylesheets.parse("\n".join(tag.get_text() for tag in tags if tag.name == "style"))}
    )
    found, lines = _inherited(tags, _own(soup, tags, (*styles, *inside)))
    return Page(path, html, tags, found, lines)


def collapse(text: str) -> str:
    """The text as HTML shows it, where every run of white space is one space."""
    return _WHITE.sub(" ", text).strip(" ")


def words(page: Page, tag: Tag, unseen: int = effects.UNSEEN) -> Words:
    """What a person reads in an element; `unseen` are the effects that keep words from being read."""
    shown: list[str] = []
    hidden: list[str] = []
    told = _told(tag)
    found, line = page.effects[id(tag)] & effects.ADDED, page.lines[id(tag)]
    for node in tag.descendants:
        if isinstance(node, Tag):
            found |= effects.ADDED if node.name in _NOT_WORDS else page.effects[id(node)] & effects.ADDED
            told += _told(node) if node.attrs else ()
            if node.name in ("br", "hr", "img"):
                shown.append(" ")
        elif is_text(node):
            effect, here = page.effects[id(node.parent)], page.lines[id(node.parent)]
            if effect & unseen:
                hidden.append(node)
                continue
            shown += [" ", node] if here != line else [node]
            line, found = here, found | (effect & effects.ALTERED if node.strip() else 0)
    altered, added = bool(found & effects.ALTERED), bool(found & effects.ADDED)
    return Words(collapse("".join(shown)), collapse(" ".join(hidden)), altered, added, told)


def _told(tag: Tag) -> tuple[tuple[str, str], ...]:
    return tuple((name, collapse(str(value))) for name, value in tag.attrs.items() if name in _SAYS_TO_SOME)


def is_text(node: object) -> TypeGuard[NavigableString]:
    """Whether it is text of the page, and not a comment or a declaration."""
    return isinstance(node, NavigableString) and not isinstance(node, PreformattedString)


def text(page: Page, tag: Tag) -> str:
    return words(page, tag).text


def _own(soup: BeautifulSoup, tags: Sequence[Tag], styles: Iterable[Style]) -> dict[int, int]:
    """What attributes and style sheets do to each element, those inside and around it apart."""
    own = {id(tag): _by_attributes(tag) for tag in tags}
    by_key: dict[str, list[Tag]] = {}
    for tag in tags:
        for key in keys(tag):
            by_key.setdefault(key, []).append(tag)
    for style in styles:
        for tag in _matched(soup, style, by_key):
            own[id(tag)] |= style.effect
    return own


def _matched(soup: BeautifulSoup, style: Style, by_key: Mapping[str, Sequence[Tag]]) -> Iterable[Tag]:
    """Few candidates are tried one by one; many in one walk through the page, which is then faster."""
    few = 1_000
    if style.pattern is None:
        return ()
    candidates = by_key.get(style.selector.key, ()) if style.selector.key else None
    if candidates is None or len(candidates) > few:
        return style.pattern.select(soup)
    return [tag for tag in candidates if style.pattern.match(tag)]


def _by_attributes(tag: Tag) -> int:
    if tag.name in _NEVER_SHOWN or tag.name in _STRUCK or (tag.name == "dialog" and "open" not in tag.attrs):
        return effects.GONE
    if not tag.attrs:
        return effects.ALTERED if tag.name == "bdo" else 0
    gone = "hidden" in tag.attrs or "inert" in tag.attrs or "popover" in tag.attrs
    if gone or str(tag.get("aria-hidden", "")).strip().lower() == "true":
        return effects.GONE
    style = stylesheets.inline(str(tag["style"])) if "style" in tag.attrs else 0
    return style | (effects.ALTERED if tag.name == "bdo" else 0)


def _inherited(tags: Iterable[Tag], own: Mapping[int, int]) -> tuple[dict[int, int], dict[int, int]]:
    found: dict[int, int] = {}
    lines: dict[int, int] = {}
    folded: dict[int, int] = {}
    for tag in tags:
        around = id(tag.parent)
        effect = effects.together(own[id(tag)]) | (found.get(around, 0) & effects.INHERITED)
        if (
            around in folded
            and tag.name == "summary"
            and tag.parent
            and tag.parent.find("summary", recursive=False) is tag
        ):
            effect = effects.together(own[id(tag)]) | folded[around]
        if tag.name == "details" and "open" not in tag.attrs:
            folded[id(tag)] = effect & effects.INHERITED
            effect |= effects.GONE
        found[id(tag)] = effect
        lines[id(tag)] = lines.get(around, 0) if tag.name in _WITHIN_A_LINE else id(tag)
    return found, lines
