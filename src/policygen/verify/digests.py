"""The list of files with their digests: everything that was published is in it, and nothing else."""

import hashlib
import re
from collections.abc import Iterator

from policygen.problems import Place, Problem
from policygen.verify.website import Website, as_text

LIST = "policygen.files"
_LINE = re.compile(r"([0-9a-f]{64})  ([^\n]+)\n")
_MEND = "Publish the site as it was built, without changing, adding or removing a file."


def check(site: Website) -> Iterator[Problem]:
    if LIST not in site.tree:
        yield _problem(LIST, 0, f"{LIST} is missing, so that nobody can tell whether a file was changed")
        return
    listed: dict[str, int] = {}
    for number, line in enumerate(as_text(site.tree[LIST]).splitlines(keepends=True), start=1):
        found = _LINE.fullmatch(line)
        if not found or found[2] in listed:
            yield _problem(LIST, number, f"{LIST}, line {number}: `{line.strip()}` is no digest of one more file")
        else:
            listed[found[2]] = number
            yield from _file(site, found[2], found[1], number)
    for path in sorted(set(site.tree) - set(listed) - {LIST}):
        yield _problem(path, 0, f"{path} is not in {LIST}")


def _file(site: Website, path: str, digest: str, number: int) -> Iterator[Problem]:
    if path not in site.tree or path == LIST:
        yield _problem(LIST, number, f"{LIST}, line {number}: there is no file `{path}`")
    elif (real := hashlib.sha256(site.tree[path]).hexdigest()) != digest:
        yield _problem(path, 0, f"{path} has the digest `{real}`, and {LIST} says `{digest}`")


def _problem(path: str, line: int, message: str) -> Problem:
    return Problem(Place(path, line, int(bool(line))), "VERIFY-digest", f"{message}.", _MEND)
