"""A site written by hand, line by line as the pages are drawn, so that `verify` is tried without the renderer."""
# ruff: noqa: E501 -- a page is written as it is drawn

import base64
import hashlib
import json
from importlib.resources import files
from typing import Any

from policygen.canonical import canonical
from policygen.consent import consent_hash
from policygen.tree import Tree

ADDRESS = "https://example.com/legal/"
MANIFEST, INDEX, SCHEMA, LIST = (
    "cookies/manifest.json",
    "cookies/index.json",
    "cookies/manifest.schema.json",
    "policygen.files",
)
_UNSAID = dict.fromkeys(("party", "third_party_access", "host_only", "path", "refreshes", "secure", "http_only"))


def _item(key: str, name: str, kind: str, category: str, **more: Any) -> dict[str, Any]:
    glob = {"type": "glob" if "*" in name else "exact", "value": name}
    empty = dict.fromkeys(("service", "provider", "purpose", "purpose_type", "same_site", "partitioned"))
    lasts = dict.fromkeys(("duration", "max_age_seconds", "duration_text"))
    base = {"id": key, "name": name, "match": glob, "kind": kind, "category": category, "domains": []}
    return {**base, **_UNSAID, **empty, **lasts, **more}


def _lasts(iso: str | None, seconds: int | None, words: str) -> dict[str, Any]:
    return {"duration": iso, "max_age_seconds": seconds, "duration_text": {"en": words}}


def facts() -> dict[str, Any]:
    """A manifest that says everything somewhere."""
    manifest: dict[str, Any] = {
        "$schema": ADDRESS + SCHEMA,
        "schema_version": 1,
        "policy_version": "2.0.0",
        "consent_version": 3,
        "effective": "2026-11-20",
        "status": "in-force",
        "site": {"name": "Example & Sons", "url": ADDRESS, "languages": ["en"], "default_language": "en"},
        "consent": {
            "mechanism": "banner",
            "change_url": "https://example.com/legal/#change",
            "lifetime": "P6M",
            "lifetime_seconds": 15768000,
            "record": "choice",
        },
        "categories": [
            {
                "id": "necessary",
                "label": {"en": "Necessary"},
                "description": {"en": "Without these the site does not work."},
                "required": True,
                "exemption": "strictly-necessary",
                "default": "granted",
                "consent_hash": None,
                "still_valid": [],
                "purposes": [],
                "google_consent": ["security_storage"],
                "tcf_purposes": [],
            },
            {
                "id": "analytics",
                "label": {"en": "Analytics"},
                "description": None,
                "required": False,
                "exemption": None,
                "default": "denied",
                "consent_hash": None,
                "still_valid": [],
                "purposes": [
                    {"id": "counting", "label": {"en": "Counting visits"}},
                    {"id": "testing", "label": {"en": "Testing"}},
                ],
                "google_consent": ["analytics_storage", "ad_storage"],
                "tcf_purposes": [8, 9],
            },
            {
                "id": "odd",
                "label": {"en": "Odd ones"},
                "description": None,
                "required": False,
                "exemption": None,
                "default": None,
                "consent_hash": None,
                "still_valid": [],
                "purposes": [],
                "google_consent": [],
                "tcf_purposes": [],
            },
        ],
        "services": [
            {
                "id": "counter",
                "label": {"en": "Counter Pro"},
                "provider": "count-inc",
                "category": "analytics",
                "script_domains": ["cdn.count.example", "count.example"],
                "opt_out_url": "https://count.example/out",
            },
            {
                "id": "plain",
                "label": {"en": "Plain"},
                "provider": None,
                "category": None,
                "script_domains": [],
                "opt_out_url": None,
            },
        ],
        "providers": [
            {"id": "us", "name": "Example & Sons Ltd", "first_party": True, "countries": ["GB"], "privacy_url": None},
            {
                "id": "count-inc",
                "name": "Count <Inc>",
                "first_party": False,
                "countries": ["US", "EEA"],
                "privacy_url": "https://count.example/privacy",
            },
        ],
        "items": [
            _item(
                "choice", "choice", "cookie", "necessary",
                provider="us", party="first", third_party_access=False, domains=["example.com"], host_only=True, path="/",
                purpose={"en": "Remembers what you chose."}, purpose_type="consent", refreshes=False, secure=True,
                http_only=True, same_site="lax", partitioned=False, **_lasts("P6M", 15768000, "6 months"),
            ),
            _item("basket", "basket", "session-storage", "necessary", purpose={"en": "Holds what you buy."},
                  purpose_type="load-balancing", **_lasts("session", 0, "until you close your browser")),
            _item(
                "ga", "_ga_*", "cookie", "analytics",
                service="counter", provider="count-inc", party="third", third_party_access=True,
                domains=[".example.com", "count.example"], host_only=False, path="/shop", purpose={"en": "Counts “visits”."},
                purpose_type="analytics", refreshes=True, secure=False, http_only=False, same_site="none", partitioned=True,
                **_lasts("P13M", 34164000, "13 months"),
            ),
            _item("ga-too", "_ga_*", "local-storage", "analytics", service="counter", provider="count-inc",
                  **_lasts(None, None, "until you clear your browser")),
            _item("odd", "e^Event|visit^<ID>|$***", "indexed-db", "odd", match={"type": "exact", "value": "e^Event|visit^<ID>|$***"}),
        ],
    }  # fmt: skip
    return sealed(manifest)


def sealed(manifest: dict[str, Any]) -> dict[str, Any]:
    """The manifest with the digests that its facts have."""
    for category in manifest["categories"]:
        asked = category["default"] == "denied"
        category["consent_hash"] = consent_hash(category, manifest["items"]) if asked else None
    return manifest


VERSION = """<dl class="facts" id="version-facts">
<div><dt>Version</dt><dd>2.0.0</dd></div><div><dt>Status</dt><dd>In force</dd></div>
<div><dt>In force from</dt><dd>20 November 2026</dd></div><div><dt>Published</dt><dd>1 November 2026</dd></div>
<div><dt>Consent version</dt><dd>3</dd></div>
</dl>"""

HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Example</title>
<link rel="stylesheet" href="/legal/style.css"><link rel="canonical" href="https://example.com/legal/"></head>
<body><header><a href="/legal/">Home</a> <nav><a href="/legal/cookies/#cookie-ga">Cookies</a></nav></header>
"""

HOME = f"""{HEAD}<h1 id="change">Example &amp; Sons</h1>
{VERSION}
<dl class="facts" id="site-facts">
<div><dt>Name</dt><dd>Example &amp; Sons</dd></div>
<div><dt>Address</dt><dd><a href="https://example.com/legal/">https://example.com/legal/</a></dd></div>
<div><dt>Language</dt><dd>en</dd></div>
</dl>
</body></html>
"""

COLUMNS = """<thead><tr><th scope="col">Name</th><th scope="col">Kind</th><th scope="col">Provider</th>
<th scope="col">Purpose</th><th scope="col">Lasts</th><th scope="col">Details</th></tr></thead>"""

COOKIES = f"""{HEAD}<h1>Cookies</h1>
{VERSION}
<h2>Your choice</h2>
<div id="block-consent"><dl class="facts" id="consent-facts">
<div><dt>How you choose</dt><dd>A banner</dd></div>
<div><dt>Change your choice</dt><dd><a href="https://example.com/legal/#change">https://example.com/legal/#change</a></dd></div>
<div><dt>Your choice lasts</dt><dd>6 months</dd></div>
<div><dt>Remembered in</dt><dd><a href="#cookie-choice">choice</a></dd></div>
<div><dt>Choice by category</dt><dd>yes</dd></div>
</dl></div>
<h2>What is stored</h2>
<section id="cookie-category-necessary"><h3><a href="#cookie-category-necessary">Necessary</a></h3>
<p class="description">Without these the site does not work.</p>
<dl class="facts"><div><dt>Choice</dt><dd>Always on</dd></div><div><dt>Exception</dt><dd>Strictly necessary</dd></div>
<div><dt>Lasts</dt><dd>6 months</dd></div><div><dt>Google consent types</dt><dd>security_storage</dd></div></dl>
<table><caption>Necessary</caption>
{COLUMNS}
<tbody>
<tr id="cookie-choice"><th scope="row"><code>choice</code></th><td>Cookie</td><td>Example &amp; Sons Ltd</td>
<td>Remembers what you chose.</td><td>6 months</td><td data-label="Details"><dl class="facts">
<div><dt>Name matching</dt><dd>exactly this name</dd></div><div><dt>Use</dt><dd>Consent</dd></div>
<div><dt>Party</dt><dd>this site</dd></div><div><dt>Read by others</dt><dd>no</dd></div>
<div><dt>Stored for</dt><dd>example.com</dd></div><div><dt>Own host only</dt><dd>yes</dd></div>
<div><dt>Path</dt><dd>/</dd></div><div><dt>Renewed at each visit</dt><dd>no</dd></div>
<div><dt>HTTPS only</dt><dd>yes</dd></div><div><dt>Hidden from scripts</dt><dd>yes</dd></div>
<div><dt>Sent from other sites</dt><dd>when you follow a link</dd></div>
<div><dt>Kept apart for each site</dt><dd>no</dd></div><div><dt>Checked</dt><dd>1 May 2026, Kim</dd></div></dl></td></tr>
<tr id="cookie-basket"><th scope="row"><code>basket</code></th><td>Session storage</td><td>Not stated</td>
<td>Holds what you buy.</td><td>until you close your browser</td><td><dl class="facts">
<div><dt>Name matching</dt><dd>exactly this name</dd></div><div><dt>Use</dt><dd>Load balancing</dd></div></dl></td></tr>
</tbody></table></section>
<section id="cookie-category-analytics"><h3>Analytics</h3>
<dl class="facts"><div><dt>Choice</dt><dd>Off until you agree</dd></div>
<div><dt>Purposes</dt><dd>Counting visits, Testing</dd></div>
<div><dt>Google consent types</dt><dd>analytics_storage, ad_storage</dd></div><div><dt>TCF purposes</dt><dd>8, 9</dd></div></dl>
<table><caption>Analytics: Counter Pro</caption>
{COLUMNS}
<tbody>
<tr id="cookie-ga"><th scope="row"><code>_ga_*</code></th><td data-label="Kind">Cookie</td><td><a href="#provider-count-inc">Count &lt;Inc&gt;</a></td>
<td>Counts “visits”.</td><td>13 months</td><td><dl class="facts">
<div><dt>Name matching</dt><dd>* stands for any characters</dd></div><div><dt>Use</dt><dd>Analytics</dd></div>
<div><dt>Service</dt><dd>Counter Pro</dd></div>
<div><dt>Party</dt><dd>another site</dd></div><div><dt>Read by others</dt><dd>yes</dd></div>
<div><dt>Stored for</dt><dd>.example.com, count.example</dd></div><div><dt>Own host only</dt><dd>no</dd></div>
<div><dt>Path</dt><dd>/shop</dd></div><div><dt>Renewed at each visit</dt><dd>yes</dd></div>
<div><dt>HTTPS only</dt><dd>no</dd></div><div><dt>Hidden from scripts</dt><dd>no</dd></div>
<div><dt>Sent from other sites</dt><dd>always</dd></div><div><dt>Kept apart for each site</dt><dd>yes</dd></div></dl></td></tr>
<tr id="cookie-ga-too"><th scope="row"><code>_ga_*</code></th><td>Local storage</td><td>Count &lt;Inc&gt;</td>
<td>Not stated</td><td>until you clear your browser</td><td><dl class="facts">
<div><dt>Name matching</dt><dd>* stands for any characters</dd></div><div><dt>Service</dt><dd>Counter Pro</dd></div></dl></td></tr>
</tbody></table></section>
<section id="cookie-category-odd"><h3>Odd ones</h3>
<dl class="facts"><div><dt>Choice</dt><dd>Not stated</dd></div></dl>
<table><caption>Odd ones</caption>
{COLUMNS}
<tbody>
<tr id="cookie-odd"><th scope="row"><code>e^Event|visit^&lt;ID&gt;|$***</code></th><td>IndexedDB</td><td>Not stated</td><td>Not stated</td>
<td>Not stated</td><td><dl class="facts"><div><dt>Name matching</dt><dd>exactly this name</dd></div></dl></td></tr>
</tbody></table></section>
<table><caption>Services</caption>
<thead><tr><th scope="col">Service</th><th scope="col">Provider</th><th scope="col">Category</th>
<th scope="col">Scripts from</th><th scope="col">Opt out</th></tr></thead>
<tbody>
<tr id="service-counter"><th scope="row">Counter Pro</th><td>Count &lt;Inc&gt;</td><td>Analytics</td>
<td>cdn.count.example, count.example</td><td><a href="https://count.example/out">https://count.example/out</a></td></tr>
<tr id="service-plain"><th scope="row">Plain</th><td>Not stated</td><td>Not stated</td><td>Not stated</td><td>Not stated</td></tr>
</tbody></table>
<table><caption>Providers</caption>
<thead><tr><th scope="col">Provider</th><th scope="col">Part of this site</th><th scope="col">Countries</th>
<th scope="col">Privacy notice</th></tr></thead>
<tbody>
<tr id="provider-us"><th scope="row">Example &amp; Sons Ltd</th><td>yes</td><td>United Kingdom</td><td>Not stated</td></tr>
<tr id="provider-count-inc"><th scope="row">Count &lt;Inc&gt;</th><td>no</td><td>United States, European Economic Area</td>
<td>https://count.example/privacy</td></tr>
</tbody></table>
<table><thead><tr><th>Word</th><th>Meaning</th></tr></thead><tbody><tr><td>Cookie</td><td>A small file</td></tr></tbody></table>
</body></html>
"""

STYLE = """@media (max-width: 40em) {
  thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  td::before { content: attr(data-label); }
}
th { text-transform: none; color: var(--ink, #111) }
nav:not(:focus-within) { opacity: 0 }
@media print { nav { display: none } }
"""


def listed(tree: Tree) -> dict[str, bytes]:
    """The tree with the list of its files and their digests."""
    others = {path: data for path, data in tree.items() if path != LIST}
    lines = [f"{hashlib.sha256(others[path]).hexdigest()}  {path}\n" for path in sorted(others)]
    return {**others, LIST: "".join(lines).encode()}


def indexed(tree: Tree) -> dict[str, bytes]:
    """The tree with an index that fits its manifest, and the list of files."""
    manifest = json.loads(tree[MANIFEST])
    digest = base64.b64encode(hashlib.sha384(tree[MANIFEST]).digest()).decode()
    entry = {
        "version": manifest["policy_version"],
        "effective": manifest["effective"],
        "status": manifest["status"],
        "published": None,
        "consent_version": manifest["consent_version"],
        "release": None,
        "url": manifest["site"]["url"] + MANIFEST,
        "sha256": hashlib.sha256(tree[MANIFEST]).hexdigest(),
        "integrity": f"sha384-{digest}",
    }
    return listed({**tree, INDEX: canonical({"schema_version": 1, "versions": [entry]})})


def site(
    manifest: dict[str, Any] | None = None, home: str = HOME, cookies: str = COOKIES, **more: str
) -> dict[str, bytes]:
    """The whole site; every argument is one file of it that is otherwise."""
    contract = json.loads((files("policygen") / "contract" / "manifest.schema.json").read_bytes())
    return indexed(
        {
            "index.html": home.encode(),
            "cookies/index.html": cookies.encode(),
            "style.css": more.get("style", STYLE).encode(),
            MANIFEST: canonical(manifest or facts()),
            SCHEMA: canonical(contract | {"$id": ADDRESS + SCHEMA}),
        }
    )
