"""Legitimate interests: which they are, and whether somebody has weighed them."""

from collections.abc import Iterator

from policygen.problems import shown
from policygen.rule import Case, Found, rule
from policygen.rules import grounds, vocabulary


@rule("GDPR-13-1-d-interest")
def interest(case: Case) -> Iterator[Found]:
    """Who relies on a legitimate interest must say what it is, so that people can judge whether to object. To conduct
    one's business is the interest of everybody; to stop stolen cards, or to sell more of the same, is one.
    """
    for ground in grounds.on(case.policy, grounds.LEGITIMATE):
        said = ground.stated.legitimate_interest
        if said is None or vocabulary.says_nothing(said, "says-no-interest"):
            how = "does not say what the interest is" if said is None else f"says of it only “{shown(said)}”"
            yield Found(
                (ground.stated, "legitimate_interest"),
                f"“{ground.purpose.label}” rests on legitimate interests, and the notice {how}.",
                "Write in `legitimate_interest` what is gained, such as “to keep thieves out of our shop”.",
                ground.purpose.id,
            )


@rule("GDPR-6-1-f-lia")
def weighed(case: Case) -> Iterator[Found]:
    """A legitimate interest is a basis only after it was weighed against the interests of the people concerned. Only
    somebody who was there knows whether that was done; people can ask for the result.
    """
    for ground in grounds.on(case.policy, grounds.LEGITIMATE):
        if not ground.stated.assessment:
            yield Found(
                (ground.stated, "basis"),
                f"Nothing shows that the legitimate interest behind “{ground.purpose.label}” was weighed.",
                "Add `assessment`: where the balancing is recorded.",
                ground.purpose.id,
            )


@rule("GDPR-6-1-f-public")
def of_authority(case: Case) -> Iterator[Found]:
    """Authorities act because a law gives them a task, so for their tasks they have the basis of the public task, and
    the last words of Article 6(1) take legitimate interests from them.
    """
    authorities = [each for each in case.policy.site.controllers if each.legal_form == "public-authority"]
    for ground in grounds.on(case.policy, grounds.LEGITIMATE) if authorities else ():
        yield Found(
            (ground.stated, "basis"),
            f"“{ground.purpose.label}” rests on legitimate interests, which “{authorities[0].legal_name}” cannot have "
            "for its tasks as a public authority.",
            "Rest it on the public task, `gdpr:6-1-e`, or record why it is none of the tasks.",
            ground.purpose.id,
        )


RULES = (interest, weighed, of_authority)
