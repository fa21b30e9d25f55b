"""What two sequences have in common, in order; and which of the rest belong to one another."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq


class Stretch(NamedTuple):
    """A stretch of both sequences; `same` when it is equal in both."""

    same: bool
    old: slice
    new: slice


def stretches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Stretch]:
    """Both sequences from end to end: equal stretches, and between them what was replaced."""
    numbers: dict[Hashable, int] = {}
    olds, news = ([numbers.setdefault(each, len(numbers)) for each in side] for side in (old, new))
    found: list[Stretch] = []
    for step in LCSseq.opcodes(olds, news):
        same = step.tag == "equal"
        if found and not same and not found[-1].same:
            last = found.pop()
            found.append(Stretch(False, slice(last.old.start, step.src_end), slice(last.new.start, step.dest_end)))
        else:
            found.append(Stretch(same, slice(step.src_start, step.src_end), slice(step.dest_start, step.dest_end)))
    return found


def without_crumbs(
    found: list[Stretch], size: Callable[[slice], int], new_size: Callable[[slice], int]
) -> list[Stretch]:
    """The same, but what is equal and shorter than the changes on both its sides counts as changed with them:
    a reader sees one change there, and not two with a stray word between them.
    """
    kept: list[Stretch] = []
    for each, after in zip(found, [*found[1:], None], strict=True):
        changed_before = bool(kept) and not kept[-1].same
        crumb = each.same and changed_before and after is not None
        if crumb and after:
            crumb = size(each.old) <= min(_change(kept[-1], size, new_size), _change(after, size, new_size))
        if changed_before and (crumb or not each.same):
            kept[-1] = _joined(kept[-1], each)
        else:
            kept.append(each)
    return kept


def _change(stretch: Stretch, size: Callable[[slice], int], new_size: Callable[[slice], int]) -> int:
    return max(size(stretch.old), new_size(stretch.new))


def _joined(one: Stretch, other: Stretch) -> Stretch:
    return Stretch(False, slice(one.old.start, other.old.stop), slice(one.new.start, other.new.stop))


Pair = tuple[int | None, int | None]
"""Positions in the old and the new sequence; None on the side that has no partner."""

_MOST = 4000
"""Above this many comparisons partners are sought by position alone, so that time stays bounded."""


def partners(
    old: Sequence[Counter[str]], new: Sequence[Counter[str]], fit: Callable[[int, int], bool]
) -> Iterator[Pair]:
    """Which old things became which new ones, by the words they share, in order; the rest has no partner."""
    if len(old) * len(new) > _MOST:
        couples = [(at, at) for at in range(min(len(old), len(new))) if fit(at, at)]
    else:
        couples = _best(old, new, fit)
    for (one, other), (next_one, next_other) in pairwise([(-1, -1), *couples, (len(old), len(new))]):
        if one >= 0:
            yield one, other
        yield from ((at, None) for at in range(one + 1, next_one))
        yield from ((None, at) for at in range(other + 1, next_other))


def _best(
    old: Sequence[Counter[str]], new: Sequence[Counter[str]], fit: Callable[[int, int], bool]
) -> list[tuple[int, int]]:
    """The couples, in order on both sides, that share the most words in all."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[_likeness(one, other) if fit(i, j) else 0.0 for j, other in enumerate(new)] for i, one in enumerate(old)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + alike[i][j])
    couples, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if alike[i][j] and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            couples.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return couples


_ALIKE = 0.35


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of common words, from 0 to 1; 0 for what has too little in common to be the same thing changed."""
    total = one.total() + other.total()
    share = 2 * (one & other).total() / total if total else 1.0
    return share if share >= _ALIKE else 0.0
