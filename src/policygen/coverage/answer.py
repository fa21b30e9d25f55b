"""One answer to an item of the law: what the notice says, or why the item does not apply, and who said so."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from policygen.model.policy import Policy
from policygen.model.record import Record
from policygen.rule import Spot

Kind = Literal["answer", "not-applicable", "vouched"]


@dataclass(frozen=True, slots=True)
class Answer:
    """Attributes: what is said, and where.

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


Finder = Callable[[Policy], Iterator[Answer]]


def moot(reason: str, record: Record, key: str) -> Answer:
    """The item does not apply; where the record has a note, that is given as its author's reason."""
    noted = f" The file notes: {record.note}" if record.note else ""
    return Answer(f"{reason}{noted}", (record, key), kind="not-applicable")
