"""A sealed release: its record, its files, and the digest by which the next release names it."""

import hashlib
from dataclasses import dataclass

from policygen.model.release import Release
from policygen.tree import Tree

FOLDER = "releases/"
RECORD = "release.yaml"
BROKEN = "SEAL-broken"
SEAL = "seal: "
"""The last line of a record: the digest of all that stands above it, for the release that no other one names yet."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A release as it was sealed; `digest` is that of its release.yaml, which the next release names."""

    record: Release
    digest: str
    files: Tree

    @property
    def version(self) -> str:
        return self.record.version


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
