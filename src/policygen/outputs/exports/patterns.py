"""Names with stars, as clients write them; a star stands for any characters, also for none."""

import re
from collections.abc import Iterable
from typing import NamedTuple

_SPECIAL = re.compile(r"[\\^$.*+?()[\]{}|/]")
_ANYTHING = "\0"
"""A sign that no name holds, for whatever stands under a star."""


class Pattern(NamedTuple):
    """A name; where it is `exact`, a star in it is an ordinary character."""

    value: str
    exact: bool

    @property
    def pieces(self) -> tuple[str, ...]:
        return (self.value,) if self.exact else tuple(self.value.split("*"))

    @property
    def literal(self) -> bool:
        """Whether it is one name only."""
        return len(self.pieces) == 1

    @property
    def prefix(self) -> str | None:
        """How its names begin, where that is all that is said of them."""
        first, *rest = self.pieces
        return first if rest == [""] and first else None


def matches(pattern: Pattern, name: str) -> bool:
    """Whether the pattern matches the name, in one walk from left to right."""
    if pattern.literal:
        return pattern.value == name
    first, *inner, last = pattern.pieces
    if not name.startswith(first):
        return False
    at = len(first)
    for piece in inner:
        found = name.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return len(name) - at >= len(last) and name.endswith(last)


def covers(one: Pattern, other: Pattern) -> bool:
    """Whether every name that the other matches is matched by the one."""
    return matches(one, other.value if other.literal else other.value.replace("*", _ANYTHING))


def overlap(one: Pattern, other: Pattern) -> bool:
    """Whether some name is matched by both: their beginnings agree, and their ends do."""
    if one.literal or other.literal:
        return covers(one, other) if other.literal else covers(other, one)
    begins, ends = (
        sorted((one.pieces[0], other.pieces[0]), key=len),
        sorted((one.pieces[-1], other.pieces[-1]), key=len),
    )
    return begins[1].startswith(begins[0]) and ends[1].endswith(ends[0])


def regex(pattern: Pattern, but: Iterable[Pattern] = ()) -> str:
    """The same as a regular expression of JavaScript, which does not match the names that are spared."""
    spared = "|".join(f"{_source(each)}$" for each in but)
    return f"^{f'(?!{spared})' if spared else ''}{_source(pattern)}$"


def _source(pattern: Pattern) -> str:
    return ".*".join(_SPECIAL.sub(r"\\\g<0>", piece) for piece in pattern.pieces)
