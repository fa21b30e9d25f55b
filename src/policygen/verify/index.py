"""The index of manifests: where each version stands, since when it is in force, and its digests."""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from policygen.canonical import canonical
from policygen.problems import Place, Problem
from policygen.verify import strict_json
from policygen.verify.difference import quoted
from policygen.verify.website import MANIFEST, Website

INDEX = "cookies/index.json"
_KEYS = ("effective", "integrity", "sha256", "status", "url", "version")
_MEND = "Build the site again, and publish all of its files."


def check(site: Website) -> Iterator[Problem]:
    for message in _faults(site):
        yield Problem(Place(INDEX), "VERIFY-index", f"{INDEX}: {message}.", _MEND)


def _faults(site: Website) -> Iterator[str]:
    if INDEX not in site.tree:
        yield "it is missing"
        return
    try:
        index = strict_json.parse(site.tree[INDEX])
        if canonical(index) != site.tree[INDEX]:
            yield "its bytes are not the canonical ones of RFC 8785"
    except ValueError as error:
        yield str(error).rstrip(".")
        return
    match index:
        case {"schema_version": 1, "versions": [*versions]} if len(index) == 2:  # noqa: PLR2004 -- these two keys
            yield from _versions(site, versions)
        case _:
            yield "it does not hold `schema_version` 1 and a list of `versions`, and nothing else"


def _versions(site: Website, versions: list[Any]) -> Iterator[str]:
    sound = [entry for entry in versions if isinstance(entry, dict) and tuple(sorted(entry)) == _KEYS]
    if len(sound) != len(versions):
        yield f"an entry does not have exactly the keys {', '.join(_KEYS)}"
    for entry in sound:
        path = str(entry["url"]).removeprefix(site.address)
        data = site.tree.get(path)
        if data is None or path == entry["url"]:
            yield f"`{entry['url']}` is no file of this site"
        else:
            yield from _unequal(path, entry, _digests(data))
    current = [entry for entry in sound if entry["url"] == site.address + MANIFEST]
    if len(current) != 1:
        yield f"`{site.address}{MANIFEST}` is there {len(current)} times instead of once"
    elif site.facts is not None:
        facts = {"version": site.facts["policy_version"], **{key: site.facts[key] for key in ("effective", "status")}}
        yield from _unequal(MANIFEST, current[0], facts)


def _digests(data: bytes) -> dict[str, str]:
    integrity = base64.b64encode(hashlib.sha384(data).digest()).decode()
    return {"sha256": hashlib.sha256(data).hexdigest(), "integrity": f"sha384-{integrity}"}


def _unequal(path: str, entry: Mapping[str, Any], expected: Mapping[str, Any]) -> Iterator[str]:
    for key, value in expected.items():
        if entry[key] != value:
            yield f"the {key} of {path} is {quoted(entry[key])} here, and {quoted(value)} there"
