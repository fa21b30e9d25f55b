"""A site of several versions, taken apart: each version as a site of its own, with its manifest and its pages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from policygen.verify import contract, strict_json
from policygen.verify.reading import Page
from policygen.verify.records import Record
from policygen.verify.website import MANIFEST, Website

INDEX = "cookies/index.json"
DRAFT = "draft/"
_SEALED = re.compile(r"cookies/([^/]+)/manifest\.json")
_KEPT = re.compile(r"[^/]+/([^/]+)/(changes/)?index\.html")
_TOLD = "version-facts"


def of(site: Website) -> tuple[Website, ...]:
    """What stands at the root, then each sealed version, then the draft; where there is but one, the site itself."""
    numbers = sealed(site)
    if not numbers and not any(page.path.startswith(DRAFT) for page in site.pages):
        return (site,)
    root = [page for page in site.pages if not page.path.startswith(DRAFT) and _version(page, numbers) is None]
    return (_part(site, root), *(_sealed(site, each) for each in numbers), *_draft(site))


def written(parts: tuple[Website, ...]) -> Website:
    """The version that the content says: the draft, else the one that was released last."""
    root, *others = parts
    if not others:
        return root
    if others[-1].before == DRAFT:
        return others[-1]
    newest = next(iter(statuses(root)), None)
    shown = root.facts["policy_version"] if root.facts else newest
    return root if newest == shown else next((each for each in others if each.after == f"{newest}/"), root)


def sealed(site: Website) -> Mapping[str, str]:
    """The versions whose manifests are there, and the status that the list of versions says of each."""
    told = statuses(site)
    found = filter(None, (_SEALED.fullmatch(path) for path in site.tree))
    return {each[1]: told.get(each[1], "superseded") for each in found}


def beside(path: str, other: str) -> str | None:
    """Where another page stands as the version has it of which this page is; None where this is of no version."""
    found = _KEPT.fullmatch(path)
    return f"{other.removesuffix('index.html')}{found[1]}/index.html" if found else None


def statuses(site: Website) -> Mapping[str, str]:
    try:
        index = strict_json.parse(site.tree.get(INDEX, b""))
    except ValueError:
        return {}
    match index:
        case {"versions": [*entries]}:
            return {
                each["version"]: each["status"]
                for each in entries
                if isinstance(each, dict) and {type(each.get(key)) for key in ("version", "status")} == {str}
            }
        case _:
            return {}


def _version(page: Page, numbers: Mapping[str, str]) -> str | None:
    found = _KEPT.fullmatch(page.path)
    return found[1] if found and found[1] in numbers else None


def _sealed(site: Website, number: str) -> Website:
    """A sealed manifest does not say where the version stands in the calendar; the list of versions does."""
    pages = [page for page in site.pages if _version(page, {number: ""})]
    path = f"cookies/{number}/manifest.json"
    return replace(_part(site, pages, path, sealed(site)[number]), home=None, after=f"{number}/")


def _draft(site: Website) -> Iterator[Website]:
    pages = [page for page in site.pages if page.path.startswith(DRAFT)]
    if pages:
        yield replace(_part(site, pages, DRAFT + MANIFEST), home=f"{DRAFT}index.html", before=DRAFT)


def _part(site: Website, pages: list[Page], manifest: str = MANIFEST, status: str | None = None) -> Website:
    facts, faults = site.facts, site.faults
    if manifest != MANIFEST:
        facts, faults = _read(site, manifest, status)
    return replace(site, pages=tuple(pages), records=tuple(_records(site, pages)), facts=facts, faults=faults,
                   manifest=manifest)  # fmt: skip


def _read(site: Website, path: str, status: str | None) -> tuple[Mapping[str, Any] | None, tuple[str, ...]]:
    try:
        manifest = strict_json.parse(site.tree.get(path, b""))
    except strict_json.JsonError:
        return None, ()
    told = {**manifest, "status": status} if status and isinstance(manifest, dict) else manifest
    faults = contract.served(told)
    return (None if faults else told), faults


def _records(site: Website, pages: list[Page]) -> Iterator[Any]:
    """A redline shows both versions of each fact, so that of a page of changes only the version is read."""
    paths = {page.path for page in pages}
    for each in site.records:
        path = each.place.file
        if path in paths and (not path.endswith("changes/index.html") or _tells_version(each)):
            yield each


def _tells_version(each: object) -> bool:
    return isinstance(each, Record) and each.id == _TOLD
