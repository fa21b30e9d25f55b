"""Whether the notice covers what its introduction says it covers."""

from collections.abc import Iterator

from policygen.joins.finding import entries
from policygen.model.data import DataCategory
from policygen.model.purposes import MarketingChannel
from policygen.model.site import Channel, Contact, Scope, Topic
from policygen.rule import Case, Found, Spot, rule
from policygen.rules import channels, grounds, vocabulary

_CONTACTS: dict[Channel, str] = {"phone": "phone", "post": "post", "email": "email"}


@rule("COV-promise")
def promise(case: Case) -> Iterator[Found]:
    """A notice that says at its beginning what it will explain is held to that. People who look for the topic in vain
    were misled, if only by a sentence left over from another text.
    """
    scope = case.policy.site.scope
    headings = [each.words for each in case.pages if each.role == "heading"]
    for topic in scope.promises if scope else ():
        in_headings = any(True for words in headings for _ in vocabulary.found(words, f"topic-{topic}"))
        if not in_headings and not _declared(case, topic):
            yield Found(
                (scope or case.policy.site, "promises"),
                f"The introduction promises to explain `{topic}`, and no part of the notice does.",
                "Write a section about it, or declare the facts, or take the topic out of `promises`.",
                topic,
            )


def _declared(case: Case, topic: Topic) -> bool:
    """Whether the records of the topic are there, and whole."""
    policy = case.policy
    held = [each for each in entries(policy, "data.categories") if isinstance(each, DataCategory)]
    return {
        "use": bool(grounds.purposes(policy)),
        "sources": bool(held) and all(each.source for each in held),
        "recipients": policy.third_parties is not None,
        "cookies": policy.cookies is not None,
        "retention": policy.retention is not None,
        "rights": bool(entries(policy, "rights.rights")),
        "transfers": bool(policy.third_parties and policy.third_parties.transfers)
        or any(getattr(each, "transfers", ()) for each in entries(policy, "third_parties.third_parties")),
        "security": False,
    }[topic]


@rule("COV-channel")
def channel(case: Case) -> Iterator[Found]:
    """A notice that says it holds for some ways of dealing with people leaves all others without one. What the rest of
    the notice tells of must lie within that scope, and what lies within it must be reachable.
    """
    scope = case.policy.site.scope
    if scope is None or not scope.channels:
        return
    seen = set[Channel](scope.channels)
    for where, used in _used(case):
        if used not in seen:
            seen.add(used)
            yield Found(
                where,
                f"By its own words the notice does not hold for {channels.called(used)}, and here it speaks of that.",
                f"Add `{used}` to `channels` under `scope` in site.yaml.",
                used,
            )
    yield from _unreachable(case, scope)


def _unreachable(case: Case, scope: Scope) -> Iterator[Found]:
    contacts = [each.contact or Contact() for each in case.policy.site.controllers]
    for each in scope.channels:
        if each in _CONTACTS and not any(getattr(contact, _CONTACTS[each]) for contact in contacts):
            yield Found(
                (scope, "channels"),
                f"The notice holds for {channels.called(each)}, and gives no way to reach the controller by it.",
                f"Add `{_CONTACTS[each]}` to the `contact` of a controller, or take `{each}` out.",
                each,
            )


def _used(case: Case) -> Iterator[tuple[Spot, Channel]]:
    for category in entries(case.policy, "data.categories"):
        if isinstance(category, DataCategory):
            for source in category.source:
                yield from (((source, "names"), each) for each in channels.in_texts(source.names))
            # The other words also stand for data: a telephone number, an e-mail address.
            about = channels.in_texts((category.label, *category.items))
            yield from (((category, "items"), each) for each in about if each == "app")
    for purpose in grounds.purposes(case.policy):
        marketing = purpose.direct_marketing
        told: tuple[MarketingChannel, ...] = marketing.channels if marketing else ()
        for each in told:
            if marketing and (used := channels.of_marketing(each)):
                yield (marketing, "channels"), used


RULES = (promise, channel)
"""Topics, then ways of dealing with people."""
