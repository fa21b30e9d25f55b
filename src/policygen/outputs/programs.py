"""What programs fetch: the manifest of each version, its schema, its types, and the list of versions."""

import base64
import hashlib
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from policygen import packaged
from policygen.canonical import canonical
from policygen.outputs import typescript
from policygen.outputs.manifest import PATH, SCHEMA_PATH, SCHEMA_VERSION, Json, standing
from policygen.outputs.version import DRAFT, Shelf, Version
from policygen.tree import Tree

TYPES_PATH = "cookies/manifest.d.ts"
INDEX_PATH = "cookies/index.json"


def write(shelf: Shelf, address: str) -> Tree:
    """`address` is where the site begins."""
    schema = {**_schema(), "$id": address + SCHEMA_PATH}
    manifests = dict(_manifests(shelf))
    return {
        **manifests,
        SCHEMA_PATH: (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode(),
        TYPES_PATH: typescript.declarations(_schema()).encode(),
        INDEX_PATH: canonical({"schema_version": SCHEMA_VERSION, "versions": list(_listed(shelf, manifests, address))}),
    }


def _manifests(shelf: Shelf) -> Iterator[tuple[str, bytes]]:
    """A sealed one is the same for ever; the one in force and the draft also say where they stand."""
    yield PATH, canonical(standing(shelf.current.manifest, shelf.current.status))
    for version in shelf.sealed:
        yield _path(version), canonical(version.manifest)
    if shelf.draft:
        yield DRAFT + PATH, canonical(standing(shelf.draft.manifest, shelf.draft.status))


def _path(version: Version) -> str:
    return f"cookies/{version.number}/manifest.json"


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = packaged.table("contract/manifest.schema.json")
    return schema


def _listed(shelf: Shelf, manifests: Tree, address: str) -> Iterator[Json]:
    """Newest first; before any release the one that is being written."""
    if not shelf.sealed:
        yield _version(shelf.current, PATH, manifests, address)
    yield from (_version(each, _path(each), manifests, address) for each in reversed(shelf.sealed))


def _version(version: Version, path: str, manifests: Tree, address: str) -> Json:
    """One entry of the list; `integrity` is what a browser's fetch takes (W3C Subresource Integrity)."""
    data = manifests[path]
    return {
        "version": version.manifest["policy_version"],
        "published": version.edition.published.isoformat() if version.edition.published else None,
        "effective": version.manifest["effective"],
        "status": version.status,
        "consent_version": version.consent_version,
        "url": address + path,
        "sha256": hashlib.sha256(data).hexdigest(),
        "integrity": "sha384-" + base64.b64encode(hashlib.sha384(data).digest()).decode(),
        "release": version.seal,
    }
