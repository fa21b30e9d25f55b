"""@hmcts/cookie-manager 1: one JSON configuration, in which the first entry that matches a name decides."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from policygen.globs import Glob
from policygen.outputs.exports import erasure, memory, texts
from policygen.outputs.exports.client import Exporter, Loss, Written
from policygen.outputs.exports.erasure import Hands
from policygen.outputs.exports.memory import Habits
from policygen.outputs.exports.stock import Category, Item, Json, Stock

_ID, _NAME = "hmcts-cookie-manager", "@hmcts/cookie-manager"


def _simple(pattern: Glob) -> bool:
    return pattern.literal or pattern.prefix is not None


def _domains(host: str) -> tuple[str, ...]:
    return host, host.partition(".")[2]


_HANDS = Hands(
    _ID, _NAME, recognises=_simple, spares=lambda _, other: _simple(other), host_only=False, domains=_domains
)
_HABITS = Habits(_ID, _NAME, "cookie-preferences", session=True)

_Named = tuple[str, Glob]
_UNASSIGNED = "_unassigned"
"""An entry for what must stay without belonging to a category that must."""


def _write(stock: Stock) -> Written:
    kept = memory.of(stock, _HABITS)
    settled = erasure.settle(stock, erasure.groups(stock), _HANDS, kept.name)
    wanted = [(each.id, claim.item.pattern) for each in stock.categories for claim in settled.claims[each.id]]
    entries = list(_entries(stock, wanted))
    asked = [each for each in stock.categories if each.choice != "always" and any(each.id == key for key, _ in wanted)]
    granted = bool(asked) and all(each.choice == "on" for each in asked)
    config = {
        "userPreferences": {
            "cookieName": kept.name,
            **({"cookieExpiry": kept.days} if kept.days is not None else {}),
            "cookieSecure": stock.url.startswith("https:"),
        },
        "cookieManifest": entries,
        # Said in so many words, since the library would delete what it does not know.
        "additionalOptions": {"deleteUndefinedCookies": False, "defaultConsent": granted},
    }
    losses = (*settled.losses, *kept.losses, *_unasked(stock, asked), *(_off(asked) if not granted else ()))
    return Written({"hmcts-cookie-manager.json": texts.as_json(config)}, losses)


def _entries(stock: Stock, wanted: list[_Named]) -> Iterator[Json]:
    """Exact names before beginnings, so that the nearer name decides; and among each what must stay before the rest.

    Two entries may have one name, where the beginnings of two categories nest and the longer one must come first.
    """
    must = [(name, each.pattern) for name, each in _staying(stock) if each.kind == "cookie" and _simple(each.pattern)]
    for literal, match_by in ((True, "exact"), (False, "startsWith")):
        for optional, named in ((False, must), (True, wanted)):
            found = [each for each in named if each[1].literal is literal]
            nested = optional and not literal and _nested(found)
            ordered = sorted(found, key=lambda each: -len(each[1].value)) if nested else found
            for name, group in groupby(ordered, key=lambda each: each[0]):
                names = dict.fromkeys(_name(pattern) for _, pattern in group)
                yield {"categoryName": name, "optional": optional, "matchBy": match_by, "cookies": list(names)}


def _staying(stock: Stock) -> Iterator[tuple[str, Item]]:
    yield from ((each.id, item) for each in stock.categories if each.choice == "always" for item in each.items)
    record = [each for each in stock.items if each is stock.record and each.category in _optional(stock)]
    yield from ((_UNASSIGNED, item) for item in (*stock.orphans, *record))


def _optional(stock: Stock) -> frozenset[str]:
    return frozenset(each.id for each in stock.categories if each.choice != "always")


def _name(pattern: Glob) -> str:
    return pattern.value if pattern.literal else pattern.prefix or ""


def _nested(found: list[_Named]) -> bool:
    beginnings = [(key, _name(pattern)) for key, pattern in found]
    return any(one[0] != two[0] and one[1].startswith(two[1]) for one in beginnings for two in beginnings)


def _unasked(stock: Stock, asked: Iterable[Category]) -> Iterator[Loss]:
    shown = {each.id for each in asked}
    for each in stock.categories:
        if each.choice != "always" and each.id not in shown:
            words = f"{_NAME} does not ask about the category `{each.id}`, since it can delete nothing of it."
            yield Loss(_ID, None, each.id, words, "Ask for this category in a way of your own.")


def _off(asked: Iterable[Category]) -> Iterator[Loss]:
    for each in asked:
        if each.choice == "on":
            words = (
                f"{_NAME} leaves the category `{each.id}` off until people agree, since it knows one default for all."
            )
            yield Loss(_ID, None, each.id, words, "Switch it on in a script of your own, or accept that it is off.")


EXPORTER = Exporter(
    _ID,
    _NAME,
    "1.1",
    (
        "Asks by category, in a banner and a form of your own, and asks again when the consent version grows.",
        "Deletes cookies on every visit of people who have refused, for the host of the page and one domain above it.",
    ),
    _write,
)
