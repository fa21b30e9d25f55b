"""What was seen: names with the hosts they are stored for, and what kinds of storage were looked at."""

import json
import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from policygen.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Observed:
    """One thing that was stored; `domain` is empty where the file does not tell for which host."""

    name: str
    kind: str
    domain: str
    is_pattern: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Observation:
    """All that was seen; `kinds` are those that would have been, so that one that is not there can be missed."""

    items: tuple[Observed, ...]
    kinds: frozenset[str]
    problems: tuple[Problem, ...] = ()


NOTHING = Observation((), frozenset())


class Raw(NamedTuple):
    """One thing as a file names it, the line where it stands if the file has lines."""

    name: str
    kind: str = "cookie"
    domain: str = ""
    is_pattern: bool = False
    line: int = 0


class Seen(NamedTuple):
    """What a layout tells."""

    layout: str
    found: tuple[Raw, ...]
    kinds: frozenset[str]


class LayoutError(ValueError):
    """The file is not what it should be; `message` and `mend` are whole sentences."""

    def __init__(self, message: str, mend: str, line: int = 0) -> None:
        super().__init__(message)
        self.message, self.mend, self.line = message, mend, line


def entries(value: Any, where: str) -> list[dict[str, Any]]:
    """A list of groups, as JSON has it."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise LayoutError(f"`{where}` of the file is not a list of groups.", "Export it anew; it was changed or cut.")
    return value


def text(group: dict[str, Any], *keys: str) -> str:
    """The first of these keys that holds a text."""
    return next((group[key].strip() for key in keys if isinstance(group.get(key), str)), "")


def name_of(group: dict[str, Any], number: int, *keys: str) -> str:
    if name := text(group, *keys):
        return name
    raise LayoutError(f"Entry {number} of the file has no name.", "Export it anew, or give the entry its `name`.")


def placed(found: tuple[Raw, ...], whole: str, file: str) -> tuple[Observed, ...]:
    """Each once, at the place where the file first names it."""
    named: dict[str, Place] = {}
    once: dict[Raw, Place] = {}
    for each in found:
        if not each.line and each.name not in named:
            named[each.name] = _place(each.name, whole, file)
        once.setdefault(each._replace(line=0), Place(file, each.line, 1) if each.line else named[each.name])
    return tuple(Observed(each.name, each.kind, each.domain, each.is_pattern, place) for each, place in once.items())


def _place(name: str, whole: str, file: str) -> Place:
    """Where the name stands as a text of its own, or, as in a header, before its value."""
    spelt = (json.dumps(name, ensure_ascii=False), json.dumps(name))
    found = re.search(f"{'|'.join(map(re.escape, spelt))}|(?<![\\w.-]){re.escape(name)}=", whole)
    if found is None:
        return Place(file)
    at = found.start()
    return Place(file, whole.count("\n", 0, at) + 1, at - whole.rfind("\n", 0, at))
