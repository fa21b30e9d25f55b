"""A fixed length as text: read from words or ISO 8601, written as either, counted in seconds."""

import re
from collections.abc import Mapping
from typing import Final

from policygen.durations.forms import Span

DAY: Final = 86_400
YEAR: Final = 365 * DAY
SECONDS: Final[Mapping[str, int]] = {
    "years": YEAR,
    "months": YEAR // 12,
    "weeks": 7 * DAY,
    "days": DAY,
    "hours": 3_600,
    "minutes": 60,
    "seconds": 1,
}
"""Longest first, as `Span` has them."""
LONGEST: Final = 9_999 * YEAR

_NUMBER = "([1-9][0-9]{0,11})"
# A separator ends in a space and tidy text does not, so nothing can follow the last unit.
_WORDS = re.compile(
    r"(?=[1-9])" + "".join(rf"(?:{_NUMBER} {unit}?(?:,? and |,? |\Z))?" for unit in SECONDS),
    re.IGNORECASE | re.ASCII,
)
_ISO = re.compile(
    rf"P(?=[0-9]+W\Z|[^W]+\Z)(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?=.)(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?"
)


def tidy(text: str) -> str:
    """The text with every run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def from_text(text: str) -> Span | None:
    """The span that a tidy text spells, or None; numbers have at most 12 digits and the whole at most 9999 years."""
    found = _WORDS.fullmatch(text) or _ISO.fullmatch(text)
    if found is None:
        return None
    span = Span(*[int(number) if number else 0 for number in found.groups()])
    return span if length(span) <= LONGEST else None


def length(span: Span) -> int:
    return sum(number * SECONDS[unit] for unit, number in parts(span))


def parts(span: Span) -> tuple[tuple[str, int], ...]:
    """Each unit that is there with its number, longest first."""
    return tuple((unit, number) for unit in SECONDS if (number := getattr(span, unit)))


def to_words(span: Span) -> str:
    return " ".join(f"{number} {unit[:-1] if number == 1 else unit}" for unit, number in parts(span))


def to_iso(span: Span) -> str:
    """ISO 8601, where weeks stand alone: next to another unit they are written as days."""
    if span == Span(weeks=span.weeks):
        return f"P{span.weeks}W"
    date = _designated(("Y", span.years), ("M", span.months), ("D", 7 * span.weeks + span.days))
    time = _designated(("H", span.hours), ("M", span.minutes), ("S", span.seconds))
    return f"P{date}T{time}" if time else f"P{date}"


def _designated(*amounts: tuple[str, int]) -> str:
    return "".join(f"{number}{letter}" for letter, number in amounts if number)
