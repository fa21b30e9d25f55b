"""The policy compiler: every legal rule that holds where and when the policy does, run over it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from policygen.joins import storage
from policygen.model.policy import Policy
from policygen.model.record import Identified
from policygen.problems import Level, Place, Problem, Related
from policygen.prose import Prose
from policygen.rule import Before, Case, Found, Outside, Rule
from policygen.rules import (
    california,
    claims,
    complaints,
    consent,
    controller,
    cookies,
    coverage,
    data,
    decisions,
    exemptions,
    interests,
    inventory,
    keeping,
    links,
    marketing,
    mentions,
    meta,
    others,
    outside,
    passages,
    promises,
    purposes,
    recipients,
    requests,
    retention,
    rights,
    settlement,
    special_data,
    spots,
    succession,
    terms,
    territory,
    text,
    transfers,
    versions,
)
from policygen.rules.spots import Spots
from policygen.yaml_source import Places

RULES: tuple[Rule, ...] = (
    *controller.RULES,
    *data.RULES,
    *purposes.RULES,
    *interests.RULES,
    *special_data.RULES,
    *decisions.RULES,
    *recipients.RULES,
    *transfers.RULES,
    *retention.RULES,
    *rights.RULES,
    *requests.RULES,
    *complaints.RULES,
    *marketing.RULES,
    *inventory.RULES,
    *exemptions.RULES,
    *consent.RULES,
    *cookies.RULES,
    *coverage.RULES,
    *mentions.RULES,
    *promises.RULES,
    *keeping.RULES,
    *claims.RULES,
    *text.RULES,
    *terms.RULES,
    *links.RULES,
    *outside.RULES,
    *versions.RULES,
    *succession.RULES,
    *california.RULES,
    *others.RULES,
    *meta.RULES,
)
"""All rules, by topic."""


_OF_ENGLISH = frozenset(rule.code for rule in (*text.RULES, *terms.RULES))
"""They look for English words and measure English sentences; in another language they would find what is not there."""


def check(case: Case, places: Mapping[str, Places], asked: tuple[Rule, ...] = RULES) -> tuple[Problem, ...]:
    """What the rules find in a policy, each with its place."""
    written = spots.of(case.policy, places)
    found = ((rule, each) for rule in asked if holds(rule, case.policy, case.today) for each in rule.find(case))
    settled = (settlement.settled(rule, target(each), _problem(rule, each, written), case) for rule, each in found)
    return tuple(problem for problem in settled if problem)


def check_outside(case: Case, places: Mapping[str, Places], seen: Outside) -> tuple[Problem, ...]:
    """What is found by those rules alone that compare the policy with what was found out beyond the content."""
    return check(replace(case, outside=seen), places, outside.RULES)


def case_of(policy: Policy, proses: tuple[Prose, ...], today: date, before: Before | None = None) -> Case:
    """`today` is the day whose law is applied."""
    records, pages = tuple(passages.of_records(policy)), tuple(passages.of_pages(proses))
    return Case(policy, proses, today, storage.of(policy), records, pages, before)


def holds(rule: Rule, policy: Policy, today: date) -> bool:
    """Whether the rule is law on that day in one of the policy's jurisdictions, and can read its language."""
    if rule.code in _OF_ENGLISH and policy.site.language.partition("-")[0] != "en":
        return False
    return ("all" in rule.law.laws or not laws_of(policy).isdisjoint(rule.law.laws)) and (
        rule.law.since is None or rule.law.since <= today
    )


def laws_of(policy: Policy) -> frozenset[str]:
    """The laws that the policy answers to; who answers to French law answers to that of the Union too."""
    return frozenset({*policy.site.jurisdictions, *territory.laws(policy)})


def _problem(rule: Rule, found: Found, written: Spots) -> Problem:
    related = (Related(written.place(found.against), found.against_words),) if found.against else ()
    message, mend = (" ".join(words.split()) for words in (found.message, found.mend))
    return Problem(written.place(found.at), rule.code, message, mend, Level(rule.law.level), related)


def target(found: Found) -> str:
    """What a waiver names: said by the rule, else the id of the record."""
    if found.target or isinstance(found.at, Place):
        return found.target
    record, key = found.at
    return record.id if isinstance(record, Identified) else key
