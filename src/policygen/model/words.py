"""The scalar types of the content: text that the model, and never YAML, turns into values."""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Discriminator, Field, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from policygen import durations

T = TypeVar("T")

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\Z")
_WHOLE = re.compile(r"(?:0|[1-9][0-9]{0,8})\Z")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_DOMAIN = re.compile(r"(?:\*\.|\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\Z")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?!html?\b|md\b|php\b)[a-z]{2,}(?:/[^\s<>\"`{}|\\^]*)?\Z")
_VERSION = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.+-]{0,30}[0-9A-Za-z])?\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?\Z")
_RESERVED = frozenset({"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)})


def fault(message: str, mend: str) -> PydanticCustomError:
    """A value that the model refuses: what is wrong, and the mend, both whole sentences."""
    return PydanticCustomError("fault", "{message}", {"message": message, "mend": mend})


def is_slug(value: object) -> bool:
    """Whether this can be an id."""
    return isinstance(value, str) and bool(_SLUG.match(value)) and value not in _RESERVED


def said(value: object) -> str:
    if not isinstance(value, str):
        kind = "a list" if isinstance(value, tuple) else "a group of keys"
        raise fault(f"Here stands {kind}, but one value is expected.", "Write the value on the line of its key.")
    return value


def _text(value: object) -> str:
    text = said(value)
    if not text.strip():
        raise fault("The text is empty.", "Write the text, or leave the key out when nobody has said it.")
    return text.strip()


def _matching(pattern: re.Pattern[str], message: str, mend: str) -> Callable[[object], str]:
    def validate(value: object) -> str:
        text = said(value)
        if text in _RESERVED:
            raise fault(message.format(text), "Choose another one, since Windows keeps this name for itself.")
        if not pattern.match(text):
            raise fault(message.format(text), mend)
        return text

    return validate


def _flag(value: object) -> bool:
    text = said(value)
    if text not in {"true", "false"}:
        meant = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(text.lower(), text.lower())
        hint = f"Did you mean `{meant}`?" if meant in {"true", "false"} else "Leave the key out when nobody has said."
        raise fault(f"`{text}` is neither `true` nor `false`.", hint)
    return text == "true"


def _whole(value: object) -> int:
    text = said(value)
    if not _WHOLE.match(text):
        raise fault(f"`{text}` is not a whole number.", "Write digits only, without leading zeros, such as `12`.")
    return int(text)


def _date(value: object) -> date:
    text = said(value)
    if not _ISO_DATE.match(text):
        raise fault(f"`{text}` is not a date.", "Write year, month and day, such as `2026-11-20`.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise fault(f"There is no day `{text}` in the calendar.", "Correct the month or the day.") from None


def _duration(value: object) -> durations.Duration:
    try:
        return durations.parse(value)
    except durations.DurationError as error:
        raise fault(error.message, error.mend) from None


def _web_address(value: object) -> str:
    text = said(value)
    try:
        parts = urlsplit(text)
        sound = parts.scheme == "https" and bool(parts.hostname) and parts.username is None and parts.port != 0
    except ValueError:
        sound = False
    if not sound or any(c.isspace() or c in '<>"`{}|\\^' for c in text):
        bare = text.removeprefix("http://")
        mend = f"Write `https://{bare}`." if _HOST.match(bare) else "Write it whole: `https://example.com/page`."
        raise fault(f"`{text}` is not a web address that starts with https://.", mend)
    return text


def _base_url(value: object) -> str:
    text = _web_address(value)
    if "?" in text or "#" in text:
        raise fault(f"`{text}` is more than the address of a site.", "Leave out what begins with `?` or `#`.")
    return text.rstrip("/") + "/"


def _link(value: object) -> str:
    """A web address, or a place in the site."""
    text = said(value)
    if re.match(r"(?:/(?!/)|#)[^\s<>\"`{}|\\^]*\Z", text):
        return text
    if "://" in text or _HOST.match(text):
        return _web_address(text)
    mend = "Write a web address that starts with https://, or a place in the site, such as `/privacy/`."
    raise fault(f"`{text}` is not the address of a page.", mend)


def list_or_one(value: object) -> object:
    """A single value counts as a list of one."""
    return value if isinstance(value, tuple) else (value,)


def _shape(pattern: str, description: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, "description": description})


Text = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": ["string", "number"], "minLength": 1})]
Slug = Annotated[
    str,
    BeforeValidator(
        _matching(
            _SLUG,
            "`{}` cannot be an id.",
            "Use small letters, digits and hyphens, start and end with a letter or digit, at most 64 characters.",
        )
    ),
    _shape("^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$", "small letters, digits and hyphens"),
]
Flag = Annotated[bool, BeforeValidator(_flag)]
Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": "integer", "minimum": 0})]
Date = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
Duration = Annotated[durations.Duration, BeforeValidator(_duration), WithJsonSchema(durations.schema())]
WebAddress = Annotated[str, BeforeValidator(_web_address), _shape("^https://", "a web address")]
BaseUrl = Annotated[str, BeforeValidator(_base_url), _shape("^https://[^?#]+$", "the address of the site")]
Link = Annotated[str, BeforeValidator(_link), _shape("^(https://|/(?!/)|#)", "a web address, or a place in the site")]
Domain = Annotated[
    str,
    BeforeValidator(
        _matching(
            _DOMAIN,
            "`{}` is not a host name.",
            "Write it small and bare, such as `shop.example.com` or `.example.com`.",
        )
    ),
    _shape(
        _DOMAIN.pattern.replace(r"\Z", "$").replace("(?:", "("),
        "a host name; a leading dot or `*.` covers the hosts below it",
    ),
]
Version = Annotated[
    str,
    BeforeValidator(_matching(_VERSION, "`{}` is not a version.", "Write it like `2.0.0`.")),
    WithJsonSchema({"type": ["string", "number"], "description": "the version, such as 2.0.0"}),
]
Language = Annotated[
    str,
    BeforeValidator(
        _matching(_LANGUAGE, "`{}` is not a language tag.", "Write a short form (BCP 47) such as `en-GB` or `fr`.")
    ),
    _shape(_LANGUAGE.pattern.replace(r"\Z", "$").replace("(?:", "("), "a BCP 47 language tag"),
]

Listed = Annotated[tuple[T, ...], Field(min_length=1)]
"""A list; never an empty one, since leaving the key out says that nobody has said."""

NoneOr = Annotated[
    Annotated[Literal["none"], Tag("none")] | Annotated[tuple[T, ...], Tag("list"), Field(min_length=1)],
    Discriminator(lambda value: "none" if value == "none" else "list"),
]
"""A list, or the statement that there is none."""
