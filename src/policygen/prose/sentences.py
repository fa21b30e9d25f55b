"""What people read, passage by passage and sentence by sentence, each with its place."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from markdown_it.token import Token

from policygen import packaged
from policygen.model.record import Record
from policygen.problems import Place
from policygen.prose import Prose, visible
from policygen.prose.places import Locator

Role = Literal["heading", "paragraph", "item", "cell", "words", "name"]
"""Where a passage stands: in a page, or as whole sentences (`words`) or a few words (`name`) in a record."""

Spot = Callable[[int], Place | tuple[Record, str]]

_END = re.compile(r"(?<![.!?…])[.!?…]++[”’\"')\]]{0,3}(?=\s+[^a-z\s])")
_RUN_ON = re.compile(r"[a-z]{2}[.!?](?=[A-Z][a-z])")
_INITIALS = re.compile(r"(?:[A-Za-z]\.){0,5}[A-Z]")
_NEAR = 40
"""How many characters a word or an address can have."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Some text that people read in one go.

    Attributes:
        section: the id of the nearest heading above it; "" in a record.
        last: whether it ends a list, or a section.
        closes: whether it ends a section, so that neither a block nor a heading below it can be what it announces.
        spot: the place of the character at an index, or the record and its key.

    """

    words: str
    role: Role
    spot: Spot
    section: str = ""
    last: bool = False
    closes: bool = False

    def at(self, index: int = 0) -> Place | tuple[Record, str]:
        return self.spot(index)

    def sentences(self) -> Iterator["Passage"]:
        """Its sentences, without the white space around them and without those that have no word."""
        for start, end in _sentences(self.words):
            yield replace(self, words=self.words[start:end], spot=_shifted(self.spot, start))


def of_page(prose: Prose) -> Iterator[Passage]:
    """The passages of a page, in its order."""
    locate = Locator(prose.page.file, tuple(prose.page.prose.split("\n")))
    section, level, lists = "", "", 0
    for number, block in enumerate(prose.tokens):
        lists += {"list_item_open": 1, "list_item_close": -1}.get(block.type, 0)
        if block.type == "heading_open":
            section, level = str(block.attrs["id"]), block.tag
        elif block.type == "inline":
            words, offsets = visible.of(block)
            role = _role(prose.tokens[number - 1].type, lists)
            ends_list, follows = _after(prose.tokens, number + 1)
            closes = follows is None or (follows.type == "heading_open" and follows.tag <= level)
            last = ends_list and not (follows and follows.type == "list_item_open") if role == "item" else closes
            yield Passage(words, role, _spot(locate, block, offsets), section, last, closes)


def run_ons(words: str) -> Iterator[int]:
    """Where a sentence begins right behind the full stop of another."""
    for found in _RUN_ON.finditer(words):
        around = (
            words[max(found.start() - _NEAR, 0) : found.start()].rpartition(" ")[2] + words[found.start() :][:_NEAR]
        )
        if not {"/", "@"} & set(around.partition(" ")[0]) and not around.startswith("www."):
            yield found.end()


def _sentences(words: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in sorted({*_ends(words), *run_ons(words), len(words)}):
        piece = words[start:end]
        if any(letter.isalnum() for letter in piece):
            begin = start + len(piece) - len(piece.lstrip())
            yield begin, begin + len(piece.strip())
        start = end


def _ends(words: str) -> Iterator[int]:
    for found in _END.finditer(words):
        before = words[max(found.start() - _NEAR, 0) : found.start()].replace("(", " ").rpartition(" ")[2]
        if not (found[0] == "." and (before.lower() in _abbreviations() or _INITIALS.fullmatch(before))):
            yield found.end()


@cache
def _abbreviations() -> frozenset[str]:
    table = packaged.table("law/words.json")
    return frozenset(table["lists"]["abbreviations"]["words"])


def _role(opening: str, lists: int) -> Role:
    match opening:
        case "heading_open":
            return "heading"
        case "th_open" | "td_open":
            return "cell"
        case _:
            return "item" if lists else "paragraph"


def _after(tokens: Sequence[Token], at: int) -> tuple[bool, Token | None]:
    """Whether a list ends there, and what comes next."""
    ends_list = False
    while at < len(tokens) and tokens[at].type.endswith("_close"):
        ends_list = ends_list or tokens[at].type.endswith("list_close")
        at += 1
    return ends_list, tokens[at] if at < len(tokens) else None


def _shifted(spot: Spot, by: int) -> Spot:
    return lambda index: spot(index + by)


def _spot(locate: Locator, block: Token, offsets: tuple[int, ...]) -> Spot:
    return lambda index: locate.inline(block, offsets[min(index, len(offsets) - 1)] if offsets else 0)
