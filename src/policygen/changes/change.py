"""A change of one fact, in words, with how grave it is and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Gravity = Literal["material", "minor", "editorial"]
ORDER: tuple[Gravity, ...] = ("editorial", "minor", "material")
"""From the lightest to the gravest."""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that differs.

    Attributes:
        list: the file and key of the records, such as `cookies.items`; only the file for what stands alone in it.
        id: the record's present id; empty for what stands alone.
        called: the record's name for readers; empty for what stands alone.
        field: the keys that lead to the fact, joined by dots; an entry of a list is named by its own key, as in
            `transfers.US.mechanism`. Empty when a whole record was added or removed.
        old: its words before, None when nobody had said.
        new: its words now, None when nobody says any more.
        words: the change in one line, such as "Cookie `_ga`: 13 months -> 24 months".
        gravity: how grave it is.
        reason: why it is that grave.

    """

    list: str
    id: str
    called: str
    field: str
    old: str | None
    new: str | None
    words: str
    gravity: Gravity
    reason: str


def gravest(found: Iterable[Gravity]) -> Gravity | None:
    """None when there is none."""
    return max(found, key=ORDER.index, default=None)


def gravity(changes: Iterable[Change]) -> Gravity | None:
    """How grave they are together: as the gravest of them; None when nothing changed."""
    return gravest(each.gravity for each in changes)
