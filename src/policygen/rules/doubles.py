"""Stored items that are listed twice, or whose names can mean the same thing."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from policygen import globs
from policygen.globs import Glob
from policygen.model.cookies import Item
from policygen.rule import Case
from policygen.rules import hosts

Store = tuple[str, str | None, str | None]
"""Where something lies: its kind, its host and its path; without a host, who stores it."""

_LONGEST_KEY = 32


@dataclass(frozen=True, slots=True)
class Shelf:
    """Items, such as those of one store, found again by the beginning of their names: only those need be compared."""

    exact: defaultdict[str, list[tuple[Glob, Item]]] = field(default_factory=lambda: defaultdict(list))
    longer: defaultdict[str, list[tuple[Glob, Item]]] = field(default_factory=lambda: defaultdict(list))

    def first(self, glob: Glob) -> Item | None:
        """The first item that this name can mean too."""
        key = glob.pieces[0][:_LONGEST_KEY]
        near = [each for end in range(len(key) + 1) for each in self.exact.get(key[:end], ())]
        near += self.longer.get(key, ())
        return next((item for other, item in near if globs.overlap(glob, other)), None)

    def add(self, glob: Glob, item: Item) -> None:
        key = glob.pieces[0][:_LONGEST_KEY]
        self.exact[key].append((glob, item))
        for end in range(len(key)):
            self.longer[key[:end]].append((glob, item))


def of(case: Case) -> Iterator[tuple[Item, Item]]:
    """Each item with one before it that can be the same."""
    shelves: defaultdict[Store, Shelf] = defaultdict(Shelf)
    for item in case.stored.cookies.items:
        glob, stores = item.glob, _stores(case, item)
        before = next(filter(None, (shelves[store].first(glob) for store in stores)), None)
        if before:
            yield item, before
            continue
        for store in dict.fromkeys(stores):
            shelves[store].add(glob, item)


def _stores(case: Case, item: Item) -> tuple[Store, ...]:
    if item.domains:
        return tuple((item.kind, hosts.bare(domain), item.path) for domain in item.domains)
    provider = case.stored.provider_of(item)
    return ((item.kind, f"of {provider.id}" if provider else None, item.path),)
