"""The storage state that Playwright saves: cookies, and what each origin keeps in local storage and databases."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from policygen.observed.observation import LayoutError, Raw, Seen, entries, name_of, text

_KEPT = {"localStorage": "local-storage", "indexedDB": "indexed-db"}


def is_one(value: Any) -> bool:
    return isinstance(value, dict) and "cookies" in value and "origins" in value


def read(value: Any) -> Seen:
    origins = entries(value["origins"], "origins")
    looked = {kind for key, kind in _KEPT.items() if key == "localStorage" or any(key in each for each in origins)}
    found = (*_cookies(value["cookies"]), *(raw for origin in origins for raw in _of_origin(origin)))
    return Seen("state", found, frozenset({"cookie", *looked}))


def _cookies(value: Any) -> Iterator[Raw]:
    for number, each in enumerate(entries(value, "cookies"), start=1):
        yield Raw(name_of(each, number, "name"), domain=text(each, "domain").lower().lstrip("."))


def _of_origin(origin: dict[str, Any]) -> Iterator[Raw]:
    try:
        host = urlsplit(text(origin, "origin")).hostname or ""
    except ValueError:
        raise LayoutError("An origin of the file is no web address.", "Save the storage state anew.") from None
    for key, kind in _KEPT.items():
        for number, each in enumerate(entries(origin.get(key, []), key), start=1):
            yield Raw(name_of(each, number, "name"), kind, host)
