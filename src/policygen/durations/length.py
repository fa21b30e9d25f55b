"""How long a duration can last at most, for programs."""

from policygen.durations import spans
from policygen.durations.forms import Between, Depends, Duration, Rolling, Session, Span


def seconds(duration: Duration) -> int | None:
    """The longest time it can last: 0 for a session, None when that has no defined length.

    A minute has 60 seconds, an hour 3,600, a day 86,400 and a week seven days. A year has 365 days, 31,536,000
    seconds, and a month is a twelfth of it, 2,628,000 seconds, so that 12 months equal 1 year. These are
    conventions of ours: ISO 8601 gives months and years no fixed length.
    """
    longest = _longest(duration)
    if isinstance(longest, Span):
        return spans.length(longest)
    return None if longest is None else 0


def iso(duration: Duration) -> str | None:
    """The longest time it can last in ISO 8601, `session` for a session, None when that has no defined length."""
    longest = _longest(duration)
    if isinstance(longest, Span):
        return spans.to_iso(longest)
    return None if longest is None else "session"


def _longest(duration: Duration) -> Span | Session | None:
    match duration:
        case Session() | Span():
            return duration
        case Between():
            return duration.longest
        case Rolling():
            return duration.span
        case Depends():
            return _longest_case(duration)
        case _:
            return None


def _longest_case(duration: Depends) -> Span | Session | None:
    lengths = [_longest(case) for _, case in duration.cases]
    if None in lengths:
        return None
    fixed = [length for length in lengths if isinstance(length, Span)]
    return max(fixed, key=spans.length, default=Session())
