"""Which release is in force on a day, which is to come, and which are past."""

from datetime import date
from typing import Literal

from policygen.releases.sealed import Sealed

Status = Literal["in-force", "upcoming", "superseded"]


def in_force(releases: tuple[Sealed, ...], today: date) -> Sealed | None:
    """The newest release that is effective on or before the day."""
    return next((each for each in reversed(releases) if each.record.effective <= today), None)


def status(each: Sealed, releases: tuple[Sealed, ...], today: date) -> Status:
    if each.record.effective > today:
        return "upcoming"
    return "in-force" if each is in_force(releases, today) else "superseded"
