"""Which retention rules hold for a purpose."""

from policygen.model.policy import Policy
from policygen.model.purposes import Purpose
from policygen.model.retention import AppliesTo, RetentionRule

_EVERYTHING = AppliesTo()


def rules_of(policy: Policy, purpose: Purpose) -> tuple[RetentionRule, ...]:
    """Those that name the purpose, or some of its data and no purpose; where there is none, the default."""
    rules = policy.retention.rules if policy.retention else ()
    fitting = tuple(rule for rule in rules if _names(rule.applies_to or _EVERYTHING, purpose))
    return fitting or tuple(rule for rule in rules if rule.default)


def _names(applies: AppliesTo, purpose: Purpose) -> bool:
    if applies.purposes:
        return purpose.id in applies.purposes
    return bool(set(applies.data) & set(purpose.data))
