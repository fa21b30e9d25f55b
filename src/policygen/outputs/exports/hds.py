"""Helsinki Design System 4: the site settings, which name all that may stay when people have chosen."""

from collections.abc import Iterator
from typing import NamedTuple

from policygen import globs
from policygen.globs import Glob
from policygen.outputs.exports import erasure, languages, memory, texts
from policygen.outputs.exports.client import Exporter, Loss, Written
from policygen.outputs.exports.erasure import Hands
from policygen.outputs.exports.hds_words import WORDS
from policygen.outputs.exports.memory import DAY, Habits
from policygen.outputs.exports.stock import Category, Item, Json, Stock, Texts
from policygen.outputs.exports.texts import html, within

_ID, _NAME = "hds", "Helsinki Design System"
_TYPES = {"cookie": 1, "local-storage": 2, "session-storage": 3, "indexed-db": 4, "cache-storage": 5}
_HANDS = Hands(_ID, _NAME, lambda _: True, lambda *_: True, frozenset(_TYPES), paths=True)
_HABITS = Habits(_ID, _NAME, "cookie-consents", versioned=False, session=True)
_DAYS = 100
_RECORD_GROUP = "consent_record"
"""No category is called so, since ids hold no such sign."""
_SETTINGS = "hds-site-settings.json"
_SCRIPT = """\
// The same site settings, with which people are asked again about a group only when they agree to another thing:
// the client keeps a checksum of the JSON of each group, so of all its words, unless `toJSON` gives it something else.
const answer = await fetch(new URL("%s", import.meta.url));
const settings = await answer.json();
const agreed = %s;
for (const group of [...settings.requiredGroups, ...settings.optionalGroups]) {
  const checked = [group.groupId, agreed[group.groupId] ?? null];
  group.toJSON = () => checked;
}
export default settings;
"""


class _Listed(NamedTuple):
    """An item of a group, and the names that the client takes for it: a star is never an ordinary character there."""

    category: Category
    item: Item
    pattern: Glob


def _write(stock: Stock) -> Written:
    kept = memory.of(stock, _HABITS)
    listed = [_Listed(each, item, _read(item)) for each in stock.categories for item in each.items if _shown(item)]
    groups = {each.id: _group(each, listed, stock) for each in stock.categories}
    required = [groups[each.id] for each in stock.categories if each.choice == "always" and groups[each.id]["cookies"]]
    optional = [groups[each.id] for each in stock.categories if each.choice != "always" and groups[each.id]["cookies"]]
    config = {
        "siteName": _plain(stock.site),
        "cookieName": kept.name,
        # Once people have chosen, all that is not named is deleted as it is; with `remove`, even before they choose.
        "remove": False,
        "monitorInterval": 0,
        "fallbackLanguage": stock.language,
        "languages": [{"code": each, "name": each, "direction": languages.direction(each)} for each in stock.languages],
        "requiredGroups": [*required, *_record_group(required, kept.name, stock)],
        "optionalGroups": optional,
        "robotCookies": [{"name": each.name, "storageType": _TYPES[each.kind]} for each in _silent(stock)],
        "translations": WORDS,
    }
    losses = (*_items(stock, listed, kept.name), *_categories(stock, groups), *kept.losses, *_lasting(stock))
    files = {_SETTINGS: texts.as_json(config), "hds-site-settings.mjs": _script(stock)}
    return Written(files, (*losses, *languages.english(stock, _ID, _NAME)))


def _script(stock: Stock) -> bytes:
    agreed = {each.id: each.agreed for each in stock.categories if each.agreed}
    return (_SCRIPT % (_SETTINGS, texts.as_script(agreed))).encode()


def _read(item: Item) -> Glob:
    return Glob(item.name, "*" not in item.name)


def _shown(item: Item) -> bool:
    """It draws names as HTML with places for values in it, and cannot be given another name to draw."""
    return item.kind in _TYPES and "<" not in item.name and "{{" not in item.name


def _silent(stock: Stock) -> Iterator[Item]:
    """What must stay and cannot be shown."""
    always = (item for each in stock.categories if each.choice == "always" for item in each.items if not _shown(item))
    yield from (each for each in (*always, *stock.orphans) if each.kind in _TYPES)


def _plain(text: str) -> str:
    """Its texts are HTML, in which double braces are places for values."""
    return html(text).replace("{", "&#123;")


def _texts(found: Texts | None, stock: Stock) -> Json:
    return {each: _plain(within(found, each, stock)) for each in stock.languages}


def _group(category: Category, listed: list[_Listed], stock: Stock) -> Json:
    return {
        "groupId": category.id,
        "title": _texts(category.label, stock),
        "description": _texts(category.description, stock),
        "cookies": [_cookie(each.item, stock) for each in listed if each.category is category],
    }


def _cookie(item: Item, stock: Stock) -> Json:
    return {
        "name": item.name,
        "host": ", ".join(item.hosts) or texts.UNSTATED,
        "storageType": _TYPES[item.kind],
        "description": _texts(item.purpose, stock),
        "expiration": _texts(item.lasts, stock),
    }


def _record_group(required: list[Json], name: str, stock: Stock) -> Iterator[Json]:
    """It refuses to start unless a required group holds its own cookie."""
    if any(cookie["name"] == name and cookie["storageType"] == 1 for each in required for cookie in each["cookies"]):
        return
    cookie = {"name": name, "host": _plain(stock.host), "storageType": 1, "description": "Remembers your choice.",
              "expiration": f"{_DAYS} days"}  # fmt: skip
    yield {"groupId": _RECORD_GROUP, "title": "Your choice", "description": "What remembers your choice.",
           "cookies": [cookie]}  # fmt: skip


def _items(stock: Stock, listed: list[_Listed], own: str) -> Iterator[Loss]:
    for category in stock.categories:
        for item in category.items if category.choice != "always" else ():
            reason = _reason(category, item, listed, stock, own)
            found = (reason,) if reason else (*_doubled(item, stock), *erasure.beyond(item, stock, _HANDS))
            yield from (erasure.loss(_HANDS, item, *each) for each in found)


def _reason(category: Category, item: Item, listed: list[_Listed], stock: Stock, own: str) -> tuple[str, str] | None:
    name = f"`{item.name}`"
    if item.kind not in _TYPES:
        return erasure.strange(_NAME, item)
    if not _shown(item):
        return f"{_NAME} cannot show the name {name}, and deletes it whatever people choose.", "Give it another name."
    if item.kind == "cookie" and item.name == own:
        return f"{_NAME} never deletes {name}, which remembers the choice.", "Move it to a category that is always on."
    silent = (_Listed(category, each, _read(each)) for each in _silent(stock))
    others = [*(each for each in listed if each.category is not category), *silent]
    same = (each for each in others if each.item.kind == item.kind and globs.covers(each.pattern, _read(item)))
    found = next(same, None)
    if found:
        words = f"{_NAME} keeps {name} for as long as `{found.item.name}` may stay, since that name fits it too."
        return words, "Give one of them another name."
    return None


def _doubled(item: Item, stock: Stock) -> Iterator[tuple[str, str]]:
    """It takes a name that it finds twice for one that is not there."""
    cookies = (each for each in stock.items if each.kind == "cookie" and (stock.seen(each) or not each.hosts))
    found = [each for each in cookies if each.name == item.name]
    if item in found and len(found) > 1:
        yield f"{_NAME} cannot delete `{item.name}` where two cookies of that name are seen.", erasure.BY_HAND


def _categories(stock: Stock, groups: dict[str, Json]) -> Iterator[Loss]:
    for each in stock.categories:
        if each.choice != "always" and not groups[each.id]["cookies"]:
            words = f"{_NAME} does not ask about the category `{each.id}`, since nothing in it can be listed there."
            yield Loss(_ID, None, each.id, words, "Ask for this category in a way of your own.")
        elif each.choice == "on":
            words = (
                f"{_NAME} leaves the category `{each.id}` off until people agree, since all that is optional is off."
            )
            yield Loss(_ID, None, each.id, words, "Switch it on in a script of your own, or accept that it is off.")


def _lasting(stock: Stock) -> Iterator[Loss]:
    if stock.lifetime is not None and stock.lifetime // DAY != _DAYS:
        words = f"{_NAME} remembers the choice for {_DAYS} days, and cannot be told another time."
        yield Loss(_ID, None, None, words, f"State a `lifetime` of {_DAYS} days below `consent:`.")


EXPORTER = Exporter(
    _ID,
    _NAME,
    "4.2",
    (
        (
            "Asks by category, shows every item in a table, and asks again about a category when what people agree to "
            "changes; with the JSON file alone, when any word of it does."
        ),
        "When people choose, deletes whatever they have not agreed to, and whatever the manifest does not name.",
    ),
    _write,
    orphans=True,
)
