"""Names with stars, as stored items have them: a star stands for any characters, also for none."""

from typing import NamedTuple

_ANYTHING = "\0"
"""A sign that no name holds, for whatever stands under a star."""


class Glob(NamedTuple):
    """A name; where it is `exact`, a star in it is an ordinary character."""

    value: str
    exact: bool = False

    @property
    def pieces(self) -> tuple[str, ...]:
        return (self.value,) if self.exact else tuple(self.value.split("*"))

    @property
    def literal(self) -> bool:
        """Whether it is one name only."""
        return self.exact or "*" not in self.value

    @property
    def prefix(self) -> str | None:
        """How its names begin, where that is all that is said of them."""
        first, *rest = self.pieces
        return first if rest == [""] and first else None


def matches(glob: Glob, name: str) -> bool:
    """Whether it stands for the name, in one walk from left to right."""
    if glob.literal:
        return glob.value == name
    first, *inner, last = glob.pieces
    if not name.startswith(first):
        return False
    at = len(first)
    for piece in inner:
        found = name.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return len(name) - at >= len(last) and name.endswith(last)


def covers(one: Glob, other: Glob) -> bool:
    """Whether the one stands for every name for which the other stands."""
    return matches(one, other.value if other.literal else other.value.replace("*", _ANYTHING))


def overlap(one: Glob, other: Glob) -> bool:
    """Whether both stand for some name.

    Two names with stars have one in common when their beginnings agree and their ends do: whatever stands between
    the stars of one fits under a star of the other.
    """
    if one.literal or other.literal:
        return covers(one, other) if other.literal else covers(other, one)
    begins, ends = (one.pieces[0], other.pieces[0]), (one.pieces[-1], other.pieces[-1])
    shortest = min(begins, key=len)
    return all(each.startswith(shortest) for each in begins) and all(each.endswith(min(ends, key=len)) for each in ends)
