"""The order of the nodes in each column of a layered picture, so that few of the lines between them cross."""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import fmean

Columns = tuple[tuple[str, ...], ...]
Links = Mapping[str, tuple[str, ...]]
"""For each node those it is tied to, in the columns to its left and right."""

_SWEEPS = 12


def ordered(columns: Columns, links: Links, groups: Mapping[str, str]) -> Columns:
    """The same columns with few crossings, where nodes of one group stay together.

    Each node moves to the mean place of its neighbours in the column before (the barycentre of Sugiyama, Tagawa and
    Toda), column by column to the right and back; of all orders met on the way the best one is taken, and of equal
    ones the first, so that the same content always gives the same picture.
    """
    best = here = tuple(_together(column, groups) for column in columns)
    for sweep in range(_SWEEPS):
        here = _swept(here, links, groups) if sweep % 2 == 0 else _swept(here[::-1], links, groups)[::-1]
        if crossings(here, links) < crossings(best, links):
            best = here
    return best


def crossings(columns: Columns, links: Links) -> int:
    return sum(_between(left, right, links) for left, right in pairwise(columns))


def _between(left: Sequence[str], right: Sequence[str], links: Links) -> int:
    """Lines cross when the one that begins lower ends higher."""
    place = {node: number for number, node in enumerate(right)}
    ends: list[int] = []
    count = 0
    for node in left:
        these = sorted(place[each] for each in links.get(node, ()) if each in place)
        count += sum(len(ends) - bisect_right(ends, end) for end in these)
        for end in these:
            insort(ends, end)
    return count


def _together(column: Sequence[str], groups: Mapping[str, str]) -> tuple[str, ...]:
    """The column, in which each group stands where the first of it stood."""
    first = {group: number for number, group in reversed([*enumerate(groups.get(node, node) for node in column)])}
    return tuple(sorted(column, key=lambda node: first[groups.get(node, node)]))


def _swept(columns: Columns, links: Links, groups: Mapping[str, str]) -> Columns:
    swept = [columns[0]]
    for column in columns[1:]:
        swept.append(_settled(column, swept[-1], links, groups))
    return tuple(swept)


def _settled(column: Sequence[str], before: Sequence[str], links: Links, groups: Mapping[str, str]) -> tuple[str, ...]:
    place = {node: float(number) for number, node in enumerate(before)}
    means = {
        node: fmean([place[each] for each in links.get(node, ()) if each in place] or [float(number)])
        for number, node in enumerate(column)
    }
    members: dict[str, list[float]] = {}
    for node in column:
        members.setdefault(groups.get(node, node), []).append(means[node])
    group_means = {group: fmean(found) for group, found in members.items()}
    # Equal means keep the order that was; a group's name keeps its nodes together where two groups have equal means.
    number = {group: at for at, group in enumerate(members)}
    return tuple(sorted(column, key=lambda node: _key(groups.get(node, node), node, group_means, number, means)))


def _key(
    group: str, node: str, group_means: Mapping[str, float], number: Mapping[str, int], means: Mapping[str, float]
) -> tuple[float, int, float]:
    return group_means[group], number[group], means[node]
