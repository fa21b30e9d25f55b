"""Which legal bases the purposes rest on."""

from collections.abc import Iterator
from typing import NamedTuple

from policygen.joins.finding import find
from policygen.model.legal_bases import LegalBasis
from policygen.model.policy import Policy
from policygen.model.purposes import Purpose, PurposeBasis

CONSENT, CONTRACT, OBLIGATION = "gdpr:6-1-a", "gdpr:6-1-b", "gdpr:6-1-c"
TASK = "gdpr:6-1-e"
RECOGNISED, LEGITIMATE = "uk:6-1-ea", "gdpr:6-1-f"
OFFENCES = "gdpr:10"


class Ground(NamedTuple):
    """A basis as a purpose states it, and the record of that basis."""

    purpose: Purpose
    stated: PurposeBasis
    basis: LegalBasis

    @property
    def condition(self) -> bool:
        """Whether it is no basis of Article 6 but a condition of Article 9."""
        return is_condition(self.basis)


def is_basis(basis: LegalBasis) -> bool:
    """Whether Article 6(1) lists it."""
    return basis.code.partition(":")[2].startswith("6-1-")


def is_condition(basis: LegalBasis) -> bool:
    """Whether Article 9(2) lists it."""
    return basis.code.startswith("gdpr:9-2-")


def purposes(policy: Policy) -> tuple[Purpose, ...]:
    return policy.purposes.purposes if policy.purposes else ()


def bases(policy: Policy) -> tuple[LegalBasis, ...]:
    return policy.legal_bases.bases if policy.legal_bases else ()


def record(policy: Policy, wanted: str) -> LegalBasis:
    found = find(policy, "legal_bases.bases", wanted)
    assert isinstance(found, LegalBasis), "the loader has seen to it"
    return found


def of(policy: Policy, purpose: Purpose) -> tuple[Ground, ...]:
    """What the purpose states as its bases, right or wrong."""
    return tuple(Ground(purpose, stated, record(policy, stated.basis)) for stated in purpose.bases)


def on(policy: Policy, *codes: str) -> Iterator[Ground]:
    """Every use of a basis with one of these codes."""
    for purpose in purposes(policy):
        yield from (each for each in of(policy, purpose) if each.basis.code in codes)


def further(policy: Policy, purpose: Purpose) -> tuple[LegalBasis, ...]:
    """The further conditions that a purpose names beside its bases."""
    return tuple(record(policy, each.article_9) for each in purpose.bases if each.article_9)
