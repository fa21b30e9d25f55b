"""A manifest in which every item is a trap, and what each client does with the names in its files."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from policygen.outputs import exports
from policygen.tree import Tree

Json = dict[str, Any]
HOSTILE = "\"><img src=x>' </script> \u2028 ${x} {{y}} `z` \\"


def item(key: str, name: str, category: str | None, **facts: Any) -> Json:
    exact = facts.pop("exact", "*" not in name)
    usual: Json = {
        "id": key, "name": name, "match": {"type": "exact" if exact else "glob", "value": name}, "kind": "cookie",
        "category": category, "service": None, "provider": None, "party": None, "third_party_access": None,
        "domains": [], "host_only": None, "path": None, "purpose": None, "purpose_type": None, "duration": None,
        "max_age_seconds": None, "duration_text": None, "refreshes": None, "secure": None, "http_only": None,
        "same_site": None, "partitioned": None,
    }  # fmt: skip
    return usual | facts


def category(key: str, default: str | None = "denied", **facts: Any) -> Json:
    usual: Json = {
        "id": key, "label": {"en-GB": key.title()}, "description": None, "required": False, "exemption": None,
        "default": default, "consent_hash": None, "still_valid": [],
        "purposes": [], "google_consent": [], "tcf_purposes": [],
    }  # fmt: skip
    return usual | facts


def needed(key: str = "needed", **facts: Any) -> Json:
    return category(key, "granted", required=True, exemption="strictly-necessary", **facts)


def manifest(categories: Iterable[Json], items: Iterable[Json], **facts: Any) -> Json:
    """Without `status`, as it is sealed."""
    consent = {"mechanism": "banner", "change_url": None, "lifetime": None, "lifetime_seconds": None, "record": None}
    usual: Json = {
        "$schema": "https://www.shop.example/cookies/manifest.schema.json", "schema_version": 1,
        "policy_version": "3.0.0", "consent_version": 3, "effective": "2026-11-01",
        "site": {"name": "Corner Shop", "url": "https://www.shop.example/", "languages": ["en-GB"],
                 "default_language": "en-GB"},
        "consent": consent | facts.pop("consent", {}), "categories": list(categories), "services": [],
        "providers": [], "items": list(items),
    }  # fmt: skip
    return usual | facts


NASTY = manifest(
    [
        needed(google_consent=["security_storage"]),
        category("stats", "granted", exemption="statistical", google_consent=["analytics_storage"]),
        category("ads", label={"en-GB": HOSTILE}, description={"en-GB": HOSTILE}, tcf_purposes=[1, 7],
                 google_consent=["ad_storage", "analytics_storage"]),
        category("empty"),
        category("unsaid", None),
    ],
    [
        item("record", "choice-*", "needed"),
        item("keep", "_gat_keep", "needed", max_age_seconds=0, refreshes=False, domains=["shop.example"]),
        item("kept-glob", "shop_*", "needed"),
        item("same-needed", "twice", "needed", domains=["a.shop.example"]),
        item("ga", "_ga", "stats", domains=[".shop.example"], service="counter"),
        item("gat", "_gat_*", "ads", domains=["shop.example"], provider="adco", purpose={"en-GB": HOSTILE},
             duration="P1Y", max_age_seconds=31536000, duration_text={"en-GB": "1 year"}, refreshes=False),
        item("shop-ads", "shop_ads", "ads"),
        item("same-ads", "twice", "ads", domains=["b.shop.example"]),
        item("inner", "a*z", "ads"),
        item("star", "x*y", "ads", exact=True, domains=["shop.example"]),
        item("signs", "^q.u(e)$", "ads"),
        item("slash", "/p/", "ads"),
        item("markup", "<b>", "ads"),
        item("server", "server", "ads", http_only=True),
        item("host", "__Host-id", "ads"),
        item("apart", "apart", "ads", partitioned=True),
        item("deep", "deep", "ads", path="/app"),
        item("alone", "alone", "ads", host_only=True),
        item("away", "away", "ads", party="third", domains=["ads.example"]),
        item("local", "local", "unsaid", kind="local-storage", domains=["shop.example"]),
        item("dot", "dot.gif", "unsaid", kind="pixel"),
        item("formula", "=1+1", "unsaid", purpose_type="advertising"),
        item("nowhere", "nowhere", None),
    ],
    services=[
        {"id": "counter", "label": {"en-GB": "Counter & Co"}, "provider": "adco", "category": "stats",
         "script_domains": ["count.example"], "opt_out_url": None},
    ],
    providers=[{"id": "adco", "name": '=Ad "Co" <Ltd>', "first_party": False, "countries": [],
                "privacy_url": "https://ads.example/?a=1&b='2'"}],
    consent={"record": "record", "lifetime": "P6M", "lifetime_seconds": 15768000, "change_url": "/cookies/#choose"},
)  # fmt: skip


def losses(found: Json, client: str) -> Mapping[str, str]:
    """The words of what a client loses, by the id of the item or category they are about."""
    told = next(each for each in exports.write(found)[1] if each.id == client).losses
    return {each.item or each.category or "": each.words for each in told}


def read(tree: Tree, file: str) -> Any:
    return json.loads(tree[file])


def read_module(tree: Tree) -> Any:
    """The module as data, in which a regular expression is `{"regex": "..."}`, and a file beside it its name."""
    text = tree["vanilla-cookieconsent.mjs"].decode()
    body = text.partition("export default ")[2].removesuffix(";\n")
    body = re.sub(r'new URL\(("[^"]*"), import\.meta\.url\)\.href', r"\1", body)
    return json.loads(re.sub(r'new RegExp\(("(?:[^"\\]|\\.)*")\)', r'{"regex": \1}', body))


def _vanilla(tree: Tree, name: str, accepted: frozenset[str]) -> bool:
    def fits(told: Any) -> bool:
        return bool(re.search(told["regex"], name)) if isinstance(told, dict) else told == name

    refused = {key: each for key, each in read_module(tree)["categories"].items() if key not in accepted}
    cookies = [each for told in refused.values() if not told.get("readOnly")
               for each in told.get("autoClear", {"cookies": []})["cookies"]]  # fmt: skip
    return any(fits(each["name"]) for each in cookies)


def _klaro(tree: Tree, name: str, accepted: frozenset[str]) -> bool:
    refused = [each for each in read(tree, "klaro.json")["services"]
               if not each["required"] and each["purposes"][0] not in accepted]  # fmt: skip
    told = [cookie["pattern"] for each in refused for cookie in each["cookies"]]
    return any(re.search(each, name) if each.startswith("^") else each == name for each in told)


def _hmcts(tree: Tree, name: str, accepted: frozenset[str]) -> bool:
    config = read(tree, "hmcts-cookie-manager.json")
    if name == config["userPreferences"]["cookieName"]:
        return False
    for each in config["cookieManifest"]:
        fits = name in each["cookies"] if each["matchBy"] == "exact" else name.startswith(tuple(each["cookies"]))
        if fits:
            return each["optional"] and each["categoryName"] not in accepted
    return False


def _orejime(tree: Tree, name: str, accepted: frozenset[str]) -> bool:
    refused = [each for each in read(tree, "orejime.json")["purposes"]
               if not each["isMandatory"] and each["id"] not in accepted]  # fmt: skip
    told = [cookie if isinstance(cookie, str) else cookie[0] for each in refused for cookie in each["cookies"]]
    return any(re.search(each[1:-1], name) if each.startswith("/") else each == name for each in told)


def _tarteaucitron(tree: Tree, name: str, accepted: frozenset[str]) -> bool:
    services = read(tree, "tarteaucitron.json")["services"].values()
    told = [(cookie, each["key"]) for each in services for cookie in each["cookies"]]
    return any(name == cookie and key.split("_")[1] not in accepted for cookie, key in told)


def _hds(tree: Tree, name: str, accepted: frozenset[str]) -> bool:
    config = read(tree, "hds-site-settings.json")
    groups = [*config["requiredGroups"], *(each for each in config["optionalGroups"] if each["groupId"] in accepted)]
    staying = [each for group in groups for each in group["cookies"]] + config["robotCookies"]
    kept = [each["name"] for each in staying if each["storageType"] == 1] + [config["cookieName"]]
    return not any(re.fullmatch(".*".join(map(re.escape, each.split("*"))), name) for each in kept)


DELETES: Mapping[str, Callable[[Tree, str, frozenset[str]], bool]] = {
    "vanilla-cookieconsent": _vanilla, "klaro": _klaro, "hmcts-cookie-manager": _hmcts, "orejime": _orejime,
    "tarteaucitron": _tarteaucitron, "hds": _hds,
}  # fmt: skip
"""Whether a client deletes a cookie when people have accepted these categories; as their own programs decide it."""
