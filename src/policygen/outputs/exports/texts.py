"""Texts as files for programs hold them: in one language, as HTML, as JSON, and as JavaScript."""

import json
from html import escape
from typing import Any, NamedTuple

from policygen.outputs.exports.stock import Stock, Texts

UNSTATED = "Not stated"
KINDS = {
    "cookie": "cookie", "local-storage": "local storage", "session-storage": "session storage",
    "indexed-db": "IndexedDB", "cache-storage": "cache storage", "pixel": "pixel",
    "fingerprint": "device fingerprint", "sdk": "software kit",
}  # fmt: skip
"""What sort of storage an item is."""
STANDING = {
    "cookie": "is a cookie", "local-storage": "is kept in the local storage",
    "session-storage": "is kept in the session storage", "indexed-db": "is kept in IndexedDB",
    "cache-storage": "is kept in the cache storage", "pixel": "is a pixel", "fingerprint": "is a device fingerprint",
    "sdk": "is a software kit",
}  # fmt: skip
"""The same in a sentence."""

_UNSAFE = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What would end a script, or a line of one, wherever the text is pasted; in JSON it stands within texts only."""


class Regex(NamedTuple):
    """A regular expression of JavaScript."""

    source: str


class Beside(NamedTuple):
    """The address of a file that lies beside the module, wherever that is served."""

    file: str


def within(texts: Texts | None, language: str, stock: Stock) -> str:
    """The text in this language, else in that of the site, else in any."""
    if not texts:
        return UNSTATED
    return texts.get(language) or texts.get(stock.language) or next(iter(texts.values()))


def html(text: str) -> str:
    return escape(text, quote=True)


def as_json(data: Any) -> bytes:
    """A JSON file that can be pasted into a page as well."""
    return (_safe(json.dumps(data, ensure_ascii=False, indent=2)) + "\n").encode()


def as_script(data: Any, indent: str = "") -> str:
    """The same as an expression of JavaScript, in which regular expressions can stand."""
    inner = indent + "  "
    match data:
        case Regex(source):
            return f"new RegExp({as_script(source)})"
        case Beside(file):
            return f"new URL({as_script(file)}, import.meta.url).href"
        case dict() if data:
            pairs = (f"{inner}{as_script(key)}: {as_script(value, inner)}" for key, value in data.items())
            return "{\n" + ",\n".join(pairs) + f"\n{indent}}}"
        case list() if data:
            return "[\n" + ",\n".join(inner + as_script(each, inner) for each in data) + f"\n{indent}]"
        case _:
            return _safe(json.dumps(data, ensure_ascii=False))


def _safe(text: str) -> str:
    for sign, spelling in _UNSAFE.items():
        text = text.replace(sign, spelling)
    return text
