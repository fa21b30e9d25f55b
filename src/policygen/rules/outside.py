"""What the world says: whether what is stored is what is listed, and whether links still lead to somebody."""

from collections.abc import Iterator

from policygen import globs
from policygen.globs import Glob
from policygen.model.cookies import Item
from policygen.observed import Observed
from policygen.rule import Case, Found, rule
from policygen.rules import addresses, hosts, passages


@rule("COOKIE-drift")
def drift(case: Case) -> Iterator[Found]:
    """A list of cookies is true on the day on which somebody looked. Programs of others bring new ones without a word,
    and old ones vanish; so the list has to be compared with what browsers really store, time and again.
    """
    if (seen := case.outside.observed) is None:
        return
    declared, there = case.stored.cookies.items, set[str]()
    named = _by_name(declared)
    reported: dict[str, list[Observed]] = {}
    for each in seen.items:
        listed = _listed(each, named)
        there.update(item.id for item in listed)
        if not listed and not any(_is_same(each, other) for other in reported.get(each.name, ())):
            reported.setdefault(each.name, []).append(each)
            yield Found(
                each.place,
                f"“{each.name}” was seen{f' for `{each.domain}`' if each.domain else ''}, and cookies.yaml does not "
                "list it.",
                "Find out what stores it, and list it under `items`, or see that it is stored no more.",
                "cookies",
            )
    for item in declared:
        if item.kind in seen.kinds and item.id not in there:
            yield Found(
                (item, "name"),
                f"“{item.name}” is listed, and nobody saw it.",
                "Look again after accepting everything and using what stores it; if it is gone, take it out.",
            )


def _by_name(items: tuple[Item, ...]) -> dict[str, list[tuple[Glob, Item]]]:
    """Those with a plain name by that name, and under an empty one those that stand for several."""
    found: dict[str, list[tuple[Glob, Item]]] = {"": []}
    for item in items:
        name = item.glob
        found.setdefault(item.name if name.literal else "", []).append((name, item))
    return found


def _listed(seen: Observed, named: dict[str, list[tuple[Glob, Item]]]) -> list[Item]:
    """The items that the one that was seen can be."""
    name = Glob(seen.name, not seen.is_pattern)
    keys = ("", seen.name) if name.literal else tuple(named)
    able = ((glob, item) for key in keys for glob, item in named.get(key, ()))
    return [
        item
        for glob, item in able
        if item.kind == seen.kind and globs.overlap(glob, name) and _is_for(item, seen.domain)
    ]


def _is_for(item: Item, host: str) -> bool:
    """A file may name the host that was asked, where the cookie is for those above it, or the other way round."""
    if not (host and item.domains):
        return True
    if item.host_only:
        return host in item.domains
    return any(_is_near(host, hosts.bare(each)) for each in item.domains)


def _is_same(one: Observed, other: Observed) -> bool:
    return one.kind == other.kind and _is_near(one.domain, other.domain)


def _is_near(one: str, other: str) -> bool:
    return hosts.below(one, other) or hosts.below(other, one)


@rule("LINK-dead")
def dead(case: Case) -> Iterator[Found]:
    """People must easily get to what a notice points to: the page to opt out, the authority, the notice of a
    recipient. Pages move and vanish without a word, and a link that leads nowhere leaves people without it.
    """
    for spot, address in addresses.of(case.policy, case.proses) if case.outside.dead else ():
        if words := (case.outside.dead or {}).get(address):
            yield Found(
                spot,
                f"The address {address} {words}.",
                "Open it in a browser: give the address that holds now, or leave it out.",
                passages.page(spot),
            )


RULES = (drift, dead)
"""What is stored, and where links lead; neither is asked unless somebody looked."""
