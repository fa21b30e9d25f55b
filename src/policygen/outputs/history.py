"""The history of the policy: a row a sealed version, what is announced, and the timeline of all of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from policygen.outputs.version import Json, Shelf, Version
from policygen.outputs.view import Facts
from policygen.pictures import timeline
from policygen.pictures.timeline import Entry, Gravity, Timeline

_WIDE, _NARROW = (880, 13), (320, 12)
"""The width of each drawing, and the height of its letters."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A category about which people are asked again: its label, and why."""

    category: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A version, and what follows from its neighbours.

    Attributes:
        until: its last day in force; None as long as no later version is sealed, and when it is never in force.
        overtaken_by: the number of the version that took its place on its own day or before.
        gravity: how grave the change is; None for the first version, and where no fact changed.

    """

    version: Version
    is_first: bool
    until: date | None
    overtaken_by: str | None
    gravity: Gravity | None
    asked: tuple[Asked, ...]

    @property
    def anchor(self) -> str:
        return anchor(self.version)


@dataclass(frozen=True, slots=True)
class History:
    """The rows, newest first; those to come, the next one first; and the timeline for wide and narrow screens."""

    rows: tuple[Row, ...]
    coming: tuple[Row, ...]
    wide: Timeline | None
    narrow: Timeline | None


def facts(shelf: Shelf) -> Facts:
    """What the layout of the history can use besides the usual facts."""
    rows = tuple(_row(shelf.sealed, number) for number in range(len(shelf.sealed)))
    coming = (row for row in rows if row.version.status == "upcoming" and not row.overtaken_by)
    wide, narrow = (_timeline(rows, *size) for size in (_WIDE, _NARROW))
    return {"history": History(rows[::-1], tuple(sorted(coming, key=_day)), wide, narrow)}


def anchor(version: Version) -> str:
    """The id of its row; no two versions have the same, since no number has an underscore."""
    return "release-" + version.number.replace(".", "_").replace("+", "__")


def asked(version: Version) -> tuple[Asked, ...]:
    """Who is asked again because of this version."""
    labels = {each["id"]: each["label"][version.language] for each in version.manifest["categories"]}
    found: list[Json] = version.changes["ask_again"] if version.changes else []
    return tuple(Asked(str(labels.get(each["category"], each["category"])), tuple(each["reasons"])) for each in found)


def gravity(version: Version) -> Gravity | None:
    """As its author says; or else as it was computed."""
    if version.edition.change:
        return version.edition.change.kind
    computed: Gravity | None = version.changes["gravity"] if version.changes else None
    return computed


def _row(sealed: tuple[Version, ...], number: int) -> Row:
    version = sealed[number]
    successor = min(sealed[number + 1 :], key=_effective, default=None)
    end = _effective(successor) if successor else None
    is_overtaken = end is not None and end <= _effective(version)
    return Row(
        version=version,
        is_first=number == 0,
        until=end - timedelta(days=1) if end and not is_overtaken else None,
        overtaken_by=successor.number if successor and is_overtaken else None,
        gravity=gravity(version) if number else None,
        asked=asked(version),
    )


def _effective(version: Version) -> date:
    """A sealed version has its day."""
    assert version.edition.effective
    return version.edition.effective


def _day(row: Row) -> date:
    return _effective(row.version)


def _timeline(rows: tuple[Row, ...], width: int, letters: int) -> Timeline | None:
    return timeline.of([_entry(row) for row in rows], width, letters) if rows else None


def _entry(row: Row) -> Entry:
    status = row.version.status
    assert status != "draft"
    end = row.until + timedelta(days=1) if row.until else _day(row) if row.overtaken_by else None
    return Entry(row.version.number, _day(row), end, row.gravity, status)
