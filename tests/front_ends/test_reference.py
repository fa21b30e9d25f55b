"""The page about the manifest: it has every field, every version and every example, with the addresses of its site."""

import json
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup

from policygen import packaged, verify
from policygen.build import build
from policygen.outputs import reference
from policygen.tree import Tree
from released_site import content, released, theme

PAGE, TYPES = "cookies/manifest/index.html", "cookies/manifest.d.ts"
ODD = "https://shop.example/it's$(1)&%22;/"
TSC = Path(__file__).parents[1] / "node" / "node_modules" / "typescript" / "bin" / "tsc"
SITE = released("https://shop.example/")


def _page(site: Tree) -> BeautifulSoup:
    return BeautifulSoup(site[PAGE], "html.parser")


def _shown(site: Tree) -> dict[str, str]:
    """The examples by their names."""
    page = _page(site)
    names = (each.get_text() for each in page.select("figcaption .tag"))
    return dict(zip(names, (each.get_text() for each in page.select("figure pre code")), strict=True))


def _fields() -> dict[str, Any]:
    schema = packaged.table("contract/manifest.schema.json")
    named = {schema["title"]: schema, **schema["$defs"]}
    return {f"{name}-{key}": what for name, each in named.items() for key, what in each.get("properties", {}).items()}


def test_it_has_every_type_and_every_field() -> None:
    page = _page(SITE)
    assert {row["id"] for row in page.select("tr[id]")} == {f"field-{name.replace('$', '')}" for name in _fields()}
    for name, what in _fields().items():
        row = page.find(id=f"field-{name.replace('$', '')}")
        assert row
        assert what["description"].replace("`", "") in row.get_text()
    types = [each["id"] for each in page.select("h3[id^=type-]")]
    schema = packaged.table("contract/manifest.schema.json")
    assert types == [f"type-{name}" for name in (schema["title"], *schema["$defs"])]


def _values(inside: Any) -> list[Any]:
    below = inside.values() if isinstance(inside, dict) else inside if isinstance(inside, list) else ()
    return [inside, *(value for each in below for value in _values(each))]


def test_its_values_are_those_of_the_site() -> None:
    known = _values(json.loads(SITE["cookies/manifest.json"]))
    shown = [each.get_text() for each in _page(SITE).select("td[data-label=Example] code")]
    assert len(shown) > len(_fields()) / 2
    assert [each for each in shown if json.loads(each) not in known] == []


def test_it_has_every_version_with_its_digest() -> None:
    text = _page(SITE).get_text()
    for each in json.loads(SITE["cookies/index.json"])["versions"]:
        assert each["url"] in text
        assert each["integrity"] in text


def test_every_example_is_a_file_of_the_package_with_the_addresses_of_the_site() -> None:
    folder = packaged.FOLDER / "front_end" / "examples"
    assert sorted(reference.EXAMPLES) == sorted(path.name for path in folder.iterdir())
    (version,) = json.loads(SITE["cookies/index.json"])["versions"]
    for name, text in _shown(SITE).items():
        own = text.replace(version["url"], "https://privacy.example.com/cookies/1.0.0/manifest.json")
        own = own.replace(version["integrity"], "sha384-DIGEST")
        assert own.replace("https://shop.example/", "https://privacy.example.com/") == (folder / name).read_text()
    assert b"privacy.example.com" not in SITE[PAGE]
    assert list(_shown(SITE)) == list(reference.EXAMPLES)


def test_an_address_stands_in_a_string_only() -> None:
    """So that no letter of it can be taken for a part of the program."""
    folder = packaged.FOLDER / "front_end" / "examples"
    texts = [(folder / name).read_text() for name in reference.EXAMPLES]
    for sign in ("https://privacy.example.com/", "sha384-DIGEST"):
        assert sum(text.count(sign) for text in texts) == sum(text.count(f'"{sign}') for text in texts) > 0


@pytest.mark.needs("node")
def test_an_odd_address_is_the_same_address_in_an_example() -> None:
    site = released(ODD)
    script = f"""
        globalThis.fetch = async (...given) => {{
            console.log(JSON.stringify(given));
            return {{ ok: true, json: async () => ({{}}) }};
        }};
        await import("data:text/javascript,{quote(_shown(site)["pinned.mjs"], safe="")}");
    """
    command = ["node", "--input-type=module", "--eval", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (version,) = json.loads(site["cookies/index.json"])["versions"]
    assert json.loads(done.stdout) == [version["url"], {"integrity": version["integrity"]}]
    assert version["url"].startswith(ODD)
    assert verify.site(site) == ()


WRONG = {
    "key": ("item.category", "item.group"),
    "default": ('=== "granted"', '=== "allowed"'),
    "absent": ("item.duration_text?.[language]", "item.duration_text[language]"),
    "frozen": ("return manifest;", "manifest.consent_version = 2; return manifest;"),
}


@pytest.mark.needs("node")
def test_the_typescript_compiler_takes_the_example_and_sees_slips(tmp_path: Path) -> None:
    text = _shown(SITE)["types.ts"]
    (tmp_path / "manifest.d.ts").write_bytes(SITE[TYPES])
    (tmp_path / "right.ts").write_text(text)
    for name, (right, wrong) in WRONG.items():
        assert right in text
        (tmp_path / f"{name}.ts").write_text(text.replace(right, wrong))
    options = ["--noEmit", "--strict", "--skipLibCheck", "false", "--exactOptionalPropertyTypes"]
    options += ["--noUncheckedIndexedAccess", "--target", "es2022", "--lib", "es2022,dom", "--module", "nodenext"]
    command = ["node", str(TSC), *options, *(f"{name}.ts" for name in ("right", *WRONG))]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    assert {line.partition(".ts(")[0] for line in told.splitlines() if ".ts(" in line} == set(WRONG), told


def test_before_a_release_it_says_that_nothing_lasts() -> None:
    words = "Nothing has been released here yet."
    assert words not in _page(SITE).get_text()
    unreleased = build(content("https://shop.example/"), theme()).tree
    assert words in _page(unreleased).get_text()
    assert '"https://shop.example/cookies/manifest.json"' in _shown(unreleased)["pinned.mjs"]
