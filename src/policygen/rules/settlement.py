"""What people have decided about a finding: waived with a reason, or vouched for where no program can know."""

from dataclasses import replace

from policygen.model.edition import Attestation, Waiver
from policygen.problems import Level, Problem
from policygen.rule import Case, Rule
from policygen.wording import day


def settled(rule: Rule, target: str, problem: Problem, case: Case) -> Problem | None:
    """The finding as it stands: None when somebody has vouched for it, and `waived` when it is let stand."""
    edition = case.policy.policy
    if waiver := next(
        (each for each in edition.waivers if _speaks_of(each, rule, target) and each.expires >= case.today), None
    ):
        words = " ".join(f"Waived by {waiver.by} until {day(waiver.expires)}: {waiver.reason}".split())
        return replace(problem, level=Level.WAIVED, mend=words)
    if rule.law.decided_by != "person":
        return problem
    if any(_speaks_of(each, rule, target) and stands(each, case) for each in edition.attestations):
        return None
    asked = f"{problem.mend} When it is so, let somebody vouch for it: an entry under `attestations` in policy.yaml."
    return replace(problem, level=Level.PERSON, mend=asked)


def _speaks_of(said: Waiver | Attestation, rule: Rule, target: str) -> bool:
    """One without a target speaks of the rule everywhere."""
    return said.rule == rule.code and said.target in {None, target}


def stands(said: Attestation, case: Case) -> bool:
    """Whether it has been said by that day, and still holds."""
    return said.on <= case.today and (said.expires is None or said.expires >= case.today)
