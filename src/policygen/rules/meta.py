"""What people decided beside the rules: whether waivers and attestations still hold, and for what."""

from collections.abc import Iterator
from functools import cache
from typing import get_args

from policygen.model.edition import Attestation, Waiver
from policygen.model.policy import FILES, Policy
from policygen.model.record import Identified, Record, keys, records_in
from policygen.model.rights import RightId
from policygen.model.site import Jurisdiction, Topic
from policygen.rule import Case, Found, laws, rule
from policygen.spelling import did_you_mean
from policygen.wording import day


@rule("META-waiver")
def waiver(case: Case) -> Iterator[Found]:
    """A rule may be waived for a reason, by a person, for a time. When the time is over the decision has to be made
    anew, and a waiver that names no rule or record there is hides nothing and protects nobody.
    """
    for each in case.policy.policy.waivers:
        if each.expires < case.today:
            yield Found(
                (each, "expires"),
                f"The waiver of {each.rule} by {each.by} ended on {day(each.expires)}, so the rule holds again.",
                "Mend what it was about and delete the waiver, or decide anew and give a later day.",
                each.rule,
            )
        yield from _unknown(case, each, "waiver")


@rule("META-attest")
def attestation(case: Case) -> Iterator[Found]:
    """Some questions only a person who knows the firm can answer, and their word counts for as long as they gave it.
    What the facts themselves decide, nobody's word can change.
    """
    for each in case.policy.policy.attestations:
        if each.expires and each.expires < case.today:
            yield Found(
                (each, "expires"),
                f"What {each.by} vouched for about {each.rule} held until {day(each.expires)}.",
                "Let somebody who knows confirm it again, with a new day in `on`.",
                each.rule,
            )
        if each.on > case.today:
            yield Found(
                (each, "on"),
                f"What {each.by} vouches for about {each.rule} is dated {day(each.on)}, which is still to come.",
                "Write the day on which it was said.",
                each.rule,
            )
        if each.rule in laws() and laws()[each.rule].decided_by != "person":
            yield Found(
                (each, "rule"),
                f"{each.rule} is decided by the facts, so nobody’s word can settle it.",
                "Mend the facts; or, if the rule shall not hold here, write a waiver with the reason.",
                each.rule,
            )
        yield from _unknown(case, each, "attestation")


def _unknown(case: Case, each: Waiver | Attestation, called: str) -> Iterator[Found]:
    if each.rule not in laws():
        yield Found(
            (each, "rule"),
            f"There is no rule `{each.rule}`, so this {called} does nothing.",
            did_you_mean(each.rule, laws()),
            each.rule,
        )
    targets = _targets(case.policy)
    if each.target and each.target not in targets:
        yield Found(
            (each, "target"),
            f"There is no record or page `{each.target}`, so this {called} does nothing.",
            did_you_mean(each.target, targets),
            each.rule,
        )


def _targets(policy: Policy) -> frozenset[str]:
    """What a rule can point at: ids of records, names of pages, keys of what has no id, and what is missing."""
    parts = (getattr(policy, stem) for stem in FILES)
    ids = {each.id for part in parts if part for each in _records(part) if isinstance(each, Identified)}
    return frozenset({*ids, *(page.name for page in policy.pages), *FILES, *_keys(), *_MISSABLE})


def _records(record: Record) -> Iterator[Record]:
    yield record
    for name in type(record).model_fields:
        value = getattr(record, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Record):
                yield from _records(each)


_MISSABLE = (
    *get_args(RightId),
    *get_args(Topic),
    *(f"authority-{law}" for law in get_args(Jurisdiction)),
)
"""Rights, topics and authorities that a rule can miss, and that so have no record."""


@cache
def _keys() -> frozenset[str]:
    models, found = list(FILES.values()), set[str]()
    for model in models:
        for key, field in keys(model).items():
            found.add(key)
            models += [each for each in records_in(field.annotation) if each not in models]
    return frozenset(found)


RULES = (waiver, attestation)
"""What is not followed, then what is vouched for."""
