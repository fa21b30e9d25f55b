"""A duration in the words that people read, and those words read back."""

from policygen.durations import spans
from policygen.durations.events import BROWSER_CLOSES
from policygen.durations.fault import DurationError, shown
from policygen.durations.forms import Between, Depends, Duration, Rolling, Session, Span, Unknown
from policygen.durations.source import parse

SESSION = f"until {BROWSER_CLOSES}"
UNKNOWN = "not known"
_AFTER = " after your last activity"


def words(duration: Duration) -> str:
    """No two durations that `parse` makes have the same words."""
    match duration:
        case Session():
            return SESSION
        case Unknown():
            return UNKNOWN
        case Span():
            return spans.to_words(duration)
        case Between():
            return f"between {spans.to_words(duration.shortest)} and {spans.to_words(duration.longest)}"
        case Rolling():
            return f"{spans.to_words(duration.span)}{_AFTER}"
        case Depends():
            return "; ".join(f"{words(case)} ({condition})" for condition, case in duration.cases)
        case _:
            return f"until {duration.event}"


def read(text: str) -> Duration:
    """The duration whose words these are, white space apart; raises DurationError when they are none's."""
    wording = spans.tidy(text)
    fault = DurationError(f"{shown(wording)} is not how a duration is worded.", "Word it like `13 months`.")
    try:
        duration = parse(_plain(wording))
    except DurationError as error:
        raise fault from error
    if words(duration) != wording:
        raise fault
    return duration


def _plain(wording: str) -> object:
    if ";" in wording:
        return {"depends": dict(_case(each) for each in wording.split("; "))}
    if wording in (SESSION, UNKNOWN):
        return "session" if wording == SESSION else "unknown"
    if wording.startswith("until "):
        return {"until": wording.removeprefix("until ")}
    if wording.startswith("between "):
        return {"between": tuple(wording.removeprefix("between ").split(" and "))}
    if wording.endswith(_AFTER):
        return {"rolling": wording.removesuffix(_AFTER)}
    return wording


def _case(wording: str) -> tuple[str, object]:
    inner, _, condition = wording.rpartition(" (")
    return condition.removesuffix(")"), _plain(inner)
