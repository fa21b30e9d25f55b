"""Who the controller is and how people reach it."""

from collections.abc import Iterator

from policygen.rule import Case, Found, rule


@rule("GDPR-13-1-a-identity")
def identity(case: Case) -> Iterator[Found]:
    """People must know which legal person answers for their data: a trading name alone does not tell, and the country
    decides under which law and before which courts it stands.
    """
    for controller in case.policy.site.controllers:
        if controller.country is None:
            yield Found(
                (controller, ""),
                f"The notice does not say in which country {controller.legal_name} is established.",
                "Add `country`, such as `GB`.",
            )


RULES = (identity,)
