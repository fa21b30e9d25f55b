"""The files beside the pages: the manifest and its schema, the index of manifests, the list of digests."""

import json
from typing import Any

import pytest
import small_site
from small_site import INDEX, LIST, MANIFEST, SCHEMA, facts, indexed, listed, sealed, site

from policygen import verify
from policygen.canonical import canonical
from policygen.tree import Tree


def messages(tree: Tree, code: str) -> list[str]:
    return [each.message for each in verify.site(tree) if each.code == code]


def with_file(path: str, data: bytes) -> dict[str, bytes]:
    return listed({**site(), path: data})


def without(path: str) -> dict[str, bytes]:
    return listed({name: data for name, data in site().items() if name != path})


def test_a_missing_file() -> None:
    assert messages(without(MANIFEST), "VERIFY-manifest") == ["cookies/manifest.json: it is missing."]
    assert messages(without(SCHEMA), "VERIFY-schema") == ["cookies/manifest.schema.json is missing."]
    assert messages(without(INDEX), "VERIFY-index") == ["cookies/index.json: it is missing."]
    tree = {name: data for name, data in site().items() if name != LIST}
    words = "policygen.files is missing, so that nobody can tell whether a file was changed."
    assert messages(tree, "VERIFY-digest") == [words]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "it is not JSON at line 1, column 2"),
        (b'{"a":1,"a":1}', "the key `a` is there twice"),
        (b'"\xff"', "it is not UTF-8"),
        (b"NaN", "`NaN` is no number"),
        (b"1" * 5000, "a number in it is too long, or it is nested too deeply"),
        (b"[" * 100_000, "a number in it is too long, or it is nested too deeply"),
    ],
)
@pytest.mark.parametrize(
    ("path", "code"), [(MANIFEST, "VERIFY-manifest"), (SCHEMA, "VERIFY-schema"), (INDEX, "VERIFY-index")]
)
def test_what_is_no_json(path: str, code: str, data: bytes, words: str) -> None:
    assert f"{path}: {words}." in messages(with_file(path, data), code)


@pytest.mark.parametrize("data", [b" %b", b"%b\n"])
def test_another_spelling(data: bytes) -> None:
    spelt = data % site()[MANIFEST]
    words = "its bytes are not the canonical ones of RFC 8785."
    assert messages(indexed({**site(), MANIFEST: spelt}), "VERIFY-manifest") == [f"{MANIFEST}: {words}"]
    assert messages(with_file(INDEX, data % site()[INDEX]), "VERIFY-index") == [f"{INDEX}: {words}"]


def test_a_number_that_is_not_whole() -> None:
    data = site()[MANIFEST].replace(b'"schema_version":1', b'"schema_version":1.0')
    words = "it holds a number that is not whole, or half a character."
    assert messages(indexed({**site(), MANIFEST: data}), "VERIFY-manifest") == [f"{MANIFEST}: {words}"]
    index = with_file(INDEX, b'{"schema_version":1.0,"versions":[]}')
    assert messages(index, "VERIFY-index") == [f"{INDEX}: Canonical JSON cannot hold 1.0."]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lambda manifest: manifest["items"][0].update(kind="biscuit"),
            (
                "items[0].kind: 'biscuit' is not one of ['cookie', 'local-storage', 'session-storage', 'indexed-db', "
                "'cache-storage', 'pixel', 'fingerprint', 'sdk'], against its rule `enum`"
            ),
        ),
        (
            lambda manifest: manifest.pop("items"),
            "'items' is a required property, against its rule `required`",
        ),
        (
            lambda manifest: manifest.update(effective="2026-02-30"),
            "effective: '2026-02-30' is not a 'date', against its rule `format`",
        ),
        (
            lambda manifest: manifest.update(more=1),
            "Additional properties are not allowed ('more' was unexpected), against its rule `additionalProperties`",
        ),
    ],
)
def test_another_shape(change: Any, words: str) -> None:
    manifest = facts()
    change(manifest)
    assert messages(indexed({**site(), MANIFEST: canonical(manifest)}), "VERIFY-schema") == [f"{MANIFEST}: {words}."]


def test_a_manifest_that_is_no_object() -> None:
    found = messages(with_file(MANIFEST, b"[]"), "VERIFY-schema")
    assert f"{MANIFEST}: [] is not of type 'object', against its rule `type`." in found


def test_another_schema() -> None:
    schema = json.loads(site()[SCHEMA])
    words = f"is not the schema that this policygen knows, with `{small_site.ADDRESS}{SCHEMA}` as its `$id`."
    changed = {**schema, "required": []}
    assert messages(with_file(SCHEMA, canonical(changed)), "VERIFY-schema") == [f"{SCHEMA} {words}"]
    manifest = facts() | {"$schema": "https://example.com/other.json"}
    said = "`$schema` says `https://example.com/other.json`, and the schema stands at "
    assert messages(site(manifest), "VERIFY-schema") == [f"{MANIFEST}: {said}`{small_site.ADDRESS}{SCHEMA}`."]


def _lasts(manifest: Any, **changed: Any) -> None:
    manifest["items"][2].update(changed)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda m: m["items"].append(m["items"][0]), "`choice` is there 2 times among the items"),
        (lambda m: m["providers"].pop(0), "the provider of `choice` is `us`, which is not among the providers"),
        (lambda m: m["services"].pop(0), "the service of `ga` is `counter`, which is not among the services"),
        (lambda m: m["consent"].update(record="x"), "the choice is remembered in `x`, which is not among the items"),
        (
            lambda m: m["services"][0].update(category="other"),
            "the category of `counter` is `other`, which is not among the categories",
        ),
        (lambda m: m["site"].update(default_language="fr"), "the default language `fr` is not among its languages"),
        (
            lambda m: m["categories"][1]["purposes"][0].update(label={"fr": "Compter"}),
            "the label of `counting` is in fr, and the site in en",
        ),
        (
            lambda m: m["items"][0].update(match={"type": "exact", "value": "choose"}),
            "`choice` is called `choice` and recognised by `choose`",
        ),
        (
            lambda m: _lasts(m, max_age_seconds=34164000000),
            "`ga` lasts `P13M`, which in seconds is `34164000`, and it says `34164000000`",
        ),
        (
            lambda m: _lasts(m, duration="P12M", max_age_seconds=31536000),
            "`ga` lasts `13 months`, which is `P13M`, and its duration says `P12M`",
        ),
        (lambda m: _lasts(m, duration_text=None), "`ga` lasts `P13M`, and the words for that are missing"),
        (
            lambda m: _lasts(m, duration_text={"en": "a year or so"}),
            "`ga` lasts `a year or so`, which is not how a duration is worded",
        ),
        (
            lambda m: _lasts(m, duration="P0M", max_age_seconds=0),
            "`ga` lasts `P0M`, which in seconds is nothing, and it says `0`",
        ),
        (
            lambda m: m["consent"].update(lifetime_seconds=0),
            "the choice lasts `P6M`, which in seconds is `15768000`, and it says `0`",
        ),
        (
            lambda m: m["categories"][0].update(default=None),
            "`necessary` cannot be refused, and before people have chosen it is nothing",
        ),
    ],
)
def test_a_manifest_that_contradicts_itself(change: Any, words: str) -> None:
    manifest = facts()
    change(manifest)
    assert f"{MANIFEST}: {words}." in messages(site(sealed(manifest)), "VERIFY-manifest")


def test_a_consent_hash_that_is_not_that_of_the_facts() -> None:
    manifest = facts()
    manifest["items"][2]["third_party_access"] = None
    (found,) = messages(site(manifest), "VERIFY-manifest")
    assert found.startswith(f"{MANIFEST}: the consent_hash of `analytics` is `")


def _index(**changed: Any) -> dict[str, bytes]:
    index = json.loads(site()[INDEX])
    index["versions"][0].update(changed)
    return with_file(INDEX, canonical(index))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"version": "1.0.0"}, "the version of cookies/manifest.json is `1.0.0` here, and `2.0.0` there"),
        ({"effective": None}, "the effective of cookies/manifest.json is nothing here, and `2026-11-20` there"),
        ({"status": "draft"}, "the status of cookies/manifest.json is `draft` here, and `in-force` there"),
        ({"sha256": "0"}, "the sha256 of cookies/manifest.json is `0` here, and `"),
        ({"integrity": "sha384-"}, "the integrity of cookies/manifest.json is `sha384-` here, and `sha384-"),
        ({"url": "cookies/manifest.json"}, "`cookies/manifest.json` is no file of this site"),
        ({"url": "https://example.com/legal/x.json"}, "`https://example.com/legal/x.json` is no file of this site"),
        ({"url": 1}, "`https://example.com/legal/cookies/manifest.json` is there 0 times instead of once"),
        ({"more": 1}, "an entry does not have exactly the keys consent_version, effective, integrity, published, "),
    ],
)  # fmt: skip
def test_an_index_that_says_otherwise(changed: dict[str, Any], words: str) -> None:
    assert any(each.startswith(f"{INDEX}: {words}") for each in messages(_index(**changed), "VERIFY-index"))


def test_an_index_of_another_shape() -> None:
    words = "it does not hold `schema_version` 1 and a list of `versions`, and nothing else."
    shapes: list[Any] = [[], {"schema_version": 1}, {"schema_version": 1, "versions": [], "more": 1}]
    for index in shapes:
        assert messages(with_file(INDEX, canonical(index)), "VERIFY-index") == [f"{INDEX}: {words}"]
    twice = json.loads(site()[INDEX])
    twice["versions"] *= 2
    words = f"`{small_site.ADDRESS}{MANIFEST}` is there 2 times instead of once."
    assert messages(with_file(INDEX, canonical(twice)), "VERIFY-index") == [f"{INDEX}: {words}"]


def test_an_index_beside_a_broken_manifest_is_still_read() -> None:
    assert messages(indexed({**site(), MANIFEST: canonical(facts() | {"more": 1})}), "VERIFY-index") == []


def test_digests() -> None:
    tree = site()
    (found,) = messages({**tree, "style.css": b"td { color: red }"}, "VERIFY-digest")
    assert found.startswith("style.css has the digest `")
    assert ", and policygen.files says `" in found
    assert messages({**tree, "more.txt": b""}, "VERIFY-digest") == ["more.txt is not in policygen.files."]
    gone = {path: data for path, data in tree.items() if path != "style.css"}
    assert messages(gone, "VERIFY-digest") == ["policygen.files, line 6: there is no file `style.css`."]


@pytest.mark.parametrize(
    "line", [b"no digest\n", b"%b" % site()[LIST].splitlines(keepends=True)[0], b"0" * 64 + b"  x"]
)
def test_a_line_that_is_no_digest(line: bytes) -> None:
    (found,) = messages({**site(), LIST: site()[LIST] + line}, "VERIFY-digest")
    assert found.startswith("policygen.files, line 7: `")
    assert found.endswith("` is no digest of one more file.")


def test_an_empty_site_is_no_site() -> None:
    assert {each.code for each in verify.site({})} == {
        "VERIFY-manifest",
        "VERIFY-schema",
        "VERIFY-index",
        "VERIFY-digest",
    }
