"""The manifest has the shape that its schema promises to front ends, and the published schema is the one we know."""

from collections.abc import Iterator

from policygen.problems import Place, Problem
from policygen.verify import contract, strict_json
from policygen.verify.difference import quoted
from policygen.verify.website import MANIFEST, Website

SCHEMA = "cookies/manifest.schema.json"
_MEND = "Build the site again with one version of policygen, and publish all of its files."


def shape(site: Website) -> Iterator[Problem]:
    """What in the manifest of one version is against the schema."""
    for fault in site.faults:
        yield _problem(site.manifest, f"{site.manifest}: {fault}.")


def check(site: Website) -> Iterator[Problem]:
    address = site.address + SCHEMA
    try:
        published = strict_json.parse(site.tree.get(SCHEMA, b""))
    except strict_json.JsonError as error:
        yield _problem(SCHEMA, f"{SCHEMA}: {error}." if SCHEMA in site.tree else f"{SCHEMA} is missing.")
        return
    if published != contract.schema() | {"$id": address}:
        yield _problem(SCHEMA, f"{SCHEMA} is not the schema that this policygen knows, with `{address}` as its `$id`.")
    if site.facts is not None and site.facts["$schema"] != address:
        named = quoted(site.facts["$schema"])
        yield _problem(MANIFEST, f"{MANIFEST}: `$schema` says {named}, and the schema stands at `{address}`.")


def _problem(path: str, message: str) -> Problem:
    return Problem(Place(path), "VERIFY-schema", message, _MEND)
