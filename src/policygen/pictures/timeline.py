"""Versions over time: a scale of months or years, and on it a mark a version at the day from which it is in force."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Literal

from policygen.pictures import calendar_scale, lettering
from policygen.pictures.calendar_scale import Scale, Tick

Gravity = Literal["material", "minor", "editorial"]
Status = Literal["in-force", "upcoming", "superseded"]
Kind = Literal["first", "material", "minor", "editorial"]
KINDS: tuple[Kind, ...] = ("first", "material", "minor", "editorial")

_APART, _HALF, _RING = 14, 7, 12
"""How far the rows are from each other, and half the room that a mark takes, and the one in force with its ring."""
_MARGIN = 14
_URGENT = ("in-force", "upcoming")
"""Whose number is shown wherever room must be made for it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A version; `end` is the day on which another one takes its place, None as long as none does."""

    version: str
    effective: date
    end: date | None
    gravity: Gravity | None
    status: Status

    @property
    def has_time(self) -> bool:
        """Whether it ever is in force: one that took its place may have come on its own day, or before."""
        return self.end is None or self.end > self.effective


@dataclass(frozen=True, slots=True)
class Mark:
    """A version in its place: the middle of its mark, above 0 when others stand below it."""

    entry: Entry
    kind: Kind
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """The time in which a version is in force; `is_open` when nobody knows its end."""

    status: Status
    start: int
    end: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Label:
    """The number of a version, its middle at `x`; `stem` is where a line to its mark ends, None without a line."""

    mark: Mark
    words: str
    x: int
    y: int
    stem: int | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture, from `top` on `height` units high; the line of time is at 0, the words of its scale at `foot`."""

    width: int
    top: int
    height: int
    foot: int
    ticks: tuple[Tick, ...]
    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]


_Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def of(entries: Sequence[Entry], width: int, letters: int) -> Timeline:
    """The versions, of which there is at least one, in the order of their release."""
    days = [each.effective for each in entries]
    scale = calendar_scale.of(min(days), max(days), (_MARGIN, width - _MARGIN))
    marks = _marks(entries, scale)
    labels = tuple(_labels(marks, width, letters))
    foot = 2 * letters + max((each.y for each in labels if each.y > 0), default=0)
    top = min((*(each.y - letters for each in labels), *(each.y - _APART for each in marks)))
    return Timeline(
        width,
        top,
        foot + letters // 2 - top,
        foot,
        scale.ticks(letters),
        tuple(_stretches(entries, scale, width)),
        marks,
        labels,
    )


def _marks(entries: Sequence[Entry], scale: Scale) -> tuple[Mark, ...]:
    """Each stands as low as it can without touching another; what people look for is first to choose."""
    placed: list[Mark] = []
    for entry in sorted(entries, key=lambda each: (_urgency(each), each.effective)):
        kind, x = "first" if entry is entries[0] else _kind(entry), scale.place(entry.effective)
        rows = (Mark(entry, kind, x, -row * _APART) for row in count())
        placed.append(next(mark for mark in rows if not _meets(_room(mark), map(_room, placed))))
    return tuple(sorted(placed, key=lambda mark: (mark.entry.effective, entries.index(mark.entry))))


def _urgency(entry: Entry) -> int:
    return _URGENT.index(entry.status) if entry.status in _URGENT else len(_URGENT)


def _room(mark: Mark) -> _Box:
    half = _half(mark)
    return mark.x - half, mark.y - half, mark.x + half, mark.y + half


def _half(mark: Mark) -> int:
    return _RING if mark.entry.status == "in-force" else _HALF


def _kind(entry: Entry) -> Kind:
    """Where no fact changed, and nobody says more, only words can have."""
    return entry.gravity or "editorial"


def _stretches(entries: Sequence[Entry], scale: Scale, width: int) -> Iterator[Stretch]:
    for each in entries:
        if each.has_time:
            end = width - 1 if each.end is None else scale.place(each.end)
            yield Stretch(each.status, scale.place(each.effective), end, each.end is None)


def _labels(marks: Sequence[Mark], width: int, letters: int) -> Iterator[Label]:
    """Of all marks that have room for one, the gravest first; what people look for has one in any case."""
    taken = [_room(each) for each in marks]
    for mark in sorted(marks, key=_rank):
        words = f"{mark.entry.version} in force" if mark.entry.status == "in-force" else mark.entry.version
        half = lettering.width(words, letters) / 2 + 2
        x = round(min(max(mark.x, half), width - half))
        for y, stem in _heights(mark, letters):
            box = (x - half, y - letters, x + half, y + letters / 4)
            if not _meets(box, taken):
                taken.append(box)
                yield Label(mark, words, x, y, stem)
                break


def _rank(mark: Mark) -> tuple[int, int, int]:
    """The later of two alike is the more interesting one."""
    return _urgency(mark.entry), KINDS.index(mark.kind), -mark.entry.effective.toordinal()


def _heights(mark: Mark, letters: int) -> Iterator[tuple[int, int | None]]:
    """Where its number may stand: above the mark, below the line of time, and at last on a stem as high as it takes."""
    above = mark.y - _half(mark) - 4
    yield above, None
    if mark.y == 0:
        yield _half(mark) + letters + 1, None
    if mark.kind == "first" or mark.entry.status in _URGENT:
        yield from ((y, mark.y) for y in count(above - letters // 2, -(letters // 2)))


def _meets(box: _Box, others: Iterable[_Box]) -> bool:
    left, top, right, bottom = box
    return any(left < each[2] and each[0] < right and top < each[3] and each[1] < bottom for each in others)
