"""The text of a block as it is seen on the page, and where each character of it stands in the source."""

from typing import NamedTuple

from markdown_it.helpers import parseLinkDestination
from markdown_it.token import Token

UNREAD = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what is no prose: the value of a fact, a code span, an image."""

_REACH = 40
"""How far the next character can be: markup, and at most an entity, stands between."""


class Visible(NamedTuple):
    """Every character with its offset in the inline text of the block."""

    words: str
    offsets: tuple[int, ...]


def of(block: Token) -> Visible:
    """Without markup, the targets of links and the names of claims; facts and code are one UNREAD each."""
    letters: list[str] = []
    offsets: list[int] = []
    source, at = block.content, 0
    for token in block.children or ():
        match token.type:
            case "text":
                for letter in token.content:
                    offsets.append(at := _seek(source, letter, at))
                    letters.append(letter)
                    at += 1
            case "softbreak" | "hardbreak":
                offsets.append(at := _seek(source, "\n", at))
                letters.append(" ")
                at += 1
            case "fact" | "code_inline" | "image":
                at = token.meta.get("offset", _seek(source, token.markup, at))
                letters.append(UNREAD)
                offsets.append(at)
                at = _after(token, source, at)
            case "link_close" | "claim_close":
                at = _after_bracket(source, _seek(source, "]", at))
    return Visible("".join(letters), tuple(offsets))


def _seek(source: str, part: str, at: int) -> int:
    """Where the part is next; nowhere near when it was written as an entity, so then it is here."""
    found = source.find(part, at, at + _REACH)
    return found if found >= 0 else min(at, len(source))


def _after(token: Token, source: str, at: int) -> int:
    match token.type:
        case "fact":
            return at + len(token.content)
        case "code_inline":
            inside = at + len(token.markup)
            return max(source.find(token.markup, inside), inside) + len(token.markup)
        case _:
            return _after_bracket(source, max(source.find("](", at), at))


def _after_bracket(source: str, at: int) -> int:
    """Behind what follows the closing bracket: `(target)`, `[label]` or `{claim=name}`."""
    closing = {"(": ")", "[": "]", "{": "}"}.get(source[at + 1 : at + 2])
    if closing is None:
        return at
    target = parseLinkDestination(source, at + 2, len(source)) if closing == ")" else None
    end = source.find(closing, target.pos if target and target.ok else at + 2)
    return end + 1 if end >= 0 else at
