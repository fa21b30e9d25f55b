"""Switzerland, Brazil and Canada: what their laws want besides, in short."""

from collections.abc import Iterator

from policygen.joins.finding import entries
from policygen.model.policy import Policy
from policygen.model.third_parties import ThirdParty
from policygen.rule import Case, Found, Spot, rule
from policygen.rules import grounds, reach, territory, undeclared
from policygen.wording import called, country

_ACCOUNTABLE = "who is accountable for privacy"
_ACCESS = "how people get access to their data"
_HELD = "what kinds of data are held"


@rule("CH-19-country")
def countries(case: Case) -> Iterator[Found]:
    """Swiss law wants each country named to which data goes, also one with good protection, and outside of those the
    guarantee that is used.
    """
    for party in entries(case.policy, "third_parties.third_parties"):
        if not isinstance(party, ThirdParty):
            continue
        key = "name" if party.name else "kind"
        if not party.countries:
            message = f"It is not said in which country “{called(party)}” handles the data."
            yield Found((party, key), message, "Add `countries`.")
        guarded = {each.country for each in party.transfers if each.mechanism}
        for where in party.countries:
            if where not in {"CH", *guarded} and not territory.approved("ch", where, case.today):
                yield Found(
                    (party, "countries"),
                    f"“{called(party)}” gets data in a country whose protection Switzerland has not recognised "
                    f"({country(where)}), and no guarantee is stated.",
                    f"Give it `transfers` with `country: {where}` and the `mechanism` that was signed.",
                )


@rule("CH-21-adm")
def decisions(case: Case) -> Iterator[Found]:
    """Swiss law wants people told of each decision about them that a machine alone makes and that weighs on them, and
    wants them heard if they ask.
    """
    if grounds.purposes(case.policy) and case.policy.purposes and case.policy.purposes.automated_decisions == ():
        yield Found(
            (case.policy.purposes, "purposes"),
            "The notice is silent on decisions that machines make about people.",
            "Add `automated_decisions`, or write `automated_decisions: none`.",
            "purposes",
        )


@rule("BR-9-content")
def content(case: Case) -> Iterator[Found]:
    """Article 9 of the Brazilian LGPD lists what people must be able to find easily: the purpose, how and how long data
    is used, who the controller is and how to reach it, with whom data is shared, and their rights.
    """
    for stem, key, words in _missing(case.policy):
        yield Found(
            undeclared.spot(case.policy, stem),
            f"Something that Article 9 of the LGPD asks for is not there: {words}.",
            f"Add `{key}`.",
            stem,
        )


def _missing(policy: Policy) -> Iterator[tuple[str, str, str]]:
    if not grounds.purposes(policy):
        yield "purposes", "purposes", "what the data is used for"
    if not policy.retention:
        yield "retention", "rules", "how long it is used"
    if not any(reach.works(each.contact) for each in policy.site.controllers):
        yield "site", "contact", "how to reach the controller"
    if not policy.third_parties:
        yield "third_parties", "third_parties", "with whom the data is shared"
    if any(isinstance(each, ThirdParty) and not each.role for each in entries(policy, "third_parties.third_parties")):
        yield "third_parties", "role", "what those answer for who handle the data"
    if not entries(policy, "rights.rights"):
        yield "rights", "rights", "the rights that people have"


@rule("BR-41-encarregado")
def officer(case: Case) -> Iterator[Found]:
    """The Brazilian LGPD wants every controller to appoint somebody for data protection, the encarregado, and to
    publish who it is and how to reach that person.
    """
    dpo = case.policy.site.dpo
    if not (dpo and dpo.name and reach.works(dpo.contact)):
        yield Found(
            (dpo, "") if dpo else (case.policy.site, "controllers"),
            "The person for data protection, the encarregado, is not named with a way to reach that person.",
            "Give `name` and `contact` under `dpo` in site.yaml.",
            "dpo",
        )


@rule("CA-4-8-openness")
def openness(case: Case) -> Iterator[Found]:
    """The principle of openness in the Canadian PIPEDA wants people told who is accountable, how they get access to
    their data, and what kinds of data are held and used.
    """
    policy, rights = case.policy, {each.id for each in entries(case.policy, "rights.rights")}
    told: tuple[tuple[bool, Spot, str, str], ...] = (
        (bool(policy.site.dpo and policy.site.dpo.name), (policy.site, "controllers"), _ACCOUNTABLE, "a named `dpo`"),
        (bool(rights & {"access", "know"}), undeclared.spot(policy, "rights"), _ACCESS, "the right `access`"),
        (bool(entries(policy, "data.categories")), undeclared.spot(policy, "data"), _HELD, "`categories`"),
    )
    for there, spot, words, key in told:
        if not there:
            yield Found(spot, f"The notice does not tell {words}.", f"Add {key}.")


RULES = (countries, decisions, content, officer, openness)
"""Switzerland, Brazil, Canada."""
