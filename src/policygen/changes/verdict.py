"""Two versions side by side: what changed, how grave, the least number, and who must be asked again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from policygen.changes import renaming
from policygen.changes.asking import Asked, ask_again, consent_version, still_valid
from policygen.changes.change import Change, Gravity, gravity
from policygen.changes.comparison import compare
from policygen.changes.numbers import least_version
from policygen.model.policy import Policy

UNNUMBERED = "unnumbered"
"""The number of a version that has none."""


class Version(NamedTuple):
    """A version: its facts, and its manifest as plain data."""

    policy: Policy
    manifest: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a version changes.

    Attributes:
        gravity: of all changes together; None when there is none.
        least: the least number that the new version may have; None when the old one is no number.
        asked: the categories about which people must be asked again.
        consent_version: what the new manifest has to say.
        still_valid: what each of its categories has to say, by their ids.

    """

    old: str
    new: str
    changes: tuple[Change, ...]
    gravity: Gravity | None
    least: str | None
    asked: tuple[Asked, ...]
    consent_version: int
    still_valid: Mapping[str, Sequence[str]]


def between(old: Version, new: Version) -> Verdict:
    """What the new version changes in the old one."""
    changes = compare(old.policy, new.policy)
    renames = renaming.between(old.policy, new.policy)
    former = {
        before: now
        for where in ("purposes.purposes", "third_parties.third_parties", "site.controllers")
        for before, now in renames.get(where, {}).items()
    }
    asked = ask_again(old.manifest, new.manifest, former=former)
    number = old.policy.policy.version or UNNUMBERED
    return Verdict(
        old=number,
        new=new.policy.policy.version or UNNUMBERED,
        changes=changes,
        gravity=gravity(changes),
        least=least_version(number, gravity(changes)),
        asked=asked,
        consent_version=consent_version(old.manifest["consent_version"], asked),
        still_valid=still_valid(old.manifest, new.manifest, asked),
    )
