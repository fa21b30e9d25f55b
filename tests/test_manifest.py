"""The manifest and what goes with it: canonical bytes, its schema, and types that the real compiler accepts."""

import base64
import functools
import hashlib
import json
import operator
import subprocess
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from jsonschema import Draft202012Validator

from policygen import content_schema, disk, layouts
from policygen.build import build
from policygen.model.policy import CONTENT
from policygen.tree import Tree

HERE = Path(__file__).parent
SITES = {
    "reference": HERE.parent,
    "everything": HERE / "sites" / "everything",
    "real-list": HERE / "sites" / "real-list",
}
TSC = HERE / "node" / "node_modules" / "typescript" / "bin" / "tsc"


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest) -> Tree:
    content, _ = disk.read(SITES[request.param] / CONTENT, CONTENT)
    theme, _ = disk.read(layouts.default_folder(), layouts.FOLDER)
    return build(content, theme).tree


def _manifest(site: Tree) -> Any:
    return json.loads(site["cookies/manifest.json"])


def test_its_bytes_are_canonical(site: Tree) -> None:
    for file in ("cookies/manifest.json", "cookies/index.json"):
        assert site[file] == rfc8785.dumps(json.loads(site[file]))


def test_it_is_valid_against_the_schema_beside_it(site: Tree) -> None:
    schema = json.loads(site["cookies/manifest.schema.json"])
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == _manifest(site)["$schema"]
    assert list(Draft202012Validator(schema).iter_errors(_manifest(site))) == []


def test_the_index_names_its_bytes(site: Tree) -> None:
    data, (entry,) = site["cookies/manifest.json"], json.loads(site["cookies/index.json"])["versions"]
    assert entry["url"] == _manifest(site)["site"]["url"] + "cookies/manifest.json"
    assert entry["sha256"] == hashlib.sha256(data).hexdigest()
    assert entry["integrity"] == "sha384-" + base64.b64encode(hashlib.sha384(data).digest()).decode()
    assert entry["version"] == _manifest(site)["policy_version"]


def _compile(site: Tree, folder: Path, **manifests: Any) -> str:
    """What the compiler says of files, one a manifest, in which each is declared to be of our type."""
    (folder / "manifest.d.ts").write_bytes(site["cookies/manifest.d.ts"])
    lines = 'import type { CookieManifest } from "./manifest";\nexport const manifest: CookieManifest = '
    for name, manifest in manifests.items():
        text = json.dumps(manifest, ensure_ascii=False)
        (folder / f"{name}.ts").write_text(f"{lines}{text};\n", encoding="utf-8")
    options = ("--noEmit", "--strict", "--skipLibCheck", "false", "--exactOptionalPropertyTypes")
    command = ["node", str(TSC), *options, *(f"{name}.ts" for name in manifests)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


def _altered(manifest: Any, *path: str | int, value: object) -> Any:
    copy = json.loads(json.dumps(manifest))
    *way, last = path
    functools.reduce(operator.getitem, way, copy)[last] = value
    return copy


@pytest.mark.needs("node")
def test_the_typescript_compiler_tells_right_from_wrong(site: Tree, tmp_path: Path) -> None:
    manifest = _manifest(site)
    told = _compile(
        site,
        tmp_path,
        right=manifest,
        kind=_altered(manifest, "items", 0, "kind", value="cooky"),
        age=_altered(manifest, "items", 0, "max_age_seconds", value="13 months"),
        label=_altered(manifest, "categories", 0, "label", value=None),
        invented=_altered(manifest, "invented", value=1),
    )
    assert sorted({line.partition(".ts")[0] for line in told.splitlines() if ".ts(" in line}) == [
        "age",
        "invented",
        "kind",
        "label",
    ]


def test_the_schemas_that_editors_use_are_those_of_the_model() -> None:
    folder = HERE.parent / CONTENT / ".schema"
    written = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert written == content_schema.files(), "run `./do schema`"
    for schema in written.values():
        Draft202012Validator.check_schema(json.loads(schema))


@pytest.mark.parametrize("stem", ["site", "cookies"])
def test_content_names_its_schema(stem: str) -> None:
    first = (HERE.parent / CONTENT / f"{stem}.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=.schema/{stem}.json"
