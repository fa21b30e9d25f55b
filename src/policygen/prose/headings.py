"""The headings of a page: their order, and their ids, given with `{#id}` or made from the words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from policygen.problems import Place, Problem, Related
from policygen.prose.places import Locator

CODE = "PROSE-heading"
_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\Z")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_TITLE = 1


def identify(tokens: list[Token]) -> None:
    """Give each heading that has no id one that no other heading of the page has."""
    taken = {str(opening.attrs["id"]) for opening, _ in _pairs(tokens) if "id" in opening.attrs}
    last = Counter[str]()
    for opening, inline in _pairs(tokens):
        if "id" not in opening.attrs:
            wanted = slug(_words(inline))
            numbers = range(last[wanted], len(tokens))
            last[wanted] = next(number for number in numbers if _numbered(wanted, number) not in taken) + 1
            opening.meta["made"] = True
            opening.attrSet("id", _numbered(wanted, last[wanted] - 1))
            taken.add(str(opening.attrs["id"]))


def _numbered(wanted: str, number: int) -> str:
    """The first heading of its words has the bare id; the next one ends in -2."""
    return f"{wanted}-{number + 1}" if number else wanted


def place_of(tokens: Sequence[Token], wanted: str, locate: Locator) -> Place | None:
    """Where the heading with this id stands."""
    return next((locate.block(opening) for opening, _ in _pairs(tokens) if opening.attrs["id"] == wanted), None)


def _pairs(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Each heading with its text."""
    return (pair for pair in pairwise(tokens) if pair[0].type == "heading_open")


def _words(inline: Token) -> str:
    return "".join(child.content for child in inline.children or () if child.type in {"text", "code_inline"})


def slug(words: str) -> str:
    """The words as an id: `Your rights` becomes `your-rights`."""
    ascii_words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return _NOT_SLUG.sub("-", ascii_words).strip("-")[:60].strip("-") or "section"


def check(tokens: list[Token], locate: Locator) -> Iterator[Problem]:
    """The problems of the order of headings, and of the ids that were given to them."""
    above, seen = _TITLE, dict[str, Place]()
    for opening, inline in _pairs(tokens):
        level, place = int(opening.tag[1:]), locate.block(opening)
        if not inline.content.strip():
            yield Problem(place, CODE, "The heading has no words.", "Write its words, or delete the line.")
        elif fault := _order(level, above):
            yield Problem(place, CODE, *fault)
        above = level
        if "made" not in opening.meta:
            yield from _given(str(opening.attrs["id"]), place, seen)


def _order(level: int, above: int) -> tuple[str, str] | None:
    if level == _TITLE:
        message = "The title of the page stands in its front matter, so no heading here can be of the first level."
        return message, "Begin the sections of the page with `##`."
    if level <= above + 1:
        return None
    here, wanted = "#" * level, "#" * (above + 1)
    if above == _TITLE:
        return f"The first section of the page begins with `{here}`.", f"Write `{wanted}`."
    message = f"A heading with `{here}` follows one with `{'#' * above}`, so that a level is left out."
    return message, f"Write `{wanted}`, or put a heading with `{wanted}` before it."


def _given(found: str, place: Place, seen: dict[str, Place]) -> Iterator[Problem]:
    first = seen.setdefault(found, place)
    if not _ID.match(found):
        message = f"`{found}` cannot be the id of a heading." if found else "The id of this heading is empty."
        mend = f"Write `{{#{slug(found)}}}`: small letters, digits and hyphens only."
        yield Problem(place, CODE, message, mend)
    elif first != place:
        message = f"The id `{found}` is given twice on this page."
        mend = "Give one of the two headings another id."
        yield Problem(place, "REF-duplicate", message, mend, related=(Related(first, "first given here"),))
