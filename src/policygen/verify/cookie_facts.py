"""What the pages must say of cookies, if they say what the manifest says: label by label, for each record."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from policygen.model import countries
from policygen.verify.records import CAPTION, DESCRIPTION, HEADING, SECTION
from policygen.verify.tables import NOT_STATED

Entry: TypeAlias = Mapping[str, Any]
Names: TypeAlias = Mapping[str, Mapping[str, str | None]]
"""What the entries of each list are called, by their ids."""


@dataclass(frozen=True, slots=True)
class Lifetime:
    """A length of time, in whatever words it is said."""

    iso: str | None
    seconds: int | None


Expectation: TypeAlias = str | tuple[str, ...] | Lifetime | None
"""The text, one of several texts, a length of time, or None where nobody has said anything."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A record by its id on the page; `page_only` are labels of which the manifest says nothing.

    One that says nothing is not `needed` on any page.
    """

    id: str
    code: str
    facts: Mapping[str, Expectation]
    page_only: frozenset[str] = frozenset()
    needed: bool = True


_KINDS = {
    "cookie": "Cookie",
    "local-storage": "Local storage",
    "session-storage": "Session storage",
    "indexed-db": "IndexedDB",
    "cache-storage": "Cache storage",
    "pixel": "Pixel",
    "fingerprint": "Device fingerprint",
    "sdk": "Software kit",
}
_MECHANISMS = {
    "banner": "A banner",
    "preferences-page": "A preferences page",
    "account-settings": "Settings of your account",
    "browser-settings": "The settings of your browser",
    "none": "There is none",
}
_EXEMPTIONS = {
    "strictly-necessary": "Strictly necessary",
    "transmission": "Transmission",
    "statistical": "Statistics",
    "appearance": "Appearance",
    "emergency": "Emergency",
}
_CHOICES = {
    (True, "granted"): "Always on",
    (False, "granted"): "On unless you object",
    (False, "denied"): "Off until you agree",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_STATUSES = {"in-force": "In force", "upcoming": "Upcoming", "superseded": "Superseded", "draft": "Draft"}
_MATCHES = {"exact": "exactly this name", "glob": "* stands for any characters"}
_PARTIES = {"first": "this site", "third": "another site"}
_SAME_SITE = {"strict": "never", "lax": "when you follow a link", "none": "always"}


def version(manifest: Entry) -> Expected:
    facts = {
        "Version": manifest["policy_version"],
        "In force from": None if manifest["effective"] is None else day(date.fromisoformat(manifest["effective"])),
        "Status": _STATUSES[manifest["status"]],
        "Consent version": str(manifest["consent_version"]),
    }
    return Expected("version-facts", "VERIFY-version", facts, frozenset({"Published", "Released with open findings"}))


def expected(manifest: Entry) -> Iterator[Expected]:
    """Every record but that of the version, which stands on each page."""
    language = manifest["site"]["default_language"]
    names = {
        "categories": {entry["id"]: _in(entry["label"], language) for entry in manifest["categories"]},
        "services": {entry["id"]: _in(entry["label"], language) for entry in manifest["services"]},
        "providers": {entry["id"]: entry["name"] for entry in manifest["providers"]},
        "items": {entry["id"]: entry["name"] for entry in manifest["items"]},
    }
    yield _site(manifest["site"])
    yield _consent(manifest["consent"], names)
    yield from (_category(entry, language) for entry in manifest["categories"])
    yield from (_service(entry, language, names) for entry in manifest["services"])
    yield from (_provider(entry) for entry in manifest["providers"])
    yield from (_item(entry, language, names) for entry in manifest["items"])


def day(value: date) -> str:
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def yes_or_no(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"


def listed(values: Iterable[object]) -> str | None:
    return ", ".join(str(value) for value in values) or None


def _site(site: Entry) -> Expected:
    facts = {"Name": site["name"], "Address": site["url"], "Language": site["default_language"]}
    return Expected("site-facts", "VERIFY-version", facts)


def _consent(consent: Entry, names: Names) -> Expected:
    facts = {
        "How you choose": _MECHANISMS.get(consent["mechanism"]),
        "Change your choice": consent["change_url"],
        "Your choice lasts": Lifetime(consent["lifetime"], consent["lifetime_seconds"]),
        "Remembered in": names["items"].get(consent["record"]),
    }
    only = {"Refusing all is as easy as accepting", "Choice by category", "Global Privacy Control is honoured"}
    needed = any(value is not None for value in consent.values())
    return Expected("consent-facts", "VERIFY-consent", facts, frozenset(only), needed)


def _category(category: Entry, language: str) -> Expected:
    facts = {
        HEADING: _in(category["label"], language),
        DESCRIPTION: _in(category["description"], language),
        "Choice": _CHOICES.get((category["required"], category["default"]), NOT_STATED),
        "Exception": _EXEMPTIONS.get(category["exemption"]),
        "Purposes": listed(_in(purpose["label"], language) for purpose in category["purposes"]),
        "Google consent types": listed(category["google_consent"]),
        "TCF purposes": listed(category["tcf_purposes"]),
    }
    return Expected(SECTION + category["id"], "VERIFY-category", facts, frozenset({"Lasts", "Combined with"}))


def _service(service: Entry, language: str, names: Names) -> Expected:
    facts = {
        "Service": _in(service["label"], language),
        "Provider": names["providers"].get(service["provider"]),
        "Category": names["categories"].get(service["category"]),
        "Scripts from": listed(service["script_domains"]),
        "Opt out": service["opt_out_url"],
    }
    return Expected(f"service-{service['id']}", "VERIFY-service", facts)


def _provider(provider: Entry) -> Expected:
    facts = {
        "Provider": provider["name"],
        "Part of this site": yes_or_no(provider["first_party"]),
        "Countries": listed(countries.names().get(code, code) for code in provider["countries"]),
        "Privacy notice": provider["privacy_url"],
    }
    return Expected(f"provider-{provider['id']}", "VERIFY-provider", facts)


def _item(item: Entry, language: str, names: Names) -> Expected:
    use, category = item["purpose_type"], names["categories"].get(item["category"])
    service = names["services"].get(item["service"])
    facts = {
        HEADING: category,
        CAPTION: (str(category), f"{category}: {service}") if service else category,
        "Name": item["name"],
        "Kind": _KINDS[item["kind"]],
        "Provider": names["providers"].get(item["provider"]),
        "Purpose": _in(item["purpose"], language),
        "Lasts": _in(item["duration_text"], language),
        "Name matching": _MATCHES[item["match"]["type"]],
        "Use": use and use.replace("-", " ").capitalize(),
        "Service": service,
        "Party": _PARTIES.get(item["party"]),
        "Read by others": yes_or_no(item["third_party_access"]),
        "Stored for": listed(item["domains"]),
        "Own host only": yes_or_no(item["host_only"]),
        "Path": item["path"],
        "Renewed at each visit": yes_or_no(item["refreshes"]),
        "HTTPS only": yes_or_no(item["secure"]),
        "Hidden from scripts": yes_or_no(item["http_only"]),
        "Sent from other sites": _SAME_SITE.get(item["same_site"]),
        "Kept apart for each site": yes_or_no(item["partitioned"]),
    }
    only = frozenset({"Stored before you choose", "Data", "Also used to", "Checked"})
    return Expected(f"cookie-{item['id']}", "VERIFY-item", facts, only)


def _in(text: Entry | None, language: str) -> str | None:
    """None also where the text is not there in that language, which is a problem of its own."""
    found: str | None = (text or {}).get(language)
    return found
