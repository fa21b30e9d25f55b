"""Which of two durations is the longer one, as far as that can be known."""

from typing import Literal

from policygen.durations import Depends, Duration, Rolling, Session, Unknown, seconds

Length = Literal["longer", "shorter", "same length", "otherwise counted"]


def compared(old: Duration, new: Duration) -> Length:
    """The new one beside the old one; `otherwise counted` when neither can be shown to hold within the other."""
    within, holds = _within(new, old), _within(old, new)
    if within and holds:
        return "same length"
    if within:
        return "shorter"
    return "longer" if holds or _is_more(old, new) else "otherwise counted"


def _within(one: Duration, other: Duration) -> bool:
    """Whether the first never lasts longer than the second, in any case of either."""
    if isinstance(one, Depends):
        named = dict(other.cases) if isinstance(other, Depends) else {}
        return all(_within(case, named.get(condition, other)) for condition, case in one.cases)
    if isinstance(other, Depends):
        return all(_within(one, case) for _, case in other.cases)
    if one == other or isinstance(other, Unknown):
        return True
    if isinstance(one, Rolling) and not isinstance(other, Rolling):
        return False  # Each visit begins it again, so it has no end of its own.
    at_most, limit = seconds(one), seconds(other)
    return at_most is not None and limit is not None and at_most <= limit and not isinstance(other, Session)


def _is_more(old: Duration, new: Duration) -> bool:
    """Whether the new one can last longer, although in some case it may be shorter."""
    before, now = seconds(old), seconds(new)
    return before is not None and (now is None or now > before)
