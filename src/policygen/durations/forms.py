"""The forms that a duration takes; `parse` is the door through which they are made."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Session:
    """As long as the browser stays open."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows, and we say so."""


@dataclass(frozen=True, slots=True)
class Span:
    """A fixed length, kept in the units in which it was written."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0
    minutes: int = 0
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Between:
    """At least one length and at most a longer one."""

    shortest: Span
    longest: Span


@dataclass(frozen=True, slots=True)
class Until:
    """Until something happens, whenever that is."""

    event: str


@dataclass(frozen=True, slots=True)
class Rolling:
    """A length that is counted again from the last activity."""

    span: Span


Case: TypeAlias = Session | Unknown | Span | Between | Until | Rolling


@dataclass(frozen=True, slots=True)
class Depends:
    """One duration for each condition, in the order in which they were written."""

    cases: tuple[tuple[str, Case], ...]


Duration: TypeAlias = Case | Depends
