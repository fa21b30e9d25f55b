"""The paragraphs of the prose that their pages lack, by letters and digits alone, so that no Markdown is read again."""

import html
import re
from collections.abc import Iterator

from policygen.model.page import Page as Written
from policygen.verify.reading import Page, text

_FACT = re.compile(r"\{\{[^}]*\}\}|\n[ \t]*\n|!\[[^\]]*\]\([^)]*\)")
"""What ends a piece of text: a fact, which stands for other words, a blank line, an image."""
_MARKS = re.compile(
    r"(?<=\])\([^()\s]*(?:\s\"[^\"]*\")?\)"  # where a link leads, and its title
    r"|(?<=\])\{[^}]*\}|[ ]\{#[^}]*\}[ ]*$"  # the name of a claim, the id of a heading
    r"|^[ ]*[0-9]+[.)][ ]",  # the number of an item of a list
    re.MULTILINE,
)
_UNREADABLE = re.compile(r"[`<\\]|\]\[|\]:|\]\(")
"""Marks that only a reader of Markdown understands: a paragraph that has them is left to the proofs of the renderer."""


def missing(written: Written, page: Page | None) -> Iterator[str]:
    """Each piece of text that cannot be read on the page."""
    read = _letters(text(page, page.tags[0])) if page and page.tags else ""
    return (piece for piece in pieces(written) if _letters(piece) not in read)


def pieces(written: Written) -> Iterator[str]:
    """The text between two facts or blank lines, without where its links lead."""
    for piece in _FACT.split(written.prose):
        bare = html.unescape(_MARKS.sub("", piece))
        if not _UNREADABLE.search(bare):
            yield " ".join(bare.split())


def _letters(words: str) -> str:
    return "".join(letter for letter in words if letter.isalnum())
