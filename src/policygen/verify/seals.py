"""What was sealed stands on the site as it was sealed: each manifest, each article and each redline, byte for byte."""

from collections.abc import Iterator, Sequence
from typing import Any

from policygen.problems import Place, Problem
from policygen.releases.sealed import BROKEN, Sealed
from policygen.verify import strict_json, versions
from policygen.verify.versions import INDEX
from policygen.verify.website import MANIFEST, Website

_MEND = "Build the site again from the releases, with their files as they were sealed."


def check(site: Website, releases: Sequence[Sealed], head: str | None) -> Iterator[Problem]:
    """`releases` are those of the project, whose own seals have been proven; `head` is a remembered digest."""
    listed = _listed(site)
    if head is not None and head not in listed.values():
        yield _broken(INDEX, f"{INDEX} has no release with the remembered digest {head}")
    if releases:
        yield from _root(site)
        for number in versions.sealed(site).keys() - {each.version for each in releases}:
            path = f"cookies/{number}/manifest.json"
            yield _broken(path, f"{path} is of a version that was never released")
    for each in releases:
        if listed.get(each.version) != each.digest:
            yield _broken(INDEX, f"{INDEX} does not say the digest of release {each.version}, {each.digest}")
        yield from _release(site, each)


def _release(site: Website, sealed: Sealed) -> Iterator[Problem]:
    for path, data in sealed.files.items():
        if path == "manifest.json":
            file = f"cookies/{sealed.version}/manifest.json"
            is_there = site.tree.get(file) == data
        elif path.startswith(f"{sealed.record.language}/"):
            name, _, kind = path.partition("/")[2].partition(".")
            file = f"{name}/{sealed.version}/{'changes/' if kind == 'changes.html' else ''}index.html"
            is_there = data in site.tree.get(file, b"")
        else:
            continue
        if not is_there:
            yield _broken(file, f"{file} does not show {path} of release {sealed.version} as it was sealed")


def _root(site: Website) -> Iterator[Problem]:
    """The pages at the root are those of the version whose manifest stands there."""
    if site.facts is None:
        return
    number = site.facts["policy_version"]
    for page in site.pages:
        name, _, rest = page.path.partition("/")
        if rest == f"{number}/index.html":
            short = f"{name}/index.html"
            if _article(site.tree.get(short, b"")) != _article(site.tree[page.path]):
                yield _broken(short, f"{short} has another article than {page.path}")
    try:
        kept = strict_json.parse(site.tree.get(f"cookies/{number}/manifest.json", b""))
    except ValueError:
        return
    if isinstance(kept, dict) and {**kept, "status": site.facts["status"]} != site.facts:
        yield _broken(MANIFEST, f"{MANIFEST} says something else than that of version {number}")


def _article(page: bytes) -> bytes:
    start, end = page.find(b"<article"), page.rfind(b"</article>")
    return page[start:end]


def _listed(site: Website) -> dict[str, str]:
    try:
        index: Any = strict_json.parse(site.tree.get(INDEX, b""))
    except ValueError:
        return {}
    entries = index.get("versions", []) if isinstance(index, dict) else []
    return {
        str(each.get("version")): str(each.get("release"))
        for each in (entries if isinstance(entries, list) else ())
        if isinstance(each, dict)
    }


def _broken(path: str, message: str) -> Problem:
    return Problem(Place(path), BROKEN, f"{message}.", _MEND)
