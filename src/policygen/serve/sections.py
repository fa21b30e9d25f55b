"""Which section of each page an edit has changed: two sites are compared, and the records that were edited go first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from policygen.problems import Place
from policygen.tree import Tree

_HOME = "index.html"
_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
_ANCHOR = re.compile(r'<[a-z][^<>]*?\sid="([^"]+)"')
_RECORD = re.compile(r"""\s*(?:-\s+)?id:\s*["']?([a-z0-9-]+)""")
_KEY = re.compile(r"""(?P<indent> *)(?P<dash>(?:- +)*)(?:id:\s*["']?(?P<id>[a-z0-9-]+))?""")
_IN_BRACES = re.compile(r"""\{\s*id:\s*["']?([a-z0-9-]+)""")


@dataclass(frozen=True, slots=True)
class Change:
    """A page, by its path in the site, and the anchor of its section; no anchor where only the frame has changed."""

    path: str
    anchor: str


def changed(old: Tree, new: Tree, records: frozenset[str]) -> tuple[Change, ...]:
    """Each page that has changed; first those that show one of the records, and those that differ in their text."""
    found = sorted(_changes(old, new, records), key=lambda each: (each[0], each[1].path))
    return tuple(change for _, change in found)


def _changes(old: Tree, new: Tree, records: frozenset[str]) -> Iterator[tuple[int, Change]]:
    for file, data in new.items():
        if file.rpartition("/")[2] != _HOME or old.get(file) == data:
            continue
        path, before, after = file.removesuffix(_HOME), _text(old.get(file)), _text(data)
        within = _differing(_part(_ARTICLE, before), _part(_ARTICLE, after))
        anchors = within or _differing(_part(_MAIN, before), _part(_MAIN, after))
        named = next((each for each in anchors if _is_of(each, records)), None)
        yield 0 if named else 1 if within else 2, Change(path, named or next(iter(anchors), ""))


def _text(page: bytes | None) -> str:
    return (page or b"").decode("utf-8")


def _part(part: re.Pattern[str], page: str) -> dict[str, str]:
    """The text after each anchor, up to the next one."""
    found = part.search(page)
    _, *pieces = _ANCHOR.split(found[0] if found else "")
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


def _differing(old: dict[str, str], new: dict[str, str]) -> list[str]:
    """The anchors with another text than before; for one that has gone, the nearest before it that stays."""
    there = [anchor for anchor, text in new.items() if old.get(anchor) != text]
    nearest, gone = "", []
    for anchor in old:
        if anchor in new:
            nearest = anchor
        elif nearest:
            gone.append(nearest)
    return there or gone


def _is_of(anchor: str, records: frozenset[str]) -> bool:
    return any(anchor == record or anchor.endswith(f"-{record}") for record in records)


def edited_records(old: Tree, new: Tree) -> frozenset[str]:
    """The id of the record around the first line that differs, of each content file that was edited."""
    edited = (file for file, data in new.items() if file.endswith(".yaml") and old.get(file, data) != data)
    return frozenset(record for file in edited if (record := _record(lines(old[file]), lines(new[file]))))


def texts(site: Tree) -> dict[str, str]:
    """The pages of the site that people read, by their paths."""
    return {file.removesuffix(_HOME): _text(data) for file, data in site.items() if file.rpartition("/")[2] == _HOME}


def record_at(lines: list[str], place: Place) -> str | None:
    """The id of the record in which a place stands, as the indentation of the lines tells."""
    if not 0 < place.line <= len(lines):
        return None
    if inside := _IN_BRACES.findall(lines[place.line - 1][: max(place.column, 1) + _ID_BEHIND]):
        return str(inside[-1])
    limit: int | None = None
    for line in reversed(lines[: place.line]):
        found = _KEY.match(line)
        if found is None or not line.strip() or line.lstrip().startswith("#"):
            continue
        column = len(found["indent"] + found["dash"])
        limit = column if limit is None else limit
        if found["id"] and column <= limit:
            return found["id"]
        limit = min(limit, len(found["indent"]))
        if not limit:
            break
    return None


_ID_BEHIND = 40
"""How far behind the beginning of a record in braces its id can stand."""


def lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").splitlines()


def _record(old: list[str], new: list[str]) -> str | None:
    first = next(number for number, (one, other) in enumerate(zip_longest(old, new)) if one != other)
    found = (_RECORD.match(line) for line in reversed(new[: first + 1]))
    return next((match[1] for match in found if match), None)
