"""The redline: two versions of an article as one, with what was removed and what was added marked word by word."""

from collections import Counter
from collections.abc import Iterator, Sequence

from policygen.redline import lines
from policygen.redline.alignment import partners, stretches
from policygen.redline.tree import Element, blocks, opening, parse, text, unlinked, without, write


def compare(old: str, new: str) -> str:
    """HTML in which everything of both articles stands, in order.

    Without its `ins` elements its visible text is that of `old`, and without its `del` elements that of `new`. Blocks
    that exist on one side only keep their tags, so that lists stay lists and tables stay tables.
    """
    return "\n".join(_children(parse(old), parse(new)))


def _children(old: Element, new: Element) -> Iterator[str]:
    olds, news = blocks(old), blocks(new)
    for each in stretches([_key(one) for one in olds], [_key(one) for one in news]):
        if each.same:
            yield from (write([one]) for one in news[each.new])
        else:
            yield from _replaced(olds[each.old], news[each.new])


def _key(element: Element) -> str:
    return write([without(element, "id")])


def _replaced(old: Sequence[Element], new: Sequence[Element]) -> Iterator[str]:
    def fit(one: int, other: int) -> bool:
        return old[one].tag == new[other].tag and old[one].is_line == new[other].is_line

    for one, other in partners(_counted(old), _counted(new), fit):
        if one is not None and other is not None:
            yield _changed(old[one], new[other])
        elif one is not None:
            yield _all(unlinked(old[one]), "del")
        elif other is not None:
            yield _all(new[other], "ins")


def _counted(elements: Sequence[Element]) -> list[Counter[str]]:
    return [Counter(text(each).split()) for each in elements]


def _changed(old: Element, new: Element) -> str:
    inner = lines.compare(old.children, new.children) if new.is_line else "\n".join(_children(old, new))
    return _wrapped(new, inner)


def _all(element: Element, tag: str) -> str:
    """A block that exists on one side only: all its lines are marked."""
    if element.is_line:
        return _wrapped(element, lines.marked(tag, list(lines.words(element.children))))
    return _wrapped(element, "\n".join(_all(each, tag) for each in blocks(element)))


def _wrapped(element: Element, inner: str) -> str:
    return f"{opening(element)}{inner}</{element.tag}>" if element.tag else inner
