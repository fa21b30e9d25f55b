"""Whether the rules of retention fit each other and the data."""

from collections.abc import Iterator
from itertools import combinations

from policygen import durations
from policygen.joins.finding import find
from policygen.model.retention import AppliesTo, RetentionRule
from policygen.rule import Case, Found, rule
from policygen.rules import grounds
from policygen.wording import called


@rule("COV-retention-orphan")
def orphan(case: Case) -> Iterator[Found]:
    """A time of keeping belongs to some data or purpose. One that belongs to nothing shows that a link is missing, and
    then some other data is without its time.
    """
    used = {(data, purpose.id) for purpose in grounds.purposes(case.policy) for data in purpose.data}
    for each in _rules(case):
        applies = each.applies_to or AppliesTo()
        both = bool(applies.data and applies.purposes)
        nowhere = both and not any((data, purpose) in used for data in applies.data for purpose in applies.purposes)
        if not each.default and (nowhere or not (applies.data or applies.purposes)):
            yield Found(
                (each, "applies_to" if nowhere else "id"),
                f"The retention rule `{each.id}` applies to nothing."
                if not nowhere
                else f"The retention rule `{each.id}` is for data that none of its purposes uses.",
                "Write in `applies_to` the data or the purposes it is for, or `default: true`.",
            )


@rule("COV-retention-conflict")
def conflict(case: Case) -> Iterator[Found]:
    """The same data for the same purpose is kept for one time. If two are given, people cannot know which holds, and
    the longer one is hard to defend.
    """
    for one, other in combinations(_rules(case), 2):
        if _as_long(one, other) or one.stage != other.stage or not (shared := _shared(case, one, other)):
            continue
        yield Found(
            (other, "period" if other.period else "criteria"),
            f"{shared} is kept for two different times: {_time(one)} by `{one.id}`, {_time(other)} by `{other.id}`.",
            "Let only one of the two apply to it; or give each its `stage`, if the data is kept in several.",
            against=(one, "period" if one.period else "criteria"),
            against_words="the other time",
        )


def _rules(case: Case) -> tuple[RetentionRule, ...]:
    return case.policy.retention.rules if case.policy.retention else ()


def _as_long(one: RetentionRule, other: RetentionRule) -> bool:
    return (one.period, one.criteria) == (other.period, other.criteria)


def _shared(case: Case, one: RetentionRule, other: RetentionRule) -> str | None:
    """What both rules are for, at the same level: a rule for data and purpose goes before one for either."""
    first, second = one.applies_to or AppliesTo(), other.applies_to or AppliesTo()
    if bool(first.data and first.purposes) != bool(second.data and second.purposes):
        return None
    for purpose in grounds.purposes(case.policy):
        for data in purpose.data:
            if all(_covers(each, data, purpose.id) for each in (first, second)):
                return f"“{called(find(case.policy, 'data.categories', data))}” for “{purpose.label}”"
    return None


def _covers(applies: AppliesTo, data: str, purpose: str) -> bool:
    if not (applies.data or applies.purposes):
        return False
    return (not applies.data or data in applies.data) and (not applies.purposes or purpose in applies.purposes)


def _time(each: RetentionRule) -> str:
    return durations.words(each.period) if each.period else f"“{each.criteria}”"


RULES = (orphan, conflict)
"""What applies to nothing, then what contradicts."""
