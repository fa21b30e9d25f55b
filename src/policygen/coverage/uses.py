"""Answers about the data: what is used, why, on which basis, from where, for how long, and by which machines."""

from collections.abc import Iterator

from policygen import durations
from policygen.coverage.answer import Answer, Finder, denied, moot
from policygen.joins.finding import entries
from policygen.model.data import DataCategory
from policygen.rule import Case
from policygen.rules import grounds
from policygen.wording import day

_REQUIRED = {
    "contractual": "needed for the contract",
    "statutory": "needed by law",
    "pre-contractual": "needed before a contract",
    "optional": "not needed",
}
_ELSEWHERE = {"third-party": "from others", "public": "from public sources"}


def purposes(case: Case) -> Iterator[Answer]:
    for each in grounds.purposes(case.policy):
        yield Answer(each.label, (each, "label"), ("purpose", each.id))


def bases(case: Case) -> Iterator[Answer]:
    for each in grounds.purposes(case.policy):
        found = [ground.basis.label for ground in grounds.of(case.policy, each) if grounds.is_basis(ground.basis)]
        if found:
            yield Answer(f"{each.label}: {', '.join(found)}", (each, "bases"), ("purpose", each.id))


def interests(case: Case) -> Iterator[Answer]:
    found = tuple(grounds.on(case.policy, grounds.LEGITIMATE))
    for each in found:
        if each.stated.legitimate_interest:
            words = f"{each.purpose.label}: {each.stated.legitimate_interest}"
            yield Answer(words, (each.stated, "legitimate_interest"), ("purpose", each.purpose.id))
    stated = [each for each in grounds.purposes(case.policy) if each.bases]
    if case.policy.purposes and not found and len(stated) == len(case.policy.purposes.purposes):
        yield moot("No purpose rests on legitimate interests.", case.policy.purposes, "purposes")


def _data(case: Case) -> tuple[DataCategory, ...]:
    return tuple(each for each in entries(case.policy, "data.categories") if isinstance(each, DataCategory))


def categories(case: Case) -> Iterator[Answer]:
    for each in _data(case):
        yield Answer(each.label, (each, "label"), ("data", each.id))


def provision(case: Case) -> Iterator[Answer]:
    for each in _data(case):
        if each.source and all(source.kind in _ELSEWHERE for source in each.source):
            yield moot(f"{each.label}: people are not asked for it.", each, "source")
        elif each.required and (each.required.kind == "optional" or each.required.consequence):
            yield Answer(f"{each.label}: {_REQUIRED[each.required.kind]}", (each, "required"), ("data", each.id))


def sources(case: Case) -> Iterator[Answer]:
    for each in _data(case):
        elsewhere = [source for source in each.source if source.kind in _ELSEWHERE]
        if each.source and not elsewhere:
            yield moot(f"{each.label}: it comes from the person.", each, "source")
        for source in elsewhere:
            if source.names:
                words = f"{each.label}: {_ELSEWHERE[source.kind]}, {', '.join(source.names)}"
                yield Answer(words, (source, "names"), ("data", each.id))


def retention(case: Case) -> Iterator[Answer]:
    for each in case.policy.retention.rules if case.policy.retention else ():
        said = durations.words(each.period) if each.period else each.criteria
        yield Answer(f"{each.id}: {said}", (each, "period" if each.period else "criteria"), ("retention", each.id))


def decisions(case: Case) -> Iterator[Answer]:
    declared = case.policy.purposes
    found = declared.automated_decisions if declared else ()
    if declared and found == "none":
        yield denied("No machine decides about people.", declared, "automated_decisions")
    for each in () if found == "none" else found:
        yield Answer(each.label, (each, "label"), ("decision", each.id))


def news(case: Case) -> Iterator[Answer]:
    edition = case.policy.policy
    if edition.notice_period:
        words = f"Material changes are announced {durations.words(edition.notice_period)} before"
        yield Answer(words, (edition, "notice_period"))
    if edition.change and edition.change.notice:
        told = edition.change.notice
        words = f"This version was announced by: {told.method}" + (f", on {day(told.on)}" if told.on else "")
        yield Answer(words, (told, "method"))


FINDERS: dict[str, Finder] = {
    "purposes": purposes,
    "bases": bases,
    "interests": interests,
    "categories": categories,
    "provision": provision,
    "sources": sources,
    "retention": retention,
    "decisions": decisions,
    "news": news,
}
