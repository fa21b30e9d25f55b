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
