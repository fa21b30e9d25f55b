"""An article as a tree of its elements, read from HTML and written back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from html.parser import HTMLParser

PHRASING = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd"),
        *("mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "svg", "time", "u", "var", "wbr"),
    }
)
"""Elements that stand within a line of text (HTML Living Standard, 3.2.5.2.5)."""

_VOID = frozenset({"br", "hr", "img", "wbr", "col"})
_OPAQUE = frozenset({"svg"})
"""A picture is compared as a whole."""

Attributes = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Element:
    """One element; a run of text and phrasing elements among blocks is an element without a tag."""

    tag: str
    attributes: Attributes
    children: "tuple[Element | str, ...]"

    @property
    def name(self) -> str | None:
        """Its id, by which links find it and by which it is the same in both versions."""
        return dict(self.attributes).get("id")

    @property
    def is_line(self) -> bool:
        """Whether it holds text, and no blocks."""
        return all(isinstance(child, str) or child.tag in PHRASING for child in self.children)


Node = Element | str


def parse(html: str) -> Element:
    """The article, as an element without a tag."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Element("", (), tuple(reader.open[0][2]))


class _Reader(HTMLParser):
    """Follows our own regular HTML: every element that is opened is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, Attributes, list[Node]]] = [("", (), [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.open[-1][2].append(Element(tag, tuple(attrs), ()))
        else:
            self.open.append((tag, tuple(attrs), []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1][2].append(Element(tag, tuple(attrs), ()))

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1][0] == tag:
            name, attributes, children = self.open.pop()
            self.open[-1][2].append(Element(name, attributes, tuple(children)))

    def handle_data(self, data: str) -> None:
        self.open[-1][2].append(data)


def blocks(element: Element) -> tuple[Element, ...]:
    """The children of a block, each an element: what is text between blocks is put into one without a tag."""
    found: list[Element] = []
    line: list[Node] = []
    for child in (*element.children, None):
        if child is not None and (isinstance(child, str) or child.tag in PHRASING):
            line.append(child)
            continue
        if trimmed := _trimmed(line):
            found.append(Element("", (), trimmed))
        line = []
        if child is not None:
            found.append(child)
    return tuple(found)


def _trimmed(line: list[Node]) -> tuple[Node, ...]:
    """A line without the space around it, which nobody sees between blocks; empty where there is nothing else."""
    nodes = list(line)
    if nodes and isinstance(nodes[0], str):
        nodes[0] = nodes[0].lstrip()
    if nodes and isinstance(nodes[-1], str):
        nodes[-1] = nodes[-1].rstrip()
    return tuple(each for each in nodes if each)


def without(element: Element, *names: str) -> Element:
    """The element and all below it without these attributes."""
    kept = tuple(pair for pair in element.attributes if pair[0] not in names)
    children = tuple(child if isinstance(child, str) else without(child, *names) for child in element.children)
    return replace(element, attributes=kept, children=children)


def unlinked(element: Element) -> Element:
    """What was removed: nothing can lead to it, it leads nowhere, and a name that stands elsewhere is not its own."""
    return without(element, "id", "href", "aria-labelledby", "aria-describedby")


def renamed(element: Element, name: str | None) -> Element:
    """The element whose links to itself, as those of headings, lead to its new name: that is not read."""
    own = ("href", f"#{element.name}")

    def moved(node: Node) -> Node:
        if isinstance(node, str):
            return node
        attributes = tuple(("href", f"#{name}") if each == own else each for each in node.attributes)
        return replace(node, attributes=attributes, children=tuple(map(moved, node.children)))

    is_other = element.name is not None and name not in (None, element.name)
    return replace(element, children=tuple(map(moved, element.children))) if is_other else element


def write(nodes: Iterable[Node]) -> str:
    return "".join(_written(nodes))


def _written(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield escape(node, quote=False)
        elif not node.tag:
            yield from _written(node.children)
        else:
            yield opening(node)
            if node.tag not in _VOID:
                yield from _written(node.children)
                yield f"</{node.tag}>"


def opening(element: Element) -> str:
    given = "".join(f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in element.attributes)
    return f"<{element.tag}{given}>"


def text(node: Node) -> str:
    """The visible text; a block ends with a space, as a reader would pause."""
    if isinstance(node, str):
        return node
    inner = "".join(map(text, node.children))
    return inner if node.tag in PHRASING or not node.tag else f" {inner} "
