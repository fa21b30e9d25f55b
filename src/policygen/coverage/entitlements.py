"""Answers about what people can ask for."""

from collections.abc import Iterator
from functools import partial

from policygen.coverage.answer import Answer, Finder, moot
from policygen.joins import rights as joined
from policygen.rule import Case
from policygen.rules import grounds
from policygen.rules.rights import listed

_BY_BASIS = ("objection", "portability", "withdraw-consent")
"""Rights that some legal bases give and others do not."""
_ALWAYS = ("access", "rectification", "erasure", "restriction", "complain-to-controller")


def right(wanted: str, case: Case) -> Iterator[Answer]:
    if found := listed(case.policy, wanted):
        yield Answer(found.label or "Listed under the rights", (found, "id"), ("right", found.id))


def by_basis(wanted: str, case: Case) -> Iterator[Answer]:
    """It does not apply only where each purpose says its basis, and none of them gives it."""
    yield from right(wanted, case)
    uses = grounds.purposes(case.policy)
    given = joined.open_to(case.policy, wanted) or (wanted == "withdraw-consent" and _asks(case))
    if case.policy.purposes and not listed(case.policy, wanted) and not given and all(each.bases for each in uses):
        yield moot("No purpose rests on a basis that gives this right.", case.policy.purposes, "purposes")


def _asks(case: Case) -> bool:
    categories = case.policy.cookies.categories if case.policy.cookies else ()
    return any(each.consent == "required" for each in categories)


def authority(case: Case) -> Iterator[Answer]:
    complaints = case.policy.rights.complaints if case.policy.rights else None
    for each in complaints.authorities if complaints else ():
        if each.url or each.phone or each.post:
            yield Answer(each.name, (each, "name"), ("block", "complaints"))


FINDERS: dict[str, Finder] = {
    **{each: partial(right, each) for each in _ALWAYS},
    **{each: partial(by_basis, each) for each in _BY_BASIS},
    "complain-to-authority": authority,
}
