"""The redline: two versions of an article as one, with what was removed and what was added marked word by word."""

from collections.abc import Iterator, Sequence

from policygen.redline import columns, lines
from policygen.redline.alignment import bag, likeness, partners, stretches
from policygen.redline.tree import Element, blocks, opening, parse, renamed, text, unlinked, without, write


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
    olds, news = ([bag(text(each)) for each in side] for side in (old, new))

    def alike(one: int, other: int) -> float:
        if not _fit(old[one].tag, new[other].tag):
            return 0.0
        is_same = old[one].name is not None and old[one].name == new[other].name
        return 1.0 if is_same else likeness(olds[one], news[other])

    for one, other in partners(len(old), len(new), alike):
        if one is not None and other is not None:
            yield _changed(old[one], new[other])
        elif one is not None:
            yield _all(unlinked(old[one]), "del")
        elif other is not None:
            yield _all(new[other], "ins")


def _fit(old: str, new: str) -> bool:
    """A paragraph of its own, and a line in an item of a list, which an empty line in Markdown makes a paragraph."""
    return old == new or {old, new} == {"", "p"}


def _changed(old: Element, new: Element) -> str:
    old = renamed(old, new.name)
    if old.is_line and new.is_line:
        return _wrapped(new, lines.compare(old.children, new.children))
    return _wrapped(new, "\n".join(_inside(old, new)))


def _inside(old: Element, new: Element) -> Iterator[str]:
    if new.tag == "table":
        old, new = columns.alike(old, new)
    if columns.are_cells(old, new):
        yield from map(_changed, blocks(old), blocks(new))
    else:
        yield from _children(old, new)


def _all(element: Element, tag: str) -> str:
    """A block that exists on one side only: all its lines are marked."""
    if element.is_line:
        return _wrapped(element, lines.marked(tag, list(lines.words(element.children))))
    return _wrapped(element, "\n".join(_all(each, tag) for each in blocks(element)))


def _wrapped(element: Element, inner: str) -> str:
    return f"{opening(element)}{inner}</{element.tag}>" if element.tag else inner
