"""What people have decided: waivers that are shown, attestations that silence, and neither for more than was said."""

from datetime import date

import pytest

from policygen import rules
from policygen.problems import Level, Problem
from test_rules import BASE, EXAMPLES, TODAY, Example, checked, judged

EDITION = BASE["content/policy.yaml"].decode()
RETENTION = BASE["content/retention.yaml"].replace(b"    starts_from: delivery\n", b"")
PURPOSES = BASE["content/purposes.yaml"].replace(b"        assessment: Balancing record 1\n", b"")
WAIVER = "{rule: GDPR-13-2-a-start, target: order-records, reason: We ask., by: Ann Smith, expires: 2026-12-31}"
VOUCHED = (
    "{rule: GDPR-6-1-f-lia, target: questions, statement: It was weighed., by: Ann Smith, on: 2026-11-01, "
    "expires: 2026-12-31}"
)


def settled(decided: str, day: date = TODAY) -> dict[str, Problem]:
    """What is found where a time has no start and an interest was not weighed, by code."""
    edition = f"{decided}\n{EDITION}".encode()
    content = {"retention.yaml": RETENTION, "purposes.yaml": PURPOSES, "policy.yaml": edition}
    found = checked({**BASE, **{f"content/{file}": data for file, data in content.items()}}, day)
    assert len(found) == len({each.code for each in found})
    return {each.code: each for each in found}


def levels(decided: str, day: date = TODAY) -> dict[str, Level]:
    return {code: each.level for code, each in settled(decided, day).items()}


OPEN = {"GDPR-13-2-a-start": Level.WARNING, "GDPR-6-1-f-lia": Level.PERSON}


def test_what_nobody_decided_stands_and_says_who_can() -> None:
    assert levels("") == OPEN
    assert settled("")["GDPR-6-1-f-lia"].mend == (
        "Add `assessment`: where the balancing is recorded. When it is so, let somebody vouch for it: an entry under "
        "`attestations` in policy.yaml."
    )


@pytest.mark.parametrize("waiver", [WAIVER, WAIVER.replace("target: order-records, ", "")], ids=["one", "everywhere"])
def test_a_waived_finding_is_shown_with_its_reason(waiver: str) -> None:
    found = settled(f"waivers: [{waiver}]")
    assert {code: each.level for code, each in found.items()} == {**OPEN, "GDPR-13-2-a-start": Level.WAIVED}
    assert found["GDPR-13-2-a-start"].message == "Nothing says when the 6 years of `order-records` begin."
    assert found["GDPR-13-2-a-start"].mend == "Waived by Ann Smith until 31 December 2026: We ask."


def test_a_waiver_ends_and_is_then_an_error_itself() -> None:
    assert levels(f"waivers: [{WAIVER}]", date(2026, 12, 31))["GDPR-13-2-a-start"] is Level.WAIVED
    after = settled(f"waivers: [{WAIVER}]", date(2027, 1, 1))
    assert {code: each.level for code, each in after.items()} == {**OPEN, "META-waiver": Level.ERROR}
    assert after["META-waiver"].message.endswith("ended on 31 December 2026, so the rule holds again.")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("target: order-records", "target: orders", {}),
        ("target: order-records", "target: nothing", {"META-waiver": Level.ERROR}),
        ("rule: GDPR-13-2-a-start", "rule: GDPR-13-2-a-hedged", {}),
        ("rule: GDPR-13-2-a-start", "rule: GDPR-13-2-a", {"META-waiver": Level.ERROR}),
    ],
)
def test_a_waiver_for_something_else_silences_nothing(old: str, new: str, said: dict[str, Level]) -> None:
    assert old in WAIVER
    assert levels(f"waivers: [{WAIVER.replace(old, new)}]") == {**OPEN, **said}


def test_whoever_vouches_silences_what_only_a_person_knows() -> None:
    assert levels(f"attestations: [{VOUCHED}]") == {"GDPR-13-2-a-start": Level.WARNING}


@pytest.mark.parametrize(
    ("old", "new", "day", "said"),
    [
        ("target: questions", "target: orders", TODAY, {}),
        ("", "", date(2027, 1, 1), {"META-attest"}),
        ("", "", date(2026, 10, 31), {"META-attest"}),
        ("rule: GDPR-6-1-f-lia, target: questions", "rule: GDPR-13-2-a-start", TODAY, {"META-attest"}),
    ],
)
def test_a_word_counts_for_what_and_when_it_was_said(old: str, new: str, day: date, said: set[str]) -> None:
    assert old in VOUCHED
    found = levels(f"attestations: [{VOUCHED.replace(old, new)}]", day)
    assert found.keys() == {*OPEN, *said}
    assert found["GDPR-6-1-f-lia"] is Level.PERSON


def test_an_attestation_is_no_waiver() -> None:
    facts = VOUCHED.replace("GDPR-6-1-f-lia, target: questions", "GDPR-13-2-a-start")
    assert levels(f"attestations: [{facts}]")["GDPR-13-2-a-start"] is Level.WARNING


@pytest.mark.parametrize(
    "example", [each for each in EXAMPLES if not (each.passes or "META-" in each.code)], ids=lambda each: each.title
)
def test_whatever_a_rule_finds_can_be_waived_where_it_is(example: Example) -> None:
    """Also what is missing, and so has no record of its own."""
    case, _ = judged(example.content)
    found = {(rule.code, rules.target(each)) for rule in rules.RULES if rules.holds(rule, case.policy, TODAY)
             for each in rule.find(case)}  # fmt: skip
    decided = ", ".join(
        f"{{rule: {code}, {f'target: {target}, ' if target else ''}reason: x, by: y, expires: 2026-12-31}}"
        for code, target in sorted(found)
    )
    edition = f"waivers: [{decided}]\n".encode() + example.content["content/policy.yaml"]
    problems = checked({**example.content, "content/policy.yaml": edition})
    assert {each.level for each in problems} == {Level.WAIVED}
    assert len(problems) == len(example.expected)
