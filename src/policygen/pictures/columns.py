"""Columns of words side by side, and curves from one to the next: the geometry of any picture in layers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from policygen.pictures import lettering

_LOOSEST = 3
"""How many times wider than usual the gaps of a short column may be."""


@dataclass(frozen=True, slots=True)
class Node:
    """Something with a name; `prefix` and `id` are those of its anchor, both empty where it is no record."""

    key: str
    prefix: str
    id: str
    words: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """Where a column stands, and which nodes from top to bottom; `begins` says that its lines begin alike."""

    heading: str
    x: int
    width: int
    nodes: tuple[Node, ...]
    begins: bool = True


@dataclass(frozen=True, slots=True)
class Measures:
    """The height of letters and lines, and the room between two nodes."""

    letters: int
    line: int
    gap: int


@dataclass(frozen=True, slots=True)
class Label:
    """A node in its place: the corner at the top, and its words in lines."""

    node: Node
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a group, or of a column; `x` is where it begins, or else where it ends."""

    words: str
    x: int
    y: int
    begins: bool = True


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A picture; `columns` are the labels of each column, `groups` the names that stand between them."""

    height: int
    headings: tuple[Heading, ...]
    groups: tuple[Heading, ...]
    columns: tuple[tuple[Label, ...], ...]


def arrange(columns: Sequence[Column], measures: Measures) -> Arrangement:
    """The tallest column sets the height; the others are spread over it, as far as their gaps may grow."""
    top = 2 * measures.line
    tall = max(_height(column, measures) for column in columns)
    placed = [tuple(_spread(column, top, tall, measures)) for column in columns]
    return Arrangement(
        top + tall,
        tuple(_heading(column, measures.line) for column in columns),
        tuple(each for column in placed for each in column if isinstance(each, Heading)),
        tuple(tuple(each for each in column if isinstance(each, Label)) for column in placed),
    )


def _heading(column: Column, y: int) -> Heading:
    return Heading(column.heading, column.x + (0 if column.begins else column.width), y, column.begins)


def _spread(column: Column, top: int, tall: int, measures: Measures) -> Iterator[Label | Heading]:
    spare = (tall - _height(column, measures)) // max(len(column.nodes) - 1, 1)
    wider = replace(measures, gap=min(measures.gap + spare, _LOOSEST * measures.gap))
    return _placed(column, top + (tall - _height(column, wider)) // 2, wider)


def _height(column: Column, measures: Measures) -> int:
    """Up to the end of the last label."""
    return max((each.y + each.height for each in _placed(column, 0, measures) if isinstance(each, Label)), default=0)


def _placed(column: Column, start: int, measures: Measures) -> Iterator[Label | Heading]:
    y = start
    for group, nodes in groupby(column.nodes, key=lambda node: node.group):
        for line in lettering.lines(group, column.width, measures.letters):
            y += measures.line
            yield Heading(line, column.x, y)
        y += measures.line // 2 if group else 0
        for node in nodes:
            lines = lettering.lines(node.words, column.width, measures.letters)
            height = len(lines) * measures.line
            yield Label(node, column.x, y, column.width, height, lines)
            y += height + measures.gap


def curves(arrangement: Arrangement, links: Mapping[str, tuple[str, ...]], node: str, margin: int) -> str:
    """The lines from and to one node, as the data of an SVG path; they end `margin` before the words."""
    return "".join(
        _curve(left, right, margin)
        for before, after in pairwise(arrangement.columns)
        for left in before
        for right in after
        if node in (left.node.key, right.node.key) and right.node.key in links.get(left.node.key, ())
    )


def _curve(left: Label, right: Label, margin: int) -> str:
    start, end = left.x + left.width + margin, right.x - margin
    bend = (start + end) // 2
    return f"M{start} {left.middle}C{bend} {left.middle} {bend} {right.middle} {end} {right.middle}"
