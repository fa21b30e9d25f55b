"""Why data is used: each purpose, and the legal basis of each."""

from collections.abc import Iterator

from policygen.rule import Case, Found, rule
from policygen.rules import grounds, undeclared, vocabulary

_NEVER_NEEDED_FOR_A_CONTRACT = {"marketing", "advertising", "personalisation", "analytics", "research"}


@rule("GDPR-13-1-c-purpose")
def purpose(case: Case) -> Iterator[Found]:
    """The reason for using data is the heart of a notice: everything else, from the legal basis to the time of keeping,
    hangs on it. A use that is nowhere stated is a use that people were not told of.
    """
    if not grounds.purposes(case.policy):
        yield Found(
            undeclared.spot(case.policy, "purposes"),
            "The notice states no purpose for which personal data is used.",
            "Write `purposes`, one for each thing that you do with the data.",
        )


@rule("GDPR-13-1-c-basis")
def basis(case: Case) -> Iterator[Found]:
    """The notice must tell the legal basis of each use. A list of all bases in one place does not do it, since people's
    rights differ from basis to basis, and nobody can see which one is meant. Where something else is named in the place
    of a basis, other rules say so.
    """
    for each in grounds.purposes(case.policy):
        if not each.bases:
            yield Found(
                (each, "bases"),
                f"“{each.label}” is not tied to a legal basis.",
                "Add `bases` with the `basis` of Article 6 that this use rests on.",
                each.id,
            )


@rule("GDPR-6-multi")
def several(case: Case) -> Iterator[Found]:
    """One use can rest on several bases, each for its own part. If nothing says which is for which, people cannot tell
    whether they can object, withdraw, or take their data along.
    """
    for each in grounds.purposes(case.policy):
        resting = [ground for ground in grounds.of(case.policy, each) if grounds.is_basis(ground.basis)]
        if len({ground.basis.code for ground in resting}) > 1 and not all(
            ground.stated.applies_to for ground in resting
        ):
            yield Found(
                (each, "bases"),
                f"“{each.label}” rests on several legal bases, and nothing says which is for what.",
                "Add `applies_to` to each of them: the ids of data, or the part of the use in a few words.",
                each.id,
            )


@rule("GDPR-6-1-b-necessity")
def necessity(case: Case) -> Iterator[Found]:
    """Contract is a basis only for what the contract with the person cannot do without. Selling more, knowing customers
    better or improving a website is useful to the firm, and rarely needed to send what was ordered.
    """
    for ground in grounds.on(case.policy, grounds.CONTRACT):
        if ground.purpose.type in _NEVER_NEEDED_FOR_A_CONTRACT:
            yield Found(
                (ground.stated, "basis"),
                f"“{ground.purpose.label}” rests on the contract, which hardly needs it: its type is "
                f"`{ground.purpose.type}`.",
                "Rest it on consent or on a legitimate interest, or correct its `type`.",
                ground.purpose.id,
            )


@rule("GDPR-6-1-c-law")
def named_law(case: Case) -> Iterator[Found]:
    """A legal obligation is one that a law lays down. Without its name nobody can see whether it exists and how far it
    goes. Where purposes name no basis, all that are explained stand for them, and so does this one.
    """
    resting = tuple(grounds.on(case.policy, grounds.OBLIGATION))
    adrift = any(not each.bases for each in grounds.purposes(case.policy)) and not resting
    for each in grounds.bases(case.policy) if adrift else ():
        if each.code == grounds.OBLIGATION:
            yield Found(
                (each, "label"),
                f"“{each.label}” is explained to people whose data is used on no stated basis, and the notice names no "
                "law.",
                "Name the basis under the purpose that rests on it, with `law`: the Act and its section.",
            )
    for ground in resting:
        if not ground.stated.law:
            yield Found(
                (ground.stated, "basis"),
                f"“{ground.purpose.label}” rests on a legal obligation, and the notice names no law.",
                "Add `law` with the name of the Act and its section.",
                ground.purpose.id,
            )


@rule("UK-6-1-ea-condition")
def recognised(case: Case) -> Iterator[Found]:
    """A recognised legitimate interest needs no balancing, because Annex 1 of the UK GDPR lists the few there are. So
    the notice has to say which of them it is.
    """
    for ground in grounds.on(case.policy, grounds.RECOGNISED):
        if not ground.stated.law:
            yield Found(
                (ground.stated, "basis"),
                f"“{ground.purpose.label}” rests on a recognised legitimate interest, and nothing says which.",
                "Add `law` with the condition of Annex 1, such as the one for preventing crime.",
                ground.purpose.id,
            )


@rule("UK-6-1-ea-scope")
def recognised_in_eu(case: Case) -> Iterator[Found]:
    """Only UK law knows recognised legitimate interests. For people in the European Union the same use needs another
    basis, mostly an ordinary legitimate interest that has been weighed.
    """
    for ground in grounds.on(case.policy, grounds.RECOGNISED):
        if not _for_uk_alone(case, ground):
            yield Found(
                (ground.stated, "basis"),
                f"“{ground.purpose.label}” rests on a recognised legitimate interest, which EU law does not know.",
                "Add the basis that holds in the Union and give this one `applies_to: [people in the United Kingdom]`; "
                "or take `eu` and its member states out of `jurisdictions`.",
                ground.purpose.id,
            )


def _for_uk_alone(case: Case, ground: grounds.Ground) -> bool:
    """Whether it is said to be for people there, and another basis stands beside it."""
    here = any(True for part in ground.stated.applies_to for _ in vocabulary.found(part, "people-in-uk"))
    beside = (each.basis for each in grounds.of(case.policy, ground.purpose))
    return here and any(grounds.is_basis(each) and each.code != grounds.RECOGNISED for each in beside)


RULES = (purpose, basis, several, necessity, named_law, recognised, recognised_in_eu)
