"""Two lines of text compared word by word."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from policygen.redline.alignment import Stretch, stretches, without_crumbs
from policygen.redline.tree import Element, Node, opening, unlinked, without, write

_WORD = re.compile(r"\s+|\w+(?:[’'.-]\w+)*|[^\w\s]")
_SENTENCE_END = frozenset(".!?")
_LONG = 1500
"""Above this many words sentences are matched first, so that time and memory stay bounded."""


class Word(NamedTuple):
    """A word, a sign or a gap, and the phrasing elements around it, outermost first.

    What is compared as a whole, a picture or a line break, is the child of an innermost element without a tag; its text
    is its HTML without names.
    """

    text: str
    around: tuple[Element, ...]

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """Equal for words that a reader would call the same; an anchor's name is not read."""
        return (" " if self.text.isspace() else self.text, tuple(opening(without(each, "id")) for each in self.around))


def words(nodes: Sequence[Node], around: tuple[Element, ...] = ()) -> Iterator[Word]:
    for node in nodes:
        if isinstance(node, str):
            yield from (Word(found, around) for found in _WORD.findall(node))
        elif not node.children or node.tag == "svg":
            yield Word(write([without(node, "id")]), (*around, Element("", (), (node,))))
        else:
            yield from words(node.children, (*around, Element(node.tag, node.attributes, ())))


def compare(old: Sequence[Node], new: Sequence[Node]) -> str:
    """HTML of the new line, with what was removed in `del` and what was added in `ins`."""
    olds, news = list(words(old)), list(words(new))
    return "".join(_marked(olds, news, each) for each in _found(olds, news))


def _found(old: list[Word], new: list[Word]) -> list[Stretch]:
    if max(len(old), len(new)) > _LONG:
        rough = list(_by_sentence(old, new))
    else:
        rough = stretches([each.key for each in old], [each.key for each in new])
    return without_crumbs(rough, _size(old), _size(new))


def _by_sentence(old: list[Word], new: list[Word]) -> Iterator[Stretch]:
    """Equal sentences first; then words within those stretches that differ."""
    olds, news = _sentences(old), _sentences(new)
    for each in stretches([_key(old, one) for one in olds], [_key(new, one) for one in news]):
        one, other = _span(olds, each.old, len(old)), _span(news, each.new, len(new))
        if each.same or max(one.stop - one.start, other.stop - other.start) > 4 * _LONG:
            yield Stretch(each.same, one, other)
            continue
        for inner in stretches([word.key for word in old[one]], [word.key for word in new[other]]):
            yield Stretch(inner.same, _moved(inner.old, one.start), _moved(inner.new, other.start))


def _sentences(found: list[Word]) -> list[slice]:
    ends = [at + 1 for at, word in enumerate(found) if word.text in _SENTENCE_END]
    starts = [0, *ends]
    return [slice(start, stop) for start, stop in zip(starts, [*ends, len(found)], strict=True) if start < stop]


def _key(found: list[Word], where: slice) -> tuple[object, ...]:
    return tuple(word.key for word in found[where])


def _span(sentences: list[slice], where: slice, end: int) -> slice:
    inside = sentences[where]
    if inside:
        return slice(inside[0].start, inside[-1].stop)
    at = sentences[where.start].start if where.start < len(sentences) else end
    return slice(at, at)


def _moved(where: slice, by: int) -> slice:
    return slice(where.start + by, where.stop + by)


def _size(found: list[Word]) -> Callable[[slice], int]:
    lengths = [0]
    for word in found:
        lengths.append(lengths[-1] + len(word.text))
    return lambda where: lengths[where.stop] - lengths[where.start]


def _marked(old: list[Word], new: list[Word], stretch: Stretch) -> str:
    kept = _named_once(new, stretch.new)
    return html(kept) if stretch.same else marked("del", old[stretch.old]) + marked("ins", kept)


def _named_once(new: list[Word], where: slice) -> list[Word]:
    """The words of a stretch; an element that goes on from the stretch before has its anchor there."""
    begun = new[where.start - 1].around if where.start else ()
    return [
        Word(word.text, tuple(without(each, "id") if each in begun else each for each in word.around))
        for word in new[where]
    ]


def marked(tag: str, found: Sequence[Word]) -> str:
    """The words in `ins` or `del`; what was removed, pictures too, keeps no anchor and leads nowhere."""
    if not found:
        return ""
    if tag == "del":
        found = [Word(word.text, tuple(unlinked(each) for each in word.around)) for word in found]
    return f"<{tag}>{html(found)}</{tag}>"


def html(found: Sequence[Word]) -> str:
    """The words in their elements; neighbours share the elements that they have in common."""
    return "".join(_nested(list(found), 0))


def _nested(found: list[Word], depth: int) -> Iterator[str]:
    for element, group in groupby(found, key=lambda word: word.around[depth] if len(word.around) > depth else None):
        if element is None:
            yield write([word.text for word in group])
        elif not element.tag:
            yield "".join(write(word.around[depth].children) for word in group)
        else:
            yield opening(element)
            yield from _nested(list(group), depth + 1)
            yield f"</{element.tag}>"
