"""The least number that a version with these changes may have."""

import re

from policygen.changes.change import ORDER, Gravity

_NUMBER = re.compile(r"(\d{1,9}(?:\.\d{1,9})*)(?:[-+][A-Za-z][0-9A-Za-z.+-]*)?\Z", re.ASCII)
_PARTS = {"material": 0, "minor": 1, "editorial": 2}


def least_version(old: str, gravity: Gravity | None) -> str | None:
    """After 2.0.0: 3.0.0 for a material change, 2.1.0 for a minor one, 2.0.1 for one of words, and 2.0.0 for none.

    A shorter number stays as short as it can: after 2 come 3, 2.1 and 2.0.1. What is no number, such as a date or a
    name, has no next one, and the answer is None: any other version will do.
    """
    if gravity is None:
        return old
    parts = _parts(old)
    if parts is None:
        return None
    place = _PARTS[gravity]
    padded = parts + [0] * (place + 1 - len(parts))
    raised = [*padded[:place], padded[place] + 1, *([0] * (len(padded) - place - 1))]
    return ".".join(map(str, raised))


def suffices(old: str, new: str, gravity: Gravity | None) -> bool:
    """Whether the new version may come after the old one with changes that are this grave."""
    least = least_version(old, gravity)
    needed, given = _parts(least or ""), _parts(new)
    if needed is None or given is None or gravity is None:
        return gravity is None or new != old
    length = max(len(needed), len(given))
    return _padded(given, length) >= _padded(needed, length)


def claimed_enough(claimed: Gravity, computed: Gravity | None) -> bool:
    """Whether an author who calls the change this grave calls it at least as grave as it is."""
    return computed is None or ORDER.index(claimed) >= ORDER.index(computed)


def _parts(version: str) -> list[int] | None:
    found = _NUMBER.match(version)
    return [int(part) for part in found[1].split(".")] if found else None


def _padded(parts: list[int], length: int) -> list[int]:
    return parts + [0] * (length - len(parts))
