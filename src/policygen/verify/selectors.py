"""A selector of CSS made to match an element in every state it can be in: pointed at, open, checked, visited."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import soupsieve
from bs4 import Tag

_GENERATED = frozenset({"before", "after", "marker", "placeholder", "selection", "backdrop", "file-selector-button"})
_STYLES_PART = frozenset({"before", "after", "first-letter", "first-line"})
"""Parts of an element that may be written with one colon."""
_TAKES_SELECTORS = frozenset({"is", "where", "has", "not", "nth-child", "nth-last-child"})
_SETTLED = _TAKES_SELECTORS | {
    "root", "scope", "empty", "lang", "dir", "link", "any-link",
    "first-child", "last-child", "only-child", "first-of-type", "last-of-type", "only-of-type", "nth-of-type",
    "nth-last-of-type",
}  # fmt: skip
"""What the page alone decides; everything else depends on what a person or a browser does."""


@dataclass(frozen=True, slots=True)
class Selector:
    """`key` is what each matched element has: `tag:td`, `class:facts`, `id:version-facts`, or nothing simple."""

    text: str
    key: str
    generated: bool
    """Whether it speaks of words before or after the element, and not of the element's own."""

    def compiled(self) -> "soupsieve.SoupSieve | None":
        """None when nobody can tell what it matches."""
        try:
            return soupsieve.compile(self.text)
        except (soupsieve.SelectorSyntaxError, RecursionError, ValueError):
            return None


def keys(tag: Tag) -> Iterator[str]:
    """The keys by which a selector may find this element."""
    yield f"tag:{tag.name}"
    yield from (f"class:{name}" for name in tag.get_attribute_list("class"))
    yield f"id:{tag.get('id')}"


def split(prelude: Sequence[Any], parents: Sequence[Selector]) -> Iterator[Selector]:
    """Each selector of a rule's list; `&` stands for the rule around it."""
    parent = ", ".join(each.text for each in parents)
    for nodes in _parted(prelude):
        text, generated = _in_every_state(nodes, parent, negated=False)
        whole = f"{text} *" if not text or text[-1] in ">+~" else text
        inside = parent and not any(node == "&" for node in nodes)
        yield Selector(f":is({parent}) {whole}" if inside else whole, _key(nodes), generated)


def _parted(prelude: Sequence[Any]) -> Iterator[list[Any]]:
    part: list[Any] = []
    for node in prelude:
        if node == ",":
            yield _trimmed(part)
            part = []
        else:
            part.append(node)
    yield _trimmed(part)


def _trimmed(nodes: list[Any]) -> list[Any]:
    while nodes and nodes[-1].type == "whitespace":
        nodes = nodes[:-1]
    return nodes[1:] if nodes and nodes[0].type == "whitespace" else nodes


def _in_every_state(nodes: Sequence[Any], parent: str, *, negated: bool) -> tuple[str, bool]:
    """The selector without parts of elements and in each changing state; and whether it spoke of generated words."""
    text, generated, rest = "", False, iter(nodes)
    for node in rest:
        if node == ":":
            name, element = next(rest, None), False
            if name == ":":
                name, element = next(rest, None), True
            called = getattr(name, "lower_name", getattr(name, "lower_value", ""))
            if element or called in _STYLES_PART:
                generated = generated or called in _GENERATED
            else:
                text += _state(name, called, parent, negated=negated)
        elif node == "&":
            text += f":is({parent or '*'})"
        else:
            text += node.serialize()
    return text.strip(), generated


def _state(node: Any, name: str, parent: str, *, negated: bool) -> str:
    if name not in _SETTLED:
        return ":not(*)" if negated else ":is(*)"
    if name not in _TAKES_SELECTORS:
        return f":{node.serialize()}"
    inner, _ = _in_every_state(node.arguments, parent, negated=negated != (name == "not"))
    return f":{name}({inner})"


def _key(nodes: Sequence[Any]) -> str:
    """What the last part of the selector asks for first: an id, a class or a name."""
    found = {"id": "", "class": "", "tag": ""}
    before: Any = None
    for node in _last_part(nodes):
        if node.type == "hash":
            found["id"] = node.value
        elif node.type == "ident" and before == ".":
            found["class"] = node.value
        elif node.type == "ident" and before is None:
            found["tag"] = node.lower_value
        before = node
    return next((f"{kind}:{name}" for kind, name in found.items() if name), "")


def _last_part(nodes: Sequence[Any]) -> list[Any]:
    part: list[Any] = []
    for node in nodes:
        if node.type == "whitespace" or node in (">", "+", "~"):
            part = []
        else:
            part.append(node)
    return part
