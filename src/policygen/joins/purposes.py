"""Which purposes a record serves."""

from policygen.model.policy import Policy
from policygen.model.purposes import Purpose


def using(policy: Policy, prefix: str, wanted: str) -> tuple[Purpose, ...]:
    """The purposes that use a record, known by the prefix of its anchor (`data`, `basis`, `recipient`) and its id."""
    purposes = policy.purposes.purposes if policy.purposes else ()
    return tuple(purpose for purpose in purposes if wanted in _used(purpose, prefix))


def _used(purpose: Purpose, prefix: str) -> tuple[str, ...]:
    match prefix:
        case "data":
            return purpose.data
        case "basis":
            return tuple(each for basis in purpose.bases for each in (basis.basis, basis.article_9) if each)
        case "recipient" if purpose.recipients != "none":
            return purpose.recipients
        case _:
            return ()
