"""What programs fetch: the manifest, its schema, its types, and the list of versions."""

import base64
import hashlib
import json
from functools import cache
from typing import Any

from policygen import packaged
from policygen.canonical import canonical
from policygen.model.policy import Policy
from policygen.outputs import typescript
from policygen.outputs.manifest import PATH, SCHEMA_PATH, SCHEMA_VERSION, Json
from policygen.tree import Tree

TYPES_PATH = "cookies/manifest.d.ts"
INDEX_PATH = "cookies/index.json"


def write(policy: Policy, manifest: Json) -> Tree:
    data = canonical(manifest)
    schema = {**_schema(), "$id": policy.site.base_url + SCHEMA_PATH}
    return {
        PATH: data,
        SCHEMA_PATH: (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode(),
        TYPES_PATH: typescript.declarations(_schema()).encode(),
        INDEX_PATH: canonical({"schema_version": SCHEMA_VERSION, "versions": [_version(policy, manifest, data)]}),
    }


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = packaged.table("contract/manifest.schema.json")
    return schema


def _version(policy: Policy, manifest: Json, data: bytes) -> Json:
    """One entry of the list; `integrity` is what a browser's fetch takes (W3C Subresource Integrity)."""
    return {
        "version": manifest["policy_version"],
        "effective": manifest["effective"],
        "status": manifest["status"],
        "url": policy.site.base_url + PATH,
        "sha256": hashlib.sha256(data).hexdigest(),
        "integrity": "sha384-" + base64.b64encode(hashlib.sha384(data).digest()).decode(),
    }
