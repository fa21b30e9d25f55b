"""The table of gravity: which change is how grave, and why; the rows are data, with their reasons."""

from collections.abc import Set as AbstractSet
from typing import NamedTuple, TypedDict

from policygen import packaged
from policygen.changes.change import Gravity


class Row(TypedDict):
    """A row of law/gravity.json: `*` stands for any list or field; no field for a whole record."""

    what: list[str]
    list: str
    field: str
    gravity: Gravity
    reason: str


class Apart(TypedDict):
    """A field in which two versions differ and which is no change of what they say."""

    list: str
    field: str
    reason: str


class Table(TypedDict):
    """The shape of law/gravity.json."""

    exact: list[str]
    apart: list[Apart]
    rows: list[Row]
    otherwise: Row


class Judgement(NamedTuple):
    """How grave a change is, and why."""

    gravity: Gravity
    reason: str


def table() -> Table:
    found: Table = packaged.table("law/gravity.json")
    return found


def is_apart(where: str, kind: str) -> bool:
    """Whether the field says which version this is, rather than what it says; a group's keys are with the group."""
    return any(row["list"] == where and f"{kind}.".startswith(f"{row['field']}.") for row in table()["apart"])


def judge(where: str, kind: str, tags: AbstractSet[str]) -> Judgement:
    """The first row that fits."""
    rows = (row for row in table()["rows"] if _fits(row, where, kind) and not tags.isdisjoint(row["what"]))
    row = next(rows, table()["otherwise"])
    return Judgement(row["gravity"], row["reason"])


def _fits(row: Row, where: str, kind: str) -> bool:
    return row["list"] in {"*", where} and row["field"] in {"*", kind}
