"""Categories split by service, for clients where people switch each service by itself."""

from collections.abc import Iterable, Iterator

from policygen.outputs.exports.client import Loss
from policygen.outputs.exports.erasure import Group
from policygen.outputs.exports.stock import Category, Service, Stock, Texts

_OTHER = "_other"
"""What no service stores; ids never begin with this sign."""


def switches(stock: Stock) -> tuple[Group, ...]:
    """One for each service of a category, called `CATEGORY_SERVICE`, so that each name is there once."""
    return tuple(group for each in stock.categories for group in _of(each, stock))


def label(group: Group, stock: Stock) -> Texts:
    """The service is what people know; what no service stores is called by its category."""
    service = service_of(group, stock)
    return service.label if service else group.category.label


def service_of(group: Group, stock: Stock) -> Service | None:
    return stock.services.get(group.key.removeprefix(f"{group.category.id}_"))


def unshown(categories: Iterable[Category], groups: tuple[Group, ...], client: str, name: str) -> Iterator[Loss]:
    shown = {each.category.id for each in groups}
    for each in categories:
        if each.id not in shown:
            words = f"{name} does not show the category `{each.id}`, since it has neither items nor services."
            yield Loss(client, None, each.id, words, "Declare its items, or take the category out.")


def _of(category: Category, stock: Stock) -> tuple[Group, ...]:
    """A service without items of its own has a switch too: it is what loads the script."""
    loading = (each.id for each in stock.services.values() if each.category == category.id)
    named = dict.fromkeys((*(each.service or "" for each in category.items), *loading))
    return tuple(
        Group(
            f"{category.id}_{service or _OTHER}",
            category,
            tuple(each for each in category.items if (each.service or "") == service),
        )
        for service in named
    )
