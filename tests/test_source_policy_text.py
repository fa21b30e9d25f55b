"""What the checker must find in the published policy about marketing, cookies, coverage, claims, text and versions.

The numbers are the rows of the acceptance table that was made from that policy before there was a checker; a file and
line is the one at which the fact or sentence stands in the transcription.
"""

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from policygen import disk, prose, rules
from policygen.load import load
from policygen.model.policy import CONTENT
from policygen.problems import Problem
from policygen.tree import Tree

SITE = Path(__file__).parent / "sites" / "source-policy"

MUST = {
    (6, "COV-basis-unused"): [f"legal_bases.yaml:{line}" for line in (12, 16, 20, 24)],
    (8, "CLAIM-no-marketing-sharing"): ["pages/privacy.md:88"] * 4,
    (9, "CLAIM-processors-only"): ["pages/privacy.md:88"] * 3,
    (10, "PECR-6-inventory"): [f"cookies.yaml:{line}" for line in (8, 15, 19, 24)],
    (11, "PECR-6-mechanism"): ["cookies.yaml:4"],
    (12, "CONSENT-change"): ["cookies.yaml:4"],
    (13, "COOKIE-indefinite"): ["cookies.yaml:21"],
    (14, "COOKIE-nolife"): ["cookies.yaml:15", "cookies.yaml:24"],
    (15, "CLAIM-anonymous"): ["pages/privacy.md:63"],
    (16, "PECR-22-basis"): ["purposes.yaml:41"],
    (17, "PECR-22-thirdparty"): ["purposes.yaml:32"],
    (25, "VER-effective"): ["policy.yaml:2"],
    (25, "VER-id"): ["policy.yaml:2"],
    (27, "LINK-lookalike"): ["pages/privacy.md:82"],
    (27, "LINK-scheme"): ["pages/privacy.md:82"],
    (28, "COV-named-party"): ["purposes.yaml:9"],
    (29, "TEXT-dangling"): ["pages/privacy.md:21"],
    (30, "COV-promise"): ["site.yaml:12"],
    (33, "COV-recipient-unused"): [f"third_parties.yaml:{line}" for line in (24, 32, 36, 39, 43)],
    (35, "EPRIV-5-3-tech"): ["data.yaml:33"],
    (51, "PECR-6-consent"): [f"cookies.yaml:{line}" for line in (15, 19, 24)],
}
"""The release gate."""

SHOULD = {
    (39, "PECR-23-optout"): ["purposes.yaml:32", "purposes.yaml:44"],
    (39, "TEXT-gap"): ["pages/privacy.md:102"],
    (40, "PECR-22-channels"): ["purposes.yaml:32", "purposes.yaml:44"],
    (41, "CLAIM-never-longer"): ["pages/privacy.md:115"],
    (44, "GDPR-6-1-c-law"): ["legal_bases.yaml:24"],
    (46, "COV-data-unused"): ["data.yaml:17", "data.yaml:21", "data.yaml:32"],
    (47, "COV-channel"): ["data.yaml:6", "data.yaml:6", "data.yaml:26", "purposes.yaml:44", "site.yaml:11"],
    (50, "CONSENT-life"): ["cookies.yaml:4"],
    (53, "COOKIE-purpose-gap"): ["cookies.yaml:15", "cookies.yaml:19"],
    (54, "TEXT-order"): ["pages/privacy.md:120"],
    (55, "TEXT-runon"): ["pages/privacy.md:91"],
    (56, "TEXT-hedge"): [f"pages/privacy.md:{line}" for line in (27, 31, 86)],
    (57, "TEXT-longsentence"): [f"pages/privacy.md:{line}" for line in (33, 47, 91, 99)],
    (58, "TEXT-spelling"): ["pages/privacy.md:126"],
    (59, "TEXT-stalename"): ["third_parties.yaml:15"],
    (60, "TEXT-term"): ["pages/privacy.md:93"],
}
"""What the table calls good to find. Of row 53 the facts tell that the category which could keep the basket serves no
purpose; that it keeps the basket stands only in the prose."""

SILENT = {
    "COOKIE-dup", "COOKIE-provider", "COOKIE-session", "PECR-A1-ukonly", "PECR-A1-4-strict", "TEXT-grade",
    "META-waiver", "META-attest",
}  # fmt: skip
ELSEWHERE = ("CCPA-", "CH-", "BR-", "CA-")

CONTRADICTED = {
    "CLAIM-no-marketing-sharing": {"purposes.yaml:20", "purposes.yaml:30", "purposes.yaml:42"},
    "CLAIM-processors-only": {"third_parties.yaml:15", "third_parties.yaml:33", "third_parties.yaml:40"},
    "CLAIM-anonymous": {"data.yaml:29"},
    "CLAIM-never-longer": {"retention.yaml:6"},
}


@cache
def found() -> tuple[Problem, ...]:
    content, _ = disk.read(SITE / CONTENT, CONTENT)
    return checked(content)


def checked(content: Tree) -> tuple[Problem, ...]:
    loaded = load(content)
    assert loaded.policy
    proses = tuple(prose.parse(page) for page in loaded.policy.pages)
    return rules.check(rules.case_of(loaded.policy, proses, date(2026, 11, 22)), loaded.places)


@pytest.mark.parametrize(("row", "code"), MUST | SHOULD)
def test_it_is_found_where_it_stands_and_as_often(row: int, code: str) -> None:
    places = [f"{each.place.file.removeprefix(CONTENT)}:{each.place.line}" for each in found() if each.code == code]
    assert Counter(places) == Counter((MUST | SHOULD)[row, code])


@pytest.mark.parametrize("code", CONTRADICTED)
def test_a_contradiction_shows_both_places(code: str) -> None:
    others = [each.related[0].place for each in found() if each.code == code]
    assert {f"{place.file.removeprefix(CONTENT)}:{place.line}" for place in others} == CONTRADICTED[code]


def test_row_52_is_found_once_somebody_writes_down_what_the_prose_only_hints_at() -> None:
    """The notice calls “return to pages you have seen before” strictly necessary, and ties it to no purpose."""
    content, _ = disk.read(SITE / CONTENT, CONTENT)
    file = f"{CONTENT}cookies.yaml"
    encoded = b"exemption: strictly-necessary\n    purposes: [personalise-shopping]"
    content = {**content, file: content[file].replace(b"exemption: strictly-necessary", encoded)}
    (strict,) = (each for each in checked(content) if each.code == "PECR-A1-4-strict")
    assert (strict.place.file, strict.place.line) == (file, 12)


def test_nothing_is_found_that_is_not_there() -> None:
    assert {each.code for each in found() if each.code in SILENT or each.code.startswith(ELSEWHERE)} == set()
