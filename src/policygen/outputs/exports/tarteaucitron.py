"""tarteaucitron 1: its settings and its services as JSON, to which a page adds the scripts that they load."""

import re
from collections.abc import Iterator

from policygen.outputs.exports import erasure, languages, memory, switches, texts
from policygen.outputs.exports.client import Exporter, Loss, Written
from policygen.outputs.exports.erasure import Claim, Group, Hands
from policygen.outputs.exports.memory import Habits, Memory
from policygen.outputs.exports.stock import Category, Json, Stock
from policygen.outputs.exports.texts import html, within

_ID, _NAME = "tarteaucitron", "tarteaucitron"
# It reads every name as a regular expression and deletes it as it is, so no sign may mean anything else.
_WRITTEN = re.compile(r"[A-Za-z0-9_.!~'#&%`-]+")


def _domains(host: str) -> tuple[str, ...]:
    """That of the page, and the last two words of it."""
    return host, ".".join(host.split(".")[-2:])


_HANDS = Hands(
    _ID, _NAME, recognises=lambda each: each.literal, spares=lambda *_: False, domains=_domains, writes=_WRITTEN
)
_HABITS = Habits(_ID, _NAME, "tarteaucitron")
_LONGEST = 364


def _write(stock: Stock) -> Written:
    kept = memory.of(stock, _HABITS)
    groups = switches.switches(stock)
    settled = erasure.settle(stock, groups, _HANDS, kept.name)
    asked = [each for each in groups if each.category.choice != "always"]
    services = {_key(each): _service(each, settled.claims[each.key], stock) for each in asked}
    data = {
        "init": {"cookieName": kept.name, "privacyUrl": stock.policy_url, "highPrivacy": True, "AcceptAllCta": True,
                 "DenyAllCta": True, "serviceDefaultState": "wait"},
        # The value of the variable `tarteaucitronForceExpire`, in days; a year is what it takes at most.
        **({"forceExpire": min(kept.days, _LONGEST)} if kept.days is not None else {}),
        "services": services,
    }  # fmt: skip
    optional = [each for each in stock.categories if each.choice != "always"]
    told = (*languages.alone(stock, _ID, _NAME), *switches.unshown(optional, groups, _ID, _NAME))
    losses = (*settled.losses, *kept.losses, *_lasting(kept), *told)
    return Written({"tarteaucitron.json": texts.as_json(data)}, losses)


def _lasting(kept: Memory) -> Iterator[Loss]:
    if kept.days is not None and kept.days > _LONGEST:
        words = f"{_NAME} remembers the choice for {_LONGEST} days at most, and so asks sooner than is declared."
        yield Loss(_ID, None, None, words, "State a shorter `lifetime` below `consent:`, or accept that.")


def _key(group: Group) -> str:
    """It finds `ga=true` in `mega=true` as well; with this sign before each, no key is the end of another."""
    return f"_{group.key}"


def _service(group: Group, claims: tuple[Claim, ...], stock: Stock) -> Json:
    service = switches.service_of(group, stock)
    provider = stock.provider_of(service) if service else None
    return {
        "key": _key(group),
        "type": _type(group.category),
        "name": html(within(switches.label(group, stock), stock.language, stock)),
        "uri": html((provider.privacy_url if provider else None) or stock.policy_url),
        "needConsent": group.category.choice == "off",
        "cookies": list(dict.fromkeys(claim.item.name for claim in claims)),
    }


def _type(category: Category) -> str:
    """Its own list of types, under which it shows the services."""
    if any(each.startswith("ad_") for each in category.google):
        return "ads"
    return "analytic" if "analytics_storage" in category.google else "other"


EXPORTER = Exporter(
    _ID,
    _NAME,
    "1.34",
    (
        "Asks by service, under headings of its own, and asks again when the consent version grows.",
        "Deletes cookies with exact names only; what is always on is not listed in it.",
    ),
    _write,
)
