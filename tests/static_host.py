"""A host that reads `_headers`, as Netlify and Cloudflare Pages do: which headers it sends with a path."""

import re
from collections.abc import Iterator

from policygen.tree import Tree

_SPECIAL = {"*": ".*", ":version": "[^/]+"}


def rules(site: Tree) -> Iterator[tuple[str, str, str]]:
    """Pattern, name and value."""
    pattern = ""
    for line in site["_headers"].decode().splitlines():
        if line.startswith("/"):
            pattern = line
        else:
            name, value = line.strip().split(": ", 1)
            yield pattern, name, value


def is_like(path: str, pattern: str) -> bool:
    parts = re.split(r"(\*|:version)", pattern)
    return re.fullmatch("".join(_SPECIAL.get(part, re.escape(part)) for part in parts), path) is not None


def sent(site: Tree, path: str) -> list[tuple[str, str]]:
    return [(name, value) for pattern, name, value in rules(site) if is_like(path, pattern)]
