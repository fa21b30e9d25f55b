"""Answers about what people can ask for."""

from collections.abc import Iterator
from functools import partial

from policygen.coverage.answer import Answer, Finder, moot
from policygen.joins import rights as joined
from policygen.model.policy import Policy
from policygen.rules import grounds
from policygen.rules.rights import listed

_BY_BASIS = ("objection", "portability", "withdraw-consent")
"""Rights that some legal bases give and others do not."""
_ALWAYS = ("access", "rectification", "erasure", "restriction", "complain-to-controller")


def right(wanted: str, policy: Policy) -> Iterator[Answer]:
    if found := listed(policy, wanted):
        yield Answer(found.label or "Listed under the rights", (found, "id"), ("right", found.id))


def by_basis(wanted: str, policy: Policy) -> Iterator[Answer]:
    """It does not apply only where each purpose says its basis, and none of them gives it."""
    yield from right(wanted, policy)
    uses = grounds.purposes(policy)
    given = joined.open_to(policy, wanted) or (wanted == "withdraw-consent" and _asks(policy))
    if policy.purposes and not listed(policy, wanted) and not given and all(each.bases for each in uses):
        yield moot("No purpose rests on a basis that gives this right.", policy.purposes, "purposes")


def _asks(policy: Policy) -> bool:
    categories = policy.cookies.categories if policy.cookies else ()
    return any(each.consent == "required" for each in categories)


def authority(policy: Policy) -> Iterator[Answer]:
    complaints = policy.rights.complaints if policy.rights else None
    for each in complaints.authorities if complaints else ():
        if each.url or each.phone or each.post:
            yield Answer(each.name, (each, "name"), ("block", "complaints"))


FINDERS: dict[str, Finder] = {
    **{each: partial(right, each) for each in _ALWAYS},
    **{each: partial(by_basis, each) for each in _BY_BASIS},
    "complain-to-authority": authority,
}
