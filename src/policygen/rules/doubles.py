"""Stored items that are listed twice, or whose names can mean the same thing."""

from collections import defaultdict
from collections.abc import Iterator

from policygen.model.cookies import Item
from policygen.rule import Case
from policygen.rules import globs, hosts

Store = tuple[str, str | None, str | None]
"""Where something lies: its kind, its host and its path; without a host, who stores it."""


def of(case: Case) -> Iterator[tuple[Item, Item]]:
    """Each item with the first one before it that can be the same."""
    exact: dict[tuple[Store, str], Item] = {}
    listed: defaultdict[Store, list[tuple[globs.Glob, Item]]] = defaultdict(list)
    starred: defaultdict[Store, list[tuple[globs.Glob, Item]]] = defaultdict(list)
    for item in case.stored.cookies.items:
        glob = globs.of(item)
        # Most names have no star, and of those only the same one can be meant twice.
        found = [exact.get((store, item.name)) if glob.literal else None for store in _stores(case, item)]
        others = starred if glob.literal else listed
        found += [each for store in _stores(case, item) for other, each in others[store] if globs.overlap(glob, other)]
        if before := next(filter(None, found), None):
            yield item, before
        for store in _stores(case, item):
            listed[store].append((glob, item))
            if glob.literal:
                exact.setdefault((store, item.name), item)
            else:
                starred[store].append((glob, item))


def _stores(case: Case, item: Item) -> tuple[Store, ...]:
    if item.domains:
        return tuple((item.kind, hosts.bare(domain), item.path) for domain in item.domains)
    provider = case.stored.provider_of(item)
    return ((item.kind, f"of {provider.id}" if provider else None, item.path),)
