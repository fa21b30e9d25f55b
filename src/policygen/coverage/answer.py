"""One answer to an item of the law: what the notice says, or why the item does not apply, and who said so."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from policygen.model.record import Record
from policygen.rule import Case, Spot

Kind = Literal["answer", "not-applicable", "vouched"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said, and where.

    Attributes:
        spot: where it stands in the content.
        anchor: where readers find it: the prefix and the id of a record, or `block` and the name of a block.
        until: the day after which it must be said anew.

    """

    words: str
    spot: Spot
    anchor: tuple[str, str] | None = None
    kind: Kind = "answer"
    until: date | None = None


Finder = Callable[[Case], Iterator[Answer]]


def moot(reason: str, record: Record, key: str) -> Answer:
    """The item does not apply, as follows from what is declared there."""
    return Answer(reason, (record, key), kind="not-applicable")


def denied(reason: str, record: Record, key: str) -> Answer:
    """The item does not apply, as somebody has written there; a note beside it is given too."""
    noted = f" The file notes: {record.note}" if record.note else ""
    return moot(f"{reason}{noted}", record, key)
