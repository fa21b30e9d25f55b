"""A duration read from the plain data of a content file."""

from collections.abc import Callable, Mapping
from typing import Final

from policygen.durations import events, repair, spans
from policygen.durations.fault import DurationError, shown
from policygen.durations.forms import Between, Case, Depends, Duration, Rolling, Session, Span, Unknown, Until
from policygen.durations.spelling import spelling

EXAMPLES: Final[Mapping[str, Duration]] = {
    "between": Between(Span(seconds=30), Span(years=1)),
    "until": repair.CLEARED,
    "rolling": Rolling(Span(minutes=30)),
    "depends": repair.BY_REGION,
}


def parse(value: object) -> Duration:
    """The duration that a text or a mapping with one key says; raises DurationError for anything else.

    White space is tidied. So that the words of every duration can be read back, an event or a condition has no
    semicolon, a condition has no parenthesis, and an event does not start with "until" nor say that you close
    your browser, which is a session.
    """
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, Mapping):
        return _from_mapping(value)
    fault = "The duration is a list." if isinstance(value, list | tuple) else f"{shown(str(value))} is not a duration."
    raise DurationError(fault, f"Write one duration, such as `13 months`, or two ends as {_example('between')}.")


def _from_text(value: str) -> Span | Session | Unknown:
    text = spans.tidy(value)
    if span := spans.from_text(text):
        return span
    match text.lower():
        case "session":
            return Session()
        case "unknown":
            return Unknown()
        case "":
            raise DurationError("The duration is empty.", repair.mend(text))
    raise DurationError(f"{shown(text)} is not a duration.", repair.mend(text))


def _from_mapping(value: Mapping[str, object]) -> Duration:
    if len(value) != 1:
        keys = " and ".join(map(shown, value)) or "none"
        raise DurationError(f"A duration has one key, and here are {keys}.", f"Keep one, as in {_example('until')}.")
    ((key, inner),) = value.items()
    if key not in _FORMS:
        raise DurationError(f"{shown(key)} is not a kind of duration.", _mend_key(key, inner))
    return _FORMS[key](inner)


def _mend_key(key: str, inner: object) -> str:
    nearest = repair.nearest(key, tuple(EXAMPLES))
    if nearest is None:
        *most, last = map(_example, EXAMPLES)
        return f"Write it as in {', '.join(most)} or {last}."
    try:
        return f"Write `{spelling(_FORMS[nearest](inner))}`."
    except DurationError:
        return f"Write it as in {_example(nearest)}."


def _between(value: object) -> Between:
    if not isinstance(value, list | tuple) or len(value) != 2:  # noqa: PLR2004 - a range has two ends
        found = repair.between(value) if isinstance(value, str) else None
        mend = f"Write `{spelling(found)}`." if found else f"Write both in brackets, as in {_example('between')}."
        raise DurationError("“between” needs two durations.", mend)
    shortest, longest = (_fixed(end, "between") for end in value)
    if spans.length(shortest) > spans.length(longest):
        raise DurationError(
            "“between” has the longer duration first.", f"Write `{spelling(Between(longest, shortest))}`."
        )
    if spans.length(shortest) == spans.length(longest):
        raise DurationError("“between” has the same duration twice.", f"Write `{spelling(longest)}`.")
    return Between(shortest, longest)


def _rolling(value: object) -> Rolling:
    return Rolling(_fixed(value, "rolling"))


def _fixed(value: object, form: str) -> Span:
    span = parse(value)
    if not isinstance(span, Span):
        raise DurationError(f"“{form}” needs a fixed length.", f"Write it as in {_example(form)}.")
    return span


def _until(value: object) -> Until:
    event = _phrase(value, "until")
    nearest = events.nearest(event)
    if nearest != Until(event):
        raise DurationError(f"{shown(event)} cannot stand after “until”.", f"Write `{spelling(nearest)}`.")
    return Until(event)


def _phrase(value: object, form: str) -> str:
    phrase = spans.tidy(value) if isinstance(value, str) else ""
    if not phrase:
        raise DurationError(f"“{form}” needs a text.", f"Say it in words, as in {_example(form)}.")
    return phrase


def _depends(value: object) -> Depends:
    if not isinstance(value, Mapping) or not value:
        raise DurationError("“depends” needs a duration for each case.", f"Write it as in {_example('depends')}.")
    cases = tuple(_case(condition, each) for condition, each in value.items())
    if len(cases) == 1:
        ((condition, only),) = cases
        mend = f"Write `{spelling(only)}`, or add the other cases as in {_example('depends')}."
        raise DurationError(f"“depends” has only the case {shown(condition)}.", mend)
    _no_condition_twice(cases)
    return Depends(cases)


def _case(key: str, value: object) -> tuple[str, Case]:
    condition = _phrase(key, "depends")
    if any(sign in condition for sign in ";()"):
        mend = f"Say it with commas, as in {_example('depends')}."
        raise DurationError(f"The case {shown(condition)} has a semicolon or a parenthesis.", mend)
    try:
        case = parse(value)
    except DurationError as error:
        raise DurationError(f"In the case {shown(condition)}: {error.message}", error.mend) from error
    if isinstance(case, Depends):
        mend = f"Name every case once, as in {_example('depends')}."
        raise DurationError(f"The case {shown(condition)} depends on further cases.", mend)
    return condition, case


def _no_condition_twice(cases: tuple[tuple[str, Case], ...]) -> None:
    seen: set[str] = set()
    for condition, _ in cases:
        if condition.casefold() in seen:
            mend = f"Name every case once, as in {_example('depends')}."
            raise DurationError(f"The case {shown(condition)} is there twice.", mend)
        seen.add(condition.casefold())


def _example(form: str) -> str:
    return f"`{spelling(EXAMPLES[form])}`"


_FORMS: Final[Mapping[str, Callable[[object], Duration]]] = {
    "between": _between,
    "until": _until,
    "rolling": _rolling,
    "depends": _depends,
}
