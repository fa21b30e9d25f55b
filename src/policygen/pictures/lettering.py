"""How much room words need in a picture, since no browser measures them when it is made."""

from collections.abc import Iterator

_WIDTHS = (
    ("ijl'|’‘", 0.26),
    (" .,:;!ftrI()[]-/", 0.36),
    ("cksvxyzJ", 0.53),
    ("mwMW@%", 0.92),
    ("ABCDEFGHKLNOPQRSTUVXYZ&“”–", 0.74),
)
_WIDTH_OF = {letter: width for letters, width in _WIDTHS for letter in letters}
_USUAL = 0.6
"""Shares of the height of letters, a little more than in the usual sans-serif fonts."""


def width(words: str, size: float) -> float:
    """The room that the words need at most, in the unit of the size."""
    return size * sum(_WIDTH_OF.get(letter, _USUAL) for letter in words)


def lines(words: str, room: float, size: float) -> tuple[str, ...]:
    """The words in lines that fit; a word that does not fit is broken."""
    found = [""]
    for word in (part for each in words.split() for part in _parts(each, room, size)):
        longer = f"{found[-1]} {word}".strip()
        if width(longer, size) <= room:
            found[-1] = longer
        else:
            found.append(word)
    return tuple(line for line in found if line)


def _parts(word: str, room: float, size: float) -> Iterator[str]:
    part = ""
    for letter in word:
        if part and width(part + letter, size) > room:
            yield part
            part = ""
        part += letter
    yield part
