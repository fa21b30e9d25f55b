"""What a manifest says, as clients need it: its categories with their items, and how people choose."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from policygen.globs import Glob

Json = dict[str, Any]
Texts = Mapping[str, str]
"""A text by the tag of its language."""

Choice = Literal["always", "on", "off"]
"""Whether people cannot refuse, or can object to what is on, or must agree first."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing stored on a device; `lasts` in words, `seconds` None when it is not known or not fixed."""

    id: str
    pattern: Glob
    kind: str
    category: str | None
    service: str | None
    provider: str | None
    purpose: Texts | None
    purpose_type: str | None
    lasts: Texts | None
    seconds: int | None
    refreshes: bool | None
    party: str | None
    domains: tuple[str, ...]
    host_only: bool | None
    path: str | None
    http_only: bool | None
    partitioned: bool | None

    @property
    def name(self) -> str:
        return self.pattern.value

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts of its domains, without a dot or star before them."""
        return tuple(dict.fromkeys(each.removeprefix("*").removeprefix(".") for each in self.domains))


@dataclass(frozen=True, slots=True)
class Service:
    id: str
    label: Texts
    provider: str | None
    category: str | None
    script_domains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """A group of items that people accept or refuse together.

    `agreed` is the digest of what they agree to, from the oldest version under which answers still hold.
    """

    id: str
    label: Texts
    description: Texts | None
    choice: Choice
    agreed: str | None
    google: tuple[str, ...]
    tcf: tuple[int, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Provider:
    name: str
    privacy_url: str | None


@dataclass(frozen=True, slots=True)
class Stock:
    """The whole manifest; `lifetime` of a choice in seconds, and `record` the item that remembers it."""

    site: str
    url: str
    languages: tuple[str, ...]
    version: int
    lifetime: int | None
    change_url: str | None
    record: Item | None
    categories: tuple[Category, ...]
    orphans: tuple[Item, ...]
    services: Mapping[str, Service]
    providers: Mapping[str, Provider]

    @property
    def language(self) -> str:
        """The one to fall back on."""
        return self.languages[0]

    @property
    def items(self) -> tuple[Item, ...]:
        return (*(item for each in self.categories for item in each.items), *self.orphans)

    @property
    def policy_url(self) -> str:
        """Where people read more, and change their choice."""
        link = self.change_url or ""
        return self.url + link.lstrip("/") if link.startswith("/") or not link else link

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    def seen(self, item: Item) -> tuple[str, ...]:
        """Those hosts of the item whose cookies a page of the site is shown."""
        return tuple(each for each in item.hosts if f".{self.host}".endswith(f".{each}"))

    def provider_of(self, entry: Item | Service) -> Provider | None:
        return self.providers.get(entry.provider or "")


def of(manifest: Json) -> Stock:
    items = tuple(_item(each) for each in manifest["items"])
    site, choosing = manifest["site"], manifest["consent"]
    known = {each["id"] for each in manifest["categories"]}
    return Stock(
        site=site["name"],
        url=site["url"],
        languages=tuple(dict.fromkeys((site["default_language"], *site["languages"]))),
        version=manifest["consent_version"],
        lifetime=choosing["lifetime_seconds"],
        change_url=choosing["change_url"],
        record=next((each for each in items if each.id == choosing["record"]), None),
        categories=tuple(_category(each, items) for each in manifest["categories"]),
        orphans=tuple(each for each in items if each.category not in known),
        services={each["id"]: _service(each) for each in manifest["services"]},
        providers={each["id"]: Provider(each["name"], each["privacy_url"]) for each in manifest["providers"]},
    )


def _category(entry: Json, items: tuple[Item, ...]) -> Category:
    refused: Choice = "on" if entry["default"] == "granted" else "off"  # What nobody has said is off.
    return Category(
        id=entry["id"],
        label=entry["label"],
        description=entry["description"],
        choice="always" if entry["required"] else refused,
        agreed=next(iter(entry.get("still_valid", ())), entry["consent_hash"]),
        google=tuple(entry["google_consent"]),
        tcf=tuple(entry["tcf_purposes"]),
        items=tuple(each for each in items if each.category == entry["id"]),
    )


def _service(entry: Json) -> Service:
    domains = tuple(entry["script_domains"])
    return Service(entry["id"], entry["label"], entry["provider"], entry["category"], domains)


def _item(entry: Json) -> Item:
    return Item(
        id=entry["id"],
        pattern=Glob(entry["match"]["value"], entry["match"]["type"] == "exact"),
        kind=entry["kind"],
        category=entry["category"],
        service=entry["service"],
        provider=entry["provider"],
        purpose=entry["purpose"],
        purpose_type=entry["purpose_type"],
        lasts=entry["duration_text"],
        seconds=entry["max_age_seconds"],
        refreshes=entry["refreshes"],
        party=entry["party"],
        domains=tuple(entry["domains"]),
        host_only=entry["host_only"],
        path=entry["path"],
        http_only=entry["http_only"],
        partitioned=entry["partitioned"],
    )
