"""What the law of California wants besides, as far as the facts tell: whether data is sold, only the firm knows."""

from collections.abc import Iterator

from policygen.joins.finding import entries
from policygen.joins.retention import rules_of
from policygen.model.data import DataCategory
from policygen.model.retention import AppliesTo
from policygen.rule import Case, Found, rule
from policygen.rules import grounds, stores, undeclared
from policygen.wording import called, day

_RIGHTS = {
    "know": "to know what is collected",
    "delete": "to have data deleted",
    "correct": "to have data corrected",
    "no-retaliation": "not to be treated worse for using one’s rights",
    "authorised-agent": "to let an agent use them",
}
_MONTHS = 12


@rule("CCPA-130-update")
def updated(case: Case) -> Iterator[Found]:
    """Californian law wants the policy looked at and updated at least once in twelve months, and wants it to show the
    date of that.
    """
    edition = case.policy.policy
    known = [each for each in (edition.published, edition.effective, edition.review and edition.review.last) if each]
    past = [each for each in known if each <= case.today]
    if not known:
        yield Found(
            (edition, "version"),
            "The policy shows no date of its last update.",
            "Add `published` and `effective` to policy.yaml.",
            "policy",
        )
    elif past and max(past).replace(day=1) < case.today.replace(year=case.today.year - 1, day=1):
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


@rule("CCPA-100-retention")
def kept(case: Case) -> Iterator[Found]:
    """When data is collected, Californian law wants people told how long each category of it is kept, or how that time
    is determined.
    """
    rules = case.policy.retention.rules if case.policy.retention else ()
    default = any(each.default for each in rules)
    for data in entries(case.policy, "data.categories") if not default else ():
        using = [
            each for each in grounds.purposes(case.policy) if isinstance(data, DataCategory) and data.id in each.data
        ]
        timed = any(data.id in (each.applies_to or AppliesTo()).data for each in rules)
        if not timed and not any(rules_of(case.policy, each) for each in using):
            yield Found(
                (data, "label"),
                f"It is not said how long “{called(data)}” is kept.",
                "Add a retention rule for it, with a `period` or `criteria`.",
            )


@rule("CCPA-135-optout")
def opt_out(case: Case) -> Iterator[Found]:
    """To let another firm build profiles for adverts on one’s own website is “sharing” in California, and mostly
    “selling” too. Whoever does it must offer the link “Do Not Sell or Share My Personal Information”.
    """
    right = next((each for each in entries(case.policy, "rights.rights") if each.id == "opt-out-of-sale"), None)
    if _shared(case) and not getattr(right, "how", None):
        yield Found(
            (right, "id") if right else undeclared.spot(case.policy, "rights", "rights"),
            f"“{_shared(case)[0]}” lets another firm use data for adverts, and no way to opt out of that is given.",
            "Add the right `opt-out-of-sale`, and write in `how` where the link is.",
        )


@rule("CCPA-7025-gpc")
def signal(case: Case) -> Iterator[Found]:
    """A browser can send the signal Global Privacy Control for its user. In California it counts as an opt-out from
    sale and sharing, and the policy must say how it is followed.
    """
    given = case.stored.cookies.consent
    if _shared(case) and not (given and given.gpc):
        yield Found(
            (given, "gpc" if given.gpc is not None else "") if given else undeclared.spot(case.policy, "cookies"),
            "Others get data for adverts, and it is not said that the signal Global Privacy Control is followed.",
            "Follow the signal, and write `gpc: true` under `consent`.",
            "consent",
        )


def _shared(case: Case) -> tuple[str, ...]:
    """The items by which somebody who is no mere service provider gets data for adverts."""
    adverts = (each for each in case.stored.cookies.items if each.purpose_type in {"advertising", "social"})
    parties = ((each.name, stores.third_party(case, each)) for each in adverts)
    return tuple(name for name, party in parties if party and party.role != "processor")


RULES = (updated, rights, kept, opt_out, signal)
"""The date, the rights, the times, adverts, the signal."""
