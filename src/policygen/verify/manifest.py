"""The manifest taken by itself: one spelling, no reference to nothing, lifetimes and digests that agree."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from policygen import durations
from policygen.canonical import canonical
from policygen.consent import consent_hash
from policygen.problems import Place, Problem
from policygen.verify import strict_json
from policygen.verify.difference import quoted
from policygen.verify.website import MANIFEST, Website

Manifest: TypeAlias = Mapping[str, Any]

_MEND = "Do not edit the manifest: build the site again from its content."
_REFERENCES = (
    ("items", "category", "categories"),
    ("items", "service", "services"),
    ("items", "provider", "providers"),
    ("services", "provider", "providers"),
    ("services", "category", "categories"),
)
_LOCALISED = (
    ("categories", "label"),
    ("categories", "description"),
    ("services", "label"),
    ("items", "purpose"),
    ("items", "duration_text"),
)
_CHOICES = {(True, "granted"), (False, "granted"), (False, "denied"), (False, None)}


def check(site: Website) -> Iterator[Problem]:
    for message in _spelling(site):
        yield _problem(message)
    for faults in (_identities, _references, _languages, _names, _lifetimes, _choices) if site.facts is not None else ():
        for message in faults(site.facts):
            yield _problem(message)


def _problem(message: str) -> Problem:
    return Problem(Place(MANIFEST), "VERIFY-manifest", f"{MANIFEST}: {message}.", _MEND)


def _spelling(site: Website) -> Iterator[str]:
    """One value has one spelling, so that its digest says whether anything has changed."""
    if MANIFEST not in site.tree:
        yield "it is missing"
        return
    try:
        if canonical(strict_json.parse(site.tree[MANIFEST])) != site.tree[MANIFEST]:
            yield "its bytes are not the canonical ones of RFC 8785"
    except strict_json.JsonError as error:
        yield str(error)
    except ValueError:
        yield "it holds a number that is not whole, or half a character"


def _identities(manifest: Manifest) -> Iterator[str]:
    for kind in ("categories", "services", "providers", "items"):
        times = Counter(entry["id"] for entry in manifest[kind])
        yield from (f"`{name}` is there {n} times among the {kind}" for name, n in times.items() if n > 1)


def _references(manifest: Manifest) -> Iterator[str]:
    for kind, field, target in _REFERENCES:
        known = {entry["id"] for entry in manifest[target]}
        for entry in manifest[kind]:
            if entry[field] is not None and entry[field] not in known:
                yield f"the {field} of `{entry['id']}` is `{entry[field]}`, which is not among the {target}"
    record = manifest["consent"]["record"]
    if record is not None and record not in {item["id"] for item in manifest["items"]}:
        yield f"the choice is remembered in `{record}`, which is not among the items"


def _languages(manifest: Manifest) -> Iterator[str]:
    """Every text is there in all the languages that the manifest names."""
    named = sorted(manifest["site"]["languages"])
    if manifest["site"]["default_language"] not in named:
        yield f"the default language `{manifest['site']['default_language']}` is not among its languages"
    purposes = [(purpose, "label") for category in manifest["categories"] for purpose in category["purposes"]]
    for entry, field in [*purposes, *((entry, field) for kind, field in _LOCALISED for entry in manifest[kind])]:
        if entry[field] is not None and sorted(entry[field]) != named:
            yield f"the {field} of `{entry['id']}` is in {', '.join(sorted(entry[field]))}, and the site in {', '.join(named)}"


def _names(manifest: Manifest) -> Iterator[str]:
    for item in manifest["items"]:
        match = item["match"]
        if match["value"] != item["name"]:
            yield f"`{item['id']}` is called `{item['name']}` and recognised by `{match['value']}`"
        if match["type"] == "glob" and "*" not in match["value"]:
            yield f"`{item['id']}` has no `*` in its name, and still says that one stands for any characters"


def _lifetimes(manifest: Manifest) -> Iterator[str]:
    consent, language = manifest["consent"], manifest["site"]["default_language"]
    seconds = _seconds(consent["lifetime"])
    if seconds != consent["lifetime_seconds"]:
        yield _unequal("the choice", "lifetime", consent["lifetime"], seconds, consent["lifetime_seconds"])
    for item in manifest["items"]:
        seconds, name = _seconds(item["duration"]), f"`{item['id']}`"
        if seconds != item["max_age_seconds"]:
            yield _unequal(name, "duration", item["duration"], seconds, item["max_age_seconds"])
        words = (item["duration_text"] or {}).get(language)
        if _iso(words) != item["duration"]:
            told, said = quoted(words), quoted(item["duration"])
            yield f"{name} lasts {told} in words, which is {quoted(_iso(words))}, and its duration says {said}"
        elif _seconds_in_words(words) != item["max_age_seconds"]:
            yield _unequal(name, "duration_text", words, _seconds_in_words(words), item["max_age_seconds"])
