"""Klaro 0.7: one JSON configuration, with a switch for each service."""

from collections.abc import Iterator

from policygen.globs import Glob
from policygen.outputs.exports import erasure, languages, memory, patterns, switches, texts
from policygen.outputs.exports.client import Exporter, Written
from policygen.outputs.exports.erasure import Claim, Group, Hands
from policygen.outputs.exports.memory import Habits, Memory
from policygen.outputs.exports.stock import Json, Stock, Texts
from policygen.outputs.exports.texts import within

_ID, _NAME = "klaro", "Klaro"
_HANDS = Hands(_ID, _NAME, recognises=lambda _: True, spares=lambda *_: True, paths=True)
_HABITS = Habits(_ID, _NAME, "klaro", local=True)
_ANY_LANGUAGE = "zz"


def _write(stock: Stock) -> Written:
    kept, groups = memory.of(stock, _HABITS), switches.switches(stock)
    settled = erasure.settle(stock, groups, _HANDS, kept.name)
    config = {
        **_config(stock, kept),
        "translations": {tag: _translation(stock, language) for tag, language in _tags(stock)},
        "services": [_service(each, settled.claims[each.key], stock) for each in groups],
    }
    losses = (*settled.losses, *kept.losses, *switches.unshown(stock.categories, groups, _ID, _NAME))
    return Written({"klaro.json": texts.as_json(config)}, losses)


def _config(stock: Stock, kept: Memory) -> Json:
    return {
        "version": 1,
        "storageMethod": "localStorage" if kept.local else "cookie",
        "storageName": kept.name,
        **({"cookieExpiresAfterDays": kept.days} if kept.days is not None else {}),
        "default": False,
        "mustConsent": False,
        "acceptAll": True,
        "hideDeclineAll": False,
        "groupByPurpose": True,
        "htmlTexts": False,
        **({"lang": _tag(stock.language)} if len(stock.languages) == 1 else {}),
    }


def _tag(language: str) -> str:
    """Klaro reads `en` where a page says `en-GB`."""
    return languages.primary(language) if language.count("-") == 1 else language.lower()


def _tags(stock: Stock) -> Iterator[tuple[str, str]]:
    """Each tag with the language of its texts; of two kinds of English the site's own comes last, and so prevails."""
    yield _ANY_LANGUAGE, stock.language
    yield from ((_tag(each), each) for each in reversed(stock.languages))


def _translation(stock: Stock, language: str) -> Json:
    purposes = {each.id: _said(each.label, each.description, language, stock) for each in stock.categories}
    return {"privacyPolicyUrl": stock.policy_url, "purposes": purposes}


def _said(title: Texts, description: Texts | None, language: str, stock: Stock) -> Json:
    words = {"description": within(description, language, stock)} if description else {}
    return {"title": within(title, language, stock), **words}


def _service(group: Group, claims: tuple[Claim, ...], stock: Stock) -> Json:
    always, on = group.category.choice == "always", group.category.choice == "on"
    shown = tuple(Claim(each, ()) for each in group.items if each.kind == "cookie") if always else claims
    cookies = [each for claim in shown for each in _cookies(claim)]
    words = {tag: _said(switches.label(group, stock), None, language, stock) for tag, language in _tags(stock)}
    return {
        "name": group.key,
        "translations": words,
        "purposes": [group.category.id],
        "required": always,
        "optOut": on,
        "default": always or on,
        "cookies": [each for number, each in enumerate(cookies) if each not in cookies[:number]],
    }


def _cookies(claim: Claim) -> Iterator[Json]:
    """Without a domain Klaro tries that of the page too; every other one must be named."""
    item = claim.item
    entry = {"pattern": _pattern(item.pattern, claim.but), "path": item.path or "/"}
    yield entry
    yield from ({**entry, "domain": host} for host in item.hosts)


def _pattern(pattern: Glob, but: tuple[Glob, ...]) -> str:
    """Klaro takes a text for a regular expression when it begins with a circumflex."""
    plain = pattern.literal and not pattern.value.startswith("^")
    return pattern.value if plain else patterns.regex(pattern, but)


EXPORTER = Exporter(
    _ID,
    _NAME,
    "0.7",
    (
        "Asks by service, grouped by category, and asks again when the consent version grows.",
        "Deletes cookies on every visit of people who have refused; it shows no table of them.",
    ),
    _write,
)
