"""A plain JSON list: names alone, or groups with a name and a domain, as extensions and scanners export them."""

from collections.abc import Iterator
from typing import Any

from policygen.observed import columns
from policygen.observed.observation import LayoutError, Raw, Seen, name_of, text


def read(value: list[Any]) -> Seen:
    found = tuple(_rows(value))
    return Seen("list", found, frozenset({"cookie", *(each.kind for each in found)}))


def _rows(value: list[Any]) -> Iterator[Raw]:
    for number, each in enumerate(value, start=1):
        if isinstance(each, str) and each.strip():
            yield columns.raw(each.strip(), "", "", "")
        elif isinstance(each, dict):
            group = {str(key).strip().lower(): said for key, said in each.items()}
            name = name_of(group, number, *columns.NAMES)
            domain, kind, pattern = (text(group, *keys) for keys in (columns.DOMAINS, columns.KINDS, columns.PATTERNS))
            yield columns.raw(name, domain, kind, pattern)
        else:
            raise LayoutError(
                f"Entry {number} of the file is no name.", "Write each as a name, or as a group with `name`."
            )
