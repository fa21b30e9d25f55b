"""A page as plain text: lines of at most 80 columns, to be read from top to bottom, without any signs of markup."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from policygen.readings.blocks import (
    NEW_LINE,
    Block,
    Code,
    Facts,
    Heading,
    Line,
    Links,
    Listing,
    Paragraph,
    Quote,
    Reading,
    Table,
    label,
)

_COLUMNS = 80
_STEP = 2
_SPACES = re.compile("[ \n]+")


def write(reading: Reading) -> str:
    """Only headings stand at the margin; an empty line parts what belongs apart."""
    lines: list[str] = []
    for block in reading.blocks:
        gap = [] if not lines else ["", ""] if isinstance(block, Heading) and block.level == 2 else [""]  # noqa: PLR2004
        lines += [*gap, *_block(block, reading.links, 0 if isinstance(block, Heading) else _STEP)]
    return "".join(f"{line}\n" for line in lines)


def _block(block: Block, links: Links, indent: int) -> Iterator[str]:
    match block:
        case Heading(_, line) | Paragraph(line):
            yield from _wrapped(_said(line, links), indent, indent)
        case Listing(items, start):
            for at, item in enumerate(items):
                yield from _led("" if start is None else f"{start + at}.", item, links, indent)
        case Facts(facts):
            for fact in facts:
                yield from _led(_said(label(fact.label), links), fact.value, links, indent)
        case Table(caption, rows):
            yield from _wrapped(_said(caption, links), indent, indent)
            for row in rows:
                yield ""
                yield from _row(row, links, indent)
        case Quote(blocks):
            yield from _apart(blocks, links, indent + _STEP)
        case Code(text):
            yield from (" " * (indent + _STEP) + line for line in text.splitlines())


def _row(row: Facts, links: Links, indent: int) -> Iterator[str]:
    """The first fact is what the others are about."""
    yield from _block(Facts(row.facts[:1]), links, indent)
    yield from _block(Facts(row.facts[1:]), links, indent + _STEP)


def _apart(blocks: Iterable[Block], links: Links, indent: int) -> Iterator[str]:
    for at, block in enumerate(blocks):
        if at:
            yield ""
        yield from _block(block, links, indent)


def _led(first: str, blocks: tuple[Block, ...], links: Links, indent: int) -> Iterator[str]:
    """The blocks behind words that lead to them; a first paragraph stands on the line of those words."""
    match blocks:
        case (Paragraph(line), *rest):
            yield from _wrapped(f"{first} {_said(line, links)}", indent, indent + _STEP)
        case rest:
            yield from _wrapped(first, indent, indent + _STEP)
    for block in rest:
        yield from _block(block, links, indent + _STEP)


def _said(line: Line, links: Links) -> str:
    """The words, with the address of each link behind its last word."""
    said: list[str] = []
    for at, piece in enumerate(line):
        said.append(piece.words)
        last = piece.link and (at + 1 == len(line) or line[at + 1].link is not piece.link)
        if last and piece.link and (to := links.told(piece.link)):
            said.append(f" ({to})")
    return "".join(said)


def _wrapped(words: str, first: int, rest: int) -> Iterator[str]:
    """Lines that break at spaces alone, so that joining them again gives the same words."""
    for at, line in enumerate(words.split(NEW_LINE.words)):
        indent = rest if at else first
        held: list[str] = []
        width = indent
        for word in filter(None, _SPACES.split(line)):
            if held and width + _width(word) > _COLUMNS:
                yield " " * indent + " ".join(held)
                held, indent, width = [], rest, rest
            held.append(word)
            width += _width(word) + 1
        if held:
            yield " " * indent + " ".join(held)


def _width(word: str) -> int:
    """Columns in a terminal, where East Asian letters take two and combining marks none."""
    if word.isascii():
        return len(word)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in word)
    return len(word) + wide - sum(bool(unicodedata.combining(letter)) for letter in word)
