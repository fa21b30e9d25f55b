"""The cookie manifest: what front ends read, from the same records as the page."""

from datetime import date
from typing import Any

from policygen import consent, durations, wording
from policygen.joins import choice, storage
from policygen.joins.finding import find
from policygen.model.cookies import Consent, CookieCategory, Item, Service
from policygen.model.policy import Policy

Json = dict[str, Any]

SCHEMA_VERSION = 1
PATH = "cookies/manifest.json"
SCHEMA_PATH = "cookies/manifest.schema.json"
DEFAULTS = {"always": "granted", "unless-objected": "granted", "after-consent": "denied", None: None}


def manifest(policy: Policy, consent_version: int) -> Json:
    """The manifest of a first version, in the shape of contract/manifest.schema.json: all but `status`, which moves."""
    stored, language = storage.of(policy), policy.site.language
    items = [_item(each, stored, language) for each in stored.cookies.items]
    return {
        "$schema": policy.site.base_url + SCHEMA_PATH,
        "schema_version": SCHEMA_VERSION,
        "policy_version": policy.policy.version,
        "consent_version": consent_version,
        "effective": _day(policy.policy.effective),
        "site": _site(policy),
        "consent": _consent(stored.cookies.consent or Consent()),
        "categories": [_category(each, policy, items) for each in stored.cookies.categories],
        "services": [_service(each, language) for each in stored.cookies.services],
        "providers": [_provider(each) for each in stored.providers()],
        "items": items,
    }


def standing(sealed: Json, status: str) -> Json:
    """The manifest as it is served at the address that moves: with the one thing that the calendar moves."""
    return {**sealed, "status": status}


def _day(when: date | None) -> str | None:
    return when.isoformat() if when else None


def _localised(text: str | None, language: str) -> Json | None:
    return {language: text} if text is not None else None


def _site(policy: Policy) -> Json:
    site = policy.site
    return {
        "name": site.name,
        "url": site.base_url,
        "languages": [site.language],
        "default_language": site.language,
    }


def _consent(choosing: Consent) -> Json:
    lifetime = choosing.lifetime
    return {
        "mechanism": choosing.mechanism,
        "change_url": choosing.change_url,
        "lifetime": durations.iso(lifetime) if lifetime else None,
        "lifetime_seconds": durations.seconds(lifetime) if lifetime else None,
        "record": choosing.record,
    }


def _category(category: CookieCategory, policy: Policy, items: list[Json]) -> Json:
    language, chosen = policy.site.language, choice.of(category)
    purposes = [wording.called(find(policy, "purposes.purposes", each)) for each in category.purposes]
    entry: Json = {
        "id": category.id,
        "label": {language: category.label},
        "description": _localised(category.description, language),
        "required": chosen == "always",
        "exemption": category.exemption,
        "default": DEFAULTS[chosen],
        "purposes": [
            {"id": key, "label": {language: label}} for key, label in zip(category.purposes, purposes, strict=True)
        ],
        "google_consent": list(category.google_consent),
        "tcf_purposes": list(category.tcf_purposes),
    }
    inside = [item for item in items if item["category"] == category.id]
    entry["consent_hash"] = consent.consent_hash(entry, inside) if chosen == "after-consent" else None
    entry["still_valid"] = []
    return entry


def _service(service: Service, language: str) -> Json:
    return {
        "id": service.id,
        "label": {language: service.label},
        "provider": service.provider,
        "category": service.category,
        "script_domains": list(service.script_domains),
        "opt_out_url": service.opt_out_url,
    }


def _provider(provider: storage.Provider) -> Json:
    return {
        "id": provider.id,
        "name": provider.name,
        "first_party": provider.first_party,
        "countries": list(provider.countries),
        "privacy_url": provider.privacy_url,
    }


def _item(item: Item, stored: storage.Storage, language: str) -> Json:
    category, provider, lasts = stored.category_of(item), stored.provider_of(item), item.duration
    return {
        "id": item.id,
        "name": item.name,
        "match": {"type": item.matching, "value": item.name},
        "kind": item.kind,
        "category": category.id if category else None,
        "service": item.service,
        "provider": provider.id if provider else None,
        "party": item.party,
        "third_party_access": item.third_party_access,
        "domains": list(item.domains),
        "host_only": item.host_only,
        "path": item.path,
        "purpose": _localised(item.purpose, language),
        "purpose_type": item.purpose_type,
        "duration": durations.iso(lasts) if lasts else None,
        "max_age_seconds": durations.seconds(lasts) if lasts else None,
        "duration_text": _localised(durations.words(lasts) if lasts else None, language),
        "refreshes": item.refreshes,
        "secure": item.secure,
        "http_only": item.http_only,
        "same_site": item.same_site,
        "partitioned": item.partitioned,
    }
