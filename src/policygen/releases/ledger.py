"""The sealed releases, read back: every digest and the chain are computed anew."""

from collections.abc import Iterator
from dataclasses import dataclass

from policygen.load import shape
from policygen.model.release import Release
from policygen.problems import Place, Problem
from policygen.releases.sealed import BROKEN, FOLDER, RECORD, SEAL, Sealed, digest
from policygen.text_source import read as read_text
from policygen.tree import Tree
from policygen.yaml_source import read as read_yaml

_MEND = "Restore it from the history of the project; to say something else, make a new version."
_AWAY = "Move it elsewhere."


@dataclass(frozen=True, slots=True)
class Ledger:
    """The releases, oldest first, and every broken seal."""

    releases: tuple[Sealed, ...]
    problems: tuple[Problem, ...]


def read(tree: Tree, head: str | None = None) -> Ledger:
    """Read and prove all releases; `head` is a remembered digest of the last one, which must be found among them.

    A chain that was recomputed as a whole proves nothing by itself: only a head remembered elsewhere shows that.
    """
    inside = [file.removeprefix(FOLDER) for file in tree if file.startswith(FOLDER)]
    folders = sorted({file.partition("/")[0] for file in inside if "/" in file})
    parts = [_release(version, _inside(tree, version)) for version in folders]
    found = [sealed for sealed, _ in parts if sealed]
    chain, broken = _chained(found)
    stray = (_broken(f"{FOLDER}{file}", "This file is of no release.", _AWAY) for file in inside if "/" not in file)
    problems = [*stray, *(each for _, some in parts for each in some), *broken]
    if head is not None and head not in {each.digest for each in chain}:
        problems.append(_lost_head(head))
    return Ledger(tuple(chain), tuple(problems))


def _inside(tree: Tree, version: str) -> Tree:
    folder = f"{FOLDER}{version}/"
    return {file.removeprefix(folder): data for file, data in tree.items() if file.startswith(folder)}


def _release(version: str, files: Tree) -> tuple[Sealed | None, tuple[Problem, ...]]:
    path = f"{FOLDER}{version}/{RECORD}"
    if RECORD not in files:
        return None, (_broken(path, "This file is missing, so nothing proves the release."),)
    text, problems = read_text(files[RECORD], path)
    source = read_yaml(text, path) if text is not None else None
    if source is None or source.data is None or source.problems:
        return None, (_broken(path, "This file cannot be read any more."), *problems)
    record, misfits = shape.fit(Release, source.data, source.places)
    if record is None:
        return None, tuple(_broken(path, each.message) for each in misfits)
    problems = tuple(_differences(version, record, files))
    return Sealed(record, digest(files[RECORD]), files), problems


def _differences(version: str, record: Release, files: Tree) -> Iterator[Problem]:
    listed = {each.path: each.sha256 for each in record.files}
    above, found, _ = files[RECORD].rpartition(SEAL.encode())
    if files[RECORD] != above + found + f"{digest(above)}\n".encode():
        yield _broken(f"{FOLDER}{version}/{RECORD}", "This file was changed after its release.")
    if record.version != version:
        yield _broken(
            f"{FOLDER}{version}/{RECORD}", f"The folder is called {version}, but the release is {record.version}."
        )
    for path, sealed in listed.items():
        if path not in files:
            yield _broken(f"{FOLDER}{version}/{path}", "This sealed file is missing.")
        elif digest(files[path]) != sealed:
            yield _broken(f"{FOLDER}{version}/{path}", "This sealed file was changed after its release.")
    for path in files.keys() - listed.keys() - {RECORD}:
        yield _broken(f"{FOLDER}{version}/{path}", "This file was added to a sealed release.", _AWAY)


def _chained(found: list[Sealed]) -> tuple[list[Sealed], list[Problem]]:
    """The releases in the order of the chain: each names the digest of the one before."""
    chain: list[Sealed] = []
    followers: dict[str | None, list[Sealed]] = {}
    for each in found:
        followers.setdefault(each.record.previous, []).append(each)
    link: str | None = None
    while candidates := followers.pop(link, []):
        chain.append(candidates[0])
        for other in candidates[1:]:
            followers.setdefault(f"beside {other.version}", []).append(other)
        link = candidates[0].digest
    loose = [each for some in followers.values() for each in some]
    words = "The chain is broken here: the release before is gone, or its release.yaml was changed."
    return chain, [_broken(f"{FOLDER}{each.version}/{RECORD}", words) for each in loose]


def _lost_head(head: str) -> Problem:
    words = f"No release has the remembered digest {head}: releases were dropped, or the whole chain was made anew."
    return _broken(FOLDER.rstrip("/"), words)


def _broken(path: str, message: str, mend: str = _MEND) -> Problem:
    return Problem(Place(path), BROKEN, message, mend)
