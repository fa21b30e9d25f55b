"""Answers about who receives the data, and where."""

from collections.abc import Iterator

from policygen.coverage.answer import Answer, Finder, moot
from policygen.model.policy import Policy
from policygen.model.third_parties import Transfer
from policygen.rules import territory
from policygen.rules.recipients import parties
from policygen.wording import called, country


def recipients(policy: Policy) -> Iterator[Answer]:
    declared = policy.third_parties
    if declared and declared.third_parties == "none":
        yield moot("Nobody else receives the data.", declared, "third_parties")
    for each in parties(policy):
        yield Answer(called(each), (each, "name" if each.name else "kind"), ("recipient", each.id))


def transfers(policy: Policy) -> Iterator[Answer]:
    declared, known = policy.third_parties, parties(policy)
    if declared and declared.transfers == "none":
        yield moot("Data goes to no other country.", declared, "transfers")
    elif declared and declared.third_parties == "none":
        yield moot("Nobody else receives the data.", declared, "third_parties")
    abroad = False
    for each in known:
        sent = {transfer.country: transfer for transfer in each.transfers}
        for where in dict.fromkeys((*each.countries, *sent)):
            if not all(territory.inside(law, where) for law in territory.laws(policy)):
                abroad = True
                key = "transfers" if where in sent else "countries"
                yield Answer(
                    f"{called(each)}: {country(where)}{_safeguard(sent.get(where))}",
                    (each, key),
                    ("recipient", each.id),
                )
    if declared and declared.transfers is None and known and not abroad and all(each.countries for each in known):
        yield moot("All recipients handle the data where the law holds.", declared, "third_parties")


def _safeguard(sent: Transfer | None) -> str:
    return f" ({sent.mechanism})" if sent and sent.mechanism else ""


FINDERS: dict[str, Finder] = {"recipients": recipients, "transfers": transfers}
