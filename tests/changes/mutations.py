"""A policy with one thing changed: every field of every record in turn, found by walking the model."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args, get_origin

from policygen import disk
from policygen.changes import Version, hints
from policygen.load import load
from policygen.model.countries import Country
from policygen.model.policy import CONTENT, Policy
from policygen.model.record import keys, records_in
from policygen.model.words import Date, Domain, Duration, Link, Text, WebAddress
from policygen.outputs.manifest import manifest
from policygen.policy_json import PolicyJsonError, from_plain, to_plain

SITES = Path(__file__).parents[1] / "sites"

Data = Any

_OTHER: tuple[tuple[Any, str], ...] = (
    (Duration, "20 years"), (WebAddress, "https://other.example/"), (Link, "/other/"), (Domain, "other.example"),
    (Country, "BR"), (Date, "2030-01-01"), (Text, "Something else"),
)  # fmt: skip
_OTHER_ID = {
    "data.categories": "health", "purposes.purposes": "adverts", "legal_bases.bases": "law", "cookies.items": "visit",
    "third_parties.third_parties": "counters", "cookies.categories": "counting", "cookies.services": "counter",
}  # fmt: skip
_NAMES = ("id", "basis", "country", "kind", "jurisdiction", "rule", "what", "name")
_NOT_CHANGED = ("aliases", "note", "id", "file", "prose")


class Mutation(NamedTuple):
    """What was done to a policy, such as `cookies.items.visit.secure: false`."""

    done: str
    old: Policy
    new: Policy


def read(name: str) -> Policy:
    content, _ = disk.read(SITES / name / CONTENT, CONTENT)
    loaded = load(content)
    assert loaded.policy, loaded.problems
    return loaded.policy


def version(policy: Policy, consent_version: int = 1) -> Version:
    return Version(policy, manifest(policy, consent_version))


def changed(policy: Policy, path: str, value: Data) -> Policy:
    """The policy with another value at `cookies.items.visit.secure`; None takes the key or record away."""
    return from_plain(_set(to_plain(policy), path.split("."), value))


def _set(data: Data, path: list[str], value: Data) -> Data:
    if not path:
        return value
    if isinstance(data, list):
        names = [_name(each) for each in data]
        new = [_set(each, path[1:], value) if path[0] == name else each for name, each in zip(names, data, strict=True)]
        new += [] if path[0] in names else [_set({}, path[1:], value)]
        return [each for each in new if each is not None]
    rest = {key: each for key, each in data.items() if key != path[0]}
    new = _set(data.get(path[0], {}), path[1:], value)
    return rest if new in (None, []) else {**data, path[0]: new}


def _name(entry: Data) -> str:
    """What tells an entry of a list from the others."""
    if not isinstance(entry, Mapping):
        return str(entry)
    return next(str(entry[key]) for key in _NAMES if key in entry)


def every(policy: Policy) -> Iterator[Mutation]:
    """Each key, record and entry taken away, and given; each value changed in each way that its type has."""
    for path, hint, value in _places(to_plain(policy), Policy, ()):
        for words, other in (("taken away", None), *_others(hint, value)):
            name = ".".join(path)
            try:
                new = changed(policy, name, other)
            except PolicyJsonError:
                assert other is None  # The model wants it to be there.
                continue
            yield Mutation(f"{name}: {words}", policy, new)
            if other is None:
                yield Mutation(f"{name}: given", new, policy)


def _places(data: Data, hint: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any, Data]]:
    if isinstance(data, list) and data and isinstance(data[0], Mapping):
        for each in data:
            yield from _places(each, hint, (*path, _name(each)))
        return
    model = next(records_in(hint), None)
    if path and (not isinstance(data, Mapping) or model is None or _is_entry(data, path)):
        yield path, hint, data
    if isinstance(data, Mapping) and model:
        for key, field in keys(model).items():
            name = next(name for name, each in model.model_fields.items() if each is field)
            if key in data and key not in _NOT_CHANGED:
                yield from _places(data[key], hints.of(model)[name], (*path, key))


def _is_entry(data: Mapping[str, Data], path: tuple[str, ...]) -> bool:
    return any(data.get(key) == path[-1] for key in _NAMES)


def _others(hint: Any, value: Data) -> Iterator[tuple[str, Data]]:
    match value:
        case bool():
            yield str(not value).lower(), not value
        case int():
            yield str(value + 1), value + 1
        case [*members]:
            more = 11 if isinstance(members[0], int) else _other(hint, *members)
            if more is not None:
                yield f"with {more}", [*members, more]
            yield from ((f"without {members[-1]}", members[:-1]),) if len(members) > 1 else ()
        case {"rolling": _}:
            yield "20 years", "20 years"
        case str():
            other = _other(hint, value)
            listed = value == "none" and hints.refers(hint)
            yield from ((other, [other] if listed else other),) if other is not None else ()


def _other(hint: Any, *values: str) -> str | None:
    """Another value than these that the type allows."""
    if refers := hints.refers(hint):
        return next((_OTHER_ID[to] for to in refers if to in _OTHER_ID and _OTHER_ID[to] not in values), None)
    if hint in (str, str | None):
        return "Something else"
    words = [each for part in _literals(hint) for each in part if each not in {*values, "none"}]
    if words:
        return str(words[0])
    return next((other for kind, other in _OTHER if _is(hint, kind)), None)


def _literals(hint: Any) -> Iterator[tuple[Any, ...]]:
    if get_origin(hint) is Literal:
        yield get_args(hint)
    else:
        for part in get_args(hint):
            yield from _literals(part)


def _is(hint: Any, kind: Any) -> bool:
    marks = getattr(hint, "__metadata__", ())
    return kind.__metadata__[0] in marks or any(_is(part, kind) for part in get_args(hint))
