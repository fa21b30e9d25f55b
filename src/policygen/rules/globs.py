"""Names with stars, as stored items have them; a star stands for any characters, also for none."""

from typing import NamedTuple

from policygen.model.cookies import Item


class Glob(NamedTuple):
    """The pieces of a name between its stars; one piece alone is a name without stars."""

    pieces: tuple[str, ...]

    @property
    def literal(self) -> bool:
        return len(self.pieces) == 1


def of(item: Item) -> Glob:
    return Glob((item.name,) if item.matching == "exact" else tuple(item.name.split("*")))


def overlap(one: Glob, other: Glob) -> bool:
    """Whether some name is matched by both.

    Two names with stars have one in common when their beginnings agree and their ends do: whatever stands between
    the stars of one fits under a star of the other.
    """
    if one.literal or other.literal:
        return one == other if one.literal and other.literal else _matches(*(one, other)[:: 1 if one.literal else -1])
    begins, ends = (one.pieces[0], other.pieces[0]), (one.pieces[-1], other.pieces[-1])
    shortest = min(begins, key=len)
    return all(each.startswith(shortest) for each in begins) and all(each.endswith(min(ends, key=len)) for each in ends)


def _matches(name: Glob, glob: Glob) -> bool:
    """Whether the glob matches the name, in one walk from left to right."""
    whole, (first, *inner), last = name.pieces[0], glob.pieces[:-1], glob.pieces[-1]
    if not whole.startswith(first):
        return False
    at = len(first)
    for piece in inner:
        found = whole.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return len(whole) - at >= len(last) and whole.endswith(last)
