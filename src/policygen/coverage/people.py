"""Answers about the people behind the notice: the controller, its representative and its officer."""

from collections.abc import Iterator

from policygen.coverage.answer import Answer, Finder, denied, moot
from policygen.model.site import Appointed
from policygen.rule import Case
from policygen.rules import reach, territory
from policygen.wording import country

_AREAS: dict[territory.Law, str] = {"uk": "the United Kingdom", "eu": "the European Union"}


def controller(case: Case) -> Iterator[Answer]:
    for each in case.policy.site.controllers:
        where = f", {country(each.country)}" if each.country else ""
        yield Answer(f"{each.legal_name}{where}", (each, "legal_name"), ("controller", each.id))


def contact(case: Case) -> Iterator[Answer]:
    for each in case.policy.site.controllers:
        ways = [kind for kind, value in reach.ways(each.contact) if reach.fault(kind, value) is None]
        if ways:
            yield Answer(f"{each.legal_name}: {', '.join(ways)}", (each, "contact"), ("controller", each.id))


def representative(case: Case) -> Iterator[Answer]:
    named = case.policy.site.representatives
    for law in territory.laws(case.policy):
        found = getattr(named, law) if named else None
        inside = [each.legal_name for each in case.policy.site.controllers if _established(law, case, each.id)]
        if found:
            yield _appointed(found, f"Representative in {_AREAS[law]}")
        elif inside:
            yield moot(f"{inside[0]} is established in {_AREAS[law]}.", case.policy.site, "controllers")


def _established(law: territory.Law, case: Case, wanted: str) -> bool:
    found = next(each for each in case.policy.site.controllers if each.id == wanted)
    return any(territory.inside(law, each) for each in (found.country, *found.establishments) if each)


def officer(case: Case) -> Iterator[Answer]:
    if case.policy.site.dpo and (case.policy.site.dpo.not_required or reach.works(case.policy.site.dpo.contact)):
        yield _appointed(case.policy.site.dpo, "Data protection officer")


def _appointed(found: Appointed, office: str) -> Answer:
    if found.not_required:
        return denied(found.not_required, found, "not_required")
    ways = ", ".join(kind for kind, _ in reach.ways(found.contact))
    words = ": ".join(each for each in (office, found.name or ways) if each)
    return Answer(words, (found, "name" if found.name else "contact"), ("block", "contact"))


FINDERS: dict[str, Finder] = {
    "controller": controller,
    "contact": contact,
    "representative": representative,
    "officer": officer,
}
