"""The published schema: two validators that others wrote take the same manifests, and refuse the same broken ones."""

import functools
import json
import operator
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from policygen import disk, layouts, packaged
from policygen.build import build
from policygen.model.policy import CONTENT
from policygen.tree import Tree
from released_site import VERSION, released

TESTS = Path(__file__).parents[1]
ROOTS = {"reference": TESTS.parent, **{each.parent.name: each.parent for each in (TESTS / "sites").glob("*/content")}}
SCHEMA, MANIFEST = "cookies/manifest.schema.json", "cookies/manifest.json"
GONE = object()
"""For a key that is taken away."""

Path_ = tuple[str | int, ...]
BROKEN: Mapping[str, tuple[Path_, object]] = {
    "no schema": (("$schema",), GONE),
    "a schema at no web address": (("$schema",), "manifest.schema.json"),
    "another shape": (("schema_version",), 2),
    "a shape in words": (("schema_version",), "1"),
    "an empty version": (("policy_version",), ""),
    "a version that is a number": (("policy_version",), 2.0),
    "consent never": (("consent_version",), 0),
    "half a consent": (("consent_version",), 1.5),
    "a consent in words": (("consent_version",), "1"),
    "no day": (("effective",), "soon"),
    "a day that does not exist": (("effective",), "2026-02-30"),
    "an invented status": (("status",), "in force"),
    "a status that nobody states": (("status",), None),
    "an invented key": (("invented",), 1),
    "no site": (("site",), None),
    "a site without a name": (("site", "name"), ""),
    "a site without HTTPS": (("site", "url"), "http://shop.example/"),
    "a site with a question": (("site", "url"), "https://shop.example/?a=b"),
    "a site without languages": (("site", "languages"), []),
    "an invented key of the site": (("site", "owner"), "Shop"),
    "an invented mechanism": (("consent", "mechanism"), "popup"),
    "a lifetime in words": (("consent", "lifetime"), "6 months"),
    "a lifetime of nothing": (("consent", "lifetime"), "P"),
    "a lifetime without its time": (("consent", "lifetime"), "P1DT"),
    "a lifetime before it begins": (("consent", "lifetime_seconds"), -1),
    "a record that is no id": (("consent", "record"), "Choice!"),
    "no categories": (("categories",), GONE),
    "categories by name": (("categories",), {}),
    "an id with a space": (("categories", 0, "id"), "strictly needed"),
    "an id that ends with a hyphen": (("categories", 0, "id"), "needed-"),
    "a label without its language": (("categories", 0, "label"), "Needed"),
    "a label in no language": (("categories", 0, "label"), {}),
    "a label in an unknown language": (("categories", 0, "label"), {"English!": "Needed"}),
    "an empty label": (("categories", 0, "label"), {"en-GB": ""}),
    "perhaps required": (("categories", 0, "required"), None),
    "an invented exception": (("categories", 0, "exemption"), "legitimate-interest"),
    "an invented default": (("categories", 0, "default"), "maybe"),
    "a hash that is too short": (("categories", 1, "consent_hash"), "abc"),
    "no list of what still holds": (("categories", 1, "still_valid"), None),
    "what still holds twice": (("categories", 1, "still_valid"), ["a" * 64] * 2),
    "a hash in capitals": (("categories", 1, "consent_hash"), "A" * 64),
    "a purpose without its label": (("categories", 0, "purposes", 0), {"id": "orders"}),
    "an invented consent type": (("categories", 1, "google_consent"), ["analytics"]),
    "a consent type twice": (("categories", 1, "google_consent"), ["ad_storage", "ad_storage"]),
    "a purpose that the framework lacks": (("categories", 1, "tcf_purposes"), [12]),
    "a purpose of the framework twice": (("categories", 1, "tcf_purposes"), [7, 7]),
    "a service without its provider": (("services", 0, "provider"), GONE),
    "an opt-out without HTTPS": (("services", 0, "opt_out_url"), "javascript:alert(1)"),
    "a country in words": (("providers", 0, "countries"), ["England"]),
    "a provider that may be ours": (("providers", 0, "first_party"), None),
    "a notice at no web address": (("providers", 0, "privacy_url"), "/privacy/"),
    "an item without its name": (("items", 0, "name"), ""),
    "a regular expression": (("items", 0, "match", "type"), "regex"),
    "a match that is only a name": (("items", 0, "match"), "choice"),
    "an invented kind": (("items", 0, "kind"), "cooky"),
    "an item of no category": (("items", 0, "category"), None),
    "a second party": (("items", 0, "party"), "second"),
    "domains in words": (("items", 0, "domains"), "shop.example"),
    "an age in words": (("items", 0, "max_age_seconds"), "13 months"),
    "an age before it begins": (("items", 0, "max_age_seconds"), -1),
    "a yes in words": (("items", 0, "secure"), "yes"),
    "an attribute in capitals": (("items", 0, "same_site"), "Lax"),
    "an invented use": (("items", 0, "purpose_type"), "tracking"),
    "an invented key of an item": (("items", 0, "expires"), "never"),
}  # fmt: skip


@functools.cache
def _built(name: str) -> Tree:
    content, _ = disk.read(ROOTS[name] / CONTENT, CONTENT)
    return build(content, disk.read(layouts.default_folder(), layouts.FOLDER)[0]).tree


def _sound() -> Any:
    return json.loads(_built("everything")[MANIFEST])


def _broken(path: Path_, value: object) -> Any:
    manifest = _sound()
    *way, last = path
    inside = functools.reduce(operator.getitem, way, manifest)
    if value is GONE:
        del inside[last]
    else:
        inside[last] = value
    return manifest


def _ajv(folder: Path, schema: bytes, manifests: Mapping[str, Any]) -> set[str]:
    """The names of those that it takes."""
    (folder / "schema").write_bytes(schema)
    names = {str(folder / str(number)): name for number, name in enumerate(manifests)}
    for file, name in names.items():
        Path(file).write_text(json.dumps(manifests[name]), "utf-8")
    command = ["node", str(Path(__file__).with_name("ajv.mjs")), str(folder / "schema"), *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {names[file] for file in json.loads(done.stdout)}


def _jsonschema(schema: bytes, manifests: Mapping[str, Any]) -> set[str]:
    validator = Draft202012Validator(json.loads(schema), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return {name for name, each in manifests.items() if validator.is_valid(each)}


@pytest.mark.needs("node")
@pytest.mark.parametrize("name", ROOTS)
def test_both_take_what_is_published(name: str, tmp_path: Path) -> None:
    site = _built(name)
    manifests = {MANIFEST: json.loads(site[MANIFEST])}
    assert _ajv(tmp_path, site[SCHEMA], manifests) == _jsonschema(site[SCHEMA], manifests) == {MANIFEST}


@pytest.mark.needs("node")
def test_both_take_every_manifest_of_a_site_with_a_release(tmp_path: Path) -> None:
    site = released("https://shop.example/")
    files = {MANIFEST, f"draft/{MANIFEST}", f"cookies/{VERSION}/manifest.json"}
    manifests = {file: json.loads(site[file]) for file in files}
    assert [file for file, each in manifests.items() if "status" not in each] == [f"cookies/{VERSION}/manifest.json"]
    assert _ajv(tmp_path, site[SCHEMA], manifests) == _jsonschema(site[SCHEMA], manifests) == files


@pytest.mark.needs("node")
def test_both_refuse_what_is_broken(tmp_path: Path) -> None:
    schema = _built("everything")[SCHEMA]
    manifests = {name: _broken(*how) for name, how in BROKEN.items()}
    assert all(each != _sound() for each in manifests.values())
    assert _jsonschema(schema, manifests) == set()
    assert _ajv(tmp_path, schema, manifests) == set()


def _objects(schema: Any) -> Iterator[tuple[str, Any]]:
    yield schema["title"], schema
    yield from schema["$defs"].items()


def test_every_type_and_every_property_is_described() -> None:
    objects = dict(_objects(packaged.table("contract/manifest.schema.json")))
    described = {name: each.get("description", "") for name, each in objects.items()}
    for name, each in objects.items():
        described |= {f"{name}.{key}": what.get("description", "") for key, what in each.get("properties", {}).items()}
    assert len(described) > 60
    assert [name for name, words in described.items() if not words.endswith(".")] == []


def test_an_object_takes_no_key_that_is_not_described() -> None:
    objects = dict(_objects(packaged.table("contract/manifest.schema.json")))
    open_ones = [name for name, each in objects.items() if "properties" in each and each["additionalProperties"]]
    assert open_ones == []
