"""A release is sealed: its files, their digests, and the link to the release before."""

import json
from collections.abc import Iterator, Mapping

from policygen import __version__
from policygen.model.policy import Policy
from policygen.releases.sealed import RECORD, SEAL, Sealed, digest
from policygen.tree import Tree


def seal(policy: Policy, files: Tree, consent_version: int, before: Sealed | None, accepted: str | None) -> Tree:
    """The folder of the release, complete with its release.yaml; the dates have been checked to be there."""
    return {**files, RECORD: _record(policy, files, consent_version, before, accepted).encode()}


def _record(policy: Policy, files: Tree, consent_version: int, before: Sealed | None, accepted: str | None) -> str:
    edition = policy.policy
    assert edition.published
    assert edition.effective
    fields: dict[str, object] = {
        "version": edition.version,
        "language": policy.site.language,
        "published": edition.published.isoformat(),
        "effective": edition.effective.isoformat(),
        "change": edition.change.model_dump(mode="json", exclude_none=True) if edition.change else None,
        "consent_version": consent_version,
        "tool": __version__,
        "accepted": accepted,
        "previous": before.digest if before else None,
    }
    lines = ["# Sealed by `policygen release`. Never edit this folder: every later release rests on these digests.\n"]
    lines += _mapping({key: value for key, value in fields.items() if value is not None})
    lines.append("files:\n")
    lines += (
        f"  - path: {_quoted(path)}\n    sha256: {_quoted(digest(data))}\n" for path, data in sorted(files.items())
    )
    text = "".join(lines)
    return f"{text}{SEAL}{digest(text.encode())}\n"


def _mapping(fields: Mapping[str, object], indent: str = "") -> Iterator[str]:
    for key, value in fields.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}:\n"
            yield from _mapping(value, indent + "  ")
        else:
            yield f"{indent}{key}: {_quoted(str(value))}\n"


def _quoted(text: str) -> str:
    """Text in double quotes, in which JSON and YAML are alike."""
    return json.dumps(text, ensure_ascii=False)
