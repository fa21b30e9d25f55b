"""The device storage disclosure of IAB TCF, version 1.1, for those that are on its list of vendors."""

from collections.abc import Iterable, Iterator

from policygen.outputs.exports import languages, texts
from policygen.outputs.exports.client import Exporter, Loss, Written
from policygen.outputs.exports.stock import Category, Item, Json, Stock
from policygen.outputs.exports.texts import within

_ID, _NAME = "iab-tcf", "IAB TCF disclosure"
_TYPES = {"cookie": "cookie", "local-storage": "web", "session-storage": "web", "indexed-db": "web",
          "cache-storage": "web", "sdk": "app"}  # fmt: skip
_STORING = 1
"""The purpose of storing on a device, which says that people are asked for consent."""


def _write(stock: Stock) -> Written:
    judged = [(each, item, _reason(item)) for each in stock.categories for item in each.items]
    told = [(category, item) for category, item, reason in judged if reason is None]
    data = {
        "disclosures": [_disclosure(category, item, stock) for category, item in told],
        "domains": list(_domains(stock, told)),
    }
    losses = (Loss(_ID, item.id, each.id, *reason) for each, item, reason in judged if reason)
    return Written({"iab-tcf-device-storage.json": texts.as_json(data)}, (*losses, *languages.alone(stock, _ID, _NAME)))


def _reason(item: Item) -> tuple[str, str] | None:
    """Why the item is left out: the framework wants facts of it that nobody has declared, or has no words for it."""
    leaves_out, name = f"The {_NAME} leaves out", f"`{item.name}`"
    if item.kind not in _TYPES:
        return f"{leaves_out} {name}, which {texts.STANDING[item.kind]}.", ("Tell the framework in a way of your own.")
    if (item.pattern.literal and "*" in item.name) or not item.name.strip("*"):
        return f"{leaves_out} {name}, since a star always stands for any characters there.", "Give it another name."
    if item.kind != "sdk" and not item.domains:
        return f"{leaves_out} {name}, of which no domain is declared.", "Declare its `domains`."
    if item.kind == "cookie" and item.seconds is None:
        return f"{leaves_out} {name}, of which no fixed duration is declared.", "Declare its `duration` as a time."
    if item.kind == "cookie" and item.refreshes is None:
        return f"{leaves_out} {name}, of which nobody has said whether it is renewed.", (
            "Declare `refreshes` as `true` or `false`."
        )
    return None


def _disclosure(category: Category, item: Item, stock: Stock) -> Json:
    kind = _TYPES[item.kind]
    return {
        "identifier": item.name,
        "type": kind,
        "maxAgeSeconds": item.seconds if kind == "cookie" else None,
        **({"cookieRefresh": item.refreshes} if kind == "cookie" else {}),
        **({"domains": list(_written(item.domains))} if item.domains else {}),
        "purposes": _purposes(category),
        **({"description": within(item.purpose, stock.language, stock)} if item.purpose else {}),
    }


def _written(domains: Iterable[str]) -> Iterator[str]:
    """A domain with a dot before it is that host and those below it."""
    for each in domains:
        yield from (each[1:], f"*{each}") if each.startswith(".") else (each,)


def _purposes(category: Category) -> list[int]:
    """The first purpose is there when people are asked, and only then."""
    others = sorted(set(category.tcf) - {_STORING})
    return [_STORING, *others] if category.choice == "off" else others


def _domains(stock: Stock, told: Iterable[tuple[Category, Item]]) -> Iterator[Json]:
    """Every domain that stores something or sends a script, with the categories for which it is used."""
    found = dict[str, dict[str, None]]()
    categories = {each.id: each for each in stock.categories}
    used = [(domain, category) for category, item in told for domain in _written(item.domains)]
    used += [
        (domain, categories[each.category])
        for each in stock.services.values()
        if each.category in categories
        for domain in _written(each.script_domains)
    ]
    for domain, category in used:
        found.setdefault(domain, {})[within(category.label, stock.language, stock)] = None
    yield from ({"domain": domain, "use": ", ".join(labels)} for domain, labels in found.items())


EXPORTER = Exporter(
    _ID,
    _NAME,
    "1.1",
    (
        "Each stored item with its lifetime, domains and purposes, as vendors of the framework disclose them.",
        "Only a vendor on the list of the framework needs it, and serves it at the address that is written there.",
    ),
    _write,
    asks=False,
)
