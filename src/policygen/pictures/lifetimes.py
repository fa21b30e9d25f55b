"""How long what is stored on a device lasts, category by category, on a scale from minutes to years."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log10

from policygen import durations
from policygen.durations import Duration
from policygen.joins import storage
from policygen.model.cookies import CookieCategory, Item
from policygen.model.policy import Policy
from policygen.pictures import lettering

WIDTH = 320
_SESSION, _FIRST, _LAST, _LAST_BEFORE_OPEN, _OPEN = 14, 40, 280, 236, 306
"""Where the visit stands, where the scale begins and ends, and where stands what has no fixed length."""
_TOP, _LINE = 18, 15
_LETTERS, _APART, _LONGEST = 12, 12, 170
"""The height of letters, the room between the two texts above a bar, and the most that the right one may take."""
_MINUTE, _HOUR, _DAY, _YEAR = 60, 3_600, 86_400, 31_536_000
_TICKS = ((_HOUR, "hour"), (_DAY, "day"), (_YEAR // 12, "month"), (_YEAR, "year"), (10 * _YEAR, "10 years"))

Times = tuple[tuple[Duration | None, tuple[Item, ...]], ...]
Lines = tuple[tuple[int, str], ...]
"""Lines of text, each with the height at which it stands."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale."""

    x: int
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A category: its name and its longest lifetime in lines, below them at `y` the bar with a mark a lifetime."""

    category: CookieCategory
    longest: str
    name: Lines
    lasts: Lines
    y: int
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A category as words: each lifetime, the shortest first, with the items that have it; None is undeclared."""

    category: CookieCategory
    times: Times


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """The picture and its table."""

    width: int
    height: int
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    """Places for lengths of time, of which each step to the right is ten times as long."""

    longest: int
    is_open: bool

    def place(self, seconds: int | None) -> int:
        if not seconds:
            return _OPEN if seconds is None else _SESSION
        share = log10(max(seconds, _MINUTE) / _MINUTE) / log10(self.longest / _MINUTE)
        return round(_FIRST + share * ((_LAST_BEFORE_OPEN if self.is_open else _LAST) - _FIRST))

    def ticks(self) -> Iterator[Tick]:
        """Those whose words do not touch."""
        fixed = (Tick(self.place(length), words) for length, words in _TICKS if length <= self.longest)
        end = -_SESSION
        for tick in (Tick(_SESSION, "visit"), *fixed, *self._open()):
            half = lettering.width(tick.words, _LETTERS) / 2
            if tick.x - half >= end:
                yield tick
                end = round(tick.x + half)

    def _open(self) -> tuple[Tick, ...]:
        return (Tick(_OPEN, "open"),) if self.is_open else ()


def of(policy: Policy) -> Lifetimes | None:
    """None when nothing is declared that is stored."""
    rows = _rows(storage.of(policy))
    if not rows:
        return None
    stated = [durations.seconds(time) for row in rows for time, _ in row.times if time]
    scale = _Scale(max(_YEAR, *(each or 0 for each in (*stated, 0))), None in stated)
    bars, bottom = list[Bar](), _TOP
    for row in rows:
        bars.append(_bar(row, bottom, scale))
        bottom = bars[-1].y + _LINE
    return Lifetimes(WIDTH, bottom, tuple(scale.ticks()), tuple(bars), rows)


def _rows(stored: storage.Storage) -> tuple[Row, ...]:
    groups = stored.groups()
    found = (
        (category, tuple(item for group in groups[category.id] for item in group.items))
        for category in stored.cookies.categories
    )
    return tuple(Row(category, _times(items)) for category, items in found if items)


def _times(items: tuple[Item, ...]) -> Times:
    by_time: dict[Duration | None, list[Item]] = {}
    for item in sorted(items, key=_length):
        by_time.setdefault(item.duration, []).append(item)
    return tuple((time, tuple(found)) for time, found in by_time.items())


def _length(item: Item) -> tuple[bool, bool, int]:
    """What has no fixed length comes after all that has one, and what nobody has said at last."""
    seconds = durations.seconds(item.duration) if item.duration else None
    return item.duration is None, seconds is None, seconds or 0


def _bar(row: Row, top: int, scale: _Scale) -> Bar:
    longest = _longest(row)
    lasts = lettering.lines(longest, _LONGEST, _LETTERS)
    taken = max((lettering.width(line, _LETTERS) for line in lasts), default=0)
    name = lettering.lines(row.category.label, WIDTH - taken - _APART, _LETTERS)
    marks = tuple(dict.fromkeys(scale.place(durations.seconds(time)) for time, _ in row.times if time))
    y = top + max(len(name), len(lasts)) * _LINE + _LINE
    return Bar(row.category, longest, _below(top, name), _below(top, lasts), y, marks)


def _longest(row: Row) -> str:
    """In words; nothing where nobody has said how long anything lasts."""
    stated = [time for time, _ in row.times if time]
    fixed = [time for time in stated if durations.seconds(time) is not None]
    if not fixed:
        return durations.words(stated[0]) if stated else ""
    return durations.words(fixed[-1]) + ("; some are open" if len(fixed) < len(stated) else "")


def _below(top: int, lines: tuple[str, ...]) -> Lines:
    return tuple((top + number * _LINE, line) for number, line in enumerate(lines, start=1))
