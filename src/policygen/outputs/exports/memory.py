"""How a client remembers the choice: under which name, where, and for how long."""

import re
from typing import NamedTuple

from policygen.globs import Glob
from policygen.outputs.exports.client import Loss
from policygen.outputs.exports.stock import Stock

DAY = 86_400
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")


class Habits(NamedTuple):
    """What a client can be told.

    Attributes:
        default: the name it uses when nobody has said one.
        versioned: whether it asks people again only when the name is another.
        local: whether it can use the local storage instead of a cookie.
        session: whether it can forget the choice when the browser is closed.

    """

    client: str
    name: str
    default: str
    versioned: bool = True
    local: bool = False
    session: bool = False


class Memory(NamedTuple):
    """`days` is None where the client's own default holds."""

    name: str
    local: bool
    days: int | None
    losses: tuple[Loss, ...]


def of(stock: Stock, habits: Habits) -> Memory:
    name, local, named = _place(stock, habits)
    days, lasting = _days(stock, habits)
    found = (*named, *lasting)
    return Memory(name, local, days, tuple(Loss(habits.client, None, None, words, mend) for words, mend in found))


def _place(stock: Stock, habits: Habits) -> tuple[str, bool, tuple[tuple[str, str], ...]]:
    record, version = stock.record, f"-{stock.version}" if habits.versioned else ""
    name = habits.default + version
    if record is None:
        words = f"{habits.name} remembers the choice as `{name}`, which the content does not declare."
        mend = "Declare it below `items:`, and name its id as `record:` below `consent:`."
        return name, False, ((words, mend),)
    local = record.kind == "local-storage"
    stem = _stem(record.pattern)
    if stem is None or not (record.kind == "cookie" or (local and habits.local)):
        words = f"{habits.name} cannot remember the choice as `{record.name}`, and does so as the cookie `{name}`."
        return name, False, ((words, "Declare what the client really stores."),)
    if not habits.versioned:
        return stem, local, ()  # Also the plain beginning of a name with a star is one of its names.
    if not record.pattern.literal:
        return f"{stem}{stock.version}", local, ()
    words = f"{habits.name} asks again only under a new name, and so remembers the choice as `{stem}{version}`."
    return stem + version, local, ((words, f"Declare `{stem}-*` instead of `{stem}`."),)


def _stem(pattern: Glob) -> str | None:
    """The plain beginning of a name; None where a client might misread it."""
    stem = pattern.value if pattern.literal else pattern.prefix
    return stem if stem and _PLAIN.fullmatch(stem) else None


def _days(stock: Stock, habits: Habits) -> tuple[int | None, tuple[tuple[str, str], ...]]:
    """Whole days, never more than people were told."""
    seconds = stock.lifetime
    if seconds is None or seconds >= DAY or (seconds == 0 and habits.session):
        return None if seconds is None else seconds // DAY, ()
    told = "for a part of a day" if seconds else "until the browser is closed"
    words = f"{habits.name} cannot remember the choice only {told}, and does so for as long as is usual for it."
    return None, ((words, "State another `lifetime` below `consent:`."),)
