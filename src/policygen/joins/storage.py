"""What stored items belong to: their category, service and provider."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from policygen.joins.finding import entries
from policygen.model.cookies import CookieCategory, Cookies, Item, Service
from policygen.model.policy import Policy
from policygen.model.site import Controller
from policygen.model.third_parties import ThirdParty


class Provider(NamedTuple):
    """Somebody who stores items: a controller of the site, or a third party."""

    id: str
    name: str
    first_party: bool
    countries: tuple[str, ...]
    privacy_url: str | None
    aliases: tuple[str, ...]


class Group(NamedTuple):
    """The items of one category that one service stores; without a service, those that no service stores."""

    service: Service | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Storage:
    """Everything stored on devices, by id, in the order of the content; empty where it is undeclared."""

    cookies: Cookies
    categories: Mapping[str, CookieCategory]
    services: Mapping[str, Service]
    everyone: Mapping[str, Provider]
    parties: Mapping[str, ThirdParty]

    def category_of(self, entry: Item | Service) -> CookieCategory | None:
        """An item without a category of its own has that of its service."""
        return self.categories.get(entry.category or self._of_service(entry, "category") or "")

    def provider_of(self, entry: Item | Service) -> Provider | None:
        """An item without a provider of its own has that of its service."""
        return self.everyone.get(entry.provider or self._of_service(entry, "provider") or "")

    def _of_service(self, entry: Item | Service, field: str) -> str | None:
        service = self.services.get(entry.service or "") if isinstance(entry, Item) else None
        return getattr(service, field, None)

    def providers(self) -> tuple[Provider, ...]:
        """Everybody who provides an item or a service: controllers first, in the order of the content."""
        entries: tuple[Item | Service, ...] = (*self.cookies.items, *self.cookies.services)
        found = map(self.provider_of, entries)
        named = {provider.id for provider in found if provider}
        return tuple(provider for key, provider in self.everyone.items() if key in named)

    def groups(self) -> Mapping[str, tuple[Group, ...]]:
        """The items of each category, by their service."""
        found: dict[str, dict[str | None, list[Item]]] = {key: {} for key in self.categories}
        for item in self.cookies.items:
            if category := self.category_of(item):
                found[category.id].setdefault(item.service, []).append(item)
        return {
            key: tuple(Group(self.services.get(service or ""), tuple(items)) for service, items in by_service.items())
            for key, by_service in found.items()
        }


def of(policy: Policy) -> Storage:
    cookies = policy.cookies or Cookies()
    controllers = (_controller(each) for each in policy.site.controllers)
    declared = entries(policy, "third_parties.third_parties")
    parties = {each.id: each for each in declared if isinstance(each, ThirdParty)}
    others = map(_third_party, parties.values())
    return Storage(
        cookies,
        {each.id: each for each in cookies.categories},
        {each.id: each for each in cookies.services},
        {each.id: each for each in (*controllers, *others)},
        parties,
    )


def _controller(each: Controller) -> Provider:
    countries = (each.country,) if each.country else ()
    return Provider(each.id, each.legal_name, True, countries, None, each.aliases)


def _third_party(each: ThirdParty) -> Provider:
    return Provider(each.id, each.name or each.kind or each.id, False, each.countries, each.privacy_url, each.aliases)
