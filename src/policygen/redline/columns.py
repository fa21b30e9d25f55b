"""The columns of a table: cells are compared with those of their own column, whatever they say."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policygen.redline.alignment import Pair, stretches
from policygen.redline.tree import Element, blocks, text, unlinked

_CELLS = frozenset({"th", "td", "dt", "dd"})
_GROUPS = ("table", "thead", "tbody", "tfoot")
_Columns = Sequence[Pair]
"""Which column of one table is which one of the other; None on the side that does not have it."""


def are_cells(old: Element, new: Element) -> bool:
    """Whether each part of one belongs to the part of the other in the same place: two rows, or two pairs of a name
    and what it is.
    """
    tags = [each.tag for each in blocks(new)]
    return new.tag in {"tr", "div"} and _CELLS.issuperset(tags) and [each.tag for each in blocks(old)] == tags


def alike(old: Element, new: Element) -> tuple[Element, Element]:
    """Both tables with all columns of both: where one does not have a column, its cells are empty there.

    Tables are left as they are when they have the same number of columns, or rows of different lengths.
    """
    olds, news = _rows(old), _rows(new)
    if len({*map(_count, olds)}) != 1 or len({*map(_count, news)}) != 1 or _count(olds[0]) == _count(news[0]):
        return old, new
    columns = tuple(_columns(olds[0], news[0]))
    return _widened(old, columns, news), _widened(new, [(now, before) for before, now in columns], olds)


def _count(row: Element) -> int:
    return len(blocks(row))


def _rows(element: Element) -> list[Element]:
    if element.tag == "tr":
        return [element]
    return [row for each in blocks(element) for row in _rows(each)] if element.tag in _GROUPS else []


def _columns(old: Element, new: Element) -> Iterator[Pair]:
    """By what stands in the first row of each; what is renamed keeps its place."""
    names = ([text(each).strip() for each in blocks(row)] for row in (old, new))
    for each in stretches(*names):
        before, now = range(*each.old.indices(_count(old))), range(*each.new.indices(_count(new)))
        both = min(len(before), len(now))
        yield from zip(before[:both], now[:both], strict=True)
        yield from ((at, None) for at in before[both:])
        yield from ((None, at) for at in now[both:])


def _widened(table: Element, columns: _Columns, others: Sequence[Element]) -> Element:
    """The table with an empty cell, as the other table has it there, in each column that it does not have itself."""
    first = _rows(table)[0]

    def wide(element: Element) -> Element:
        if element.tag == "tr":
            cells, like = blocks(element), blocks(others[0] if element is first else others[-1])
            return replace(
                element,
                children=tuple(_emptied(like[other or 0]) if own is None else cells[own] for own, other in columns),
            )
        inside = tuple(map(wide, blocks(element))) if element.tag in _GROUPS else element.children
        return replace(element, children=inside)

    return wide(table)


def _emptied(cell: Element) -> Element:
    return replace(unlinked(cell), children=())
