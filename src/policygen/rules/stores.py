"""What is stored on devices, by category, and what of it people must be asked about."""

from collections.abc import Iterator

from policygen.model.cookies import CookieCategory, Item
from policygen.model.purposes import Purpose
from policygen.model.third_parties import ThirdParty
from policygen.rule import Case
from policygen.rules import grounds

OBJECTIONABLE = {"statistical": "5", "appearance": "6"}
"""The exceptions of UK law against which people can object, and their paragraph of PECR Schedule A1."""

UK_ONLY = OBJECTIONABLE | {"emergency": "7"}


def needs_consent(category: CookieCategory) -> bool:
    """Whether it is declared so, or no exception is claimed."""
    return category.consent == "required" or category.exemption is None


def asked(case: Case) -> tuple[CookieCategory, ...]:
    """The categories that people must be asked about."""
    return tuple(each for each in case.stored.categories.values() if needs_consent(each))


def items(case: Case, category: CookieCategory) -> tuple[Item, ...]:
    return tuple(each for each in case.stored.cookies.items if case.stored.category_of(each) is category)


def with_category(case: Case) -> Iterator[tuple[Item, CookieCategory]]:
    for item in case.stored.cookies.items:
        if category := case.stored.category_of(item):
            yield item, category


def purposes(case: Case, category: CookieCategory) -> tuple[Purpose, ...]:
    """The purposes that the category is declared to serve."""
    return tuple(each for each in grounds.purposes(case.policy) if each.id in category.purposes)


def third_party(case: Case, item: Item) -> ThirdParty | None:
    """Who stores it, when that is somebody else."""
    provider = case.stored.provider_of(item)
    return case.stored.parties.get(provider.id) if provider else None
