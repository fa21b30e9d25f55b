"""Where every key and value of a YAML text stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import yaml

from policygen.problems import Place

Path = tuple[str | int, ...]
"""The way from the top to a value: keys, and positions in lists counted from 0."""

Point = tuple[int, int]
"""Line and column within one text, both counted from 0, as the YAML library counts them."""


class Mark(Protocol):
    """A point as the YAML library gives it: line, column and index count characters from 0."""

    line: int
    column: int
    index: int


def start_of(part: yaml.Node | yaml.Event) -> Mark:
    assert part.start_mark is not None, "the library marks every part"
    return part.start_mark


def end_of(part: yaml.Node | yaml.Event) -> Mark:
    assert part.end_mark is not None, "the library marks every part"
    return part.end_mark


def point_of(part: yaml.Node | yaml.Event) -> Point:
    mark = start_of(part)
    return mark.line, mark.column


@dataclass(frozen=True, slots=True)
class Page:
    """A text, the file it belongs to, and the line of that file on which it begins."""

    text: str
    file: str
    first_line: int = 1

    def place(self, point: Point) -> Place:
        line, column = point
        return Place(self.file, line + self.first_line, column + 1)


@dataclass(frozen=True, slots=True)
class Places:
    """The place of every key and value; what does not exist is sought at its nearest record.

    A record or list stands where it begins: at its first key, its first dash, or its opening bracket.
    """

    page: Page
    keys: Mapping[Path, Point]
    values: Mapping[Path, Point]

    def key(self, path: Path) -> Place:
        """The place of a key; an item of a list has none, so there it is the item itself."""
        return self.page.place(self.keys[path]) if path in self.keys else self.value(path)

    def value(self, path: Path) -> Place:
        while path and path not in self.values:
            path = path[:-1]
        return self.page.place(self.values.get(path, (0, 0)))
