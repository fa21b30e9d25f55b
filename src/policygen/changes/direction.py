"""In which direction a fact has changed, in the words by which the table of gravity asks for it."""

import re
import unicodedata
from collections.abc import Set as AbstractSet
from typing import Any

from policygen import durations
from policygen.changes import hints, lengths
from policygen.changes.facts import ORDER, Difference
from policygen.model.record import Record

_SAME_MARK = str.maketrans("‘’“”‐‑‒–—−", "''\"\"------")
_SPACE = re.compile(r"\s+")


def of(found: Difference, exact: AbstractSet[str]) -> frozenset[str]:
    """All that can be said of it; `exact` are the texts in which every character counts, such as `cookies.items.name`.

    added, removed: a record, or an entry of a list. grown, shrunk: a list. longer, shorter, otherwise counted: a time.
    yes, no, no longer yes, no longer no: a flag. higher, lower: a number. said, unsaid, altered: whether somebody has
    said it before and says it now. `to WORD` and `from WORD`: a word of a closed set, `none` included. typography,
    order, same length: the same fact, written otherwise. changed: always.
    """
    old, new = found.old, found.new
    if found.kind == ORDER:
        return frozenset({ORDER})
    if isinstance(old or new, Record):
        return frozenset({"changed", "removed" if new is None else "added"})
    stated = "said" if old is None else "unsaid" if new is None else "altered"
    is_exact = f"{found.list}.{found.kind}" in exact or not hints.is_text(found.hint)
    return frozenset({"changed", stated}) | _kind(old, new, is_exact=is_exact)


def _kind(old: object, new: object, *, is_exact: bool) -> frozenset[str]:
    if isinstance(old, tuple) or isinstance(new, tuple):
        return _list(old, new, is_exact=is_exact) | _word(old, new)
    if isinstance(old, bool) or isinstance(new, bool):
        return _flag(old, new)
    if isinstance(old, int) and isinstance(new, int):
        return frozenset({"higher" if new > old else "lower"})
    if isinstance(old, durations.Duration) and isinstance(new, durations.Duration):
        return frozenset({lengths.compared(old, new)})
    if isinstance(old, str) and isinstance(new, str) and not is_exact and plain(old) == plain(new):
        return frozenset({"typography"})
    return _word(old, new)


def _list(old: object, new: object, *, is_exact: bool) -> frozenset[str]:
    before, now = _members(old, is_exact=is_exact), _members(new, is_exact=is_exact)
    tags = {tag for tag, more in (("grown", now - before), ("shrunk", before - now)) if more}
    if tags or not (isinstance(old, tuple) and isinstance(new, tuple)):
        return frozenset(tags)
    return frozenset({ORDER if sorted(map(str, old)) == sorted(map(str, new)) else "typography"})


def _members(value: object, *, is_exact: bool) -> frozenset[Any]:
    members = value if isinstance(value, tuple) else ()
    return frozenset(members if is_exact else map(plain, members))


def _flag(old: object, new: object) -> frozenset[str]:
    tags = {"yes": new is True, "no": new is False, "no longer yes": old is True, "no longer no": old is False}
    return frozenset(tag for tag, holds in tags.items() if holds)


def _word(old: object, new: object) -> frozenset[str]:
    words = (("from", old), ("to", new))
    return frozenset(f"{way} {word}" for way, word in words if isinstance(word, str))


def plain(text: str) -> str:
    """A text without what changes nothing in it: capitals, kinds of quotation marks and dashes, spaces, a last stop."""
    tidy = unicodedata.normalize("NFKC", text).translate(_SAME_MARK).casefold()
    return _SPACE.sub(" ", tidy).strip().rstrip(".")
