"""A page as Markdown that every reader of CommonMark and its tables understands alike; no value can become markup."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from policygen.readings.blocks import (
    NEW_LINE,
    SPACE,
    Block,
    Code,
    Fact,
    Facts,
    Heading,
    Line,
    Link,
    Listing,
    Paragraph,
    Piece,
    Quote,
    Reading,
    Table,
    label,
)

_SIGNS = re.compile(r"[\\`*\[\]<>|~]|_(?<![^\W_]_)|_(?![^\W_])|&(?=#?\w+;)")
"""Signs that may be markup; an underscore within a word never is, nor an ampersand that begins no entity."""
_ANY_SIGN = re.compile(r"[\\`*\[\]<>|~_&]")
_AT_START = re.compile(r"^(?:[#+\-=:]|\d+(?=[.)]))")
_AT_END = re.compile(r"#(?=#*$)")
_PLAIN_ADDRESS = re.compile(r"[a-z]+:(?!.*xn--)[!#$&'()*+,\-./0-9:;=?@A-Z_a-z~]+")
_ADDRESS_SIGNS = re.compile(r"[\\<>()&|\s]")
_LONGEST = 120
"""Letters that a cell may have, so that the table can be read as it is."""
_NUMBERED = {"-": ".", "*": ")"}
"""What stands behind the number of an item where others have this bullet."""


def write(reading: Reading) -> str:
    lines = _apart(reading.blocks)
    return "".join(f"{line}\n" for line in lines)


def _apart(blocks: Iterable[Block], *, close: bool = False) -> Iterator[str]:
    """The blocks with an empty line between them; `close` keeps a list right below the words that lead to it.

    A list right after a list is another one only by the change of its bullet.
    """
    before: Block | None = None
    bullet = "-"
    for block in blocks:
        listed = isinstance(block, Listing | Facts)
        if before is not None and not (close and _follows_closely(block) and isinstance(before, Paragraph)):
            yield ""
        bullet = "*" if listed and isinstance(before, Listing | Facts) and bullet == "-" else "-"
        yield from _block(block, bullet)
        before = block


def _follows_closely(block: Block) -> bool:
    """Whether it is read as a list where no empty line stands before it."""
    match block:
        case Listing([first, *_], start):
            return bool(first) and start in (None, 1)
        case _:
            return isinstance(block, Facts)


def _block(block: Block, bullet: str = "-") -> Iterator[str]:
    match block:
        case Heading(level, line):
            words = _AT_END.sub(r"\\#", _written(_on_one_line(line)))
            yield f"{'#' * level} {words}"
        case Paragraph(line):
            yield from _lines(line)
        case Listing(items, start):
            for at, item in enumerate(items):
                yield from _item(bullet if start is None else f"{start + at}{_NUMBERED[bullet]}", item)
        case Facts(facts):
            for fact in facts:
                yield from _fact(bullet, fact)
        case Table(caption, rows):
            yield from (*_lines(_strong(caption)), "") if caption else ()
            yield from (_table if _is_simple(rows) else _records)(rows)
        case Quote(blocks):
            yield from (f"> {line}".rstrip() for line in _apart(blocks))
        case Code(text):
            fence = "`" * max(3, 1 + _run_of_ticks(text))
            yield from (fence, *text.splitlines(), fence)


def _item(bullet: str, blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of the blocks, the first behind the bullet and the others below it."""
    lines = list(_apart(blocks, close=True)) or [""]
    yield f"{bullet} {lines[0]}".rstrip()
    for line in lines[1:]:
        yield " " * (len(bullet) + 1) + line if line else ""


def _fact(bullet: str, fact: Fact, more: tuple[Block, ...] = ()) -> Iterator[str]:
    named = _strong(label(fact.label))
    match fact.value:
        case (Paragraph(line), *rest):
            led = (*named, SPACE, *line) if named else line
            yield from _item(bullet, (Paragraph(led), *rest, *more))
        case value:
            yield from _item(bullet, (*((Paragraph(named),) if named else ()), *value, *more))


def _records(rows: tuple[Facts, ...]) -> Iterator[str]:
    """Each row as the first of its facts with the others below it."""
    for row in rows:
        for first in row.facts[:1]:
            yield from _fact("-", first, (Facts(row.facts[1:]),) if row.facts[1:] else ())


def _is_simple(rows: tuple[Facts, ...]) -> bool:
    """Whether every cell is a short line, and all rows have the same labels."""
    labels = {tuple(fact.label for fact in row.facts) for row in rows}
    return len(labels) == 1 and all(next(iter(labels))) and all(_is_cell(fact) for row in rows for fact in row.facts)


def _is_cell(fact: Fact) -> bool:
    match fact.value:
        case ():
            return True
        case (Paragraph(line),):
            coded = any("code" in piece.marks and "|" in piece.words for piece in line)
            return NEW_LINE not in line and not coded and sum(len(piece.words) for piece in line) <= _LONGEST
        case _:
            return False


def _table(rows: tuple[Facts, ...]) -> Iterator[str]:
    labels = [_written(fact.label) for fact in rows[0].facts]
    yield f"| {' | '.join(labels)} |"
    yield f"|{' --- |' * len(labels)}"
    for row in rows:
        cells = (_written(each.line) for fact in row.facts for each in fact.value or (Paragraph(()),)
                 if isinstance(each, Paragraph))  # fmt: skip
        yield f"| {' | '.join(cells)} |"


def _strong(line: Line) -> Line:
    return tuple(each._replace(marks=each.marks | {"strong"}) if each.words.strip() else each for each in line)


def _on_one_line(line: Line) -> Line:
    return tuple(SPACE if piece is NEW_LINE else piece for piece in line)


def _lines(line: Line) -> Iterator[str]:
    """One line, or several that end with a backslash where a new line is meant."""
    parts = [list(part) for ends, part in groupby(line, lambda piece: piece is NEW_LINE) if not ends]
    written = [_AT_START.sub(_escaped_start, _written(tuple(part))) for part in parts]
    yield from (f"{each}\\" for each in written[:-1])
    yield from written[-1:]


def _escaped_start(found: re.Match[str]) -> str:
    return found[0] + "\\" if found[0].isdigit() else "\\" + found[0]


def _written(line: Line) -> str:
    said = ""
    for link, pieces in groupby(line, lambda piece: piece.link):
        inner = _marked(tuple(pieces), said[-1:])
        said += inner if link is None else _link(link, inner)
    return said


def _link(link: Link, inner: str) -> str:
    if link.to in (link.words, f"mailto:{link.words}") and _PLAIN_ADDRESS.fullmatch(link.to):
        return f"<{link.words}>"
    to = _ADDRESS_SIGNS.sub(lambda found: f"\\{found[0]}" if not found[0].isspace() else "%20", link.to)
    return f"[{inner}]({to})" if to else inner


def _marked(pieces: Line, before: str) -> str:
    """Each piece with the marks that no reader of Markdown could take for anything else; the others are left out."""
    said = before
    for at, piece in enumerate(pieces):
        after = pieces[at + 1].words[:1] if at + 1 < len(pieces) else ""
        said += _piece(piece, said[-1:], after)
    return said.removeprefix(before)


def _piece(piece: Piece, before: str, after: str) -> str:
    words = _code(piece.words) if "code" in piece.marks else _escaped(piece.words)
    sign = "**" if "strong" in piece.marks else "*" if "emphasis" in piece.marks else ""
    ends = piece.words[:1].isalnum() and piece.words[-1:].isalnum()
    apart = not before.strip() and not after.strip()
    return f"{sign}{words}{sign}" if (ends or apart) and before != "*" else words


def _escaped(words: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", words) if _ANY_SIGN.search(words) else words


def _code(words: str) -> str:
    ticks = "`" * (1 + _run_of_ticks(words))
    space = " " if words[:1] == "`" or words[-1:] == "`" else ""
    return f"{ticks}{space}{words}{space}{ticks}"


def _run_of_ticks(words: str) -> int:
    return max(map(len, re.findall("`+", words)), default=0)
