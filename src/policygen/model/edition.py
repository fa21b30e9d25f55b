"""policy.yaml: the version being written, its dates, and what people have vouched for."""

from typing import Literal

from policygen.model.record import Record
from policygen.model.words import Date, Duration, Listed, Text, Version


class Announcement(Record):
    """How people were told of the change."""

    method: Text
    """The way, such as an e-mail to every customer or a banner."""
    on: Date | None = None
    """The day."""


class Change(Record):
    """What this version changes."""

    kind: Literal["material", "minor", "editorial"]
    """How grave the change is, as its author sees it."""
    summary: Text | None = None
    """What changed, in a sentence that readers understand."""
    notice: Announcement | None = None
    """How people were told."""


class Review(Record):
    """When the policy is looked at again."""

    last: Date
    """The day of the last review."""
    every: Duration
    """How often it is reviewed."""


class Waiver(Record):
    """A rule that is knowingly not followed at one place."""

    rule: Text
    """The code of the rule."""
    target: Text | None = None
    """The record it is waived for: its id."""
    reason: Text
    """Why."""
    by: Text
    """Who decided it."""
    expires: Date
    """The day on which it must be decided anew."""


class Attestation(Record):
    """What a person vouches for, where no program can know."""

    rule: Text
    """The code of the rule."""
    target: Text | None = None
    """The record it speaks of: its id."""
    statement: Text
    """What is vouched for."""
    by: Text
    """Who vouches for it."""
    role: Text | None = None
    """That person's office."""
    on: Date
    """The day."""
    expires: Date | None = None
    """The day on which it must be said anew."""


class Edition(Record):
    """The whole of policy.yaml."""

    version: Version | None = None
    """The number of the version being written, such as 2.0.0."""
    published: Date | None = None
    """The day on which it is made public."""
    effective: Date | None = None
    """The day from which it is in force."""
    change: Change | None = None
    """What this version changes."""
    notice_period: Duration | None = None
    """How long a material change is announced before it is in force."""
    review: Review | None = None
    """When the policy is looked at again."""
    waivers: Listed[Waiver] = ()
    """Rules that are knowingly not followed."""
    attestations: Listed[Attestation] = ()
    """What people vouch for."""
