"""Answers about who receives the data, and where."""

from collections.abc import Iterator

from policygen.coverage.answer import Answer, Finder, denied
from policygen.model.third_parties import Transfer
from policygen.rule import Case
from policygen.rules import territory
from policygen.rules.recipients import parties
from policygen.wording import called, country


def recipients(case: Case) -> Iterator[Answer]:
    declared = case.policy.third_parties
    if declared and declared.third_parties == "none":
        yield denied("Nobody else receives the data.", declared, "third_parties")
    for each in parties(case.policy):
        yield Answer(called(each), (each, "name" if each.name else "kind"), ("recipient", each.id))


def transfers(case: Case) -> Iterator[Answer]:
    declared = case.policy.third_parties
    if declared and declared.transfers == "none":
        yield denied("Data goes to no other country.", declared, "transfers")
    elif declared and declared.third_parties == "none":
        yield denied("Nobody else receives the data.", declared, "third_parties")
    here = territory.laws(case.policy)
    for each in parties(case.policy):
        sent = {transfer.country: transfer for transfer in each.transfers}
        for where in dict.fromkeys((*each.countries, *sent)):
            if all(territory.inside(law, where) for law in here):
                continue
            said = sent.get(where)
            if (said and said.mechanism) or all(territory.approved(law, where, case.today) for law in here):
                words = f"{called(each)}: {country(where)}{_safeguard(said)}"
                yield Answer(words, (each, "transfers" if said else "countries"), ("recipient", each.id))


def _safeguard(sent: Transfer | None) -> str:
    return f" ({sent.mechanism})" if sent and sent.mechanism else ""


FINDERS: dict[str, Finder] = {"recipients": recipients, "transfers": transfers}
