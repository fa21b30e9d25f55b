"""What changed between two policies: fact by fact, in words, and how grave."""

from dataclasses import dataclass
from typing import Literal

from policygen.changes import facts, gravity
from policygen.model.policy import Policy

Gravity = Literal["material", "minor", "editorial"]
ORDER: tuple[Gravity, ...] = ("editorial", "minor", "material")


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that differs.

    Attributes:
        list: the file and key of the records, such as `cookies.items`; only the file for what stands alone in it.
        id: the record's id; empty for what stands alone.
        called: the record's name for readers.
        field: the key; empty when the whole record was added or removed.
        old: its words before, None when nobody had said.
        new: its words now, None when nobody says any more.

    """

    list: str
    id: str
    called: str
    field: str
    old: str | None
    new: str | None
    gravity: Gravity
    reason: str


def compare(old: Policy, new: Policy) -> tuple[Change, ...]:
    """Every change of fact or word, in the order of the content."""
    return tuple(_judged(each, old, new) for each in facts.differences(old, new))
