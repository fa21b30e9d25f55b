"""The items of Articles 13 and 14, as law/coverage.json lists them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from policygen import packaged


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a notice must tell.

    Attributes:
        id: also the name of the function that finds its answers.
        articles: where it stands in the law, such as `13(1)(a)`.
        rules: the codes of the rules whose findings leave it open.

    """

    id: str
    words: str
    articles: tuple[str, ...]
    rules: frozenset[str]
    laws: frozenset[str]
    since: date | None


def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = packaged.table("law/coverage.json")
    return table


@cache
def every() -> tuple[Item, ...]:
    return tuple(_item(row) for row in _table()["items"])


def _item(row: Mapping[str, Any]) -> Item:
    since = date.fromisoformat(row["since"]) if row["since"] else None
    return Item(row["id"], row["words"], tuple(row["articles"]), frozenset(row["rules"]), frozenset(row["laws"]), since)


def article(law: str, named: str) -> tuple[str, str]:
    """What `13(1)(a)` is called under a law, and where its text can be read."""
    texts = _table()["texts"][law]
    return f"Art. {named} {texts['name']}", texts[named.partition("(")[0]]
