"""HTML as our layouts write it, read into elements and texts."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

_PARTS = re.compile(
    r"""(?P<text>[^<]+)|<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*)"""
    r"""(?P<attributes>[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*)>|<!--.*?-->|<![^>]*>|(?P<lone><)""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?""")
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_TELLING = frozenset({"a", "img", "ol"})
"""Elements whose attributes say something to readers."""


class Element(NamedTuple):
    """An element with what stands in it, in order; the document itself is one without a name."""

    name: str
    attributes: Mapping[str, str]
    children: "list[Element | str]"

    def elements(self) -> "Iterator[Element]":
        return (each for each in self.children if isinstance(each, Element))

    def inside(self) -> "Iterator[Element]":
        """Every element below this one, in the order of the document."""
        for each in self.elements():
            yield each
            yield from each.inside()


def parse(source: str) -> Element:
    """The elements of a document whose tags are all closed, as those of the layouts are."""
    document = Element("", {}, [])
    opened = [document]
    for found in _PARTS.finditer(source):
        if words := found["text"] or found["lone"]:
            opened[-1].children.append(unescape(words) if "&" in words else words)
        elif found["close"]:
            _close(opened, found["name"].lower())
        elif found["name"]:
            name = found["name"].lower()
            element = Element(name, _attributes(found["attributes"]) if name in _TELLING else {}, [])
            opened[-1].children.append(element)
            if not found["attributes"].endswith("/") and element.name not in _VOID:
                opened.append(element)
    return document


def _close(opened: list[Element], name: str) -> None:
    """End the innermost element of this name and all inside of it; a tag that ends nothing is passed over."""
    if opened[-1].name == name:
        opened.pop()
        return
    at = next((at for at in range(len(opened) - 1, 0, -1) if opened[at].name == name), len(opened))
    del opened[at:]


def _attributes(source: str) -> Mapping[str, str]:
    found = _ATTRIBUTE.findall(source)
    return {name.lower(): unescape(double or single or bare) for name, double, single, bare in found}
