"""What people agree to when they accept a category of cookies, as one digest."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from policygen.canonical import canonical


def consent_hash(category: Mapping[str, Any], items: Sequence[Mapping[str, Any]]) -> str:
    """SHA-256, in hexadecimal, over the facts of a manifest's category and of those `items` that are in it.

    Anybody can compute it from the manifest alone. It is the digest of the canonical JSON (RFC 8785) of
    `{"google_consent", "items", "purposes", "tcf_purposes"}`: what the consent is for (the ids of the purposes, the
    consent types and the framework's purposes, sorted) and what is stored: for each item how it is recognised
    (`match`), its `kind`, who stores it (`provider`), to whom it is open (`party`, `third_party_access`, `domains`),
    the use it is put to (`purpose_type`) and how long it lasts (`max_age_seconds`, `refreshes`), sorted.

    Left out are ids of items, labels and wording, language and order, since they change nothing for people; `duration`
    and `duration_text`, since P12M and P1Y are one lifetime; `service`, a product that the provider may rename; and
    `path`, `host_only`, `secure`, `http_only`, `same_site` and `partitioned`, with which a site guards what people
    have agreed to and on which nobody bases a choice. Whether a change of these facts is a widening is for those to
    judge who compare two manifests: the digest only says that the facts are others.
    """
    inside = [_agreed(item) for item in items if item["category"] == category["id"]]
    agreed = {
        "purposes": sorted(purpose["id"] for purpose in category["purposes"]),
        "google_consent": sorted(category["google_consent"]),
        "tcf_purposes": sorted(category["tcf_purposes"]),
        "items": sorted(inside, key=canonical),
    }
    return hashlib.sha256(canonical(agreed)).hexdigest()


def _agreed(item: Mapping[str, Any]) -> dict[str, Any]:
    told = ("match", "kind", "provider", "party", "third_party_access", "purpose_type", "max_age_seconds", "refreshes")
    return {field: item[field] for field in told} | {"domains": sorted(item["domains"])}
