"""The real notice, transcribed with its gaps and faults: what the rules must find in it, where, and what they must not.

The expected findings were written down from the notice itself, before there was any rule.
"""

import re
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from policygen import disk, prose, rules
from policygen.load import load
from policygen.model.policy import CONTENT
from policygen.problems import Level, Problem

PROJECT = Path(__file__).parent.parent
SOURCE = PROJECT / "tests" / "sites" / "source-policy" / CONTENT
REFERENCE = PROJECT / CONTENT

EXPECTED = """
error    GDPR-13-2-d-authority     rights:27
error    UK-13-2-ca-complaint      rights:2
error    GDPR-6-9-confusion        legal_bases:15 legal_bases:19
warning  GDPR-9-unused             legal_bases:15 legal_bases:19
error    GDPR-13-1-c-basis         purposes:6 purposes:13 purposes:23
error    GDPR-13-1-d-interest      purposes:41
person   GDPR-6-1-f-lia            purposes:41
warning  GDPR-6-multi              purposes:40
error    GDPR-21-2-marketing       rights:17
warning  GDPR-21-4-separate        pages/privacy:111
warning  GDPR-7-3-route            rights:20
warning  GDPR-12-3-time            rights:1
warning  GDPR-12-6-id              rights:24
error    UK-164A-channel           rights:30
warning  UK-164A-ack               rights:28
error    GDPR-13-1-a-placeholder   rights:30 site:23
warning  GDPR-13-1-b-dpo           site:1
warning  UK-TRADING-25             site:17
info     GDPR-children-declared    site:1
warning  GDPR-13-1-f-undeclared    third_parties:1
warning  GDPR-13-1-f-country       third_parties:6 :10 :14 :19 :23 :27 :31 :35 :38 :42
warning  GDPR-13-1-e-precision     third_parties:7 :11 :20 :24 :28 :32 :36 :39 :43
warning  GDPR-13-1-e-role          third_parties:6 :10 :14 :19 :23 :27 :35 :42
warning  GDPR-13-2-a-blanket       retention:6
warning  GDPR-13-2-a-start         retention:6
warning  GDPR-13-2-a-hedged        retention:7
warning  GDPR-13-2-f-adm           purposes:21
warning  GDPR-13-2-e-provision     data:12 :16 :20 :24 :31
warning  GDPR-14-source-undeclared data:12 :16 :20
"""
"""Level, rule, and each place: the file under content/ and the line; a bare line is in the file before it."""

NEVER = (
    *("GDPR-13-1-a-identity", "GDPR-13-1-a-contact", "GDPR-13-1-c-purpose", "GDPR-13-1-e-missing"),
    *("GDPR-13-2-a-missing", "GDPR-13-2-a-criteria", "GDPR-13-2-b-*", "GDPR-13-2-c-withdraw", "GDPR-9-condition"),
    *("GDPR-27-*", "GDPR-12-5-fee", "COOKIE-dup", "COOKIE-provider", "COOKIE-session", "GDPR-44-mechanism"),
    *("CCPA-*", "CH-*", "BR-*", "CA-*", "PECR-A1-ukonly", "TEXT-grade"),
)
"""Rules that have nothing to find there; each would be a false alarm."""


def checked(folder: Path) -> tuple[Problem, ...]:
    content, _ = disk.read(folder, CONTENT)
    loaded = load(content)
    assert loaded.policy, loaded.problems
    return rules.check(
        rules.case_of(loaded.policy, tuple(map(prose.parse, loaded.policy.pages)), date(2026, 11, 22)), loaded.places
    )


FOUND = checked(SOURCE)


def rows() -> list[tuple[str, str, list[str]]]:
    split = [line.split() for line in EXPECTED.strip().splitlines()]
    return [(level, code, _places(told)) for level, code, *told in split]


def _places(told: list[str]) -> list[str]:
    file = told[0].partition(":")[0]
    return sorted(f"{place.partition(':')[0] or file}:{place.partition(':')[2]}" for place in told)


def _place(problem: Problem) -> str:
    return f"{re.sub(r'content/|[.](yaml|md)', '', problem.place.file)}:{problem.place.line}"


@pytest.mark.parametrize(("level", "code", "places"), rows(), ids=[code for _, code, _ in rows()])
def test_it_is_found_where_it_stands(level: str, code: str, places: list[str]) -> None:
    found = [problem for problem in FOUND if problem.code == code]
    assert sorted(map(_place, found)) == places
    assert {problem.level for problem in found} == {Level(level)}


@pytest.mark.parametrize("code", NEVER)
def test_it_is_no_false_alarm(code: str) -> None:
    assert [problem for problem in FOUND if fnmatchcase(problem.code, code)] == []


def test_the_reference_content_breaks_no_law() -> None:
    assert [problem for problem in checked(REFERENCE) if problem.level is Level.ERROR] == []
