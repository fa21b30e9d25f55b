"""The digest of what people agree to: it moves with the facts of their consent, and with nothing else."""
# ruff: noqa: E501 -- a case stays on its line

import hashlib
from typing import Any

import pytest

from policygen.consent import consent_hash

CATEGORY: dict[str, Any] = {
    "id": "analytics",
    "label": {"en": "Analytics"},
    "description": None,
    "purposes": [{"id": "counting", "label": {"en": "Counting"}}, {"id": "testing", "label": {"en": "Testing"}}],
    "google_consent": ["ad_storage", "analytics_storage"],
    "tcf_purposes": [8, 9],
}
ITEM: dict[str, Any] = {
    "id": "ga",
    "name": "_ga_*",
    "match": {"type": "glob", "value": "_ga_*"},
    "kind": "cookie",
    "category": "analytics",
    "service": "counter",
    "provider": "count-inc",
    "party": "third",
    "third_party_access": True,
    "domains": ["a.example", "b.example"],
    "host_only": False,
    "path": "/",
    "purpose": {"en": "Counts visits."},
    "purpose_type": "analytics",
    "duration": "P12M",
    "max_age_seconds": 31536000,
    "duration_text": {"en": "12 months"},
    "refreshes": False,
    "secure": False,
    "http_only": False,
    "same_site": "none",
    "partitioned": False,
}
SECOND = {**ITEM, "id": "second", "match": {"type": "exact", "value": "b"}}
ELSEWHERE = {**ITEM, "id": "elsewhere", "category": "marketing"}
HASH = consent_hash(CATEGORY, [ITEM, SECOND])


def test_anybody_can_compute_it() -> None:
    told = (
        '"domains":["a.example","b.example"],"kind":"cookie","match":{"type":"%s","value":"%s"},"max_age_seconds":31536000,'
        '"party":"third","provider":"count-inc","purpose_type":"analytics","refreshes":false,"third_party_access":true'
    )
    agreed = (
        '{"google_consent":["ad_storage","analytics_storage"],'
        f'"items":[{{{told % ("exact", "b")}}},{{{told % ("glob", "_ga_*")}}}],'
        '"purposes":["counting","testing"],"tcf_purposes":[8,9]}'
    )
    assert hashlib.sha256(agreed.encode()).hexdigest() == HASH


@pytest.mark.parametrize(
    "changed",
    [
        {"match": {"type": "exact", "value": "_ga_*"}},
        {"kind": "pixel"},
        {"provider": "other"},
        {"party": None},
        {"third_party_access": None},
        {"domains": ["a.example"]},
        {"purpose_type": "advertising"},
        {"max_age_seconds": 34164000},
        {"refreshes": True},
        {"category": "marketing"},
    ],
)
def test_a_fact_of_an_item_moves_it(changed: dict[str, Any]) -> None:
    assert consent_hash(CATEGORY, [{**ITEM, **changed}, SECOND]) != HASH


@pytest.mark.parametrize(
    "changed",
    [
        {"purposes": CATEGORY["purposes"][:1]},
        {"google_consent": ["ad_storage"]},
        {"tcf_purposes": []},
    ],
)
def test_a_fact_of_the_category_moves_it(changed: dict[str, Any]) -> None:
    assert consent_hash({**CATEGORY, **changed}, [ITEM, SECOND]) != HASH


def test_one_item_more_or_less_moves_it() -> None:
    assert len({HASH, consent_hash(CATEGORY, [ITEM]), consent_hash(CATEGORY, [ITEM, SECOND, SECOND])}) == 3


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "other", "name": "shown otherwise", "service": None},
        {"purpose": {"en": "Counts what you visit.", "fr": "Compte."}, "duration_text": {"en": "1 year"}, "duration": "P1Y"},
        {"domains": ["b.example", "a.example"]},
        {"path": "/shop", "host_only": True, "secure": True, "http_only": True, "same_site": "lax", "partitioned": True},
    ],
)  # fmt: skip
def test_ids_wording_order_and_safeguards_do_not_move_it(changed: dict[str, Any]) -> None:
    assert consent_hash(CATEGORY, [SECOND, {**ITEM, **changed}]) == HASH


def test_the_wording_of_the_category_does_not_move_it() -> None:
    purposes = [{"id": "testing", "label": {"fr": "x"}}, {"id": "counting", "label": {"fr": "y"}}]
    turned = {"purposes": purposes, "google_consent": ["analytics_storage", "ad_storage"], "tcf_purposes": [9, 8]}
    assert consent_hash({**CATEGORY, **turned, "label": {}, "description": {}}, [ITEM, SECOND, ELSEWHERE]) == HASH
