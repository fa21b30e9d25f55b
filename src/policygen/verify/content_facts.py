"""What manifest and pages must say of cookies, if they say what the content says."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from policygen import durations
from policygen.durations import Duration
from policygen.model.activity import Activity
from policygen.model.cookies import Consent, CookieCategory, Cookies, Item, Service
from policygen.model.policy import Policy
from policygen.model.third_parties import ThirdParty
from policygen.verify.cookie_facts import day, listed, yes_or_no
from policygen.verify.records import SECTION

Facts: TypeAlias = dict[str, Any]

_OBJECTED_TO = ("statistical", "appearance")
"""Exceptions that hold only until people object (UK PECR Schedule A1)."""
_AS_WRITTEN = (
    "name", "kind", "service", "party", "third_party_access", "host_only", "path", "purpose_type", "refreshes",
    "secure", "http_only", "same_site", "partitioned",
)  # fmt: skip


def whole(policy: Policy) -> Facts:
    effective = policy.policy.effective
    return {"policy_version": policy.policy.version, "effective": effective and effective.isoformat()}


def site(policy: Policy) -> Facts:
    said = policy.site
    return {"name": said.name, "url": said.base_url, "languages": [said.language], "default_language": said.language}


def consent(policy: Policy) -> Facts:
    said = _cookies(policy).consent or Consent()
    lasts = _lasts(said.lifetime, policy)
    fields = {field: getattr(said, field) for field in ("mechanism", "change_url", "record")}
    return {**fields, "lifetime": lasts["duration"], "lifetime_seconds": lasts["max_age_seconds"]}


def entries(policy: Policy) -> Mapping[str, Mapping[str, Facts]]:
    """Each list of the manifest by the ids of its entries; of providers those that something is said to be from."""
    said = _cookies(policy)
    by_id = {service.id: service for service in said.services}
    items = {item.id: _item(item, by_id, policy) for item in said.items}
    services = {service.id: _service(service, policy) for service in said.services}
    named = {entry["provider"] for entry in (*items.values(), *services.values())}
    return {
        "categories": {category.id: _category(category, policy) for category in said.categories},
        "services": services,
        "providers": {key: facts for key, facts in _providers(policy).items() if key in named},
        "items": items,
    }


def page_only(policy: Policy) -> Mapping[str, Mapping[str, str | None]]:
    """What the pages say and the manifest does not, by the ids of the records on the page."""
    said, published = _cookies(policy), policy.policy.published
    return {
        "version-facts": {"Published": day(published) if published else None},
        "consent-facts": _choosing(said.consent or Consent()),
        **{SECTION + category.id: _habits(policy, category) for category in said.categories},
        **{f"cookie-{item.id}": _remarks(policy, item) for item in said.items},
    }


def _choosing(said: Consent) -> dict[str, str | None]:
    return {
        "Refusing all is as easy as accepting": yes_or_no(said.reject_all),
        "Choice by category": yes_or_no(said.granular),
        "Global Privacy Control is honoured": yes_or_no(said.gpc),
    }


def _habits(policy: Policy, category: CookieCategory) -> dict[str, str | None]:
    lasts = durations.words(category.lifetime) if category.lifetime else None
    return {"Lasts": lasts, "Combined with": _data(policy, category.combined_with)}


def _remarks(policy: Policy, item: Item) -> dict[str, str | None]:
    return {
        "Stored before you choose": yes_or_no(item.set_before_consent),
        "Data": _data(policy, item.data),
        "Also used to": "; ".join(_doing(policy, each) for each in item.activities) or None,
        "Checked": f"{day(item.verified.on)}, {item.verified.by}" if item.verified else None,
    }


def _doing(policy: Policy, activity: Activity) -> str:
    labels = {each.id: each.label for each in policy.purposes.purposes} if policy.purposes else {}
    served = listed(labels[key] for key in activity.purposes)
    return f"{activity.what} ({served})" if served else activity.what


def _data(policy: Policy, keys: Iterable[str]) -> str | None:
    labels = {each.id: each.label for each in policy.data.categories} if policy.data else {}
    return listed(labels[key] for key in keys)


def _cookies(policy: Policy) -> Cookies:
    return policy.cookies or Cookies()


def _item(item: Item, services: Mapping[str, Service], policy: Policy) -> Facts:
    service = services.get(item.service or "")
    globbed = "*" in item.name if item.match is None else item.match == "glob"
    return {
        **{field: getattr(item, field) for field in _AS_WRITTEN},
        **_lasts(item.duration, policy),
        "match": {"type": "glob" if globbed else "exact", "value": item.name},
        "category": item.category or (service and service.category),
        "provider": item.provider or (service and service.provider),
        "domains": list(item.domains),
        "purpose": _spoken(item.purpose, policy),
    }


def _category(category: CookieCategory, policy: Policy) -> Facts:
    exempt, asked = category.consent == "exempt", category.consent == "required"
    labels = {each.id: each.label for each in policy.purposes.purposes} if policy.purposes else {}
    return {
        "label": _spoken(category.label, policy),
        "description": _spoken(category.description, policy),
        "required": exempt and category.exemption not in _OBJECTED_TO,
        "exemption": category.exemption,
        "default": "granted" if exempt else "denied" if asked else None,
        "purposes": [{"id": key, "label": _spoken(labels[key], policy)} for key in category.purposes],
        "google_consent": list(category.google_consent),
        "tcf_purposes": list(category.tcf_purposes),
    }


def _service(service: Service, policy: Policy) -> Facts:
    return {
        "label": _spoken(service.label, policy),
        "provider": service.provider,
        "category": service.category,
        "script_domains": list(service.script_domains),
        "opt_out_url": service.opt_out_url,
    }


def _providers(policy: Policy) -> dict[str, Facts]:
    """Controllers of the site and third parties alike, since both can store something."""
    declared = policy.third_parties.third_parties if policy.third_parties else ()
    found: dict[str, Facts] = {}
    for own in policy.site.controllers:
        found[own.id] = {"name": own.legal_name, "first_party": True, "privacy_url": None}
        found[own.id]["countries"] = [own.country] if own.country else []
    for other in (each for each in declared if isinstance(each, ThirdParty)):
        found[other.id] = {"name": other.name or other.kind, "first_party": False, "privacy_url": other.privacy_url}
        found[other.id]["countries"] = list(other.countries)
    return found


def _spoken(text: str | None, policy: Policy) -> dict[str, str] | None:
    return None if text is None else {policy.site.language: text}


def _lasts(duration: Duration | None, policy: Policy) -> Facts:
    return {
        "duration": durations.iso(duration) if duration else None,
        "max_age_seconds": durations.seconds(duration) if duration else None,
        "duration_text": _spoken(durations.words(duration) if duration else None, policy),
    }
