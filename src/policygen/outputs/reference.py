"""The page on the manifest for those who build front ends: every field, every address, and examples to copy."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policygen import packaged
from policygen.outputs.manifest import Json, standing
from policygen.outputs.programs import INDEX_PATH
from policygen.outputs.sheet import Sheet
from policygen.outputs.version import Shelf
from policygen.tree import Tree

NAME = "cookies/manifest"
EXAMPLES = ("pinned.mjs", "newest.mjs", "asking.mjs", "matching.mjs", "module.mjs", "types.ts")
"""In the order of the page; each is a file of the package that can be run as it stands."""

_FOLDER = "front_end/examples/"
_SITE, _PINNED, _DIGEST = "https://privacy.example.com/", "cookies/1.0.0/manifest.json", "sha384-DIGEST"
"""What stands in the examples for the site, for one of its manifests and for the digest of that."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value is.

    Attributes:
        name: of a type of JSON, or `one of`; none where `part` says it.
        values: those of a closed set, as JSON.
        part: the part of the schema that describes it.
        rule: a format, such as `date`.

    """

    name: str | None = None
    values: tuple[str, ...] = ()
    part: str | None = None
    rule: str | None = None
    is_list: bool = False
    is_nullable: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A property, with the shortest example from the manifest of this site, as JSON."""

    name: str
    kind: Kind
    description: str
    is_optional: bool
    example: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """A type of the schema; without fields it is a kind of value."""

    name: str
    description: str
    kind: Kind
    fields: tuple[Field, ...]


def sheet(shelf: Shelf, written: Tree, address: str) -> Sheet:
    """The page; `written` is what programs fetch, `address` is where the site begins."""
    versions = json.loads(written[INDEX_PATH])["versions"]
    current = next(each for each in versions if each["version"] == shelf.current.manifest["policy_version"])
    facts = {
        "parts": parts(standing(shelf.current.manifest, shelf.current.status)),
        "versions": versions,
        "examples": {file: example(file, address, current) for file in EXAMPLES},
        "home": address,
    }
    return Sheet(NAME, "manifest.html", facts)


def parts(manifest: Json) -> tuple[Part, ...]:
    """Every type of the schema, the manifest itself first."""
    schema = packaged.table("contract/manifest.schema.json")
    named = {schema["title"]: schema, **schema["$defs"]}
    found = tuple(_met(named, schema["title"], manifest))
    return tuple(_part(name, each, found) for name, each in named.items())


def example(file: str, address: str, version: Mapping[str, Any]) -> str:
    """The text of an example with the addresses of this site, which stand in strings of JavaScript there."""
    text = packaged.read(_FOLDER + file).decode()
    filled = {_SITE + _PINNED: version["url"], _DIGEST: version["integrity"], _SITE: address}
    for known, own in filled.items():
        text = text.replace(known, json.dumps(own)[1:-1].replace("<", "\\u003c"))
    return text


_Met = tuple[str, str, Any]
"""The name of a type, of one of its fields, and a value that this field has somewhere."""


def _met(named: Mapping[str, Json], name: str, value: Any) -> Iterator[_Met]:
    for key, schema in named[name].get("properties", {}).items():
        if key in value:
            yield name, key, value[key]
            yield from _inside(named, schema, value[key])


def _inside(named: Mapping[str, Json], schema: Json, value: Any) -> Iterator[_Met]:
    match schema:
        case {"$ref": str(reference)}:
            yield from _met(named, _last(reference), value)
        case {"type": "array", "items": inner}:
            for each in value:
                yield from _inside(named, inner, each)


def _part(name: str, schema: Json, found: tuple[_Met, ...]) -> Part:
    fields = (
        Field(
            name=key,
            kind=_kind(each),
            description=each["description"],
            is_optional=key not in schema["required"],
            example=_shortest(value for part, field, value in found if (part, field) == (name, key)),
        )
        for key, each in schema.get("properties", {}).items()
    )
    return Part(name, schema["description"], _kind(schema), tuple(fields))


def _shortest(values: Iterator[Any]) -> str | None:
    """What has fields of its own is shown where these are."""
    return min((json.dumps(each, ensure_ascii=False) for each in values if _is_plain(each)), key=len, default=None)


def _is_plain(value: Any) -> bool:
    match value:
        case None | [] | {}:
            return False
        case dict():
            return all(isinstance(each, str) for each in value.values())
        case list():
            return not any(isinstance(each, dict) for each in value)
        case _:
            return True


def _kind(schema: Json) -> Kind:
    match schema:
        case {"$ref": str(reference)}:
            return Kind(part=_last(reference))
        case {"const": value}:
            return Kind("one of", (json.dumps(value),))
        case {"enum": list(values)}:
            told = tuple(json.dumps(each) for each in values if each is not None)
            return Kind("one of", told, is_nullable=None in values)
        case {"anyOf": [{"$ref": str(reference)}, {"type": "null"}]}:
            return Kind(part=_last(reference), is_nullable=True)
        case {"type": "array", "items": inner}:
            each = _kind(inner)
            return Kind(each.name, each.values, each.part, each.rule, is_list=True)
        case _:
            kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
            return Kind(kinds[0], rule=schema.get("format"), is_nullable="null" in kinds)


def _last(reference: str) -> str:
    return reference.rpartition("/")[2]
