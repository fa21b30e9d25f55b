"""The words of a PDF in the order in which they are drawn, held against a page."""

import re
from collections.abc import Sequence
from importlib.util import find_spec
from io import BytesIO

from policygen.verify.telling import Said

_WHITE = re.compile(r"\s+")
_OPTIONAL = frozenset({"sign", "header", "bullet", "address", "way", "jump"})


def can_be_read() -> bool:
    return find_spec("pypdf") is not None


def read(data: bytes, address: str) -> str | None:
    """The letters without white space, and without the address and number at the foot; None when it is no PDF."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        pages = [_letters(page.extract_text()) for page in PdfReader(BytesIO(data)).pages]
    except PyPdfError:
        return None
    feet = (f"{_letters(address)}{number}/{len(pages)}" for number in range(1, len(pages) + 1))
    return "".join(page.removesuffix(foot) for page, foot in zip(pages, feet, strict=True))


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
