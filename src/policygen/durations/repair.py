"""The nearest valid spelling of a text that is not a duration, as a mend to offer."""

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Final

from policygen.durations import events, loose, spans
from policygen.durations.forms import Between, Depends, Duration, Rolling, Span, Until
from policygen.durations.spelling import spelling
from policygen.durations.vocabulary import BESIDE_ENDLESS, BESIDE_SESSION, ENDLESS, EXPIRY, NOT_SAID, SESSION

CLEARED: Final = Until("you clear it")
BY_REGION: Final = Depends((("in the EEA", Span(months=13)), ("elsewhere", Span(months=24))))
READABLE: Final = 200
"""A longer text is prose: nobody mistyped a duration there."""
_LEADING = 16

_WORD = re.compile(r"\w+")
_ACTIVITY = re.compile(
    r"\b(?:activity|inactivity|inactive|renewed|refreshed|reset|rolling|sliding|last (?:log-?in|use|visit))\b",
    re.IGNORECASE,
)
_OPENING = re.compile("^(?:between|from) ", re.IGNORECASE)
_TO = re.compile(r" to |[-–—]")
_NUMBER = re.compile(r"[<+-]? ?0*([0-9]{1,6})")
_ELSEWHERE = re.compile(r"\b(?:depends|depending|elsewhere|if|otherwise|varies)\b|[;,].*\d", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2} [a-z]{3,9} \d{4}"
    r"|[a-z]{3,9} \d{1,2},? \d{4})\b",
    re.IGNORECASE,
)
_EVENT = re.compile(r"\b(?:(?:until|till|when|once|upon) (.+)|end (of .+))", re.IGNORECASE)
_QUOTES = "\"'“”‘’ "
_NOTHING = "Write `session` when it goes with the browser session, or leave it out when nothing is kept."
_TOO_LONG = "Write at most `9999 years`, or `{until: you clear it}` when it has no end."
_COUNT = (
    "Write whole numbers of years, months, weeks, days, hours, minutes or seconds, each unit once and the longest "
    "first, such as `1 year 6 months`."
)
_GENERAL = "Write a number and a unit, such as `13 months`, or `session`, or `unknown`, or `{until: you clear it}`."


def mend(text: str) -> str:
    """What to write in place of a tidy text; every spelling in backticks can be written as it stands."""
    if not text:
        return "Write how long it lasts, such as `13 months`, or `unknown` when nobody knows."
    bare = text.strip(_QUOTES)
    if len(bare) <= READABLE:
        for step in _STEPS:
            if found := step(bare):
                return found
    return _COUNT if any(map(str.isdecimal, bare)) else _GENERAL


def nearest(word: str, known: tuple[str, ...]) -> str | None:
    return next(iter(get_close_matches(word.lower(), known, n=1, cutoff=0.7)), None)


def between(text: str) -> Between | None:
    """The range that a text such as "30 seconds to 1 year" or "1-2 years" seems to mean."""
    if len(text) > READABLE:
        return None
    inner = _OPENING.sub("", text)
    divided = _TO.split(inner if inner == text else inner.replace(" and ", " to "))
    longest = loose.to_span(loose.amounts(divided[-1]))
    if len(divided) != 2 or longest is None:  # noqa: PLR2004 - a range has two ends
        return None
    low = divided[0].strip()
    unit = divided[-1].split()[-1] if low.isdecimal() else ""
    shortest = loose.to_span(loose.amounts(f"{low} {unit}"))
    if shortest is None or spans.length(shortest) >= spans.length(longest):
        return None
    return Between(shortest, longest)


def _not_said(text: str) -> str | None:
    return "Write `unknown` when nobody knows how long it lasts." if text.lower() in NOT_SAID else None


def _session(text: str) -> str | None:
    words = frozenset(_WORD.findall(text.lower()))
    return "Write `session`." if words & SESSION and words <= SESSION | BESIDE_SESSION else None


def _endless(text: str) -> str | None:
    words = frozenset(_WORD.findall(text.lower()))
    meant = words & ENDLESS or (words & EXPIRY and words & {"no", "not"})
    if not meant or not words <= ENDLESS | BESIDE_ENDLESS:
        return None
    return f"Say what ends it, such as {_quoted(CLEARED)}."


def _iso(text: str) -> str | None:
    return _fixed(loose.iso_amounts(text), spans.to_iso)


def _span(text: str) -> str | None:
    return _fixed(loose.amounts(text), spans.to_words)


def _fixed(found: dict[str, int] | None, write: Callable[[Span], str]) -> str | None:
    if found is None:
        return None
    if not any(found.values()):
        return _NOTHING
    span = loose.to_span(found)
    return f"Write `{write(span)}`." if span else _TOO_LONG


def _number(text: str) -> str | None:
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    days = Span(days=int(found[1]))
    return f"Add the unit, such as {_quoted(days)}." if days.days else _NOTHING


def _range(text: str) -> str | None:
    return _write(between(text))


def _rolling(text: str) -> str | None:
    span, _ = _leading(text.split())
    return _write(Rolling(span)) if span and _ACTIVITY.search(text) else None


def _depends(text: str) -> str | None:
    cases: list[tuple[str, Span]] = []
    unit = ""
    for part in re.split("[;,]", text):
        words = part.split()
        span, taken = _leading(words)
        if span is None and words and words[0].isdecimal():
            span, taken = loose.to_span(loose.amounts(f"{words[0]} {unit}")), 1
        condition = " ".join(words[taken:]).strip("().:")
        if span is None or not condition or {"(", ")"} & set(condition):
            return None
        cases.append((condition, span))
        unit = words[taken - 1]
    different = len({condition.casefold() for condition, _ in cases})
    return _write(Depends(tuple(cases))) if different == len(cases) > 1 else None


def _elsewhere(text: str) -> str | None:
    return f"Name each case and its duration, as in {_quoted(BY_REGION)}." if _ELSEWHERE.search(text) else None


def _date(text: str) -> str | None:
    found = None if ";" in text else _DATE.search(text)
    return _write(Until(found[0])) if found else None


def _event(text: str) -> str | None:
    found = _EVENT.search(text)
    return _write(events.nearest(found[1] or f"the end {found[2]}")) if found else None


def _alone(text: str) -> str | None:
    span, _ = _leading(text.split())
    return f"Write the length alone: {_quoted(span)}." if span else None


def _misspelt(text: str) -> str | None:
    found = nearest(text, ("session", "unknown"))
    return f"Write `{found}`." if found else None


def _leading(words: list[str]) -> tuple[Span | None, int]:
    """The longest span at the start of the words, and how many words it takes."""
    for taken in range(min(len(words), _LEADING), 0, -1):
        found = loose.amounts(" ".join(words[:taken]))
        if found and found != loose.amounts(" ".join(words[: taken - 1])):
            return loose.to_span(found), taken
    return None, 0


def _quoted(duration: Duration) -> str:
    return f"`{spelling(duration)}`"


def _write(duration: Duration | None) -> str | None:
    return f"Write {_quoted(duration)}." if duration else None


_STEPS: Final[tuple[Callable[[str], str | None], ...]] = (
    _not_said,
    _session,
    _endless,
    _iso,
    _range,
    _span,
    _number,
    _rolling,
    _depends,
    _date,
    _elsewhere,
    _alone,
    _event,
    _misspelt,
)
