"""What a release keeps of a version: its facts, its articles as readers get them, redlines, manifest and changes."""

from collections.abc import Iterator

from policygen import policy_json
from policygen.canonical import canonical
from policygen.history.kept import ARTICLE, CHANGES, FACTS, MANIFEST, REDLINE, name_of
from policygen.outputs.version import Version
from policygen.releases import sealing
from policygen.releases.sealed import Sealed
from policygen.tree import Tree


def release(version: Version, before: Sealed | None, accepted: str | None) -> Tree:
    """The folder of the release, complete with the record that seals it."""
    assert version.policy
    return sealing.seal(version.policy, dict(_files(version)), version.consent_version, before, accepted)


def _files(version: Version) -> Iterator[tuple[str, bytes]]:
    yield FACTS, canonical(policy_json.to_plain(version.policy)) if version.policy else b""
    yield MANIFEST, canonical(version.manifest)
    if version.changes is not None:
        yield CHANGES, canonical(version.changes)
    for each in version.articles:
        yield name_of(version.language, each.page.name, ARTICLE), each.html.encode()
    for name, html in version.redlines.items():
        yield name_of(version.language, name, REDLINE), html.encode()
