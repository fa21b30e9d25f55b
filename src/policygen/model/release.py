"""releases/VERSION/release.yaml: what was sealed, when it is in force, and the digests that prove it."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from policygen.model.edition import Change
from policygen.model.record import Record
from policygen.model.words import Date, Listed, Text, Version, Whole, fault

_DIGITS = frozenset("0123456789abcdef")
_SHA256 = 64


def _digest(value: object) -> str:
    if not isinstance(value, str) or len(value) != _SHA256 or not set(value) <= _DIGITS:
        raise fault(f"`{value}` is not a SHA-256 digest.", "Restore the file from the history of the project.")
    return value


Digest = Annotated[str, BeforeValidator(_digest)]


class File(Record):
    """A file of the release."""

    path: Text
    """Its path inside the folder of the release."""
    sha256: Digest
    """Its digest."""


class Release(Record):
    """The whole of release.yaml."""

    version: Version
    """The version."""
    language: Text
    """The language of its pages."""
    published: Date
    """The day on which it was made public."""
    effective: Date
    """The day from which it is in force."""
    change: Change | None = None
    """What it changed, as its author said."""
    consent_version: Annotated[Whole, Field(ge=1)]
    """The consent version that front ends compare."""
    tool: Text
    """The version of policygen that sealed it."""
    accepted: Text | None = None
    """Why it was sealed although the check found errors."""
    previous: Digest | None = None
    """The digest of the release.yaml before this one; the first release has none."""
    files: Listed[File]
    """Every file of the release but this one."""
    seal: Digest
    """The digest of all that stands above it in this file."""
