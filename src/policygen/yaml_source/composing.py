"""The second reading of a YAML text: its nodes become plain data, with the place of each, and what is wrong in them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import yaml
from yaml import CSafeLoader

from policygen.problems import Problem, Related
from policygen.text_source import unfit, words
from policygen.yaml_source import lines, slip
from policygen.yaml_source.places import Mark, Page, Path, Places, Point, end_of, point_of, start_of

Value = str | tuple["Value", ...] | Mapping[str, "Value"]
Record = Mapping[str, Value]

_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_REFUSED = ("&", "*", "!")
"""Signs that the first reading has complained of; what they stand before is not read."""

_COLON = re.compile(r" *:")
_GLUED_COMMENT = re.compile(r" +(#[^\s#][^\n]*)")
_DASH = re.compile(r"\n *-")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What has been read so far."""

    page: Page
    keys: dict[Path, Point] = field(default_factory=dict)
    values: dict[Path, Point] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def complain(self, point: Point, code: str, message: str, mend: str, *related: Related) -> None:
        self.problems.append(Problem(self.page.place(point), code, message, mend, related=related))

    def aside(self) -> "_Reading":
        """To read what belongs to no key, for the sake of its problems only."""
        return replace(self, keys={}, values={})


def compose(page: Page, text: str) -> tuple[Record | None, Places, tuple[Problem, ...]]:
    """Reads `text`, which is the page's own, made harmless; what is refused or empty is left out of the record."""
    reading = _Reading(page)
    try:
        top = yaml.compose(text, Loader=CSafeLoader)
    except yaml.composer.ComposerError:  # one anchor used twice; the first reading has complained of both
        return None, Places(page, {}, {}), ()
    data = _record(top, (), reading) if isinstance(top, yaml.MappingNode) else None
    if not isinstance(top, yaml.MappingNode):
        _complain_of_top(top, reading)
    return data, Places(page, reading.keys, reading.values), tuple(reading.problems)


def _value(node: yaml.Node, path: Path, reading: _Reading) -> Value | None:
    if isinstance(node, yaml.MappingNode):
        return _record(node, path, reading)
    reading.values[path] = point_of(node)
    if isinstance(node, yaml.SequenceNode):
        return _items(node, path, reading)
    assert isinstance(node, yaml.ScalarNode), "there is no fourth kind of node"
    return None if _refused(node, reading) or _is_empty(node, path, reading) else _text(node, reading)


def _record(node: yaml.MappingNode, path: Path, reading: _Reading) -> Record | None:
    reading.values[path] = point_of(node)
    if node.flow_style and reading.page.text.startswith("{{", start_of(node).index):
        line = lines.line_from(reading.page.text, start_of(node).index)
        reading.complain(point_of(node), "YAML-syntax", *slip.template(line))
        return None
    data: dict[str, Value] = {}
    seen: dict[str, str] = {}
    for key_node, value_node in node.value:
        key = _key(key_node, node, reading)
        refused = key is None or _is_twice(key, key_node, path, seen, reading)
        here = reading.aside() if refused else reading
        key_path = (*path, key or "")
        if not refused:
            reading.keys[key_path] = point_of(key_node)
        value = _value(value_node, key_path, here)
        if key is not None and value is not None and not refused:
            data[key] = value
    return data


def _items(node: yaml.SequenceNode, path: Path, reading: _Reading) -> tuple[Value, ...]:
    items: list[Value] = []
    for item in node.value:
        value = _value(item, (*path, len(items)), reading)
        if value is not None:
            items.append(value)
    return tuple(items)


def _text(node: yaml.ScalarNode, reading: _Reading) -> str:
    """The text of a scalar in NFC, after a look at what may have got lost in it or slipped into it."""
    if node.style == "":
        _complain_of_loss(node, reading)
    elif node.style == '"' and (strange := tuple(unfit(node.value))):
        mend = "Delete the code with a backslash that writes it."
        reading.complain(point_of(node), "FILE-character", words(node.value[strange[0]])[0], mend)
        return "".join(sign for index, sign in enumerate(node.value) if index not in strange)
    return node.value if node.value.isascii() else unicodedata.normalize("NFC", node.value)


def _complain_of_loss(node: yaml.ScalarNode, reading: _Reading) -> None:
    """A comment that was meant as text, and a list that was read as text, are legal YAML and hardly ever meant."""
    start, end = start_of(node), end_of(node)
    _is_cut(end, reading)
    dash = start.line != end.line and _DASH.search(reading.page.text, start.index, end.index)
    if dash:
        line = start.line + reading.page.text.count("\n", start.index, dash.end())
        message = "This dash begins no list item; it is read as part of the text above."
        mend = "Begin it in the column of the list, with nothing else behind the key; or put the whole text in quotes."
        reading.complain((line, dash.end() - dash.start() - 2), "YAML-syntax", message, mend)


def _is_cut(end: Mark, reading: _Reading) -> bool:
    """Whether a # without a space behind it follows, as in `Cookies #1`."""
    comment = _GLUED_COMMENT.match(reading.page.text, end.index)
    if comment is None:
        return False
    message = f"The # begins a comment, so {lines.excerpt(comment[1])} is not read."
    mend = "Put the whole text in quotes; if it is a comment, put a space after the #."
    reading.complain((end.line, end.column + comment.start(1) - end.index), "YAML-subset", message, mend)
    return True


def _is_empty(node: yaml.ScalarNode, path: Path, reading: _Reading) -> bool:
    if node.style in ("'", '"') or (node.value not in _EMPTY if node.style == "" else node.value.strip()):
        return False
    if node.value.strip():
        message = f"{lines.excerpt(node.value)} says nothing."
        mend = "Leave the key out when nobody has said; if it is text, put it in quotes."
        reading.complain(point_of(node), "YAML-empty", message, mend)
    elif _is_cut(end_of(node), reading):
        pass
    elif isinstance(path[-1], int):
        reading.complain(point_of(node), "YAML-empty", "Nothing stands behind this dash.", "Delete the dash.")
    elif path in reading.keys and ":" in path[-1]:
        reading.complain(reading.keys[path], "YAML-syntax", *slip.glued(*path[-1].split(":", 1)))
    elif path in reading.keys:
        message = f"Nothing stands behind the key {lines.excerpt(path[-1])}."
        reading.complain(reading.keys[path], "YAML-empty", message, "Leave the key out when nobody has said.")
    return True


def _key(node: yaml.Node, within: yaml.MappingNode, reading: _Reading) -> str | None:
    if _refused(node, reading):
        return None
    if not isinstance(node, yaml.ScalarNode) or _is_explicit(node, within, reading.page.text):
        mend = "Write “key: text”; a question mark or bracket that is text belongs in quotes."
        reading.complain(point_of(node), "YAML-subset", "A key has to be plain text on one line.", mend)
        return None
    if node.style == "" and node.value == "<<":
        message = "The key “<<” would merge other records into this one."
        reading.complain(point_of(node), "YAML-subset", message, "Write the keys out, each with its value.")
        return None
    return _text(node, reading)


def _is_explicit(node: yaml.ScalarNode, within: yaml.MappingNode, text: str) -> bool:
    """Whether the key was announced with a question mark, which the library does not tell."""
    index = start_of(node).index
    if (node.style == "" and not node.value) or text[max(0, index - 9) : index].rstrip(" ").endswith("?"):
        return True
    return not within.flow_style and not _COLON.match(text, end_of(node).index)


def _is_twice(key: str, node: yaml.Node, path: Path, seen: dict[str, str], reading: _Reading) -> bool:
    first = seen.setdefault(unicodedata.normalize("NFC", key.casefold()), key)
    point = reading.keys.get((*path, first))
    if point is None:
        return False
    place = reading.page.place(point)
    if first == key:
        message = f"The key {lines.excerpt(key)} stands here again; it stands in line {place.line} already."
    else:
        message = (
            f"The key {lines.excerpt(key)} differs only in capitals from {lines.excerpt(first)} in line {place.line}."
        )
    related = Related(place, "stands here first")
    reading.complain(point_of(node), "YAML-duplicate", message, "Keep one of the two.", related)
    return True


def _refused(node: yaml.Node, reading: _Reading) -> bool:
    return reading.page.text.startswith(_REFUSED, start_of(node).index)


def _complain_of_top(top: yaml.Node | None, reading: _Reading) -> None:
    if top is None or (isinstance(top, yaml.ScalarNode) and top.style == "" and top.value == ""):
        mend = "Write “key: text”, or delete the file."
        reading.complain((0, 0), "YAML-top", "No facts are written here.", mend)
    elif isinstance(top, yaml.SequenceNode):
        mend = "Begin with the key that the list belongs to, and put the list under it."
        reading.complain(point_of(top), "YAML-top", "A list stands here without a key.", mend)
    elif (match := lines.glued(reading.page.text.split("\n")[start_of(top).line])) is not None:
        reading.complain(
            (start_of(top).line, match.end("key")), "YAML-syntax", *slip.glued(match["key"], match["text"])
        )
    else:
        reading.complain(point_of(top), "YAML-top", "A text stands here without a key.", "Write “key: text”.")
