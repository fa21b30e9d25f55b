"""Every field of every entry of the built manifest, altered in one place with all digests made to fit, is found out."""
# ruff: noqa: E501 -- a case stays on its line

import re
from typing import Any

import pytest
from built_site import MANIFEST, judged, manifest, with_manifest

from policygen.canonical import canonical
from policygen.problems import Problem

LABELS = {
    "categories": {
        "label": "heading of its section", "description": "description", "required": "Choice", "default": "Choice",
        "exemption": "Exception", "purposes": "Purposes", "google_consent": "Google consent types",
        "tcf_purposes": "TCF purposes",
    },
    "services": {
        "label": "Service", "provider": "Provider", "category": "Category", "script_domains": "Scripts from",
        "opt_out_url": "Opt out",
    },
    "providers": {
        "name": "Provider", "first_party": "Part of this site", "countries": "Countries", "privacy_url": "Privacy notice",
    },
    "items": {
        "name": "Name", "match": "Name matching", "kind": "Kind", "category": "heading of its section", "service": "Service",
        "provider": "Provider", "party": "Party", "third_party_access": "Read by others", "domains": "Stored for",
        "host_only": "Own host only", "path": "Path", "purpose": "Purpose", "purpose_type": "Use",
        "duration_text": "Lasts", "refreshes": "Renewed at each visit", "secure": "HTTPS only",
        "http_only": "Hidden from scripts", "same_site": "Sent from other sites", "partitioned": "Kept apart for each site",
    },
}  # fmt: skip
"""Each field of an entry with the label under which a page shows it."""
IDS = {"categories": "cookie-category-", "services": "service-", "providers": "provider-", "items": "cookie-"}
WORDS = {
    "kind": ("pixel", "sdk"),
    "party": ("first", "third"),
    "same_site": ("strict", "none"),
    "purpose_type": ("social", "load-balancing"),
    "default": ("granted", "denied"),
    "exemption": ("emergency", "appearance"),
}
UNSAID = {**{each: {"en-GB": "Somewhat"} for each in ("purpose", "description", "duration_text")}, "path": "/other"}


def other(field: str, value: Any, entries: list[Any]) -> Any:
    """A value that the schema lets pass and that is not this one."""
    if field in WORDS:
        return next(word for word in WORDS[field] if word != value)
    match value:
        case None | True if field not in (
            "path",
            "opt_out_url",
            "privacy_url",
            "purpose",
            "description",
            "duration_text",
        ):
            return (
                next((each["id"] for each in entries), False) if field in ("service", "provider", "category") else False
            )
        case False:
            return True
        case None:
            return UNSAID.get(field, "https://other.example/")
        case {"type": kind}:
            return {**value, "type": "exact" if kind == "glob" else "glob"}
        case dict():
            return {language: text[:-1] + "…" for language, text in value.items()}
        case list() if field == "purposes":
            return [*value, {"id": "more", "label": {"en-GB": "More"}}]
        case list():
            return value[:-1] or [
                {"tcf_purposes": 3, "google_consent": "ad_storage", "countries": "FR"}.get(field, "x.example")
            ]
        case _ if field in ("service", "provider", "category"):
            return next(each["id"] for each in entries if each["id"] != value)
        case _:
            return f"{value}x"


FIELDS = [
    (kind, at, field) for kind, fields in LABELS.items() for at, _ in enumerate(manifest()[kind]) for field in fields
]


def told(problems: tuple[Problem, ...], *words: str) -> bool:
    messages = [each.message for each in problems if each.code not in ("VERIFY-digest", "VERIFY-index")]
    return any(all(word in message for word in words) for message in messages)


def _named(kind: str, at: int, field: str) -> str:
    return f"{manifest()[kind][at]['id']}-{field}"


@pytest.mark.parametrize(("kind", "at", "field"), FIELDS, ids=[_named(*each) for each in FIELDS])
def test_a_field(kind: str, at: int, field: str) -> None:
    forged = manifest()
    entry = forged[kind][at]
    targets = {"service": "services", "provider": "providers", "category": "categories"}
    entry[field] = other(field, entry[field], forged[targets.get(field, kind)])
    if field == "name" and kind == "items":
        entry["match"]["value"] = entry["name"]
    found = judged(with_manifest(forged))
    pattern = rf"{IDS[kind]}{entry['id']}`, (?:cell )?{LABELS[kind][field]}: the page says (.+), the manifest says (.+?)(?:, where .*)?\.$"
    said = [match for each in found if (match := re.search(pattern, each.message))]
    assert said, found
    assert said[0][1] != said[0][2]


ITEMS = [item["id"] for item in manifest()["items"]]


@pytest.mark.parametrize("called", ITEMS)
@pytest.mark.parametrize(
    "manner", ["deleted", "copied", "renamed", "a-thousandfold", "another-duration", "another-value"]
)
def test_an_item(called: str, manner: str) -> None:
    forged = manifest()
    items = forged["items"]
    item = next(each for each in items if each["id"] == called)
    words = [f"`{called}`"]
    if manner == "deleted":
        items.remove(item)
        words = [f"row `cookie-{called}`", "the manifest does not have it"]
    elif manner == "copied":
        items.append({**item, "id": "copy"})
        words = ["no page shows `cookie-copy`"]
    elif manner == "renamed":
        item["id"] = "renamed"
        words = ["no page shows `cookie-renamed`"]
    elif manner == "a-thousandfold":
        seconds = item["max_age_seconds"]
        item["max_age_seconds"] = seconds * 1000 if seconds else 1000
        words += [str(item["max_age_seconds"]), str(seconds) if seconds is not None else "nothing"]
    elif manner == "another-duration":
        was, item["duration"] = item["duration"], "P99M"
        words += ["P99M", was or "nothing"]
    else:
        item["match"]["value"] += "x"
        words += [f"called `{item['name']}`", f"by `{item['name']}x`"]
    assert told(judged(with_manifest(forged)), "" if manner == "deleted" else MANIFEST, *words)


NOW = manifest()
WHOLE: list[tuple[tuple[str, ...], Any, str]] = [
    (("policy_version",), "9.9.9", f"cell Version: the page says `{NOW['policy_version']}`, the manifest says `9.9.9`"),
    (
        ("consent_version",),
        99,
        f"cell Consent version: the page says `{NOW['consent_version']}`, the manifest says `99`",
    ),
    (("effective",), "2031-01-09", "cell In force from: the page says"),
    (("effective",), None, "cell In force from: the page says"),
    (("status",), "superseded", "the manifest says `Superseded`"),
    (("site", "name"), "Another", f"the page says `{NOW['site']['name']}`, the manifest says `Another`"),
    (("site", "url"), "https://other.example/", "the manifest says `https://other.example/`"),
    (("site", "default_language"), "fr", "the manifest says `fr`"),
    (("site", "languages"), ["en-GB", "fr"], "the site in en-GB, fr"),
    (("consent", "mechanism"), "none", "the page says `A banner`, the manifest says `There is none`"),
    (("consent", "change_url"), None, "the manifest says nothing"),
    (("consent", "lifetime"), "P7D", f"the manifest says `P7D, {NOW['consent']['lifetime_seconds']} seconds`"),
    (("consent", "lifetime_seconds"), 1, f"the manifest says `{NOW['consent']['lifetime']}, 1 seconds`"),
    (("consent", "record"), NOW["items"][-1]["id"], "cell Remembered in"),
]


@pytest.mark.parametrize(("path", "value", "words"), WHOLE)
def test_a_fact_of_the_whole(path: tuple[str, ...], value: Any, words: str) -> None:
    forged = manifest()
    inner = forged[path[0]] if path[1:] else forged
    assert inner[path[-1]] != value
    inner[path[-1]] = value
    assert told(judged(with_manifest(forged)), words), judged(with_manifest(forged))


@pytest.mark.parametrize("at", range(len(manifest()["categories"])))
def test_a_consent_hash(at: int) -> None:
    forged = manifest()
    category = forged["categories"][at]
    category["consent_hash"] = None if category["consent_hash"] else "0" * 64
    assert told(judged({MANIFEST: canonical(forged)}), f"the consent_hash of `{category['id']}`", "by its facts it is")
