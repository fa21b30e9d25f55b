"""The line that a problem speaks of, as it stands in its file, and the sign in it that is meant."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from policygen.problems import Place, Problem
from policygen.tree import Tree


@dataclass(frozen=True, slots=True)
class Quotation:
    """A line in three pieces: before the place, the character that stands there, and after it."""

    before: str
    at: str
    after: str


Lines = Mapping[str, tuple[str, ...]]
"""The lines of each file that problems speak of."""


def lines(tree: Tree, problems: tuple[Problem, ...]) -> Lines:
    """Each file is cut once, however many problems it has."""
    places = (place for found in problems for place in (found.place, *(each.place for each in found.related)))
    files = {place.file for place in places if place.line and place.file in tree}
    return {file: _lines(tree[file]) for file in sorted(files)}


def quote(lines: Lines, place: Place, around: int) -> Quotation | None:
    """None where there is no such line; `around` is how much of a long line is shown on each side."""
    there = lines.get(place.file, ())
    if not 0 < place.line <= len(there):
        return None
    line, index = there[place.line - 1], max(place.column - 1, 0)
    before, at, after = line[:index], line[index : index + 1], line[index + 1 :]
    return Quotation(
        _visible(before if len(before) <= around else f"…{before[-around:]}"),
        _visible(at),
        _visible(after if len(after) <= around else f"{after[:around]}…"),
    )


def _lines(data: bytes) -> tuple[str, ...]:
    """As the pipe counts them: every kind of line end is one, and an accent belongs to its letter."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return tuple(unicodedata.normalize("NFC", line) for line in text.split("\n"))


def _visible(text: str) -> str:
    """Characters that hide, or that turn the direction of what follows, are shown by their number."""
    return "".join(sign if sign.isprintable() or sign == "\t" else f"⟨U+{ord(sign):04X}⟩" for sign in text)
