"""The ids of headings: given with `{#id}`, or made from the words."""

import re
import unicodedata
from itertools import pairwise

from markdown_it.token import Token

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def identify(tokens: list[Token]) -> None:
    """Give each heading that has no id one that no other heading of the page has."""
    taken = {str(token.attrs["id"]) for token in tokens if token.type == "heading_open" and "id" in token.attrs}
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and "id" not in opening.attrs:
            opening.attrSet("id", _free(_slug(inline), taken))
            taken.add(str(opening.attrs["id"]))


def _slug(inline: Token) -> str:
    words = "".join(child.content for child in inline.children or () if child.type in {"text", "code_inline"})
    ascii_words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return _NOT_SLUG.sub("-", ascii_words).strip("-")[:60].strip("-") or "section"


def _free(slug: str, taken: set[str]) -> str:
    number, free = 2, slug
    while free in taken:
        number, free = number + 1, f"{slug}-{number}"
    return free
