"""Which rights follow from the legal bases of a purpose; the matrix itself is data, with its source."""

from functools import cache
from typing import Literal, NamedTuple, TypedDict

from policygen import packaged
from policygen.joins.finding import entries
from policygen.model.legal_bases import LegalBasis
from policygen.model.policy import Policy
from policygen.model.purposes import Purpose


class Matrix(TypedDict):
    """The shape of law/rights_matrix.json."""

    always: list[str]
    by_basis: dict[str, list[str]]
    direct_marketing: list[str]


class Following(NamedTuple):
    """A right that follows: for the whole purpose (None), in any case ("always"), or for these bases alone."""

    right: str
    when: Literal["always"] | tuple[LegalBasis, ...] | None


@cache
def _matrix() -> Matrix:
    table: Matrix = packaged.table("law/rights_matrix.json")
    return table


def rights_of(policy: Policy, purpose: Purpose) -> tuple[Following, ...]:
    """The rights of people whose data is used for the purpose; none where no Article 6 basis is declared."""
    named = {each.basis for each in purpose.bases}
    by_basis = _matrix()["by_basis"]
    bases = tuple(
        each
        for each in entries(policy, "legal_bases.bases")
        if isinstance(each, LegalBasis) and each.id in named and each.code in by_basis
    )
    if not bases:
        return ()
    absolute = _matrix()["direct_marketing"] if purpose.direct_marketing else []
    following = [Following(right, None) for right in _matrix()["always"]]
    for right in ("erasure", "portability", "objection", "withdraw-consent"):
        giving = tuple(each for each in bases if right in by_basis[each.code])
        if right in absolute:
            following.append(Following(right, "always" if right == "objection" else None))
        elif giving:
            following.append(Following(right, None if giving == bases else giving))
    return tuple(following)


def open_to(policy: Policy, right: str) -> tuple[Purpose, ...]:
    """The purposes for which people have this right."""
    purposes = policy.purposes.purposes if policy.purposes else ()
    return tuple(each for each in purposes if any(right == found.right for found in rights_of(policy, each)))
