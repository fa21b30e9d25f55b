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
    for each, after in zip(found, [*found[1:], None], strict=False):
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

_WINDOW = 40_000
"""As many comparisons are made at a time, so that time stays bounded; what is longer is walked through in windows."""
_LEAST = 8
"""Nor is a window shorter than this on a side, however long the sequences are."""

Alike = Callable[[int, int], float]
"""How alike an old and a new thing are, from 0 to 1; 0 for what cannot be the same thing changed."""


def partners(old: int, new: int, alike: Alike) -> Iterator[Pair]:
    """Which of so many old things became which new ones, in order; the rest has no partner."""
    couples = _couples(old, new, alike)
    for (one, other), (next_one, next_other) in pairwise([(-1, -1), *couples, (old, new)]):
        if one >= 0:
            yield one, other
        yield from ((at, None) for at in range(one + 1, next_one))
        yield from ((None, at) for at in range(other + 1, next_other))


def _couples(old: int, new: int, alike: Alike) -> Iterator[tuple[int, int]]:
    """Those of one window after the other; the second half of a window is looked at again with what follows it."""
    is_short = old * new <= _WINDOW
    size = max(old, new) if is_short else max(_LEAST, _WINDOW // (old + new))
    one = other = 0
    while one < old and other < new:
        olds, news = range(one, min(one + size, old)), range(other, min(other + size, new))
        couples = _best(olds, news, alike)
        is_last = olds.stop == old and news.stop == new
        sure = couples if is_last else [each for each in couples if each[0] < one + size // 2]
        yield from sure
        if is_last:
            return
        if sure:
            one, other = sure[-1][0] + 1, sure[-1][1] + 1
        else:
            one, other = couples[0] if couples else (one + size // 2, other + size // 2)


def _best(olds: range, news: range, alike: Alike) -> list[tuple[int, int]]:
    """The couples, in order on both sides, that are most alike in all."""
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    share = [[alike(i, j) for j in news] for i in olds]
    for i in range(len(olds) - 1, -1, -1):
        for j in range(len(news) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + share[i][j])
    couples, i, j = [], 0, 0
    while i < len(olds) and j < len(news):
        if share[i][j] and best[i][j] == best[i + 1][j + 1] + share[i][j]:
            couples.append((olds[i], news[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return couples


Bag = frozenset[tuple[str, int]]
"""The words of a text; a word that stands there again has a higher number."""

_ENOUGH = 0.35


def bag(text: str) -> Bag:
    return frozenset((word, number) for word, count in Counter(text.split()).items() for number in range(count))


def likeness(one: Bag, other: Bag) -> float:
    """The share of common words; 0 for too few to be the same text changed."""
    total = len(one) + len(other)
    share = 2 * len(one & other) / total if total else 1.0
    return share if share >= _ENOUGH else 0.0
