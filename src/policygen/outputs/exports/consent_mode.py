"""Google Consent Mode v2: what holds before people choose, and what each category grants."""

from collections.abc import Iterator

from policygen.outputs.exports import texts
from policygen.outputs.exports.client import Exporter, Loss, Written
from policygen.outputs.exports.stock import Category, Json, Stock

_ID, _NAME = "google-consent-mode", "Google Consent Mode"
_TYPES = (
    "ad_storage", "ad_user_data", "ad_personalization", "analytics_storage",
    "functionality_storage", "personalization_storage", "security_storage",
)  # fmt: skip
_WAIT = 500
"""Milliseconds for which tags wait for a choice that was made before; what Google proposes."""
_STRICTEST = {"off": 0, "on": 1, "always": 2}


def _write(stock: Stock) -> Written:
    owners = {each: owner for each in _TYPES if (owner := _owner(each, stock))}
    granted = {each for each, owner in owners.items() if owner.choice != "off"}
    data: Json = {
        "default": {**{each: "granted" if each in granted else "denied" for each in _TYPES}, "wait_for_update": _WAIT},
        "grants": {
            each.id: [kind for kind in _TYPES if kind in owners and owners[kind] is each] for each in stock.categories
        },
    }
    return Written({"google-consent-mode.json": texts.as_json(data)}, tuple(_losses(stock, owners)))


def _owner(kind: str, stock: Stock) -> Category | None:
    """Where two categories grant a type, it is granted only when people have agreed to the stricter one."""
    wanting = [each for each in stock.categories if kind in each.google]
    return min(wanting, key=lambda each: _STRICTEST[each.choice], default=None)


def _losses(stock: Stock, owners: dict[str, Category]) -> Iterator[Loss]:
    for each in stock.categories:
        if each.choice != "always" and not each.google:
            words = f"{_NAME} is told nothing of the category `{each.id}`, which grants no consent type."
            yield Loss(_ID, None, each.id, words, "Name them as `google_consent`, where tags of Google depend on it.")
        for kind in each.google:
            if (owner := owners.get(kind)) and owner is not each:
                words = (
                    f"{_NAME} knows one switch a type, so `{kind}` is granted by `{owner.id}` and not by `{each.id}`."
                )
                yield Loss(_ID, None, each.id, words, f"Take `{kind}` out of one of the two categories.")


EXPORTER = Exporter(
    _ID,
    _NAME,
    "2",
    ("The state of every consent type before people choose, and the types that each category grants.",),
    _write,
    asks=False,
    orphans=True,
)
