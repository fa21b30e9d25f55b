"""What the law of California wants besides, as far as the facts tell."""

from collections.abc import Iterator

from policygen.joins.finding import entries
from policygen.joins.retention import rules_of
from policygen.model.data import DataCategory
from policygen.model.purposes import Purpose
from policygen.model.record import Identified
from policygen.model.retention import AppliesTo
from policygen.model.rights import Right
from policygen.model.third_parties import ThirdParty
from policygen.rule import Case, Found, rule
from policygen.rules import grounds, reach, stores, undeclared
from policygen.wording import day

_SAID = {"sold": "sold", "shared": "passed on for adverts on other sites"}
_RIGHTS = {
    "know": "to know what is collected",
    "delete": "to have data deleted",
    "correct": "to have data corrected",
    "no-retaliation": "not to be treated worse for using one’s rights",
    "authorised-agent": "to let an agent use them",
}
_MONTHS, _YEAR = 12, 366
_BEYOND = frozenset({"marketing", "advertising", "personalisation", "analytics", "research", "social"})
"""Purposes for which nobody expects sensitive data to be used: none of those that 11 CCR 7027(m) lists."""


@rule("CCPA-7011-categories")
def categories(case: Case) -> Iterator[Found]:
    """The policy must list what is collected by the categories that Civil Code 1798.140(v)(1) gives, and tell for each
    the kinds of sources, so that people can compare firms with each other.
    """
    for data in _held(case):
        missing = [key for key in ("california", "source") if not getattr(data, key)]
        if missing:
            words = {"california": "under which category of the law it falls", "source": "where it comes from"}
            yield Found(
                (data, "label"),
                f"Of “{data.label}” it is not said {' and '.join(words[key] for key in missing)}.",
                f"Add {' and '.join(f'`{key}`' for key in missing)}.",
            )


@rule("CCPA-7011-disclosed")
def disclosed(case: Case) -> Iterator[Found]:
    """Of each category the policy must say whether it was sold, shared for adverts or otherwise disclosed in the last
    twelve months, and to which kinds of recipient; from 2026 also to those that merely work for the firm.
    """
    for data in _held(case):
        unsaid = [key for key in ("sold", "shared") if getattr(data, key) is None]
        if unsaid:
            yield Found(
                (data, "label"),
                f"It is not said whether “{data.label}” is {' or '.join(_SAID[key] for key in unsaid)}.",
                f"Write {' and '.join(f'`{key}: false`' for key in unsaid)}, or `true` where it is so.",
            )
        using = [each for each in grounds.purposes(case.policy) if data.id in each.data]
        if silent := [each for each in using if each.recipients == ()]:
            yield Found(
                (data, "label"),
                f"“{data.label}” is used for “{silent[0].label}”, and it is not said to whom it is disclosed for that.",
                "Give the `recipients` of the purpose, or write `recipients: none`.",
            )
        elif (data.sold or data.shared) and not any(_others(case, each) for each in using):
            yield Found(
                (data, "sold" if data.sold else "shared"),
                f"“{data.label}” is {_SAID['sold' if data.sold else 'shared']}, and it is not said to whom.",
                "Add whoever gets it to the `recipients` of the purpose, with its `role`.",
            )


def _others(case: Case, purpose: Purpose) -> tuple[ThirdParty, ...]:
    """Those who receive the data for it and do not merely work for the firm."""
    parties = entries(case.policy, "third_parties.third_parties")
    received = (each for each in parties if purpose.recipients != "none" and each.id in purpose.recipients)
    return tuple(each for each in received if isinstance(each, ThirdParty) and each.role != "processor")


def _held(case: Case) -> tuple[DataCategory, ...]:
    return tuple(each for each in entries(case.policy, "data.categories") if isinstance(each, DataCategory))


@rule("CCPA-130-update")
def updated(case: Case) -> Iterator[Found]:
    """Californian law wants the policy looked at and updated at least once in twelve months, and wants it to show the
    date of that.
    """
    edition = case.policy.policy
    known = [each for each in (edition.published, edition.effective) if each]
    past = [each for each in known if each <= case.today]
    if not known:
        yield Found(
            (edition, "version"),
            "The policy shows no date of its last update.",
            "Add `published` and `effective` to policy.yaml.",
            "policy",
        )
    elif past and (case.today - max(past)).days > _YEAR:
        yield Found(
            (edition, "version"),
            f"The policy was last updated on {day(max(past))}, more than {_MONTHS} months ago.",
            "Look through it, and publish a new version with today’s facts.",
            "policy",
        )


@rule("CCPA-130-rights")
def rights(case: Case) -> Iterator[Found]:
    """The policy must describe each right that Californian law gives: to know, delete and correct, not to be treated
    worse for it, and to send an agent.
    """
    listed = {each.id for each in entries(case.policy, "rights.rights")}
    for right, words in _RIGHTS.items():
        if right not in listed:
            yield Found(
                undeclared.spot(case.policy, "rights", "rights"),
                f"The Californian right {words} is not described.",
                f"Add a right with `id: {right}`.",
            )
    told = any(isinstance(each, Right) and each.how for each in entries(case.policy, "rights.rights"))
    if listed and not told and not any(reach.works(each.contact) for each in case.policy.site.controllers):
        yield Found(
            undeclared.spot(case.policy, "rights", "rights"),
            "The policy names rights, and no way to make a request.",
            "Write `how` with each right, or give the controller a `contact`.",
        )


@rule("CCPA-100-retention")
def kept(case: Case) -> Iterator[Found]:
    """When data is collected, Californian law wants people told how long each category of it is kept, or how that time
    is determined.
    """
    rules = case.policy.retention.rules if case.policy.retention else ()
    default = any(each.default for each in rules)
    for data in _held(case) if not default else ():
        using = [each for each in grounds.purposes(case.policy) if data.id in each.data]
        timed = any(data.id in (each.applies_to or AppliesTo()).data for each in rules)
        if not timed and not any(rules_of(case.policy, each) for each in using):
            yield Found(
                (data, "label"),
                f"It is not said how long “{data.label}” is kept.",
                "Add a retention rule for it, with a `period` or `criteria`.",
            )


@rule("CCPA-135-optout")
def opt_out(case: Case) -> Iterator[Found]:
    """To let another firm build profiles for adverts on one’s own website is “sharing” in California, and mostly
    “selling” too. Whoever does it must offer the link “Do Not Sell or Share My Personal Information”.
    """
    right = _right(case, "opt-out-of-sale")
    if (given := _given_away(case)) and not getattr(right, "how", None):
        yield Found(
            (right, "id") if right else undeclared.spot(case.policy, "rights", "rights"),
            f"{given[0]}, and no way to opt out of that is given.",
            "Add the right `opt-out-of-sale`, and write in `how` where the link is.",
        )


@rule("CCPA-7025-gpc")
def signal(case: Case) -> Iterator[Found]:
    """A browser can send the signal Global Privacy Control for its user. In California it counts as an opt-out from
    sale and sharing, and the policy must say how it is followed.
    """
    choosing, given = case.stored.cookies.consent, _given_away(case)
    if given and not (choosing and choosing.gpc):
        key = "gpc" if choosing and choosing.gpc is not None else ""
        yield Found(
            (choosing, key) if choosing else undeclared.spot(case.policy, "cookies"),
            f"{given[0]}, and it is not said that the signal Global Privacy Control is followed.",
            "Follow the signal, and write `gpc: true` under `consent`.",
            "consent",
        )


@rule("CCPA-120-minors")
def minors(case: Case) -> Iterator[Found]:
    """Data of people under 16 may be sold or shared only if they, or below 13 their parents, have agreed before. So a
    policy that tells of selling or sharing has to say whether the firm knows that such data is among it.
    """
    audience, given = case.policy.site.audience, _given_away(case)
    if given and (audience is None or audience.sold_under_16 is None):
        yield Found(
            (audience, "") if audience else (case.policy.site, "controllers"),
            f"{given[0]}, and it is not said whether that is knowingly done with data of people under 16.",
            "Add `sold_under_16` under `audience` in site.yaml: `true` or `false`.",
            "audience",
        )


@rule("CCPA-121-limit")
def limit(case: Case) -> Iterator[Found]:
    """People in California can limit the use of sensitive data, such as about health, faith or where they are, to what
    they expect of a firm. Whoever uses it for more must offer “Limit the Use of My Sensitive Personal Information”.
    """
    right = _right(case, "limit-sensitive-data")
    uses = tuple(_unexpected(case))
    if uses and not getattr(right, "how", None):
        yield Found(
            (right, "id") if right else undeclared.spot(case.policy, "rights", "rights"),
            f"{uses[0]}, and no way to limit the use of sensitive data is given.",
            "Add the right `limit-sensitive-data`, and write in `how` where the link is.",
        )


def _unexpected(case: Case) -> Iterator[str]:
    """Each use of sensitive data beyond what people expect, as the beginning of a sentence."""
    for data in (each for each in _held(case) if each.special or "sensitive" in each.california):
        yield from (f"“{data.label}” is sensitive and {_SAID[key]}" for key in _SAID if getattr(data, key))
        for purpose in grounds.purposes(case.policy):
            if data.id in purpose.data and purpose.type in _BEYOND:
                yield f"“{data.label}” is sensitive and used for “{purpose.label}”"


def _right(case: Case, wanted: str) -> Identified | None:
    return next((each for each in entries(case.policy, "rights.rights") if each.id == wanted), None)


def _given_away(case: Case) -> tuple[str, ...]:
    """What is sold, or gives somebody who is no mere service provider data for adverts, as beginnings of a sentence."""
    declared = tuple(f"“{each.label}” is {_SAID[key]}" for each in _held(case) for key in _SAID if getattr(each, key))
    adverts = (each for each in case.stored.cookies.items if each.purpose_type in {"advertising", "social"})
    parties = ((each.name, stores.third_party(case, each)) for each in adverts)
    seen = (
        f"“{name}” lets another firm use data for adverts"
        for name, party in parties
        if party and party.role != "processor"
    )
    return (*declared, *seen)


RULES = (categories, disclosed, updated, rights, kept, opt_out, signal, minors, limit)
"""What is held, who gets it, the date, the rights, the times, adverts, the signal, children, sensitive data."""
