"""Whether all parts of the notice meet: nothing declared and never used, nothing used and never declared."""

from collections.abc import Iterator

from policygen.joins.finding import entries
from policygen.model.cookies import Item
from policygen.model.data import DataCategory
from policygen.model.purposes import Purpose
from policygen.model.rights import Right
from policygen.model.third_parties import ThirdParty
from policygen.rule import Case, Found, rule
from policygen.rules import grounds, stores
from policygen.wording import called

_AGREED = {grounds.CONSENT, "gdpr:9-2-a"}


@rule("COV-data-unused")
def data(case: Case) -> Iterator[Found]:
    """Data may be held only for a purpose. A kind of data that no purpose uses is either used for something that people
    were not told, or should not be held.
    """
    used = {each for purpose in grounds.purposes(case.policy) for each in purpose.data}
    for category in entries(case.policy, "data.categories") if grounds.purposes(case.policy) else ():
        if category.id not in used:
            yield Found(
                (category, "label" if isinstance(category, DataCategory) else ""),
                f"“{called(category)}” is held, and no purpose uses it.",
                f"Add `{category.id}` to the `data` of the purpose that uses it, or stop holding it.",
            )


@rule("COV-purpose-nodata")
def empty_purpose(case: Case) -> Iterator[Found]:
    """A purpose tells why data is used. Where it uses none, people cannot know what of theirs is concerned, and neither
    recipients nor times of keeping follow.
    """
    for purpose in grounds.purposes(case.policy):
        if not purpose.data:
            yield Found(
                (purpose, "label"),
                f"“{purpose.label}” is a purpose that uses no data.",
                "Add `data` with the ids of the kinds of data it uses.",
            )


@rule("COV-recipient-unused")
def recipient(case: Case) -> Iterator[Found]:
    """Data may be given to somebody only for a purpose, or when the law demands it, which is a purpose too. A recipient
    without one leaves people to guess why it has their data.
    """
    receiving = {each for purpose in grounds.purposes(case.policy) for each in _recipients(purpose)}
    receiving |= {provider.id for provider in case.stored.providers()}
    for party in entries(case.policy, "third_parties.third_parties") if grounds.purposes(case.policy) else ():
        if party.id not in receiving and isinstance(party, ThirdParty):
            yield Found(
                (party, "name" if party.name else "kind"),
                f"“{called(party)}” receives data for no purpose that the notice states.",
                f"Add `{party.id}` to the `recipients` of the purpose that it serves.",
            )


@rule("COV-basis-unused")
def basis(case: Case) -> Iterator[Found]:
    """The notice explains a legal basis so that people understand on what a use of their data rests. One that nothing
    rests on misleads, and mostly shows that a purpose or its basis is missing.
    """
    used = {
        each for purpose in grounds.purposes(case.policy) for stated in purpose.bases
        for each in (stated.basis, stated.article_9)
    }  # fmt: skip
    for each in grounds.bases(case.policy) if grounds.purposes(case.policy) else ():
        if each.id not in used:
            yield Found(
                (each, "label"),
                f"“{each.label}” is explained as a legal basis, and no purpose rests on it.",
                "Name it under the `bases` of the purpose that rests on it, or leave it out.",
            )


@rule("COV-right-idle")
def idle_right(case: Case) -> Iterator[Found]:
    """To withdraw consent, people must have given one. If nothing in the notice rests on consent, the right leads
    nowhere, or something that does rest on it was forgotten.
    """
    agreed = any(True for _ in grounds.on(case.policy, *_AGREED)) or bool(stores.asked(case))
    agreed = agreed or any(
        each.code in _AGREED
        for purpose in grounds.purposes(case.policy)
        for each in grounds.further(case.policy, purpose)
    )
    for right in entries(case.policy, "rights.rights"):
        if isinstance(right, Right) and right.id == "withdraw-consent" and not agreed:
            yield Found(
                (right, "id"),
                "The right to withdraw consent is described, and nothing rests on consent.",
                "Leave the right out, or name consent as the basis of what rests on it.",
            )


@rule("COV-activity-nopurpose")
def activity(case: Case) -> Iterator[Found]:
    """People learn what their data is used for from the list of purposes. Something that is done with it and stands
    there under none of them is a use without a purpose, a basis and a time, or a purpose that was forgotten.
    """
    for record in _noting(case) if grounds.purposes(case.policy) else ():
        for each in record.activities:
            if not each.purposes:
                yield Found(
                    (each, "what"),
                    f"“{each.what}” is known to be done with “{called(record)}”, and belongs to no stated purpose.",
                    "Name under its `purposes` the one that it belongs to, state a new purpose, or stop doing it.",
                    record.id,
                )


def _noting(case: Case) -> Iterator[DataCategory | ThirdParty | Item]:
    for where in ("data.categories", "third_parties.third_parties", "cookies.items"):
        for each in entries(case.policy, where):
            if isinstance(each, DataCategory | ThirdParty | Item):
                yield each


def _recipients(purpose: Purpose) -> tuple[str, ...]:
    return () if purpose.recipients == "none" else purpose.recipients


RULES = (data, empty_purpose, recipient, basis, idle_right, activity)
"""Data, purposes, recipients, bases, rights, and what is done."""
