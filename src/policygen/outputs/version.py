"""One version as the site shows it: its words as they are sealed or will be, and where it stands in the calendar."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from policygen.model.edition import Edition
from policygen.model.policy import Policy
from policygen.outputs.articles import Article

Json = dict[str, Any]
Status = Literal["in-force", "upcoming", "superseded", "draft"]

DRAFT = "draft/"
"""Where the version that is being written stands, once another one has been released."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version, sealed or being written.

    Attributes:
        edition: its number, its dates, and what its author says of the change.
        manifest: plain data as it is sealed, without `status`.
        policy: all its facts; None where only its words are shown, since old versions are never drawn again.
        changes: what it changes, in the shape of changes.json; None for the first version.
        redlines: by the name of the page, each against the version before.
        seal: the digest of its release.yaml; None while it is being written.
        accepted: why it was released although the check found errors.

    """

    edition: Edition
    status: Status
    language: str
    consent_version: int
    articles: tuple[Article, ...]
    manifest: Json
    policy: Policy | None = None
    changes: Json | None = None
    redlines: Mapping[str, str] = field(default_factory=dict)
    seal: str | None = None
    accepted: str | None = None

    @property
    def number(self) -> str:
        return self.edition.version or ""

    def article(self, name: str) -> Article | None:
        return next((each for each in self.articles if each.page.name == name), None)


@dataclass(frozen=True, slots=True)
class Shelf:
    """All versions: the one that the site shows at its root, those that are sealed, oldest first, and the draft.

    Attributes:
        current: in force; before anything is in force, the first that will be; before any release, the draft; and in a
            preview always the draft, where there is one.
        draft: what is being written, where it stands beside what the root shows.

    """

    current: Version
    sealed: tuple[Version, ...] = ()
    draft: Version | None = None

    @property
    def in_force(self) -> Version:
        """The version that counts, or the one that will be the first to do so."""
        return next((each for each in self.sealed if each.status == "in-force"), (*self.sealed, self.current)[0])

    @property
    def upcoming(self) -> tuple[Version, ...]:
        return tuple(each for each in self.sealed if each.status == "upcoming" and each is not self.current)

    def folder(self, version: Version, page: str) -> str:
        """Where a page of a version stands in the site, for as long as it stands there."""
        if version.status != "draft":
            return f"{page}/{version.number}/"
        return f"{DRAFT}{page}/" if self.draft else f"{page}/"
