"""The words of a PDF in the order in which they are drawn, held against a page."""

import re
from collections.abc import Sequence
from importlib.util import find_spec
from io import BytesIO
from typing import Any, NamedTuple
from unicodedata import bidirectional

from policygen.verify.telling import Said

_WHITE = re.compile(r"\s+")
_OPTIONAL = frozenset({"sign", "header", "bullet", "address", "way", "jump"})


def can_be_read() -> bool:
    return find_spec("pypdf") is not None


class Paper(NamedTuple):
    """`letters` are those of all sheets without white space, and without the address and the number at their foot."""

    letters: str
    has_boxes: bool
    """Whether some are shown as empty boxes, since no typeface had them."""


def read(data: bytes, address: str) -> Paper | None:
    """None when it is no PDF."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        sheets: Any = PdfReader(BytesIO(data)).pages
        letters = [_letters(sheet.extract_text()) for sheet in sheets]
        boxes = any(_lacks_letters(font) for sheet in sheets for font in sheet["/Resources"].get("/Font", {}).values())
    except (PyPdfError, KeyError):
        return None
    feet = (f"{_letters(address)}{number}/{len(letters)}" for number in range(1, len(letters) + 1))
    return Paper("".join(each.removesuffix(foot) for each, foot in zip(letters, feet, strict=True)), boxes)


def _lacks_letters(font: Any) -> bool:
    """WeasyPrint gives a typeface a table of its own when some letter is not in it."""
    return not isinstance(font["/Encoding"], str)


def runs_both_ways(said: Sequence[Said]) -> bool:
    """Whether some words are written from right to left: the order of a line cannot be told from a PDF then."""
    return any(bidirectional(letter) in ("R", "AL") for _, words in said for letter in words)


def told(said: Sequence[Said], letters: str) -> str:
    """The letters that the file should have, where what it may have is taken as it has it."""
    expected: list[str] = []
    at = 0
    for kind, words in said:
        part = _letters(words)
        if kind != "column" and (kind not in _OPTIONAL or letters.startswith(part, at)):
            expected.append(part)
            at += len(part)
    return "".join(expected)


def _letters(text: str) -> str:
    return _WHITE.sub("", text)
