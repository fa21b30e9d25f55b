"""A problem in the content: where it stands, what is wrong, and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum

_LONGEST = 60


class Level(StrEnum):
    """How grave a problem is; only errors make a command fail.

    `person` is what no program can decide and nobody has vouched for yet; `waived` is what somebody has decided to let
    stand, with a reason that is always shown.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    PERSON = "person"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A point in a file: line and column count characters from 1; 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a problem speaks of, and what stands there ("first used here")."""

    place: Place
    words: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding; `message` says what is wrong and `mend` what to do, both in plain words."""

    place: Place
    code: str
    message: str
    mend: str
    level: Level = Level.ERROR
    related: tuple[Related, ...] = ()


def shown(text: str) -> str:
    """A text of the content as a message can quote it: on one line, and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"


def in_source_order(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Every problem once, as a reader of the files would meet them."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda found: (found.place, found.code, found.message)))


def any_error(problems: tuple[Problem, ...]) -> bool:
    return any(found.level is Level.ERROR for found in problems)
