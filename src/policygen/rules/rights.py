"""The rights that the notice has to list."""

from collections.abc import Iterator

from policygen.joins import rights as joined
from policygen.model.policy import Policy
from policygen.model.purposes import Purpose
from policygen.model.rights import Right
from policygen.rule import Case, Found, rule
from policygen.rules import grounds, undeclared

_SOMETIMES = {
    "portability": "the right to take data along",
    "objection": "the right to object",
}
"""Rights that depend on the legal basis, as messages name them.

Erasure depends on it too, and every notice has to name it; of withdrawing consent another rule speaks.
"""


def listed(policy: Policy, wanted: str) -> Right | None:
    rights = policy.rights.rights if policy.rights else ()
    return next((each for each in rights if each.id == wanted), None)


def _unlisted(case: Case, wanted: str, message: str) -> Iterator[Found]:
    if not listed(case.policy, wanted):
        spot = undeclared.spot(case.policy, "rights", "rights")
        yield Found(spot, message, f"Add `- id: {wanted}` to the rights.", wanted)


@rule("GDPR-13-2-b-access")
def access(case: Case) -> Iterator[Found]:
    """Everybody may ask whether you hold data about them, and get a copy. All other rights begin with this one, so each
    notice has to name it.
    """
    yield from _unlisted(case, "access", "The right of access is missing.")


@rule("GDPR-13-2-b-rectification")
def rectification(case: Case) -> Iterator[Found]:
    """Wrong data must be put right, and missing data added, when the person asks. The right holds whatever the legal
    basis is, so each notice has to name it.
    """
    yield from _unlisted(case, "rectification", "The right to rectification is missing.")


@rule("GDPR-13-2-b-erasure")
def erasure(case: Case) -> Iterator[Found]:
    """People can have their data deleted when it is no longer needed, when they withdraw or object, or when it was
    never lawful to use it. There are exceptions, and they do not excuse from naming the right.
    """
    yield from _unlisted(case, "erasure", "The right to erasure is missing.")


@rule("GDPR-13-2-b-restriction")
def restriction(case: Case) -> Iterator[Found]:
    """While it is in dispute whether data is right, or may be used, people can ask that it is stored and nothing else.
    Each notice has to name this right.
    """
    yield from _unlisted(case, "restriction", "The right to restrict the use of data is missing.")


@rule("GDPR-13-2-b-objection")
def objection(case: Case) -> Iterator[Found]:
    """Where you rely on your own interests, recognised ones or a public task, people can object, and to direct
    marketing always. So the notice has to name the right as soon as one purpose gives rise to it.
    """
    for purpose in (*joined.open_to(case.policy, "objection"), *marketing(case.policy))[:1]:
        yield from _unlisted(case, "objection", f"The right to object is missing, and “{purpose.label}” gives it.")


@rule("GDPR-13-2-b-portability")
def portability(case: Case) -> Iterator[Found]:
    """What people gave you by consent or for a contract, and you handle with computers, they can take along in a file
    that programs can read. The notice has to name the right as soon as one purpose gives rise to it.
    """
    for purpose in joined.open_to(case.policy, "portability")[:1]:
        message = f"The right to take data along is missing, and “{purpose.label}” gives it."
        yield from _unlisted(case, "portability", message)


@rule("GDPR-13-2-c-withdraw")
def withdrawal(case: Case) -> Iterator[Found]:
    """Consent can be taken back at any time, and people must know that before they give it. This goes for cookies as
    for everything else.
    """
    if wanting := next(needing_consent(case), None):
        message = f"The right to withdraw consent is missing, and “{wanting}” rests on consent."
        yield from _unlisted(case, "withdraw-consent", message)


def needing_consent(case: Case) -> Iterator[str]:
    """What rests on consent: purposes, then categories of cookies, as readers know them."""
    yield from (ground.purpose.label for ground in grounds.on(case.policy, grounds.CONSENT))
    categories = case.policy.cookies.categories if case.policy.cookies else ()
    yield from (each.label for each in categories if each.consent == "required")


@rule("GDPR-RIGHTS-matrix")
def matrix(case: Case) -> Iterator[Found]:
    """Which rights people have follows from the legal basis. A right that none of the bases gives is an empty promise,
    and often a sign that a basis is wrong or a purpose was forgotten. Nothing is said while a purpose has no basis.
    """
    purposes = grounds.purposes(case.policy)
    if not purposes or not all(joined.rights_of(case.policy, each) for each in purposes):
        return
    for wanted, words in _SOMETIMES.items():
        right = listed(case.policy, wanted)
        if right and not joined.open_to(case.policy, wanted):
            yield Found(
                (right, "id"),
                f"The notice offers {words}, and no purpose rests on a basis that gives it.",
                "Leave the right out, or correct the bases of the purposes.",
            )


def marketing(policy: Policy) -> tuple[Purpose, ...]:
    return tuple(each for each in grounds.purposes(policy) if each.direct_marketing)


RULES = (access, rectification, erasure, restriction, portability, objection, withdrawal, matrix)
