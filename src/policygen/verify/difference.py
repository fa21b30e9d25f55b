"""What differs between two texts, in words that show also what the eye cannot tell apart."""

import unicodedata
from itertools import zip_longest

_ALIKE = frozenset("Il1|O0o")
"""ASCII letters that many typefaces draw alike."""


def quoted(value: object) -> str:
    return "nothing" if value is None or value == "" else f"`{value}`"


def between(shown: str | None, expected: str | None) -> str:
    """`, where ...` with the first letters that differ, when they look alike or cannot be seen; else nothing."""
    if not shown or not expected:
        return ""
    pairs = enumerate(zip_longest(shown, expected, fillvalue=""), start=1)
    at, (ours, theirs) = next((at, pair) for at, pair in pairs if pair[0] != pair[1])
    if _plain(ours) and _plain(theirs) and not {ours, theirs} <= _ALIKE:
        return ""
    return f", where character {at} is {_point(ours)} instead of {_point(theirs)}"


def _plain(letter: str) -> bool:
    return letter.isascii() and letter.isprintable() and letter != " "


def _point(letter: str) -> str:
    if not letter:
        return "nothing"
    name = "" if letter.isascii() and letter.isalnum() else f" {unicodedata.name(letter, 'without a name')}"
    return f"U+{ord(letter):04X}{name}"
