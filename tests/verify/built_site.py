"""The reference site as it is really built, read once, and what is found when a file of it is replaced."""

import base64
import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from policygen import verify
from policygen.build import build
from policygen.canonical import canonical
from policygen.consent import consent_hash
from policygen.load import load
from policygen.model.policy import Policy
from policygen.problems import Problem
from policygen.tree import Tree
from policygen.verify import website
from policygen.verify.website import Website

ROOT = Path(__file__).parents[2]
MANIFEST, INDEX, LIST = "cookies/manifest.json", "cookies/index.json", "policygen.files"


def folder(root: Path, name: str) -> dict[str, bytes]:
    """The files of a folder, without those that begin with a dot."""
    files = (path for path in (root / name).rglob("*") if path.is_file())
    paths = {path.relative_to(root).as_posix(): path for path in files}
    return {path: file.read_bytes() for path, file in paths.items() if "/." not in path}


@cache
def layouts() -> Tree:
    return folder(ROOT, "layouts")


class Reference(NamedTuple):
    """The site and what it was built from."""

    tree: Tree
    policy: Policy
    read: Website


def built(content: Tree) -> tuple[Tree, Policy]:
    """A site without any problem, and its policy."""
    found, policy = build(content, layouts()), load(content).policy
    assert not found.problems, found.problems
    assert policy
    return found.tree, policy


@cache
def reference() -> Reference:
    tree, policy = built(folder(ROOT, "content"))
    return Reference(tree, policy, website.read(tree))


def judged(changed: Tree, *, against: bool = False) -> tuple[Problem, ...]:
    """What is found when these files of the reference site are replaced, and all digests with them."""
    known = reference()
    tree = sealed({**known.tree, **changed})
    return verify.judged(website.read(tree, known.read), known.policy if against else None)


def sealed(tree: Tree) -> dict[str, bytes]:
    """The tree with an index and a list of files that fit it, as a careful forger leaves it."""
    index = json.loads(tree[INDEX])
    entry = index["versions"][0]
    entry["sha256"] = hashlib.sha256(tree[MANIFEST]).hexdigest()
    entry["integrity"] = "sha384-" + base64.b64encode(hashlib.sha384(tree[MANIFEST]).digest()).decode()
    others = {path: data for path, data in tree.items() if path != LIST} | {INDEX: canonical(index)}
    lines = [f"{hashlib.sha256(others[path]).hexdigest()}  {path}\n" for path in sorted(others)]
    return {**others, LIST: "".join(lines).encode()}


def manifest() -> Any:
    """The reference site's manifest, to be changed at will."""
    return json.loads(reference().tree[MANIFEST])


def with_manifest(changed: Any) -> dict[str, bytes]:
    """The manifest with the consent hashes that its facts now have."""
    for category in changed["categories"]:
        if category["consent_hash"]:
            category["consent_hash"] = consent_hash(category, changed["items"])
    return {MANIFEST: canonical(changed)}


def row(html: str, called: str) -> re.Match[str]:
    """The row of a table with this id, as it is written."""
    found = list(re.finditer(rf'<tr\b[^>]*\bid="{called}"[^>]*>(.*?)</tr>', html, re.DOTALL))
    assert len(found) == 1, called
    return found[0]
