"""The timeline: every version stands on its day, and nothing stands on anything else, be they two or ninety-seven."""

import random
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest

from policygen.pictures import calendar_scale, lettering, timeline
from policygen.pictures.timeline import Entry, Gravity, Label, Mark, Status, Timeline

SIZES = [(320, 12), (880, 13)]
GRAVITIES: tuple[Gravity, ...] = ("material", "minor", "editorial")


def _entry(version: str, effective: date, status: Status = "superseded", gravity: Gravity | None = "minor") -> Entry:
    return Entry(version, effective, None, gravity, status)


def _many(count: int, days: int) -> list[Entry]:
    """Versions on any days of a time, of which the last is upcoming and the one before it in force."""
    chance = random.Random(count)
    found = sorted(date(2016, 2, 1) + timedelta(chance.randrange(days)) for _ in range(count))
    past: list[Status] = ["superseded"] * (count - 2)
    states: list[Status] = [*past, "in-force", "upcoming"]
    return [
        _entry(f"{number}.0.{number}", day, state, chance.choice(GRAVITIES))
        for number, (day, state) in enumerate(zip(found, states, strict=True), start=1)
    ]


DAY = date(2026, 5, 1)
CASES = {
    "one": [_entry("1.0.0", DAY, "in-force", None)],
    "on one day": [_entry("1.0.0", DAY), _entry("1.0.1", DAY, "in-force")],
    "one day apart": [_entry("1.0.0", DAY), _entry("1.0.1", DAY + timedelta(1), "in-force")],
    "years apart": [_entry("1.0.0", date(2001, 5, 1)), _entry("2.0.0", DAY, "in-force")],
    "the ends of the calendar": [_entry("1", date.min), _entry("2", date.max, "upcoming")],
    "long names": [_entry(f"{name}" * 32, DAY + timedelta(days)) for days, name in enumerate("abcde")],
    "twenty in six years": _many(20, 2200),
    "ninety-seven in ten years": _many(97, 3700),
    "ninety-seven in two months": _many(97, 60),
}


@pytest.fixture(params=SIZES, ids=["narrow", "wide"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    found: tuple[int, int] = request.param
    return found


@pytest.fixture(params=CASES)
def drawn(request: pytest.FixtureRequest, size: tuple[int, int]) -> Timeline:
    return timeline.of(CASES[request.param], *size)


def _room(mark: Mark) -> tuple[float, float, float, float]:
    half = 12 if mark.entry.status == "in-force" else 7
    return mark.x - half, mark.y - half, mark.x + half, mark.y + half


def _words(label: Label, letters: int) -> tuple[float, float, float, float]:
    half = lettering.width(label.words, letters) / 2
    return label.x - half, label.y - letters, label.x + half, label.y + letters / 4


def test_nothing_stands_on_anything_else(drawn: Timeline, size: tuple[int, int]) -> None:
    boxes = [*map(_room, drawn.marks), *(_words(label, size[1]) for label in drawn.labels)]
    for one, other in combinations(boxes, 2):
        assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]


def test_everything_stands_inside(drawn: Timeline, size: tuple[int, int]) -> None:
    for left, top, right, bottom in (*map(_room, drawn.marks), *(_words(label, size[1]) for label in drawn.labels)):
        assert left >= 0
        assert right <= drawn.width
        assert top >= drawn.top
        assert bottom <= drawn.top + drawn.height
    assert all(label.y < drawn.foot - size[1] for label in drawn.labels)
    for stretch in drawn.stretches:
        assert 0 <= stretch.start < stretch.end <= drawn.width


def test_every_version_has_one_mark_in_the_order_of_their_days(drawn: Timeline) -> None:
    assert [mark.x for mark in drawn.marks] == sorted(mark.x for mark in drawn.marks)
    days = [mark.entry.effective for mark in drawn.marks]
    assert days == sorted(days)
    assert len({mark.entry.version for mark in drawn.marks}) == len(drawn.marks)


def test_what_people_look_for_has_its_number(drawn: Timeline) -> None:
    shown = {label.mark.entry.version for label in drawn.labels}
    sought = {each.entry.version for each in drawn.marks if each.kind == "first" or each.entry.status != "superseded"}
    assert sought <= shown
    assert all(label.words.endswith(" in force") == (label.mark.entry.status == "in-force") for label in drawn.labels)


def test_the_words_of_the_scale_do_not_touch(drawn: Timeline, size: tuple[int, int]) -> None:
    named = [tick for tick in drawn.ticks if tick.words]
    assert named
    for one, other in pairwise(named):
        assert one.words_x + lettering.width(one.words, size[1]) < other.words_x
    assert named[-1].words_x + lettering.width(named[-1].words, size[1]) <= drawn.width
    assert [tick.x for tick in drawn.ticks] == sorted({tick.x for tick in drawn.ticks})


def test_a_mark_stands_on_its_day(size: tuple[int, int]) -> None:
    first, second, third = timeline.of([_entry(str(n), date(2020 + n, 1, 1)) for n in range(3)], *size).marks
    assert abs((second.x - first.x) - (third.x - second.x)) <= 1
    assert {mark.y for mark in (first, second, third)} == {0}


def test_two_versions_of_one_day_stand_above_each_other() -> None:
    one, other = timeline.of(CASES["on one day"], 320, 12).marks
    assert one.x == other.x
    assert other.entry.status == "in-force"
    assert (other.y, one.y) == (0, -28)


def test_the_shape_tells_how_grave_the_change_is() -> None:
    gravities: tuple[Gravity | None, ...] = ("material", "material", "minor", "editorial", None)
    found = [_entry(str(n), DAY + timedelta(40 * n), gravity=each) for n, each in enumerate(gravities)]
    kinds = [mark.kind for mark in timeline.of(found, 880, 13).marks]
    assert kinds == ["first", "material", "minor", "editorial", "editorial"]


def test_times_follow_one_another_and_who_was_overtaken_has_none() -> None:
    days = [date(2026, month, 1) for month in (1, 8, 7)]
    found = [
        Entry("1", days[0], days[2], None, "superseded"),
        Entry("2", days[1], days[2], "minor", "superseded"),
        Entry("3", days[2], None, "minor", "in-force"),
    ]
    first, last = timeline.of(found, 320, 12).stretches
    assert first.end == last.start
    assert (first.status, first.is_open) == ("superseded", False)
    assert (last.status, last.is_open, last.end) == ("in-force", True, 319)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), ["Nov 2026", "Dec"]),
        (date(2026, 11, 20), date(2027, 2, 1), ["Nov 2026", "Dec", "2027", "Feb"]),
        (date(2025, 3, 3), date(2026, 11, 20), ["2025", "Apr", "Jul", "Oct", "2026", "Apr", "Jul", "Oct"]),
        (date(2021, 3, 3), date(2026, 11, 20), ["2021", "2022", "2023", "2024", "2025", "2026"]),
        (date(1998, 3, 3), date(2026, 11, 20), ["1995", "2000", "2005", "2010", "2015", "2020", "2025"]),
    ],
)
def test_the_scale_has_the_steps_that_fit(first: date, last: date, words: list[str]) -> None:
    scale = calendar_scale.of(first, last, (14, 306))
    assert [tick.words for tick in scale.ticks(12) if tick.words] == words
