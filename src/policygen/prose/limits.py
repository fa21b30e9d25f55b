"""How much a page may hold at one place, since the parser needs far too long for more, or leaves it out in silence."""

from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType

from policygen.problems import Place, Problem
from policygen.prose.places import Locator

COLUMNS = 50
CHARACTERS = 10_000
DEPTH = 16
"""Levels of the parser, which counts a list and its item as two; at 20 it gives up."""

_FOUND = "limits"


def shorten_lines(state: StateCore) -> None:
    """Take out the lines with too many columns, before the parser makes blocks of them."""
    lines = state.src.split("\n")
    wide = {number: line.count("|") for number, line in enumerate(lines) if line.count("|") > COLUMNS}
    state.env[_FOUND] = [(number, _wide(count)) for number, count in wide.items()]
    state.src = "\n".join("" if number in wide else line for number, line in enumerate(lines)) if wide else state.src


def shorten_texts(state: StateCore) -> None:
    """Take out the texts that are too long, before the parser looks for links and the like in them."""
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > CHARACTERS:
            state.env[_FOUND].append(((token.map or [0])[0], _long(len(token.content))))
            token.content = ""


def check(tokens: list[Token], env: EnvType, locate: Locator) -> Iterator[Problem]:
    """The problems of what was taken out, and of what lies too deep."""
    for number, words in env[_FOUND]:
        yield _problem(locate.line(number), words)
    if deep := next((token for token in tokens if token.level >= DEPTH), None):
        yield _problem(locate.block(deep), _deep())


def _problem(place: Place, words: tuple[str, str]) -> Problem:
    return Problem(place, "PROSE-limit", *words)


def _wide(count: int) -> tuple[str, str]:
    message = f"This line has {count:,} upright strokes, and {COLUMNS} are allowed."
    return message, "Divide the table into smaller ones."


def _long(length: int) -> tuple[str, str]:
    message = f"This text has {length:,} characters without a break, and {CHARACTERS:,} are allowed."
    return message, "Divide it into paragraphs, with an empty line between them."


def _deep() -> tuple[str, str]:
    message = "Lists or quotations stand too deep inside one another here; what lies deeper would not be shown."
    return message, f"Use fewer levels; {DEPTH // 2 - 1} are enough for every list."
