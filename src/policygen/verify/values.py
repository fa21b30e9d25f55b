"""One value on a page: the words of a cell, a heading or a pair, if everybody reads the same there."""

from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import Tag

from policygen.problems import Place, Problem
from policygen.verify import effects
from policygen.verify.reading import Page, Words, collapse, is_text, words

MEND = "Correct the layout or the style sheet, and build the site again."


@dataclass(frozen=True, slots=True)
class Fact:
    """A value as people read it; `column` says that it is a cell, in which a fact nobody stated has words too."""

    label: str
    text: str
    place: Place
    column: bool


def value(page: Page, tag: Tag, label: str, owner: str, *, column: bool = False) -> Iterator[Fact | Problem]:
    """The fact, and whatever makes some people read something else; `owner` is what messages call its record."""
    read, place = words(page, tag), page.place(tag)
    for wrong in (*_unlike(page, tag, read), *_told(read, label if column else "")):
        yield Problem(place, "VERIFY-hidden", f"{page.path}, {owner}, {where(label)}: {wrong}", MEND)
    yield Fact(label, read.text, place, column)


def where(label: str) -> str:
    """How a message names the place of a value in its record."""
    return label if label[:1].islower() else f"cell {label}" if label else "a cell without a label"


def unlabelled(tag: Tag, holders: tuple[str, ...]) -> str:
    """Words that stand between the parts of a table or list, such as in a row and outside of its cells."""
    between = (node for node in filter(is_text, tag.descendants) if node.parent and node.parent.name in holders)
    stray = filter(collapse, between)
    return collapse(next(stray, ""))


def _unlike(page: Page, tag: Tag, read: Words) -> Iterator[str]:
    if read.concealed:
        yield f"`{read.concealed}` is there, and not everybody can see it."
    if read.altered:
        yield f"`{read.text}` is not shown in the letters and the order in which it is written."
    if read.added:
        yield f"a style sheet, a picture or a field adds to `{read.text}` what is not in its words."
    if page.effects[id(tag)] & effects.MOVED:
        yield f"a style sheet shows `{read.text}` elsewhere than where it stands, so that its label is not clear."


def _told(read: Words, label: str) -> Iterator[str]:
    """On narrow screens a style sheet may show `data-label` before a cell, whose column header is away there."""
    for name, said in read.told:
        if said != (label if name == "data-label" else read.text):
            yield f"some people are told `{said}` by `{name}`, and everybody else reads `{read.text}`."
