"""The module for front ends as files: small, made from its source, free of what a strict policy forbids, and typed."""

import base64
import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

from policygen import packaged
from policygen.outputs import module, typescript

HERE = Path(__file__).parent
FOLDER = HERE.parent / "src" / "policygen" / "front_end"
TSC = HERE / "node" / "node_modules" / "typescript" / "bin" / "tsc"
FORBIDDEN = re.compile(
    r"\b(?:eval|Function|RegExp|innerHTML|outerHTML|insertAdjacentHTML|document\.write|import\(|require)\b"
)
NAMES = {"allowed", "clean", "load", "match", "needsConsent", "observe", "remember"}

EXAMPLE = """\
import { allowed, clean, load, match, needsConsent, observe, remember, type Stored } from "./policygen.mjs";

const manifest = await load("https://privacy.example.com/cookies/manifest.json", { integrity: "sha384-" });
const stored: Stored | null = JSON.parse(localStorage.getItem("consent") ?? "null");
const choices = { ...stored?.choices };
for (const { category, why } of needsConsent(manifest, stored)) if (why === "changed") delete choices[category];
localStorage.setItem("consent", JSON.stringify(remember(manifest, { ...choices, statistics: true })));
if (allowed(manifest, choices).categories.includes("statistics")) console.log(match(manifest, "_ga")[0]?.purpose);
const { deleted, left } = await clean(manifest, choices);
console.log(deleted.length, left.map((each) => each.why), (await observe(manifest)).map((each) => each.kind));
"""
WRONG = {
    "answer": ("statistics: true", 'statistics: "yes"'),
    "reason": ('why === "changed"', 'why === "reworded"'),
    "kind": ('match(manifest, "_ga")', 'match(manifest, "_ga", "cooky")'),
    "record": ("needsConsent(manifest, stored)", "needsConsent(manifest, choices)"),
    "waiting": ("await clean", "clean"),
}


@pytest.mark.needs("node")
def test_what_is_published_is_made_from_the_source() -> None:
    command = ["npm", "run", "--silent", "module"]
    made = subprocess.run(command, cwd=HERE / "node", capture_output=True, check=True).stdout
    assert made == module.write()[module.PATH], "run `./do module`"


def test_it_is_small() -> None:
    assert len(module.write()[module.PATH]) <= 3000


def test_its_digest_is_that_of_its_bytes() -> None:
    digest = hashlib.sha384(module.write()[module.PATH]).digest()
    assert module.integrity() == "sha384-" + base64.b64encode(digest).decode()


@pytest.mark.parametrize("file", ["policygen.mjs", "policygen.min.mjs"])
def test_it_holds_nothing_that_a_strict_policy_forbids(file: str) -> None:
    code = re.sub(r"^ *(?://|/?\*).*$", "", (FOLDER / file).read_text(), flags=re.MULTILINE)
    assert FORBIDDEN.findall(code) == []
    assert FORBIDDEN.findall(f"{code}; eval('1')") == ["eval"]


@pytest.mark.needs("node")
@pytest.mark.parametrize("file", ["policygen.mjs", "policygen.min.mjs"])
def test_servers_can_use_what_needs_no_browser(file: str) -> None:
    script = """
        const category = {id: "a", required: false, default: "denied", consent_hash: "b"};
        const manifest = {consent_version: 1, consent: {}, categories: [category], items: []};
        const policygen = await import(process.argv[1]);
        console.log(JSON.stringify([Object.keys(policygen), policygen.needsConsent(manifest, null)]));
    """
    command = ["node", "--input-type=module", "--eval", script, str(FOLDER / file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    names, asked = json.loads(done.stdout)
    assert set(names) == NAMES == set(re.findall(r"export function (\w+)", (FOLDER / "policygen.d.mts").read_text()))
    assert asked == [{"category": "a", "why": "new"}]


@pytest.mark.needs("node")
@pytest.mark.parametrize("modules", ["nodenext nodenext", "esnext bundler"])
def test_the_typescript_compiler_tells_right_from_wrong(modules: str, tmp_path: Path) -> None:
    kind, resolution = modules.split()
    for file, data in module.write().items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_bytes(data)
    folder = tmp_path / "cookies"
    schema = packaged.table("contract/manifest.schema.json")
    (folder / "manifest.d.ts").write_text(typescript.declarations(schema))
    (folder / "right.mts").write_text(EXAMPLE)
    for name, (right, wrong) in WRONG.items():
        assert right in EXAMPLE
        (folder / f"{name}.mts").write_text(EXAMPLE.replace(right, wrong))
    options = ["--noEmit", "--strict", "--skipLibCheck", "false", "--exactOptionalPropertyTypes"]
    options += ["--noUncheckedIndexedAccess", "--target", "es2022", "--lib", "es2022,dom"]
    options += ["--module", kind, "--moduleResolution", resolution]
    command = ["node", str(TSC), *options, *(f"{name}.mts" for name in ("right", *WRONG))]
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout
    assert {line.partition(".mts(")[0] for line in told.splitlines() if ".mts(" in line} == set(WRONG), told
