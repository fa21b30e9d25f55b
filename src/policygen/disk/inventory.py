"""The list of what policygen wrote, with digests: `policygen.files`, in the lines that `sha256sum --check` reads."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from policygen.tree import Tree

FILES = "policygen.files"

Branches: TypeAlias = Mapping[str, "Branches | str"]
"""The names in a folder; to each folder its own names, to each file its whole path."""

Digests: TypeAlias = Mapping[str, str]

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write(tree: Tree) -> bytes:
    """One line a file, sorted by path; the list does not name itself."""
    paths = sorted(path for path in tree if path != FILES)
    by_folder(paths)
    return "".join(f"{digest(tree[path])}  {path}\n" for path in paths).encode()


def with_inventory(tree: Tree) -> Tree:
    return dict(sorted({**tree, FILES: write(tree)}.items()))


def parse(data: bytes) -> Digests:
    """Paths to digests; ValueError for anything that `write` would not have written."""
    try:
        *lines, rest = data.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise ValueError("it is not UTF-8") from error
    if rest:
        raise ValueError("the last line is cut off")
    listed: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        found = _LINE.fullmatch(line)
        if not found:
            raise ValueError(f"line {number} is not a digest and a path")
        listed[found[2]] = found[1]
    if list(listed) != sorted(listed) or len(listed) != len(lines):
        raise ValueError("the lines are not sorted by path")
    by_folder(listed)
    return listed


def by_folder(paths: Iterable[str]) -> Branches:
    """The paths folder by folder; ValueError for one that could lead out of the tree or stands in another's way."""
    top: dict[str, Branches | str] = {}
    for path in paths:
        *folders, name = _segments(path)
        inside = top
        for folder in folders:
            below = inside.setdefault(folder, {})
            if not isinstance(below, dict):
                raise ValueError(f"`{below}` is both a file and a folder")  # noqa: TRY004 -- it is a value that is wrong
            inside = below
        if name in inside:
            raise ValueError(f"`{path}` is there twice")
        inside[name] = path
    return top


def _segments(path: str) -> list[str]:
    segments = path.split("/")
    if not path.isprintable() or "\\" in path or any(segment in {"", ".", ".."} for segment in segments):
        raise ValueError(f"{path!a} is not a path within the folder")
    if segments[0] == FILES:
        raise ValueError(f"`{path}` cannot be listed")
    return segments
