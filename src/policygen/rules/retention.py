"""How long data is kept."""

from collections.abc import Iterator

from policygen import durations
from policygen.joins.finding import entries
from policygen.model.data import DataCategory
from policygen.model.policy import Policy
from policygen.model.purposes import Purpose
from policygen.model.retention import AppliesTo, RetentionRule
from policygen.problems import shown
from policygen.rule import Case, Found, rule
from policygen.rules import grounds, undeclared, vocabulary

_FEW = 2
"""One period for everything is no sign of carelessness where there are so few kinds of data."""


@rule("GDPR-13-2-a-missing")
def missing(case: Case) -> Iterator[Found]:
    """The notice must say for all data how long it is kept, or how that is decided. The same data may be kept longer
    for one purpose than for another, so each purpose counts. Of data that no purpose uses, another rule speaks.
    """
    if case.policy.retention is None:
        spot = undeclared.spot(case.policy, "retention")
        yield Found(
            spot, "The notice does not say how long any data is kept.", "Write `rules` with a `period` for each."
        )
        return
    for data in _data(case.policy):
        uses = [each for each in grounds.purposes(case.policy) if data.id in each.data]
        bare = [each.label for each in uses if not _kept(case.policy, data, each)]
        unstated = not grounds.purposes(case.policy) and not _kept(case.policy, data, None)
        if bare or unstated:
            where = f" for “{'”, “'.join(bare)}”" if bare else ""
            yield Found(
                (data, "id"),
                f"The notice does not say how long “{data.label}” is kept{where}.",
                f"Add a rule to retention.yaml that `applies_to` `{data.id}`, with `period` or `criteria`.",
            )


def _data(policy: Policy) -> tuple[DataCategory, ...]:
    return tuple(each for each in entries(policy, "data.categories") if isinstance(each, DataCategory))


def _rules(policy: Policy) -> tuple[RetentionRule, ...]:
    return policy.retention.rules if policy.retention else ()


def _kept(policy: Policy, data: DataCategory, purpose: Purpose | None) -> bool:
    return any(_says_when(each) and _covers(each, data, purpose) for each in _rules(policy))


def _says_when(stated: RetentionRule) -> bool:
    return bool(stated.criteria) or not isinstance(stated.period, durations.Unknown)


def _covers(stated: RetentionRule, data: DataCategory, purpose: Purpose | None) -> bool:
    if stated.default:
        return True
    applies = stated.applies_to or AppliesTo()
    for_data = not applies.data or data.id in applies.data
    for_purpose = not applies.purposes or (purpose is not None and purpose.id in applies.purposes)
    return stated.applies_to is not None and for_data and for_purpose


@rule("GDPR-13-2-a-criteria")
def criteria(case: Case) -> Iterator[Found]:
    """“As long as necessary” repeats the law and tells nobody anything. A criterion is something that people can watch
    happen, such as the closing of an account, or a time limit that a named law sets.
    """
    for stated in _rules(case.policy):
        until = stated.period.event if isinstance(stated.period, durations.Until) else None
        said = until or (None if stated.period else stated.criteria)
        if said and vocabulary.says_nothing(said, "says-no-time"):
            yield Found(
                (stated, "period" if until else "criteria"),
                f"“{shown(said)}” is neither a period nor a criterion from which people could work one out.",
                "Give a `period`, or the event or law that ends the keeping.",
            )


@rule("GDPR-13-2-a-start")
def start(case: Case) -> Iterator[Found]:
    """A period says something only when people know on which day it begins. The end of a relationship is such a day
    only if somebody says what ends it: the last order, or the closing of the account.
    """
    for stated in _rules(case.policy):
        if _is_counted(stated.period) and not stated.starts_from:
            assert stated.period
            yield Found(
                (stated, "period"),
                f"Nothing says when the {durations.words(stated.period)} of `{stated.id}` begin.",
                "Add `starts_from` with the id of an event, and define that event under `events`.",
            )


def _is_counted(period: durations.Duration | None) -> bool:
    """Whether it begins with something; a rolling period begins with the last activity."""
    if isinstance(period, durations.Depends):
        return any(_is_counted(each) for _, each in period.cases)
    return isinstance(period, durations.Span | durations.Between)


@rule("GDPR-13-2-a-blanket")
def blanket(case: Case) -> Iterator[Found]:
    """Data may be kept only as long as its purpose needs it, and the needs differ: an invoice, a question and a record
    of visits do not serve equally long. One period for all of them shows that nobody has asked.
    """
    rules, data = _rules(case.policy), _data(case.policy)
    if rules and len(data) > _FEW and all(_covers(stated, each, None) for stated in rules for each in data):
        yield Found(
            (rules[0], "period" if rules[0].period else "criteria"),
            f"One rule holds for all {len(data)} kinds of data.",
            "Write a rule for each kind of data or each purpose, with the time that it needs.",
        )


@rule("GDPR-13-2-a-hedged")
def hedged(case: Case) -> Iterator[Found]:
    """A period with a reservation leaves people to guess whether theirs is one of the other cases, and how long those
    last.
    """
    for stated in _rules(case.policy):
        if stated.qualifier and not stated.exceptions:
            yield Found(
                (stated, "qualifier"),
                f"`{stated.id}` holds “{stated.qualifier}”, and the other cases are not described.",
                "Add `exceptions`, each with its time, or take the `qualifier` away.",
            )


RULES = (missing, criteria, start, blanket, hedged)
