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
from policygen.verify.website import Website

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


def check(site: Website) -> Iterator[Problem]:
    yield from (_problem(site, each) for each in _spelling(site))
    if site.facts is not None:
        for faults in (_identities, _references, _languages, _names, _lifetimes, _choices):
            yield from (_problem(site, each) for each in faults(site.facts))


def _problem(site: Website, message: str) -> Problem:
    return Problem(Place(site.manifest), "VERIFY-manifest", f"{site.manifest}: {message}.", _MEND)


def _spelling(site: Website) -> Iterator[str]:
    """One value has one spelling, so that its digest says whether anything has changed."""
    if site.manifest not in site.tree:
        yield "it is missing"
        return
    try:
        if canonical(strict_json.parse(site.tree[site.manifest])) != site.tree[site.manifest]:
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
            spoken = ", ".join(sorted(entry[field]))
            yield f"the {field} of `{entry['id']}` is in {spoken}, and the site in {', '.join(named)}"


def _names(manifest: Manifest) -> Iterator[str]:
    for item in manifest["items"]:
        if item["match"]["value"] != item["name"]:
            yield f"`{item['id']}` is called `{item['name']}` and recognised by `{item['match']['value']}`"


def _lifetimes(manifest: Manifest) -> Iterator[str]:
    """The same time as ISO 8601, in seconds and in words."""
    consent, language = manifest["consent"], manifest["site"]["default_language"]
    yield from _unequal("the choice", consent["lifetime"], _parsed(consent["lifetime"]), consent["lifetime_seconds"])
    for item in manifest["items"]:
        name, text, said = f"`{item['id']}`", (item["duration_text"] or {}).get(language), item["duration"]
        yield from _unequal(name, said, _parsed(said), item["max_age_seconds"])
        if text is None and said is not None:
            yield f"{name} lasts `{said}`, and the words for that are missing"
        elif text is not None:
            yield from _worded(name, text, said, item["max_age_seconds"])


def _unequal(name: str, said: str | None, duration: durations.Duration | None, seconds: int | None) -> Iterator[str]:
    counted = None if duration is None else durations.seconds(duration)
    if counted != seconds:
        yield f"{name} lasts {quoted(said)}, which in seconds is {quoted(counted)}, and it says {quoted(seconds)}"


def _worded(name: str, text: str, said: str | None, seconds: int | None) -> Iterator[str]:
    try:
        duration = durations.read(text)
    except durations.DurationError:
        yield f"{name} lasts `{text}`, which is not how a duration is worded"
        return
    if durations.iso(duration) != said:
        yield f"{name} lasts `{text}`, which is {quoted(durations.iso(duration))}, and its duration says {quoted(said)}"
    yield from _unequal(name, text, duration, seconds)


def _parsed(said: str | None) -> durations.Duration | None:
    """The duration of a text that the schema has let pass; one with a leading zero or of no length is still none."""
    try:
        return None if said is None else durations.parse(said)
    except durations.DurationError:
        return None


def _choices(manifest: Manifest) -> Iterator[str]:
    """Whether people are asked, and the digest of what they are asked for."""
    for category in manifest["categories"]:
        name, default, digest = f"`{category['id']}`", category["default"], category["consent_hash"]
        if category["required"] and default != "granted":
            yield f"{name} cannot be refused, and before people have chosen it is {quoted(default)}"
        expected = consent_hash(category, manifest["items"]) if default == "denied" else None
        if digest != expected:
            yield f"the consent_hash of {name} is {quoted(digest)}, and by its facts it is {quoted(expected)}"
