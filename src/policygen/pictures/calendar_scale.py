"""A scale of days: which months or years it shows, and where each day stands on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policygen.pictures import lettering

_STEPS = (1, 3, 12, 24, 60, 120, 240, 600, 1200, 12_000)
"""How many months a step of the scale may have."""
_NARROWEST = 34
"""The room that a step takes at least."""
_FEWEST = 2
_YEAR = 12
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_INDENT, _GAP = 4, 4
"""How far words stand from the line that they name, and from the next words."""


@dataclass(frozen=True, slots=True)
class Tick:
    """The line at which a month or a year begins, and its name where there is room for it."""

    x: int
    words_x: int
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Months are counted from the year 0, and the last one is not shown any more."""

    first: int
    last: int
    step: int
    left: int
    right: int

    def place(self, day: date) -> int:
        """Days outside stand at the edge."""
        start, end = _day(self.first), _day(self.last)
        share = (day.toordinal() - start) / (end - start)
        return self.left + round(min(max(share, 0), 1) * (self.right - self.left))

    def ticks(self, letters: int) -> tuple[Tick, ...]:
        """Those whose names do not touch have one."""
        return tuple(self._ticks(letters))

    def _ticks(self, letters: int) -> Iterator[Tick]:
        end = self.left
        for month in range(self.first, self.last + 1, self.step):
            x = self.place(date.fromordinal(_day(month)))
            words, start = _name(month, is_first=month == self.first), x + _INDENT
            stop = start + round(lettering.width(words, letters))
            if start >= end and stop <= self.right + _INDENT:
                end = stop + _GAP
                yield Tick(x, start, words)
            else:
                yield Tick(x, start, "")


def of(first: date, last: date, room: tuple[int, int]) -> Scale:
    """A scale for these days and all between them, in the finest steps that fit."""
    left, right = room
    step = next((each for each in _STEPS if _NARROWEST * _count(first, last, each) <= right - left), _STEPS[-1])
    start = _month(first) // step * step
    return Scale(start, start + step * _count(first, last, step), step, left, right)


def _count(first: date, last: date, step: int) -> int:
    return max(_month(last) // step - _month(first) // step + 1, _FEWEST)


def _month(day: date) -> int:
    return day.year * _YEAR + day.month - 1


def _day(month: int) -> int:
    """The number of its first day; a calendar has neither a year 0 nor a year 10,000."""
    if month < _YEAR:
        return date.min.toordinal()
    if month > _month(date.max):
        return date.max.toordinal()
    return date(month // _YEAR, month % _YEAR + 1, 1).toordinal()


def _name(month: int, *, is_first: bool) -> str:
    year, number = divmod(month, _YEAR)
    if number == 0:
        return str(year)
    return f"{_MONTHS[number]} {year}" if is_first else _MONTHS[number]
