"""vanilla-cookieconsent 3: a JavaScript module with the configuration, and its words as JSON, a file a language."""

from collections.abc import Iterator

from policygen.outputs.exports import erasure, languages, memory, patterns, texts
from policygen.outputs.exports.client import Exporter, Written
from policygen.outputs.exports.erasure import Claim, Hands
from policygen.outputs.exports.memory import Habits, Memory
from policygen.outputs.exports.stock import Category, Item, Json, Stock
from policygen.outputs.exports.texts import Beside, Regex, html, within

_ID, _NAME = "vanilla-cookieconsent", "vanilla-cookieconsent"
_MODULE = "vanilla-cookieconsent.mjs"
_HANDS = Hands(_ID, _NAME, recognises=lambda _: True, spares=lambda *_: True, paths=True)
_HABITS = Habits(_ID, _NAME, "cc_cookie", versioned=False, local=True, session=True)

# The words beside the table become part of ids in the page, so each is one word.
_HEADERS = {"name": "Name", "kind": "Kind", "provider": "Provider", "purpose": "Purpose", "lasts": "Duration"}


def _write(stock: Stock) -> Written:
    kept = memory.of(stock, _HABITS)
    settled = erasure.settle(stock, erasure.groups(stock), _HANDS, kept.name)
    config = {**_config(stock, kept), "categories": {
        each.id: _category(each, settled.claims[each.id]) for each in stock.categories
    }, "language": _language(stock)}  # fmt: skip
    script = f"// Configuration of vanilla-cookieconsent 3, made from the cookie manifest of the site.\nexport default {texts.as_script(config)};\n"  # noqa: E501
    words = {_file(each): texts.as_json(_translation(stock, each)) for each in stock.languages}
    losses = (*settled.losses, *kept.losses, *languages.english(stock, _ID, _NAME))
    return Written({_MODULE: script.encode(), **words}, losses)


def _file(language: str) -> str:
    return f"vanilla-cookieconsent.{language}.json"


def _config(stock: Stock, kept: Memory) -> Json:
    cookie = {"name": kept.name, "expiresAfterDays": kept.days, "useLocalStorage": kept.local or None}
    return {
        "revision": stock.version,
        # Where something is on until people object, only `opt-out` starts it; what is not enabled waits all the same.
        "mode": "opt-out" if any(each.choice == "on" for each in stock.categories) else "opt-in",
        "autoClearCookies": True,
        # An auditor's browser is driven by a program, and must be asked as people are.
        "hideFromBots": False,
        "cookie": {key: value for key, value in cookie.items() if value is not None},
    }


def _language(stock: Stock) -> Json:
    leftwards = [each for each in stock.languages if languages.direction(each) == "rtl"]
    return {
        "default": stock.language,
        **({"autoDetect": "document"} if len(stock.languages) > 1 else {}),
        **({"rtl": leftwards} if leftwards else {}),
        "translations": {each: Beside(_file(each)) for each in stock.languages},
    }


def _category(category: Category, claims: tuple[Claim, ...]) -> Json:
    if category.choice == "always":
        return {"enabled": True, "readOnly": True}
    cookies = [each for claim in claims for each in _cookies(claim)]
    unlike = [each for number, each in enumerate(cookies) if each not in cookies[:number]]
    return {"enabled": category.choice == "on", **({"autoClear": {"cookies": unlike}} if unlike else {})}


def _cookies(claim: Claim) -> Iterator[Json]:
    """Once without a domain and once with each, since either way only one of the two copies is found."""
    item = claim.item
    name = item.name if item.pattern.literal else Regex(patterns.regex(item.pattern, claim.but))
    entry = {"name": name, **({"path": item.path} if item.path else {})}
    yield entry
    yield from ({**entry, "domain": host} for host in item.hosts)


def _translation(stock: Stock, language: str) -> Json:
    link = f'<a href="{html(stock.policy_url)}">Privacy and cookies</a>'
    return {
        "consentModal": {
            "title": "Your choice about cookies",
            "description": f"{html(stock.site)} stores things on your device. Some it needs to work; for the rest, the choice is yours. {{{{revisionMessage}}}}",  # noqa: E501
            "revisionMessage": "What is stored has changed since you chose, so we ask you again.",
            "acceptAllBtn": "Accept all",
            "acceptNecessaryBtn": "Reject all",
            "showPreferencesBtn": "Choose",
            "footer": link,
        },
        "preferencesModal": {
            "title": "What may be stored on your device",
            "acceptAllBtn": "Accept all",
            "acceptNecessaryBtn": "Reject all",
            "savePreferencesBtn": "Save my choice",
            "closeIconLabel": "Close",
            "sections": [_section(each, stock, language) for each in stock.categories],
        },
    }


def _section(category: Category, stock: Stock, language: str) -> Json:
    rows = [_row(each, stock, language) for each in category.items]
    described = {"description": html(within(category.description, language, stock))} if category.description else {}
    table = {"cookieTable": {"caption": "What is stored", "headers": _HEADERS, "body": rows}} if rows else {}
    title = html(within(category.label, language, stock))
    return {"title": title, **described, "linkedCategory": category.id, **table}


def _row(item: Item, stock: Stock, language: str) -> Json:
    provider = stock.provider_of(item)
    cells = {
        "name": item.name,
        "kind": texts.KINDS[item.kind],
        "provider": provider.name if provider else texts.UNSTATED,
        "purpose": within(item.purpose, language, stock),
        "lasts": within(item.lasts, language, stock),
    }
    return {key: html(cell) for key, cell in cells.items()}


EXPORTER = Exporter(
    _ID,
    _NAME,
    "3.1",
    (
        "Asks by category, shows every item in a table, and asks again when the consent version grows.",
        "Deletes cookies at the moment of refusal, and not again on later visits.",
    ),
    _write,
)
