"""Data that goes to other countries, and what protects it there."""

from collections.abc import Iterator

from policygen.model.third_parties import ThirdParty, Transfer
from policygen.problems import Place
from policygen.rule import Case, Found, rule
from policygen.rules import territory, vocabulary
from policygen.rules.recipients import parties
from policygen.wording import called, country


@rule("GDPR-13-1-f-undeclared")
def undeclared(case: Case) -> Iterator[Found]:
    """People must learn whether their data leaves the area in which the law protects it, and if it does, where to. That
    recipients have addresses inside does not tell it: silence may hide a transfer.
    """
    declared, known = case.policy.third_parties, parties(case.policy)
    silent = declared and not declared.transfers and not any(each.transfers for each in known)
    if declared and known and silent and not any(bare(case, each) for each in known):
        yield Found(
            (declared, "transfers"),
            "The notice does not say whether data goes to other countries.",
            "Give each recipient its `countries`, and `transfers` where these are abroad; or write `transfers: none`.",
        )


@rule("GDPR-13-1-f-country")
def located(case: Case) -> Iterator[Found]:
    """Whether a transfer takes place, and whether anything protects it, can be judged only when it is known where the
    recipient handles the data.
    """
    for party in parties(case.policy):
        if not party.countries:
            yield Found(
                (party, "countries"),
                f"Nobody has said in which country “{called(party)}” handles the data.",
                "Add `countries`, such as `[GB, IE]`.",
                party.id,
            )


@rule("GDPR-44-mechanism")
def mechanism(case: Case) -> Iterator[Found]:
    """Data may leave the area of the law only to a country that the law has approved, or under a safeguard, or in the
    rare cases of Article 49; and the notice must say which it is. A safeguard of one law is none under the other: EU
    clauses need the UK addendum, and each law approves its own list of countries.
    """
    for party in parties(case.policy):
        for where, laws in bare(case, party).items():
            sent = [each for each in party.transfers if each.country == where]
            yield _unprotected(party, where, sent, laws)


def bare(case: Case, party: ThirdParty) -> dict[str, list[territory.Law]]:
    """The countries in which it has data without protection, each with the laws that want some."""
    found: dict[str, list[territory.Law]] = {}
    for where in dict.fromkeys((*party.countries, *(each.country for each in party.transfers))):
        sent = [each for each in party.transfers if each.country == where]
        if laws := [law for law in territory.laws(case.policy) if not _free(case, law, where, sent)]:
            found[where] = laws
    return found


def _free(case: Case, law: territory.Law, where: str, sent: list[Transfer]) -> bool:
    return (
        territory.inside(law, where)
        or territory.approved(law, where, case.today)
        or any(territory.protects(each, law, case.today) for each in sent)
    )


def _unprotected(party: ThirdParty, where: str, sent: list[Transfer], laws: list[territory.Law]) -> Found:
    told = f"{' and '.join(territory.NAMES[law] for law in laws)} {'have' if len(laws) > 1 else 'has'}"
    stated = [each for each in sent if each.mechanism]
    return Found(
        (stated[0], "mechanism") if stated else (sent[0], "country") if sent else (party, "countries"),
        f"“{called(party)}” gets data in a country that {told} not approved ({country(where)}), and "
        + (f"`{stated[0].mechanism}` does not protect it there." if stated else "no safeguard is stated."),
        f"Give it `transfers` with `country: {where}` and the `mechanism` that was signed, such as `uk-idta` under UK "
        "law or `standard-contractual-clauses` under EU law.",
        party.id,
    )


@rule("GDPR-13-1-f-copy")
def copy(case: Case) -> Iterator[Found]:
    """Where contracts or rules of a group of firms protect the data abroad, people have the right to a copy of them,
    and the notice must tell how to get one.
    """
    for party in parties(case.policy):
        for each in party.transfers:
            if territory.can_be_copied(each) and not each.copy_from:
                yield Found(
                    (each, "mechanism"),
                    f"The notice does not say how people get a copy of the safeguard for “{called(party)}”.",
                    "Add `copy`, such as “Ask us for it” or the address where it can be read.",
                    party.id,
                )


@rule("UK-44A-stale")
def stale(case: Case) -> Iterator[Found]:
    """Since 5 February 2026 UK law has no Articles 44 and 45 and no adequacy decisions: Article 44A limits transfers,
    and countries are approved by regulations under Article 45A. A notice that answers to EU law too may still mean the
    Union’s own Articles, so there nothing is said.
    """
    if territory.laws(case.policy) != ("uk",):
        return
    mend = "Speak of UK adequacy regulations under Article 45A, or of the safeguard under Article 46."
    for party in parties(case.policy):
        for each in party.transfers:
            if each.mechanism == "eu-adequacy":
                message = f"An EU adequacy decision is named for “{called(party)}”, and UK law knows none."
                yield Found((each, "mechanism"), message, mend, party.id)
    for prose in case.proses:
        for old in vocabulary.found(prose.page.prose, "former-transfer-law"):
            place = _place(prose.page.file, prose.page.prose, old.start())
            words = " ".join(old[0].split())
            yield Found(place, f"“{words}” is no longer part of UK law on transfers.", mend, prose.page.name)


def _place(file: str, text: str, offset: int) -> Place:
    before = text[:offset]
    return Place(file, before.count("\n") + 1, offset - before.rfind("\n"))


@rule("GDPR-49-systematic")
def systematic(case: Case) -> Iterator[Found]:
    """Article 49 lets data go in single cases, such as with the person’s explicit consent or for one contract. A
    recipient who stands in the notice gets data again and again, which is rarely such a case; somebody has to confirm.
    """
    for party in parties(case.policy):
        for each in party.transfers:
            if each.mechanism == "derogation":
                yield Found(
                    (each, "mechanism"),
                    f"The transfer to “{called(party)}” rests on a derogation, which is for single cases.",
                    "Name a safeguard for routine transfers, or have somebody attest that these are single cases.",
                    party.id,
                )


RULES = (undeclared, located, mechanism, copy, stale, systematic)
