"""Names of organisations, looked for in texts in their own spelling; they are data, with their source."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from policygen import packaged


class Renamed(NamedTuple):
    """A row of law/renamed.json."""

    name: str
    now: str
    since: date
    law: str | None


@cache
def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = packaged.table(f"law/{name}")
    return table


@cache
def renamed() -> dict[str, Renamed]:
    """What is called otherwise today, by its old name."""
    rows = _table("renamed.json")["names"]
    return {
        each["name"]: Renamed(each["name"], each["now"], date.fromisoformat(each["since"]), each["law"])
        for each in rows
    }


@cache
def known() -> frozenset[str]:
    """Organisations that notices name often."""
    return frozenset(_table("known_parties.json")["parties"])


def all_of(name: str) -> tuple[str, ...]:
    """The name, and what it is called today."""
    return (name, renamed()[name].now) if name in renamed() else (name,)


@cache
def _products() -> frozenset[str]:
    """What readers use themselves, and what has a known name in its own."""
    return frozenset(_table("known_parties.json")["products"])


def recipients(text: str) -> Iterator[re.Match[str]]:
    """Where the text has the name of a known organisation, and does not mean a product of it that readers have."""
    return (found for found in places(text, known() | _products()) if found[0] not in _products())


def decides_itself(text: str) -> bool:
    """Whether the text names somebody who is a controller of its own, whatever a notice says."""
    roles = _table("known_parties.json")["parties"]
    return any(roles[found[0]].get("role") == "controller" for found in places(text, known()))


def places(text: str, names: Iterable[str]) -> Iterator[re.Match[str]]:
    """Where the text has one of the names, whole; of two that begin at one place, the longer."""
    return _pattern(frozenset(names)).finditer(text)


@cache
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")
