"""Who receives the data, and what they are."""

from collections.abc import Iterator

from policygen.joins.finding import entries
from policygen.model.policy import Policy
from policygen.model.third_parties import ThirdParty
from policygen.rule import Case, Found, rule
from policygen.rules import undeclared
from policygen.wording import called


def parties(policy: Policy) -> tuple[ThirdParty, ...]:
    return tuple(each for each in entries(policy, "third_parties.third_parties") if isinstance(each, ThirdParty))


@rule("GDPR-13-1-e-missing")
def recipients(case: Case) -> Iterator[Found]:
    """People must learn who else gets their data, by name or at least by kind. If it is nobody, that is worth saying;
    silence is no answer.
    """
    if case.policy.third_parties is None:
        yield Found(
            undeclared.spot(case.policy, "third_parties"),
            "The notice does not say who receives the data.",
            "Write `third_parties`, one for each recipient, or `third_parties: none`.",
        )


@rule("GDPR-13-1-e-precision")
def precision(case: Case) -> Iterator[Found]:
    """The law lets you name kinds of recipients, but the regulators want the names, or else the kind, the line of
    business and the place, and a reason why the names are not given.
    """
    keys = {"kind": "the kind", "sector": "the line of business", "countries": "the country"}
    for party in parties(case.policy):
        missing = [key for key in keys if not getattr(party, key)]
        if missing and not party.name:
            told = " and ".join(keys[key] for key in missing)
            yield Found(
                (party, "kind"),
                f"“{called(party)}” is not named, and its description lacks {told}.",
                f"Add `name`, or {' and '.join(f'`{key}`' for key in missing)}.",
                party.id,
            )


@rule("GDPR-13-1-e-role")
def role(case: Case) -> Iterator[Found]:
    """A processor may do only what you tell it, and you answer for it; a controller answers for itself, and people use
    their rights there. Whoever reads the notice needs to know which it is.
    """
    for party in parties(case.policy):
        if party.role is None:
            yield Found(
                (party, "role"),
                f"The notice does not say whether “{called(party)}” acts on your behalf or decides for itself.",
                "Add `role`: `processor`, `controller`, `joint-controller`, `authority` or `adviser`.",
                party.id,
            )


RULES = (recipients, precision, role)
