"""How people use their rights: by which way, how soon, and at what price."""

from collections.abc import Iterator

from policygen import durations
from policygen.joins import rights as joined
from policygen.model.purposes import Purpose
from policygen.problems import Place, shown
from policygen.prose import Prose
from policygen.rule import Case, Found, Spot, rule
from policygen.rules import grounds, limits, undeclared, vocabulary
from policygen.rules.rights import listed, marketing, needing_consent

_MONTH = durations.Span(months=1)


@rule("GDPR-21-2-marketing")
def stop_marketing(case: Case) -> Iterator[Found]:
    """Whoever objects to direct marketing must be left alone: no reason is needed, nothing is weighed, and profiling
    for it stops too. The notice has to say so, and say how it is done.
    """
    messages, rights = marketing(case.policy), case.policy.rights
    said = rights.objection.marketing if rights and rights.objection else None
    closed = next((each for each in messages if not _can_be_stopped(case, each)), None)
    if messages and (said != "absolute" or closed):
        unsaid = "that" if said != "absolute" else "how"
        yield Found(
            (rights.objection, "marketing") if said == "conditional" and rights and rights.objection else _right(case),
            f"The notice does not say {unsaid} people can always stop direct marketing, such as "
            f"“{(closed or messages[0]).label}”.",
            "Write `objection: {marketing: absolute}` in rights.yaml, and say how: in `how` of the right, or in "
            "`opt_out` of each such purpose.",
            "objection",
        )


def _can_be_stopped(case: Case, purpose: Purpose) -> bool:
    right = listed(case.policy, "objection")
    marketed = purpose.direct_marketing
    return bool((right and right.how) or (marketed and marketed.opt_out))


def _right(case: Case) -> Spot:
    """The right to object in rights.yaml, or the place where it should stand."""
    right = listed(case.policy, "objection")
    return (right, "id") if right else undeclared.spot(case.policy, "rights", "rights")


@rule("GDPR-21-4-separate")
def separate(case: Case) -> Iterator[Found]:
    """The right to object is the one that people must be told of clearly and apart from everything else. One line in a
    list of rights does not do it; a section of its own does, or the block `{{ objection }}`.
    """
    open_to = joined.open_to(case.policy, "objection") or marketing(case.policy)
    if open_to and case.proses and not any(map(_sets_apart, case.proses)):
        yield Found(
            next(_rights_block(case), _right(case)),
            f"The right to object, which “{open_to[0].label}” gives, is not set apart from the other rights.",
            "Write `{{ objection }}` on a line of its own, best under a heading of its own.",
            "objection",
        )


def _sets_apart(prose: Prose) -> bool:
    """Whether the page has the block, or a heading about objecting."""
    headings = (text for mark, text in zip(prose.tokens, prose.tokens[1:], strict=False) if mark.type == "heading_open")
    return any(each.name == "objection" for each in prose.alone) or any(
        True for text in headings for _ in vocabulary.found(text.content, "to-object")
    )


def _rights_block(case: Case) -> Iterator[Place]:
    return (each.place for prose in case.proses for each in prose.alone if each.name == "rights")


@rule("GDPR-7-3-route")
def route(case: Case) -> Iterator[Found]:
    """Taking consent back must be as easy as giving it. So the notice has to name the way: a switch, a link, an
    address. A way that stands with each purpose and with the cookies counts as well.
    """
    right = listed(case.policy, "withdraw-consent")
    without = list(_without_route(case))
    if right and not right.how and without:
        yield Found(
            (right, "id"),
            f"The notice does not say how people take back their consent to “{without[0]}”.",
            "Add `how`: the link or switch, which must be as easy as giving consent was.",
        )


def _without_route(case: Case) -> Iterator[str]:
    routed = {each.label for each in marketing(case.policy) if each.direct_marketing and each.direct_marketing.opt_out}
    agreed = {ground.purpose.label for ground in grounds.on(case.policy, grounds.CONSENT)}
    consent = case.policy.cookies.consent if case.policy.cookies else None
    for each in needing_consent(case):
        if each not in routed and (each in agreed or not (consent and consent.change_url)):
            yield each


@rule("GDPR-12-3-time")
def response_time(case: Case) -> Iterator[Found]:
    """Whoever asks must have an answer within one month. You may take two more for hard cases, but must say so within
    the first. A notice that leaves this open, or takes more, makes people give up.
    """
    rights = case.policy.rights
    if rights and rights.rights and not limits.kept(rights.response_time, _MONTH):
        said = f"says {durations.words(rights.response_time)}" if rights.response_time else "does not say"
        yield Found(
            (rights, "response_time"),
            f"Requests must be answered within one month, and the notice {said}.",
            "Write `response_time: 1 month`.",
        )


@rule("GDPR-12-5-fee")
def fee(case: Case) -> Iterator[Found]:
    """Using one’s rights costs nothing. A reasonable fee is allowed only where requests are manifestly unfounded or
    excessive, so a notice that asks for one otherwise breaks the law.
    """
    rights = case.policy.rights
    said = rights.fee if rights else None
    if rights and said and not costs_nothing(said) and not any(vocabulary.found(said, "fee-exception")):
        yield Found(
            (rights, "fee"),
            f"The notice asks for a fee, “{shown(said)}”, where the law wants requests to be free.",
            "Write `fee: none`, or say that it is only for manifestly unfounded or excessive requests.",
        )


def costs_nothing(fee: str) -> bool:
    return fee.casefold().rstrip(".") in vocabulary.listed("costs-nothing")


@rule("GDPR-12-6-id")
def identity(case: Case) -> Iterator[Found]:
    """You may ask for proof of identity where you have reasonable doubts, and not as a matter of course: a check before
    each request keeps people from asking and makes you collect still more data.
    """
    rights = case.policy.rights
    if rights and rights.identity_check == "always":
        yield Found(
            (rights, "identity_check"),
            "People must show who they are before every request, which goes too far.",
            "Check only where there is a doubt, and write `identity_check: reasonable-doubt`.",
        )


RULES = (stop_marketing, separate, route, response_time, fee, identity)
