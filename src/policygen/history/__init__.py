"""The versions side by side: what is sealed, what is being written, and what the calendar says of each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from policygen import changes, policy_json, redline
from policygen.changes import Verdict
from policygen.history import kept, sealing
from policygen.model.policy import Policy
from policygen.outputs import FIRST_CONSENT, Composed
from policygen.outputs.version import Json, Shelf, Version
from policygen.problems import Place, Problem
from policygen.releases import calendar
from policygen.releases.sealed import FOLDER, Sealed
from policygen.rule import Before
from policygen.tree import Tree

_INSIDE = {"policy": ("waivers", "attestations", "review"), "site": ("readability",), "cookies.consent": ("clients",)}
"""What only the firm reads, by the group that it stands in."""


@dataclass(frozen=True, slots=True)
class Past:
    """What has been released, newest last, and the facts of the newest."""

    sealed: tuple[Sealed, ...]
    newest: Policy | None = None

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(each.version for each in self.sealed)


NOTHING = Past(())


@dataclass(frozen=True, slots=True)
class Draft:
    """The version that is being written, and what it changes in the newest release, where there is one."""

    version: Version
    verdict: Verdict | None


def past(sealed: tuple[Sealed, ...]) -> tuple[Past, tuple[Problem, ...]]:
    """What has been released, and why the facts of the newest release cannot be read."""
    try:
        return Past(sealed, kept.policy(sealed[-1]) if sealed else None), ()
    except policy_json.PolicyJsonError as error:
        place = Place(f"{FOLDER}{sealed[-1].version}/{kept.FACTS}")
        mend = "Use the version of policygen that made this release, or a newer one."
        return Past(sealed), (Problem(place, "SEAL-newer", f"The facts of this release cannot be read: {error}", mend),)


def is_draft(policy: Policy, past: Past) -> bool:
    """Whether the content says anything else to people than what was released last."""
    return past.newest is None or _said(policy) != _said(past.newest)


def _said(policy: Policy) -> object:
    """All facts but those that only the firm reads: remarks, and what the check of the content goes by."""
    return _for_people(policy_json.to_plain(policy))


def _for_people(value: object, where: str = "") -> object:
    match value:
        case dict():
            inside = {"note", *_INSIDE.get(where, ())}
            return {
                key: _for_people(each, f"{where}.{key}".lstrip(".")) for key, each in value.items() if key not in inside
            }
        case list():
            return [_for_people(each, f"{where}[]") for each in value]
        case _:
            return value


def _verdict(policy: Policy, manifest: Json, past: Past) -> Verdict | None:
    if past.newest is None:
        return None
    before = changes.Version(past.newest, kept.manifest(past.sealed[-1]))
    return changes.between(before, changes.Version(policy, manifest))


def draft(policy: Policy, composed: Composed, past: Past) -> Draft:
    """The content as a version, as it would be sealed now."""
    found = _verdict(policy, composed.manifest, past)
    agreed = found.consent_version if found else FIRST_CONSENT
    before = kept.articles_of(past.sealed[-1]) if past.sealed else {}
    version = Version(
        edition=policy.policy,
        status="draft",
        language=policy.site.language,
        consent_version=agreed,
        articles=composed.written.articles,
        manifest=_agreed(composed.manifest, found) if found else composed.manifest,
        policy=policy,
        changes=changes.plain(found) if found else None,
        redlines={
            each.page.name: redline.compare(before[each.page.name], each.html)
            for each in composed.written.articles
            if each.page.name in before
        },
    )
    return Draft(version, found)


def _agreed(manifest: Json, verdict: Verdict) -> Json:
    """The manifest with what only the past can tell: how often people had to be asked, and which answers still hold."""
    categories = [{**each, "still_valid": list(verdict.still_valid[each["id"]])} for each in manifest["categories"]]
    return {**manifest, "consent_version": verdict.consent_version, "categories": categories}


def before(draft: Draft | None, past: Past) -> Before | None:
    """What the rules know of the past when they judge a draft; nothing where there is no draft, or no release."""
    if draft is None or draft.verdict is None or past.newest is None:
        return None
    promised = past.newest.policy.notice_period
    return Before(past.numbers, past.sealed[-1].record.effective, promised, draft.verdict)


def release(draft: Draft, past: Past, accepted: str | None) -> Tree:
    """The folder of a new release; its dates have been checked to be there."""
    return sealing.release(draft.version, past.sealed[-1] if past.sealed else None, accepted)


def shelf(past: Past, written: Version | None, today: date, *, draft_first: bool = False) -> Shelf:
    """All versions on a day; `written` is the draft, where there is one, and stands at the root if it comes first."""
    versions = tuple(_versions(past, today))
    if written and (draft_first or not versions):
        return Shelf(written, versions)
    current = next((each for each in versions if each.status == "in-force"), versions[0])
    policy = kept.policy(past.sealed[versions.index(current)])
    known = replace(current, policy=policy, edition=policy.policy)
    return Shelf(known, tuple(known if each is current else each for each in versions), written)


def _versions(past: Past, today: date) -> Iterator[Version]:
    for each in past.sealed:
        yield kept.version(each, calendar.status(each, past.sealed, today))
