"""A sealed release as a version to be shown: its words and facts are read, and nothing is drawn again."""

import json
from collections.abc import Mapping
from typing import Any

from policygen import policy_json
from policygen.model.edition import Edition
from policygen.model.page import Page
from policygen.model.policy import Policy
from policygen.outputs import articles
from policygen.outputs.version import Status, Version
from policygen.releases.sealed import Sealed

FACTS, MANIFEST, CHANGES = "policy.json", "manifest.json", "changes.json"
ARTICLE, REDLINE = ".html", ".changes.html"


def version(sealed: Sealed, status: Status) -> Version:
    """All but its facts, which are needed for one version only."""
    record, files = sealed.record, sealed.files
    said = _read(files[FACTS])
    pages = {each["name"]: _page(each) for each in said["pages"]}
    shown = {name: html for name, html in _named(sealed, ARTICLE).items() if name in pages}
    return Version(
        edition=Edition.model_construct(
            version=record.version, published=record.published, effective=record.effective, change=record.change
        ),
        status=status,
        language=record.language,
        consent_version=record.consent_version,
        articles=tuple(articles.of(page, shown[name]) for name, page in pages.items() if name in shown),
        manifest=manifest(sealed),
        changes=_read(files[CHANGES]) if CHANGES in files else None,
        redlines=_named(sealed, REDLINE),
        seal=sealed.digest,
        accepted=record.accepted,
    )


def policy(sealed: Sealed) -> Policy:
    """Its facts; PolicyJsonError where they are of a newer policygen."""
    return policy_json.from_plain(_read(sealed.files[FACTS]))


def manifest(sealed: Sealed) -> dict[str, Any]:
    return _read(sealed.files[MANIFEST])


def name_of(language: str, page: str, kind: str) -> str:
    return f"{language}/{page}{kind}"


def articles_of(sealed: Sealed) -> Mapping[str, str]:
    """The HTML of its articles, by the names of their pages."""
    return _named(sealed, ARTICLE)


def _named(sealed: Sealed, kind: str) -> dict[str, str]:
    folder = f"{sealed.record.language}/"
    found = {}
    for path, data in sealed.files.items():
        name = path.removeprefix(folder).removesuffix(kind)
        if path == name_of(sealed.record.language, name, kind) and "." not in name:
            found[name] = data.decode()
    return found


def _page(said: Mapping[str, Any]) -> Page:
    """What is shown of a page besides its article; the words of a release need no prose."""
    return Page(
        file=said["file"],
        name=said["name"],
        title=said["title"],
        summary=said.get("summary"),
        audience=said.get("audience"),
        prose="",
    )


def _read(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(data)
    return found
