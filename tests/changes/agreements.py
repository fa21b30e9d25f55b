"""A category and an item to which people agreed, and manifests made of such."""

from typing import Any

from policygen.consent import consent_hash

Json = dict[str, Any]

ITEM: Json = {
    "id": "ga", "name": "_ga", "match": {"type": "exact", "value": "_ga"}, "kind": "cookie", "category": "analytics",
    "service": None, "provider": "count-inc", "party": "first", "third_party_access": False, "domains": ["a.example"],
    "host_only": None, "path": None, "purpose": None, "purpose_type": "analytics", "duration": "P13M",
    "max_age_seconds": 34164000, "duration_text": {"en": "13 months"}, "refreshes": False, "secure": None,
    "http_only": None, "same_site": None, "partitioned": None,
}  # fmt: skip
CATEGORY: Json = {
    "id": "analytics", "label": {"en": "Analytics"}, "description": None, "required": False, "exemption": None,
    "default": "denied", "consent_hash": "", "still_valid": [],
    "purposes": [{"id": "counting", "label": {"en": "Counting"}}],
    "google_consent": ["analytics_storage"], "tcf_purposes": [8],
}  # fmt: skip


def agreed_manifest(categories: list[Json], items: list[Json]) -> Json:
    hashed = [
        {**each, "consent_hash": None if each["consent_hash"] is None else consent_hash(each, items)}
        for each in categories
    ]
    return {"categories": hashed, "items": items, "consent_version": 1}
