"""What a client deletes when people refuse, what it spares, and why it leaves the rest where it is."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from policygen import globs
from policygen.globs import Glob
from policygen.outputs.exports.client import Loss
from policygen.outputs.exports.stock import Category, Item, Stock
from policygen.outputs.exports.texts import STANDING

BY_HAND = "Delete it in a script of your own when people refuse."
_DECLARE = "Give one of them another name."
_RUNNING = frozenset({"pixel", "fingerprint", "sdk"})
_PREFIXES = ("__Host-", "__Secure-")


@dataclass(frozen=True, slots=True)
class Hands:
    """What a client can reach.

    Attributes:
        kinds: the kinds of items that it deletes.
        recognises: whether it can match the pattern at all.
        spares: whether it leaves alone the names of one pattern (the second) while it deletes those of another.
        host_only: whether it deletes cookies that are set without a domain.
        domains: from the host of the page to those whose cookies it deletes; none where it finds every one.
        paths: whether it deletes cookies of another path on the pages below that path.
        writes: the names that it writes as they are; None for all.

    """

    client: str
    name: str
    recognises: Callable[[Glob], bool]
    spares: Callable[[Glob, Glob], bool]
    kinds: frozenset[str] = frozenset({"cookie"})
    host_only: bool = True
    domains: Callable[[str], tuple[str, ...]] | None = None
    paths: bool = False
    writes: re.Pattern[str] | None = None


class Group(NamedTuple):
    """Items that are accepted or refused together by one switch of the client."""

    key: str
    category: Category
    items: tuple[Item, ...]


class Claim(NamedTuple):
    """An item to be deleted with its group, and the names that belong to others and must stay."""

    item: Item
    but: tuple[Glob, ...]


class Settled(NamedTuple):
    claims: Mapping[str, tuple[Claim, ...]]
    losses: tuple[Loss, ...]


class _Holder(NamedTuple):
    """Somebody's claim to a name. Where two meet, the lower rank has it."""

    rank: tuple[bool, bool, int, int]
    group: str
    pattern: Glob
    kind: str


def strange(name: str, item: Item) -> tuple[str, str]:
    """What a client does not know; of a pixel, a fingerprint or a kit nothing stays that could be deleted."""
    if item.kind in _RUNNING:
        words = f"{name} knows nothing of `{item.name}`, which {STANDING[item.kind]}."
        return words, "Load it only once people have agreed to its category."
    return f"{name} cannot delete `{item.name}`, which {STANDING[item.kind]}.", BY_HAND


def groups(stock: Stock) -> tuple[Group, ...]:
    """The categories as they are."""
    return tuple(Group(each.id, each, each.items) for each in stock.categories)


def settle(stock: Stock, found: Sequence[Group], hands: Hands, own: str = "") -> Settled:
    """Who deletes what, so that no name is deleted that belongs to another group.

    An exact name goes before one with stars, then what cannot be refused before what can, then the longer name before
    the shorter. `own` is the name under which the client remembers the choice.
    """
    holders, losses = _holders(stock, found, own), list[Loss]()
    claims = dict[str, tuple[Claim, ...]]()
    for group in found:
        kept = list[Claim]()
        for item in group.items if group.category.choice != "always" else ():
            rivals = _rivals(item, group.key, holders)
            reason = _refusal(item, rivals, stock, hands)
            if reason is None:
                kept.append(Claim(item, rivals))
                losses += (loss(hands, item, *each) for each in beyond(item, stock, hands))
            else:
                losses.append(loss(hands, item, *reason))
        claims[group.key] = tuple(kept)
    return Settled(claims, tuple(losses))


def loss(hands: Hands, item: Item, words: str, mend: str) -> Loss:
    return Loss(hands.client, item.id, item.category, words, mend)


def _holders(stock: Stock, found: Sequence[Group], own: str) -> dict[str, tuple[_Holder, ...]]:
    """Everybody, by item: those in the groups, those that belong to no category, and the client itself."""
    named = [
        ("", item, True) if item is stock.record else (group.key, item, group.category.choice == "always")
        for group in found
        for item in group.items
    ]
    named += [("", item, True) for item in stock.orphans]
    holders = [
        _Holder(_rank(item.pattern, kept, number), key, item.pattern, item.kind)
        for number, (key, item, kept) in enumerate(named)
    ]
    mine = [_Holder(_rank(Glob(own, True), True, -1), "", Glob(own, True), "cookie")] if own else []
    by_item = dict[str, tuple[_Holder, ...]]()
    for (_, item, _), holder in zip(named, holders, strict=True):
        by_item[item.id] = (holder, *mine, *(each for each in holders if each is not holder))
    return by_item


def _rank(pattern: Glob, kept: bool, number: int) -> tuple[bool, bool, int, int]:
    return (not pattern.literal, not kept, -len(pattern.value), number)


def _rivals(item: Item, key: str, holders: Mapping[str, tuple[_Holder, ...]]) -> tuple[Glob, ...]:
    """The names of other groups that this item would delete, and that are theirs."""
    me, *others = holders[item.id]
    return tuple(
        dict.fromkeys(
            each.pattern
            for each in others
            if each.group != key
            and each.kind == item.kind
            and each.rank < me.rank
            and globs.overlap(each.pattern, item.pattern)
        )
    )


def _refusal(item: Item, rivals: tuple[Glob, ...], stock: Stock, hands: Hands) -> tuple[str, str] | None:
    """Why the client is not told of the item at all."""
    name = f"`{item.name}`"
    if item is stock.record:
        return f"{hands.name} never deletes {name}, which remembers the choice.", (
            "Move it to a category that people cannot refuse."
        )
    if item.kind not in hands.kinds:
        return strange(hands.name, item)
    if hands.writes and not all(map(hands.writes.fullmatch, filter(None, item.pattern.pieces))):
        return f"{hands.name} cannot write the name {name} as it is, and so cannot delete it.", BY_HAND
    if not hands.recognises(item.pattern):
        return f"{hands.name} cannot recognise names such as {name}, and so deletes none of them.", BY_HAND
    taken = next((each for each in rivals if globs.covers(each, item.pattern)), None)
    if taken:
        words = (
            f"{hands.name} does not delete {name} with its category, since `{taken.value}` of another one fits it too."
        )
        return words, _DECLARE
    beside = next((each for each in rivals if not hands.spares(item.pattern, each)), None)
    if beside:
        words = f"{hands.name} does not delete {name}, since it would delete `{beside.value}` with it."
        return words, BY_HAND
    return None


def beyond(item: Item, stock: Stock, hands: Hands) -> Iterator[tuple[str, str]]:
    """What keeps the client from deleting the item, or some of it, although it is told of it."""
    if item.kind == "cookie":
        yield from _guarded(item, hands)
        yield from _placed(item, stock, hands)


def _guarded(item: Item, hands: Hands) -> Iterator[tuple[str, str]]:
    name, cannot = f"`{item.name}`", f"{hands.name} cannot delete"
    if item.http_only:
        yield f"{cannot} {name}, which no script can see (HttpOnly).", "Let the server delete it when people refuse."
    if item.name.startswith(_PREFIXES):
        yield f"{cannot} {name}, since the browser wants `Secure` said for such a name.", BY_HAND
    if item.partitioned:
        yield f"{cannot} {name}, which is kept apart for each site that embeds it (Partitioned).", BY_HAND
    if item.path not in {None, "/"} and hands.paths:
        yield f"{hands.name} deletes {name} on pages below `{item.path}` only.", BY_HAND
    elif item.path not in {None, "/"}:
        yield f"{cannot} {name}, which is stored for the path `{item.path}`.", BY_HAND


def _placed(item: Item, stock: Stock, hands: Hands) -> Iterator[tuple[str, str]]:
    cannot = f"{hands.name} cannot delete `{item.name}`"
    here = stock.seen(item)
    if item.host_only and not hands.host_only:
        yield f"{cannot}, which is set without a domain (host-only).", BY_HAND
    dotted = bool(item.domains) and all(each.startswith(".") for each in item.domains)
    if item.host_only is None and not dotted and not hands.host_only:
        words = f"{cannot} where it is set without a domain (host-only), and nobody has said whether it is."
        yield words, "Declare `host_only` as `true` or `false`."
    if item.party == "third" and item.hosts and not here:
        yield f"{cannot}, which belongs to another site.", "Say where people refuse it, as `opt_out_url`."
    if hands.domains and not item.host_only:
        reached = hands.domains(stock.host)
        for each in here:
            if each not in reached:
                yield f"{cannot}, which is a cookie of `{each}`, where it never looks.", BY_HAND
