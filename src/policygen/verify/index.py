"""The list of versions: where each manifest stands, since when it is in force, its digests, and its place in order."""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from policygen.canonical import canonical
from policygen.problems import Place, Problem
from policygen.verify import strict_json, versions
from policygen.verify.difference import quoted
from policygen.verify.versions import INDEX
from policygen.verify.website import MANIFEST, Website

Entry: TypeAlias = Mapping[str, Any]

_KEYS = ("consent_version", "effective", "integrity", "published", "release", "sha256", "status", "url", "version")
_MEND = "Build the site again, and publish all of its files."
_LATEST_FIRST = ("upcoming", "in-force", "superseded")


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
        case {"schema_version": 1, "versions": [*listed]} if len(index) == 2:  # noqa: PLR2004 -- these two keys
            yield from _versions(site, listed)
        case _:
            yield "it does not hold `schema_version` 1 and a list of `versions`, and nothing else"


def _versions(site: Website, listed: list[Any]) -> Iterator[str]:
    sound = [entry for entry in listed if isinstance(entry, dict) and tuple(sorted(entry)) == _KEYS]
    if len(sound) != len(listed):
        yield f"an entry does not have exactly the keys {', '.join(_KEYS)}"
    for entry in sound:
        path = str(entry["url"]).removeprefix(site.address)
        data = site.tree.get(path)
        if data is None or path == entry["url"]:
            yield f"`{entry['url']}` is no file of this site"
        else:
            yield from _unequal(path, entry, {**_digests(data), **_said(data)})
    kept = versions.sealed(site)
    yield from _complete(site, sound, kept)
    if kept:
        yield from _order(sound)
    if site.facts is not None:
        yield from _current(site.facts, sound)


def _complete(site: Website, sound: Sequence[Entry], kept: Mapping[str, str]) -> Iterator[str]:
    """Each sealed version once; before there is any, the one that is written."""
    wanted = [f"cookies/{number}/manifest.json" for number in kept] or [MANIFEST]
    for path in wanted:
        times = sum(entry["url"] == site.address + path for entry in sound)
        if times != 1:
            yield f"`{site.address}{path}` is there {times} times instead of once"


def _order(sound: Sequence[Entry]) -> Iterator[str]:
    """One is in force at most; what is to come stands before it, and what is past behind it."""
    told = [str(entry["status"]) for entry in sound]
    if told.count("in-force") > 1 or any(each not in _LATEST_FIRST for each in told):
        yield f"of its versions are {', '.join(told)}, and one can be in force at a time"
    elif sorted(told, key=_LATEST_FIRST.index) != told:
        yield f"its versions are {', '.join(told)}, which is no order in time"


def _current(facts: Entry, sound: Sequence[Entry]) -> Iterator[str]:
    """What the manifest at the root says of itself."""
    same = next((entry for entry in sound if entry["version"] == facts["policy_version"]), None)
    if same is None:
        yield f"it does not have version {quoted(facts['policy_version'])}, which is that of {MANIFEST}"
        return
    yield from _unequal(MANIFEST, same, {key: facts[key] for key in ("effective", "status", "consent_version")})
    if facts["status"] != "in-force" and any(entry["status"] == "in-force" for entry in sound):
        yield f"a version is in force, and {MANIFEST} is that of another"


def _said(data: bytes) -> dict[str, Any]:
    """What the manifest itself says; nothing where it is none, which is told elsewhere."""
    try:
        manifest = strict_json.parse(data)
    except ValueError:
        return {}
    said = {"version": "policy_version", "effective": "effective", "consent_version": "consent_version"}
    return {key: manifest[name] for key, name in said.items() if isinstance(manifest, dict) and name in manifest}


def _digests(data: bytes) -> dict[str, str]:
    integrity = base64.b64encode(hashlib.sha384(data).digest()).decode()
    return {"sha256": hashlib.sha256(data).hexdigest(), "integrity": f"sha384-{integrity}"}


def _unequal(path: str, entry: Entry, expected: Mapping[str, Any]) -> Iterator[str]:
    for key, value in expected.items():
        if entry[key] != value:
            yield f"the {key} of {path} is {quoted(entry[key])} here, and {quoted(value)} there"
